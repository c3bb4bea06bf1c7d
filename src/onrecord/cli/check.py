"""`onrecord check`: the report on one article."""

import argparse
from pathlib import Path

from onrecord.cli.read import add_columns, add_fast, model_of, open_readings
from onrecord.errors import InputError, UsageError

SUMMARY = "report on one article, all six parts"
DESCRIPTION = """Reports on one article: statements, relations, positions, timeline, where it comes from, headline.

Example: onrecord check examples/02-alliance-membership-rewrite.html --html report.html

Nothing is stored."""


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options of `onrecord check`."""
    parser.add_argument("source", metavar="SOURCE", help="a file or a URL; - is standard input")
    parser.add_argument("--html", type=Path, metavar="PATH", help="write the report as one self-contained page, too")
    parser.add_argument("--json", action="store_true", help="print the reading as JSON instead of the report")
    add_columns(parser)
    add_fast(parser)


def run(given: argparse.Namespace) -> int:
    """Prints the report and gives the exit status."""
    results = list(open_readings([given.source], given.columns, model_of(given)))
    if len(results) != 1:
        held = f"{len(results)} articles" if results else "no article"
        raise UsageError(f"{given.source} holds {held}, and check reports on one; use onrecord read")
    [reading] = results
    if isinstance(reading, InputError):
        raise reading
    if given.html is not None:
        from onrecord.export.html import render_report  # noqa: PLC0415 - only a page needs templates

        write_whole(given.html, render_report(reading))
    if given.json:
        from onrecord.export.reading_json import to_json  # noqa: PLC0415

        print(to_json(reading, indent=1))
        return 0
    from rich.console import Console  # noqa: PLC0415

    from onrecord.export.terminal import render_check  # noqa: PLC0415

    Console(highlight=False).print(render_check(reading))
    if given.html is not None:
        print(f"The report page: {given.html}")
    return 0


def write_whole(path: Path, content: str) -> None:
    """Writes a file whole or not at all; raises UsageError where the place cannot be written."""
    from onrecord.export.whole import whole_file  # noqa: PLC0415 - `--help` needs it not

    with whole_file(path) as file:
        file.write(content.encode())
