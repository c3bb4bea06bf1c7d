"""A judgement kept or taken back, with what follows from it: actors that are one, or two, are linked anew."""

from collections.abc import Mapping
from typing import Any

from onrecord.pipeline.link import link_actors
from onrecord.record.reviews import ReviewRow, add_review, find_review, last_review, withdraw
from onrecord.record.store import Record


def judge(record: Record, **given: Any) -> int:  # noqa: ANN401 - as `add_review`
    """Appends a judgement and gives its number. Raises UsageError where it is none that can be."""
    with record.writing() as connection:
        number = add_review(connection, **given)
    _follow(record, number, given)
    return number


def take_back(record: Record, number: int, reviewer: str) -> None:
    """Withdraws a judgement. Raises UsageError where that cannot be."""
    with record.writing() as connection:
        withdraw(connection, number, reviewer)
        row = find_review(connection, number)
    _follow(record, number, {"subject_kind": row.subject_kind, "subject": row.subject, "verdict": row.verdict})


def undo(record: Record, reviewer: str, *, kind: str, sample: str | None = None) -> ReviewRow | None:
    """Withdraws the reviewer's last judgement of this kind of subject, of this sample; None where there is none."""
    with record.reading() as connection:
        last = last_review(connection, reviewer, kind=kind, sample=sample)
    if last is not None:
        take_back(record, last.id, reviewer)
    return last


def _follow(record: Record, number: int, given: Mapping[str, Any]) -> None:
    if given["subject_kind"] == "merge" and given["verdict"] in {"accept", "reject"}:
        run = record.begin_run("link", {"judgement": number})
        link_actors(record, run, around=str(given["subject"]).split(":"))
        record.end_run(run)
