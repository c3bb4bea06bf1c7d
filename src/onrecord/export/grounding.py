"""The one rule of export: words leave only with the place that holds them."""

from collections.abc import Iterable
from typing import Any

from onrecord.errors import OnRecordError
from onrecord.types.span import Span
from onrecord.types.statement import Phrase
from onrecord.types.when import When

Json = dict[str, Any]


class GroundingError(OnRecordError, ValueError):
    """Words that should stand in the text do not. `span` is the place, `words` what was claimed of it."""

    def __init__(self, where: str, span: Span, words: str | None, found: str | None) -> None:
        was = "lies outside the text" if found is None else f"holds {found!r}, not {words!r}"
        super().__init__(f"{where}: [{span.start}, {span.end}) {was}; the reading is faulty, report it as a bug")
        self.where = where
        self.span = span
        self.words = words


def exact(text: str, span: Span, where: str, words: str | None = None) -> str:
    """The words of a span; raises GroundingError where the text is too short or holds other `words`.

    White space may differ: words that run over a line break are often kept on one line.
    """
    if span.end > len(text):
        raise GroundingError(where, span, words, None)
    found = span.cut(text)
    if words is not None and words.split() != found.split():
        raise GroundingError(where, span, words, found)
    return found


def when_fields(text: str, when: When, where: str) -> Json:
    """A date with its words, reason, place and other readings."""
    found = day_fields(when) | {"words": when.words, "reason": when.reason}
    if when.span is not None:
        found |= span_fields(text, when.span, where, when.words)
    if when.alternatives:
        found["alternatives"] = [
            day_fields(one) | {"words": one.words, "reason": one.reason} for one in when.alternatives
        ]
    return found


def day_fields(when: When) -> Json:
    """`from` and `to` as days, both included, the precision, and the instant `at` where one is known."""
    first, last = when.earliest, when.latest
    days = {
        "from": None if first is None else first.isoformat(),
        "to": None if last is None else last.isoformat(),
        "precision": when.precision.value,
    }
    return days if when.at is None else days | {"at": when.at.isoformat()}


def phrase_fields(text: str, phrase: Phrase | None, where: str) -> Json | None:
    """A phrase with its place."""
    return None if phrase is None else {"words": phrase.words} | span_fields(text, phrase.span, where, phrase.words)


def span_list(text: str, spans: Iterable[Span], where: str) -> list[Json]:
    """One object for each span."""
    return [span_fields(text, span, where) for span in spans]


def maybe_span(text: str, span: Span | None, where: str) -> Json:
    """The fields of a span, or none."""
    return {} if span is None else span_fields(text, span, where)


def span_fields(text: str, span: Span, where: str, words: str | None = None) -> Json:
    """`start`, `end` and `exact`, checked: see `exact`."""
    return {"start": span.start, "end": span.end, "exact": exact(text, span, where, words)}
