"""`onrecord add`: articles into a record."""

import argparse
import os
import sys
import threading
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.cli.opened import add_json, add_record, clipped, opened, print_json, print_table
from onrecord.cli.read import add_columns, add_fast, model_of
from onrecord.errors import UsageError

if TYPE_CHECKING:
    from onrecord.pipeline.add import Outcome
    from onrecord.record.store import Record
    from onrecord.types.actor import Entry

SUMMARY = "read articles and keep them in a record"
DESCRIPTION = """Reads articles and keeps them in a record, with the bytes that they were read from.

Example: onrecord add examples/*.html --record news.db

Run it again at any time: what the record holds is passed over, a changed page becomes a new version, and a run that
was broken off goes on. What cannot be read is told at the end, with the reason, and the exit status is 1."""

_CHANGES_SHOWN = 5


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options of `onrecord add`."""
    parser.add_argument(
        "sources",
        metavar="SOURCE",
        nargs="+",
        help="a file, folder, pattern, URL or feed, or a JSONL or CSV of articles; - is standard input",
    )
    add_record(parser)
    add_columns(parser)
    add_fast(parser)
    parser.add_argument(
        "--jobs", type=int, metavar="N", default=0, help="processes that read side by side (else one per core)"
    )
    add_roster(parser)
    add_json(parser)


def add_roster(parser: argparse.ArgumentParser) -> None:
    """The option that names who there is."""
    parser.add_argument(
        "--roster",
        type=Path,
        metavar="CSV",
        help="who there is: name, kind, aliases (a; b), role, organisation, from, to, and ids such as wikidata",
    )


def roster_of(given: argparse.Namespace) -> "tuple[Entry, ...]":
    """The roster that the options name, none where they name none. Raises UsageError where it cannot be read."""
    if given.roster is None:
        return ()
    from onrecord.speakers.roster import read_roster  # noqa: PLC0415

    try:
        with given.roster.open(encoding="utf-8-sig", newline="") as lines:
            return read_roster(lines, str(given.roster))
    except (OSError, UnicodeDecodeError) as problem:
        raise UsageError(f"the roster {given.roster} cannot be read ({problem}); give a CSV in UTF-8") from problem


def run(given: argparse.Namespace) -> int:
    """Adds the sources and gives the exit status."""
    from onrecord.acquire.options import SourceOptions  # noqa: PLC0415 - `--help` needs none of these
    from onrecord.acquire.sources import open_sources  # noqa: PLC0415
    from onrecord.inference.tagger import ModelTagger  # noqa: PLC0415
    from onrecord.pipeline.add import Readers, add_pages  # noqa: PLC0415
    from onrecord.pipeline.link import link_actors  # noqa: PLC0415

    roster = roster_of(given)
    options = SourceOptions(columns=given.columns)
    jobs = given.jobs or min(os.cpu_count() or 1, 16)
    tagger = ModelTagger(model_of(given))
    with opened(given, create=True) as record, Readers(jobs, model_of(given)) as readers:
        parameters = {"sources": given.sources, "columns": given.columns, "jobs": jobs}
        number = record.begin_run("add", parameters, {tagger.name: tagger.digest})
        outcomes = add_pages(record, open_sources(given.sources, options), readers, number)
        done = list(_with_progress(outcomes, given.sources, options))
        _, contradictions = link_actors(record, number, roster=roster)
        record.end_run(number)
        _print(record, done, given)
    for words in contradictions:
        print(words, file=sys.stderr)
    return 1 if any(one.became == "skipped" for one in done) else 0


def _print(record: "Record", done: "Sequence[Outcome]", given: argparse.Namespace) -> None:
    from onrecord.export.words import say_count  # noqa: PLC0415 - `--help` needs none of these
    from onrecord.pipeline.add import Became  # noqa: PLC0415

    if given.json:
        print_json([{**_fields(one)} for one in done])
        return
    counts = Counter(one.became.value for one in done)
    statements = sum(one.statements for one in done)
    rows = [(one.value, counts[one.value]) for one in Became if counts[one.value]]
    print_table([("articles", "left"), ("number", "right")], rows or [("nothing", 0)])
    if statements:
        print(f"{say_count(statements, 'statement')} found in what is new. Ask for them: onrecord search WORDS")
    _print_changes(record, [one for one in done if one.supersedes is not None])
    skipped = Counter(one.reason for one in done if one.became == "skipped")
    if skipped:
        sources = {one.reason: one.source for one in reversed(done) if one.became == "skipped"}
        told = [(count, clipped(f"{sources[reason]}: {reason}", 300)) for reason, count in skipped.most_common()]
        print_table([("skipped", "right"), ("first source, and why", "left")], told)


def _fields(one: "Outcome") -> dict[str, object]:
    return {
        "source": one.source,
        "became": one.became.value,
        "document_id": one.document,
        "supersedes": one.supersedes,
        "statements": one.statements,
        "reason": one.reason,
    }


def _print_changes(record: "Record", changed: "Sequence[Outcome]") -> None:
    """What was edited in pages that were captured again."""
    from onrecord.record.ask import text_of_document  # noqa: PLC0415
    from onrecord.text.edits import find_edits  # noqa: PLC0415

    for one in changed[:_CHANGES_SHOWN]:
        with record.reading() as connection:
            old = text_of_document(connection, one.supersedes or "") or ""
            new = text_of_document(connection, one.document or "") or ""
        print(f"{one.source} has changed:")
        for edit in find_edits(old, new)[:_CHANGES_SHOWN]:
            if edit.before is not None:
                print(f"  - {clipped(edit.before.cut(old), 300)}")
            if edit.after is not None:
                print(f"  + {clipped(edit.after.cut(new), 300)}")
    if len(changed) > _CHANGES_SHOWN:
        print(f"{len(changed) - _CHANGES_SHOWN:,} more have changed: onrecord serve shows each edit")


def _with_progress(outcomes: "Iterator[Outcome]", sources: Sequence[str], options: object) -> "Iterator[Outcome]":
    """The same outcomes, counted on standard error: with an end where the sources can be counted beforehand."""
    if not sys.stderr.isatty():
        yield from outcomes
        return
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import (  # noqa: PLC0415
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    columns = (
        TextColumn("reading"),
        BarColumn(bar_width=24),
        MofNCompleteColumn(),
        TextColumn("{task.description}"),
        TimeElapsedColumn(),
        TextColumn("left"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("articles", total=None)
        threading.Thread(target=lambda: progress.update(task, total=count_pages(sources, options)), daemon=True).start()
        for outcome in outcomes:
            progress.advance(task)
            yield outcome


def count_pages(sources: Sequence[str], options: object) -> int | None:
    """How many pages the sources give; None where only reading them can tell."""
    from onrecord.acquire.options import SourceOptions  # noqa: PLC0415
    from onrecord.acquire.sources import open_sources  # noqa: PLC0415

    if any(source == "-" or "://" in source for source in sources) or not isinstance(options, SourceOptions):
        return None
    return sum(1 for _ in open_sources(sources, options))
