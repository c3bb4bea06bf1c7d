"""Further places where a name stands that was found elsewhere in the article."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from onrecord.speakers.words import WORD, is_title
from onrecord.types.span import Places, Span

_POSSESSIVE = re.compile(r"[’']s?$")
_LEAST = 3  # letters of a name of one word: "Li" stands for too much


@dataclass(frozen=True, slots=True)
class _Token:
    span: Span
    word: str  # without possessive and full stop


def repeated(
    text: str, printed: Iterable[tuple[str, ...]], taken: Iterable[Span]
) -> Iterator[tuple[Span, tuple[str, ...]]]:
    """Where else each printed name stands whole, outside the places taken: (place, name) in text order.

    A name of one word beside another capitalised word is part of a longer name, and is passed over.
    """
    by_first: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for words in set(printed):
        if len(words) > 1 or len(words[0]) >= _LEAST:
            by_first[words[0]].append(words)
    for listed in by_first.values():
        listed.sort(key=len, reverse=True)
    places = Places(taken)
    tokens = list(_tokens(text)) if by_first else []
    n = 0
    while n < len(tokens):
        fits = next((words for words in by_first.get(tokens[n].word, ()) if _stands(tokens, n, words)), None)
        if fits is None or (len(fits) == 1 and _is_part(text, tokens, n)):
            n += 1
            continue
        span = Span(tokens[n].span.start, tokens[n + len(fits) - 1].span.end)
        if not places.touching(span):
            yield span, fits
        n += len(fits)


def _tokens(text: str) -> Iterator[_Token]:
    for match in WORD.finditer(text):
        word = _POSSESSIVE.sub("", match.group().rstrip("."))
        if word:
            yield _Token(Span(match.start(), match.start() + len(word)), word)


def _stands(tokens: Sequence[_Token], n: int, words: tuple[str, ...]) -> bool:
    return len(tokens) - n >= len(words) and all(tokens[n + k].word == word.rstrip(".") for k, word in enumerate(words))


def _is_part(text: str, tokens: Sequence[_Token], n: int) -> bool:
    """Whether the word beside is capitalised, too, with nothing but a space between."""
    here = tokens[n].span
    before, after = tokens[n - 1] if n else None, tokens[n + 1] if n + 1 < len(tokens) else None
    if after is not None and after.word[0].isupper() and text[here.end : after.span.start] == " ":
        return True
    return (
        before is not None
        and before.word[0].isupper()
        and text[before.span.end : here.start] == " "
        and not is_title(before.word)
        and before.word.lower() not in {"the", "in", "and", "but", "for", "at", "on", "as", "if", "when", "while"}
    )
