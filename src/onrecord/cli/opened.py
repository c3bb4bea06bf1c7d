"""What the commands on a record share: which record, and how answers are printed."""

import argparse
import json
import os
import re
import sys
from calendar import monthrange
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, is_dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from onrecord.errors import UsageError

if TYPE_CHECKING:  # `--help` needs no database
    from onrecord.record.store import Record

DEFAULT = "onrecord.db"


def add_record(parser: argparse.ArgumentParser) -> None:
    """The option that names the record."""
    parser.add_argument(
        "--record",
        metavar="PATH|URL",
        default=os.environ.get("ONRECORD_RECORD", DEFAULT),
        help=f"a file, or postgresql://… (else ONRECORD_RECORD, or {DEFAULT})",
    )


def add_json(parser: argparse.ArgumentParser) -> None:
    """The option for programs."""
    parser.add_argument("--json", action="store_true", help="print JSON for programs instead of a table")


@contextmanager
def opened(given: argparse.Namespace, *, create: bool = False) -> "Iterator[Record]":
    """The record that the options name; RecordError where it cannot be opened."""
    from onrecord.record.store import Record  # noqa: PLC0415

    with Record.open(given.record, create=create) as record:
        yield record


def print_json(value: object) -> None:
    """A value, its dataclasses as objects, as indented JSON that UTF-8 can always hold."""
    text = json.dumps(_plain(value), indent=1, ensure_ascii=False)
    sys.stdout.write(text.encode("utf-8", "backslashreplace").decode("utf-8") + "\n")


def _plain(value: Any) -> Any:  # noqa: ANN401 - any answer of the record
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    if isinstance(value, Mapping):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return value


def print_table(columns: Sequence[tuple[str, str]], rows: Sequence[Sequence[object]], *, title: str = "") -> None:
    """A table for people, 80 columns where it is no terminal. `columns` are (heading, "left" or "right")."""
    from rich import box  # noqa: PLC0415
    from rich.console import Console  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    table = Table(box=box.SIMPLE_HEAD, title=title or None, title_justify="left", pad_edge=False)
    for heading, justify in columns:
        table.add_column(heading, justify="right" if justify == "right" else "left", overflow="fold")
    for row in rows:
        table.add_row(*(Text("" if cell is None else shown(cell)) for cell in row))
    Console(highlight=False).print(table)


def shown(cell: object) -> str:
    """A value as people read it: thousands divided, no control characters."""
    if isinstance(cell, int) and not isinstance(cell, bool):
        return f"{cell:,}"
    return "".join(char if char.isprintable() else " " for char in str(cell))


def clipped(words: str | None, length: int) -> str:
    """The words on one line, cut with an ellipsis where they are longer.

    >>> clipped("a promise that was never given", 12)
    'a promise t…'
    """
    line = " ".join((words or "").split())
    return line if len(line) <= length else line[: length - 1] + "…"


def first_day(words: str) -> str:
    """`2025`, `2025-02` or `2025-02-13` as its first day; UsageError where it is none of these.

    >>> first_day("2025-02")
    '2025-02-01'
    """
    return _day(words, last=False)


def last_day(words: str) -> str:
    """`2025`, `2025-02` or `2025-02-13` as its last day; UsageError where it is none of these.

    >>> last_day("2024-02")
    '2024-02-29'
    """
    return _day(words, last=True)


def _day(words: str, *, last: bool) -> str:
    match = re.fullmatch(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", words.strip())
    try:
        year, month, day = (int(part) if part else None for part in match.groups()) if match else (0, 0, 0)
        if day is None:
            whole = month or (12 if last else 1)
            return date(year or 0, whole, monthrange(year or 0, whole)[1] if last else 1).isoformat()
        return date(year or 0, month or 0, day).isoformat()
    except ValueError as problem:
        raise UsageError(f"{words!r} is no day; give 2025, 2025-02 or 2025-02-13") from problem
