"""Statements against people's marking: python -m benchmarks.statements --data FILE [--json].

--peers runs textacy and spaCy's pipeline beside ours; --perturb scores the same articles changed as other newsrooms
or a poor scan would have set them; --genres keeps some genres of a GUM file; --memory N reads so many articles in one
run and tells the memory on the way.
"""

import resource
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.contract import Row, arguments, read_rows, report
from benchmarks.perturb import PERTURBATIONS
from benchmarks.score_attributions import score
from benchmarks.speed import our_speed, run_peers
from onrecord.inference.tagger import FAST, STATEMENTS, ModelTagger
from onrecord.pipeline.read import Reader
from onrecord.types.article import Article, Given, Media, Page
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


def scored(rows: Sequence[Row], reader: Reader) -> dict[str, float]:
    """The metrics of our statements on the rows."""
    return metrics_of(rows, predictions(rows, reader))


def peer_metrics(rows: Sequence[Row], sample: int, model: str) -> tuple[dict[str, float], dict[str, dict[str, float]]]:
    """Our speed and the peers' speed and scores, on the first `sample` articles; a peer's scores are on them alone."""
    some = rows[:sample]
    told = run_peers(some)
    ours = our_speed([Article(id=str(row["id"]), source=str(row["id"]), text=row["text"]) for row in some], model)
    words = sum(len(row["text"].split()) for row in some)
    floor = len(some) / told["spacy_s"]
    ours["speed_ratio"] = ours["articles_per_cpu_s"] / floor
    return ours, {
        "spaCy en_core_web_sm, whole pipeline": {
            "articles_per_cpu_s": floor,
            "words_per_cpu_s": words / told["spacy_s"],
            "peak_memory_mb": told["rss_mb"],
        },
        f"textacy, per paragraph ({len(some)} articles)": {
            **metrics_of(some, told["textacy"]),
            "articles_per_cpu_s": len(some) / told["textacy_s"],
        },
        f"on record ({len(some)} articles)": scored(some, Reader(ModelTagger(model))),
    }


def perturbed(rows: Sequence[Row], reader: Reader, unchanged: float) -> dict[str, dict[str, float]]:
    """What each way of setting the same articles costs in attributed F1."""
    table = {}
    for name, way in PERTURBATIONS.items():
        attributed = scored([{**row, "text": way(row["text"])} for row in rows], reader)["attributed"]
        table[name] = {"attributed": attributed, "loss": unchanged - attributed}
    return table


def memory_over(rows: Sequence[Row], articles: int, reader: Reader) -> dict[str, float]:
    """Memory in MB after a tenth, a half and all of so many articles, read one after another."""
    told = {}
    for number in range(1, articles + 1):
        row = rows[number % len(rows)]
        reader.read_article(Article(id=str(number), source=str(number), text=row["text"]))
        if number in {articles // 10, articles // 2, articles}:
            pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
            told[f"memory_mb_after_{number}"] = pages * resource.getpagesize() / 1e6
    return told


def main() -> None:
    parser = arguments(__doc__ or "")
    parser.add_argument("--perturb", action="store_true", help="score changed articles, too")
    parser.add_argument(
        "--genres", type=lambda words: frozenset(words.split(",")), help="of a GUM file: news,interview"
    )
    parser.add_argument("--fast", action="store_true", help="the smaller model")
    parser.add_argument("--sample", type=int, default=30, metavar="N", help="articles for the speed beside peers")
    parser.add_argument("--memory", type=int, metavar="N", help="read N articles in one run and tell the memory")
    given = parser.parse_args()
    if given.memory and (given.peers or given.perturb):
        parser.error("--memory reads without scoring: run it apart from --peers and --perturb")
    rows = [
        {**row, "id": row.get("id") or row["doc"]}
        for row in read_rows(given.data)
        if not given.genres or row.get("genre") in given.genres
    ]
    model = FAST if given.fast else STATEMENTS
    reader = Reader(ModelTagger(model))
    started = time.process_time()
    metrics = memory_over(rows, given.memory, reader) if given.memory else scored(rows, reader)
    seconds = time.process_time() - started
    peers: dict[str, dict[str, float]] = {}
    if given.peers:
        speed, peers = peer_metrics(rows, given.sample, model)
        metrics |= speed
    if given.perturb:
        peers |= perturbed(rows, reader, metrics["attributed"])
    report(
        {
            "benchmark": "statements",
            "data": given.data.name,
            "articles": len(rows),
            "metrics": metrics,
            "peers": peers,
            "seconds": seconds,
        },
        as_json=given.json,
    )


if __name__ == "__main__":
    main()
