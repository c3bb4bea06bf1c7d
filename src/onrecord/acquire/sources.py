"""Files, folders, URLs, feeds and tables to Pages, one after another; a failure is handed over, not raised."""

import glob
import gzip
import importlib
import io
import json
import sys
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO, TYPE_CHECKING, cast

from onrecord.acquire.capture import STANDARD_INPUT, capture_document, with_item, with_row
from onrecord.acquire.decode import advice_for, decode_text, find_encoding, name_binary
from onrecord.acquire.options import SourceOptions
from onrecord.acquire.recognise import Kind, recognise
from onrecord.acquire.tables import csv_delimiter, page_of_object, read_csv, read_json_lines
from onrecord.errors import InputError, RowError, UnreadableError
from onrecord.types.article import Fetched, Media, Page

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_HEAD_BYTES = 1 << 16


def open_sources(sources: Sequence[str], options: SourceOptions | None = None) -> Iterator[Page | InputError]:
    """Every page of every source in the order given, and an InputError for each one that cannot be read.

    A source is a file, a folder (recursively, sorted; names that begin with a dot are left out), a
    pattern such as `news/*.html`, a URL, or `-` for standard input. What it holds is recognised by
    content. JSONL and CSV are read row by row, plain or gzip.
    """
    chosen = options or SourceOptions()
    for source in sources:
        try:
            yield from _open(source, chosen)
        except InputError as problem:
            yield problem
        except (EOFError, zlib.error, gzip.BadGzipFile) as problem:
            yield UnreadableError(source, f"is a damaged gzip file ({problem}); fetch or compress it again")
        except OSError as problem:
            yield InputError(
                source,
                f"cannot be read ({(problem.strerror or str(problem)).lower()}); check the path and its permissions",
            )


def _open(source: str, options: SourceOptions) -> Iterator[Page | InputError]:
    if source == "-":
        yield from _read_stream(sys.stdin.buffer, STANDARD_INPUT, options)
    elif source.startswith(("http://", "https://")):
        yield from _read_url(source, options)
    elif "://" in source:
        raise InputError(source, "has an unknown scheme; a file, a folder, or an http or https address was wanted")
    else:
        yield from _read_path(source, options)


def _read_path(source: str, options: SourceOptions) -> Iterator[Page | InputError]:
    if "\x00" in source:
        raise InputError(repr(source), "is no path, since it holds a NUL; check the path")
    path = Path(source)
    if path.is_dir():
        yield from _read_folder(path, options)
    elif path.exists():
        with path.open("rb") as stream:
            yield from _read_stream(stream, source, options)
    else:
        is_pattern = any(mark in source for mark in "*?[")
        found = sorted(glob.glob(source, recursive=True)) if is_pattern else []  # noqa: PTH207 - Path takes no absolute pattern
        if not found:
            raise InputError(source, "no such file or folder; check the path")
        yield from open_sources(found, options)


def _read_folder(folder: Path, options: SourceOptions) -> Iterator[Page | InputError]:
    files = sorted(
        path
        for path in folder.rglob("*")
        if path.is_file() and not any(part.startswith(".") for part in path.relative_to(folder).parts)
    )
    if not files:
        raise InputError(str(folder), "the folder holds no files; check the path")
    yield from open_sources([str(path) for path in files], options)


def _read_url(source: str, options: SourceOptions) -> Iterator[Page | InputError]:
    fetching = importlib.import_module("onrecord.acquire.fetch")  # httpx is slow to load: only for a URL
    answer = fetching.fetch(source, options)
    yield from _read_stream(io.BytesIO(answer.data), source, options, fetched=answer.fetched, declared=answer.charset)


def _read_stream(
    stream: IO[bytes],
    source: str,
    options: SourceOptions,
    *,
    fetched: Fetched | None = None,
    declared: str | None = None,
) -> Iterator[Page | InputError]:
    """The pages of a byte stream, of which no more than the head is held where it is a table."""
    head = _read_head(stream)
    if head.startswith(b"\x1f\x8b"):
        stream = cast("IO[bytes]", gzip.GzipFile(fileobj=io.BufferedReader(_Rejoined(head, stream))))
        head = _read_head(stream)
    if not head.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        whole = head + stream.read(_HEAD_BYTES) if head else b""
        if not whole.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
            raise UnreadableError(source, "is empty; an article was wanted")
    binary = name_binary(head)
    if binary is not None:
        raise UnreadableError(source, advice_for(binary))
    encoding = find_encoding(head, declared)
    beginning = head.decode(encoding, "replace")
    kind = recognise(beginning, options)
    if kind in {Kind.JSON_LINES, Kind.CSV}:
        raw = io.BufferedReader(_Rejoined(head, stream), buffer_size=_HEAD_BYTES)
        newline = "\n" if kind is Kind.JSON_LINES else ""
        with io.TextIOWrapper(raw, encoding=_of_table(encoding), errors="surrogateescape", newline=newline) as lines:
            if kind is Kind.JSON_LINES:
                yield from read_json_lines(lines, source, options)
            else:
                yield from read_csv(lines, source, options, csv_delimiter(beginning, options) or ",")
        return
    data = _read_whole(head, stream, source, options)
    text = decode_text(data, declared)
    if kind in {Kind.HTML, Kind.TEXT}:
        media = Media.HTML if kind is Kind.HTML else Media.TEXT
        capture = capture_document(data, media, source, charset=declared, fetched=fetched)
        url = None if fetched is None else fetched.final
        yield Page(source=source, media=media, content=text, url=url, capture=capture)
    elif kind is Kind.FEED:
        from onrecord.acquire.feeds import read_feed  # noqa: PLC0415 - only a feed needs a parser of XML

        for found in read_feed(text, source):
            yield found if isinstance(found, InputError) else with_item(found, source)
    else:
        yield from _read_json(text, source, options)


def _of_table(encoding: str) -> str:
    """A table that begins in ASCII may go on in UTF-8: bytes that do not fit are then told row by row."""
    return "utf-8" if encoding in {"ascii", "us-ascii"} else encoding


def _read_json(text: str, source: str, options: SourceOptions) -> Iterator[Page | InputError]:
    """One object or a list of them; each must be a row or a ninjs item."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as problem:
        raise UnreadableError(
            source, f"looks like JSON, but is broken ({str(problem)[:100]}); mend it, or give one object per line"
        ) from problem
    items = value if isinstance(value, list) else [value]
    if not items:
        raise UnreadableError(source, "is an empty JSON list; an article was wanted")
    for number, item in enumerate(items, start=1):
        found = page_of_object(item, source, number, options)
        if not isinstance(found, RowError):
            yield with_row(found, item, source, options)
        elif isinstance(value, list):
            yield UnreadableError(source, f"item {number} {found.reason}")
        else:
            yield UnreadableError(source, f"is a JSON object, but {found.reason}")


def _read_head(stream: IO[bytes]) -> bytes:
    parts: list[bytes] = []
    size = 0
    while size < _HEAD_BYTES and (part := stream.read(_HEAD_BYTES - size)):
        parts.append(part)
        size += len(part)
    return b"".join(parts)


def _read_whole(head: bytes, stream: IO[bytes], source: str, options: SourceOptions) -> bytes:
    """All bytes, or UnreadableError as soon as they are too many."""
    data = head + stream.read(max(0, options.max_article_bytes + 1 - len(head)))
    if len(data) > options.max_article_bytes:
        limit = options.max_article_bytes / 1e6
        raise UnreadableError(
            source,
            f"is larger than the limit of {limit:g} MB for one article; split it, or give a JSONL with one article per line",
        )
    return data


class _Rejoined(io.RawIOBase):
    """A stream with the head that was read from it put back in front."""

    def __init__(self, head: bytes, rest: IO[bytes]) -> None:
        self._head = memoryview(head)
        self._rest = rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "WriteableBuffer", /) -> int:
        view = memoryview(buffer)
        part = self._head[: len(view)] if self._head else self._rest.read(len(view)) or b""
        if self._head:
            self._head = self._head[len(part) :]
        view[: len(part)] = part
        return len(part)
