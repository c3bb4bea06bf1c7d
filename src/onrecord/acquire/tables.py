"""JSON lines and CSV, one row at a time: nothing is loaded whole."""

import csv
import json
import re
from collections.abc import Iterator, Sequence
from typing import TextIO

from onrecord.acquire.capture import with_row
from onrecord.acquire.ninjs import is_ninjs, page_of_ninjs
from onrecord.acquire.options import FIELDS, SourceOptions
from onrecord.acquire.rows import RowProblem, page_of_row
from onrecord.errors import InputError, RowError, UnreadableError
from onrecord.types.article import Page

_DELIMITERS = ",;\t|"
_UNDECODABLE = re.compile("[\udc80-\udcff]")  # what "surrogateescape" makes of bytes that fit no encoding


def read_json_lines(lines: TextIO, source: str, options: SourceOptions) -> Iterator[Page | InputError]:
    """One page or RowError per line; empty lines are passed over."""
    number = 0
    while line := lines.readline(options.max_article_bytes + 1):
        number += 1
        if len(line) > options.max_article_bytes:
            while line and not line.endswith("\n"):
                line = lines.readline(1 << 20)
            yield RowError(
                source, number, f"is over the limit of {options.max_article_bytes:,} characters for one article"
            )
        elif line.strip():
            yield _json_row(line, lines.encoding, source, number, options)


def _json_row(line: str, encoding: str, source: str, number: int, options: SourceOptions) -> Page | RowError:
    if _UNDECODABLE.search(line):
        return RowError(source, number, "holds bytes that are not UTF-8; save the file as UTF-8")
    try:
        row = json.loads(line)
    except RecursionError:
        return RowError(source, number, "is nested too deeply; one flat JSON object per line was wanted")
    except ValueError as problem:
        return RowError(source, number, f"is no JSON ({_short(problem)}); one JSON object per line was wanted")
    page = page_of_object(row, source, number, options)
    if isinstance(page, RowError):
        return page
    charset = None if encoding.lower().replace("_", "-") in {"utf-8", "utf-8-sig", "utf8"} else encoding
    return with_row(page, line.rstrip("\r\n").encode(encoding), source, options, charset)


def page_of_object(row: object, source: str, number: int, options: SourceOptions) -> Page | RowError:
    """The page of one decoded JSON value, a row or a ninjs item."""
    if not isinstance(row, dict):
        return RowError(
            source, number, f"is JSON, but no object ({json.dumps(row)[:40]}); an object with text or html was wanted"
        )
    name = f"{source}, line {number}"
    try:
        if is_ninjs(row) and options.column("text") not in row:
            return page_of_ninjs(row, name)
        return page_of_row(row, name, options)
    except RowProblem as problem:
        return RowError(source, number, str(problem))


def _short(problem: ValueError) -> str:
    """The decoder's own words, without the line number that counts within one line."""
    if isinstance(problem, json.JSONDecodeError):
        return f"{problem.msg[0].lower()}{problem.msg[1:]} at character {problem.pos + 1}"
    return str(problem).splitlines()[0][:120]


def read_csv(lines: TextIO, source: str, options: SourceOptions, delimiter: str) -> Iterator[Page | InputError]:
    """One page or RowError per row below the header; the line is the one where the row begins."""
    csv.field_size_limit(max(csv.field_size_limit(), options.max_article_bytes))
    reader = csv.reader(lines, delimiter=delimiter)
    try:
        names = [name.strip().removeprefix("\ufeff") for name in next(reader, [])]
    except csv.Error as problem:
        yield UnreadableError(source, f"has a header that is no CSV ({problem}); save it again as CSV")
        return
    if options.column("text") not in names and options.column("html") not in names:
        yield UnreadableError(source, no_text_column(names, options))
        return
    while True:
        number = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as problem:
            yield RowError(source, number, f"is no CSV row ({problem})")
            continue
        if cells:
            yield _csv_row(names, cells, source, number, options)


def no_text_column(names: Sequence[str], options: SourceOptions) -> str:
    """Why a table without a column for the text cannot be read."""
    wanted = f'"{options.column("text")}" or "{options.column("html")}"'
    return f"has no column {wanted} (its columns: {', '.join(names[:12])}); name yours with --map text=COLUMN"


def _csv_row(
    names: Sequence[str], cells: Sequence[str], source: str, number: int, options: SourceOptions
) -> Page | RowError:
    if len(cells) != len(names):
        return RowError(source, number, f"has {len(cells)} columns, the header has {len(names)}")
    if any(map(_UNDECODABLE.search, cells)):
        return RowError(source, number, "holds bytes that are not in the file's encoding; save the file as UTF-8")
    try:
        row = dict(zip(names, cells, strict=True))
        return with_row(page_of_row(row, f"{source}, line {number}", options), row, source, options)
    except RowProblem as problem:
        return RowError(source, number, str(problem))


def csv_delimiter(head: str, options: SourceOptions) -> str | None:
    """The delimiter of a CSV whose header names a field of an article; None where the head is no such header."""
    first = (head.lstrip("\ufeff").splitlines() or [""])[0]
    if len(first) > 2000:
        return None
    texts = {options.column("text"), options.column("html")}
    known = {options.column(name) for name in FIELDS}
    for delimiter in sorted(_DELIMITERS, key=first.count, reverse=True):
        try:
            names = {name.strip() for name in next(csv.reader([first], delimiter=delimiter), [])}
        except csv.Error:
            continue
        if len(names) > 1 and names & known and (names & texts or all(len(name) <= 40 for name in names)):
            return delimiter
    only = first.strip().strip('"')
    return "," if only in texts and only in options.columns.values() else None
