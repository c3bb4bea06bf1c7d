"""Profiles, as articles name their actors, and the actors that they are."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, select, update

from onrecord.record.captures import insert_new
from onrecord.record.schema import actor, profile, statement


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredActor:
    """An actor of the record."""

    id: str
    name: str
    kind: str


def unlinked_profiles(connection: Connection) -> list[tuple[int, str, str]]:
    """(profile, name, kind) of every profile that is nobody yet, the first one first."""
    rows = connection.execute(
        select(profile.c.id, profile.c.name, profile.c.kind).where(profile.c.actor.is_(None)).order_by(profile.c.id)
    )
    return [(row.id, row.name, row.kind) for row in rows]


def keep_links(connection: Connection, actors: Mapping[int, StoredActor]) -> None:
    """Says of profiles which actor they are; their statements say so, too."""
    known = {one.id: {"id": one.id, "name": one.name, "kind": one.kind, "external": "{}"} for one in actors.values()}
    if not known:
        return
    connection.execute(insert_new(connection, actor), list(known.values()))
    for number, one in actors.items():
        connection.execute(update(profile).where(profile.c.id == number).values(actor=one.id))
        connection.execute(update(statement).where(statement.c.profile == number).values(actor=one.id))
