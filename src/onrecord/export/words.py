"""Values in the words of the trade, the same in the terminal and on the page."""

import re
import unicodedata
from calendar import monthrange
from datetime import date

from onrecord.types.actor import Speaker
from onrecord.types.article import CreditKind, DateSource
from onrecord.types.statement import Mode, Polarity, QuoteKind, Statement
from onrecord.types.when import Precision, When

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_CIRCLES = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_KINDS = {
    QuoteKind.DIRECT: "direct quotation",
    QuoteKind.MIXED: "partly quoted",
    QuoteKind.INDIRECT: "indirect speech",
}
_MODES = {
    Mode.SAID: "said",
    Mode.THOUGHT: "reported as a thought",
    Mode.PLANNED: "reported as a plan",
    Mode.FELT: "reported as a feeling",
}
_POLARITIES = {
    Polarity.AFFIRMED: "",
    Polarity.DENIED: "the speaker denies it",
    Polarity.NOT_SAID: "the article says that this was not said",
    Polarity.QUESTION: "asked, not claimed",
    Polarity.HYPOTHETICAL: "supposed, not reported as said",
}
_DATE_SOURCES = {
    DateSource.ROW: "given with the article",
    DateSource.JSON_LD: "in the page’s data for search engines",
    DateSource.META: "in the page’s description of itself",
    DateSource.TIME_ELEMENT: "in the page’s time mark",
    DateSource.DATELINE: "in the dateline",
    DateSource.TEXT: "in the text",
    DateSource.URL: "in the page’s address",
    DateSource.PICTURE_NAME: "in a picture’s name",
}
_CREDITS = {
    CreditKind.FULL_ARTICLE: "the full article",
    CreditKind.ORIGINAL: "the first publication",
    CreditKind.WIRE: "a wire report",
    CreditKind.FOR_OUTLET: "the outlet it was written for",
    CreditKind.VIA: "the way it came",
    CreditKind.PICTURE: "a picture",
}
# invisible marks that turn the direction of all that follows: they could rewrite our own words
_TURNING = re.compile("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]")


def one_line(words: str) -> str:
    r"""The words on one line that is safe to print: no control codes, no turning marks, no lone surrogates.

    >>> one_line("never\x1b[31m a\n promise ")
    'never[31m a promise'
    """
    spaced = " ".join(_TURNING.sub("", words).split())
    return "".join("\ufffd" if c == "Cs" else ch for ch in spaced if (c := unicodedata.category(ch)) != "Cc")


def shorten(words: str, width: int) -> str:
    """The words on one line of at most `width` characters, cut between words where one end is near.

    >>> shorten("never a promise to Norland", 18)
    'never a promise…'
    """
    line = one_line(words)
    if len(line) <= width:
        return line
    cut = line[: width - 1]
    space = cut.rfind(" ")
    return (cut[:space] if space > width * 0.6 else cut).rstrip(" ,;:–—") + "…"


def say_count(count: int, noun: str, plural: str | None = None) -> str:
    """A number with its noun: `no statements`, `1 statement`, `2 statements`."""
    return f"{f'{count:,}' if count else 'no'} {noun if count == 1 else plural or noun + 's'}"


def say_range(first: str | None, last: str | None) -> str:
    """Two ISO days as people read them: one day, a whole month or year, or a range.

    >>> say_range("2022-02-01", "2022-02-28"), say_range("2022-01-01", "2022-12-31"), say_range("2022-02-01", "2022-02-03")
    ('2022-02', '2022', '2022-02-01 to 2022-02-03')
    """
    if first is None or last is None:
        return "day unknown"
    if first == last:
        return first
    one, other = date.fromisoformat(first), date.fromisoformat(last)
    if one.year == other.year and (one.month, one.day, other.month, other.day) == (1, 1, 12, 31):
        return first[:4]
    if first[:7] == last[:7] and one.day == 1 and other.day == monthrange(other.year, other.month)[1]:
        return first[:7]
    return f"{first} to {last}"


def say_number(number: int) -> str:
    """The number of a statement: ① to ⑳, then (21)."""
    return _CIRCLES[number - 1] if 1 <= number <= len(_CIRCLES) else f"({number})"


def say_confidence(confidence: float) -> str:
    """A probability in words with the number beside it.

    >>> say_confidence(0.82)
    'fairly sure, 0.82'
    """
    shown = 0.99 if 0.99 < confidence < 1 else confidence  # rounding must not make a guess a certainty
    steps = ((0.95, "almost certain"), (0.75, "fairly sure"), (0.5, "more likely than not"), (0.25, "doubtful"))
    words = next((words for least, words in steps if confidence >= least), "very doubtful")
    return f"{words}, {shown:.2f}"


def say_kind(kind: QuoteKind) -> str:
    """How the words are reported: direct quotation, partly quoted, indirect speech."""
    return _KINDS[kind]


def say_manner(statement: Statement) -> str:
    """Mode and polarity in words; empty where it was simply said."""
    mode = "" if statement.mode is Mode.SAID else _MODES[statement.mode]
    return "; ".join(words for words in (mode, _POLARITIES[statement.polarity]) if words)


def say_date_source(source: DateSource) -> str:
    """Where a publication date was found: `in the dateline`."""
    return _DATE_SOURCES[source]


def say_credit(kind: CreditKind) -> str:
    """What a credit line credits: `the full article`."""
    return _CREDITS[kind]


def say_office(speaker: Speaker) -> str:
    """Role and organisation, the organisation once; empty where neither is printed."""
    role, organisation = one_line(speaker.role or ""), one_line(speaker.organisation or "")
    if organisation.casefold() in f"{role} {speaker.name}".casefold():
        organisation = ""
    return ", ".join(words for words in (role, organisation) if words)


def say_day(day: date, *, short: bool = False) -> str:
    """A day: `13 February 2025`, or `13 Feb 2025`."""
    return f"{day.day} {_month(day, short=short)} {day.year}"


def say_days(when: When, *, short: bool = False) -> str:
    """The calendar side of a date, as narrow as it is known; `date not known` where it is not.

    >>> say_days(When(earliest=date(2022, 9, 1), latest=date(2022, 9, 30), precision=Precision.MONTH))
    'September 2022'
    """
    first, last = when.earliest, when.latest
    if first is None or last is None:
        return "date not known"
    if when.precision in {Precision.MINUTE, Precision.SECOND} and when.at is not None and not short:
        return f"{say_day(first)}, {when.at:%H:%M} UTC"
    match when.precision:
        case Precision.DECADE:
            return f"the {first.year // 10 * 10}s"
        case Precision.YEAR:
            return str(first.year)
        case Precision.MONTH:
            return f"{_month(first, short=short)} {first.year}"
        case Precision.WEEK:
            return f"the week of {say_day(first, short=short)}"
    return _say_range(first, last, short=short)


def say_when(when: When | None, *, short: bool = False) -> str:
    """A date with the words it came from, other readings included: `13 February 2025 (“Thursday”)`."""
    if when is None:
        return "date not said"
    days = " or ".join(dict.fromkeys(say_days(one, short=short) for one in (when, *when.alternatives)))
    words = one_line(when.words or "")
    known, printed = f"{days} {say_days(when)}".casefold(), words.casefold()
    plain = printed in known or days.casefold() in printed or say_days(when).casefold() in printed
    return days if plain and not when.alternatives else f"{days} (“{words}”)" if words else days


def _month(day: date, *, short: bool) -> str:
    name = _MONTHS[day.month - 1]
    return name[:3] if short else name


def _say_range(first: date, last: date, *, short: bool) -> str:
    if first == last:
        return say_day(first, short=short)
    if (
        first.day == 1
        and first.month < last.month
        and last.day == monthrange(last.year, last.month)[1]
        and first.year == last.year
    ):
        return f"{_month(first, short=short)} to {_month(last, short=short)} {last.year}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{say_day(last, short=short)}"
    start = say_day(first, short=short)
    return f"{start.removesuffix(f' {last.year}')} to {say_day(last, short=short)}"
