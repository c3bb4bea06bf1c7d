"""What a file of another program brings, row by row."""

import json
from dataclasses import dataclass

from onrecord.acquire.capture import address_of
from onrecord.types.article import Capture
from onrecord.types.reading import Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class Coded:
    """A stance that the file brings: what the statement at a place says to a question."""

    start: int
    end: int
    question: str
    value: str
    score: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """One article of a file, as a reading. `where` names its place in the file for people.

    `data` are the bytes it was made from: they are kept as its capture. `moved` counts the places whose words did
    not stand at their offsets, but once elsewhere.
    """

    where: str
    reading: Reading
    data: bytes
    media_type: str = "application/json"
    coded: tuple[Coded, ...] = ()
    moved: int = 0

    def capture(self, source: str) -> Capture:
        """The capture of this article of a file, which is named as it was given; `-` is standard input."""
        address = f"{address_of(source)}#{self.reading.article.id}"
        return Capture(data=self.data, media_type=self.media_type, address=address)


@dataclass(frozen=True, slots=True, kw_only=True)
class BadRow:
    """A row that cannot be imported, and why."""

    where: str
    reason: str

    def __str__(self) -> str:
        return f"{self.where}: {self.reason}"


@dataclass(frozen=True, slots=True, kw_only=True)
class PassedOver:
    """Rows that are well formed but hold nothing that a record keeps; told, but no reason to stop."""

    where: str
    reason: str

    def __str__(self) -> str:
        return f"{self.where}: {self.reason}"


Found = Incoming | BadRow | PassedOver


def row_data(**values: str | None) -> bytes:
    """An article's own fields as a row that can be read again: the bytes kept of what has none of its own."""
    return json.dumps({name: value for name, value in values.items() if value is not None}).encode("ascii")
