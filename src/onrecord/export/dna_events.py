"""DNA's list of events: one line per statement and stance, divided by semicolons, with the columns of its own export.

Its own writer replaces semicolons and quotation marks inside values; this one keeps them and quotes (RFC 4180).
"""

import csv
from typing import BinaryIO

from onrecord.export.csv_file import Text
from onrecord.export.job import REJECTED, Job
from onrecord.record.query import Hit
from onrecord.record.questions import AGAINST, FOR
from onrecord.record.rows import clean
from onrecord.record.selection import Selected

COLUMNS = (
    "statement_id", "time", "person", "organization", "concept", "agreement", "start_position", "stop_position", "text",
    "coder", "document_id", "document_title", "document_author", "document_source", "document_section", "document_type",
)  # fmt: skip


def write(job: Job, to: BinaryIO) -> None:
    """A head line and the events. A statement without a stance for or against is no event, and is counted."""
    with Text(to) as text:
        out = csv.writer(text, delimiter=";", lineterminator="\r\n")
        out.writerow(COLUMNS)
        for one in job.articles():
            for hit in one.hits:
                out.writerows(_events(hit, one, job))


def _events(hit: Hit, one: Selected, job: Job) -> list[list[object]]:
    if hit.verdict == "reject":
        job.left_out[REJECTED] += 1
        return []
    stances = [s for s in one.stances.get(hit.statement_id, ()) if s.value in {FOR, AGAINST}]
    job.left_out["statements without a stance for or against"] += not stances
    job.written["events"] += len(stances)
    article = one.reading.article
    byline = ", ".join(article.byline.people or article.byline.outlets) if article.byline else ""
    return [
        [
            hit.statement_id,
            f"{hit.published_at or '1970-01-01'} 00:00:00",
            one.actors.get(hit.actor_id or "", hit.speaker) or "",
            hit.organisation or "",
            stance.question,
            int(stance.value == FOR),
            hit.start,
            hit.end,
            clean(article.text[hit.start : hit.end]),
            "On Record",
            hit.document_id,
            hit.headline or "",
            clean(byline),
            hit.outlet or "",
            "",
            "",
        ]
        for stance in stances
    ]
