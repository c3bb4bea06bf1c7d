"""Where judged words stand, so that they can be found again in another version of their text."""

import json
from dataclasses import asdict, dataclass

from onrecord.types.span import Span

_CONTEXT = 32  # characters before and behind that tell equal words apart


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """Words with what stands before and behind them, and their place in the text they were judged in."""

    exact: str
    prefix: str
    suffix: str
    start: int
    end: int

    def dump(self) -> str:
        """As the record keeps it."""
        return json.dumps(asdict(self))


def anchor_at(text: str, span: Span) -> Anchor:
    """The anchor of a place."""
    return Anchor(
        exact=span.cut(text),
        prefix=text[max(0, span.start - _CONTEXT) : span.start],
        suffix=text[span.end : span.end + _CONTEXT],
        start=span.start,
        end=span.end,
    )


def load_anchor(packed: str | None) -> Anchor | None:
    """The anchor that was kept."""
    return None if packed is None else Anchor(**json.loads(packed))


def is_anchor(value: object) -> bool:
    """Whether a decoded JSON value is an anchor."""
    kinds = {"exact": str, "prefix": str, "suffix": str, "start": int, "end": int}
    return (
        isinstance(value, dict)
        and value.keys() == kinds.keys()
        and all(type(value[name]) is kind for name, kind in kinds.items())
    )


def find_anchor(anchor: Anchor, text: str) -> Span | None:
    """Where the words stand in another text: there alone, or there alone with the same neighbours; None where it is not sure."""
    places: list[int] = []
    start = text.find(anchor.exact)
    while start >= 0 and len(places) < 1000:
        places.append(start)
        start = text.find(anchor.exact, start + 1)
    if len(places) != 1:
        before, behind = anchor.prefix[-12:], anchor.suffix[:12]
        end = len(anchor.exact)
        places = [
            at
            for at in places
            if text[max(0, at - len(before)) : at] == before and text[at + end : at + end + len(behind)] == behind
        ]
    return Span(places[0], places[0] + len(anchor.exact)) if len(places) == 1 else None
