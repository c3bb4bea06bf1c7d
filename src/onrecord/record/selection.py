"""What leaves the record: articles with the statements asked for, one after another, however many there are."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, Select, func, select

from onrecord.record.pack import unpack_reading
from onrecord.record.query import Hit, Question
from onrecord.record.questions import StoredStance, stances_of
from onrecord.record.rows import text_of
from onrecord.record.schema import actor, document, reading, review, statement
from onrecord.record.search import hits_of, select_asked, select_hits
from onrecord.types.actor import ActorKind
from onrecord.types.reading import Reading

_ARTICLES = 64  # that are loaded at once,
_STATEMENTS = 4_000  # if they have no more statements than these together


@dataclass(frozen=True, slots=True, kw_only=True)
class Selected:
    """An article with its whole reading, and those of its statements that were asked for, in text order.

    `stances` and `reviewers` are by statement id; `actors` gives the name of each actor across all articles, and
    `kinds` what it is. `judgements` is how many of reviewers stand, of the article and of its statements.
    """

    document_id: str
    reading: Reading
    hits: tuple[Hit, ...]
    stances: Mapping[str, tuple[StoredStance, ...]] = field(default_factory=dict)
    reviewers: Mapping[str, str] = field(default_factory=dict)
    actors: Mapping[str, str] = field(default_factory=dict)
    kinds: Mapping[str, ActorKind] = field(default_factory=dict)
    judgements: int = 0


def narrows(asked: Question) -> bool:
    """Whether a question leaves any statement out."""
    plain = Question(earlier_versions=asked.earlier_versions)
    return replace(asked, sort=plain.sort, limit=plain.limit, offset=plain.offset) != plain


def select_articles(connection: Connection, asked: Question) -> Iterator[Selected]:
    """Articles by their ids, a few at a time: all of them where nothing narrows, else those with a statement asked for.

    The question's limit and order do not matter here.
    """
    batch: list[tuple[str, list[int]]] = []
    held = 0
    for id_, numbers in _wanted(connection, asked):
        batch.append((id_, numbers))
        held += len(numbers)
        if len(batch) == _ARTICLES or held > _STATEMENTS:
            yield from _load(connection, batch)
            batch, held = [], 0
    yield from _load(connection, batch)


def _wanted(connection: Connection, asked: Question) -> Iterator[tuple[str, list[int]]]:
    query = select_asked(connection, asked) if narrows(asked) else _everything(asked)
    rows: Iterator[Any] = iter(connection.execute(query, execution_options={"yield_per": 1000}))
    for id_, group in groupby(rows, key=lambda row: row[0]):
        yield id_, [row[1] for row in group if row[1] is not None]


def _everything(asked: Question) -> "Select[Any]":
    query: Select[Any] = select(document.c.id, statement.c.id).outerjoin(
        statement, statement.c.document == document.c.id
    )
    if not asked.earlier_versions:
        query = query.where(document.c.latest.is_(True))
    return query.order_by(document.c.id, statement.c.position)


def _load(connection: Connection, batch: Sequence[tuple[str, list[int]]]) -> Iterator[Selected]:
    if not batch:
        return
    numbers = [number for _, listed in batch for number in listed]
    query = select_hits().where(statement.c.id.in_(numbers)).order_by(statement.c.document, statement.c.position)
    hits: dict[str, list[Hit]] = {}
    for one in hits_of(connection, query):
        hits.setdefault(one.document_id, []).append(one)
    names = [one.statement_id for listed in hits.values() for one in listed]
    stances, reviewers = stances_of(connection, names), _reviewers(connection, names)
    actors = _actors(connection, {one.actor_id for listed in hits.values() for one in listed if one.actor_id})
    readings = _readings(connection, [id_ for id_, _ in batch])
    judgements = _judgements(connection, [id_ for id_, _ in batch])
    for id_, _ in batch:
        yield Selected(
            document_id=id_,
            reading=readings[id_],
            hits=tuple(hits.get(id_, ())),
            stances=stances,
            reviewers=reviewers,
            actors={row.id: row.name for row in actors},
            kinds={row.id: ActorKind(row.kind) for row in actors},
            judgements=judgements.get(id_, 0),
        )


def _readings(connection: Connection, ids: Sequence[str]) -> dict[str, Reading]:
    query = (
        select(document.c.id, document.c.text, document.c.exact_text, reading.c.packed)
        .join(reading, reading.c.document == document.c.id)
        .where(document.c.id.in_(ids), reading.c.current)
    )
    return {row.id: unpack_reading(row.packed, text_of(row.text, row.exact_text)) for row in connection.execute(query)}


def _actors(connection: Connection, ids: Collection[str]) -> Sequence[Any]:
    return connection.execute(select(actor.c.id, actor.c.name, actor.c.kind).where(actor.c.id.in_(ids))).all()


def _judgements(connection: Connection, ids: Sequence[str]) -> dict[str, int]:
    query = (
        select(review.c.document, func.count().label("number"))
        .where(review.c.document.in_(ids), review.c.withdrawn.is_(None), review.c.sample.is_(None))
        .group_by(review.c.document)
    )
    return {row.document: row.number for row in connection.execute(query)}


def _reviewers(connection: Connection, statements: Sequence[str]) -> dict[str, str]:
    """Who last judged each statement as such."""
    query = (
        select(review.c.subject, review.c.reviewer)
        .where(
            review.c.subject_kind == "statement",
            review.c.field == "",
            review.c.withdrawn.is_(None),
            review.c.subject.in_(statements),
        )
        .order_by(review.c.id)
    )
    return {row.subject: row.reviewer for row in connection.execute(query)}
