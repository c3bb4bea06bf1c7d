"""Samples of statements, drawn by strata, for people to code, and what their codes show."""

import json
import random
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from sqlalchemy import Connection, insert, select

from onrecord.errors import UsageError
from onrecord.record.agreement import Interval, agreement, alpha_interval, stratified
from onrecord.record.captures import now
from onrecord.record.query import Question
from onrecord.record.schema import review, sample, sample_item
from onrecord.record.search import iter_hits

STRATA = ("kind", "mode", "outlet", "speaker", "year")


@dataclass(frozen=True, slots=True, kw_only=True)
class Stratum:
    """One stratum of a sample: how many statements it has, and how many were drawn."""

    name: str
    size: int
    drawn: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Validation:
    """What a coded sample shows. `pairs` are (coder, coder, share equal, kappa, units both coded)."""

    items: int
    coders: tuple[str, ...]
    alpha: Interval | None
    pairs: tuple[tuple[str, str, float, float | None, int], ...]
    precision: Interval | None
    coded: int
    unsure: int
    disputed: int


def draw(  # noqa: PLR0913 - what a sample is made from
    connection: Connection, name: str, asked: Question, *, size: int, by: Sequence[str], seed: int
) -> list[Stratum]:
    """Draws and keeps a sample: from every stratum its share of `size`, one at least. Raises UsageError where it cannot."""
    unknown = [one for one in by if one not in STRATA]
    if unknown:
        raise UsageError(f"no stratum is called {', '.join(unknown)}; there are {', '.join(STRATA)}")
    if connection.execute(select(sample.c.name).where(sample.c.name == name)).first():
        raise UsageError(f"there is a sample {name!r} already; give another name")
    strata: dict[str, list[str]] = defaultdict(list)
    for hit in iter_hits(connection, Question(**{**asdict(asked), "limit": 10_000_000, "offset": 0})):
        year = (hit.said_from or hit.published_at or "unknown")[:4]
        values = {"kind": hit.kind, "mode": hit.mode, "outlet": hit.outlet, "speaker": hit.speaker, "year": year}
        strata[", ".join(str(values[one] or "unknown") for one in by) or "all"].append(hit.statement_id)
    if not strata:
        raise UsageError("no statement fits; nothing was drawn")
    if size < len(strata):
        raise UsageError(f"there are {len(strata)} strata, and only {size} statements to draw; give a larger --size")
    rng = random.Random(seed)  # noqa: S311 - a sample, repeatable
    shares = _shares({stratum: len(ids) for stratum, ids in strata.items()}, size)
    items = [
        {"sid": sid, "stratum": stratum, "stratum_size": len(ids)}
        for stratum, ids in sorted(strata.items())
        for sid in rng.sample(sorted(ids), shares[stratum])
    ]
    rng.shuffle(items)
    parameters = json.dumps({"size": size, "by": list(by), "question": asdict(asked)})
    connection.execute(insert(sample), {"name": name, "seed": seed, "parameters": parameters, "created": now()})
    connection.execute(insert(sample_item), [{**item, "sample": name, "position": n} for n, item in enumerate(items)])
    return [Stratum(name=one, size=len(ids), drawn=shares[one]) for one, ids in sorted(strata.items())]


def _shares(sizes: dict[str, int], size: int) -> dict[str, int]:
    """How many to draw from each: one, and of the rest its share, by largest remainders; never more than there are."""
    whole = sum(sizes.values())
    size = min(size, whole)
    exact = {name: size * number / whole for name, number in sizes.items()}
    found = {name: max(1, int(share)) for name, share in exact.items()}
    order = sorted(sizes, key=lambda name: (int(exact[name]) - exact[name], name))
    while sum(found.values()) < size:
        for name in order:
            if found[name] < sizes[name] and sum(found.values()) < size:
                found[name] += 1
    while sum(found.values()) > size:
        most = max(found, key=lambda name: (found[name], name))
        found[most] -= 1
    return found


def validate(connection: Connection, name: str) -> Validation:
    """What the codes of a sample show. Raises UsageError where there is no such sample."""
    rows = connection.execute(select(sample_item).where(sample_item.c.sample == name)).all()
    if not rows:
        raise UsageError(f"there is no sample {name!r}; draw one with: onrecord sample {name} --size 200")
    codes: dict[str, dict[str, str]] = defaultdict(dict)
    judged = select(review.c.subject, review.c.reviewer, review.c.verdict).where(
        review.c.sample == name, review.c.withdrawn.is_(None), review.c.field == ""
    )
    for sid, coder, verdict in connection.execute(judged.order_by(review.c.id)):
        codes[sid][coder] = verdict
    strata: dict[str, list[float]] = {}
    unsure = disputed = 0
    for row in rows:
        values = list(codes.get(row.sid, {}).values())
        sure = [value for value in values if value != "unsure"]
        unsure += bool(values) and not sure
        disputed += len(set(sure)) > 1
        stratum = strata.setdefault(row.stratum, [row.stratum_size, 0.0, 0])
        if sure:  # coders who differ count by their shares
            stratum[1] += sum(value == "accept" for value in sure) / len(sure)
            stratum[2] += 1
    coded = sum(int(one[2]) for one in strata.values())
    return Validation(
        items=len(rows),
        coders=tuple(sorted({coder for unit in codes.values() for coder in unit})),
        alpha=alpha_interval(codes),
        pairs=tuple((one, other, *told) for (one, other), told in agreement(codes).items()),
        precision=stratified([(int(size), right, int(number)) for size, right, number in strata.values()])
        if coded
        else None,
        coded=coded,
        unsure=unsure,
        disputed=disputed,
    )
