from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.article.datewords import parse_date
from onrecord.types.when import Precision


@pytest.mark.parametrize(
    ("words", "at"),
    [
        ("2025-02-13T09:15:30Z", datetime(2025, 2, 13, 9, 15, 30, tzinfo=UTC)),
        ("2025-02-13T09:15:30.123+02:00", datetime(2025, 2, 13, 7, 15, 30, tzinfo=UTC)),
        ("2025-02-13 09:15:30 +0200", datetime(2025, 2, 13, 7, 15, 30, tzinfo=UTC)),
        ("Thu, 13 Feb 2025 09:15:00 GMT", datetime(2025, 2, 13, 9, 15, tzinfo=UTC)),
        ("Thu, 13 Feb 2025 09:15:00 +0100", datetime(2025, 2, 13, 8, 15, tzinfo=UTC)),
        ("Feb 13, 2025 at 9:15 AM EST", datetime(2025, 2, 13, 14, 15, tzinfo=UTC)),
        ("Thu Feb 13 19:20:36 CET 2025", datetime(2025, 2, 13, 18, 20, 36, tzinfo=UTC)),
        ("1739474647", datetime(2025, 2, 13, 19, 24, 7, tzinfo=UTC)),
        ("1739474647000", datetime(2025, 2, 13, 19, 24, 7, tzinfo=UTC)),
    ],
)
def test_a_time_with_a_zone_is_an_instant(words: str, at: datetime) -> None:
    when = parse_date(words)
    assert when is not None
    assert when.at == at


@pytest.mark.parametrize(
    "words",
    [
        "2025-02-13", "13 February 2025", "13. Februar 2025, 9.15 Uhr", "Le 13 février 2025 à 9h15", "13 de febrero de 2025",
        "February 13th, 2025", "13.02.2025", "2025年2月13日", "2025. 2. 13.", "20250213", "13/2/2025", "13 lutego 2025",
    ],
)  # fmt: skip
def test_a_day_is_read_in_many_forms(words: str) -> None:
    when = parse_date(words)
    assert when is not None
    assert (when.earliest, when.latest, when.precision, when.at) == (
        date(2025, 2, 13),
        date(2025, 2, 13),
        Precision.DAY,
        None,
    )


def test_the_day_stays_the_printed_one() -> None:
    when = parse_date("2025-02-13T23:30:00-05:00")
    assert when is not None
    assert when.earliest == date(2025, 2, 13)
    assert when.at == datetime(2025, 2, 14, 4, 30, tzinfo=UTC)


def test_a_time_without_a_zone_gives_the_day_and_says_so() -> None:
    when = parse_date("13 February 2025, 09:15")
    assert when is not None
    assert when.at is None
    assert "names no zone" in when.reason


@pytest.mark.parametrize(
    ("language", "first", "other"),
    [
        ("en-US", date(2025, 3, 4), date(2025, 4, 3)),
        ("en", date(2025, 3, 4), date(2025, 4, 3)),
        ("en-GB", date(2025, 4, 3), date(2025, 3, 4)),
        ("de", date(2025, 4, 3), date(2025, 3, 4)),
        (None, date(2025, 4, 3), date(2025, 3, 4)),
    ],
)
def test_an_ambiguous_day_keeps_both_readings(language: str | None, first: date, other: date) -> None:
    when = parse_date("03/04/2025", language)
    assert when is not None
    assert when.earliest == first
    assert [reading.earliest for reading in when.alternatives] == [other]
    assert other.isoformat() in when.reason


@pytest.mark.parametrize(
    "words", ["31 February 2025", "31.02.2025", "2025-02-31", "2025-13-01", "32/01/2025", "Thursday", "", "0", "99999"]
)
def test_what_is_no_possible_day_is_none(words: str) -> None:
    assert parse_date(words) is None


def test_a_month_is_an_interval() -> None:
    when = parse_date("February 2025")
    assert when is not None
    assert (when.earliest, when.latest, when.precision) == (date(2025, 2, 1), date(2025, 2, 28), Precision.MONTH)


@given(st.text(alphabet="0123456789-/.: TZ+JanFebMr年月日", max_size=40))
def test_no_words_make_it_fall_over(words: str) -> None:
    parse_date(words, "en")
