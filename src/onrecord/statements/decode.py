"""Token answers to statements: which pieces belong together, and which cue and source are theirs."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from onrecord.inference.encode import LINKS, OUTSIDE, ROLES, decode_labels
from onrecord.types.span import Span
from onrecord.types.tags import Tags

_CONTENT, _CUE, _SOURCE = (ROLES.index(role) for role in ("content", "cue", "source"))
_TO_CUE, _TO_SOURCE, _TO_PREVIOUS = (LINKS.index(link) for link in ("cue", "source", "previous"))
_NOWHERE = 0  # the token that stands for "none in this window"
_LEAST = 0.05  # a link weaker than this leads to words that are no piece: the piece meant was not found
_UNKNOWN = 0.5  # how probable "none" is held to be where the links lead neither to a piece nor to nowhere
_MISSED = 0.2  # a link at least so strong shows a piece that the labels missed
_LONGEST_MISSED = 15  # word pieces
_SURE = 0.7  # a link at least so strong makes a content piece its source's alone
_SHARE = 0.3  # a second cue or source piece is kept from this share of the strongest one's probability


@dataclass(slots=True)
class Found:
    """One statement of one window. Spans are code points; `score` is the product of its parts' probabilities."""

    content: list[Span]
    cue: list[Span] = field(default_factory=list)
    source: list[Span] = field(default_factory=list)
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class _Piece:
    first: int
    last: int  # one past the last token
    score: float


class _Link:
    """Where one link of each content piece leads.

    toward: (contents, tokens) probabilities. mass: for each content, how much lies on each of `pieces`.
    nowhere: how much on the token for none.
    """

    def __init__(self, kind: int, pieces: Sequence[_Piece], toward: NDArray[np.float64]) -> None:
        self.kind = kind
        self.pieces = pieces
        self.toward = toward
        upto = _upto(toward)
        on_each = upto[:, [piece.last for piece in pieces]] - upto[:, [piece.first for piece in pieces]]
        self.mass: list[list[float]] = on_each.tolist()
        self.nowhere: list[float] = toward[:, _NOWHERE].tolist()

    def mass_of(self, group: Sequence[int]) -> list[float]:
        """On each piece, the mean of several contents."""
        if len(group) == 1:
            return self.mass[group[0]]
        return [sum(on_one) / len(group) for on_one in zip(*(self.mass[n] for n in group), strict=True)]


def decode_window(tags: Tags) -> list[Found]:
    """The statements of one window, in text order."""
    if len(tags.roles) <= 2:
        return []
    pieces = _pieces(tags)
    contents = pieces[_CONTENT]
    if not contents:
        return []
    in_content = np.zeros(len(tags.roles), dtype=bool)
    for piece in contents:
        in_content[piece.first : piece.last] = True
    reach = _reach(tags, contents)
    to_cue = _Link(_CUE, pieces[_CUE], reach[_TO_CUE])
    to_source = _Link(_SOURCE, pieces[_SOURCE], reach[_TO_SOURCE])
    found: list[Found] = []
    for group in _groups(_Link(_CONTENT, contents, reach[_TO_PREVIOUS]), _own_sources(to_source)):
        cue, cue_score = _linked(tags, to_cue, group, in_content)
        source, source_score = _linked(tags, to_source, group, in_content)
        found.append(
            Found(
                content=[_span(tags, contents[n]) for n in group],
                cue=[_span(tags, piece) for piece in cue],
                source=[_span(tags, piece) for piece in source],
                score=min(1.0, sum(contents[n].score for n in group) / len(group) * cue_score * source_score),
            )
        )
    return found


def _pieces(tags: Tags) -> list[list[_Piece]]:
    found: list[list[_Piece]] = [[] for _ in ROLES]
    inner = tags.roles[1:-1]  # the special tokens hold no words
    shares = np.exp(inner[:, 1:], dtype=np.float64).reshape(len(inner), len(ROLES), -1).sum(axis=2)
    upto = _upto(shares.T)
    for kind, first, last in decode_labels(inner, len(ROLES)):
        score = float(upto[kind, last] - upto[kind, first]) / (last - first)
        found[kind].append(_Piece(first + 1, last + 1, score))
    return found


def _reach(tags: Tags, contents: Sequence[_Piece]) -> NDArray[np.float64]:
    """(links, contents, tokens): where each content piece's cue, source and previous piece begin."""
    first = [piece.first for piece in contents]
    last = [piece.last - 1 for piece in contents]
    query = tags.links[first, 0] + tags.links[last, 1]
    keys = tags.links[:, 2]
    scores = np.matmul(query.transpose(1, 0, 2), keys.transpose(1, 2, 0)).astype(np.float64) / np.sqrt(keys.shape[-1])
    scores -= scores.max(axis=-1, keepdims=True)
    odds = np.exp(scores)
    reach: NDArray[np.float64] = odds / odds.sum(axis=-1, keepdims=True)
    return reach


def _upto(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Sums of each row's first 0, 1, 2 … values, so that a stretch's sum is one subtraction."""
    return np.concatenate((np.zeros((len(values), 1)), values.cumsum(axis=1)), axis=1)


def _own_sources(link: _Link) -> list[int | None]:
    """For each content piece, the source piece that its own link surely leads to."""
    if not link.pieces:
        return [None] * len(link.mass)
    return [mass.index(share) if (share := max(mass)) >= _SURE else None for mass in link.mass]


def _groups(link: _Link, own: Sequence[int | None]) -> list[list[int]]:
    """Content pieces that make one statement, each linked to the one before it; never the words of two sources.

    link: the one to the previous piece. own: the source piece of each content piece, where it is sure.
    """
    groups: list[list[int]] = []
    group_of: dict[int, list[int]] = {}
    for n, mass in enumerate(link.mass):
        best = max(range(n), key=mass.__getitem__, default=-1)
        apart = best >= 0 and None not in (own[n], own[best]) and own[n] != own[best]
        if best >= 0 and mass[best] > link.nowhere[n] and not apart:
            group = group_of[best]
        else:
            group = []
            groups.append(group)
        group.append(n)
        group_of[n] = group
    return groups


def _linked(tags: Tags, link: _Link, group: Sequence[int], in_content: NDArray[np.bool_]) -> tuple[list[_Piece], float]:
    """The pieces that the links of a group lead to, none where they lead nowhere, and how probable the choice is."""
    mass = link.mass_of(group)
    nowhere = sum(link.nowhere[n] for n in group) / len(group)
    strongest = max(mass, default=0.0)
    if strongest > nowhere and strongest >= _LEAST:
        chosen = [
            n
            for n, share in enumerate(mass)
            if share == strongest or (share >= _SHARE * strongest and share >= 2 * _LEAST)
        ]
        return [link.pieces[n] for n in chosen], sum(mass[n] for n in chosen) / (sum(mass) + nowhere)
    missed = _missed(tags, link.toward[group].mean(axis=0), link.kind, in_content)
    return ([missed], missed.score) if missed else ([], max(nowhere, _UNKNOWN))


def _missed(tags: Tags, toward: NDArray[np.float64], kind: int, in_content: NDArray[np.bool_]) -> _Piece | None:
    """The piece that begins where the links lead, though its labels alone did not make one."""
    inner = toward[1:-1]
    first = int(inner.argmax()) + 1
    if toward[first] <= toward[_NOWHERE] or toward[first] < _MISSED or in_content[first]:
        return None
    begin, inside, end, single = (1 + 4 * kind + part for part in range(4))
    gains: list[float] = []  # log odds of the label over "outside", for each length
    for last in range(first + 1, min(first + _LONGEST_MISSED, len(in_content) - 1) + 1):
        if in_content[last - 1]:
            break
        own = tags.roles[first:last]
        labels = own[0, single] if last == first + 1 else own[0, begin] + own[1:-1, inside].sum() + own[-1, end]
        gains.append(float(labels - own[:, OUTSIDE].sum()))
    return _Piece(first, first + 1 + int(np.argmax(gains)), float(toward[first])) if gains else None


def _span(tags: Tags, piece: _Piece) -> Span:
    return Span(int(tags.spans[piece.first, 0]), int(tags.spans[piece.last - 1, 1]))
