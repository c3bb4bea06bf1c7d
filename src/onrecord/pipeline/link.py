"""What is linked across the articles of a record: the same actor."""

import hashlib

from onrecord.record.actors import StoredActor, keep_links, unlinked_profiles
from onrecord.record.store import Record
from onrecord.types.actor import ActorKind


def link_actors(record: Record) -> int:
    """Says of every new profile which actor it is; gives how many there were."""
    with record.writing() as connection:
        found = unlinked_profiles(connection)
        keep_links(
            connection,
            {number: StoredActor(id=_id(number, name, kind), name=name, kind=kind) for number, name, kind in found},
        )
    return len(found)


def _id(number: int, name: str, kind: str) -> str:
    """The same for the same full name; a group without a name of its own is one for itself."""
    apart = f"\n{number}" if kind == ActorKind.GROUP.value else ""
    return "n" + hashlib.sha256(f"{kind}\n{name.casefold()}{apart}".encode()).hexdigest()[:12]
