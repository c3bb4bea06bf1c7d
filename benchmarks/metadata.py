"""Authors, date and title of pages against gold: `python -m benchmarks.metadata --data FILE [--pages DIR] [--peers] [--json]`.

FILE is in the format of page_metadata/train.jsonl.gz (heads and bylines); with `--pages` the full pages
of the DIR (news_pages, with its index.jsonl.gz) are read as well. Authors are right when the set of
names is gold's; the date when the day is gold's, in gold's zone or as printed; the title when it is
gold's after white space. `pages_per_s` counts CPU seconds.
"""

import argparse
import gzip
import html
import json
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timezone
from pathlib import Path
from typing import Any

from onrecord.article.metadata import Metadata, read_metadata

Row = Mapping[str, Any]
NEWS = "fundus/"  # ids of pages of newsrooms; the others are mostly blogs, with noisy gold


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What one system says of one page."""

    title: str | None
    authors: frozenset[str]
    days: frozenset[date]


def read_rows(path: Path) -> list[Row]:
    """The rows of a JSONL, gzip or plain."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def markup_of(row: Row) -> str:
    """A page made of a row's head items and byline elements."""
    return f"<html><head>{''.join(_head_markup(row))}</head><body>{''.join(_byline_markup(row))}</body></html>"


def _head_markup(row: Row) -> Iterator[str]:
    for kind, value in row["head"]:
        if kind == "title":
            yield f"<title>{html.escape(str(value))}</title>"
        elif kind in {"ld+json", "ld+json_raw"}:
            text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
            text = text.replace("</", "<\\/")
            yield f'<script type="application/ld+json">{text}</script>'
        else:
            yield f"<{kind}{_attributes(value)}>"


def _byline_markup(row: Row) -> Iterator[str]:
    for tag, attributes, text in row["bylines"]:
        yield f"<{tag}{_attributes(attributes)}>{html.escape(text)}</{tag}>"


def _attributes(values: Mapping[str, Any]) -> str:
    return "".join(f' {name}="{html.escape(str(value or ""))}"' for name, value in values.items())


def ours(markup: str, url: str | None) -> Answer:
    """What On Record reads; a published instant counts as its day in UTC too."""
    found: Metadata = read_metadata(markup, url)
    byline = found.byline
    names = frozenset((*byline.people, *byline.outlets)) if byline else frozenset[str]()
    days = set()
    if found.published is not None and found.published.earliest is not None:
        days.add(found.published.earliest)
    return Answer(title=found.title, authors=names, days=frozenset(days))


def trafilatura_answer(markup: str, url: str | None) -> Answer:
    """What trafilatura's metadata give."""
    from trafilatura import bare_extraction  # noqa: PLC0415 - a peer is loaded only where it runs

    try:
        found = bare_extraction(markup, url=url, with_metadata=True)
    except Exception:  # noqa: BLE001 - a peer that falls over has given no answer
        found = None
    if found is None or isinstance(found, dict):
        return Answer(title=None, authors=frozenset(), days=frozenset())
    names = frozenset(name.strip() for name in (found.author or "").split(";") if name.strip())
    days = frozenset({date.fromisoformat(found.date)} if found.date else ())
    return Answer(title=found.title, authors=names, days=days)


def gold_days(value: str | None) -> frozenset[date]:
    """Gold's day as printed and, of an instant, in UTC."""
    if not value:
        return frozenset()
    try:
        when = datetime.fromisoformat(value)
    except ValueError:  # a slip in the gold: not judged
        return frozenset()
    days = {when.date()}
    if when.tzinfo is not None:
        days.add(when.astimezone(timezone.utc).date())  # noqa: UP017 - reads beside tzinfo
    return frozenset(days)


def gold_authors(value: Any) -> frozenset[str]:  # noqa: ANN401 - a list in one part of the gold, a string in the other
    """Gold's names."""
    names = value if isinstance(value, list) else str(value or "").split(";")
    return frozenset(squeezed(str(name)) for name in names if str(name).strip())


def squeezed(words: str | None) -> str:
    """The words with single spaces."""
    return " ".join((words or "").split())


def judge(row: Row, answer: Answer) -> dict[str, bool]:
    """What the answer has right; fields that gold leaves empty are not judged."""
    gold, right = row["gold"], {}
    if gold.get("authors"):
        right["authors_exact"] = {squeezed(name) for name in answer.authors} == gold_authors(gold["authors"])
    if gold_days(gold.get("date")):
        right["date"] = bool(answer.days & gold_days(gold["date"]))
    if gold.get("title"):
        right["title"] = squeezed(answer.title) == squeezed(gold["title"])
    return right


def score(
    rows: list[Row], markups: Iterator[str], system: Callable[[str, str | None], Answer], *, verbose: bool = False
) -> dict[str, float]:
    """Shares of right answers, all rows and the news rows, and pages per CPU second."""
    right: Counter[str] = Counter()
    judged: Counter[str] = Counter()
    seconds = 0.0
    for row, markup in zip(rows, markups, strict=True):
        begin = time.process_time()
        answer = system(markup, row.get("url"))
        seconds += time.process_time() - begin
        for field, ok in judge(row, answer).items():
            for name in (field, f"{field}_news") if str(row["id"]).startswith(NEWS) else (field,):
                judged[name] += 1
                right[name] += ok
            if verbose and not ok:
                print(
                    row["id"],
                    field,
                    "| gold",
                    row["gold"].get(field.removesuffix("_exact")),
                    "| found",
                    answer,
                    file=sys.stderr,
                )
    metrics = {name: round(right[name] / judged[name], 4) for name in sorted(judged)}
    return metrics | {"pages_per_s": round(len(rows) / max(seconds, 1e-9), 1)}


def full_pages(folder: Path, rows: list[Row]) -> Iterator[str]:
    """The markup of each row's page, decoded as UTF-8."""
    for row in rows:
        yield gzip.decompress((folder / row["file"]).read_bytes()).decode("utf-8", "replace")


def run(data: Path, pages: Path | None, *, peers: bool, verbose: bool = False) -> dict[str, Any]:
    """The whole benchmark as one object."""
    begin = time.perf_counter()
    rows = read_rows(data)
    sets: list[tuple[str, list[Row], Callable[[], Iterator[str]]]] = [("", rows, lambda: map(markup_of, rows))]
    if pages is not None:
        listed = read_rows(pages / "index.jsonl.gz")
        sets.append(("pages_", listed, lambda: full_pages(pages, listed)))
    metrics: dict[str, float] = {}
    beside: dict[str, dict[str, float]] = {"trafilatura": {}} if peers else {}
    for prefix, chosen, markups in sets:
        metrics |= {prefix + name: value for name, value in score(chosen, markups(), ours, verbose=verbose).items()}
        for peer in beside:
            found = score(chosen, markups(), trafilatura_answer)
            beside[peer] |= {prefix + name: value for name, value in found.items()}
    seconds = round(time.perf_counter() - begin, 1)
    return {
        "benchmark": "metadata",
        "data": str(data),
        "rows": len(rows),
        "metrics": metrics,
        "peers": beside,
        "seconds": seconds,
    }


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--pages", type=Path)
    parser.add_argument("--peers", action="store_true")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--verbose", action="store_true", help="print every wrong answer")
    options = parser.parse_args()
    result = run(options.data, options.pages, peers=options.peers, verbose=options.verbose)
    if options.json:
        print(json.dumps(result))
        return
    for name, values in {"On Record": result["metrics"], **result["peers"]}.items():
        print(name, *(f"{key} {value}" for key, value in values.items()), sep="\n  ")


if __name__ == "__main__":
    main()
