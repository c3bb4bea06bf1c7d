"""Dates as they can be known: an interval, how precise, from which words, by which reasoning."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from onrecord.types.span import Span


class Precision(StrEnum):
    """How narrow a date is known; `unknown` where the words cannot be placed on a calendar."""

    DECADE = "decade"
    YEAR = "year"
    QUARTER = "quarter"
    MONTH = "month"
    WEEK = "week"
    DAY = "day"
    MINUTE = "minute"
    SECOND = "second"
    RANGE = "range"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """A date or an interval of dates.

    `earliest` and `latest` are days, both included; both are None where only words are known
    ("Thursday", publication date unknown). `at` is the aware UTC instant where one is known.
    `words` are those it was resolved from and `span` is where they stand; `reason` says how, in a
    sentence that a reader can check. `alternatives` holds the other readings of an ambiguous date.
    """

    earliest: date | None
    latest: date | None
    precision: Precision
    words: str | None = None
    span: Span | None = None
    at: datetime | None = None
    reason: str = ""
    alternatives: tuple["When", ...] = ()

    def __post_init__(self) -> None:
        if (self.earliest is None) != (self.latest is None):
            raise ValueError("a date needs both ends or neither")
        if self.earliest is not None and self.latest is not None and self.earliest > self.latest:
            raise ValueError(f"a date cannot end on {self.latest} before it begins on {self.earliest}")
        if self.at is not None and self.at.tzinfo is None:
            raise ValueError("an instant needs a time zone")

    @property
    def resolved(self) -> bool:
        """Whether the words could be placed on a calendar."""
        return self.earliest is not None
