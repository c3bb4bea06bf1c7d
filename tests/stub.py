"""A tagger without weights: it answers what a test says that a model found."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from onrecord.inference.encode import LINKS, NAMES, ROLES, label_count, label_spans
from onrecord.types.article import Article
from onrecord.types.span import Span
from onrecord.types.statement import Mode, Polarity, QuoteKind, Statement
from onrecord.types.tags import Tags

_TOKEN = re.compile(r"\w+|[^\w\s]")


@dataclass(frozen=True)
class Said:
    """One statement as words of the text; each is found behind the one before it in its role."""

    content: tuple[str, ...]
    cue: str = ""
    source: str = ""

    def is_in(self, text: str) -> bool:
        return all(words in text for words in (*self.content, self.cue, self.source))


def an_article(text: str, **facts: object) -> Article:
    return Article(id="test", source="test", text=text, **facts)  # type: ignore[arg-type]


def where(text: str, words: str, start: int = 0) -> Span:
    place = text.index(words, start)
    return Span(place, place + len(words))


def a_statement(text: str, content: str, *, source: str = "", cue: str = "", **facts: object) -> Statement:
    defaults: dict[str, object] = {
        "article_id": "test",
        "kind": QuoteKind.INDIRECT,
        "mode": Mode.SAID,
        "polarity": Polarity.AFFIRMED,
        "source": (where(text, source),) if source else (),
        "cue": (where(text, cue),) if cue else (),
        "content": (where(text, content),),
        "confidence": 0.9,
        "made_by": "test",
    }
    return Statement(**{**defaults, **facts})  # type: ignore[arg-type]


def tags_of(
    text: str, said: Sequence[Said] = (), names: Mapping[str, str] | None = None, within: Sequence[Said] = ()
) -> list[Tags]:
    """One window over the whole text. names: words to `person`, `organisation` or `place`, every time they occur.

    `within` are what is found inside the content of others.
    """
    tokens = [(m.start(), m.end()) for m in _TOKEN.finditer(text)]
    size = len(tokens) + 2
    roles: dict[bool, list[tuple[int, int, int]]] = {False: [], True: []}  # by whether they are inner ones
    links = np.zeros((size, 3, len(LINKS), len(said) + len(within) + 1), dtype=np.float32)
    links[0, 2, :, 0] = 1.0  # the token for "nowhere"
    strength = 1000.0
    for n, one in enumerate([*said, *within], start=1):
        inner = n > len(said)
        pieces = [_range(tokens, where(text, words)) for words in one.content]
        roles[inner] += [(ROLES.index("content"), *piece) for piece in pieces]
        for k, link in enumerate(LINKS):
            words = {"cue": one.cue, "source": one.source}.get(link, "")
            if words:
                near = _range(tokens, _nearest(text, words, where(text, one.content[0])))
                roles[inner].append((ROLES.index(link), *near))
                links[near[0] + 1, 2, k, n] = 1.0
            for number, piece in enumerate(pieces):
                leads_on = bool(words) or (link == "previous" and number > 0)
                links[piece[0] + 1, 0, k, n if leads_on else 0] = strength
                if link == "previous":
                    links[piece[0] + 1, 2, k, n] = 1.0
    found = [
        (NAMES.index(kind), *_range(tokens, Span(m.start(), m.end())))
        for words, kind in (names or {}).items()
        for m in re.finditer(rf"\b{re.escape(words)}\b", text)
    ]
    spans = np.array([(0, 0), *tokens, (0, 0)], dtype=np.int32)
    return [
        Tags(
            spans=spans,
            roles=_certain(size, roles[False], label_count(ROLES)),
            within=_certain(size, roles[True], label_count(ROLES)),
            names=_certain(size, _without_overlap(found), label_count(NAMES)),
            links=links,
        )
    ]


def _nearest(text: str, words: str, content: Span) -> Span:
    places = [Span(m.start(), m.end()) for m in re.finditer(re.escape(words), text)]
    outside = [p for p in places if not p.overlaps(content)]
    return min(outside, key=lambda p: max(p.start - content.end, content.start - p.end))


def _range(tokens: Sequence[tuple[int, int]], span: Span) -> tuple[int, int]:
    inside = [i for i, (start, end) in enumerate(tokens) if start < span.end and span.start < end]
    return inside[0], inside[-1] + 1


def _without_overlap(found: list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    kept: list[tuple[int, int, int]] = []
    for item in sorted(found, key=lambda f: f[1] - f[2]):
        if not any(item[1] < other[2] and other[1] < item[2] for other in kept):
            kept.append(item)
    return kept


def _certain(
    size: int, spans: Sequence[tuple[int, int, int]], labels: int
) -> "np.ndarray[tuple[int, int], np.dtype[np.float32]]":
    path = np.zeros(size, dtype=np.int64)
    path[1:-1] = label_spans(size - 2, spans)
    out = np.full((size, labels), -20.0, dtype=np.float32)
    out[np.arange(size), path] = 0.0
    return out


class StubTagger:
    """Answers the same for a text whatever else is asked."""

    name = "stub"
    digest = "0" * 64

    def __init__(
        self, said: Sequence[Said] = (), names: Mapping[str, str] | None = None, within: Sequence[Said] = ()
    ) -> None:
        self._said, self._names, self._within = said, names, within

    def calibrate(self, score: float) -> float:
        return score

    def tag(self, texts: Sequence[str]) -> list[list[Tags]]:
        return [
            tags_of(
                text,
                [one for one in self._said if one.is_in(text)],
                self._names,
                [one for one in self._within if one.is_in(text)],
            )
            for text in texts
        ]
