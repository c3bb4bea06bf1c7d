"""Whether a record still holds what was put into it: hashes, offsets, and rows against readings and judgements."""

import hashlib
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, func, select, text
from sqlalchemy.exc import DatabaseError

from onrecord.record.pack import unpack_reading
from onrecord.record.reviews import effective_facts, effective_rows
from onrecord.record.rows import text_of
from onrecord.record.schema import blob, document, statement
from onrecord.record.schema import reading as reading_table
from onrecord.record.store import Record
from onrecord.types.reading import Reading
from onrecord.types.span import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something that is not as it was. `what` names it, `words` say how and what to do."""

    what: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """How far the checking is: things checked of all, and a finding where there is one."""

    done: int
    total: int
    finding: Finding | None = None


_COMPARED = [column.name for column in statement.c if column.name not in {"id", "reading", "latest", "document"}]


def verify(record: Record) -> Iterator[Checked]:
    """Checks everything, one thing after another; damage to the file itself comes first."""
    with record.reading() as connection:
        totals = [
            int(connection.execute(select(func.count()).select_from(table)).scalar_one())
            for table in (blob, document, reading_table)
        ]
    total, done = sum(totals) + 1, 1
    for finding in _database(record):
        yield Checked(done=0, total=total, finding=finding)
    yield Checked(done=done, total=total)
    for check in (_blobs, _documents, _readings):
        for found in check(record):
            done += found is None
            yield Checked(done=done, total=total, finding=found)


def _database(record: Record) -> Iterator[Finding]:
    """What the database itself finds wrong with its file, its keys and its index of words."""
    if record.engine.dialect.name != "sqlite":
        return
    with record.reading() as connection:
        for (words,) in connection.execute(text("PRAGMA integrity_check(20)")):
            if words != "ok":
                yield Finding(what="the file", words=f"{words}; put back a copy, or the last *.backup beside it")
        for row in connection.execute(text("PRAGMA foreign_key_check")):
            yield Finding(what=f"{row[0]} {row[1]}", words=f"points at a {row[2]} that is not there")
    try:
        with record.engine.connect() as connection, connection.begin() as change:
            connection.execute(text("INSERT INTO statement_words(statement_words, rank) VALUES ('integrity-check', 1)"))
            change.rollback()
    except DatabaseError as problem:
        if "readonly" not in str(problem):
            yield Finding(
                what="the index of words", words="does not hold the statements as they are; export and import"
            )


def _blobs(record: Record) -> Iterator[Finding | None]:
    with record.reading() as connection:
        for row in connection.execute(select(blob).execution_options(yield_per=64)):
            try:
                data = zlib.decompress(row.packed)
            except zlib.error:
                data = b""
            if hashlib.sha256(data).hexdigest() != row.sha256 or len(data) != row.size_bytes:
                yield Finding(
                    what=f"bytes {row.sha256[:12]}",
                    words="are not those that were captured; take this record from a backup, or capture the page again",
                )
            yield None


def _documents(record: Record) -> Iterator[Finding | None]:
    with record.reading() as connection:
        query = select(document.c.id, document.c.text, document.c.exact_text, document.c.text_sha256)
        for row in connection.execute(query.execution_options(yield_per=64)):
            try:
                found = text_of(row.text, row.exact_text).encode("utf-8", "surrogatepass")
            except (zlib.error, UnicodeDecodeError):
                found = b""
            if hashlib.sha256(found).hexdigest() != row.text_sha256:
                yield Finding(
                    what=f"article {row.id}", words="has another text than the one that was frozen; see onrecord reread"
                )
            yield None


def _readings(record: Record) -> Iterator[Finding | None]:
    with record.reading() as connection:
        ids = connection.execute(select(reading_table.c.id).order_by(reading_table.c.id)).scalars().all()
    for number in ids:
        with record.reading() as connection:
            row = connection.execute(
                select(reading_table, document.c.text, document.c.exact_text)
                .join(document, document.c.id == reading_table.c.document)
                .where(reading_table.c.id == number)
            ).one()
            yield from _reading(connection, row)
        yield None


def _reading(connection: Connection, row: Any) -> Iterator[Finding]:  # noqa: ANN401 - a row
    what = f"reading {row.id} of article {row.document}"
    if hashlib.sha256(row.packed).hexdigest() != row.sha256:
        yield Finding(what=what, words="is damaged; run onrecord reread, which keeps the judgements")
        return
    try:
        made = unpack_reading(row.packed, text_of(row.text, row.exact_text))
    except (ValueError, zlib.error):
        yield Finding(what=what, words="cannot be unpacked; run onrecord reread, which keeps the judgements")
        return
    outside = [span for span in _spans(made) if span.end > len(made.article.text)]
    if outside:
        yield Finding(what=what, words=f"points outside its text, at {outside[0].start}")
    if row.current:
        yield from _rows(connection, row.document)


def _rows(connection: Connection, id_: str) -> Iterator[Finding]:
    """Whether the rows that are searched are the reading with what people judged."""
    wanted = {one["sid"]: one for one in effective_rows(connection, id_)}
    found = {one.sid: one._mapping for one in connection.execute(select(statement).where(statement.c.document == id_))}  # noqa: SLF001
    for sid in sorted(wanted.keys() | found.keys()):
        if sid not in wanted or sid not in found:
            yield Finding(
                what=f"statement {sid}",
                words="is searched, but not read" if sid in found else "is read, but not searched",
            )
            continue
        differs = [name for name in _COMPARED if name in wanted[sid] and wanted[sid][name] != found[sid][name]]
        if differs:
            yield Finding(
                what=f"statement {sid}",
                words=f"has another {', '.join(differs)} than its reading and its judgements say; run onrecord reread",
            )
    facts = effective_facts(connection, id_)
    columns = select(*(document.c[name] for name in facts)).where(document.c.id == id_)
    searched = connection.execute(columns).one()._mapping  # noqa: SLF001
    others = sorted(name for name, value in facts.items() if searched[name] != value)
    if others:
        yield Finding(
            what=f"article {id_}",
            words=f"has another {', '.join(others)} than its reading and its judgements say; run onrecord reread",
        )


def _spans(made: Reading) -> Iterator[Span]:
    for one in made.statements:
        yield from (*one.source, *one.cue, *one.content)
    for actor in made.actors:
        yield from actor.mentions
        yield from (role.span for role in actor.roles)
    for event in made.timeline:
        yield event.span
    for relation in made.relations:
        if relation.span is not None:
            yield relation.span
