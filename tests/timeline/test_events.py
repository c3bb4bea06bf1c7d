from collections.abc import Callable, Sequence
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from onrecord.text.dates import find_dates
from onrecord.timeline.events import build_timeline, skipped_dates
from onrecord.types.article import Article
from onrecord.types.link import Event
from onrecord.types.span import Span
from onrecord.types.statement import Mode, Polarity, QuoteKind, Setting, Statement
from tests.growth import growth

FRIDAY = date(2025, 2, 14)


def an_article(text: str, boilerplate: tuple[Span, ...] = ()) -> Article:
    return Article(id="a1", source="vale.txt", text=text, boilerplate=boilerplate)


def events(text: str, anchor: date | None = FRIDAY) -> Sequence[Event]:
    return build_timeline(an_article(text), (), {}, find_dates(text, anchor))


def test_events_come_in_the_order_in_which_they_happened() -> None:
    told = events("Vale resigned on Thursday. In 2008 he had joined the party. In May 2020 he won.")
    assert [event.title for event in told] == [
        "In 2008 he had joined the party.",
        "In May 2020 he won.",
        "Vale resigned on Thursday.",
    ]


def test_a_long_sentence_is_shortened_to_the_clause_that_holds_the_date() -> None:
    text = (
        "Vale, who had led the small island republic of Ostrava for more than eleven years without a break, resigned in May 2020, "
        "and the council, which had met day and night in the old customs house by the harbour, named Brandt in his place."
    )
    [event] = events(text)
    assert event.title == (
        "…resigned in May 2020, and the council, which had met day and night in the old customs house by the harbour…"
    )
    assert event.span.cut(text) == event.title.strip("…")


def test_a_clause_that_is_still_too_long_is_cut_between_words() -> None:
    text = "word " * 40 + "resigned in May 2020 " + "word " * 40
    [event] = events(text)
    assert "resigned in May 2020" in event.title
    assert len(event.title) <= 122
    assert not event.title.strip("…").startswith("ord")


def test_a_dated_statement_is_an_event_with_its_id_and_not_told_twice() -> None:
    text = "“We never promised it,” Vale said on Thursday."
    [when] = find_dates(text, FRIDAY)
    statement = Statement(
        article_id="a1",
        kind=QuoteKind.DIRECT,
        mode=Mode.SAID,
        polarity=Polarity.AFFIRMED,
        source=(Span(24, 28),),
        cue=(Span(29, 33),),
        content=(Span(1, 22),),
        confidence=1.0,
        made_by="test",
    )
    [event] = build_timeline(an_article(text), [statement], {statement.id: Setting(said=when)}, [when])
    assert (event.statement, event.title) == (statement.id, text)


def test_what_has_no_date_is_left_out_and_said_so() -> None:
    text = "Vale resigned on Thursday."
    dates = find_dates(text, None)
    assert build_timeline(an_article(text), (), {}, dates) == ()
    [skipped] = skipped_dates(an_article(text), dates)
    assert skipped.step == "timeline"
    assert "publication date unknown" in skipped.reason


def test_publication_is_no_event() -> None:
    assert (
        events("Vale resigns\n\nPublished: 14 February 2025\n\nUpdated 15 February 2025 at 9:15 am\n\nHe left.") == ()
    )


def test_boilerplate_tells_no_events() -> None:
    text = "Founded in 1954, the Ellery Post is read daily."
    assert build_timeline(an_article(text, (Span(0, len(text)),)), (), {}, find_dates(text, FRIDAY)) == ()


@given(
    st.lists(
        st.sampled_from(["Vale", "on Thursday", "in 2008,", "left.", "\n", "—", "word " * 30, "May 2020;", "x" * 130]),
        max_size=12,
    )
)
def test_every_event_quotes_the_article(pieces: list[str]) -> None:
    text = " ".join(pieces)
    for event in events(text):
        assert event.title.strip("…") == " ".join(event.span.cut(text).split()).strip("…")
        assert event.when.resolved


def test_ten_thousand_dates_in_one_sentence_take_no_quadratic_time() -> None:
    def prepare(number: int) -> Callable[[], object]:
        article = an_article("It rained on " + ", ".join(f"{1 + n % 28} May {1900 + n % 120}" for n in range(number)))
        dates = find_dates(article.text, None)
        return lambda: build_timeline(article, [], {}, dates)

    assert growth(prepare, 1250) < 30  # quadratic would be 64
