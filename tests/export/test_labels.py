from onrecord.export.labels import find_voices, number_statements, statement_words
from onrecord.types.statement import QuoteKind
from tests.export.readings import a_bare_reading, a_crowd, a_full_reading, a_statement


def test_statements_are_numbered_in_the_order_of_the_text() -> None:
    reading = a_full_reading()
    assert sorted(number_statements(reading).values()) == list(range(1, 12))
    assert number_statements(reading)[reading.statements[0].id] == 1


def test_the_most_heard_voice_is_first_and_the_unclear_last() -> None:
    voices, _ = find_voices(a_full_reading())
    assert voices[0].name == "Tomas Reyl"
    assert voices[-1].name == "Speaker not clear"
    assert voices[-1].numbers == (8, 10)


def test_past_eight_voices_come_pattern_and_initials() -> None:
    voices, _ = find_voices(a_crowd(10))
    assert [voice.initials for voice in voices] == [""] * 8 + ["PN", "PN"]
    assert voices[7].classes == "v8"
    assert voices[8].classes == "v9 vx"


def test_only_quoted_words_are_put_in_quotation_marks() -> None:
    text = "Never again, she said."
    for kind, words in ((QuoteKind.DIRECT, "“Never again”"), (QuoteKind.INDIRECT, "Never again")):
        statement = a_statement(text, "Never again", kind=kind)
        assert statement_words(a_bare_reading(text, statements=(statement,)), statement) == words
