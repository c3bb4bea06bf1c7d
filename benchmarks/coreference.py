"""The usual scores of coreference: MUC, B-cubed and CEAF-e, their mean (CoNLL), and pairs; each F1 from 0 to 1."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import combinations

import numpy as np
from numpy.typing import NDArray


def clusters_of(owner: Mapping[str, str]) -> list[frozenset[str]]:
    """Mentions by the entity that each is held to be."""
    found: dict[str, set[str]] = defaultdict(set)
    for mention, entity in owner.items():
        found[entity].add(mention)
    return [frozenset(one) for one in found.values()]


def scores(gold: Mapping[str, str], found: Mapping[str, str]) -> dict[str, float]:
    """All scores of one partition of mentions against another; both must hold the same mentions."""
    if gold.keys() != found.keys():
        raise ValueError("the two partitions hold different mentions")
    muc = _f1(_muc(gold, found), _muc(found, gold))
    b_cubed = _f1(_b_cubed(gold, found), _b_cubed(found, gold))
    ceaf = _ceaf(clusters_of(gold), clusters_of(found))
    pairs = _pairs(gold), _pairs(found)
    both = len(pairs[0] & pairs[1])
    return {
        "conll": (muc + b_cubed + ceaf) / 3,
        "muc": muc,
        "b_cubed": b_cubed,
        "ceaf_e": ceaf,
        "pairs": _f1(both / len(pairs[0]) if pairs[0] else 1.0, both / len(pairs[1]) if pairs[1] else 1.0),
        "pairs_precision": both / len(pairs[1]) if pairs[1] else 1.0,
        "pairs_recall": both / len(pairs[0]) if pairs[0] else 1.0,
    }


def _f1(recall: float, precision: float) -> float:
    return 2 * recall * precision / (recall + precision) if recall + precision else 0.0


def _muc(gold: Mapping[str, str], found: Mapping[str, str]) -> float:
    """Share of the links that make each gold entity which the other partition keeps."""
    kept = wanted = 0
    for entity in clusters_of(gold):
        parts = {found[mention] for mention in entity}
        kept += len(entity) - len(parts)
        wanted += len(entity) - 1
    return kept / wanted if wanted else 1.0


def _b_cubed(gold: Mapping[str, str], found: Mapping[str, str]) -> float:
    sizes = Counter(gold.values())
    both = Counter((gold[mention], found[mention]) for mention in gold)
    return sum(n * n / sizes[entity] for (entity, _), n in both.items()) / len(gold) if gold else 1.0


def _ceaf(gold: Sequence[frozenset[str]], found: Sequence[frozenset[str]]) -> float:
    """CEAF with entity similarity 2|G∩F| / (|G|+|F|), by the best one-to-one match."""
    of_mention = {mention: n for n, one in enumerate(found) for mention in one}
    weights: dict[tuple[int, int], float] = {}
    for g, one in enumerate(gold):
        for f, shared in Counter(of_mention[mention] for mention in one).items():
            weights[g, f] = 2 * shared / (len(one) + len(found[f]))
    total = sum(_best_match(part) for part in _components(weights))
    return _f1(total / len(gold), total / len(found)) if gold and found else 1.0


def _components(weights: Mapping[tuple[int, int], float]) -> list[dict[tuple[int, int], float]]:
    """The graph of overlapping entities in parts that do not touch, so that each match is small."""
    parent: dict[tuple[str, int], tuple[str, int]] = {}

    def find(node: tuple[str, int]) -> tuple[str, int]:
        parent.setdefault(node, node)
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    for g, f in weights:
        parent[find(("g", g))] = find(("f", f))
    parts: dict[tuple[str, int], dict[tuple[int, int], float]] = defaultdict(dict)
    for (g, f), weight in weights.items():
        parts[find(("g", g))][g, f] = weight
    return list(parts.values())


def _best_match(weights: Mapping[tuple[int, int], float]) -> float:
    """The greatest sum of weights of a one-to-one match, by the Hungarian method."""
    rows, columns = sorted({g for g, _ in weights}), sorted({f for _, f in weights})
    if len(rows) == 1 or len(columns) == 1:
        return max(weights.values())
    size = max(len(rows), len(columns))
    cost = np.zeros((size, size))
    for (g, f), weight in weights.items():
        cost[rows.index(g), columns.index(f)] = -weight
    return -_hungarian(cost)


def _hungarian(cost: NDArray[np.float64]) -> float:
    """The least cost of a perfect match of a square matrix, by shortest augmenting paths."""
    n = len(cost)
    u, v = np.zeros(n + 1), np.zeros(n + 1)
    match = np.zeros(n + 1, dtype=int)
    for i in range(1, n + 1):
        match[0] = i
        j0, least, way, used = 0, np.full(n + 1, np.inf), np.zeros(n + 1, dtype=int), np.zeros(n + 1, dtype=bool)
        while match[j0]:
            used[j0] = True
            i0 = match[j0]
            free = ~used[1:]
            current = cost[i0 - 1] - u[i0] - v[1:]
            better = free & (current < least[1:])
            least[1:][better] = current[better]
            way[1:][better] = j0
            j1 = 1 + int(np.where(free, least[1:], np.inf).argmin())
            delta = least[j1]
            u[match[used]] += delta
            v[used] -= delta
            least[~used] -= delta
            j0 = j1
        while j0:
            match[j0] = match[way[j0]]
            j0 = way[j0]
    return float(sum(cost[match[j] - 1, j - 1] for j in range(1, n + 1)))


def _pairs(owner: Mapping[str, str]) -> set[tuple[str, str]]:
    return {pair for one in clusters_of(owner) for pair in combinations(sorted(one), 2)}
