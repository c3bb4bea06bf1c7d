"""Words found again in a text: at their offsets, or where else they stand once."""

from onrecord.types.span import Span


class Anchor:
    """Places of one text. `moved` counts the places whose words had to be looked for."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.moved = 0

    def place(self, start: int, end: int, exact: str | None = None) -> Span:
        """The place of the words: the offsets where they hold them, else the only place that does.

        LookupError where the offsets are none, and where the words stand nowhere or more than once.

        >>> Anchor("Rutte said so.").place(2, 7, "Rutte")
        Span(start=0, end=5)
        """
        fits = 0 <= start < end <= len(self.text)
        if fits and (exact is None or self.text[start:end] == exact):
            return Span(start, end)
        if not exact:
            raise LookupError(f"[{start}, {end}) is no place of a text of {len(self.text)} characters")
        found = self.find(exact)
        self.moved += 1
        return found

    def find(self, exact: str) -> Span:
        """The only place that holds the words; LookupError where there is none or more than one."""
        at = self.text.find(exact) if exact else -1
        if at < 0:
            raise LookupError(f"the text does not hold {_short(exact)}")
        if self.text.find(exact, at + 1) >= 0:
            raise LookupError(f"the text holds {_short(exact)} more than once, and not at the place given")
        return Span(at, at + len(exact))


def _short(words: str) -> str:
    return repr(words if len(words) <= 60 else words[:57] + "…")
