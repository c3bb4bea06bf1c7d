"""Profiles, as articles name their actors, and the actors that they are."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import TypeVar

from sqlalchemy import Connection, bindparam, delete, func, insert, or_, select, update

from onrecord.record.captures import insert_new
from onrecord.record.reviews import project_moved, project_named
from onrecord.record.schema import actor, document, profile, profile_key, relation, review, statement
from onrecord.types.actor import ActorKind, Profile, SameActor

SAME_ACTOR = "same_actor"
_CHUNK = 500  # ids in one query, since databases limit how many, and rows in one statement, since they are copied
T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredActor:
    """An actor of the record, and the profiles that it is. `external` maps a scheme to an id."""

    id: str
    name: str
    kind: ActorKind
    profiles: tuple[str, ...]
    external: Mapping[str, str]


def unlinked(connection: Connection) -> list[str]:
    """The profiles that were not compared with others as they now are, by their ids in the readings."""
    rows = connection.execute(select(profile.c.local).where(profile.c.linked.is_(False)).order_by(profile.c.id))
    return list(rows.scalars())


def every_profile(connection: Connection) -> list[str]:
    """All profiles, by their ids in the readings."""
    return list(connection.execute(select(profile.c.local).order_by(profile.c.id)).scalars())


def load_profiles(connection: Connection, ids: Iterable[str]) -> list[Profile]:
    """What there is to compare these profiles by."""
    found: list[Profile] = []
    for chunk in _chunks(ids):
        rows = connection.execute(
            select(profile, document.c.published_from)
            .join(document, document.c.id == profile.c.document)
            .where(profile.c.local.in_(chunk))
        ).all()
        beside = _names_in(connection, {row.document for row in rows})
        found += [
            Profile(
                id=row.local,
                kind=ActorKind(row.kind),
                name=row.name,
                forms=tuple(json.loads(row.forms)),
                roles=tuple((role, body) for role, body in json.loads(row.roles)),
                published=date.fromisoformat(row.published_from) if row.published_from else None,
                beside=beside[row.document],
            )
            for row in rows
        ]
    return found


def _names_in(connection: Connection, documents: Iterable[str]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for chunk in _chunks(documents):
        rows = connection.execute(
            select(profile.c.document, profile.c.name).where(
                profile.c.document.in_(chunk), profile.c.kind != ActorKind.GROUP.value
            )
        )
        for id_, name in rows:
            found[id_].append(name)
    return defaultdict(tuple, {id_: tuple(names) for id_, names in found.items()})


def keep_keys(connection: Connection, keys: Mapping[str, Iterable[str]]) -> None:
    """Keeps the words under which each profile meets others."""
    rows: list[dict[str, object]] = []
    for chunk in _chunks(keys):
        numbers = connection.execute(select(profile.c.id, profile.c.local).where(profile.c.local.in_(chunk)))
        rows += [{"profile": number, "key": key} for number, local in numbers for key in sorted(keys[local])]
    if rows:
        connection.execute(insert_new(connection, profile_key), rows)


def related(connection: Connection, ids: Sequence[str]) -> list[str]:
    """The profiles that meet any of these under a key, and all that are the same actor as one of those."""
    shared: set[str] = set()
    for chunk in _chunks(ids):
        held = select(profile_key.c.key).join(profile, profile.c.id == profile_key.c.profile)
        shared.update(connection.execute(held.where(profile.c.local.in_(chunk)).distinct()).scalars())
    near: set[str] = set(ids)
    for chunk in _chunks(sorted(shared)):  # each key once: thousands of the ids may share one
        holders = select(profile.c.local).join(profile_key, profile_key.c.profile == profile.c.id)
        near.update(connection.execute(holders.where(profile_key.c.key.in_(chunk)).distinct()).scalars())
    actors = set(actors_of(connection, near).values())
    for chunk in _chunks(sorted(actors)):
        near.update(connection.execute(select(profile.c.local).where(profile.c.actor.in_(chunk))).scalars())
    return sorted(near)


def decided(connection: Connection) -> dict[tuple[str, str], bool]:
    """The pairs of profiles that people have judged to be the same, or not; the last judgement counts."""
    rows = connection.execute(
        select(review.c.subject, review.c.verdict)
        .where(
            review.c.subject_kind == "merge", review.c.withdrawn.is_(None), review.c.verdict.in_(("accept", "reject"))
        )
        .order_by(review.c.id)
    )
    found = {}
    for subject, verdict in rows:
        left, _, right = subject.partition(":")
        found[min(left, right), max(left, right)] = verdict == "accept"
    return found


def actors_of(connection: Connection, ids: Iterable[str]) -> dict[str, str]:
    """The actor that each of these profiles is, where it is one already."""
    found: dict[str, str] = {}
    for chunk in _chunks(ids):
        rows = connection.execute(select(profile.c.local, profile.c.actor).where(profile.c.local.in_(chunk)))
        found |= {local: id_ for local, id_ in rows if id_ is not None}
    return found


def keep_actors(connection: Connection, actors: Sequence[StoredActor], pairs: Iterable[SameActor], run: int) -> None:
    """Says which actors the profiles are, and of every pair that was judged why; the judgements before are replaced."""
    before = actors_of(connection, [id_ for one in actors for id_ in one.profiles])
    names = _keep_rows(connection, actors)
    number = select(profile.c.id).where(profile.c.local == bindparam("of")).scalar_subquery()
    for moved in _chunks((one.id, id_) for one in actors for id_ in one.profiles if before.get(id_) != one.id):
        became = [{"to": to, "of": id_} for to, id_ in moved]
        connection.execute(
            update(profile).where(profile.c.local == bindparam("of")).values(actor=bindparam("to")), became
        )
        connection.execute(update(statement).where(statement.c.profile == number).values(actor=bindparam("to")), became)
        project_moved(connection, [id_ for _, id_ in moved])
    for chunk in _chunks(id_ for one in actors for id_ in one.profiles):
        connection.execute(
            delete(relation).where(
                relation.c.kind == SAME_ACTOR, or_(relation.c.left.in_(chunk), relation.c.right.in_(chunk))
            )
        )
    for some in _chunks(pairs):
        rows: list[dict[str, object]] = [
            {
                "kind": SAME_ACTOR,
                "left": one.left,
                "right": one.right,
                "asserted_by": "comparison",
                "score": one.score,
                "detail": json.dumps({"same": one.same, "because": one.because}),
                "run": run,
            }
            for one in some
        ]
        connection.execute(insert(relation), rows)
    for chunk in _chunks(id_ for one in actors for id_ in one.profiles):
        connection.execute(
            update(profile).where(profile.c.local.in_(chunk), profile.c.linked.is_(False)).values(linked=True)
        )
    names |= _drop_nobodies(connection, set(before.values()) - {one.id for one in actors})
    project_named(connection, names)


def drop_profiles(connection: Connection, document_: str, local: Sequence[str]) -> None:
    """Takes out profiles that a newer reading of their article does not hold, and actors that nobody is any more.

    The statements of the article must be gone before.
    """
    of_document = (profile.c.document == document_, profile.c.local.in_(local))
    were = set(connection.execute(select(profile.c.actor).where(*of_document)).scalars()) - {None}
    connection.execute(
        delete(relation).where(
            relation.c.kind == SAME_ACTOR, or_(relation.c.left.in_(local), relation.c.right.in_(local))
        )
    )
    connection.execute(delete(profile).where(*of_document))
    project_named(connection, _drop_nobodies(connection, were))


def _drop_nobodies(connection: Connection, ids: Iterable[str]) -> set[str]:
    """Takes out those of the actors that no profile is any more, and gives their names.

    Statements that a person gave to one of them by name are nobody's until they are projected again.
    """
    names: set[str] = set()
    for chunk in _chunks(ids):
        held = select(func.count()).select_from(profile).where(profile.c.actor == actor.c.id).correlate(actor)
        query = select(actor.c.id, actor.c.name).where(actor.c.id.in_(chunk), held.scalar_subquery() == 0)
        gone = {row.id: row.name for row in connection.execute(query)}
        connection.execute(update(statement).where(statement.c.actor.in_(gone)).values(actor=None))
        connection.execute(delete(actor).where(actor.c.id.in_(gone)))
        names.update(gone.values())
    return names


def _keep_rows(connection: Connection, actors: Sequence[StoredActor]) -> set[str]:
    """The actors themselves: new ones added, those of another name changed; the names, before and now, of all these."""
    known: dict[str, tuple[str, str, str]] = {}
    for chunk in _chunks(one.id for one in actors):
        for row in connection.execute(select(actor).where(actor.c.id.in_(chunk))):
            known[row.id] = (row.name, row.kind, row.external)
    rows = [
        {"id": one.id, "name": one.name, "kind": one.kind.value, "external": json.dumps(dict(one.external))}
        for one in actors
    ]
    new = [row for row in rows if row["id"] not in known]
    other = [row for row in rows if known.get(row["id"], ()) not in {(), (row["name"], row["kind"], row["external"])}]
    if new:
        connection.execute(insert_new(connection, actor), new)
    if other:
        changed = update(actor).where(actor.c.id == bindparam("of"))
        connection.execute(changed, [{"of": row["id"], **{k: v for k, v in row.items() if k != "id"}} for row in other])
    return {row["name"] for row in (*new, *other)} | {known[row["id"]][0] for row in other}


def _chunks(items: Iterable[T]) -> Iterator[list[T]]:
    waiting = iter(items)
    while chunk := list(islice(waiting, _CHUNK)):
        yield chunk
