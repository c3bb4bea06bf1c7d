"""Our own JSONL: one reading per line, in the published shape."""

import gzip
import json
from collections.abc import Iterator
from pathlib import Path

from onrecord.intake.fields import ShapeError
from onrecord.intake.incoming import BadRow, Found, Incoming
from onrecord.intake.reading import anchored_reading


def rows(file: Path) -> Iterator[Found]:
    """One article per line, plain or gzip; empty lines are passed over."""
    for number, line in lines_of(file):
        where = f"line {number}"
        try:
            reading, moved = anchored_reading(json.loads(line))
            yield Incoming(where=where, reading=reading, data=line, moved=moved)
        except (ShapeError, UnicodeDecodeError) as problem:
            yield BadRow(where=where, reason=str(problem))
        except (ValueError, RecursionError) as problem:
            yield BadRow(where=where, reason=f"is no JSON ({problem})")


def lines_of(file: Path) -> Iterator[tuple[int, bytes]]:
    """The lines of a file with their numbers, from 1; those with nothing in them are left out."""
    with file.open("rb") as head:
        packed = head.read(2) == b"\x1f\x8b"
    with gzip.open(file, "rb") if packed else file.open("rb") as lines:
        for number, line in enumerate(lines, start=1):
            if stripped := line.strip():
                yield number, stripped
