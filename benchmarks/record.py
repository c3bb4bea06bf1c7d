"""Keeping and asking: python -m benchmarks.record --data FILE [--size N] [--growth] [--json].

Reads some articles of FILE and multiplies their readings (other words and names, the same places) to N statements.
Beside ours, in the same run: a bare `sqlite3` executemany of the same statement rows into one table without index of
words, and, with --peers, sqlite-utils with full-text search on them. Ours also keeps captures, packed readings,
actors, days and facts: the ratio says what that costs. Pages of the web app are asked for without a network; of
articles and speakers those with the most statements. --growth shows 10 thousand to N as a plot.
"""

import json
import random
import re
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import Connection, func, select
from starlette.testclient import TestClient

from benchmarks.contract import Row, arguments, read_rows, report
from benchmarks.multiplied import copies
from onrecord.pipeline.link import link_actors
from onrecord.pipeline.read import Reader
from onrecord.record.ask import find_speaker, find_statement, newest_documents, speakers, statements_in, timeline
from onrecord.record.query import Hit, Question, Sort
from onrecord.record.rows import statement_rows
from onrecord.record.schema import statement
from onrecord.record.search import hits_of, search, select_hits
from onrecord.record.store import Record
from onrecord.types.article import Capture
from onrecord.types.reading import Reading
from onrecord.web.app import make_app

PEERS = Path(".venv-peers/bin/python")
_SCRIPT = Path(__file__).parent / "peers" / "sqlite_utils_fts.py"
_BATCH = 16
_COLUMNS = "sid document position kind mode polarity source cue content start end speaker role organisation".split()
_RUNS = 60  # of each kind of query
_SAMPLE = 400  # statements whose words and ids are asked for
_PAGES = 5  # of each kind of page


def readings_of(rows: Sequence[Row], number: int) -> list[Reading]:
    """The readings that are multiplied."""
    reader = Reader()
    from onrecord.types.article import Article  # noqa: PLC0415

    return [
        reader.read_article(Article(id=str(i), source=str(i), text=row["text"], headline=row.get("title")))
        for i, row in enumerate(rows[:number])
    ]


def add(record: Record, made: Iterator[Reading]) -> tuple[int, float]:
    """How many statements were added, and the seconds that keeping them took, without their making."""
    run = record.begin_run("add", {})
    statements, seconds = 0, 0.0
    batch: list[Reading] = []
    for one in made:
        batch.append(one)
        if len(batch) == _BATCH:
            seconds += _keep(record, batch, run)
            statements += sum(len(each.statements) for each in batch)
            batch = []
    seconds += _keep(record, batch, run) if batch else 0.0
    statements += sum(len(each.statements) for each in batch)
    started = time.perf_counter()
    link_actors(record, run)
    return statements, seconds + time.perf_counter() - started


def _keep(record: Record, batch: Sequence[Reading], run: int) -> float:
    captures = [
        (one.article.id, Capture(data=one.article.text.encode(), media_type="text/plain", address=one.article.id))
        for one in batch
    ]
    started = time.perf_counter()
    for kept, one in zip(record.keep_captures(captures, run), batch, strict=True):
        record.keep_reading(kept.id, one, run)
    return time.perf_counter() - started


def bare_sqlite(rows: Sequence[Sequence[object]], folder: Path) -> float:
    """Seconds that one executemany of the rows takes, in one transaction, into one table with a primary key."""
    with closing(sqlite3.connect(folder / "bare.db")) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        columns = ", ".join(f'"{name}"' for name in _COLUMNS)
        connection.execute(f"CREATE TABLE statement ({columns}, PRIMARY KEY (sid))")
        started = time.perf_counter()
        with connection:
            marks = ", ".join("?" * len(_COLUMNS))
            connection.executemany(f"INSERT INTO statement VALUES ({marks})", rows)  # noqa: S608 - our own names
        return time.perf_counter() - started


def rows_of(made: Iterator[Reading]) -> list[tuple[object, ...]]:
    """The statement rows of readings, as both peers get them."""
    return [tuple(row[name] for name in _COLUMNS) for one in made for row in statement_rows(one, {})]


def sample_of(record: Record) -> tuple[Sequence[Hit], list[str], list[str]]:
    """Statements from all over, their words, and of these the long ones, which are rare; the same on every call.

    The newest ones would not do: of many copies they are all of one statement.
    """
    with record.reading() as connection:
        last = connection.execute(select(func.max(statement.c.id))).scalar_one()
        chosen = random.Random(7).sample(range(1, last + 1), min(_SAMPLE, last))
        hits = hits_of(connection, select_hits().where(statement.c.id.in_(chosen)).order_by(statement.c.id))
    words = [word for hit in hits for word in re.findall(r"[a-z]{4,}", hit.content.lower())]
    random.Random(7).shuffle(words)
    return hits, words, [word for word in words if len(word) >= 9]


def queries(record: Record) -> dict[str, list[Callable[[Connection], object]]]:
    """Queries of each kind, from what the record holds; the same ones on every call."""
    rng = random.Random(7)
    with record.reading() as connection:
        people = speakers(connection, limit=50)
    hits, words, rare = sample_of(record)
    pairs = [pair for hit in hits for pair in re.findall(r"(?=\b([a-z]{3,} [a-z]{4,})\b)", hit.content.lower())]
    rng.shuffle(pairs)

    def asked(questions: Sequence[Question], *, facets: bool = False) -> list[Callable[[Connection], object]]:
        return [lambda c, q=q: search(c, q, facets=facets) for q in questions]  # type: ignore[misc]

    names = [one.name for one in people]
    return {
        "by id": [lambda c, h=h: find_statement(c, h.statement_id) for h in hits[:_RUNS]],  # type: ignore[misc]
        "rare word": asked([Question(text=word) for word in rare[:_RUNS]]),
        "word": asked([Question(text=word) for word in words[:_RUNS]]),
        "word with facets": asked([Question(text=word) for word in words[:_RUNS]], facets=True),
        "commonest word": asked([Question(text="the")] * 5),
        "phrase": asked([Question(text=f'"{pair}"') for pair in pairs[:_RUNS]]),
        "beginning of a word": asked([Question(text=f"{word[:4]}*") for word in words[:_RUNS]]),
        "speaker": asked([Question(speaker=name) for name in names]),
        "word and speaker": asked(
            [Question(text=word, speaker=name) for word, name in zip(words, names * 9, strict=False)][:_RUNS]
        ),
        "word and year": asked([Question(text=word, since="2015-01-01", until="2016-12-31") for word in words[:_RUNS]]),
        "newest": asked([Question(sort=Sort.NEWEST)] * 5),
        "article": [lambda c, h=h: statements_in(c, h.document_id) for h in hits[:_RUNS]],  # type: ignore[misc]
        "one speaker": [lambda c, one=one: find_speaker(c, one.actor_id) for one in people],  # type: ignore[misc]
        "list of speakers": [speakers] * 3,
        "newest articles": [newest_documents] * 5,
        "timeline of a month": [lambda c: timeline(c, since="2016-05-01", until="2016-05-31")] * 5,
    }


def times_of(record: Record) -> dict[str, list[float]]:
    """Seconds of every query, by kind; each kind is asked once before it is timed."""
    told: dict[str, list[float]] = {}
    for kind, listed in queries(record).items():
        with record.reading() as connection:
            listed[0](connection)
        told[kind] = []
        for query in listed:
            started = time.perf_counter()
            with record.reading() as connection:
                query(connection)
            told[kind].append(time.perf_counter() - started)
    return told


def pages(record: Record) -> dict[str, list[str]]:
    """Addresses of pages of each kind, the largest of those that differ in size."""
    with record.reading() as connection:
        largest = connection.execute(
            select(statement.c.document).group_by(statement.c.document).order_by(func.count().desc()).limit(_PAGES)
        ).scalars()
        articles = [f"/article/{quote(id_)}" for id_ in largest]
        people = [f"/speaker/{one.actor_id}" for one in speakers(connection, limit=_PAGES)]
    hits, words, _ = sample_of(record)
    return {
        "home": ["/"] * _PAGES,
        "largest articles": articles,
        "busiest speakers": people,
        "statements": [f"/statement/{hit.statement_id}" for hit in hits[:_PAGES]],
        "search": [f"/search?q={word}" for word in words[:_PAGES]],
        "list of speakers": ["/speakers"] * _PAGES,
        "timeline": ["/timeline"] * _PAGES,
        "review": ["/review"] * _PAGES,
        "merges": ["/merges"] * _PAGES,
    }


def page_times(record: Record) -> dict[str, list[float]]:
    """Seconds of every page, by kind; each kind is asked for once before it is timed."""
    told: dict[str, list[float]] = {}
    with TestClient(make_app(record), base_url="http://localhost") as client:
        for kind, addresses in pages(record).items():
            client.get(addresses[0]).raise_for_status()
            told[kind] = []
            for address in addresses:
                started = time.perf_counter()
                client.get(address).raise_for_status()
                told[kind].append(time.perf_counter() - started)
    return told


def percentile(values: Sequence[float], share: float) -> float:
    """The value that so large a share of them does not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def run_peer(rows: Sequence[Sequence[object]], record: Record, folder: Path) -> dict[str, Any]:
    """What sqlite-utils takes for the same rows and words."""
    if not PEERS.exists():
        sys.exit("the peers are not installed; run: make .venv-peers/ready")
    path = folder / "rows.jsonl"
    with path.open("w", encoding="utf-8") as lines:
        lines.writelines(json.dumps(dict(zip(_COLUMNS, row, strict=True))) + "\n" for row in rows)
    hits, words, rare = sample_of(record)
    asked = {
        "by id": [hit.statement_id for hit in hits[:_RUNS]],
        "rare word": rare[:_RUNS],
        "word": words[:_RUNS],
        "commonest word": ["the"] * 5,
    }
    run = subprocess.run(
        [str(PEERS), str(_SCRIPT)],
        input=json.dumps({"rows": str(path), "queries": asked}),
        capture_output=True,
        text=True,
        check=False,
    )
    if run.returncode:
        sys.exit(f"the peer failed:\n{run.stderr}")
    told: dict[str, Any] = json.loads(run.stdout)
    return told


def measure(readings: Sequence[Reading], size: int, folder: Path, *, peers: bool) -> dict[str, Any]:
    """All figures for one size."""
    folder.mkdir(parents=True, exist_ok=True)
    with Record.open(folder / "record.db", create=True) as record:
        statements, seconds = add(record, copies(readings, size))
        told: dict[str, Any] = {
            "statements": statements,
            "added_per_s": statements / seconds,
            "megabytes": sum(path.stat().st_size for path in folder.glob("record.db*")) / 1e6,
        }
        for kind, values in times_of(record).items():
            told[f"p50_ms {kind}"] = 1e3 * percentile(values, 0.5)
            told[f"p99_ms {kind}"] = 1e3 * percentile(values, 0.99)
        for kind, values in page_times(record).items():
            told[f"p50_ms page {kind}"] = 1e3 * percentile(values, 0.5)
            told[f"most_ms page {kind}"] = 1e3 * max(values)
        told["peak_memory_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        if peers:
            rows = rows_of(copies(readings, size))
            bare = bare_sqlite(rows, folder)
            told["ratio_add_to_sqlite3"] = seconds / bare
            peer = run_peer(rows, record, folder)
            told["ratio_add_to_sqlite_utils"] = seconds / peer["add_s"]
            for kind, values in peer["queries"].items():
                told[f"ratio_p50_to_sqlite_utils {kind}"] = told[f"p50_ms {kind}"] / (1e3 * percentile(values, 0.5))
    return told


def plot(sizes: Sequence[dict[str, Any]]) -> str:
    """How each figure grows, as bars of text: the same length where nothing grows."""
    lines = []
    for name in ("added_per_s", *(key for key in sizes[0] if key.startswith("p50_ms"))):
        most = max(one[name] for one in sizes) or 1.0
        lines.append(name)
        lines += [f"  {one['statements']:>10,} {'█' * round(40 * one[name] / most)} {one[name]:,.2f}" for one in sizes]
    return "\n".join(lines)


def main() -> None:
    parser = arguments(__doc__ or "")
    parser.add_argument("--size", type=int, default=20_000, metavar="N", help="statements (20,000)")
    parser.add_argument("--articles", type=int, default=80, metavar="N", help="articles that are read and multiplied")
    parser.add_argument("--growth", action="store_true", help="10 thousand, then ten times as many, up to N")
    given = parser.parse_args()
    readings = readings_of(read_rows(given.data), given.articles)
    started = time.perf_counter()
    sizes = [given.size]
    while given.growth and sizes[0] > 10_000:
        sizes.insert(0, max(10_000, sizes[0] // 10))
    with tempfile.TemporaryDirectory(prefix="onrecord-bench-") as folder:
        told = [
            measure(readings, size, Path(folder) / str(size), peers=given.peers and size == sizes[-1]) for size in sizes
        ]
    metrics = told[-1] | ({"growth": told} if given.growth and given.json else {})
    result = {
        "benchmark": "record",
        "data": given.data.name,
        "rows": told[-1]["statements"],
        "seconds": time.perf_counter() - started,
        "metrics": metrics,
    }
    report(result, as_json=given.json)
    if given.growth and not given.json:
        print("\n" + plot(told))


if __name__ == "__main__":
    main()
