import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.statements.decode import Found
from onrecord.statements.find import Maker, find_statements
from onrecord.text.quotes import find_quotations
from onrecord.types.span import Span
from onrecord.types.statement import Mode, Polarity, QuoteKind, Statement
from tests.stub import Said, an_article, tags_of, where


def found(text: str, *said: Said) -> list[Statement]:
    return find_statements(Maker(an_article(text), find_quotations(text), "stub-1"), tags_of(text, said))


def test_a_straight_quote_may_close_with_a_curly_one() -> None:
    text = 'It was "never a promise to Orvane,” Berg noted.'
    [statement] = found(text, Said(("never a promise to Orvane,",), cue="noted", source="Berg"))
    assert [span.cut(text) for span in statement.content] == ["never a promise to Orvane,"]
    assert statement.kind is QuoteKind.DIRECT
    assert [span.cut(text) for span in (*statement.source, *statement.cue)] == ["Berg", "noted"]


def test_an_interrupted_quotation_is_one_statement_of_two_pieces() -> None:
    text = "“We have the money,” she said, “and we have the crews.”"
    [statement] = found(text, Said(("We have the money,", "and we have the crews."), cue="said", source="she"))
    assert [span.cut(text) for span in statement.content] == ["We have the money,", "and we have the crews."]
    assert statement.kind is QuoteKind.DIRECT


def test_words_partly_in_marks_make_a_mixed_statement() -> None:
    text = "Berg said that the dam was “beyond repair”."
    [statement] = found(text, Said(("that the dam was “beyond repair”",), cue="said", source="Berg"))
    assert statement.kind is QuoteKind.MIXED


def test_a_statement_without_cue_and_source_keeps_both_empty() -> None:
    text = "The dam would hold."
    [statement] = found(text, Said(("The dam would hold",)))
    assert (statement.source, statement.cue) == ((), ())


@pytest.mark.parametrize(
    ("text", "cue", "polarity"),
    [
        ("Berg said that the dam would hold.", "said", Polarity.AFFIRMED),
        ("Berg did not say that the dam would hold.", "did not say", Polarity.NOT_SAID),
        ("Berg declined to say that the dam would hold.", "declined to say", Polarity.NOT_SAID),
        ("Berg denied that the dam would hold.", "denied", Polarity.DENIED),
        ("Berg asked that the dam would hold.", "asked", Polarity.QUESTION),
        ("If Berg says that the dam would hold.", "says", Polarity.HYPOTHETICAL),
        ("Berg might say that the dam would hold.", "might say", Polarity.HYPOTHETICAL),
    ],
)
def test_what_was_not_said_is_not_counted_as_said(text: str, cue: str, polarity: Polarity) -> None:
    [statement] = found(text, Said(("that the dam would hold",), cue=cue, source="Berg"))
    assert statement.polarity is polarity


def test_a_hope_is_no_speech() -> None:
    [statement] = found("Berg hopes to win.", Said(("to win",), cue="hopes", source="Berg"))
    assert statement.mode is Mode.FELT


def test_nothing_is_found_in_boilerplate() -> None:
    text = "Berg said so.\n\nRead more: Vale said no."
    said = [Said(("so",), cue="said", source="Berg"), Said(("no",), cue="said", source="Vale")]
    article = an_article(text, boilerplate=(Span(text.index("Read"), len(text)),))
    [statement] = find_statements(Maker(article, find_quotations(text), "stub-1"), tags_of(text, said))
    assert statement.content[0].cut(text) == "so"


def test_an_id_depends_on_the_article_and_the_places_alone() -> None:
    text = "Berg said that it would hold."
    [one] = found(text, Said(("that it would hold",), cue="said", source="Berg"))
    [two] = found(text, Said(("that it would hold",)))
    assert one.id == two.id


@given(st.text(alphabet=st.sampled_from("ab “”\"'\n.\u202e\U0001f600\x00é"), min_size=1, max_size=80), st.data())
def test_every_span_lies_inside_the_text(text: str, data: st.DataObject) -> None:
    words = text.split()
    said = [Said((data.draw(st.sampled_from(words)),))] if words and any(ch.isalnum() for ch in text) else []
    said = [one for one in said if any(ch.isalnum() for ch in one.content[0])]
    for statement in found(text, *said):
        for span in (*statement.content, *statement.cue, *statement.source):
            assert span.cut(text) == text[span.start : span.end]
            assert span.cut(text).strip() == span.cut(text)


def test_half_a_word_is_made_whole() -> None:
    text = "The dam, Kettermole said, would hold."
    whole = found_of(
        text, Found(content=[where(text, "would ho")], cue=[where(text, "sai")], source=[where(text, "mole")])
    )
    assert whole is not None
    assert [span.cut(text) for span in (*whole.source, *whole.cue, *whole.content)] == [
        "Kettermole",
        "said",
        "would hold",
    ]


def test_what_is_more_probably_wrong_than_useful_is_left_out() -> None:
    text = "The dam would hold."
    assert found_of(text, Found(content=[where(text, "would hold")], score=0.3)) is None


def found_of(text: str, one: Found) -> Statement | None:
    return Maker(an_article(text), find_quotations(text), "stub-1").statement(one)


@given(st.text(alphabet="aé1 _\n“”.’", max_size=60), st.data())
def test_a_place_made_whole_holds_what_it_was_made_of(text: str, data: st.DataObject) -> None:
    if not text.strip():
        return
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    statement = found_of(text, Found(content=[Span(start, end)]))
    if statement is not None:
        [piece] = statement.content
        assert 0 <= piece.start < piece.end <= len(text)
        assert text[start:end].strip() in piece.cut(text)
