"""Statements against people's marking: python -m benchmarks.statements --data FILE [--json]."""

import time
from collections.abc import Sequence
from typing import Any

from benchmarks.contract import Row, arguments, read_rows, report
from benchmarks.score_attributions import score
from onrecord.pipeline.read import Reader
from onrecord.types.article import Given, Media, Page
from onrecord.types.reading import Reading
from onrecord.types.span import Span


def predictions(rows: Sequence[Row], reader: Reader) -> list[Row]:
    """The rows' statements in the scorer's form, as `onrecord read` finds them; an unread row has none."""
    pages = [
        Page(
            source=str(row["id"]),
            media=Media.ROW,
            content=row["text"],
            given=Given(id=str(row["id"]), title=row.get("title"), date=row.get("date"), author=row.get("author")),
        )
        for row in rows
    ]
    return [
        {"id": reading.article.id, "attributions": _attributions(reading)}
        for reading in reader.read_pages(pages)
        if isinstance(reading, Reading)
    ]


def _attributions(reading: Reading) -> list[Row]:
    """The outer statements alone: PolNeAR marks what is reported inside a statement in 4 of 22,024 cases."""
    return [
        {"source": _pairs(s.source), "cue": _pairs(s.cue), "content": _pairs(s.content)}
        for s in reading.statements
        if s.inside is None
    ]


def _pairs(spans: Sequence[Span]) -> list[list[int]]:
    return [[span.start, span.end] for span in spans]


def metrics_of(gold: Sequence[Row], found: Sequence[Row]) -> dict[str, float]:
    """The contract's metrics, all F1 from 0 to 1."""
    result: dict[str, Any] = score(gold, found)  # type: ignore[no-untyped-call]
    by_kind = {f"attributed_{kind}": result["attributed"][kind]["f1"] for kind in ("direct", "mixed", "indirect")}
    tokens = {role: result["token"][role]["f1"] for role in ("content", "cue", "source")}
    return {
        "attributed": result["attributed"]["all"]["f1"],
        **by_kind,
        "overlap": result["overlap"]["all"]["f1"],
        "exact": result["exact"]["all"]["f1"],
        **tokens,
    }


def main() -> None:
    given = arguments(__doc__ or "").parse_args()
    rows = read_rows(given.data)
    reader = Reader()
    started = time.process_time()
    found = predictions(rows, reader)
    seconds = time.process_time() - started
    metrics = metrics_of(rows, found)
    report(
        {
            "benchmark": "statements",
            "data": given.data.name,
            "articles": len(rows),
            "metrics": metrics,
            "peers": {},
            "seconds": seconds,
        },
        as_json=given.json,
    )


if __name__ == "__main__":
    main()
