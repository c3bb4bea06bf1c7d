"""Text to the numbers an encoder reads, and token labels back to spans.

Training and use share this file, so that both read a text alike.
"""

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from onrecord.text.quotes import MarkStyle, find_quotations

ROLES = ("content", "cue", "source")
NAMES = ("person", "organisation", "place")
LINKS = ("cue", "source", "previous")
OUTSIDE = 0
FEATURES = 40  # 5 case shapes x 4 places by quotation marks x first of a paragraph or not
CLS, SEP = "[CLS]", "[SEP]"

_PARAGRAPH = re.compile(r"[^\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
_BARE_END = re.compile(r"(?<=\w)\n(?=[^\S\n]*\n)")  # of a headline: the corpus ends each with a full stop
_WRAP = re.compile(r"(?<=[^\n]{45}[\w,;—–-])\n(?=[^\s])")  # a line's end inside a sentence of a hard-wrapped text
_SURROGATE = re.compile("[\ud800-\udfff]")  # broken halves of a character, which the tokenizer refuses
_MAX_PARAGRAPH = 20_000  # characters; a longer one is cut before it is tokenised, so that memory stays flat
_SENTENCE_END = frozenset(".?!")


def label_count(kinds: Sequence[str]) -> int:
    """Labels of a B-I-E-S scheme over `kinds`, with one for outside.

    >>> label_count(ROLES)
    13
    """
    return 1 + 4 * len(kinds)


@dataclass(frozen=True, slots=True)
class Window:
    """One run of an encoder.

    ids: int64 (tokens,), [CLS] first and [SEP] last. features: int64 (tokens,), below FEATURES.
    spans: int32 (tokens, 2), code points of the text, (0, 0) for special tokens.
    """

    ids: NDArray[np.int64]
    features: NDArray[np.int64]
    spans: NDArray[np.int32]

    def __len__(self) -> int:
        return len(self.ids)


@dataclass(frozen=True, slots=True)
class Pieces:
    """All word pieces of a text. paragraph: int32 (pieces,), which paragraph each stands in."""

    ids: NDArray[np.int64]
    features: NDArray[np.int64]
    spans: NDArray[np.int32]
    paragraph: NDArray[np.int32]


class Encoder:
    """Cuts texts into windows of at most `size` tokens, at paragraph and sentence ends where it can."""

    def __init__(self, tokenizer: Tokenizer, size: int) -> None:
        if size < 16:
            raise ValueError(f"a window of {size} tokens is too small; give at least 16")
        tokenizer.no_truncation()
        tokenizer.no_padding()
        self._tokenizer = tokenizer
        self.size = size
        self._cls = _id_of(tokenizer, CLS)
        self._sep = _id_of(tokenizer, SEP)

    @classmethod
    def load(cls, path: Path, size: int) -> "Encoder":
        """An encoder with the tokenizer of a `tokenizer.json`."""
        return cls(Tokenizer.from_file(str(path)), size)

    def pieces(self, text: str) -> Pieces:
        """Word pieces with their code-point offsets and surface features.

        A paragraph that ends in a word is read with a full stop in the place of its line's end, and a line that is
        wrapped inside a sentence with a space there.
        """
        text = _WRAP.sub(" ", _BARE_END.sub(".", text))
        bounds = list(_paragraphs(text))
        encodings = self._tokenizer.encode_batch(
            [_SURROGATE.sub("\ufffd", text[start:end]) for start, end in bounds], add_special_tokens=False
        )
        ids: list[int] = []
        spans: list[NDArray[np.int32]] = []
        paragraph: list[NDArray[np.int32]] = []
        for number, ((start, _), encoding) in enumerate(zip(bounds, encodings, strict=True)):
            if not encoding.ids:
                continue
            ids += encoding.ids
            spans.append(np.asarray(encoding.offsets, dtype=np.int32).reshape(-1, 2) + start)
            paragraph.append(np.full(len(encoding.ids), number, dtype=np.int32))
        all_spans = np.concatenate(spans) if spans else np.zeros((0, 2), dtype=np.int32)
        all_paragraphs = np.concatenate(paragraph) if paragraph else np.zeros(0, dtype=np.int32)
        keep = all_spans[:, 0] < all_spans[:, 1]
        piece_ids = np.asarray(ids, dtype=np.int64)[keep]
        all_spans, all_paragraphs = all_spans[keep], all_paragraphs[keep]
        return Pieces(
            ids=piece_ids,
            features=_features(text, all_spans, all_paragraphs),
            spans=all_spans,
            paragraph=all_paragraphs,
        )

    def windows(self, text: str) -> list[Window]:
        """The windows of a text, in order, of nearly equal length; none for a text without words."""
        pieces = self.pieces(text)
        return [self._window(pieces, start, end) for start, end in self._cuts(text, pieces)]

    def _window(self, pieces: Pieces, start: int, end: int) -> Window:
        nothing = np.zeros((1, 2), dtype=np.int32)
        zero = np.zeros(1, dtype=np.int64)
        return Window(
            ids=np.concatenate(([self._cls], pieces.ids[start:end], [self._sep])).astype(np.int64),
            features=np.concatenate((zero, pieces.features[start:end], zero)),
            spans=np.concatenate((nothing, pieces.spans[start:end], nothing)),
        )

    def _cuts(self, text: str, pieces: Pieces) -> Iterator[tuple[int, int]]:
        total, room = len(pieces.ids), self.size - 2
        if not total:
            return
        wanted = -(-total // room)
        target = min(room, -(-total // wanted) + room // 16)  # a little over an equal share
        start = 0
        while start < total:
            end = total if total - start <= target else _cut(text, pieces, start, target, room)
            yield start, end
            start = end


def _cut(text: str, pieces: Pieces, start: int, target: int, room: int) -> int:
    """Where the window that starts at `start` ends: nearest the target, at the best place there is."""
    total = len(pieces.ids)
    last = min(start + room, total)
    goal = min(start + target, last)
    lowest = start + max(1, (goal - start) // 2)
    for is_place in (_new_paragraph, _new_sentence):
        places = [i for i in range(lowest, last + 1) if i == total or is_place(text, pieces, i)]
        if places:
            return min(places, key=lambda i: (abs(i - goal), i))
    return goal


def _new_paragraph(_text: str, pieces: Pieces, place: int) -> bool:
    return bool(pieces.paragraph[place] != pieces.paragraph[place - 1])


def _new_sentence(text: str, pieces: Pieces, place: int) -> bool:
    before = text[pieces.spans[place - 1, 0] : pieces.spans[place, 0]]
    return any(mark in _SENTENCE_END for mark in before) and before[-1:].isspace()


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    for match in _PARAGRAPH.finditer(text):
        for start in range(match.start(), match.end(), _MAX_PARAGRAPH):
            yield start, min(start + _MAX_PARAGRAPH, match.end())


def _features(text: str, spans: NDArray[np.int32], paragraph: NDArray[np.int32]) -> NDArray[np.int64]:
    shape = np.fromiter((_shape(text[start:end]) for start, end in spans.tolist()), dtype=np.int64, count=len(spans))
    first = np.ones(len(spans), dtype=np.int64)
    first[1:] = paragraph[1:] != paragraph[:-1]
    return shape + 5 * _quoted(text, spans) + 20 * first


def _shape(piece: str) -> int:
    if piece.islower():
        return 1
    if piece.istitle():
        return 2
    if piece.isupper():
        return 3
    return 4 if piece.isalpha() else 0


def _quoted(text: str, spans: NDArray[np.int32]) -> NDArray[np.int64]:
    """0 outside, 1 in double marks, 2 in single ones, 3 for a mark itself."""
    state = np.zeros(len(spans), dtype=np.int64)
    quotations = find_quotations(text)
    if not quotations:
        return state
    bounds = np.array([(q.open_start, q.start, q.end, q.close_end) for q in quotations], dtype=spans.dtype)
    places = np.searchsorted(spans[:, 0], bounds)  # all at once: a look-up each would copy the starts for each
    for quotation, (opened, first, last, closed) in zip(quotations, places.tolist(), strict=True):
        state[opened:first] = 3
        state[first:last] = 1 if quotation.style is MarkStyle.DOUBLE else 2
        state[last:closed] = 3
    return state


def _id_of(tokenizer: Tokenizer, token: str) -> int:
    number = tokenizer.token_to_id(token)
    if number is None:
        raise ValueError(f"the tokenizer has no {token}; use the tokenizer.json that the weights came with")
    return int(number)


def decode_labels(log_probs: NDArray[np.float32], kinds: int) -> list[tuple[int, int, int]]:
    """The best well-formed labelling of one window: (kind, first token, one past the last) in order.

    log_probs: float32 (tokens, 1 + 4 * kinds); label 1 + 4k + (0 begin, 1 inside, 2 end, 3 single).
    """
    if not len(log_probs):
        return []
    likeliest = log_probs.argmax(axis=1)
    return spans_of(likeliest.tolist() if _is_well_formed(likeliest) else _best_path(log_probs, kinds))


def _is_well_formed(path: NDArray[np.int64]) -> bool:
    """Whether each label goes on with, or ends, just what those before it left open."""
    kind, part = np.divmod(path - 1, 4)
    is_in = path != OUTSIDE
    left = np.where(is_in & (part <= 1), kind + 1, 0)  # open after each label, 0 for nothing
    wanted = np.where(is_in & ((part == 1) | (part == 2)), kind + 1, 0)  # and before it
    return bool(left[-1] == 0 and wanted[0] == 0 and (wanted[1:] == left[:-1]).all())


def _best_path(log_probs: NDArray[np.float32], kinds: int) -> list[int]:
    """The most probable label path that is well-formed.

    All that a label asks of the one before is which kind of span is open: so a step compares kinds + 1 states,
    not all pairs of labels.
    """
    between = [OUTSIDE, *range(4, 1 + 4 * kinds, 4)]  # labels that leave nothing open: outside, and each single
    alone = log_probs[:, between]
    own = np.array(between)[alone.argmax(axis=1)].tolist()
    own_score = alone.max(axis=1).tolist()
    begin, inside, end = (log_probs[:, part::4].tolist() for part in (1, 2, 3))
    closed, opened = 0.0, [-math.inf] * kinds  # scores of the paths so far that leave nothing, or a kind, open
    back_closed: list[int] = []  # the kind that the label closed; -1 where nothing was open
    back_opened: list[list[bool]] = []  # whether the span was begun here
    for score, ends, begins, goes_on in zip(own_score, end, begin, inside, strict=True):
        best, closes = closed + score, -1
        fresh: list[bool] = []
        still: list[float] = []
        for kind, open_score in enumerate(opened):
            done = open_score + ends[kind]
            if done > best:
                best, closes = done, kind
            begun, continued = closed + begins[kind], open_score + goes_on[kind]
            is_fresh = begun >= continued
            fresh.append(is_fresh)
            still.append(begun if is_fresh else continued)
        closed, opened = best, still
        back_closed.append(closes)
        back_opened.append(fresh)
    path: list[int] = []
    open_kind = -1  # what is open after the token
    for i in range(len(own) - 1, -1, -1):
        if open_kind < 0:
            open_kind = back_closed[i]
            path.append(own[i] if open_kind < 0 else 3 + 4 * open_kind)
        elif back_opened[i][open_kind]:
            path.append(1 + 4 * open_kind)
            open_kind = -1
        else:
            path.append(2 + 4 * open_kind)
    return path[::-1]


def spans_of(path: Sequence[int]) -> list[tuple[int, int, int]]:
    """(kind, first token, one past the last) of a well-formed label path."""
    spans = []
    first = 0
    for i, label in enumerate(path):
        if label == OUTSIDE:
            continue
        kind, part = divmod(label - 1, 4)
        if part in (0, 3):
            first = i
        if part in (2, 3):
            spans.append((kind, first, i + 1))
    return spans


def label_spans(tokens: int, spans: Sequence[tuple[int, int, int]]) -> NDArray[np.int64]:
    """Labels (tokens,) of (kind, first token, one past the last); the inverse of `spans_of`."""
    labels = np.zeros(tokens, dtype=np.int64)
    for kind, first, last in spans:
        base = 1 + 4 * kind
        labels[first:last] = base + 1
        labels[first], labels[last - 1] = base, base + 2
        if last - first == 1:
            labels[first] = base + 3
    return labels
