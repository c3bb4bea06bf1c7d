from dataclasses import replace
from datetime import date

import pytest

from onrecord.export import words
from onrecord.export.words import (
    one_line,
    say_confidence,
    say_count,
    say_days,
    say_number,
    say_office,
    say_when,
    shorten,
)
from onrecord.types.actor import Speaker
from onrecord.types.article import CreditKind, DateSource
from onrecord.types.statement import Mode, Polarity, QuoteKind
from onrecord.types.when import Precision, When
from tests.export.readings import a_statement, an_instant, day


def span_of_days(first: date, last: date, precision: Precision) -> When:
    return When(earliest=first, latest=last, precision=precision)


@pytest.mark.parametrize(
    ("first", "last", "precision", "said"),
    [
        (date(2025, 2, 13), date(2025, 2, 13), Precision.DAY, "13 February 2025"),
        (date(2022, 9, 1), date(2022, 9, 30), Precision.MONTH, "September 2022"),
        (date(2008, 1, 1), date(2008, 12, 31), Precision.YEAR, "2008"),
        (date(2010, 1, 1), date(2019, 12, 31), Precision.DECADE, "the 2010s"),
        (date(2025, 1, 1), date(2025, 3, 31), Precision.QUARTER, "January to March 2025"),
        (date(2025, 2, 10), date(2025, 2, 16), Precision.WEEK, "the week of 10 February 2025"),
        (date(2025, 2, 12), date(2025, 2, 14), Precision.RANGE, "12–14 February 2025"),
        (date(2025, 1, 30), date(2025, 2, 2), Precision.RANGE, "30 January to 2 February 2025"),
        (date(2024, 12, 30), date(2025, 1, 2), Precision.RANGE, "30 December 2024 to 2 January 2025"),
        (date(9999, 12, 1), date(9999, 12, 31), Precision.RANGE, "1–31 December 9999"),
    ],
)
def test_dates_are_said_as_narrow_as_they_are_known(first: date, last: date, precision: Precision, said: str) -> None:
    assert say_days(span_of_days(first, last, precision)) == said


def test_a_date_keeps_the_words_it_came_from() -> None:
    assert say_when(day(13, "Thursday")) == "13 February 2025 (“Thursday”)"
    assert say_when(day(13, "on 13 February 2025"), short=True) == "13 Feb 2025"
    assert say_when(replace(day(12, "the previous day"), alternatives=(day(11),))) == (
        "12 February 2025 or 11 February 2025 (“the previous day”)"
    )
    assert say_when(When(earliest=None, latest=None, precision=Precision.UNKNOWN, words="Thursday")) == (
        "date not known (“Thursday”)"
    )
    assert say_when(None) == "date not said"
    assert say_days(an_instant()) == "13 February 2025, 19:24 UTC"


def test_an_organisation_that_the_office_names_is_not_said_twice() -> None:
    ilves = Speaker(
        actor="m", name="Mara Ilves", role="Norland defence minister", organisation="Norland", resolved=True
    )
    assert say_office(ilves) == "Norland defence minister"
    assert say_office(Speaker(actor=None, name="he")) == ""


def test_a_guess_is_never_rounded_to_certainty() -> None:
    assert say_confidence(0.999) == "almost certain, 0.99"
    assert say_confidence(0.0) == "very doubtful, 0.00"


def test_numbers_have_nouns() -> None:
    assert [say_count(n, "statement") for n in (0, 1, 2)] == ["no statements", "1 statement", "2 statements"]
    assert say_number(20) + say_number(21) == "⑳(21)"


def test_nothing_can_steer_a_terminal_or_turn_a_line() -> None:
    assert one_line("a\x1b[2J\x07\u202eb\u2028c\ud800\x9bd") == "a[2Jb c\ufffdd"
    assert shorten("x" * 50, 10) == "x" * 9 + "…"


def test_every_value_has_words() -> None:
    assert all(words.say_kind(kind) for kind in QuoteKind)
    assert all(words.say_date_source(source) for source in DateSource)
    assert all(words.say_credit(kind) for kind in CreditKind)
    manners = {words.say_manner(a_statement("No.", "No.", mode=m, polarity=p)) for m in Mode for p in Polarity}
    assert len(manners) == len(Mode) * len(Polarity)
