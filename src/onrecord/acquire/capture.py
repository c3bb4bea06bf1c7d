"""The bytes that a page was made from, kept beside it."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from urllib.parse import urldefrag, urlsplit

from onrecord.acquire.options import SourceOptions
from onrecord.types.article import ROW_TYPE, Capture, Fetched, Given, Media, Page

STANDARD_INPUT = "standard input"
MEDIA_TYPES = {Media.HTML: "text/html", Media.TEXT: "text/plain"}


def address_of(source: str) -> str:
    """The same words for the same source, wherever the command is called: the URL, or the absolute path."""
    return urldefrag(source).url if "://" in source else str(Path(source).resolve())


def capture_document(
    data: bytes, media: Media, source: str, *, charset: str | None = None, fetched: Fetched | None = None
) -> Capture:
    """The capture of a source that is one article."""
    address = _by_content(data) if source == STANDARD_INPUT else address_of(source)
    return Capture(data=data, media_type=MEDIA_TYPES[media], address=address, charset=charset, fetched=fetched)


def with_row(
    page: Page, row: Mapping[str, object] | bytes, source: str, options: SourceOptions, charset: str | None = None
) -> Page:
    """The page with its row as capture. A line of JSON is kept as it is, cells as a JSON object in their order.

    `charset` is that of a line which is not in UTF-8.
    """
    return replace(page, capture=_row_capture(page, row, source, options, charset))


def with_item(page: Page, source: str) -> Page:
    """The page of a feed's item with the item's fields as capture."""
    return with_row(page, _fields(page), source, SourceOptions())


def capture_of(page: Page) -> Capture:
    """The page's capture; of a page that a program made, its fields."""
    return page.capture or _row_capture(page, _fields(page), page.source, SourceOptions())


def _row_capture(
    page: Page,
    row: Mapping[str, object] | bytes,
    source: str,
    options: SourceOptions,
    charset: str | None = None,
) -> Capture:
    data = row if isinstance(row, bytes) else json.dumps(row).encode("ascii")  # ASCII: a lone surrogate stays escaped
    columns = tuple(sorted(options.columns.items()))
    return Capture(data=data, media_type=ROW_TYPE, address=_place(page, data, source), columns=columns, charset=charset)


def _place(page: Page, data: bytes, source: str) -> str:
    """What a row or item is a capture of: what its id names, or its URL if that is no outlet's front page.

    Without either it is only itself. Its line says nothing: another row there tomorrow is another article, and no
    newer version of this one.
    """
    if page.given.id is not None:
        return f"{source if source == STANDARD_INPUT else address_of(source)}#{page.given.id}"
    return _article_url(page.given.url) or _by_content(data)


def _article_url(url: str | None) -> str | None:
    """The URL without its fragment, where it names more than a site."""
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return None
    return urldefrag(url).url if url and parts.netloc and (parts.path.strip("/") or parts.query) else None


def _by_content(data: bytes) -> str:
    return f"sha256:{hashlib.sha256(data).hexdigest()}"


def _fields(page: Page) -> dict[str, str]:
    content = "html" if page.media is Media.HTML else "text"
    given = {name: value for name in Given.__slots__ if (value := getattr(page.given, name)) is not None}
    return {content: page.content, **given}
