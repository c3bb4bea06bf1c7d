"""A Discourse Network Analyzer 3 file: documents, and statements with person, organization, concept and agreement."""

import hashlib
import re
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

from onrecord.errors import UsageError
from onrecord.intake.build import Draft, build_reading
from onrecord.intake.fields import ShapeError
from onrecord.intake.incoming import BadRow, Coded, Found, Incoming, PassedOver, row_data
from onrecord.types.actor import ActorKind
from onrecord.types.article import Article, Byline
from onrecord.types.span import Span
from onrecord.types.when import Precision, When

_OURS = re.compile(r"^On Record document (\S.*)$", re.MULTILINE)
_PIECE = re.compile(r"(\d+)-(\d+)")
_DAY_S = 86_400
_TABLES = {"agreement": "DATABOOLEAN", "places": "DATALONGTEXT"}  # of the variables that hold no entity
_ROLES = ("person", "organization", "concept", "agreement", "places")


def rows(file: Path) -> Iterator[Found]:
    """One article per document. UsageError where the file is of no version 3.0 of the program."""
    with closing(_opened(file)) as database:
        # the program keeps no index by document; a temporary one spares a look at every statement for each of them
        database.execute("CREATE TEMP TABLE held AS SELECT * FROM STATEMENTS")
        database.execute("CREATE INDEX temp.held_by_document ON held (DocumentId)")
        types = _types(database)
        for type_, label in database.execute("SELECT ID, Label FROM STATEMENTTYPES ORDER BY ID").fetchall():
            if not {"person", "organization"} & types.get(type_, {}).keys():
                [count] = database.execute(
                    "SELECT COUNT(*) FROM STATEMENTS WHERE StatementTypeId = ?", (type_,)
                ).fetchone()
                if count:
                    reason = f"its {count} statements name no person and no organization, and are passed over"
                    yield PassedOver(where=f"statement type “{label}”", reason=reason)
        yield from _lost(database)
        counts_code_points = database.execute(
            "SELECT COUNT(*) FROM SETTINGS WHERE Property = 'onrecord offsets'"
        ).fetchone()[0]
        for (number,) in database.execute("SELECT ID FROM DOCUMENTS ORDER BY ID").fetchall():
            row = database.execute("SELECT * FROM DOCUMENTS WHERE ID = ?", (number,)).fetchone()
            yield from _document(database, row, types, file)
            if not counts_code_points and any(ord(one) > 0xFFFF for one in row["Text"]):
                yield PassedOver(
                    where=f"document {row['ID']}",
                    reason="holds characters that DNA's window counts twice; statements behind them may be off: look",
                )


def _opened(file: Path) -> sqlite3.Connection:
    database = sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True)
    database.row_factory = sqlite3.Row
    try:
        found = database.execute("SELECT Value FROM SETTINGS WHERE Property = 'version'").fetchone()
    except sqlite3.Error as problem:
        database.close()
        raise UsageError(f"{file} is no file of Discourse Network Analyzer ({problem})") from problem
    if found is None or not str(found[0]).startswith("3.0"):
        database.close()
        version = "no version" if found is None else f"version {found[0]}"
        raise UsageError(f"{file} is of {version} of Discourse Network Analyzer, 3.0 was wanted; convert it there")
    return database


def _types(database: sqlite3.Connection) -> dict[int, dict[str, int]]:
    """The variables of each statement type that a record knows, by name."""
    found: dict[int, dict[str, int]] = {}
    for row in database.execute("SELECT ID, Variable, StatementTypeId FROM VARIABLES"):
        name = row["Variable"].strip().lower().replace("organisation", "organization")
        if name in _ROLES:
            found.setdefault(row["StatementTypeId"], {})[name] = row["ID"]
    return found


def _lost(database: sqlite3.Connection) -> Iterator[BadRow]:
    query = (
        "SELECT ID, DocumentId FROM STATEMENTS WHERE DocumentId IS NULL OR DocumentId NOT IN (SELECT ID FROM DOCUMENTS)"
    )
    for row in database.execute(query).fetchall():
        yield BadRow(where=f"statement {row['ID']}", reason=f"there is no document {row['DocumentId']}")


@dataclass(slots=True, kw_only=True)
class _Place:
    """All that a document's statements say of one place."""

    name: str | None
    organisation: str | None
    stances: dict[str, str] = field(default_factory=dict)


def _document(
    database: sqlite3.Connection, row: sqlite3.Row, types: Mapping[int, Mapping[str, int]], file: Path
) -> Iterator[Found]:
    where, text = f"document {row['ID']}", row["Text"]
    if not isinstance(text, str):
        yield BadRow(where=where, reason="its text is no text")
        return
    places: dict[tuple[Span, ...], _Place] = {}
    query = "SELECT * FROM held WHERE DocumentId = ? ORDER BY Start, Stop, ID"
    for statement in database.execute(query, (row["ID"],)).fetchall():
        variables = types.get(statement["StatementTypeId"], {})
        if {"person", "organization"} & variables.keys():
            try:
                _add(places, statement, _values(database, statement["ID"], variables), text)
            except ShapeError as problem:
                yield BadRow(where=f"statement {statement['ID']} of {where}", reason=str(problem))
    try:
        article = _article(row, file)
        reading = build_reading(article, (_draft(content, one) for content, one in places.items()), "dna")
    except (ShapeError, OverflowError, ValueError, OSError) as problem:
        yield BadRow(where=where, reason=str(problem))
        return
    coded = [
        Coded(start=content[0].start, end=content[-1].end, question=question, value=value)
        for content, one in places.items()
        for question, value in one.stances.items()
    ]
    data = row_data(
        id=article.id, text=text, title=article.headline or "", author=_words(row, "Author") or "",
        outlet=article.outlet or "",
        date=None if article.published is None else str(article.published.earliest),
    )  # fmt: skip
    yield Incoming(where=where, reading=reading, data=data, coded=tuple(coded))


def _values(database: sqlite3.Connection, statement: int, variables: Mapping[str, int]) -> dict[str, Any]:
    short = (
        "SELECT Value FROM DATASHORTTEXT AS d JOIN ENTITIES ON ENTITIES.ID = d.Entity "
        "WHERE d.StatementId = ? AND d.VariableId = ?"
    )
    found: dict[str, Any] = {}
    for name, variable in variables.items():
        query = short
        if name in _TABLES:
            query = f"SELECT Value FROM {_TABLES[name]} WHERE StatementId = ? AND VariableId = ?"  # noqa: S608 - our own names
        value = database.execute(query, (statement, variable)).fetchone()
        found[name] = None if value is None else value[0]
    return found


def _add(places: dict[tuple[Span, ...], _Place], statement: sqlite3.Row, values: Mapping[str, Any], text: str) -> None:
    start, end = statement["Start"], statement["Stop"]
    if not (isinstance(start, int) and isinstance(end, int)):
        raise ShapeError(f"its place is no pair of numbers, {start!r} and {end!r}")
    if not 0 <= start < end <= len(text):
        raise ShapeError(f"[{start}, {end}) is no place of a text of {len(text)} characters")
    name, organisation = (" ".join(str(values.get(one) or "").split()) or None for one in ("person", "organization"))
    content = _pieces(Span(start, end), values.get("places"))
    here = places.setdefault(content, _Place(name=name, organisation=organisation))
    if (here.name, here.organisation) != (name, organisation):
        raise ShapeError(f"[{start}, {end}) is coded twice, with other persons or organizations")
    concept = " ".join(str(values.get("concept") or "").split())
    if not concept or values.get("agreement") is None:
        return
    value = "for" if values["agreement"] else "against"
    if here.stances.setdefault(concept, value) != value:
        raise ShapeError(f"[{start}, {end}) is coded both for and against “{concept}”")


def _pieces(whole: Span, kept: str | None) -> tuple[Span, ...]:
    """The pieces that our own export notes of an interrupted statement, while its ends are still those of the file."""
    pieces = tuple(
        Span(int(one), int(other)) for one, other in _PIECE.findall(str(kept or "")) if int(one) < int(other)
    )
    in_order = all(one.end <= other.start for one, other in pairwise(pieces))
    if pieces and in_order and (pieces[0].start, pieces[-1].end) == (whole.start, whole.end):
        return pieces
    return (whole,)


def _draft(content: tuple[Span, ...], one: _Place) -> Draft:
    if one.name is None and one.organisation is not None:
        return Draft(content=content, name=one.organisation, actor_kind=ActorKind.ORGANISATION)
    return Draft(content=content, name=one.name, organisation=one.organisation)


def _article(row: sqlite3.Row, file: Path) -> Article:
    text, title, author = row["Text"], _words(row, "Title"), _words(row, "Author")
    ours = _OURS.search(_words(row, "Notes") or "")
    digest = hashlib.sha256(f"{title}\n{row['Date']}\n{text}".encode("utf-8", "surrogatepass")).hexdigest()
    return Article(
        id=ours[1] if ours else f"dna{digest[:12]}",
        source=f"{file}, document {row['ID']}",
        text=text,
        headline=title,
        headline_span=Span(0, len(title)) if title and text.startswith(title) else None,
        byline=Byline(people=(author,), printed=author) if author else None,
        outlet=_words(row, "Source"),
        published=_when(row["Date"]),
    )


def _words(row: sqlite3.Row, name: str) -> str | None:
    """A cell that must be words; None where it is empty."""
    value = row[name]
    if value is not None and not isinstance(value, str):
        raise ShapeError(f"its {name} is no text, {value!r}")
    return value or None


def _when(seconds: object) -> When | None:
    """The day; the moment, too, where it is not midnight. 1970-01-01 stands for none."""
    if not seconds:
        return None
    if not isinstance(seconds, int):
        raise ShapeError(f"its Date is no number of seconds, {seconds!r}")
    at = datetime.fromtimestamp(seconds, UTC)
    exact = seconds % _DAY_S != 0
    return When(
        earliest=at.date(),
        latest=at.date(),
        precision=Precision.SECOND if exact else Precision.DAY,
        at=at if exact else None,
        reason="the document's date in Discourse Network Analyzer",
    )
