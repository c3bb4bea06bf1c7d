"""A date as metadata prints it, read without a reference day: ISO 8601, RFC 2822, epoch, words, numbers."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

from onrecord.text.late import LatePattern
from onrecord.types.when import Precision, When

_MONTH_NAMES = """
jan january januar janvier enero gennaio janeiro januari ene gen janv jänner jän styczeń stycznia leden ledna tammikuuta
feb february februar février fevrier febrero febbraio fevereiro februari févr fév fev luty lutego únor února helmikuuta
mar march märz mars marzo março marco maart mär mrz mrt marzec marca březen března maaliskuuta
apr april avril abril aprile avr abr kwiecień kwietnia duben dubna huhtikuuta
may mai mayo maggio maio mei maj mag maja květen května toukokuuta
jun june juni juin junio giugno junho giu czerwiec czerwca červen června kesäkuuta
jul july juli juillet julio luglio julho juil lug lipiec lipca červenec července heinäkuuta
aug august août aout agosto augustus augusti ago sierpień sierpnia srpen srpna elokuuta
sep september septembre septiembre settembre setembro sept set wrzesień września září syyskuuta
oct october oktober octobre octubre ottobre outubro okt ott out październik października říjen října lokakuuta
nov november novembre noviembre novembro listopad listopadu marraskuuta
dec december dezember décembre decembre diciembre dicembre dezembro dez déc dic des desember grudzień grudnia prosinec prosince joulukuuta
"""
_MONTHS = {
    name: number for number, line in enumerate(_MONTH_NAMES.strip().splitlines(), start=1) for name in line.split()
}
_MONTHS["listopadu"] = 11  # Czech; Polish "listopada" is the same month
_MONTHS["listopada"] = 11
_ZONES = {
    "Z": 0, "UTC": 0, "GMT": 0, "WET": 0, "BST": 60, "WEST": 60, "CET": 60, "MEZ": 60, "CEST": 120, "MESZ": 120, "EET": 120,
    "EEST": 180, "MSK": 180, "EST": -300, "EDT": -240, "CST": -360, "CDT": -300, "MST": -420, "MDT": -360, "PST": -480,
    "PDT": -420, "JST": 540, "KST": 540, "HKT": 480, "SGT": 480, "AWST": 480, "AEST": 600, "AEDT": 660, "NZST": 720,
    "NZDT": 780,
}  # fmt: skip  # minutes east; IST and ET are left out: each means several zones
_ISO = LatePattern(r"(?<!\d)(\d{4})-(\d{1,2})(?:-(\d{1,2}))?(?!\d)")
_COMPACT = LatePattern(r"(?<!\d)((?:19|20)\d\d)(\d\d)(\d\d)(?=$|T\d|\D)")
_YEAR_FIRST = LatePattern(r"(?<!\d)(\d{4})\s*[./年년]\s*(\d{1,2})\s*[./月월]\s*(\d{1,2})(?!\d)")
_DAY_MONTH = LatePattern(
    r"(?<!\d)(\d{1,2})(?:st|nd|rd|th|er|º|\.)?\s*[-/\s]?\s*(?:de\s+|d')?([^\W\d_]{3,12})\.?,?(?:\s+de)?[-/\s]+(\d{4})(?!\d)"
)
_MONTH_DAY = LatePattern(
    r"\b([^\W\d_]{3,12})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(?:\d\d:\d\d:\d\d\s+[A-Z]{2,5}\s+)?(\d{4})(?!\d)"
)
_MONTH_YEAR = LatePattern(r"\b([^\W\d_]{3,12})\.?,?\s+(?:de\s+)?(\d{4})(?!\d)")
_NUMERIC = LatePattern(r"(?<!\d)(\d{1,2})\s?([./-])\s?(\d{1,2})\s?[./-]\s?(\d{4}|\d{2})(?!\d)")
_TIME = LatePattern(
    r"(?<![\d:+-])(\d{1,2})(?::|\.(?=\d\d\s*(?:uhr|am|pm|[ap]\.m))|h(?=\d\d))(\d\d)(?::(\d\d)(?:[.,]\d+)?)?\s*([ap]\.?m\b\.?)?"
    r"\s*(Z\b|(?:UTC|GMT)?\s?[+-]\d\d:?\d\d(?!\d)|(?:UTC|GMT)?[+-]\d{1,2}(?!\d)|\(?[A-Z]{2,5}\b)?",
    re.IGNORECASE,
)
_ISO_T = LatePattern(r"(?<=\d)T(?=\d)")
_EPOCH = LatePattern(r"^\d{10}(?:\d{3})?(?:\.\d+)?$")
_FIRST_YEAR, _LAST_YEAR = 1800, 2100


def parse_date(words: str, language: str | None = None) -> When | None:
    """When the words mean, or None where they hold no possible date.

    A time with a zone gives `at` in UTC; the day stays the one that is printed. A time without a zone
    gives the day alone. Of "03/04/2025" both readings are kept, ordered by the language.

    >>> parse_date("Feb 13, 2025 at 9:15 AM EST").at.isoformat()
    '2025-02-13T14:15:00+00:00'
    >>> parse_date("31 February 2025") is None
    True
    """
    line = " ".join(words.split())[:200]
    if _EPOCH.match(line):
        return _from_epoch(line)
    for read in (_year_first, _in_words, _in_numbers):
        found = read(line, language)
        if found is not None:
            return _with_time(found, line)
    return None


def from_seconds(seconds: float, words: str, reason: str) -> When | None:
    """The instant so many seconds after 1970, as a When; None outside the years 1990 to 2100."""
    if not 631_152_000 <= seconds < 4_102_444_800:
        return None
    at = datetime.fromtimestamp(seconds, UTC).replace(microsecond=0)
    return When(earliest=at.date(), latest=at.date(), precision=Precision.SECOND, words=words, at=at, reason=reason)


def a_day(year: int, month: int, day: int) -> date | None:
    """The day, or None where the calendar has none such or the year is no year of a newspaper."""
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def month_number(name: str) -> int | None:
    """1 to 12 for a month's name or abbreviation in one of a dozen languages."""
    return _MONTHS.get(name.lower().rstrip("."))


def _from_epoch(line: str) -> When | None:
    digits = line.split(".", maxsplit=1)[0]
    unit = "milliseconds" if len(digits) == 13 else "seconds"
    return from_seconds(int(digits) / (1000 if len(digits) == 13 else 1), line, f"{unit} since 1970")


def _day(found: date | None, line: str, reason: str) -> When | None:
    if found is None:
        return None
    return When(earliest=found, latest=found, precision=Precision.DAY, words=line, reason=reason)


def _month(year: int, month: int, line: str, reason: str) -> When | None:
    first = a_day(year, month, 1)
    if first is None:
        return None
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return When(earliest=first, latest=last, precision=Precision.MONTH, words=line, reason=reason)


def _year_first(line: str, _language: str | None) -> When | None:
    for pattern in (_ISO, _YEAR_FIRST, _COMPACT):
        match = pattern.search(line)
        if match is None:
            continue
        year, month, day = match.groups()
        if day is None:
            return _month(int(year), int(month), line, "year and month as printed")
        return _day(a_day(int(year), int(month), int(day)), line, "day as printed, year first")
    return None


def _in_words(line: str, _language: str | None) -> When | None:
    for pattern, order in ((_DAY_MONTH, (2, 1, 0)), (_MONTH_DAY, (2, 0, 1))):
        for match in pattern.finditer(line):
            year, name, day = (match.groups()[place] for place in order)
            month = month_number(name)
            if month is not None:
                return _day(a_day(int(year), month, int(day)), line, "day as printed, month in words")
    for match in _MONTH_YEAR.finditer(line):
        month = month_number(match[1])
        if month is not None:
            return _month(int(match[2]), month, line, "month and year as printed")
    return None


def _in_numbers(line: str, language: str | None) -> When | None:
    match = _NUMERIC.search(line)
    if match is None:
        return None
    first, mark, second, year_words = match.groups()
    year = int(year_words) + (2000 if len(year_words) == 2 else 0)
    day_first = _day(a_day(year, int(second), int(first)), line, "day before month")
    month_first = _day(a_day(year, int(first), int(second)), line, "month before day")
    if day_first is None or month_first is None or first == second or mark == ".":
        return day_first or month_first
    chosen, other, why = _order(day_first, month_first, language)
    return replace(
        chosen, reason=f"{chosen.reason}, {why}; {other.reason} it would be {other.earliest}", alternatives=(other,)
    )


def _order(day_first: When, month_first: When, language: str | None) -> tuple[When, When, str]:
    """Which reading comes first, and why."""
    code = (language or "").replace("_", "-").lower()
    if code in {"en-us", "en-ph", "es-us"}:
        return month_first, day_first, f"as in {language}"
    if code == "en":
        return month_first, day_first, "as in the United States, since the page is in English and names no country"
    if code:
        return day_first, month_first, f"as in {language}"
    return day_first, month_first, "as in most countries, since the language is unknown"


def _with_time(found: When, line: str) -> When:
    match = _TIME.search(_ISO_T.sub(" ", line)) if found.precision is Precision.DAY else None
    if match is None or found.earliest is None:
        return found
    hour, minute, second, half, zone = match.groups()
    hours = int(hour) % 12 + (12 if half[0] in "pP" else 0) if half else int(hour)
    offset = _offset(zone)
    if hours > 23 or int(minute) > 59 or int(second or 0) > 59:
        return found
    if offset is None:
        return replace(found, reason=f"{found.reason}; the time names no zone, so only the day is kept")
    day = found.earliest
    local = datetime(day.year, day.month, day.day, hours, int(minute), int(second or 0), tzinfo=timezone(offset))
    return replace(found, precision=Precision.SECOND if second else Precision.MINUTE, at=local.astimezone(UTC))


def _offset(zone: str | None) -> timedelta | None:
    if not zone:
        return None
    bare = zone.strip(" (").upper()
    if bare in _ZONES:
        return timedelta(minutes=_ZONES[bare])
    match = re.fullmatch(r"(?:UTC|GMT)?\s?([+-])(\d{1,2}):?(\d\d)?", bare)
    if match is None:
        return None
    minutes = int(match[2]) * 60 + int(match[3] or 0)
    if minutes > 14 * 60:
        return None
    return timedelta(minutes=-minutes if match[1] == "-" else minutes)
