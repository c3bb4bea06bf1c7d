"""Who speaks."""

from dataclasses import dataclass
from datetime import date
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """An actor as one article shows it: what there is to compare it with those of other articles.

    `forms` are the printed forms, pronouns among them; `roles` are (office, organisation) as printed; `published` is
    the article's day. `id` is unique in the record, and profiles are taken in the order of their ids.
    """

    id: str
    kind: ActorKind
    name: str
    forms: tuple[str, ...] = ()
    roles: tuple[tuple[str, str | None], ...] = ()
    published: date | None = None
    beside: tuple[str, ...] = ()  # all whom the article names; its own name tells nothing


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """Whether two profiles are held to be one actor: `score` is 0 to 1; `because` are sentences that a reader can check.

    `apart` says that they cannot be one, however many others they resemble.
    """

    score: float
    because: tuple[str, ...]
    apart: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SameActor:
    """Two profiles that were held against each other: `same` is the judgement, `score` how sure, `because` why."""

    left: str
    right: str
    same: bool
    score: float
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """One actor across articles: its profiles in the order of their ids, and what holds them together."""

    name: str
    kind: ActorKind
    profiles: tuple[str, ...]
    external: tuple[tuple[str, str], ...] = ()  # (scheme, id), from a roster


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """An office held by a roster's person from one day to another, both included; None is open."""

    role: str
    organisation: str | None
    earliest: date | None
    latest: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Somebody of a roster."""

    name: str
    kind: ActorKind
    aliases: tuple[str, ...] = ()
    terms: tuple[Term, ...] = ()
    external: tuple[tuple[str, str], ...] = ()
