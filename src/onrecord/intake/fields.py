"""Values of a foreign file, asked for by name and kind, so that what does not fit is told by its place."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Any, TypeVar

from onrecord.intake.anchor import Anchor
from onrecord.types.span import Span

_Enum = TypeVar("_Enum", bound=StrEnum)


class ShapeError(ValueError):
    """A value is not what the format wants there; the message says where, what was found and what was wanted."""


class Fields:
    """An object of a foreign file. `where` is its place for people, as in `statements[2].said`."""

    def __init__(self, value: object, where: str = "") -> None:
        if not isinstance(value, Mapping):
            raise ShapeError(f"{where or 'the row'} is {_kind(value)}, an object was wanted")
        self._value: Mapping[str, Any] = value
        self._where = where

    def path(self, name: str) -> str:
        """The place of a field for people."""
        return f"{self._where}.{name}" if self._where else name

    def has(self, name: str) -> bool:
        """Whether the field is there and not null."""
        return self._value.get(name) is not None

    def text(self, name: str) -> str:
        """A string, which must be there."""
        value = self._value.get(name)
        if not isinstance(value, str):
            raise ShapeError(f"{self.path(name)} is {_kind(value)}, a string was wanted")
        return value

    def maybe_text(self, name: str) -> str | None:
        """A string, or None where the field is null or missing."""
        return self.text(name) if self.has(name) else None

    def number(self, name: str) -> float:
        """A number; whole numbers stay whole, so that they are written again as they were."""
        value = self._value.get(name)
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise ShapeError(f"{self.path(name)} is {_kind(value)}, a number was wanted")
        return value

    def whole(self, name: str) -> int:
        """A whole number."""
        value = self.number(name)
        if not isinstance(value, int):
            raise ShapeError(f"{self.path(name)} is {value}, a whole number was wanted")
        return value

    def share(self, name: str) -> float:
        """A number from 0 to 1."""
        value = self.number(name)
        if not 0 <= value <= 1:
            raise ShapeError(f"{self.path(name)} is {value}, a number from 0 to 1 was wanted")
        return value

    def truth(self, name: str) -> bool:
        """True or false."""
        value = self._value.get(name)
        if not isinstance(value, bool):
            raise ShapeError(f"{self.path(name)} is {_kind(value)}, true or false was wanted")
        return value

    def choice(self, name: str, kind: type[_Enum]) -> _Enum:
        """One of the values of an enumeration."""
        value = self.text(name)
        try:
            return kind(value)
        except ValueError as problem:
            wanted = ", ".join(one.value for one in kind)
            raise ShapeError(f"{self.path(name)} is {value!r}, one of {wanted} was wanted") from problem

    def day(self, name: str) -> date | None:
        """A day, YYYY-MM-DD, or None."""
        value = self.maybe_text(name)
        try:
            return None if value is None else date.fromisoformat(value)
        except ValueError as problem:
            raise ShapeError(f"{self.path(name)} is {value!r}, a day as YYYY-MM-DD was wanted") from problem

    def instant(self, name: str) -> datetime | None:
        """A moment with its time zone, or None."""
        value = self.maybe_text(name)
        try:
            return None if value is None else datetime.fromisoformat(value)
        except ValueError as problem:
            raise ShapeError(f"{self.path(name)} is {value!r}, a moment in ISO 8601 was wanted") from problem

    def inner(self, name: str) -> "Fields":
        """An object, which must be there."""
        return Fields(self._value.get(name), self.path(name))

    def maybe_inner(self, name: str) -> "Fields | None":
        """An object, or None where the field is null or missing."""
        return self.inner(name) if self.has(name) else None

    def items(self, name: str) -> "Iterator[Fields]":
        """The objects of an array; a missing array is empty."""
        for number, value in enumerate(self._array(name)):
            yield Fields(value, f"{self.path(name)}[{number}]")

    def texts(self, name: str) -> tuple[str, ...]:
        """The strings of an array; a missing array is empty."""
        found = self._array(name)
        for value in found:
            if not isinstance(value, str):
                raise ShapeError(f"{self.path(name)} holds {_kind(value)}, strings were wanted")
        return tuple(found)

    def table(self, name: str) -> dict[str, str]:
        """An object of strings; a missing one is empty."""
        inner = self.maybe_inner(name)
        return {} if inner is None else {key: inner.text(key) for key in inner.names()}

    def names(self) -> tuple[str, ...]:
        """The names of all fields."""
        return tuple(self._value)

    def span(self, anchor: Anchor) -> Span:
        """`start` and `end` of this object, with `exact` checked against the text."""
        try:
            return anchor.place(self.whole("start"), self.whole("end"), self.maybe_text("exact"))
        except LookupError as problem:
            raise ShapeError(f"{self._where}: {problem}") from problem

    def maybe_span(self, anchor: Anchor) -> Span | None:
        """The place of this object, or None where it has none."""
        return self.span(anchor) if self.has("start") else None

    def spans(self, name: str, anchor: Anchor) -> tuple[Span, ...]:
        """The places of an array of objects."""
        return tuple(one.span(anchor) for one in self.items(name))

    def _array(self, name: str) -> list[Any]:
        value = self._value.get(name)
        if value is None:
            return []
        if not isinstance(value, list):
            raise ShapeError(f"{self.path(name)} is {_kind(value)}, an array was wanted")
        return value


def _kind(value: object) -> str:
    if value is None:
        return "missing"
    if isinstance(value, bool):
        return "true or false"
    names = {str: "a string", int: "a number", float: "a number", list: "an array", dict: "an object"}
    return names.get(type(value), "of another kind")
