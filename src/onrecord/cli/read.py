"""`onrecord read`: one reading per article."""

import argparse
import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from onrecord.errors import InputError, UsageError

if TYPE_CHECKING:  # the types are imported while the weights are opened
    from onrecord.types.reading import Reading

SUMMARY = "read articles and print who said what in each"
DESCRIPTION = """Reads articles and prints who said what in each.

Example: onrecord read examples/01-alliance-membership-original.html

What cannot be read is told on standard error, one line each; the others go on, and the exit status is 1."""


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options of `onrecord read`."""
    parser.add_argument(
        "sources",
        metavar="SOURCE",
        nargs="+",
        help="a file, folder, URL or feed, or a JSONL or CSV of articles; - is standard input",
    )
    shape = parser.add_mutually_exclusive_group()
    shape.add_argument("--json", action="store_true", help="print a JSON array of readings")
    shape.add_argument("--jsonl", action="store_true", help="print one reading per line, as JSON")
    add_columns(parser)
    add_fast(parser)


def add_fast(parser: argparse.ArgumentParser) -> None:
    """The option that chooses the smaller model."""
    parser.add_argument(
        "--fast", action="store_true", help="find statements with the smaller model, which misses a little more"
    )


def model_of(given: argparse.Namespace) -> str:
    """The model that the options choose."""
    return "statements-fast" if given.fast else "statements"


def add_columns(parser: argparse.ArgumentParser) -> None:
    """The option that names the columns of a table."""
    parser.add_argument(
        "--map",
        dest="columns",
        metavar="FIELD=COLUMN,…",
        type=columns_of,
        default={},
        help="which columns of a JSONL or CSV hold text, html, title, date, author, url, outlet, language, id",
    )


def columns_of(given: str) -> dict[str, str]:
    """`text=Body,title=Headline` as a mapping; raises UsageError where it is not of that form.

    >>> columns_of("text=Body,title=Headline")
    {'text': 'Body', 'title': 'Headline'}
    """
    columns = {}
    for part in filter(None, (part.strip() for part in given.split(","))):
        field, equals, column = part.partition("=")
        if not equals or not field.strip() or not column.strip():
            raise UsageError(
                f"--map takes FIELD=COLUMN pairs, found {part!r}; for example --map text=Body,title=Headline"
            )
        columns[field.strip()] = column.strip()
    return columns


def run(given: argparse.Namespace) -> int:
    """Prints the readings and gives the exit status."""
    skipped = 0
    readings = open_readings(given.sources, given.columns, model_of(given))
    printed = _as_table(readings) if not (given.json or given.jsonl) else _as_json(readings, array=given.json)
    for result in _with_progress(printed):
        if isinstance(result, InputError):
            skipped += 1
            print(f"skipped {result}", file=sys.stderr)
    if skipped:
        noun = "source or row was" if skipped == 1 else "sources or rows were"
        print(f"{skipped} {noun} skipped, for the reasons above", file=sys.stderr)
    return 1 if skipped else 0


def open_readings(sources: Iterable[str], columns: dict[str, str], model: str) -> "Iterator[Reading | InputError]":
    """Readings of all that the sources hold; the weights load while the rest of the program does."""
    from onrecord.inference.tagger import ModelTagger  # noqa: PLC0415 - `--help` needs none of these

    tagger = ModelTagger(model)
    tagger.preload()
    from onrecord.acquire.options import SourceOptions  # noqa: PLC0415
    from onrecord.acquire.sources import open_sources  # noqa: PLC0415
    from onrecord.pipeline.read import Reader  # noqa: PLC0415

    return Reader(tagger).read_pages(open_sources(list(sources), SourceOptions(columns=columns)))


def _as_table(results: "Iterable[Reading | InputError]") -> "Iterator[Reading | InputError]":
    from rich.console import Console  # noqa: PLC0415

    from onrecord.export.terminal import render_reading  # noqa: PLC0415

    console = Console(highlight=False)
    for result in results:
        if not isinstance(result, InputError):
            console.print(render_reading(result))
        yield result


def _as_json(results: "Iterable[Reading | InputError]", *, array: bool) -> "Iterator[Reading | InputError]":
    from onrecord.export.reading_json import to_json  # noqa: PLC0415

    before = "[\n" if array else ""
    for result in results:
        if not isinstance(result, InputError):
            sys.stdout.write(before + to_json(result) + ("" if array else "\n"))
            before = ",\n" if array else ""
        yield result
    if array:
        sys.stdout.write("[]\n" if before == "[\n" else "\n]\n")


def _with_progress(results: "Iterator[Reading | InputError]") -> "Iterator[Reading | InputError]":
    """The same results, counted on a terminal's standard error while the readings go elsewhere."""
    if not sys.stderr.isatty() or sys.stdout.isatty():
        yield from results
        return
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn  # noqa: PLC0415

    console = Console(stderr=True)
    columns = (SpinnerColumn(), TextColumn("{task.completed:,.0f} articles read"), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task("", total=None)
        for result in results:
            progress.advance(task)
            yield result
