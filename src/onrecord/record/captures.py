"""Captures kept, and what became of them."""

import json
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum

from sqlalchemy import Connection, and_, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.dialects.postgresql.dml import Insert as PostgresInsert
from sqlalchemy.dialects.sqlite.dml import Insert as SqliteInsert
from sqlalchemy.schema import Table

from onrecord.record.rows import clean, storable
from onrecord.record.schema import blob, capture, outcome
from onrecord.types.article import Capture, Fetched


class State(StrEnum):
    """What the record knew of a capture when it came."""

    NEW = "new"
    PENDING = "pending"  # kept before, but not read: the run was broken off
    KNOWN = "known"  # kept and read


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A capture in the record. `failed` says why it gave no article, where that is known."""

    id: int
    state: State
    document: str | None = None
    failed: str | None = None


def now() -> str:
    """The present moment as the record writes it."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def insert_new(connection: Connection, table: Table) -> SqliteInsert | PostgresInsert:
    """An insert that passes over rows which are there already."""
    of = sqlite if connection.dialect.name == "sqlite" else postgresql
    return of.insert(table).on_conflict_do_nothing()  # type: ignore[no-any-return]


def keep_captures(connection: Connection, captures: Iterable[tuple[str, Capture]], run: int) -> list[Kept]:
    """Keeps (source, capture) pairs and gives one Kept for each, in order.

    The same bytes read by the same columns are one capture, wherever they lay.
    """
    return [_keep(connection, source, one, run) for source, one in captures]


def _keep(connection: Connection, source: str, one: Capture, run: int) -> Kept:
    digest, columns = one.sha256, json.dumps(one.columns)
    one = replace(one, address=storable(one.address))
    found = _find(connection, one.address, digest, columns)
    if found is not None:
        return found
    row = {"sha256": digest, "size_bytes": len(one.data), "packed": zlib.compress(one.data, 6)}
    connection.execute(insert_new(connection, blob), row)
    connection.execute(insert_new(connection, capture), _row_of(source, one, digest, columns, run))
    id_ = connection.execute(
        select(capture.c.id).where(
            capture.c.address == one.address, capture.c.sha256 == digest, capture.c.columns == columns
        )
    ).scalar_one()
    return Kept(id=id_, state=State.NEW)


def _find(connection: Connection, address: str, digest: str, columns: str) -> Kept | None:
    """The capture of these bytes: of this address, or else of another one where they were read already."""
    rows = connection.execute(
        select(capture.c.id, capture.c.address, outcome.c.document, outcome.c.reason)
        .outerjoin(outcome, outcome.c.capture == capture.c.id)
        .where(and_(capture.c.sha256 == digest, capture.c.columns == columns))
        .order_by(capture.c.id)
    ).all()
    own = next((row for row in rows if row.address == address), None)
    chosen = own or next((row for row in rows if row.document is not None), None)
    if chosen is None:
        return None
    done = chosen.document is not None or chosen.reason is not None
    state = State.KNOWN if done else State.PENDING
    return Kept(id=chosen.id, state=state, document=chosen.document, failed=chosen.reason)


def _row_of(source: str, one: Capture, digest: str, columns: str, run: int) -> dict[str, object]:
    web = one.fetched
    return {
        "sha256": digest,
        "address": one.address,
        "source": storable(source),
        "media_type": one.media_type,
        "charset": clean(one.charset),
        "columns": columns,
        "requested_url": web and clean(web.requested),
        "final_url": web and clean(web.final),
        "status": web and web.status,
        "headers": web and json.dumps(web.headers),
        "captured": now() if web is None else web.at.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        "run": run,
    }


def keep_failure(connection: Connection, kept: int, run: int, reason: str) -> None:
    """Notes why a capture gave no article; a later success takes its place."""
    connection.execute(insert_new(connection, outcome), {"capture": kept, "run": run, "reason": reason})


def load_capture(connection: Connection, id_: int) -> tuple[str, Capture]:
    """The (source, capture) pair with its bytes. Raises LookupError where there is none."""
    row = connection.execute(
        select(capture, blob.c.packed).join(blob, blob.c.sha256 == capture.c.sha256).where(capture.c.id == id_)
    ).one_or_none()
    if row is None:
        raise LookupError(f"the record holds no capture {id_}")
    fetched = row.final_url and Fetched(
        requested=row.requested_url,
        final=row.final_url,
        status=row.status,
        at=datetime.fromisoformat(row.captured),
        headers=_pairs(row.headers),
    )
    found = Capture(
        data=zlib.decompress(row.packed),
        media_type=row.media_type,
        address=row.address,
        charset=row.charset,
        columns=_pairs(row.columns),
        fetched=fetched or None,
    )
    return row.source, found


def _pairs(packed: str | None) -> tuple[tuple[str, str], ...]:
    found: Sequence[Sequence[str]] = json.loads(packed or "[]")
    return tuple((one, other) for one, other in found)
