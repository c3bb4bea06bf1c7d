"""Regular expressions that are compiled when first needed: together they take longer than opening the weights."""

import re
import sys
from collections.abc import Callable, Iterator
from functools import cached_property
from typing import Any

# What ignoring case takes for an ASCII letter and `str.lower` does not make one: long s, dotless i, and the dot that
# is left of a capital I with one.
_TO_ASCII = {0x17F: "s", 0x131: "i", 0x307: None}


class LatePattern:
    r"""A pattern that finds what `re.compile` of the same expression finds, compiled when a text may hold a match.

    Each of `needs` names strings in lower case, divided by `|`, of which every match holds one. A text without
    them is answered at once, whatever its case.

    >>> full = LatePattern(r"full\s+(?:story|article)", re.IGNORECASE, needs=("full", "story|article"))
    >>> full.search("The story was long.") is None, full.search("The FULL story")[0]
    (True, 'FULL story')
    """

    def __init__(self, source: str, flags: re.RegexFlag = re.NOFLAG, *, needs: tuple[str, ...] = ()) -> None:
        self._source = source
        self._flags = flags
        self._needs = tuple(words.split("|") for words in needs)

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """The pattern itself."""
        return re.compile(self._source, self._flags)

    def may_match(self, lowered: str) -> bool:
        """Whether a text in lower case holds what each match holds."""
        for words in self._needs:
            for word in words:
                if word in lowered:
                    break
            else:
                return False
        return True

    def _is_needed(self, text: str, start: int, end: int) -> bool:
        if not self._needs:
            return True
        part = text[start:end].lower()
        return self.may_match(part if part.isascii() else part.translate(_TO_ASCII))

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """The first match."""
        return self.compiled.search(text, start, end) if self._is_needed(text, start, end) else None

    def match(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """The match at `start`."""
        return self.compiled.match(text, start, end) if self._is_needed(text, start, end) else None

    def fullmatch(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """The match of the whole text."""
        return self.compiled.fullmatch(text, start, end) if self._is_needed(text, start, end) else None

    def finditer(self, text: str, start: int = 0, end: int = sys.maxsize) -> Iterator[re.Match[str]]:
        """Every match, in text order."""
        return self.compiled.finditer(text, start, end) if self._is_needed(text, start, end) else iter(())

    def findall(self, text: str) -> list[Any]:
        """The words of every match, or of its groups."""
        return self.compiled.findall(text) if self._is_needed(text, 0, sys.maxsize) else []

    def sub(self, instead: str | Callable[[re.Match[str]], str], text: str) -> str:
        """The text with something else for every match."""
        return self.compiled.sub(instead, text) if self._is_needed(text, 0, sys.maxsize) else text

    def split(self, text: str, maxsplit: int = 0) -> list[str | Any]:
        """The text cut at every match."""
        return self.compiled.split(text, maxsplit) if self._is_needed(text, 0, sys.maxsize) else [text]
