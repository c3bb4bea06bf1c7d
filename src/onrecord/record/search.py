"""Statements by their words, speakers, outlets, days, with counts by facet."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, column, func, literal_column, select, table, text

from onrecord.record.query import FACETS, Answer, Hit, Question, Sort, Term, terms_of
from onrecord.record.schema import document, statement

COUNTED = 10_000  # statements that a total and its facets look at, at most: more are told as "more than"
_PER_FACET = 12
_WORDS = table("statement_words", column("rowid"), column("rank"))  # SQLite's index of words
_VECTOR: ColumnElement[Any] = literal_column("statement.words")  # PostgreSQL's
_WEIGHTS = {"content": "A", "speaker": "B", "role": "C", "organisation": "D"}

HIT = (
    statement.c.sid.label("statement_id"),
    statement.c.document.label("document_id"),
    document.c.headline,
    document.c.outlet,
    document.c.url,
    document.c.published_from.label("published_at"),
    statement.c.said_from,
    statement.c.said_to,
    statement.c.said_precision,
    statement.c.said_words,
    statement.c.speaker,
    statement.c.actor.label("actor_id"),
    statement.c.role,
    statement.c.organisation,
    statement.c.resolved,
    statement.c.kind,
    statement.c.mode,
    statement.c.polarity,
    statement.c.content,
    statement.c.start,
    statement.c.end,
    statement.c.place,
    statement.c.occasion,
    statement.c.audience,
    statement.c.confidence,
    statement.c.inside,
    statement.c.verdict,
)
_FACET = {
    "speaker": statement.c.speaker,
    "organisation": statement.c.organisation,
    "outlet": document.c.outlet,
    "kind": statement.c.kind,
    "mode": statement.c.mode,
    "year": func.substr(statement.c.said_from, 1, 4) + "-" + func.substr(statement.c.said_to, 1, 4),
}


def search(connection: Connection, asked: Question, *, facets: bool = True) -> Answer:
    """The statements asked for. Raises UsageError where the words searched only exclude."""
    found = _narrowed(connection, select(statement.c.id), asked)
    if asked.outlet:
        found = found.join(document, document.c.id == statement.c.document)
    counted = found.limit(COUNTED + 1).subquery()
    total = int(connection.execute(select(func.count()).select_from(counted)).scalar_one())
    return Answer(
        hits=tuple(_hits(connection, asked, many=total > COUNTED)),
        total=min(total, COUNTED),
        more=total > COUNTED,
        facets=_facets(connection, counted) if facets and total else {},
    )


def hits_of(connection: Connection, query: "Select[Any]") -> list[Hit]:
    """The hits of a query that selects the columns HIT."""
    return [Hit(**row._mapping) for row in connection.execute(query)]  # noqa: SLF001 - the library's public name


def select_hits() -> "Select[Any]":
    """A query for hits, to be narrowed."""
    return select(*HIT).join(document, document.c.id == statement.c.document)


def select_asked(connection: Connection, asked: Question) -> "Select[Any]":
    """A query for (document, id) of every statement asked for, whatever the question's limit, article by article."""
    query = _narrowed(connection, select(statement.c.document, statement.c.id), asked)
    if asked.outlet:
        query = query.join(document, document.c.id == statement.c.document)
    return query.order_by(statement.c.document, statement.c.position)


def iter_hits(connection: Connection, asked: Question) -> Iterator[Hit]:
    """The statements asked for, one after another, without a total and without holding them."""
    rows = connection.execute(_hit_query(connection, asked), execution_options={"yield_per": 1000})
    return (Hit(**row._mapping) for row in rows)  # noqa: SLF001 - the library's public name


def _hits(connection: Connection, asked: Question, *, many: bool) -> list[Hit]:
    return hits_of(connection, _hit_query(connection, asked, many=many))


def _hit_query(connection: Connection, asked: Question, *, many: bool = False) -> "Select[Any]":
    """A query for one page of statements. Of very `many`, relevance tells little and costs much: those added last come first."""
    order: list[Any] = [statement.c.said_from.desc().nulls_last(), statement.c.id.desc()]
    if asked.sort is Sort.OLDEST:
        order = [statement.c.said_from.asc().nulls_last(), statement.c.id]
    elif asked.sort is Sort.RELEVANCE and asked.text.strip():
        order = [_last_added(connection)] if many else [_relevance(connection, asked), statement.c.id.desc()]
    wanted = _narrowed(connection, select_hits(), asked)
    return wanted.order_by(*order).limit(asked.limit).offset(asked.offset)


def _facets(connection: Connection, counted: Any) -> dict[str, tuple[tuple[str, int], ...]]:  # noqa: ANN401 - a subquery
    """Counts by facet over the statements counted, in one pass over each column."""
    rows = (
        select(*(_FACET[name].label(name) for name in FACETS))
        .select_from(counted)
        .join(statement, statement.c.id == counted.c.id)
        .join(document, document.c.id == statement.c.document)
    )
    tallies: dict[str, dict[str, int]] = {name: {} for name in FACETS}
    for row in connection.execute(rows):
        for name, value in zip(FACETS, row, strict=True):
            for one in () if value is None else _years(value) if name == "year" else (value,):
                tallies[name][one] = tallies[name].get(one, 0) + 1
    return {
        name: tuple(sorted(tally.items(), key=lambda pair: (-pair[1], pair[0]))[:_PER_FACET])
        for name, tally in tallies.items()
    }


def _years(stretch: str) -> list[str]:
    """Every year of `2024-2025`: a search for any of them finds what was said then."""
    first, last = map(int, stretch.split("-"))
    return [f"{year:04}" for year in range(first, min(last, first + 100) + 1)]


def _narrowed(connection: Connection, query: "Select[Any]", asked: Question) -> "Select[Any]":
    """The query with every filter of the question."""
    equal = {
        statement.c.actor: asked.actor,
        statement.c.kind: asked.kind,
        statement.c.mode: asked.mode,
        statement.c.polarity: asked.polarity,
        statement.c.document: asked.document,
        document.c.outlet: asked.outlet,
    }
    query = query.where(*(col == value for col, value in equal.items() if value))
    if not asked.earlier_versions:
        query = query.where(statement.c.latest.is_(True))
    if asked.verdict:
        none = asked.verdict == "none"
        query = query.where(statement.c.verdict.is_(None) if none else statement.c.verdict == asked.verdict)
    if asked.since:
        query = query.where(statement.c.said_to >= asked.since)
    if asked.until:
        query = query.where(statement.c.said_from <= asked.until)
    terms = _by_column(asked)
    if not terms:
        return query
    if connection.dialect.name == "sqlite":
        matched = text("statement_words MATCH :match").bindparams(match=_fts5(terms))
        return query.join(_WORDS, _WORDS.c.rowid == statement.c.id).where(matched)
    return query.where(_VECTOR.op("@@")(func.to_tsquery("onrecord", _tsquery(terms))))


def _by_column(asked: Question) -> dict[str, list[Term]]:
    words = {
        "content": asked.text,
        "speaker": asked.speaker,
        "role": asked.role,
        "organisation": asked.organisation,
    }
    return {name: terms for name, given in words.items() if given and (terms := terms_of(given))}


def _last_added(connection: Connection) -> ColumnElement[Any]:
    """The order of the index of words itself, so that nothing has to be sorted."""
    return (_WORDS.c.rowid if connection.dialect.name == "sqlite" else statement.c.id).desc()


def _relevance(connection: Connection, asked: Question) -> ColumnElement[Any]:
    if connection.dialect.name == "sqlite":
        return _WORDS.c.rank
    words = _tsquery({"content": terms_of(asked.text)})
    return func.ts_rank(_VECTOR, func.to_tsquery("onrecord", words)).desc()


def _fts5(terms: dict[str, list[Term]]) -> str:
    """The query of SQLite's index; every word is quoted, so that none is taken for its syntax."""
    parts = []
    for name, listed in terms.items():
        wanted = " AND ".join(_fts5_term(name, one) for one in listed if not one.without)
        unwanted = "".join(f" NOT {_fts5_term(name, one)}" for one in listed if one.without)
        parts.append(f"({wanted}{unwanted})")
    return " AND ".join(parts)


def _fts5_term(name: str, term: Term) -> str:
    return f'{name} : "{" ".join(term.words)}"' + (" *" if term.open else "")


def _tsquery(terms: dict[str, list[Term]]) -> str:
    """The query of PostgreSQL's index, by the weight that marks each column."""
    parts = []
    for name, listed in terms.items():
        weight = _WEIGHTS[name]
        for one in listed:
            words = " <-> ".join(
                f"'{word}':{'*' if one.open and word is one.words[-1] else ''}{weight}" for word in one.words
            )
            parts.append(f"{'!' if one.without else ''}({words})")
    return " & ".join(parts)
