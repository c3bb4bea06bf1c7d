"""How far coders agree, and what their codes say of the machine."""

import math
import random
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

Codes = Mapping[str, Mapping[str, str]]  # unit to coder to value; a coder who left a unit out is not there
_Z = 1.959964  # of a 95 % interval


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """A value with the ends of its 95 % interval."""

    value: float
    low: float
    high: float


def alpha(codes: Codes) -> float | None:
    """Krippendorff's alpha for nominal values, missing ones allowed; None where nothing can be compared.

    1 is agreement without exception, 0 what chance alone would give.

    >>> alpha({"u1": {"a": "x", "b": "x"}, "u2": {"a": "y", "b": "y"}})
    1.0
    """
    paired = [Counter(unit.values()) for unit in codes.values() if len(unit) > 1]
    totals: Counter[str] = sum(paired, Counter())
    n = totals.total()
    expected = n * n - sum(count * count for count in totals.values())
    if n < 2:
        return None
    observed = sum(
        (unit.total() ** 2 - sum(count**2 for count in unit.values())) / (unit.total() - 1) for unit in paired
    )
    return 1.0 if expected == 0 else 1.0 - (n - 1) * observed / expected


def alpha_interval(codes: Codes, *, draws: int = 1000, seed: int = 7) -> Interval | None:
    """Alpha with a bootstrap interval over units."""
    value = alpha(codes)
    if value is None:
        return None
    rng = random.Random(seed)  # noqa: S311 - a statistic, repeatable
    units = [unit for unit in codes.values() if len(unit) > 1]
    drawn = (alpha({str(n): rng.choice(units) for n in range(len(units))}) for _ in range(draws))
    found = sorted(one for one in drawn if one is not None)
    return Interval(value=value, low=found[int(0.025 * len(found))], high=found[int(0.975 * len(found)) - 1])


def agreement(codes: Codes) -> dict[tuple[str, str], tuple[float, float | None, int]]:
    """For each pair of coders: share of equal codes, Cohen's kappa (None where it is not defined), units both coded."""
    coders = sorted({coder for unit in codes.values() for coder in unit})
    found = {}
    for one, other in combinations(coders, 2):
        both = [(unit[one], unit[other]) for unit in codes.values() if one in unit and other in unit]
        if both:
            equal = sum(a == b for a, b in both) / len(both)
            left, right = Counter(a for a, _ in both), Counter(b for _, b in both)
            chance = sum(left[value] * right[value] for value in left) / len(both) ** 2
            found[one, other] = (equal, None if chance == 1 else (equal - chance) / (1 - chance), len(both))
    return found


def wilson(right: float, total: float) -> Interval:
    """A share with Wilson's interval.

    >>> wilson(8, 10).low < 0.8 < wilson(8, 10).high
    True
    """
    if total <= 0:
        return Interval(value=math.nan, low=0.0, high=1.0)
    share = right / total
    middle = (share + _Z**2 / (2 * total)) / (1 + _Z**2 / total)
    half = _Z * math.sqrt(share * (1 - share) / total + _Z**2 / (4 * total**2)) / (1 + _Z**2 / total)
    return Interval(value=share, low=max(0.0, middle - half), high=min(1.0, middle + half))


def stratified(strata: Sequence[tuple[int, float, int]]) -> Interval:
    """A share over strata (size, right, coded), each weighed by its size; the interval from the effective sample."""
    known = [(size, right, coded) for size, right, coded in strata if coded]
    whole = sum(size for size, _, _ in known)
    if not whole:
        return wilson(0, 0)
    share = sum(size / whole * right / coded for size, right, coded in known)
    variance = sum((size / whole) ** 2 * (right / coded) * (1 - right / coded) / coded for size, right, coded in known)
    coded = sum(coded for _, _, coded in known)
    effective = share * (1 - share) / variance if variance > 0 else float(coded)
    found = wilson(share * effective, effective)
    return Interval(value=share, low=found.low, high=found.high)
