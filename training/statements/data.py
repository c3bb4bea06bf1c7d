"""Training windows for the statement tagger, from the corpora's JSON lines.

Each window carries labels for the three roles (PolNeAR) or for names (GUM), and for every content
piece the tokens where its cue, its source and the statement's previous piece begin.
"""

import gzip
import json
import random
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from onrecord.inference.encode import NAMES, ROLES, Encoder, Window, label_spans

IGNORED = -100
WINDOW = 384  # tokens; the export writes it beside the weights
GUM_GENRES = frozenset({"news", "interview", "academic", "court", "bio", "voyage"})  # those whose licence allows it
_GUM_NAMES = {"person": "person", "organization": "organisation", "place": "place"}
_NAME_INSIDE = frozenset({"PROPN", "ADP", "DET", "PUNCT", "CCONJ", "NUM", "PART"})

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Pointer:
    """One content piece: its first and last token, and where its links lead (0 is nowhere, [CLS]).

    `previous` is None where the window does not hold the answer; so are the others.
    """

    first: int
    last: int
    targets: dict[str, tuple[int, ...] | None]
    soft: NDArray[np.float32] | None = None  # (links, tokens) probabilities, where a teacher was asked


@dataclass(frozen=True, slots=True)
class Example:
    window: Window
    roles: NDArray[np.int64]  # (tokens,) labels, IGNORED where this corpus says nothing
    names: NDArray[np.int64]
    pointers: list[Pointer] = field(default_factory=list)
    soft_roles: NDArray[np.float32] | None = None  # (tokens, labels) probabilities; a row of zeros says nothing
    soft_names: NDArray[np.float32] | None = None
    soft_within: NDArray[np.float32] | None = (
        None  # of roles inside another statement's content; teachers alone tell it
    )


def read_jsonl(path: Path) -> list[Row]:
    with gzip.open(path, "rt", encoding="utf-8", newline="\n") as lines:
        return [json.loads(line) for line in lines if line.strip()]


class PolnearSource:
    """PolNeAR articles; where several people marked one, each epoch draws one of the markings."""

    def __init__(self, folder: Path, rng: random.Random, *, augment: bool) -> None:
        self.rows = read_jsonl(folder / "train.jsonl.gz")
        self._markings: dict[str, list[Row]] = defaultdict(list)
        for row in read_jsonl(folder / "annotators_train.jsonl.gz"):
            self._markings[row["id"]].append(row)
        self._rng = rng
        self._augment = augment

    def epoch(self, encoder: Encoder) -> Iterator[tuple[str, Example]]:
        """Each example with the text as it was printed, before it was varied."""
        for row in self.rows:
            marked = self._rng.choice(self._markings.get(row["id"]) or [row])
            text = vary(row["text"], self._rng) if self._augment else row["text"]
            for example in statement_examples(encoder, text, marked["attributions"]):
                yield row["text"], example


def vary(text: str, rng: random.Random) -> str:
    """The text as another newsroom, or a poor scan, would have set it; every character keeps its place."""
    draw = rng.random()
    for share, way in _WAYS:
        if draw < share:
            varied = way(text, rng)
            return varied if len(varied) == len(text) else text  # some capitals are two letters long
        draw -= share
    return text


def _marks(opening: str, closing: str) -> Callable[[str, random.Random], str]:
    """Other double quotation marks."""

    def way(text: str, _: random.Random) -> str:
        out = list(text)
        for i, mark in enumerate(text):
            if mark in "“”":
                out[i] = opening if mark == "“" else closing
            elif mark == '"':
                opens = i == 0 or text[i - 1].isspace() or text[i - 1] in "([—–-"
                out[i] = opening if opens else closing
        return "".join(out)

    return way


def _wrapped(text: str, rng: random.Random) -> str:
    """Lines of a fixed width, as old wires and plain mail have them."""
    width, out, column = rng.randint(60, 80), list(text), 0
    for i, letter in enumerate(text):
        column = 0 if letter == "\n" else column + 1
        if letter == " " and column > width - 6:
            out[i], column = "\n", 0
    return "".join(out)


def _scanned(text: str, rng: random.Random) -> str:
    """One letter in a hundred misread."""
    return "".join(
        rng.choice(_MISREAD.get(letter, "etaoin")) if letter.isalnum() and rng.random() < 0.01 else letter
        for letter in text
    )


_MISREAD = {"l": "1iI", "1": "lI", "O": "0Q", "0": "Oo", "e": "co", "c": "eo", "n": "ur", "u": "n", "i": "l1", "h": "b"}
_WAYS: tuple[tuple[float, Callable[[str, random.Random], str]], ...] = (
    (0.07, lambda text, _: text.translate(str.maketrans("“”‘’", "\"\"''"))),
    (0.04, _marks("“", "”")),
    (0.08, _marks("‘", "’")),
    (0.02, _marks("«", "»")),
    (0.03, _marks(" ", " ")),
    (0.01, _marks("—", " ")),
    (0.04, lambda text, _: text.lower()),
    (0.02, lambda text, _: text.upper()),
    (0.03, lambda text, _: text.replace("\n\n", "  ")),
    (0.03, _wrapped),
    (0.03, _scanned),
)


def statement_examples(encoder: Encoder, text: str, attributions: Sequence[Row]) -> Iterator[Example]:
    for window in encoder.windows(text):
        spans: list[tuple[int, int, int]] = []
        pointers: list[Pointer] = []
        for attribution in attributions:
            pieces = {role: list(_tokens(window, attribution.get(role) or ())) for role in ROLES}
            outside = {role: len(attribution.get(role) or ()) > len(pieces[role]) for role in ROLES}
            for kind, role in enumerate(ROLES):
                spans += [(kind, first, last) for first, last in pieces[role]]
            pointers += _pointers(pieces, outside)
        yield Example(
            window=window,
            roles=_flat(len(window), spans),
            names=np.full(len(window), IGNORED, dtype=np.int64),
            pointers=pointers,
        )


def _pointers(pieces: dict[str, list[tuple[int, int]]], outside: dict[str, bool]) -> Iterator[Pointer]:
    starts = {role: tuple(first for first, _ in pieces[role]) for role in ROLES}
    for number, (first, last) in enumerate(pieces["content"]):
        targets: dict[str, tuple[int, ...] | None] = {
            role: starts[role] or (None if outside[role] else (0,)) for role in ("cue", "source")
        }
        targets["previous"] = (
            starts["content"][number - 1 : number] if number else (None if outside["content"] else (0,))
        )
        yield Pointer(first, last - 1, targets)


def _tokens(window: Window, spans: Iterable[Sequence[int]]) -> Iterator[tuple[int, int]]:
    """First and one past the last token that each span touches, for the spans inside the window."""
    starts, ends = window.spans[1:-1, 0], window.spans[1:-1, 1]
    for start, end in spans:
        first = int(np.searchsorted(ends, start, side="right"))
        last = int(np.searchsorted(starts, end, side="left"))
        if first < last:
            yield first + 1, last + 1


def _flat(tokens: int, spans: Iterable[tuple[int, int, int]]) -> NDArray[np.int64]:
    """Labels of spans that hardly overlap: the shorter span wins, the longer keeps what is left."""
    owner = np.full(tokens, -1, dtype=np.int64)
    ordered = sorted(set(spans), key=lambda span: (span[1] - span[2], span))
    for number, (_, first, last) in enumerate(ordered):
        owner[first:last] = number
    runs: list[tuple[int, int, int]] = []
    i = 0
    while i < tokens:
        j = i
        while j < tokens and owner[j] == owner[i]:
            j += 1
        if owner[i] >= 0:
            runs.append((ordered[owner[i]][0], i, j))
        i = j
    return label_spans(tokens, runs)


class GumSource:
    """Names of persons, organisations and places in GUM documents whose licence allows training."""

    def __init__(self, path: Path) -> None:
        self.rows = [row for row in read_jsonl(path) if row["genre"] in GUM_GENRES]

    def epoch(self, encoder: Encoder) -> Iterator[tuple[str, Example]]:
        for row in self.rows:
            spans = gum_names(row)
            for window in encoder.windows(row["text"]):
                found = [
                    (NAMES.index(kind), first, last)
                    for kind, start, end in spans
                    for first, last in _tokens(window, [(start, end)])
                ]
                yield (
                    row["text"],
                    Example(
                        window=window,
                        roles=np.full(len(window), IGNORED, dtype=np.int64),
                        names=_flat(len(window), found),
                    ),
                )


def gum_names(row: Row) -> list[tuple[str, int, int]]:
    """(kind, start, end) of every proper name in a GUM document.

    A mention is a name when its head is a proper noun and all of it is what names are made of;
    a leading article and a trailing possessive are no part of it.
    """
    tokens = row["tokens"]
    names: set[tuple[str, int, int]] = set()
    for mention in row["mentions"]:
        kind = _GUM_NAMES.get(mention["type"])
        if kind is None:
            continue
        first, last = mention["tok"]
        inside = list(range(first, last + 1))
        while inside and (tokens[inside[0]][2] not in {"PROPN", "NUM", "ADJ", "NOUN"}):
            inside.pop(0)
        while inside and tokens[inside[-1]][2] in {"PART", "PUNCT", "ADP", "DET"}:
            inside.pop()
        if not inside or not any(tokens[i][2] == "PROPN" for i in inside):
            continue
        if all(tokens[i][2] in _NAME_INSIDE or row["text"][tokens[i][0]].isupper() for i in inside):
            head = mention["min"].split(",")[0]
            index = first + int(head) - 1 if head.isdigit() else inside[-1]
            if tokens[min(index, last)][2] == "PROPN":
                names.add((kind, tokens[inside[0]][0], tokens[inside[-1]][1]))
    return sorted(names, key=lambda name: (name[1], name[2]))


def batches(examples: Sequence[Example], tokens: int, rng: random.Random) -> list[list[Example]]:
    """Batches of windows of like length, at most `tokens` padded tokens each, in random order."""
    ordered = sorted(examples, key=lambda example: len(example.window) + rng.random() * 24)
    out: list[list[Example]] = []
    for example in ordered:
        longest = max(len(example.window), *(len(e.window) for e in out[-1])) if out else 0
        if out and longest * (len(out[-1]) + 1) <= tokens:
            out[-1].append(example)
        else:
            out.append([example])
    rng.shuffle(out)
    return out
