import time
from datetime import UTC, date, datetime
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.text.dates import find_dates
from onrecord.types.when import Precision, When

FRIDAY = date(2025, 2, 14)


def placed(text: str, anchor: date | When | None = FRIDAY) -> list[tuple[str | None, str, str]]:
    return [(when.words, str(when.earliest), str(when.latest)) for when in find_dates(text, anchor)]


def days(text: str, anchor: date | When | None = FRIDAY) -> tuple[str, str]:
    [when] = find_dates(text, anchor)
    assert when.span is not None
    assert when.span.cut(text) == when.words
    assert when.reason
    return str(when.earliest), str(when.latest)


@pytest.mark.parametrize(
    "words",
    [
        "13 February 2025",
        "13th February 2025",
        "the 13th of February, 2025",
        "February 13, 2025",
        "Feb. 13, 2025",
        "February 13th 2025",
        "Thursday, 13 February 2025",
        "Thursday, February 13, 2025",
        "13-Feb-2025",
        "13/02/2025",
        "13.02.2025",
        "2025-02-13",
        "FEBRUARY 13, 2025",
        "February 13",
        "13 February",
        "Feb. 13",
        "Thursday",
        "yesterday",
    ],
)
def test_a_day_is_found_in_every_usual_form(words: str) -> None:
    assert placed(f"Vale met Brandt on {words}, officials said.") == [(words, "2025-02-13", "2025-02-13")]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("In 2008 the alliance was founded.", "2008-01-01", "2008-12-31"),
        ("Vale has held office since 2014.", "2014-01-01", "2014-12-31"),
        ("She led the party in the 1990s.", "1990-01-01", "1999-12-31"),
        ("Music of the '70s was played.", "1970-01-01", "1979-12-31"),
        ("The castle dates from the 19th century.", "1800-01-01", "1899-12-31"),
        ("The budget of 2016-17 was passed.", "2016-01-01", "2017-12-31"),
        ("They applied in September 2022.", "2022-09-01", "2022-09-30"),
        ("They applied last September.", "2024-09-01", "2024-09-30"),
        ("They applied in March.", "2024-03-01", "2024-03-31"),
        ("They will apply in March.", "2025-03-01", "2025-03-31"),
        ("They met in the summer of 2023.", "2023-06-01", "2023-08-31"),
        ("They met last summer.", "2024-06-01", "2024-08-31"),
        ("Exports fell in the third quarter of 2024.", "2024-07-01", "2024-09-30"),
        ("Exports fell in Q3 2024.", "2024-07-01", "2024-09-30"),
        ("Exports fell in the first half of 2024.", "2024-01-01", "2024-06-30"),
        ("He died on Christmas Day.", "2024-12-25", "2024-12-25"),
        ("They voted on Good Friday 2024.", "2024-03-29", "2024-03-29"),
    ],
)
def test_wider_times_become_intervals(text: str, first: str, last: str) -> None:
    assert days(text) == (first, last)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("Vale spoke today.", "2025-02-14", "2025-02-14"),
        ("Vale will speak tomorrow.", "2025-02-15", "2025-02-15"),
        ("Vale spoke last night.", "2025-02-13", "2025-02-13"),
        ("Vale spoke this morning.", "2025-02-14", "2025-02-14"),
        ("Vale spoke three days ago.", "2025-02-11", "2025-02-11"),
        ("Vale spoke a week ago.", "2025-02-03", "2025-02-09"),
        ("Vale spoke a couple of months ago.", "2024-12-01", "2024-12-31"),
        ("Vale spoke two years ago.", "2023-01-01", "2023-12-31"),
        ("Vale spoke last week.", "2025-02-03", "2025-02-09"),
        ("Vale spoke last month.", "2025-01-01", "2025-01-31"),
        ("Vale will speak next year.", "2026-01-01", "2026-12-31"),
        ("Vale spoke earlier this month.", "2025-02-01", "2025-02-28"),
        ("Vale spoke over the weekend.", "2025-02-08", "2025-02-09"),
        ("Exports fell in the past decade.", "2015-02-15", "2025-02-14"),
        ("It lasts until the end of the year.", "2025-12-31", "2025-12-31"),
    ],
)
def test_relative_times_are_counted_from_publication(text: str, first: str, last: str) -> None:
    assert days(text) == (first, last)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Vale resigned on Thursday.", "2025-02-13"),
        ("Vale resigned on Friday.", "2025-02-14"),  # the day of publication itself counts
        ("Vale resigned late on Saturday.", "2025-02-08"),
        ("Vale will resign on Monday.", "2025-02-17"),
        ("The vote is due on Tuesday.", "2025-02-18"),
        ("On Tuesday, the ministers will vote.", "2025-02-18"),
        ("The motion is to be voted on Thursday.", "2025-02-20"),
        ("Vale said on Thursday that he will resign.", "2025-02-13"),
        ("Vale resigned last Friday.", "2025-02-07"),
        ("Talks go on next Friday.", "2025-02-21"),
        ("Vale arrived at 9 a.m. Thursday.", "2025-02-13"),
        ("Gov. Vale told the House on Thursday night.", "2025-02-13"),
    ],
)
def test_the_tense_of_the_sentence_decides_which_weekday(text: str, day: str) -> None:
    assert days(text) == (day, day)


def test_the_reason_is_a_sentence_that_a_reader_can_check() -> None:
    [when] = find_dates("Vale resigned on Thursday.", FRIDAY)
    assert when.reason == (
        "“Thursday” in an article of 14 February 2025, past tense: the Thursday on or before, 13 February 2025"
    )


def test_the_previous_day_is_counted_from_the_event_told_before() -> None:
    [told, before] = find_dates("The ministers met on Wednesday. The previous day, Vale had left.", FRIDAY)
    assert (str(told.earliest), str(before.earliest)) == ("2025-02-12", "2025-02-11")
    assert "“Wednesday”, told before" in before.reason


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("The war began on 3 May 2011. Two days later, Vale fled.", ("Two days later", "2011-05-05", "2011-05-05")),
        (
            "The war began on 3 May 2011. The following week Vale fled.",
            ("The following week", "2011-05-09", "2011-05-15"),
        ),
        ("The war began on 3 May 2011. That year Vale fled.", ("That year", "2011-01-01", "2011-12-31")),
        ("The war began on 3 May 2011. On 20 June it ended.", ("20 June", "2011-06-20", "2011-06-20")),
        ("The war began on 3 May 2011 and ended on the 13th.", ("the 13th", "2011-05-13", "2011-05-13")),
    ],
)
def test_a_story_goes_on_from_the_date_told_before(text: str, last: tuple[str, str, str]) -> None:
    assert placed(text)[-1] == last


def test_in_the_past_tense_nothing_is_counted_from_a_day_to_come() -> None:
    found = placed("They met on Tuesday and will meet again on Monday. The previous day, Vale had left.")
    assert found[-1] == ("The previous day", "2025-02-10", "2025-02-10")


@pytest.mark.parametrize(
    ("text", "words", "first", "last"),
    [
        ("They meet from 3 to 5 March 2025.", "3 to 5 March 2025", "2025-03-03", "2025-03-05"),
        ("They met between 2008 and 2012.", "2008 and 2012", "2008-01-01", "2012-12-31"),
        ("They met on June 2-4, 2024.", "June 2-4, 2024", "2024-06-02", "2024-06-04"),
        ("He ruled 1999–2004.", "1999–2004", "1999-01-01", "2004-12-31"),
        ("It ran from March to August 2011.", "March to August 2011", "2011-03-01", "2011-08-31"),
        ("It ran from July 2003 to May 2004.", "July 2003 to May 2004", "2003-07-01", "2004-05-31"),
    ],
)
def test_ranges_are_one_interval(text: str, words: str, first: str, last: str) -> None:
    assert placed(text) == [(words, first, last)]
    assert find_dates(text, FRIDAY)[0].precision is Precision.RANGE


def test_two_days_joined_by_and_are_two_dates() -> None:
    assert [words for words, _, _ in placed("They met on Wednesday and Thursday.")] == ["Wednesday", "Thursday"]


@pytest.mark.parametrize(
    "text", ["Vale resigned on Thursday.", "Vale spoke yesterday.", "Vale spoke two weeks ago.", "They met in March."]
)
def test_without_a_publication_date_relative_words_stay_unresolved_and_say_so(text: str) -> None:
    [when] = find_dates(text, None)
    assert (when.earliest, when.precision) == (None, Precision.UNKNOWN)
    assert "publication date unknown" in when.reason


def test_a_vague_publication_date_widens_what_is_counted_from_it() -> None:
    january = When(earliest=date(2025, 1, 1), latest=date(2025, 1, 31), precision=Precision.MONTH)
    assert days("Vale spoke last year.", january) == ("2024-01-01", "2024-12-31")
    assert days("Vale spoke today.", january) == ("2025-01-01", "2025-01-31")


def test_an_ambiguous_date_keeps_both_readings_and_says_which_comes_first() -> None:
    [american] = find_dates("Signed 03/04/2024.", FRIDAY)
    [british] = find_dates("Signed 03/04/2024.", FRIDAY, language="en-GB")
    [asked] = find_dates("Signed 03/04/2024.", FRIDAY, day_first=True)
    assert (american.earliest, american.alternatives[0].earliest) == (date(2024, 3, 4), date(2024, 4, 3))
    assert (british.earliest, british.alternatives[0].earliest) == (date(2024, 4, 3), date(2024, 3, 4))
    assert asked.earliest == date(2024, 4, 3)
    assert "ambiguous" in american.reason


def test_an_unambiguous_date_of_the_text_settles_the_order() -> None:
    assert placed("Signed 03/04/2024, in force 25/04/2024.")[0] == ("03/04/2024", "2024-04-03", "2024-04-03")


@pytest.mark.parametrize("words", ["31 February 2025", "February 30, 2024", "31/02/2025", "2025-13-45", "31 April"])
def test_an_impossible_date_is_unresolved_and_no_error(words: str) -> None:
    assert all(not when.resolved for when in find_dates(f"It happened on {words}.", FRIDAY))


@pytest.mark.parametrize(
    "text",
    [
        "A crowd of 2,008 people came.",
        "A Boeing 747 landed.",
        "Only 1984 voters came.",
        "He may resign and it may rain.",
        "Theresa May said no.",
        "The rebels March on the capital.",
        "Wait a second, a minute, an hour.",
        "Call 555-2008-1999 now.",
        "He told the Sunday Times so.",
        "They won 3-2, by a ratio of 5:1.",
        "He cited UN resolution 1973.",
        "April Jones and June Brown left.",
        "The house at 1984 Elm Park Road burned.",
        "He read USA Today.",
        "She works on Sundays and Friday nights.",
        "It cost $2010 or £1999.",
        "He wrote “1984” there.",
        "He was in his 70s.",
        "Version 1.2.10 is out.",
        "It came on Black Friday.",
        "two days before the vote",
        "The 5th Army and the 13th man",
    ],
)
def test_what_only_looks_like_a_date_is_none(text: str) -> None:
    assert placed(text) == []


def test_years_before_christ_are_named_but_not_placed() -> None:
    [when] = find_dates("The temple was built in 508 BC.", FRIDAY)
    assert (when.words, when.resolved) == ("508 BC", False)


def test_a_time_with_a_zone_is_an_instant_in_utc() -> None:
    [when] = find_dates("Posted May 3, 2013 11:45 AM PDT", FRIDAY)
    assert when.at == datetime(2013, 5, 3, 18, 45, tzinfo=UTC)
    assert when.precision is Precision.MINUTE


def test_a_time_of_day_stands_for_the_day_told_before() -> None:
    assert placed("They met on Tuesday. At 9 a.m. Vale left.")[1][1] == "2025-02-11"


def test_text_stored_as_tokens_is_read_too() -> None:
    assert placed("May 3 , 2013 | 11 : 45 am")[0] == ("May 3 , 2013 | 11 : 45 am", "2013-05-03", "2013-05-03")


def test_letters_that_grow_in_lower_case_do_not_shift_offsets() -> None:
    assert days("İİİ On Thursday, Vale resigned.") == ("2025-02-13", "2025-02-13")


def test_other_languages_yield_only_dates_in_figures() -> None:
    assert [when.words for when in find_dates("Am Sunday, 13.02.2025, today", FRIDAY, language="de")] == ["13.02.2025"]


PIECES = [
    "Thursday",
    "the previous day",
    "03/04/2025",
    "9999",
    "31 February",
    "two",
    "weeks ago",
    "1",
    "’80s",
    "İ",
    "May",
    "\n",
    ".",
    "to",
    "of",
    "-",
    "🙂",
    "second",
    "last",
    "weekend",
    "century",
    "0000-00-00",
]


@given(
    st.lists(st.sampled_from(PIECES), max_size=14).map(" ".join) | st.text(max_size=60),
    st.sampled_from([None, FRIDAY, date.min, date.max]),
)
def test_every_span_holds_its_words_in_order_on_any_text(text: str, anchor: date | None) -> None:
    found = find_dates(text, anchor)
    spans = [when.span for when in found if when.span]
    assert len(spans) == len(found)
    assert all(when.span and when.span.cut(text) == when.words for when in found)
    assert all(left.end <= right.start for left, right in pairwise(spans))


@pytest.mark.parametrize(
    "text",
    [
        '"' * 1_000_000,
        "1" * 100_000,
        "1 " * 50_000,
        "the " * 25_000,
        "May " * 25_000,
        "the early hours of " * 5_000,
        " " * 100_000,
        "'" * 100_000,
        "12:" * 30_000,
        "a.m." * 25_000,
    ],
)
def test_hostile_text_is_read_in_linear_time(text: str) -> None:
    begin = time.process_time()
    find_dates(text, FRIDAY)
    assert time.process_time() - begin < 15
