import pytest

from onrecord.headline.check import check_headline
from onrecord.text.sentences import cut_sentences
from onrecord.types.link import HeadlineCheck, HeadlineVerdict
from onrecord.types.statement import Statement
from tests.stub import a_statement, an_article


def checked(headline: str | None, text: str, *statements: Statement) -> tuple[HeadlineCheck, ...]:
    article = an_article(text, headline=headline)
    return check_headline(article, statements, {s.id: "Mara Lindqvist" for s in statements}, cut_sentences(text))


BODY = (
    "Mara Lindqvist said that Velmark will close the Kaldan ferry terminal in April. "
    "The unions were surprised. A committee meets again on Monday. Nobody was hurt in the storm."
)
CONTENT = "that Velmark will close the Kaldan ferry terminal in April"


@pytest.mark.parametrize(
    ("headline", "verdict"),
    [
        ("Velmark will close Kaldan ferry terminal in April", HeadlineVerdict.BORNE_OUT),
        ("Will Velmark close the ferry terminal?", HeadlineVerdict.ASSERTS_NOTHING),
        ("Live: Kaldan ferry terminal", HeadlineVerdict.ASSERTS_NOTHING),
        ("What we know about the Kaldan ferry terminal", HeadlineVerdict.ASSERTS_NOTHING),
        ("Police arrest burglars after jewellery theft", HeadlineVerdict.NOT_STATED),
    ],
)
def test_the_verdict_follows_from_what_stands_below(headline: str, verdict: HeadlineVerdict) -> None:
    [check] = checked(headline, BODY, a_statement(BODY, CONTENT, source="Mara Lindqvist", cue="said"))
    assert check.verdict is verdict
    assert check.because


def test_a_strong_verb_that_nothing_below_bears_out_overstates() -> None:
    text = "Mara Lindqvist said that membership of the alliance was never a matter of dates. She left at noon."
    statement = a_statement(
        text, "that membership of the alliance was never a matter of dates", source="Mara Lindqvist", cue="said"
    )
    [check] = checked("Lindqvist retracts alliance membership dates", text, statement)
    assert check.verdict in {HeadlineVerdict.OVERSTATED, HeadlineVerdict.CONTRADICTED}
    assert "retracts" in check.because
    assert check.nearest == (statement.id,)


def test_what_is_only_considered_below_cannot_be_decided_above() -> None:
    text = "Mara Lindqvist said that Velmark may close the Kaldan ferry terminal. The unions were surprised."
    statement = a_statement(
        text, "that Velmark may close the Kaldan ferry terminal", source="Mara Lindqvist", cue="said"
    )
    [check] = checked("Velmark will close Kaldan ferry terminal", text, statement)
    assert check.verdict is HeadlineVerdict.OVERSTATED


def test_no_headline_gives_no_check() -> None:
    assert checked(None, BODY) == ()


def test_a_headline_over_nothing_cannot_be_told() -> None:
    [check] = check_headline(an_article("Berg resigns", headline="Berg resigns"), [], {}, [])
    assert check.verdict is HeadlineVerdict.CANNOT_TELL


def test_a_limit_that_the_headline_drops_overstates() -> None:
    text = "Mara Lindqvist ruled out Velmark’s membership as part of any peace settlement. She left at noon."
    content = "Velmark’s membership as part of any peace settlement"
    statement = a_statement(text, content, source="Mara Lindqvist", cue="ruled out")
    [check] = checked("Lindqvist rules out Velmark membership", text, statement)
    assert check.verdict is HeadlineVerdict.OVERSTATED
    assert "as part of" in check.because


def test_a_headline_in_another_language_is_not_judged() -> None:
    article = an_article("Berg kam. Der Damm hält.", headline="Damm hält", language="de")
    [check] = check_headline(article, [], {}, cut_sentences(article.text))
    assert check.verdict is HeadlineVerdict.CANNOT_TELL
    assert "English" in check.because
