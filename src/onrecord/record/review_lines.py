"""Judgements as lines of JSON that live beside the articles, and back into a record."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import Connection, insert, select

from onrecord.errors import UsageError
from onrecord.record.anchors import Anchor, anchor_at, find_anchor, load_anchor
from onrecord.record.reviews import project_document
from onrecord.record.rows import text_of
from onrecord.record.schema import document, review, statement

_KEPT = "subject_kind subject field verdict old new scope reviewer note created withdrawn sample".split()


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What became of lines: kept anew, known before, moved to a newer text, and those whose words were not found."""

    kept: int
    known: int
    moved: int
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
    given = _parsed(lines, source)
    kept = known = moved = 0
    unplaced: list[str] = []
    for row in given:
        same = select(review.c.id).where(
            review.c.reviewer == row["reviewer"], review.c.created == row["created"], review.c.field == row["field"]
        )
        if connection.execute(same).first():
            known += 1
            continue
        subject, id_ = row["subject"], None
        if row["subject_kind"] == "statement":
            found = _place(connection, row)
            if found is None:
                words = (row["anchor"] or {}).get("exact", subject)
                unplaced.append(f"{row['reviewer']}, {row['created'][:10]}: “{words[:80]}”")
                continue
            subject, id_ = found
            moved += subject != row["subject"]
        values = {name: row[name] for name in _KEPT} | {
            "subject": subject,
            "document": id_,
            "anchor": json.dumps(row["anchor"]) if row["anchor"] else None,
        }
        connection.execute(insert(review), values)
        kept += 1
        if id_ is not None and row["sample"] is None:
            project_document(connection, id_)
    return Taken(kept=kept, known=known, moved=moved, unplaced=tuple(unplaced))


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
            missing = [name for name in (*_KEPT, "anchor", "address") if name not in row]
            if missing:
                problems.append(f"line {number} has no {', '.join(missing)}")
            else:
                found.append(row)
        except (ValueError, TypeError) as problem:
            problems.append(f"line {number} is no JSON object ({problem})")
    if problems:
        raise UsageError(f"{source}: {'; '.join(problems[:10])}; nothing was taken")
    return found


def _place(connection: Connection, row: dict[str, Any]) -> tuple[str, str] | None:
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
