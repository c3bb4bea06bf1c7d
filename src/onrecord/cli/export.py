"""`onrecord export`: the record, or a part of it, in a format of other programs."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.cli.counts import say
from onrecord.cli.filters import add_filters, question_of
from onrecord.cli.opened import add_record
from onrecord.errors import UsageError

if TYPE_CHECKING:
    from onrecord.export.job import Job

SUMMARY = "write the record, or a part of it, for other programs"
DESCRIPTION = """Writes the record, or the part that the options ask for, in a format of other programs.

Example: onrecord export --to csv --output statements.csv --speaker Reyl

Formats: jsonl, csv, parquet, dna, dna-events, annotations, brat, graphml, gexf, site, evidence. docs/FORMATS.md tells
what each one holds. What a format cannot hold is counted on standard error. A file or folder is written whole or not
at all; - is standard output, for formats that are text."""


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options of `onrecord export`."""
    parser.add_argument("words", metavar="WORDS", nargs="*", help="words of the statement; none means all")
    parser.add_argument("--to", metavar="FORMAT", required=True, help="one of the formats above")
    parser.add_argument(
        "--output", metavar="PATH", required=True, help="the file or folder to write; - is standard output"
    )
    parser.add_argument(
        "--network",
        metavar="KIND",
        help="for graphml and gexf: actor-question, actor-actor, actor-organisation or actor-article",
    )
    add_record(parser)
    add_filters(parser)


def run(given: argparse.Namespace) -> int:
    """Writes the file and tells what is in it and what is not."""
    from onrecord.export.formats import Shape, format_of, write_to  # noqa: PLC0415 - `--help` needs none of these
    from onrecord.export.job import Job  # noqa: PLC0415
    from onrecord.record.store import Record  # noqa: PLC0415

    form = format_of(given.to)
    if given.output == "-" and form.shape is not Shape.TEXT:
        raise UsageError(f"{given.to} is no text and cannot go to standard output; give --output a path")
    if given.network is not None and form.module != "network_files":
        raise UsageError(f"--network is for graphml and gexf; {given.to} holds no network")
    with Record.open(given.record) as record, record.reading() as connection:
        job = Job(connection=connection, asked=question_of(given), record=_short(record.name), network=given.network)
        if given.output == "-":
            form.write(job, sys.stdout.buffer)
            sys.stdout.buffer.flush()
        else:
            write_to(Path(given.output), form, job)
    _tell(job, given.output)
    return 0


def _short(record: str) -> str:
    """The record's name without the folders of this machine, and without the address of a server."""
    return record.rpartition("/")[2]


def _tell(job: "Job", output: str) -> None:
    place = "standard output" if output == "-" else output
    print(f"wrote {', '.join(say(job.written)) or 'nothing'} to {place}", file=sys.stderr)
    if changed := ", ".join(say(job.changed)):
        print(f"in another form: {changed}", file=sys.stderr)
    if left := ", ".join(say(job.left_out)):
        print(f"left out, since the format does not hold them: {left}", file=sys.stderr)
    for note in job.notes:
        print(note, file=sys.stderr)
