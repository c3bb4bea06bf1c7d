"""A teacher's answers for a text, and how they reach a student's windows.

They are kept by code point, not by token or window: a student's windows may be cut elsewhere, and its text may
be varied as long as every character keeps its place.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from onrecord.inference.encode import LINKS, Encoder
from training.statements.data import IGNORED, Example, Pointer

NOWHERE = -1  # stands for [CLS] among the places of a link
_KEPT = 0.9  # of a link's probability that must lead into the student's window; else the teacher says nothing


@dataclass(frozen=True, slots=True)
class Lead:
    """Where the links of one content piece lead: places as code points, NOWHERE for none."""

    places: NDArray[np.int32]
    shares: NDArray[np.float16]  # (links, places)


@dataclass(frozen=True, slots=True)
class Soft:
    """The teacher's answers for one text, by the code point where a token begins."""

    row: dict[int, int]  # code point to row of roles and names
    roles: NDArray[np.float16]  # probabilities
    names: NDArray[np.float16]
    leads: dict[tuple[int, int], Lead]  # by the code points of a content piece's first and last token
    within: dict[int, NDArray[np.float16]] = field(default_factory=dict)  # roles inside a statement's content


def key_of(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def soften(example: Example, soft: Soft) -> Example:
    """The example with the teacher's answers beside what people marked."""
    starts = example.window.spans[:, 0]
    rows = np.array([soft.row.get(int(start), -1) for start in starts])
    rows[[0, -1]] = -1
    known = rows >= 0
    pointers = [_softened(pointer, starts, soft) for pointer in _with_others(example, starts, soft)]
    nothing = np.zeros(soft.roles.shape[1], dtype=np.float16)
    return replace(
        example,
        soft_roles=np.where(known[:, None], soft.roles[rows].astype(np.float32), 0.0),
        soft_names=np.where(known[:, None], soft.names[rows].astype(np.float32), 0.0),
        soft_within=np.array([soft.within.get(int(s), nothing) for s in starts[:-1]] + [nothing], dtype=np.float32),
        pointers=pointers,
    )


def _with_others(example: Example, starts: NDArray[np.int32], soft: Soft) -> list[Pointer]:
    """The example's content pieces, and those that the teacher found besides, whose links it alone knows."""
    first = {int(start): i for i, start in enumerate(starts[1:-1], start=1)}
    own = {(pointer.first, pointer.last) for pointer in example.pointers}
    unknown: dict[str, tuple[int, ...] | None] = dict.fromkeys(LINKS)
    others = {(first[a], first[b]) for a, b in soft.leads if a in first and b in first} - own
    return [*example.pointers, *(Pointer(a, b, unknown) for a, b in sorted(others))]


def _softened(pointer: Pointer, starts: NDArray[np.int32], soft: Soft) -> Pointer:
    lead = soft.leads.get((int(starts[pointer.first]), int(starts[pointer.last])))
    if lead is None:
        return pointer
    column = {int(start): i for i, start in enumerate(starts[1:-1], start=1)} | {NOWHERE: 0}
    shares = np.zeros((len(LINKS), len(starts)), dtype=np.float32)
    here = [(n, column[place]) for n, place in enumerate(lead.places.tolist()) if place in column]
    from_, to = (np.array(side) for side in zip(*here, strict=True))
    shares[:, to] = lead.shares[:, from_]
    return replace(pointer, soft=shares) if (shares.sum(axis=1) >= _KEPT).all() else pointer


def silver_examples(encoder: Encoder, text: str, soft: Soft) -> Iterator[Example]:
    """Windows that carry the teacher's answers alone."""
    for window in encoder.windows(text):
        nothing = np.full(len(window), IGNORED, dtype=np.int64)
        yield soften(Example(window=window, roles=nothing, names=nothing), soft)
