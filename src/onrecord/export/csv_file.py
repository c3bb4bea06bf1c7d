"""Flat rows as CSV (RFC 4180: quotation marks doubled, lines end in CR LF), in UTF-8 without a mark at its beginning."""

import csv
import io
from typing import BinaryIO

from onrecord.export.flat import COLUMNS, Cell, flat_rows
from onrecord.export.job import Job


def write(job: Job, to: BinaryIO) -> None:
    """A head line and the flat rows; an empty cell is a value that is not known."""
    with Text(to) as text:
        out = csv.writer(text, lineterminator="\r\n")
        out.writerow(COLUMNS)
        out.writerows([_cell(row[name]) for name in COLUMNS] for row in flat_rows(job))


class Text(io.TextIOWrapper):
    """UTF-8 text into a binary stream, which stays open when the text is done."""

    def __init__(self, to: BinaryIO) -> None:
        super().__init__(to, encoding="utf-8", newline="")

    def __exit__(self, *_problem: object) -> None:
        self.flush()
        self.detach()


def _cell(value: Cell) -> Cell:
    return {True: "true", False: "false"}[value] if isinstance(value, bool) else value
