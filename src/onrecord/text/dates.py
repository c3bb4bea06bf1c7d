"""The dates that a text names, placed on the calendar: "Thursday" to a day, with the reasoning."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta, timezone

from onrecord.text.calendar_days import Stretch, day_in_words
from onrecord.text.date_guards import is_date
from onrecord.text.date_scene import Scene, Value
from onrecord.text.date_values import resolve_form
from onrecord.text.date_words import BEFORE_CORE, CORE, match_forms, openings
from onrecord.text.late import LatePattern
from onrecord.text.tense import Tense, tense_around
from onrecord.types.span import Span
from onrecord.types.when import Precision, When

Found = tuple[str, re.Match[str]]

_LANGUAGE_FREE = frozenset({"iso", "numeric"})  # forms that need no English words
_MONTH_FIRST = frozenset({"en", "en-us", "en_us"})  # English without a country: most of its news is American
_NAMES_ITS_YEAR = frozenset(
    {"iso", "numeric", "day_month_year", "month_day_year", "month_year", "year_alone", "season_year", "month_range"}
)
_COUNTS_FROM_TOLD = frozenset(
    {"told_week", "told_before", "told_that", "moved", "time_alone", "time_weekday", "this_unit"}
)
_OFFSETS = {
    "gmt": 0,
    "utc": 0,
    "z": 0,
    "bst": 1,
    "cet": 1,
    "cest": 2,
    "est": -5,
    "edt": -4,
    "cst": -6,
    "cdt": -5,
    "mst": -7,
    "mdt": -6,
    "pst": -8,
    "pdt": -7,
    "aest": 10,
}  # hours from UTC; "ist" and "et" are left out, for they name more than one
_UNAMBIGUOUS = LatePattern(r"(?<![0-9/.-])([0-3]?[0-9])[/-]([0-3]?[0-9])[/-][12][0-9]{3}(?![0-9])")
_RANGE_JOINT = LatePattern(r"[ ]?(?:to|until|till|through|[-–—])[ ](?:the[ ])?|[ ]?[-–—][ ]?|[ ](?P<and>and)[ ]")
_CLOCK_JOINT = LatePattern(r"[ ]{0,2}[,|-]?[ ]{0,2}(?:on[ ])?")
_RANGE_LEAD = LatePattern(r"\b(?:(?P<between>between)|from)[ ](?:the[ ])?\Z")


def find_dates(
    text: str, anchor: When | date | None, *, language: str | None = "en", day_first: bool | None = None
) -> list[When]:
    """Every date the text names, in text order; `anchor` is the day, or the wider time, of publication.

    What cannot be placed is given too, unresolved, with the reason; what depends on which of two days the article
    appeared on has the other reading among its alternatives. `day_first` settles 03/04/2025;
    None leaves it to the text's other dates, then to the language.

    >>> [when] = find_dates("Vale resigned on Thursday.", date(2025, 2, 14))
    >>> str(when.earliest), when.words, when.reason
    ('2025-02-13', 'Thursday', '“Thursday” in an article of 14 February 2025, past tense: the Thursday on or before, 13 February 2025')
    """
    lowered = _lower(text)
    english = (language or "en").lower().startswith("en")
    found = list(_find_forms(text, lowered, english=english))
    numeric = any(name == "numeric" for name, _ in found)
    order = _day_order(lowered, language, day_first) if numeric else (False, "")
    first, last = _ends(anchor)
    dates = _resolve(text, lowered, found, first, order)
    if isinstance(anchor, When):
        for other in anchor.alternatives:  # 03/04/2025: what is told of "Thursday" depends on which day it was
            dates = [
                _or_else(date, second, other)
                for date, second in zip(dates, _resolve(text, lowered, found, other.earliest, order), strict=True)
            ]
    if first != last:  # published some time in a month: read from both ends, and say what holds for both
        dates = [
            _widen(early, late) for early, late in zip(dates, _resolve(text, lowered, found, last, order), strict=True)
        ]
    return _join_ranges(text, lowered, dates)


def _lower(text: str) -> str:
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    # "İ" grows when lowered, and offsets would slip
    return "".join(small if len(small := mark.lower()) == 1 else mark for mark in text)


def _ends(anchor: When | date | None) -> tuple[date | None, date | None]:
    if isinstance(anchor, datetime):
        return anchor.date(), anchor.date()
    return (anchor.earliest, anchor.latest) if isinstance(anchor, When) else (anchor, anchor)


def _find_forms(text: str, lowered: str, *, english: bool) -> Iterator[Found]:
    done = 0
    for core in CORE.finditer(lowered):
        begin, end = core.span()
        if end <= done or (text[begin] in "mM" and core[0] in ("may", "mar", "march") and text[begin] == "m"):
            continue
        place = max(done, begin - BEFORE_CORE)
        # the opener may run on past the core word: "3rd", "q3"
        for start in openings(lowered, place, min(len(lowered), end + 2)):
            if start < done or start >= end:
                continue
            found = _form_at(text, lowered, start, english=english)
            if found is not None:
                done = found[1].end()
                yield found
        done = max(done, end)


def _form_at(text: str, lowered: str, start: int, *, english: bool) -> Found | None:
    for name, match in match_forms(lowered, start, None if english else _LANGUAGE_FREE):
        if is_date(name, match, text):
            return name, match
    return None


def _day_order(lowered: str, language: str | None, day_first: bool | None) -> tuple[bool, str]:
    if day_first is not None:
        return day_first, "as asked for"
    for match in _UNAMBIGUOUS.finditer(lowered):
        a, b = int(match[1]), int(match[2])
        if (a > 12) != (b > 12):
            return a > 12, f"as in “{match[0]}” of the same text"
    code = (language or "en").lower()
    return code not in _MONTH_FIRST, f"as is usual in the language “{code}”"


@dataclass(slots=True)
class _Told:
    """What was told last: the date, its words, where they end, whether they name their own year."""

    stretch: Stretch | None = None
    words: str = ""
    end: int = 0
    names_year: bool = False


def _resolve(
    text: str, lowered: str, found: list[Found], published: date | None, order: tuple[bool, str]
) -> list[When]:
    dates: list[When] = []
    latest = past = _Told()
    for name, match in found:
        start, end = match.span()
        told = latest
        if name in _COUNTS_FROM_TOLD and past is not latest and tense_around(text, lowered, start, end) is Tense.PAST:
            told = past  # "will meet on Monday. The previous day, Vale left": not the day before that Monday
        here = told.names_year and "\n" not in lowered[told.end : start]
        value = resolve_form(name, match, Scene(text, lowered, published, told.stretch, told.words, here, *order))
        words = text[start:end].rstrip()
        dates.append(_as_when(name, match, value, words))
        if value.stretch is not None:
            # a date that takes its year from the one before hands it on
            names_year = name in _NAMES_ITS_YEAR or (here and name in ("month_day", "day_month", "month_alone"))
            latest = _Told(value.stretch, words, end, names_year)
            past = latest if published is None or value.stretch.first <= published else past
    return dates


def _as_when(name: str, match: re.Match[str], value: Value, words: str) -> When:
    span = Span(match.start(), match.start() + len(words))
    if value.stretch is None:
        return When(
            earliest=None,
            latest=None,
            precision=Precision.UNKNOWN,
            words=words,
            span=span,
            reason=f"“{words}”: {value.reason}",
        )
    stretch = value.stretch
    clock = _clock(match) if stretch.first == stretch.last else None
    reason = f"“{words}”, as printed" if value.reason == "as printed" else value.reason
    others = tuple(
        When(earliest=other.first, latest=other.last, precision=other.precision, words=words, span=span, reason=reason)
        for other, reason in value.others
    )
    at = _instant(match, stretch.first, clock) if clock and name != "numeric" else None
    precision = Precision.MINUTE if clock else stretch.precision
    return When(
        earliest=stretch.first,
        latest=stretch.last,
        precision=precision,
        words=words,
        span=span,
        at=at,
        reason=reason,
        alternatives=others,
    )


def _clock(match: re.Match[str]) -> tuple[int, int] | None:
    groups = match.groupdict()
    if groups.get("hour") is None:
        return None
    hour, minute, half = int(groups["hour"]), int(groups.get("minute") or 0), groups.get("ampm")
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    return (hour, minute) if hour < 24 else None


def _instant(match: re.Match[str], day: date, clock: tuple[int, int]) -> datetime | None:
    zone = match.groupdict().get("zone")
    if zone not in _OFFSETS:
        return None
    try:
        local = datetime(day.year, day.month, day.day, *clock, tzinfo=timezone(timedelta(hours=_OFFSETS[zone])))
        return local.astimezone(UTC)
    except OverflowError:
        return None


def _or_else(date: When, second: When, published: When) -> When:
    """A date with what it would be if the article had appeared on the other day that its date can be read as."""
    known = {one.earliest for one in (date, *date.alternatives)}
    if second.earliest is None or published.earliest is None or second.earliest in known:
        return date
    reason = (
        f"{date.reason}; if it appeared on {day_in_words(published.earliest)}, it is {day_in_words(second.earliest)}"
    )
    other = replace(second, reason=f"if the article appeared on {day_in_words(published.earliest)}: {second.reason}")
    return replace(date, reason=reason, alternatives=(*date.alternatives, other))


def _widen(early: When, late: When) -> When:
    if early.earliest is None or late.latest is None or (early.earliest, early.latest) == (late.earliest, late.latest):
        return early
    ends = sorted((early.earliest, late.latest))
    reason = f"{early.reason}; the day of publication is not known, so it may be as late as {late.latest}"
    return replace(
        early, earliest=ends[0], latest=ends[1], precision=Precision.RANGE, reason=reason, at=None, alternatives=()
    )


def _join_ranges(text: str, lowered: str, dates: list[When]) -> list[When]:
    """Two dates as one range: “between 2008 and 2012”, “from 3 March to 5 April”."""
    joined: list[When] = []
    for when in dates:
        if joined and (both := _joined(text, lowered, joined[-1], when)) is not None:
            joined[-1] = both
        else:
            joined.append(when)
    return joined


def _joined(text: str, lowered: str, left: When, right: When) -> When | None:
    if left.span is None or right.span is None or left.earliest is None or right.latest is None:
        return None
    joint = (
        _RANGE_JOINT.fullmatch(lowered, left.span.end, right.span.start)
        if right.span.start - left.span.end < 16
        else None
    )
    if (
        left.precision is Precision.MINUTE
        and right.precision is Precision.DAY
        and left.words
        and left.words[0].isdigit()
    ):
        # "10:24 AM, Mon 22 Jul 2013": the clock time of that day
        if _CLOCK_JOINT.fullmatch(lowered, left.span.end, right.span.start) is None:
            return None
        span = Span(left.span.start, right.span.end)
        return replace(right, precision=Precision.MINUTE, span=span, words=span.cut(text))
    if joint is None or Precision.RANGE in (left.precision, right.precision) or left.earliest > right.latest:
        return None
    lead = _RANGE_LEAD.search(lowered, max(0, left.span.start - 16), left.span.start)
    if joint["and"] and (lead is None or lead["between"] is None):
        return None
    if left.precision is not right.precision and lead is None:
        return None
    span = Span(left.span.start, right.span.end)
    reason = f"from “{left.words}” ({left.reason}) to “{right.words}” ({right.reason})"
    return When(
        earliest=left.earliest,
        latest=right.latest,
        precision=Precision.RANGE,
        words=span.cut(text),
        span=span,
        reason=reason,
    )
