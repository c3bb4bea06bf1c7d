"""The bytes that a page was made from, kept beside it."""

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from urllib.parse import urldefrag

from onrecord.acquire.options import SourceOptions
from onrecord.types.article import Capture, Fetched, Given, Media, Page

ROW = "application/json"
MEDIA_TYPES = {Media.HTML: "text/html", Media.TEXT: "text/plain"}


def address_of(source: str) -> str:
    """The same words for the same source, wherever the command is called: the URL, or the absolute path."""
    if "://" in source:
        return urldefrag(source).url
    return source if source in {"-", "standard input"} else str(Path(source).resolve())


def capture_document(
    data: bytes, media: Media, source: str, *, charset: str | None = None, fetched: Fetched | None = None
) -> Capture:
    """The capture of a source that is one article."""
    return Capture(
        data=data, media_type=MEDIA_TYPES[media], address=address_of(source), charset=charset, fetched=fetched
    )


def with_row(page: Page, row: Mapping[str, object] | bytes, place: str, source: str, options: SourceOptions) -> Page:
    """The page with its row as capture: by the row's id where it has one, else by its place in the source."""
    address = f"{address_of(source)}#{page.given.id or place}"
    return replace(page, capture=_row_capture(row, address, options))


def with_item(page: Page, place: str, source: str) -> Page:
    """The page of a feed's item with the item's fields as capture."""
    address = f"{address_of(source)}#{page.given.id or page.given.url or place}"
    return replace(page, capture=_row_capture(_fields(page), address, SourceOptions()))


def capture_of(page: Page) -> Capture:
    """The page's capture; of a page that a program made, its fields."""
    address = address_of(page.source) + (f"#{page.given.id}" if page.given.id else "")
    return page.capture or _row_capture(_fields(page), address, SourceOptions())


def _row_capture(row: Mapping[str, object] | bytes, address: str, options: SourceOptions) -> Capture:
    """A line of JSON is kept as it is; cells are kept as a JSON object with their own column names, in their order."""
    data = row if isinstance(row, bytes) else json.dumps(row).encode("ascii")  # ASCII: a lone surrogate stays escaped
    return Capture(data=data, media_type=ROW, address=address, columns=tuple(sorted(options.columns.items())))


def _fields(page: Page) -> dict[str, str]:
    content = "html" if page.media is Media.HTML else "text"
    given = {name: value for name in Given.__slots__ if (value := getattr(page.given, name)) is not None}
    return {content: page.content, **given}
