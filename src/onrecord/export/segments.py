"""A text cut into paragraphs, and paragraphs into runs of one look: marked places may nest and overlap."""

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from onrecord.types.span import Span

_BLANK_LINES = re.compile(r"\n[^\S\n]*\n\s*")
_LINE_ENDS = re.compile(r"\n\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A place to be marked. Marks with the same key belong together: the pieces of one statement."""

    key: str
    span: Span
    piece: int = 0  # counts the pieces of a key in text order


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A run of text with the same marks all over, outermost first; `opens` are those that begin here."""

    span: Span
    marks: tuple[Mark, ...]
    opens: tuple[Mark, ...]


def cut_paragraphs(text: str, headline: Span | None = None) -> list[Span]:
    r"""The paragraphs in order, white space between them left out; the headline is one of its own.

    Lines end a paragraph in texts without blank lines, and in those whose lines are too long to be
    wrapped by hand.

    >>> [span.cut("One.\n\nTwo.") for span in cut_paragraphs("One.\n\nTwo.")]
    ['One.', 'Two.']
    """
    body = text if headline is None else text[headline.end :]
    wrapped = _BLANK_LINES.search(body.strip()) and max(map(len, body.split("\n"))) <= 120
    breaks = [match.span() for match in (_BLANK_LINES if wrapped else _LINE_ENDS).finditer(text)]
    if headline is not None:
        outside = [place for place in breaks if place[1] <= headline.start or place[0] >= headline.end]
        breaks = sorted([*outside, (headline.start, headline.start), (headline.end, headline.end)])
    starts = [0, *(end for _, end in breaks)]
    ends = [*(start for start, _ in breaks), len(text)]
    return [span for pair in zip(starts, ends, strict=True) if (span := _trim(text, *pair)) is not None]


def cut_segments(paragraph: Span, marks: Iterable[Mark]) -> list[Segment]:
    """The paragraph in segments without a gap: their texts, joined, are the paragraph's."""
    inside = sorted(
        (mark for mark in marks if mark.span.overlaps(paragraph)), key=lambda mark: (mark.span.start, -len(mark.span))
    )
    edges = {paragraph.start, paragraph.end}
    for mark in inside:
        edges |= {max(mark.span.start, paragraph.start), min(mark.span.end, paragraph.end)}
    cuts = sorted(edges)
    segments, active, upcoming = [], list[Mark](), 0
    for start, end in pairwise(cuts):
        active = [mark for mark in active if mark.span.end > start]
        fresh = upcoming
        while upcoming < len(inside) and inside[upcoming].span.start <= start:
            upcoming += 1
        opens = inside[fresh:upcoming]
        active = sorted([*active, *opens], key=lambda mark: -len(mark.span)) if opens else active
        segments.append(Segment(span=Span(start, end), marks=tuple(active), opens=tuple(opens)))
    return segments


def share_marks(paragraphs: list[Span], marks: Iterable[Mark]) -> list[list[Mark]]:
    """The marks of each paragraph; a mark that runs over several is given to each."""
    shared: list[list[Mark]] = [[] for _ in paragraphs]
    ends = [paragraph.end for paragraph in paragraphs]
    for mark in marks:
        at = bisect_left(ends, mark.span.start + 1)
        while at < len(paragraphs) and paragraphs[at].start < mark.span.end:
            shared[at].append(mark)
            at += 1
    return shared


def _trim(text: str, start: int, end: int) -> Span | None:
    words = text[start:end]
    start += len(words) - len(words.lstrip())
    end -= len(words) - len(words.rstrip())
    return Span(start, end) if start < end else None
