"""What is linked across the articles of a record: the same actor."""

import hashlib
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from itertools import chain, count

from onrecord.record.actors import (
    StoredActor,
    actors_of,
    decided,
    every_profile,
    keep_actors,
    keep_keys,
    load_profiles,
    related,
    unlinked,
)
from onrecord.record.store import Record
from onrecord.speakers.actors import keys, link
from onrecord.types.actor import Entry, Identity

_AT_ONCE = 5_000  # profiles whose keys are worked out together


def link_actors(
    record: Record, run: int, *, roster: Sequence[Entry] = (), everyone: bool = False, around: Sequence[str] = ()
) -> tuple[int, tuple[str, ...]]:
    """Says of every new profile which actor it is; gives how many there were, and judgements that contradict each other.

    Only what could be the same as a new profile, or as one of `around`, is looked at again, as after a judgement on
    these; with `everyone`, or with a roster, all of the record. An actor keeps its id as long as most of its profiles stay together.
    """
    with record.writing() as connection:
        new = unlinked(connection)
        for start in range(0, len(new), _AT_ONCE):
            some = load_profiles(connection, new[start : start + _AT_ONCE])
            keep_keys(connection, {one.id: keys(one) for one in some})
        ids = every_profile(connection) if everyone or roster else related(connection, [*new, *around])
        if not ids:
            return 0, ()
        linked = link(load_profiles(connection, ids), decided=decided(connection), roster=roster)
        named = _named(linked.identities, actors_of(connection, ids))
        keep_actors(connection, list(named), linked.pairs, run)
    return len(new), linked.contradictions


def _named(identities: Iterable[Identity], before: Mapping[str, str]) -> Iterator[StoredActor]:
    """The identities with ids: that which most of its profiles had, unless a larger part of that actor is elsewhere."""
    claims = sorted(
        (
            (-number, id_ != _id_from(one.profiles[0]), one.profiles[0], id_, one)
            for one in identities
            for id_, number in Counter(before[p] for p in one.profiles if p in before).items()
        ),
        key=lambda claim: claim[:4],
    )
    id_of: dict[str, str] = {}
    taken: set[str] = set()
    for _, _, first, id_, _ in claims:
        if first not in id_of and id_ not in taken:
            taken.add(id_)
            id_of[first] = id_
    for one in identities:
        id_ = id_of.get(one.profiles[0]) or _new_id(one.profiles, taken)
        taken.add(id_)
        yield StoredActor(id=id_, name=one.name, kind=one.kind, profiles=one.profiles, external=dict(one.external))


def _new_id(profiles: Sequence[str], taken: Container[str]) -> str:
    """An id from the first profile whose id nobody has: another part of a former actor may have kept it."""
    made = map(_id_from, chain(profiles, (f"{profiles[0]} {n}" for n in count(2))))
    return next(id_ for id_ in made if id_ not in taken)


def _id_from(words: str) -> str:
    return "n" + hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:12]
