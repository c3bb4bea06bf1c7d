"""What a record tells of its articles, speakers, days and of itself."""

import json
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, distinct, func, select

from onrecord.record.query import Hit
from onrecord.record.rows import text_of
from onrecord.record.schema import (
    actor,
    blob,
    capture,
    document,
    event,
    fact,
    former,
    outcome,
    profile,
    relation,
    review,
    run,
    sample,
    statement,
)
from onrecord.record.search import hits_of, select_hits
from onrecord.types.actor import ActorKind


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentRow:
    """An article of the record, without its text. Days are ISO; `version` counts the texts seen at its address."""

    document_id: str
    headline: str | None
    outlet: str | None
    byline: str | None
    published_at: str | None
    published_precision: str | None
    language: str | None
    url: str | None
    address: str
    version: int
    supersedes: str | None
    latest: bool
    added: str
    statements: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CaptureRow:
    """One time that an article's bytes were captured."""

    capture_id: int
    source: str
    address: str
    captured: str
    media_type: str
    size_bytes: int
    sha256: str
    requested_url: str | None
    final_url: str | None
    status: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeakerRow:
    """An actor who speaks in the record. Days are ISO, None where no statement has one."""

    actor_id: str
    name: str
    kind: str
    statements: int
    articles: int
    outlets: int
    first_said: str | None
    last_said: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleRow:
    """An office as articles print it, with the days of the first and the last article that does."""

    role: str
    organisation: str | None
    articles: int
    first_printed: str | None
    last_printed: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class EventRow:
    """Something dated: an event that an article tells of, or a statement (`statement_id`)."""

    date_from: str | None
    date_to: str | None
    precision: str
    title: str
    statement_id: str | None
    document_id: str
    headline: str | None
    outlet: str | None
    start: int
    end: int


def _documents() -> "Select[Any]":
    counted = (
        select(func.count())
        .select_from(statement)
        .where(statement.c.document == document.c.id)
        .correlate(document)
        .scalar_subquery()
    )
    own: dict[str, ColumnElement[Any]] = {
        "document_id": document.c.id,
        "published_at": document.c.published_from,
        "statements": counted,
    }
    return select(*((own[name] if name in own else document.c[name]).label(name) for name in DocumentRow.__slots__))


def find_document(connection: Connection, id_: str) -> DocumentRow | None:
    """The article with this id."""
    row = connection.execute(_documents().where(document.c.id == id_)).one_or_none()
    return None if row is None else DocumentRow(**row._mapping)  # noqa: SLF001 - the library's public name


def text_of_document(connection: Connection, id_: str) -> str | None:
    """The frozen text of an article, with all its code points; None where there is no such article."""
    row = connection.execute(select(document.c.text, document.c.exact_text).where(document.c.id == id_)).one_or_none()
    return None if row is None else text_of(row.text, row.exact_text)


def newest_documents(connection: Connection, limit: int = 20, offset: int = 0) -> list[DocumentRow]:
    """Articles in their latest version, the last added first."""
    query = _documents().where(document.c.latest).order_by(document.c.added.desc(), document.c.id)
    return [DocumentRow(**row._mapping) for row in connection.execute(query.limit(limit).offset(offset))]  # noqa: SLF001


def versions_of(connection: Connection, address: str) -> list[DocumentRow]:
    """Every text seen at an address, the first one first."""
    query = _documents().where(document.c.address == address).order_by(document.c.version)
    return [DocumentRow(**row._mapping) for row in connection.execute(query)]  # noqa: SLF001


def captures_of(connection: Connection, id_: str) -> list[CaptureRow]:
    """Every capture that was read as this article, the first one first."""
    own: dict[str, ColumnElement[Any]] = {"capture_id": capture.c.id, "size_bytes": blob.c.size_bytes}
    query = (
        select(*((own[name] if name in own else capture.c[name]).label(name) for name in CaptureRow.__slots__))
        .join(outcome, outcome.c.capture == capture.c.id)
        .join(blob, blob.c.sha256 == capture.c.sha256)
        .where(outcome.c.document == id_)
        .order_by(capture.c.id)
    )
    return [CaptureRow(**row._mapping) for row in connection.execute(query)]  # noqa: SLF001


def find_statement(connection: Connection, sid: str) -> Hit | None:
    """The statement with this id, if the present reading of its article holds it."""
    return next(iter(hits_of(connection, select_hits().where(statement.c.sid == sid))), None)


def former_reading(connection: Connection, sid: str) -> int | None:
    """The number of the earlier reading that held this statement; None where no reading ever did."""
    return connection.execute(select(former.c.reading).where(former.c.sid == sid)).scalar()


def statements_in(connection: Connection, id_: str) -> list[Hit]:
    """An article's statements in text order."""
    query = select_hits().where(statement.c.document == id_).order_by(statement.c.position)
    return hits_of(connection, query)


def speakers(
    connection: Connection, *, name: str = "", kind: str | None = None, limit: int = 50, offset: int = 0
) -> list[SpeakerRow]:
    """Actors with statements, those with most first. `name` is any part of it, in any case."""
    counted = (
        select(statement.c.actor, func.count().label("statements"))
        .where(statement.c.latest.is_(True), statement.c.actor.is_not(None))
        .group_by(statement.c.actor)
    )
    wanted = [*([_named(name)] if name.strip() else []), *([actor.c.kind == kind] if kind else [])]
    if wanted:
        counted = counted.where(statement.c.actor.in_(select(actor.c.id).where(*wanted)))
    page = counted.order_by(func.count().desc(), statement.c.actor).limit(limit).offset(offset).subquery()
    rows = connection.execute(_speakers().where(actor.c.id.in_(select(page.c.actor))))
    found = [SpeakerRow(**row._mapping) for row in rows]  # noqa: SLF001 - the library's public name
    return sorted(found, key=lambda one: (-one.statements, one.name, one.actor_id))


def find_speaker(connection: Connection, id_: str) -> SpeakerRow | None:
    """The speaker with this id; None also for one who says nothing in the record."""
    row = connection.execute(_speakers().where(actor.c.id == id_)).one_or_none()
    return None if row is None else SpeakerRow(**row._mapping)  # noqa: SLF001


def _speakers() -> "Select[Any]":
    said = func.coalesce(statement.c.said_from, document.c.published_from)
    return (
        select(
            actor.c.id.label("actor_id"),
            actor.c.name,
            actor.c.kind,
            func.count().label("statements"),
            func.count(distinct(statement.c.document)).label("articles"),
            func.count(distinct(document.c.outlet)).label("outlets"),
            func.min(said).label("first_said"),
            func.max(said).label("last_said"),
        )
        .join(statement, statement.c.actor == actor.c.id)
        .join(document, document.c.id == statement.c.document)
        .where(statement.c.latest.is_(True))
        .group_by(actor.c.id, actor.c.name, actor.c.kind)
    )


def _named(name: str) -> ColumnElement[bool]:
    return _holds(actor.c.name, name)


def _holds(column: ColumnElement[Any], words: str) -> ColumnElement[bool]:
    """Whether a column holds the words, in whatever case, and whether or not they were typed with their accents."""
    plain = "%" + "".join(f"/{sign}" if sign in "%_/" else sign for sign in words.strip()) + "%"
    return func.unaccent(func.lower(column)).like(func.unaccent(func.lower(plain)), escape="/")


def names_of(connection: Connection, id_: str) -> list[tuple[str, int]]:
    """Every name under which articles print an actor, with how many of them do, the commonest first.

    A lone word that no longer form holds ("he", "She") is no name of a person.
    """
    tally: dict[str, int] = {}
    people = False
    for forms, kind in connection.execute(select(profile.c.forms, profile.c.kind).where(profile.c.actor == id_)):
        people = people or kind == ActorKind.PERSON.value
        for form in {one.strip(" ,.;:") for one in json.loads(forms)}:
            tally[form] = tally.get(form, 0) + 1
    tally = {form: number for form, number in tally.items() if _is_proper(form)} or tally
    long = [set(form.split()) for form in tally if " " in form]
    if people:
        tally = {form: n for form, n in tally.items() if " " in form or any(form in words for words in long)} or tally
    return sorted(tally.items(), key=lambda pair: (-pair[1], pair[0]))


def _is_proper(form: str) -> bool:
    """Whether all but the short words of a form begin as names do: "The defence secretary" describes."""
    return all(not word[:1].islower() or len(word) <= 3 for word in form.split()) and form[:1] == form[:1].upper()


def roles_of(connection: Connection, id_: str) -> list[RoleRow]:
    """An actor's offices as printed, those of the newest articles first."""
    found: dict[tuple[str, str | None], list[str]] = {}
    query = (
        select(profile.c.roles, document.c.published_from)
        .join(document, document.c.id == profile.c.document)
        .where(profile.c.actor == id_)
    )
    for roles, day in connection.execute(query):
        for role, organisation in {(one, other) for one, other in json.loads(roles)}:
            found.setdefault((role, organisation), []).append(day or "")
    rows = [
        RoleRow(
            role=role,
            organisation=organisation,
            articles=len(days),
            first_printed=min(filter(None, days), default=None),
            last_printed=max(filter(None, days), default=None),
        )
        for (role, organisation), days in found.items()
    ]
    return sorted(rows, key=lambda row: (row.last_printed or "", row.articles, row.role), reverse=True)


def timeline(  # noqa: PLR0913 - each narrows
    connection: Connection,
    *,
    since: str | None = None,
    until: str | None = None,
    actor_id: str | None = None,
    document_id: str | None = None,
    words: str = "",
    limit: int = 200,
    offset: int = 0,
) -> list[EventRow]:
    """Dated events and statements in the order of their days."""
    query = (
        select(
            event.c.date_from,
            event.c.date_to,
            event.c.precision,
            event.c.title,
            event.c.statement.label("statement_id"),
            event.c.document.label("document_id"),
            document.c.headline,
            document.c.outlet,
            event.c.start,
            event.c.end,
        )
        .join(document, document.c.id == event.c.document)
        .where(document.c.latest, event.c.date_from.is_not(None))
    )
    if since:
        query = query.where(event.c.date_to >= since)
    if until:
        query = query.where(event.c.date_from <= until)
    if document_id:
        query = query.where(event.c.document == document_id)
    if words.strip():
        query = query.where(_holds(event.c.title, words))
    if actor_id:
        query = query.join(statement, statement.c.sid == event.c.statement).where(statement.c.actor == actor_id)
    rows = connection.execute(query.order_by(event.c.date_from, event.c.id).limit(limit).offset(offset))
    return [EventRow(**row._mapping) for row in rows]  # noqa: SLF001


def stats(connection: Connection) -> dict[str, int]:
    """How much the record holds, by what it is."""
    latest = statement.c.latest.is_(True)
    counted: dict[str, Select[Any]] = {
        "articles": select(func.count()).select_from(document).where(document.c.latest),
        "versions": select(func.count()).select_from(document),
        "captures": select(func.count()).select_from(capture),
        "unread_captures": select(func.count())
        .select_from(capture.outerjoin(outcome, outcome.c.capture == capture.c.id))
        .where(outcome.c.document.is_(None)),
        "statements": select(func.count()).select_from(statement).where(latest),
        "actors": select(func.count()).select_from(actor),
        "relations": select(func.count()).select_from(relation),
        "events": select(func.count()).select_from(event),
        "facts": select(func.count()).select_from(fact),
        "reviews": select(func.count()).select_from(review).where(review.c.withdrawn.is_(None)),
        "samples": select(func.count()).select_from(sample),
        "runs": select(func.count()).select_from(run),
    }
    return {name: int(connection.execute(query).scalar_one()) for name, query in counted.items()}


def days_of(connection: Connection, id_: str) -> list[str]:
    """The day of each of an actor's statements that has one, or else its article's, in order."""
    day = func.coalesce(statement.c.said_from, document.c.published_from)
    query = (
        select(day)
        .join(document, document.c.id == statement.c.document)
        .where(statement.c.actor == id_, statement.c.latest.is_(True), day.is_not(None))
    )
    return list(connection.execute(query.order_by(day)).scalars())


@dataclass(frozen=True, slots=True, kw_only=True)
class PairRow:
    """Two profiles that were held against each other."""

    same: bool
    score: float
    because: tuple[str, ...]


def find_pair(connection: Connection, left: str, right: str) -> PairRow | None:
    """What the machine makes of two profiles; None where it never compared them."""
    row = connection.execute(
        select(relation.c.score, relation.c.detail).where(
            relation.c.kind == "same_actor", relation.c.left == left, relation.c.right == right
        )
    ).first()
    if row is None:
        return None
    detail = json.loads(row.detail)
    return PairRow(same=detail["same"], score=row.score, because=tuple(detail["because"]))


def find_profile(connection: Connection, local: str) -> dict[str, Any] | None:
    """An actor as one article names it, with its article and what it says there first."""
    row = connection.execute(
        select(profile, document.c.headline, document.c.outlet, document.c.published_from)
        .join(document, document.c.id == profile.c.document)
        .where(profile.c.local == local)
    ).first()
    if row is None:
        return None
    said = select(statement.c.content).where(statement.c.profile == row.id).order_by(statement.c.position).limit(3)
    return {
        "name": row.name,
        "kind": row.kind,
        "forms": json.loads(row.forms)[:12],
        "roles": [tuple(one) for one in json.loads(row.roles)][:6],
        "document_id": row.document,
        "headline": row.headline,
        "outlet": row.outlet,
        "published_at": row.published_from,
        "statements": list(connection.execute(said).scalars()),
    }
