"""Where words stand in a text."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A run of code points `[start, end)` of `Article.text`; it is never empty.

    >>> Span(0, 6).cut("Rutte said")
    'Rutte '
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"a span needs 0 <= start < end, found [{self.start}, {self.end})")

    def __len__(self) -> int:
        return self.end - self.start

    def cut(self, text: str) -> str:
        """The words of the span; raises ValueError where the text is too short to hold it."""
        if self.end > len(text):
            raise ValueError(f"span [{self.start}, {self.end}) is outside a text of {len(text)} characters")
        return text[self.start : self.end]

    def overlaps(self, other: "Span") -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end

    def holds(self, other: "Span") -> bool:
        """Whether the other lies inside this one."""
        return self.start <= other.start and other.end <= self.end


class Places:
    """Spans of one text, to be asked again and again which of them a place touches.

    >>> Places([Span(0, 4), Span(9, 12)]).touching(Span(3, 9))
    [Span(start=0, end=4)]
    """

    def __init__(self, spans: Iterable[Span]) -> None:
        self._spans = sorted(spans)
        self._starts = [span.start for span in self._spans]
        self._longest = max(map(len, self._spans), default=0)

    def touching(self, place: Span) -> list[Span]:
        """Those that share a character with the place, in text order."""
        first = bisect_right(self._starts, place.start - self._longest)
        last = bisect_left(self._starts, place.end)
        return [span for span in self._spans[first:last] if span.overlaps(place)]
