"""The same article as another newsroom, or a poor scan, would have set it. Every character keeps its place."""

import random
import re
from collections.abc import Callable

from onrecord.text.quotes import MarkStyle, find_quotations

_CURLY_TO_STRAIGHT = str.maketrans("“”‘’", "\"\"''")
_MISREAD = {"l": "1", "I": "l", "O": "0", "e": "c", "n": "u", "h": "b", "m": "n", "t": "f", "a": "o", "s": "5"}


def _with_marks(text: str, opening: str, closing: str) -> str:
    """Double quotations with other marks of one character; a mark of two keeps its second place as a space."""
    out = list(text)
    for quotation in find_quotations(text):
        if quotation.style is not MarkStyle.DOUBLE:
            continue
        places = [(quotation.open_start, quotation.start, opening)]
        if quotation.closed:
            places.append((quotation.end, quotation.close_end, closing))
        for start, end, mark in places:
            out[start:end] = mark.ljust(end - start)
    return "".join(out)


def _scanned(text: str) -> str:
    draw = random.Random(len(text))
    return "".join(
        _MISREAD.get(letter, draw.choice("aeiorstn")) if letter.isalnum() and draw.random() < 0.01 else letter
        for letter in text
    )


def _wrapped(text: str) -> str:
    """Lines of at most 72 characters."""
    out, column, space = list(text), 0, -1
    for i, letter in enumerate(text):
        column += 1
        if letter == "\n":
            column, space = 0, -1
        elif letter == " ":
            space = i
        if column > 72 and space >= 0:
            out[space], column, space = "\n", i - space, -1
    return "".join(out)


def _same_length(way: Callable[[str], str]) -> Callable[[str], str]:
    """Letter by letter, since some capitals are two letters long."""
    return lambda text: "".join(changed if len(changed := way(letter)) == 1 else letter for letter in text)


PERTURBATIONS: dict[str, Callable[[str], str]] = {
    "straight marks": lambda text: text.translate(_CURLY_TO_STRAIGHT),
    "curly marks": lambda text: _with_marks(text, "“", "”"),
    "British single marks": lambda text: _with_marks(text, "‘", "’"),
    "guillemets": lambda text: _with_marks(text, "«", "»"),
    "no marks": lambda text: _with_marks(text, " ", " "),
    "paragraphs merged": lambda text: re.sub(r"\n", " ", text),
    "wrapped lines": _wrapped,
    "1 % misread": _scanned,
    "lower case": _same_length(str.lower),
    "capitals": _same_length(str.upper),
}
