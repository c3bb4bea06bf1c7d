"""A record opened: found or made, checked, brought up to date, with a backup before anything is changed."""

import os
import re
import sqlite3
import unicodedata
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import URL, Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.exc import DBAPIError, OperationalError, SQLAlchemyError
from sqlalchemy.pool import NullPool

from onrecord.errors import RecordError
from onrecord.record.migrations import HEAD, KNOWN, migrate
from onrecord.record.schema import APPLICATION_ID

_BUSY_S = 60  # how long one writer waits for another
_WRITERS = 0x4F6E5263  # one lock for all writers of a PostgreSQL record


def open_engine(url: str, *, create: bool) -> Engine:
    """The engine of a record that is as new as this program.

    `url` is a path of a SQLite file or a `postgresql://` address. Raises RecordError where there is no record and
    none shall be made, and where it is damaged, newer than this program, or something else.
    """
    with translated(_without_password(url)):
        if url.startswith(("postgresql://", "postgres://", "postgresql+psycopg://")):
            return _open_postgres(url, create=create)
        if "://" in url:
            raise RecordError(
                f"{_without_password(url)} is no record: a path of a file or a postgresql:// address was wanted"
            )
        return _open_sqlite(Path(url), create=create)


def _without_password(url: str) -> str:
    """The address as it may be shown; a path is left as it is."""
    return re.sub(r"(?<=://)[^/@]*:[^/]*@|(password=)[^&]*", r"\1***", url) if "://" in url else url


@contextmanager
def translated(name: str) -> Iterator[None]:
    """Errors of a database as RecordError: what happened to which record, and what to do."""
    try:
        yield
    except SQLAlchemyError as problem:
        cause = problem.orig if isinstance(problem, DBAPIError) and problem.orig else problem
        raise RecordError(f"{name} {_reason(str(cause), problem)}") from problem
    except sqlite3.Error as problem:
        raise RecordError(f"{name} {_reason(str(problem), problem)}") from problem


def _reason(words: str, problem: Exception) -> str:
    low = words.lower()
    if "disk is full" in low or "no space left" in low or "disk full" in low or "disk i/o error" in low:
        return "could not be written, the disk is full: what was added before stands; make room and run it again"
    if "locked" in low:
        return f"has been in use by another writer for {_BUSY_S} seconds; try again when it is done"
    if "readonly" in low or "read-only" in low:
        return "cannot be written: the file or its folder is read-only; copy it, or change its permissions"
    if "malformed" in low or "not a database" in low or "corrupt" in low:
        return (
            f"is damaged ({words}); put back a copy or the last *.backup beside it, "
            "and save what can still be read with: sqlite3 FILE .recover"
        )
    if "unable to open" in low:
        return "cannot be opened; check the path and its permissions"
    if isinstance(problem, OperationalError) and ("connect" in low or "password" in low or "does not exist" in low):
        return f"gave no connection ({words.splitlines()[0]}); check the address, and that the server runs"
    return f"gave an error of the database: {words.splitlines()[0]}"


def _open_sqlite(path: Path, *, create: bool) -> Engine:
    if path.is_dir():
        raise RecordError(f"{path} is a folder; give the path of a file, for example {path / 'onrecord.db'}")
    fresh = not path.exists() or path.stat().st_size == 0
    if fresh and not create:
        raise RecordError(f"there is no record at {path}; make one with: onrecord add SOURCE --record {path}")
    if not fresh:
        _check_file(path)
    if fresh and not path.parent.is_dir():
        raise RecordError(f"{path} cannot be made: there is no folder {path.parent}")
    writable = os.access(path if not fresh else path.parent, os.W_OK) and os.access(path.parent, os.W_OK)
    engine = _sqlite_engine(path, writable=writable)
    with closing(engine.connect()) as connection:
        found = version_of(connection)
    if found is None and not fresh and not create:
        raise RecordError(f"there is no record at {path} yet; make one with: onrecord add SOURCE --record {path}")
    if found != HEAD:
        if not writable:
            raise RecordError(f"{path} is of an earlier version and read-only; copy it to where it can be written")
        _bring_up_to_date(engine, found, path)
    return engine


def _check_file(path: Path) -> None:
    """Whether a file is a record, before anything is opened that could change it."""
    try:
        with path.open("rb") as file:
            head = file.read(100)
    except OSError as problem:
        raise RecordError(
            f"{path} cannot be read ({(problem.strerror or '').lower()}); check its permissions"
        ) from problem
    if not head.startswith(b"SQLite format 3\x00"):
        raise RecordError(f"{path} is no record, and no SQLite file; give another --record path")
    if int.from_bytes(head[68:72], "big") == APPLICATION_ID:
        return
    # what was written last may still be in the log beside the file, as when the process that made it was killed
    with closing(sqlite3.connect(path, timeout=_BUSY_S)) as connection:
        [own] = connection.execute("PRAGMA application_id").fetchone()
        [found] = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    if found and own != APPLICATION_ID:
        raise RecordError(f"{path} is a SQLite file of another program; give another --record path")


def _sqlite_engine(path: Path, *, writable: bool) -> Engine:
    if writable:
        engine = create_engine(
            URL.create("sqlite", database=str(path)),
            connect_args={"timeout": _BUSY_S, "check_same_thread": False},
            hide_parameters=True,
        )
    else:  # without a log beside it nobody writes; then it can be read where no lock file can be made
        quiet = "" if Path(f"{path}-wal").exists() else "&immutable=1"
        address = f"file:{quote(str(path))}?mode=ro{quiet}"
        engine = create_engine(
            "sqlite://", creator=lambda: sqlite3.connect(address, uri=True, check_same_thread=False), poolclass=NullPool
        )
    event.listen(engine, "connect", _set_up_writable if writable else _set_up)
    event.listen(engine, "begin", _begin)
    return engine


def _set_up(connection: Any, _record: object) -> None:  # noqa: ANN401 - of the driver
    connection.isolation_level = None  # we begin transactions ourselves: the driver's own come too late
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA cache_size = -65536")  # KiB
    connection.execute("PRAGMA temp_store = MEMORY")
    connection.create_function("lower", 1, _lower, deterministic=True)  # its own knows ASCII alone
    connection.create_function("unaccent", 1, _unaccent, deterministic=True)  # as PostgreSQL's


def _lower(words: object) -> object:
    return words.lower() if isinstance(words, str) else words


def _unaccent(words: object) -> object:
    if not isinstance(words, str):
        return words
    return "".join(sign for sign in unicodedata.normalize("NFKD", words) if not unicodedata.combining(sign))


def _set_up_writable(connection: Any, record: object) -> None:  # noqa: ANN401
    _set_up(connection, record)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")  # what was said to be added survives a power cut, too


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A transaction of the one writer there is at a time: whole or not at all."""
    with translated(name_of(engine)), engine.connect().execution_options(writes=True) as connection, connection.begin():
        if engine.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _WRITERS})
        yield connection


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A transaction that sees one state of the record, whatever is written meanwhile."""
    with translated(name_of(engine)), engine.connect() as plain:
        postgres = engine.dialect.name == "postgresql"
        connection = plain.execution_options(isolation_level="REPEATABLE READ") if postgres else plain
        with connection.begin():
            yield connection


def name_of(engine: Engine) -> str:
    """The record's name for people: its path, or its address without a password."""
    return engine.url.database or "the record" if engine.dialect.name == "sqlite" else str(engine.url)


def version_of(connection: Connection) -> str | None:
    """The version of the record's tables; None where there are none."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def _open_postgres(url: str, *, create: bool) -> Engine:
    try:
        import psycopg  # noqa: F401, PLC0415 - an extra
    except ImportError as problem:
        raise RecordError(
            "records in PostgreSQL need the postgres extra: pip install 'onrecord[postgres]'"
        ) from problem
    address = "postgresql+psycopg://" + url.split("://", 1)[1]
    engine = create_engine(address, pool_pre_ping=True, hide_parameters=True)
    with closing(engine.connect()) as connection:
        found = version_of(connection)
        empty = found is None and not inspect(connection).get_table_names()
    if found is None and not (empty and create):
        raise RecordError(
            f"{name_of(engine)} holds no record; make one with: onrecord add SOURCE --record URL"
            if empty
            else f"{name_of(engine)} holds the tables of another program; give an empty database"
        )
    if found != HEAD:
        _bring_up_to_date(engine, found, None)
    return engine


def _bring_up_to_date(engine: Engine, found: str | None, path: Path | None) -> None:
    if found is not None and found not in KNOWN:
        raise RecordError(
            f"{name_of(engine)} was written by a newer On Record (tables {found}, known here up to {HEAD}); "
            "update with: pip install -U onrecord"
        )
    if found is not None and path is not None:
        back_up(path, Path(f"{path}.before-{HEAD}.backup"))
    with writing(engine) as connection:
        if version_of(connection) != HEAD:  # another process may have been faster
            migrate(connection)


def back_up(path: Path, to: Path) -> None:
    """A copy of a SQLite record as it is now, also while others write; whole or not at all."""
    part = to.with_name(to.name + ".part")
    part.unlink(missing_ok=True)
    try:
        with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(part)) as target:
            source.backup(target)
        part.replace(to)
    except sqlite3.DatabaseError as problem:
        part.unlink(missing_ok=True)
        raise RecordError(f"{path} could not be backed up to {to} ({problem}); nothing was changed") from problem
