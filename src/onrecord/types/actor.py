"""Who speaks."""

from dataclasses import dataclass
from enum import StrEnum

from onrecord.types.span import Span


class ActorKind(StrEnum):
    """What an actor is; a group has no name of its own ("two officials", "critics")."""

    PERSON = "person"
    ORGANISATION = "organisation"
    STATE = "state"
    GROUP = "group"


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """An office as printed, with the organisation or state it is held in and where the words stand."""

    role: str
    organisation: str | None
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """One person, organisation, state or group of one article, with every place that names it."""

    id: str
    name: str
    kind: ActorKind
    roles: tuple[Role, ...] = ()
    mentions: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Why an inference was made, in a sentence that a reader can check, and the words it rests on."""

    reason: str
    span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Who made a statement. `actor` is an Actor's id; None, with `resolved` false, where it stays open."""

    actor: str | None
    name: str
    kind: ActorKind | None = None
    role: str | None = None
    organisation: str | None = None
    resolved: bool = False
    evidence: tuple[Evidence, ...] = ()
