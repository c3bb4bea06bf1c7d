"""Statements as flat rows: one row per statement, or one per stance where it takes several."""

from collections.abc import Iterator
from datetime import date

from onrecord.export.job import Job
from onrecord.record.columns import Kind
from onrecord.record.query import Hit
from onrecord.record.questions import StoredStance
from onrecord.record.rows import clean
from onrecord.record.selection import Selected
from onrecord.types.span import Span
from onrecord.types.statement import Statement

Cell = str | int | float | bool | date | None


COLUMNS: dict[str, Kind] = {
    "statement_id": Kind.TEXT,
    "document_id": Kind.TEXT,
    "headline": Kind.TEXT,
    "url": Kind.TEXT,
    "outlet": Kind.TEXT,
    "published_at": Kind.DAY,
    "said_at": Kind.DAY,
    "said_until": Kind.DAY,
    "said_precision": Kind.TEXT,
    "said_words": Kind.TEXT,
    "speaker": Kind.TEXT,
    "actor_id": Kind.TEXT,
    "role": Kind.TEXT,
    "organisation": Kind.TEXT,
    "resolved": Kind.TRUTH,
    "quote_type": Kind.TEXT,
    "mode": Kind.TEXT,
    "polarity": Kind.TEXT,
    "source": Kind.TEXT,
    "source_start": Kind.INTEGER,
    "source_end": Kind.INTEGER,
    "cue": Kind.TEXT,
    "cue_start": Kind.INTEGER,
    "cue_end": Kind.INTEGER,
    "content": Kind.TEXT,
    "content_start": Kind.INTEGER,
    "content_end": Kind.INTEGER,
    "content_pieces": Kind.TEXT,
    "place": Kind.TEXT,
    "occasion": Kind.TEXT,
    "audience": Kind.TEXT,
    "confidence": Kind.NUMBER,
    "inside": Kind.TEXT,
    "question": Kind.TEXT,
    "stance": Kind.TEXT,
    "score": Kind.NUMBER,
    "verdict": Kind.TEXT,
    "reviewer": Kind.TEXT,
}

Row = dict[str, Cell]


def flat_rows(job: Job) -> Iterator[Row]:
    """The rows of all statements asked for, article by article, in text order."""
    for one in job.articles():
        found = {statement.id: statement for statement in one.reading.statements}
        for hit in one.hits:
            job.written["statements"] += 1
            fixed = _row(hit, found[hit.statement_id], one)
            for stance in one.stances.get(hit.statement_id, (None,)):
                yield fixed | _stance(stance)


def _row(hit: Hit, statement: Statement, one: Selected) -> Row:
    text = one.reading.article.text
    return {
        "statement_id": hit.statement_id,
        "document_id": hit.document_id,
        "headline": hit.headline,
        "url": hit.url,
        "outlet": hit.outlet,
        "published_at": _day(hit.published_at),
        "said_at": _day(hit.said_from),
        "said_until": _day(hit.said_to),
        "said_precision": hit.said_precision,
        "said_words": hit.said_words,
        "speaker": hit.speaker,
        "actor_id": hit.actor_id,
        "role": hit.role,
        "organisation": hit.organisation,
        "resolved": hit.resolved,
        "quote_type": hit.kind,
        "mode": hit.mode,
        "polarity": hit.polarity,
        **_places("source", statement.source, text),
        **_places("cue", statement.cue, text),
        "content": hit.content,
        "content_start": hit.start,
        "content_end": hit.end,
        "content_pieces": " ".join(f"{piece.start}-{piece.end}" for piece in statement.content),
        "place": hit.place,
        "occasion": hit.occasion,
        "audience": hit.audience,
        "confidence": hit.confidence,
        "inside": hit.inside,
        "verdict": hit.verdict,
        "reviewer": one.reviewers.get(hit.statement_id),
    }


def _places(name: str, spans: tuple[Span, ...], text: str) -> Row:
    return {
        name: clean(" ".join(span.cut(text) for span in spans) or None),
        f"{name}_start": spans[0].start if spans else None,
        f"{name}_end": spans[-1].end if spans else None,
    }


def _stance(stance: StoredStance | None) -> Row:
    if stance is None:
        return {"question": None, "stance": None, "score": None}
    return {"question": stance.question, "stance": stance.value, "score": stance.score}


def _day(value: str | None) -> date | None:
    return None if value is None else date.fromisoformat(value)
