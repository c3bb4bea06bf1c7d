"""Where quotation marks open and close, in every style newsrooms print.

Marks are paired by place, not by shape: some outlets open straight and close curly.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass
from enum import StrEnum

_DOUBLE = re.compile("``|''|‘‘|’’|[“”„‟«»\"]")
_SINGLE = re.compile("[‘’‚‛'‹›]")
_OPENING = frozenset({"“", "„", "‟", "«", "``", "‘‘", "‘", "‚", "‛", "‹"})
_CLOSING = frozenset({"”", "»", "’’", "›"})
_BEFORE_OPENING = frozenset('([{—–-/:…"“„«')
_ENDS_A_QUOTATION = frozenset(".,?!…;:—–-")


class MarkStyle(StrEnum):
    """Which family of marks encloses a quotation."""

    DOUBLE = "double"
    SINGLE = "single"


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """One marked passage within one paragraph; offsets are code points.

    `start` and `end` enclose the words, the marks excluded; `open_start` and `close_end` include the
    marks. `closed` is false where the paragraph ends first (the next paragraph then opens its own).
    """

    start: int
    end: int
    open_start: int
    close_end: int
    style: MarkStyle
    closed: bool


def find_quotations(text: str) -> list[Quotation]:
    """Every quotation, in text order. Single marks inside double ones are nested and left out.

    >>> [q.style.value for q in find_quotations("“Yes,” she said. ‘Never,’ he said.")]
    ['double', 'single']
    """
    found: list[Quotation] = []
    begin = 0
    for line in text.splitlines(keepends=True):
        end = begin + len(line)
        doubles = _double_in(text, begin, end)
        found += doubles
        found += _single_in(text, begin, end, doubles)
        begin = end
    found.sort(key=lambda q: q.start)
    return found


def _double_in(text: str, begin: int, end: int) -> list[Quotation]:
    regions: list[Quotation] = []
    opened: re.Match[str] | None = None
    for match in _DOUBLE.finditer(text, begin, end):
        if opened is None:
            opened = match if _opens(text, match, begin, end) else None
        elif _opens_again(text, match, begin, end):
            opened = match
        elif match.group() not in _OPENING:
            regions += _double(opened, match.start(), match.end(), closed=True)
            opened = None
    last = begin + len(text[begin:end].rstrip())
    return regions + (_double(opened, last, last, closed=False) if opened else [])


def _opens(text: str, mark: re.Match[str], begin: int, end: int) -> bool:
    start = mark.start()
    if mark.group() in _CLOSING and not (start == begin or text[start - 1].isspace()):
        return False  # a closing shape opens where only an opening mark can stand, as in ”ja” of the north
    return mark.group() in _OPENING or (mark.end() < end and not text[mark.end()].isspace())


def _opens_again(text: str, mark: re.Match[str], begin: int, end: int) -> bool:
    """Whether a shapeless mark stands as an opening one does: then the quotation before was never closed."""
    if mark.group() in _OPENING | _CLOSING:
        return False
    start = mark.start()
    space_before = start == begin or text[start - 1].isspace() or text[start - 1] in _BEFORE_OPENING
    return space_before and mark.end() < end and not text[mark.end()].isspace()


def _double(opened: re.Match[str], start: int, end: int, *, closed: bool) -> list[Quotation]:
    """The quotation between two marks, none where no words stand between."""
    if opened.end() >= start:
        return []
    return [
        Quotation(
            start=opened.end(),
            end=start,
            open_start=opened.start(),
            close_end=end,
            style=MarkStyle.DOUBLE,
            closed=closed,
        )
    ]


def _single_in(text: str, begin: int, end: int, doubles: list[Quotation]) -> list[Quotation]:
    opened = [q.open_start for q in doubles]

    def is_nested(place: int) -> bool:
        n = bisect_right(opened, place) - 1
        return n >= 0 and place < doubles[n].close_end

    marks = [match.start() for match in _SINGLE.finditer(text, begin, end) if not is_nested(match.start())]
    regions: list[Quotation] = []
    at = 0
    while at < len(marks):
        opening = marks[at]
        at += 1
        if not _can_open(text, opening, begin, end):
            continue
        closing = _closing_single(text, marks, at, (begin, end))
        if closing is None or closing <= opening + 1:
            continue
        regions.append(
            Quotation(
                start=opening + 1,
                end=closing,
                open_start=opening,
                close_end=closing + 1,
                style=MarkStyle.SINGLE,
                closed=True,
            )
        )
        while at < len(marks) and marks[at] <= closing:
            at += 1
    return regions


def _can_open(text: str, place: int, begin: int, end: int) -> bool:
    before_ok = place == begin or text[place - 1].isspace() or text[place - 1] in _BEFORE_OPENING
    return before_ok and place + 1 < end and not text[place + 1].isspace() and text[place] != "›"


def _closing_single(text: str, marks: list[int], at: int, line: tuple[int, int]) -> int | None:
    """The first mark from `marks[at]` on that closes, told from apostrophes by what stands around it."""
    begin, end = line
    doubtful: int | None = None
    for n in range(at, len(marks)):
        place = marks[n]
        if _can_open(text, place, begin, end):
            break  # another quotation opens: what was not closed by now was an apostrophe
        after = text[place + 1] if place + 1 < end else " "
        if after.isalnum():
            continue  # don't, l'Europe
        if text[place - 1] in _ENDS_A_QUOTATION or after in ".,;:?!)]":
            return place
        if text[place - 1] not in "sS":
            return place
        if doubtful is None:
            doubtful = place  # "states'" may be a possessive
    return doubtful
