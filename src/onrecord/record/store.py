"""The record: what was captured, read and judged, kept for years."""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar

from sqlalchemy import Connection, Engine, delete, insert, select, update

from onrecord.errors import RecordError
from onrecord.record.actors import drop_profiles
from onrecord.record.captures import Kept, insert_new, keep_captures, keep_failure, load_capture, now
from onrecord.record.opening import back_up, name_of, open_engine, reading, writing
from onrecord.record.pack import pack_reading, unpack_reading
from onrecord.record.reviews import present_reading, project_document, project_facts, unpacked
from onrecord.record.rows import (
    Row,
    clean,
    document_row,
    event_rows,
    fact_rows,
    headline_rows,
    profile_row,
    relation_rows,
    statement_rows,
    storable,
)
from onrecord.record.schema import (
    capture,
    document,
    event,
    fact,
    former,
    headline_check,
    outcome,
    profile,
    profile_key,
    relation,
    run,
    statement,
)
from onrecord.record.schema import reading as reading_table
from onrecord.types.article import ROW_TYPE, Article, Capture, with_facts_of
from onrecord.types.reading import Reading
from onrecord.version import VERSION

T = TypeVar("T")


class TakenIdError(RecordError):
    """Another article has the id: it was given twice, or another writer was faster."""


class PartlyKnownError(RecordError):
    """The text is known, and its inputs tell different things of it: `article` holds both, and is to be read."""

    def __init__(self, article: Article) -> None:
        super().__init__(f"more was told of the article {article.id}; run the command again")
        self.article = article


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What a reading became: a document, new or known; `supersedes` is the version before it."""

    document: str
    new: bool
    filled: bool = False  # a known text that was read again, since its input now says more: a date, an outlet
    back: bool = False  # an earlier version that is the present one again
    version: int = 1
    supersedes: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredReading:
    """A reading that is kept, the present one or an earlier one."""

    id: int
    document: str
    engine: str
    made: str
    current: bool


class Record:
    """A record that is open. It may be shared by threads; every call is a transaction of its own."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    @classmethod
    def open(cls, url: str | Path, *, create: bool = False) -> Self:
        """The record at a path or a `postgresql://` address; RecordError where it cannot be opened."""
        return cls(open_engine(str(url), create=create))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _problem: BaseException | None, _at: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Gives back every connection."""
        self.engine.dispose()

    @property
    def name(self) -> str:
        """Path or address, for people."""
        return name_of(self.engine)

    def back_up(self, to: Path) -> None:
        """A copy of the record as it is now, whole or not at all; RecordError where it is no SQLite file."""
        if self.engine.dialect.name != "sqlite":
            raise RecordError(f"{self.name} is in PostgreSQL; back it up with pg_dump")
        back_up(Path(self.name), to)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that sees one state of the record."""
        with reading(self.engine) as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that is carried out whole or not at all."""
        with writing(self.engine) as connection:
            yield connection

    # runs

    def begin_run(self, tool: str, parameters: Mapping[str, object], models: Mapping[str, str] | None = None) -> int:
        """Notes that a tool begins to write; gives the run's number."""
        row = {
            "tool": tool,
            "version": VERSION,
            "models": json.dumps(dict(models or {})),
            "parameters": json.dumps(parameters),
            "started": now(),
        }
        with self.writing() as connection:
            return int(connection.execute(insert(run).returning(run.c.id), row).scalar_one())

    def end_run(self, number: int) -> None:
        """Notes that a run came to its end."""
        with self.writing() as connection:
            connection.execute(update(run).where(run.c.id == number).values(ended=now()))

    # captures

    def keep_captures(self, captures: Sequence[tuple[str, Capture]], run: int) -> list[Kept]:
        """Keeps (source, capture) pairs before anything is derived from them."""
        with self.writing() as connection:
            return keep_captures(connection, captures, run)

    def keep_failure(self, kept: int, run: int, reason: str) -> None:
        """Notes why a capture gave no article."""
        with self.writing() as connection:
            keep_failure(connection, kept, run, clean(reason))

    def load_capture(self, id_: int) -> tuple[str, Capture]:
        """The (source, capture) pair with its bytes; LookupError where there is none."""
        with self.reading() as connection:
            return load_capture(connection, id_)

    # readings

    def free_id(self, wanted: str, kept: int, text: str | None = None) -> str:
        """The id for a document of this capture: the one its input gave, unless another text has it already.

        `text` is the document's, where it is known before reading.
        """
        wanted = storable(wanted)
        own = None if text is None else hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
        with self.reading() as connection:
            told = select(capture.c.address, capture.c.sha256, capture.c.columns).where(capture.c.id == kept)
            words = "\n".join(connection.execute(told).one()).encode("utf-8", "surrogatepass")
            suffix = hashlib.sha256(words).hexdigest()
            for id_ in (wanted, *(f"{wanted}.{suffix[:length]}" for length in (8, 16, 32))):
                query = select(document.c.text_sha256, document.c.capture).where(document.c.id == id_)
                taken = connection.execute(query).one_or_none()
                if taken is None or taken.text_sha256 == own or taken.capture == kept:
                    return id_
        raise TakenIdError(f"other articles have the id {wanted} and those made from it; give it another one")

    def keep_reading(self, kept: int, reading: Reading, run: int, *, fill: bool = True) -> Added:
        """Keeps what a capture was read as. A text that the record holds already adds nothing.

        With `fill`, what the record did not know of such a text, as its date, is taken in; where the reading does
        not know what the record does, that needs another reading: raises PartlyKnownError with the article to read.
        Raises TakenIdError where another text has the article's id: ask `free_id` for one before reading.
        """
        with self.writing() as connection:
            return _keep_reading(connection, kept, reading, run, fill=fill)

    def keep_known(self, kept: int, run: int) -> str | None:
        """Notes that a page was met again as it was in an earlier version; gives that, where it was not the present one.

        A row says nothing of the kind: files are added again and again, with every version that they hold.
        """
        with self.writing() as connection:
            found = connection.execute(select(outcome.c.document).where(outcome.c.capture == kept)).scalar()
            return found if found is not None and _make_latest(connection, kept, found, run) else None

    def keep_rereading(self, reading: Reading, run: int) -> bool:
        """Puts a newer reading of a document's text in the place of the present one, which is kept.

        False where the engine and the answer are the same as before, so that nothing was written.
        """
        with self.writing() as connection:
            return _keep_rereading(connection, reading, run)

    def keep_newer_text(
        self, kept: int, reading: Reading, run: int, carry: Callable[[Connection, str, str], T]
    ) -> tuple[Added, T | None]:
        """Keeps another text of the same capture as a newer version; `carry` takes what people judged along."""
        with self.writing() as connection:
            added = _keep_reading(connection, kept, reading, run, fill=False)
            told = carry(connection, added.supersedes, added.document) if added.new and added.supersedes else None
        return added, told

    def load_reading(self, id_: str, number: int | None = None) -> Reading:
        """A document's present reading, or the one of this number; LookupError where there is none."""
        chosen = reading_table.c.current if number is None else reading_table.c.id == number
        with self.reading() as connection:
            found = unpacked(connection, id_, chosen)
        if found is None:
            raise LookupError(f"the record holds no such reading of {id_}")
        return found

    def readings_of(self, id_: str) -> list[StoredReading]:
        """All readings of a document, the first one first."""
        wanted = select(*(reading_table.c[name] for name in StoredReading.__slots__))
        with self.reading() as connection:
            rows = connection.execute(wanted.where(reading_table.c.document == id_).order_by(reading_table.c.id))
            return [StoredReading(**row._mapping) for row in rows]  # noqa: SLF001 - the library's public name


def engine_of(made: Reading) -> str:
    """What made a reading, in one line: the version and each model with the beginning of its digest."""
    models = " ".join(f"{name}:{digest[:12]}" for name, digest in sorted(made.models.items()))
    return f"onrecord {made.version} {models}".strip()


def _keep_reading(connection: Connection, kept: int, made: Reading, run_: int, *, fill: bool) -> Added:
    article = made.article
    known = connection.execute(select(document.c.text_sha256).where(document.c.id == article.id)).scalar()
    if known is not None:
        if known != article.text_sha256:
            raise TakenIdError(f"another article has the id {article.id}; run the command again")
        return _keep_known(connection, kept, article.id, made, run_, fill=fill)
    address = connection.execute(select(capture.c.address).where(capture.c.id == kept)).scalar_one()
    versions = connection.execute(
        select(document.c.id, document.c.version, document.c.text_sha256, document.c.latest)
        .where(document.c.address == address)
        .order_by(document.c.version)
    ).all()
    same = next((one for one in reversed(versions) if one.text_sha256 == article.text_sha256), None)
    if same is not None:
        return _keep_known(connection, kept, same.id, made, run_, fill=fill)
    version = max((one.version for one in versions), default=0) + 1
    supersedes: str | None = next((one.id for one in versions if one.latest), None)
    row = document_row(article) | {
        "address": address,
        "version": version,
        "supersedes": supersedes,
        "capture": kept,
        "run": run_,
        "added": now(),
        "latest": True,
    }
    if supersedes is not None:
        connection.execute(update(document).where(document.c.id == supersedes).values(latest=False))
        connection.execute(update(statement).where(statement.c.document == supersedes).values(latest=False))
    connection.execute(insert(document), row)
    _insert_reading(connection, made, run_)
    _insert_rows(connection, fact, fact_rows(article))
    _note(connection, kept, run_, article.id)
    return Added(document=article.id, new=True, version=version, supersedes=supersedes)


def _keep_known(  # noqa: PLR0913 - what is known of one document
    connection: Connection, kept: int, id_: str, made: Reading, run_: int, *, fill: bool
) -> Added:
    """A text that is known: where its input now says what was open, it is read anew with that."""
    back = _make_latest(connection, kept, id_, run_)
    _note(connection, kept, run_, id_)
    if not fill or is_imported(connection, id_):
        return Added(document=id_, new=False, back=back)
    old = present_reading(connection, id_).article
    both = with_facts_of(old, made.article)
    if both == old:
        return Added(document=id_, new=False, back=back)
    if both != made.article:
        raise PartlyKnownError(both)
    _keep_rereading(connection, made, run_)
    return Added(document=id_, new=False, filled=True, back=back)


def is_imported(connection: Connection, id_: str) -> bool:
    """Whether a document's statements are what another program or its users made, and not this engine."""
    query = select(run.c.tool).join(reading_table, reading_table.c.run == run.c.id)
    made_by = connection.execute(query.where(reading_table.c.document == id_, reading_table.c.current)).scalar()
    return made_by == "import"


def _make_latest(connection: Connection, kept: int, id_: str, run_: int) -> bool:
    """Makes an earlier version of a page the present one again, which it was found to be; whether it was not."""
    one = connection.execute(select(document.c.address, document.c.latest).where(document.c.id == id_)).one()
    of = connection.execute(select(capture.c.address, capture.c.media_type).where(capture.c.id == kept)).one()
    if one.latest or of.address != one.address or of.media_type == ROW_TYPE:
        return False
    connection.execute(update(document).where(document.c.address == one.address).values(latest=document.c.id == id_))
    versions = select(document.c.id).where(document.c.address == one.address)
    connection.execute(
        update(statement).where(statement.c.document.in_(versions)).values(latest=statement.c.document == id_)
    )
    _note(connection, kept, run_, id_)
    return True


def _note(connection: Connection, kept: int, run_: int, document_: str) -> None:
    connection.execute(delete(outcome).where(outcome.c.capture == kept))
    connection.execute(insert(outcome), {"capture": kept, "run": run_, "document": document_, "reason": None})


def _insert_reading(connection: Connection, made: Reading, run_: int) -> None:
    """The reading, packed, and the rows it is asked by."""
    article = made.article
    packed = pack_reading(made)
    row = {
        "document": article.id,
        "run": run_,
        "engine": engine_of(made),
        "made": now(),
        "sha256": hashlib.sha256(packed).hexdigest(),
        "packed": packed,
        "current": True,
    }
    number = connection.execute(insert(reading_table).returning(reading_table.c.id), row).scalar_one()
    of_actor = _keep_profiles(connection, made)
    more = {"reading": number, "latest": _is_latest(connection, article.id)}
    _insert_rows(connection, statement, (row | more for row in statement_rows(made, of_actor)))
    _insert_rows(connection, relation, relation_rows(made))
    _insert_rows(connection, event, event_rows(made))
    _insert_rows(connection, headline_check, headline_rows(made))


def _keep_profiles(connection: Connection, made: Reading) -> dict[str, int]:
    """The actors as the reading names them, by their ids in it. Those that were there before stay who they are."""
    of_document = profile.c.document == made.article.id
    before = {row.local: row._mapping for row in connection.execute(select(profile).where(of_document))}  # noqa: SLF001
    rows = {str(row["local"]): row for row in (profile_row(actor, made.article) for actor in made.actors)}
    gone = before.keys() - rows.keys()
    if gone:
        drop_profiles(connection, made.article.id, sorted(gone))
    _insert_rows(connection, profile, (row for local, row in rows.items() if local not in before))
    for local, old in before.items():
        if local in rows and any(old[name] != value for name, value in rows[local].items()):
            connection.execute(update(profile).where(profile.c.id == old["id"]).values(**rows[local], linked=False))
            connection.execute(delete(profile_key).where(profile_key.c.profile == old["id"]))
    return {local: id_ for id_, local in connection.execute(select(profile.c.id, profile.c.local).where(of_document))}


def _is_latest(connection: Connection, id_: str) -> bool:
    return bool(connection.execute(select(document.c.latest).where(document.c.id == id_)).scalar_one())


def _insert_rows(connection: Connection, table: object, rows: Iterable[Row]) -> None:
    listed = list(rows)
    if listed:
        connection.execute(insert(table), listed)  # type: ignore[arg-type]


def _keep_rereading(connection: Connection, made: Reading, run_: int) -> bool:
    id_ = made.article.id
    present = connection.execute(
        select(reading_table.c.id, reading_table.c.packed, reading_table.c.engine).where(
            reading_table.c.document == id_, reading_table.c.current
        )
    ).one()
    if present.engine == engine_of(made) and unpack_reading(present.packed, made.article.text) == made:
        return False
    old = connection.execute(select(statement.c.sid).where(statement.c.document == id_)).scalars().all()
    for table in (statement, relation, event, headline_check):
        connection.execute(delete(table).where(table.c.document == id_))
    connection.execute(update(reading_table).where(reading_table.c.id == present.id).values(current=False))
    _insert_reading(connection, made, run_)
    held = {one.id for one in made.statements}
    gone = [{"sid": sid, "reading": present.id} for sid in old if sid not in held]
    if gone:
        connection.execute(insert_new(connection, former), gone)
    connection.execute(delete(former).where(former.c.sid.in_(held)))
    connection.execute(delete(fact).where(fact.c.document == id_))
    _insert_rows(connection, fact, fact_rows(made.article))
    project_facts(connection, id_)
    project_document(connection, id_)
    return True
