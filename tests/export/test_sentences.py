from datetime import date

from onrecord.export.labels import label_ids
from onrecord.export.sentences import (
    join,
    say_relation,
    say_tier,
    say_tier_sentence,
    say_verb,
    say_verdict,
    statement_pieces,
)
from onrecord.types.link import HeadlineVerdict
from onrecord.types.statement import Mode, Phrase, Polarity, Setting
from onrecord.types.when import Precision, When
from tests.export.readings import a_full_reading, a_statement, at, day

TEXT = "“Never,” she told reporters at a press conference in Sund on Thursday."


def phrase(words: str) -> Phrase:
    return Phrase(words=words, span=at(TEXT, words))


def test_a_statement_is_told_in_one_sentence() -> None:
    setting = Setting(
        said=day(13, "on Thursday"),
        place=phrase("Sund"),
        occasion=phrase("at a press conference"),
        audience=phrase("reporters"),
    )
    assert join(statement_pieces(a_statement(TEXT, "Never,"), setting)) == (
        "said this to reporters at a press conference in Sund on 13 February 2025 (“on Thursday”)."
    )


def test_an_open_date_is_told_as_open() -> None:
    when = When(earliest=None, latest=None, precision=Precision.UNKNOWN, words="Thursday", span=at(TEXT, "Thursday"))
    assert join(statement_pieces(a_statement(TEXT, "Never,"), Setting(said=when))) == (
        "said this; on which date, cannot be told (“Thursday”)."
    )


def test_months_and_years_take_in() -> None:
    when = When(earliest=date(2008, 1, 1), latest=date(2008, 12, 31), precision=Precision.YEAR, words="in 2008")
    assert join(statement_pieces(a_statement(TEXT, "Never,"), Setting(said=when))) == "said this in 2008."


def test_what_was_not_said_is_not_told_as_said() -> None:
    verbs = {p: say_verb(a_statement(TEXT, "Never,", polarity=p, mode=Mode.PLANNED)) for p in Polarity}
    assert verbs[Polarity.NOT_SAID] == "did not plan this"
    assert verbs[Polarity.DENIED] == "denied this"
    assert len(set(verbs.values())) == len(Polarity)


def test_relations_are_sentences() -> None:
    reading = a_full_reading()
    label = label_ids(reading)
    assert [say_relation(one, label) for one in reading.relations] == [
        "The article says that ④ mirrors ⑤.",
        "The article says that Norland’s foreign ministry rejects words that it does not pin down.",
        "Held side by side, ⑥ contradicts ④ (more likely than not, 0.62).",
    ]


def test_every_verdict_and_tier_has_a_sentence() -> None:
    assert len({say_verdict(one) for one in HeadlineVerdict}) == len(HeadlineVerdict)
    assert [say_tier(tier) for tier in (1, 2, 3)] == ["printed", "strong sign", "hint"]
    assert len({say_tier_sentence(tier) for tier in (1, 2, 3)}) == 3
