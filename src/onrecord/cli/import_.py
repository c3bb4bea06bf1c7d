"""`onrecord import`: what other programs made, into the record."""

import argparse
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from onrecord.cli.counts import say
from onrecord.cli.opened import add_record

SUMMARY = "take in what other programs made, or another record wrote"
DESCRIPTION = """Takes articles with their statements from a file of another program into the record.

Example: onrecord import --from dna coded.dna

Formats: jsonl, dna, brat, citron, langextract. docs/FORMATS.md tells what is taken from each one. Bad rows are listed
before anything is written, and then nothing is; with --skip-bad the good ones are imported."""


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options of `onrecord import`."""
    parser.add_argument("file", metavar="FILE", help="the file to import; - is standard input")
    parser.add_argument("--from", dest="format", metavar="FORMAT", required=True, help="one of the formats above")
    parser.add_argument("--skip-bad", action="store_true", help="import the good rows although there are bad ones")
    add_record(parser)


def run(given: argparse.Namespace) -> int:
    """Lists what is bad, imports what is good, and gives the exit status."""
    from onrecord.intake.formats import rows_of  # noqa: PLC0415 - `--help` needs none of these
    from onrecord.intake.keep import check_rows, keep_rows  # noqa: PLC0415
    from onrecord.pipeline.link import link_actors  # noqa: PLC0415
    from onrecord.record.store import Record  # noqa: PLC0415

    with _on_disk(given.file) as file:
        checked = check_rows(rows_of(given.format, file))
        for row in (*checked.bad, *checked.passed_over):
            print(row, file=sys.stderr)
        if checked.bad and not given.skip_bad:
            print(
                f"{_rows(len(checked.bad))} cannot be imported, for the reasons above, and nothing was written; "
                "with --skip-bad the others are imported",
                file=sys.stderr,
            )
            return 1
        with Record.open(given.record, create=True) as record:
            number = record.begin_run("import", {"from": given.format, "file": given.file})
            told = keep_rows(record, rows_of(given.format, file), given.file, number)
            link_actors(record, number)
            record.end_run(number)
    print("\n".join(say(told.counts)) or "nothing")
    if checked.bad:
        print(f"{_rows(len(checked.bad))} left out, for the reasons above", file=sys.stderr)
    return 1 if checked.bad else 0


def _rows(count: int) -> str:
    return "1 bad row" if count == 1 else f"{count:,} bad rows"


@contextmanager
def _on_disk(source: str) -> Iterator[Path]:
    """The file, or standard input as a file: it is read twice, to find what is bad before anything is written."""
    if source != "-":
        yield Path(source)
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "standard input"
        with path.open("wb") as copy:
            shutil.copyfileobj(sys.stdin.buffer, copy)
        yield path
