"""Stretches of the calendar: the days of a week, month, quarter, season, year, decade, century."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from onrecord.types.when import Precision

Unit = Literal["day", "week", "month", "quarter", "year", "decade", "century"]

MONTH_NAMES = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
WEEKDAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
# First month of each season, by the weather of the northern half of the world; winter ends in the year after.
SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days from `first` to `last`, both included, and how narrow they were meant."""

    first: date
    last: date
    precision: Precision

    def __str__(self) -> str:
        """The stretch as a reader would write it: 13 February 2025; February 2025; 3 to 9 March 2025."""
        first, last = self.first, self.last
        if first == last:
            return day_in_words(first)
        if self.precision is Precision.MONTH:
            return f"{MONTH_NAMES[first.month - 1]} {first.year}"
        if self.precision is Precision.YEAR:
            return f"the year {first.year}"
        return f"{day_in_words(first)} to {day_in_words(last)}"


def day_in_words(day: date) -> str:
    """A day as this product prints it.

    >>> day_in_words(date(2025, 2, 13))
    '13 February 2025'
    """
    return f"{day.day} {MONTH_NAMES[day.month - 1]} {day.year}"


def day(of: date) -> Stretch:
    """One day."""
    return Stretch(of, of, Precision.DAY)


def make_day(year: int, month: int, number: int) -> date | None:
    """The day, or None where no calendar has it (31 February)."""
    try:
        return date(year, month, number)
    except ValueError:
        return None


def week(of: date) -> Stretch:
    """Monday to Sunday around a day."""
    monday = shift_days(of, -of.weekday())
    return Stretch(monday, shift_days(monday, 6), Precision.WEEK)


def month(year: int, number: int) -> Stretch:
    """One calendar month."""
    return Stretch(date(year, number, 1), date(year, number, monthrange(year, number)[1]), Precision.MONTH)


def quarter(year: int, number: int) -> Stretch:
    """One calendar quarter, 1 to 4."""
    return Stretch(date(year, 3 * number - 2, 1), month(year, 3 * number).last, Precision.QUARTER)


def season(year: int, name: str) -> Stretch:
    """A season by whole months; a winter is named for the year in which it begins."""
    first = SEASONS[name]
    last_year, last_month = (year + 1, 2) if name == "winter" and year < date.max.year else (year, min(first + 2, 12))
    return Stretch(date(year, first, 1), month(last_year, last_month).last, Precision.QUARTER)


def year(number: int) -> Stretch:
    """One calendar year."""
    return Stretch(date(number, 1, 1), date(number, 12, 31), Precision.YEAR)


def decade(first: int) -> Stretch:
    """Ten years from `first`."""
    return Stretch(date(first, 1, 1), date(first + 9, 12, 31), Precision.DECADE)


def century(number: int) -> Stretch:
    """A century as people count it: the 19th is 1800 to 1899."""
    first = max(1, (number - 1) * 100)
    return Stretch(date(first, 1, 1), date((number - 1) * 100 + 99, 12, 31), Precision.RANGE)


def years(first: int, last: int) -> Stretch:
    """From one year through another."""
    return Stretch(date(first, 1, 1), date(last, 12, 31), Precision.RANGE)


def shift_days(of: date, days: int) -> date:
    """Days later or earlier, held within the calendar's ends."""
    try:
        return of + timedelta(days=days)
    except OverflowError:
        return date.max if days > 0 else date.min


def shift_months(of: date, months: int) -> date:
    """Months later or earlier: the same day of the month, or the month's last; held within the calendar's ends."""
    count = of.year * 12 + of.month - 1 + months
    number, index = divmod(count, 12)
    if not date.min.year <= number <= date.max.year:
        return date.max if months > 0 else date.min
    return date(number, index + 1, min(of.day, monthrange(number, index + 1)[1]))


def shift(of: date, count: int, unit: Unit) -> date:
    """A day moved by a count of units."""
    if unit == "day":
        return shift_days(of, count)
    if unit == "week":
        return shift_days(of, 7 * count)
    months = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}[unit]
    return shift_months(of, months * count)


def unit_around(of: date, unit: Unit) -> Stretch:
    """The day, week, month … that holds a day."""
    if unit == "day":
        return day(of)
    if unit == "week":
        return week(of)
    if unit == "month":
        return month(of.year, of.month)
    if unit == "quarter":
        return quarter(of.year, (of.month + 2) // 3)
    if unit == "year":
        return year(of.year)
    if unit == "decade":
        return decade(max(1, of.year // 10 * 10))
    return century(of.year // 100 + 1)


def weekday_on_or_before(of: date, weekday: int) -> date:
    """The latest such weekday (Monday is 0) that is not after a day."""
    return shift_days(of, -((of.weekday() - weekday) % 7))


def weekday_on_or_after(of: date, weekday: int) -> date:
    """The first such weekday (Monday is 0) that is not before a day."""
    return shift_days(of, (weekday - of.weekday()) % 7)


def easter(of_year: int) -> date:
    """Western Easter Sunday (the anonymous Gregorian rule)."""
    a, b, c = of_year % 19, of_year // 100, of_year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    number, index = divmod(h + m - 7 * n + 114, 31)
    return date(of_year, number, index + 1)
