"""What people judged: appended, attributed, undone by withdrawing; the machine's value stays beside it."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, insert, select, update

from onrecord.errors import UsageError
from onrecord.record.anchors import anchor_at
from onrecord.record.captures import now
from onrecord.record.pack import unpack_reading
from onrecord.record.rows import document_row, statement_rows, text_of
from onrecord.record.schema import actor, document, profile, reading, relation, review, sample_item, statement
from onrecord.types.reading import Reading
from onrecord.types.span import Span


class Verdict(StrEnum):
    """A person's judgement."""

    ACCEPT = "accept"
    CORRECT = "correct"
    REJECT = "reject"
    UNSURE = "unsure"


# what may be judged of each kind of subject; "" is the subject as such
FIELDS = {
    "statement": (
        "",
        "speaker",
        "role",
        "organisation",
        "said",
        "place",
        "occasion",
        "audience",
        "kind",
        "mode",
        "polarity",
    ),
    "merge": ("",),
    "relation": ("",),
    "document": ("", "headline", "outlet", "byline", "published"),
    "position": ("",),
}
_CHOICES = {
    "kind": ("direct", "mixed", "indirect"),
    "mode": ("said", "thought", "planned", "felt"),
    "polarity": ("affirmed", "denied", "not said", "question", "hypothetical"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewRow:
    """One judgement. `old` is the machine's value then, `new` the person's; both are plain values."""

    id: int
    subject_kind: str
    subject: str
    field: str
    verdict: str
    old: Any
    new: Any
    scope: str
    reviewer: str
    note: str | None
    created: str
    withdrawn: str | None
    sample: str | None
    document: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How many subjects were judged, of how many."""

    done: int
    total: int


def add_review(  # noqa: PLR0913 - a judgement says all of this
    connection: Connection,
    *,
    subject_kind: str,
    subject: str,
    verdict: str,
    reviewer: str,
    field: str = "",
    new: object = None,
    note: str | None = None,
    scope: str = "one",
    sample: str | None = None,
) -> int:
    """Appends a judgement and gives its number. Coding of a sample changes nothing that others see.

    `scope` "all" carries a corrected speaker to every statement of the same actor. Raises UsageError where the
    subject, field, verdict or value is none that can be.
    """
    value = checked_value(subject_kind, field, verdict, new)
    if scope not in {"one", "all"}:
        raise UsageError(f"the scope is “one” or “all”, found {scope!r}")
    if not reviewer.strip():
        raise UsageError("a judgement needs a reviewer's name: --reviewer NAME")
    about = _about(connection, subject_kind, subject, field)
    row = {
        "subject_kind": subject_kind,
        "subject": subject,
        "field": field,
        "verdict": verdict,
        "old": json.dumps(about["old"]),
        "new": None if value is None else json.dumps(value),
        "scope": scope,
        "reviewer": reviewer.strip(),
        "note": note or None,
        "created": now(),
        "sample": sample,
        "document": about["document"],
        "anchor": about["anchor"],
    }
    number = int(connection.execute(insert(review).returning(review.c.id), row).scalar_one())
    project_subject(connection, row)
    return number


def withdraw(connection: Connection, number: int, reviewer: str) -> None:
    """Takes a judgement back; it stays in the record as withdrawn. Raises UsageError where that cannot be."""
    row = find_review(connection, number)
    if row.withdrawn is not None:
        raise UsageError(f"judgement {number} was withdrawn already, on {row.withdrawn}")
    if row.reviewer != reviewer.strip():
        raise UsageError(f"judgement {number} is {row.reviewer}'s; only its reviewer takes it back")
    connection.execute(update(review).where(review.c.id == number).values(withdrawn=now()))
    project_subject(connection, asdict(row))


def reviews_of(connection: Connection, subject_kind: str, subject: str) -> list[ReviewRow]:
    """Every judgement of a subject, withdrawn ones too, the first one first."""
    query = select(review).where(review.c.subject_kind == subject_kind, review.c.subject == subject)
    return [_row(one._mapping) for one in connection.execute(query.order_by(review.c.id))]  # noqa: SLF001


def all_reviews(connection: Connection) -> list[ReviewRow]:
    """Every judgement, the first one first."""
    return [_row(one._mapping) for one in connection.execute(select(review).order_by(review.c.id))]  # noqa: SLF001


def last_review(
    connection: Connection, reviewer: str, *, kind: str = "statement", sample: str | None = None
) -> ReviewRow | None:
    """The last judgement of a reviewer that stands, to be undone: of this kind, and of this sample or of none."""
    of_sample = review.c.sample.is_(None) if sample is None else review.c.sample == sample
    query = select(review).where(
        review.c.reviewer == reviewer, review.c.subject_kind == kind, of_sample, review.c.withdrawn.is_(None)
    )
    row = connection.execute(query.order_by(review.c.id.desc()).limit(1)).one_or_none()
    return None if row is None else _row(row._mapping)  # noqa: SLF001


def find_review(connection: Connection, number: int) -> ReviewRow:
    """The judgement of this number. Raises UsageError where there is none."""
    row = connection.execute(select(review).where(review.c.id == number)).one_or_none()
    if row is None:
        raise UsageError(f"the record holds no judgement {number}")
    return _row(row._mapping)  # noqa: SLF001


def awaiting(
    connection: Connection,
    *,
    kind: str = "statement",
    limit: int = 20,
    sample: str | None = None,
    reviewer: str | None = None,
) -> list[str]:
    """Subjects that nobody has judged yet, those that the machine is least sure of first.

    Of a `sample`: its items that the `reviewer` has not coded, in its order.
    """
    if sample is not None:
        coded = select(review.c.subject).where(
            review.c.sample == sample, review.c.reviewer == reviewer, review.c.withdrawn.is_(None)
        )
        query = (
            select(sample_item.c.sid)
            .where(sample_item.c.sample == sample, sample_item.c.sid.not_in(coded))
            .order_by(sample_item.c.position)
        )
        return list(connection.execute(query.limit(limit)).scalars())
    if kind == "merge":
        return [f"{row.left}:{row.right}" for row in connection.execute(_open_merges().limit(limit))]
    open_ = select(statement.c.sid).where(statement.c.verdict.is_(None), statement.c.latest.is_(True))
    return list(connection.execute(open_.order_by(statement.c.confidence, statement.c.id).limit(limit)).scalars())


def progress(
    connection: Connection, *, kind: str = "statement", sample: str | None = None, reviewer: str | None = None
) -> Progress:
    """How far the judging of statements, of merges, or of a sample by one reviewer has come."""
    if sample is not None:
        total = select(func.count()).select_from(sample_item).where(sample_item.c.sample == sample)
        done = select(func.count(review.c.subject.distinct())).where(
            review.c.sample == sample, review.c.reviewer == reviewer, review.c.withdrawn.is_(None)
        )
        return Progress(done=_count(connection, done), total=_count(connection, total))
    if kind == "merge":
        left = _count(connection, select(func.count()).select_from(_open_merges().subquery()))
        judged = select(func.count(review.c.subject.distinct())).where(
            review.c.subject_kind == "merge", review.c.withdrawn.is_(None)
        )
        done_ = _count(connection, judged)
        return Progress(done=done_, total=done_ + left)
    latest = select(func.count()).select_from(statement).where(statement.c.latest.is_(True))
    return Progress(
        done=_count(connection, latest.where(statement.c.verdict.is_not(None))), total=_count(connection, latest)
    )


def _count(connection: Connection, query: Any) -> int:  # noqa: ANN401 - a query
    return int(connection.execute(query).scalar_one())


def _open_merges() -> Any:  # noqa: ANN401 - a query
    """Pairs of profiles in which the machine is neither sure that they are one nor that they are two."""
    subject = relation.c.left + ":" + relation.c.right
    judged = select(review.c.subject).where(review.c.subject_kind == "merge", review.c.withdrawn.is_(None))
    return (
        select(relation.c.left, relation.c.right)
        .where(relation.c.kind == "same_actor", relation.c.score.between(0.4, 0.89), subject.not_in(judged))
        .order_by(func.abs(relation.c.score - 0.5), relation.c.id)
    )


def _row(mapping: Mapping[Any, Any]) -> ReviewRow:
    values = {one.name: mapping[one.name] for one in fields(ReviewRow)}
    for name in ("old", "new"):
        values[name] = None if values[name] is None else json.loads(values[name])
    return ReviewRow(**values)


def checked_value(subject_kind: str, field: str, verdict: str, new: object) -> object:
    """The new value in its usual form. Raises UsageError where anything does not fit."""
    if subject_kind not in FIELDS:
        raise UsageError(f"nothing of kind {subject_kind!r} is judged; {', '.join(FIELDS)} are")
    if field not in FIELDS[subject_kind]:
        named = ", ".join(filter(None, FIELDS[subject_kind])) or "none"
        raise UsageError(f"a {subject_kind} has no field {field!r}; its fields are: {named}")
    if verdict not in set(Verdict):
        raise UsageError(f"{verdict!r} is no verdict; accept, correct, reject or unsure was wanted")
    if verdict != Verdict.CORRECT:
        if new is not None:
            raise UsageError("a new value goes with the verdict correct")
        return None
    if not field:
        raise UsageError("a correction needs the field that is corrected")
    if field in {"said", "published"}:
        return _days(new)
    if not isinstance(new, str) or not new.strip():
        raise UsageError(f"the corrected {field} must be words, found {new!r}")
    if field in _CHOICES and new not in _CHOICES[field]:
        raise UsageError(f"{new!r} is no {field}; {', '.join(_CHOICES[field])} are")
    return " ".join(new.split())


def _days(new: object) -> dict[str, str]:
    """`{"from": day, "to": day}` out of that, or of one day."""
    given = {"from": new, "to": new} if isinstance(new, str) else new
    if not isinstance(given, Mapping) or set(given) != {"from", "to"}:
        raise UsageError(f"a date is a day, or from and to, found {new!r}")
    try:
        first, last = date.fromisoformat(str(given["from"])), date.fromisoformat(str(given["to"]))
    except ValueError as problem:
        raise UsageError(f"{new!r} is no day; 2025-02-13 was wanted") from problem
    if first > last:
        raise UsageError(f"a date cannot end on {last} before it begins on {first}")
    return {"from": first.isoformat(), "to": last.isoformat()}


def _about(connection: Connection, subject_kind: str, subject: str, field: str) -> dict[str, Any]:
    """The document of a subject, its anchor, and the machine's value. Raises UsageError where there is none."""
    if subject_kind == "statement":
        row = connection.execute(
            select(statement, document.c.text, document.c.exact_text)
            .join(document, document.c.id == statement.c.document)
            .where(statement.c.sid == subject)
        ).one_or_none()
        if row is None:
            raise UsageError(f"the record holds no statement {subject}")
        text = text_of(row.text, row.exact_text)
        machine = _machine_row(connection, row.document, subject)
        return {
            "document": row.document,
            "anchor": anchor_at(text, Span(row.start, row.end)).dump(),
            "old": _value(machine, field),
        }
    if subject_kind == "document":
        if connection.execute(select(document.c.id).where(document.c.id == subject)).first() is None:
            raise UsageError(f"the record holds no article {subject}")
        facts = machine_facts(connection, subject)
        days = {"from": facts["published_from"], "to": facts["published_to"]}
        old = days if field == "published" else facts[field] if field else None
        return {"document": subject, "anchor": None, "old": old}
    if subject_kind == "merge":
        left, _, right = subject.partition(":")
        known = connection.execute(select(profile.c.local).where(profile.c.local.in_([left, right]))).scalars().all()
        if len(set(known)) != 2:
            raise UsageError(f"{subject!r} is no pair of actors in articles, LEFT:RIGHT")
    return {"document": None, "anchor": None, "old": None}


def _value(row: Mapping[str, Any], field: str) -> object:
    if not field:
        return None
    return {"from": row["said_from"], "to": row["said_to"]} if field == "said" else row[field]


def _machine_row(connection: Connection, id_: str, sid: str) -> Mapping[str, Any]:
    """A statement as the machine reads it."""
    return next(row for row in machine_rows(connection, id_) if row["sid"] == sid)


def unpacked(connection: Connection, id_: str, which: ColumnElement[bool]) -> Reading | None:
    """A document's reading for which a condition holds; None where there is none."""
    row = connection.execute(
        select(reading.c.packed, document.c.text, document.c.exact_text)
        .join(document, document.c.id == reading.c.document)
        .where(document.c.id == id_, which)
    ).one_or_none()
    return None if row is None else unpack_reading(row.packed, text_of(row.text, row.exact_text))


def present_reading(connection: Connection, id_: str) -> Reading:
    """A document's present reading, before anybody judged. Raises LookupError where there is none."""
    found = unpacked(connection, id_, reading.c.current)
    if found is None:
        raise LookupError(f"the record holds no reading of {id_}")
    return found


def machine_rows(connection: Connection, id_: str) -> list[dict[str, Any]]:
    """The rows of a document's statements as its present reading has them, before anybody judged."""
    of_actor = {
        row.local: row.id
        for row in connection.execute(select(profile.c.local, profile.c.id).where(profile.c.document == id_))
    }
    return [dict(one) for one in statement_rows(present_reading(connection, id_), of_actor)]


def machine_facts(connection: Connection, id_: str) -> dict[str, Any]:
    """What a document's present reading says of the article itself, by columns, before anybody judged."""
    row = document_row(present_reading(connection, id_).article)
    return {name: value for name, value in row.items() if name not in {"id", "text", "exact_text", "text_sha256"}}


def effective_facts(connection: Connection, id_: str) -> dict[str, Any]:
    """The same with every judgement that stands."""
    values = machine_facts(connection, id_)
    for one in _standing(reviews_of(connection, "document", id_)):
        if one.field and one.verdict in {Verdict.CORRECT, Verdict.REJECT}:
            values |= _published(one.new) if one.field == "published" else {one.field: one.new}
    return values


def _published(days: Mapping[str, str] | None) -> dict[str, Any]:
    if days is None:
        return dict.fromkeys(("published_from", "published_to", "published_precision"))
    return {"published_from": days["from"], "published_to": days["to"], "published_precision": _precision(days)}


def _precision(days: Mapping[str, str]) -> str:
    return "day" if days["from"] == days["to"] else "range"


def project_facts(connection: Connection, id_: str) -> None:
    """What is held to be so of an article itself, into the row that is searched."""
    values = effective_facts(connection, id_)
    connection.execute(update(document).where(document.c.id == id_).values(**values))


def _actor_of(connection: Connection, sid: str) -> str | None:
    return connection.execute(
        select(profile.c.actor).join(statement, statement.c.profile == profile.c.id).where(statement.c.sid == sid)
    ).scalar()


_SPEAKERS = (
    review.c.subject_kind == "statement",
    review.c.field == "speaker",
    review.c.withdrawn.is_(None),
    review.c.sample.is_(None),
)


def project_subject(connection: Connection, row: Mapping[Any, Any]) -> None:
    """Writes what is now held to be so of a judgement's subject into what is searched; a sample changes nothing."""
    if row["sample"] is not None:
        return
    if row["subject_kind"] == "statement" and row["document"] is not None:
        project_document(connection, row["document"], only=[row["subject"]])
        if row["scope"] == "all" and row["field"] == "speaker":
            _project_all(connection, _actor_of(connection, row["subject"]))
    elif row["subject_kind"] == "document":
        project_facts(connection, row["subject"])


def _project_all(connection: Connection, actor_id: str | None) -> None:
    """The same for every article in which the actor speaks."""
    if actor_id is not None:
        rows = select(profile.c.document).where(profile.c.actor == actor_id).distinct()
        for id_ in connection.execute(rows).scalars().all():
            project_document(connection, id_)


def project_moved(connection: Connection, profiles: Sequence[str]) -> None:
    """The same where profiles have become another actor, so that corrected speakers outlive a linking.

    A correction that holds for every mention reaches all that the actor has said, in articles added since, too.
    """
    judged = select(review.c.document).where(*_SPEAKERS)
    of_actor = (
        select(profile.c.actor)
        .join(statement, statement.c.profile == profile.c.id)
        .join(review, review.c.subject == statement.c.sid)
        .where(*_SPEAKERS, review.c.verdict == Verdict.CORRECT.value, review.c.scope == "all")
        .correlate(None)
    )
    moved = profile.c.local.in_(profiles)
    touched = moved & (profile.c.document.in_(judged) | profile.c.actor.in_(of_actor))
    documents = set(connection.execute(select(profile.c.document).where(touched).distinct()).scalars())
    now_of = set(connection.execute(select(profile.c.actor).where(moved, profile.c.actor.in_(of_actor))).scalars())
    for id_ in sorted(documents):
        project_document(connection, id_)
    for actor_id in sorted(now_of):
        _project_all(connection, actor_id)


def project_named(connection: Connection, names: Iterable[str]) -> None:
    """The same where the actors of these names are others than before: corrected speakers are who now has the name."""
    corrected = (*_SPEAKERS, review.c.verdict == Verdict.CORRECT.value)
    query = select(review.c.new, review.c.document, review.c.subject, review.c.scope).where(*corrected)
    wanted = {json.dumps(name) for name in names}
    found = [row for row in connection.execute(query) if row.new in wanted]
    for id_ in sorted({row.document for row in found if row.document is not None}):
        project_document(connection, id_)
    for actor_id in sorted({a for row in found if row.scope == "all" and (a := _actor_of(connection, row.subject))}):
        _project_all(connection, actor_id)


def project_document(connection: Connection, id_: str, only: Iterable[str] | None = None) -> None:
    """Statements of a document as they are held to be now: the machine's rows with what people judged of them."""
    wanted = None if only is None else set(only)
    for row in effective_rows(connection, id_):
        if wanted is None or row["sid"] in wanted:
            values = {key: value for key, value in row.items() if key not in {"sid", "document", "position"}}
            connection.execute(update(statement).where(statement.c.sid == row["sid"]).values(**values))


def effective_rows(connection: Connection, id_: str) -> list[dict[str, Any]]:
    """The machine's rows of a document with every judgement that stands."""
    rows = machine_rows(connection, id_)
    judged: dict[str, list[ReviewRow]] = {}
    query = select(review).where(
        review.c.subject_kind == "statement",
        review.c.subject.in_([row["sid"] for row in rows]),
        review.c.withdrawn.is_(None),
        review.c.sample.is_(None),
    )
    for found in connection.execute(query.order_by(review.c.id)):
        judged.setdefault(found.subject, []).append(_row(found._mapping))  # noqa: SLF001
    actor_of = {
        row.id: row.actor
        for row in connection.execute(select(profile.c.id, profile.c.actor).where(profile.c.document == id_))
    }
    everywhere = _everywhere(connection, {one for one in actor_of.values() if one})
    for row in rows:
        row["actor"] = actor_of.get(row["profile"])
        row["verdict"] = None
        if row["actor"] in everywhere:
            _set(connection, row, "speaker", everywhere[row["actor"]])
        for one in judged.get(row["sid"], ()):
            if not one.field:
                row["verdict"] = one.verdict
            elif one.verdict == Verdict.CORRECT:
                row["verdict"] = row["verdict"] or Verdict.CORRECT.value
                _set(connection, row, one.field, one.new)
            elif one.verdict == Verdict.REJECT:
                _set(connection, row, one.field, None)
    return rows


def _everywhere(connection: Connection, actors: set[str]) -> dict[str, str]:
    """Corrected speakers that hold for every mention, by the actor that the machine took them for."""
    if not actors:
        return {}
    query = (
        select(profile.c.actor, review.c.new)
        .join(statement, statement.c.sid == review.c.subject)
        .join(profile, profile.c.id == statement.c.profile)
        .where(
            review.c.subject_kind == "statement",
            review.c.field == "speaker",
            review.c.verdict == Verdict.CORRECT.value,
            review.c.scope == "all",
            review.c.withdrawn.is_(None),
            review.c.sample.is_(None),
            profile.c.actor.in_(actors),
        )
        .order_by(review.c.id)
    )
    return {id_: json.loads(new) for id_, new in connection.execute(query)}


def _set(connection: Connection, row: dict[str, Any], field: str, value: Any) -> None:  # noqa: ANN401 - by field
    """One field of a row as a person says it is; None where they say that it is not so."""
    if field == "said":
        row["said_from"] = None if value is None else value["from"]
        row["said_to"] = None if value is None else value["to"]
        row["said_precision"] = None if value is None else _precision(value)
    elif field == "speaker":
        row["speaker"], row["resolved"] = value, value is not None
        row["actor"] = None if value is None else _actor_called(connection, value)
    else:
        row[field] = value


def _actor_called(connection: Connection, name: str) -> str | None:
    """The one actor of this name; None where there is none, or several."""
    found = connection.execute(select(actor.c.id).where(actor.c.name == name).limit(2)).scalars().all()
    return found[0] if len(found) == 1 else None


def _standing(rows: Sequence[ReviewRow]) -> list[ReviewRow]:
    return [one for one in rows if one.withdrawn is None and one.sample is None]
