"""Judgements as lines of JSON that live beside the articles, and back into a record."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import Connection, insert, select, update

from onrecord.errors import UsageError
from onrecord.record.anchors import Anchor, anchor_at, find_anchor, is_anchor, load_anchor
from onrecord.record.reviews import checked_value, project_document, project_subject
from onrecord.record.rows import clean, text_of
from onrecord.record.schema import document, review, statement

_KEPT = "subject_kind subject field verdict old new scope reviewer note created withdrawn sample".split()


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What became of lines: kept anew, known before, moved to a newer text; `unplaced` are those that found no place."""

    kept: int
    known: int
    moved: int
    withdrawn: int  # of those known before, that were taken back since
    unplaced: tuple[str, ...]


def review_lines(connection: Connection) -> Iterator[str]:
    """Every judgement as a line that says where its words stand, in the order in which they were made."""
    query = (
        select(review, document.c.address, document.c.text_sha256)
        .outerjoin(document, document.c.id == review.c.document)
        .order_by(review.c.created, review.c.id)
    )
    for row in connection.execute(query):
        mapping = row._mapping  # noqa: SLF001 - the library's public name
        anchor = load_anchor(row.anchor)
        line = {name: mapping[name] for name in _KEPT} | {
            "address": row.address,
            "text_sha256": row.text_sha256,
            "anchor": asdict(anchor) if anchor else None,
        }
        yield json.dumps(line, ensure_ascii=False, sort_keys=True) + "\n"


def take_review_lines(connection: Connection, lines: Iterable[str], source: str) -> Taken:
    """Keeps the judgements of the lines that the record does not have; running it again adds nothing.

    A judgement whose statement is gone is put to the statement with the same words, if they are found for sure.
    Raises UsageError that lists every line which is none, before anything is written.
    """
    kept = known = moved = withdrawn = 0
    unplaced: list[str] = []
    for row in _parsed(lines, source):
        same = _same(connection, row)
        if same is not None:
            known += 1
            if row["withdrawn"] and same.withdrawn is None:
                connection.execute(update(review).where(review.c.id == same.id).values(withdrawn=row["withdrawn"]))
                project_subject(connection, same._mapping)  # noqa: SLF001 - the library's public name
                withdrawn += 1
            continue
        place = _PLACES.get(row["subject_kind"], _anywhere)(connection, row)
        if place is None:
            words = (row["anchor"] or {}).get("exact", row["subject"])
            unplaced.append(f"{row['reviewer']}, {row['created'][:10]}: “{words[:80]}”")
            continue
        subject, id_ = place
        values = {name: row[name] for name in _KEPT} | {
            "subject": subject,
            "document": id_,
            "anchor": json.dumps(row["anchor"]) if row["anchor"] else None,
        }
        connection.execute(insert(review), values)
        project_subject(connection, values)
        kept += 1
        moved += subject != row["subject"]
    return Taken(kept=kept, known=known, moved=moved, withdrawn=withdrawn, unplaced=tuple(unplaced))


def _same(connection: Connection, row: Mapping[str, Any]) -> Any:  # noqa: ANN401 - a row
    """The judgement that a line is, where the record has it: of this subject, or of the words it was moved to."""
    names = ("reviewer", "created", "subject_kind", "field", "verdict", "new")
    query = select(review).where(*(review.c[name] == row[name] for name in names))
    anchor = json.dumps(row["anchor"]) if row["anchor"] else None
    found = connection.execute(query.order_by(review.c.id)).all()
    return next((one for one in found if row["subject"] == one.subject or (anchor and anchor == one.anchor)), None)


def carry_reviews(connection: Connection, old: str, new: str) -> tuple[int, tuple[str, ...]]:
    """Puts the standing judgements of a document's statements to the same words of its newer text.

    Gives how many found their place, and those that did not, which stay with the older text.
    """
    query = select(review).where(
        review.c.document == old, review.c.subject_kind == "statement", review.c.withdrawn.is_(None)
    )
    text = text_of(
        *connection.execute(select(document.c.text, document.c.exact_text).where(document.c.id == new)).one()
    )
    carried, unplaced = 0, []
    for row in connection.execute(query.order_by(review.c.id)).all():
        anchor = load_anchor(row.anchor)
        place = find_anchor(anchor, text) if anchor else None
        sid = (
            place
            and connection.execute(
                select(statement.c.sid).where(
                    statement.c.document == new, statement.c.start == place.start, statement.c.end == place.end
                )
            ).scalar()
        )
        if anchor is None or place is None or sid is None:
            unplaced.append(f"{row.reviewer}, {row.created[:10]}: “{anchor.exact[:80] if anchor else row.subject}”")
            continue
        values = {name: row._mapping[name] for name in _KEPT}  # noqa: SLF001
        placed = anchor_at(text, place).dump()
        connection.execute(insert(review), values | {"subject": sid, "document": new, "anchor": placed})
        carried += 1
    project_document(connection, new)
    return carried, tuple(unplaced)


def _parsed(lines: Iterable[str], source: str) -> list[dict[str, Any]]:
    found, problems = [], []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            if not isinstance(row, dict):
                raise UsageError("is no JSON object")  # noqa: TRY301 - told with the others
            _check(row)
            found.append({name: clean(value) if isinstance(value, str) else value for name, value in row.items()})
        except (ValueError, RecursionError) as problem:
            problems.append(f"line {number} is no JSON object ({problem})")
        except UsageError as problem:
            problems.append(f"line {number} {problem}")
    if problems:
        raise UsageError(f"{source}: {'; '.join(problems[:10])}; nothing was taken")
    return found


def _check(row: Mapping[str, Any]) -> None:
    """Raises UsageError where a line is no judgement."""
    missing = [name for name in (*_KEPT, "anchor", "address") if name not in row]
    if missing:
        raise UsageError(f"has no {', '.join(missing)}")
    wanted = "subject_kind subject field verdict scope reviewer created".split()
    other = [name for name in wanted if not isinstance(row[name], str)]
    maybe = "old new note withdrawn sample address".split()
    other += [name for name in maybe if not isinstance(row[name], str | None)]
    if other:
        raise UsageError(f"has a {other[0]} that is no string, {row[other[0]]!r}")
    checked_value(row["subject_kind"], row["field"], row["verdict"], json.loads(row["new"] or "null"))
    json.loads(row["old"] or "null")
    if row["anchor"] is not None and not is_anchor(row["anchor"]):
        raise UsageError(f"has an anchor that is none, {row['anchor']!r}")


def _statement(connection: Connection, row: Mapping[str, Any]) -> tuple[str, str] | None:
    """The statement that a line is about, and its document."""
    same = connection.execute(
        select(statement.c.sid, statement.c.document).where(statement.c.sid == row["subject"])
    ).first()
    if same is not None:
        return same.sid, same.document
    if row["anchor"] is None or row["address"] is None:
        return None
    anchor = Anchor(**row["anchor"])
    query = select(document).where(document.c.address == row["address"]).order_by(document.c.version.desc())
    for candidate in connection.execute(query).all():
        place = find_anchor(anchor, text_of(candidate.text, candidate.exact_text))
        if place is not None:
            near = connection.execute(
                select(statement.c.sid).where(
                    statement.c.document == candidate.id, statement.c.start == place.start, statement.c.end == place.end
                )
            ).scalar()
            if near is not None:
                return near, candidate.id
    return None


def _document(connection: Connection, row: Mapping[str, Any]) -> tuple[str, str] | None:
    """The article that a line is about: the one with its id, or the latest version at its address."""
    ids = select(document.c.id)
    own = connection.execute(ids.where(document.c.id == row["subject"])).scalar()
    at = ids.where(document.c.address == row["address"], document.c.latest)
    id_ = own or connection.execute(at).scalar()
    return None if id_ is None else (id_, id_)


def _anywhere(_connection: Connection, row: Mapping[str, Any]) -> tuple[str, None]:
    return row["subject"], None


_PLACES: Mapping[str, Callable[[Connection, Mapping[str, Any]], tuple[str, str | None] | None]] = {
    "statement": _statement,
    "document": _document,
}
