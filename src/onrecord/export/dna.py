"""A Discourse Network Analyzer file: person is the actor, concept the question, agreement the stance.

A statement with a stance for or against is a “DNA Statement”. Every other one is kept under a type of its own, so that
whoever codes in the program sees in the text what was found and can code it; networks of DNA statements are not
touched by it. Offsets are code points, as SQL counts them.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from onrecord.errors import UsageError
from onrecord.export.dna_schema import TABLES, VERSION, digest_of, label_of
from onrecord.export.job import REJECTED, Job
from onrecord.record.query import Hit
from onrecord.record.questions import AGAINST, FOR, StoredStance
from onrecord.record.rows import clean
from onrecord.record.selection import Selected
from onrecord.types.actor import ActorKind
from onrecord.types.article import Article
from onrecord.types.span import Span

CODED, FOUND = 1, 2  # statement types
PERSON, ORGANIZATION, CONCEPT, AGREEMENT = 1, 2, 3, 4  # variables of the first
_VARIABLES = (
    (PERSON, "person", "short text", CODED),
    (ORGANIZATION, "organization", "short text", CODED),
    (CONCEPT, "concept", "short text", CODED),
    (AGREEMENT, "agreement", "boolean", CODED),
    (5, "person", "short text", FOUND),
    (6, "organization", "short text", FOUND),
    (7, "kind", "short text", FOUND),
    (8, "mode", "short text", FOUND),
    (9, "polarity", "short text", FOUND),
    (10, "said", "short text", FOUND),
    (11, "confidence in percent", "integer", FOUND),
    (12, "words", "long text", FOUND),
    (13, "places", "long text", FOUND),
)
_ADMIN = 1
NOTE = "On Record document "  # opens the notes of a document, and its id follows


def write(job: Job, path: Path) -> None:
    """The file at `path`, which is new."""
    try:
        with closing(sqlite3.connect(path)) as database:
            database.execute("PRAGMA foreign_keys = ON")
            with database:
                _set_up(database, job.password)
                file = _File(database)
                for one in job.articles():
                    _write_article(file, one, job)
    except sqlite3.OperationalError as problem:  # no room, no permission
        raise UsageError(f"the file cannot be written ({problem}); give another --output") from problem
    job.notes.append(f"open it in DNA as coder Admin with the password “{job.password}”, and change that there")
    if job.changed["articles with characters that Java counts twice"]:
        job.notes.append(
            "offsets are code points; DNA's window counts some characters, such as emoji, twice, "
            "and may mark the words behind them too early in those articles"
        )


def _set_up(database: sqlite3.Connection, password: str) -> None:
    for table in TABLES:
        database.execute(table)
    database.executemany(
        "INSERT INTO SETTINGS VALUES (?, ?)", [("version", VERSION), ("onrecord offsets", "code points")]
    )
    database.execute(
        "INSERT INTO CODERS (ID, Name, Red, Green, Blue, Password) VALUES (?, 'Admin', 239, 208, 51, ?)",
        (_ADMIN, digest_of(password)),
    )
    types = [(CODED, "DNA Statement", 239, 208, 51), (FOUND, "Statement found by On Record", 120, 170, 220)]
    database.executemany("INSERT INTO STATEMENTTYPES VALUES (?, ?, ?, ?, ?)", types)
    database.executemany("INSERT INTO VARIABLES VALUES (?, ?, ?, ?)", _VARIABLES)


@dataclass
class _File:
    """A file that is being written, with the entities it holds."""

    database: sqlite3.Connection
    documents: int = 0
    statements: int = 0
    entities: dict[tuple[int, str], int] = field(default_factory=dict)
    values: set[tuple[int, str]] = field(default_factory=set)

    def entity(self, variable: int, words: str, key: str | None = None) -> int:
        """The number of an entity; two that only look alike (other `key`) get labels that differ."""
        known = self.entities.get((variable, key or words))
        if known is not None:
            return known
        value = label_of(words)
        if (variable, value) in self.values:
            value = label_of(f"{value[:150]} ({key or words})")
        number = len(self.entities) + 1
        self.database.execute(
            "INSERT INTO ENTITIES (ID, VariableId, Value) VALUES (?, ?, ?)", (number, variable, value)
        )
        self.entities[variable, key or words] = number
        self.values.add((variable, value))
        return number

    def statement(self, type_: int, start: int, end: int) -> int:
        """A new statement of the last document."""
        self.statements += 1
        row = (self.statements, type_, self.documents, start, end, _ADMIN)
        self.database.execute("INSERT INTO STATEMENTS VALUES (?, ?, ?, ?, ?, ?)", row)
        return self.statements

    def data(self, table: str, statement: int, variable: int, value: object) -> None:
        """The value of a statement's variable."""
        column = "Entity" if table == "DATASHORTTEXT" else "Value"
        self.database.execute(
            f"INSERT INTO {table} (StatementId, VariableId, {column}) VALUES (?, ?, ?)",  # noqa: S608 - our own names
            (statement, variable, value),
        )


def _write_article(file: _File, one: Selected, job: Job) -> None:
    article = one.reading.article
    _write_document(file, article, job)
    for hit in one.hits:
        if hit.verdict == "reject":
            job.left_out[REJECTED] += 1
            continue
        stances = list(_fitting(one.stances.get(hit.statement_id, ()), job))
        pieces = next(s.content for s in one.reading.statements if s.id == hit.statement_id)
        if len(pieces) > 1:
            job.changed["interrupted statements, marked from their first word to their last"] += 1
        for stance in stances:
            number = file.statement(CODED, hit.start, hit.end)
            _write_actor(file, number, hit, one, (PERSON, ORGANIZATION))
            file.data("DATASHORTTEXT", number, CONCEPT, file.entity(CONCEPT, stance.question))
            file.data("DATABOOLEAN", number, AGREEMENT, int(stance.value == FOR))
            job.written["DNA statements"] += 1
        if not stances:
            _write_found(file, hit, one, pieces)
            job.written["statements without a stance, under a type of their own"] += 1


def _write_document(file: _File, article: Article, job: Job) -> None:
    file.documents += 1
    text = clean(article.text)
    title = article.headline or next((line for line in text.splitlines() if line.strip()), article.id)
    notes = [NOTE + article.id, *([article.url] if article.url else [])]
    if article.published is None or article.published.earliest is None:
        notes.append("The day of publication is not known; 1970-01-01 stands for that.")
        job.changed["articles without a day, dated 1970-01-01"] += 1
    job.changed["articles with characters that Java counts twice"] += any(ord(one) > 0xFFFF for one in text)
    byline = ", ".join(article.byline.people or article.byline.outlets) if article.byline else ""
    row = [
        file.documents,
        title,
        text,
        _ADMIN,
        byline,
        article.outlet or "",
        "",
        "\n".join(notes),
        "",
        _seconds(article),
    ]
    for place in (1, 4, 5):
        row[place] = label_of(clean(str(row[place])))
    row[7] = clean(str(row[7]))
    file.database.execute(f"INSERT INTO DOCUMENTS VALUES ({', '.join('?' * len(row))})", row)  # noqa: S608


def _seconds(article: Article) -> int:
    """When it was published, in seconds since 1970 in UTC; midnight where only the day is known."""
    when = article.published
    if when is None or when.earliest is None:
        return 0
    at = when.at or datetime(when.earliest.year, when.earliest.month, when.earliest.day, tzinfo=UTC)
    return int(at.timestamp())


def _fitting(stances: tuple[StoredStance, ...], job: Job) -> Iterator[StoredStance]:
    """Those that are true or false."""
    for one in stances:
        if one.value in {FOR, AGAINST}:
            yield one
        else:
            job.left_out[f"stances that are “{one.value}”, which agreement cannot hold"] += 1


def _write_actor(file: _File, number: int, hit: Hit, one: Selected, variables: tuple[int, int]) -> None:
    """Who speaks: an organisation or a state speaks as an organization, everyone else as a person of one."""
    name = one.actors.get(hit.actor_id or "", hit.speaker) or ""
    whole = _kind(hit, one) in {ActorKind.ORGANISATION, ActorKind.STATE}
    person, organization = ("", name) if whole else (name, hit.organisation or "")
    key = hit.actor_id if person else None
    file.data("DATASHORTTEXT", number, variables[0], file.entity(variables[0], person, key))
    file.data("DATASHORTTEXT", number, variables[1], file.entity(variables[1], organization))


def _kind(hit: Hit, one: Selected) -> ActorKind | None:
    """What the speaker is; None where a person corrected the name to one that the record does not know."""
    speaker = one.reading.speakers.get(hit.statement_id)
    own = speaker.kind if speaker is not None and speaker.name == hit.speaker else None
    return one.kinds.get(hit.actor_id or "", own)


def _write_found(file: _File, hit: Hit, one: Selected, pieces: tuple[Span, ...]) -> None:
    number = file.statement(FOUND, hit.start, hit.end)
    _write_actor(file, number, hit, one, (5, 6))
    for variable, value in ((7, hit.kind), (8, hit.mode), (9, hit.polarity), (10, hit.said_from or "")):
        file.data("DATASHORTTEXT", number, variable, file.entity(variable, value))
    file.data("DATAINTEGER", number, 11, round(100 * hit.confidence))
    file.data("DATALONGTEXT", number, 12, hit.content)
    file.data("DATALONGTEXT", number, 13, " ".join(f"{piece.start}-{piece.end}" for piece in pieces))
