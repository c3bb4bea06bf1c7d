"""The page that was read from a capture, made from its bytes again."""

import json
from dataclasses import replace

from onrecord.acquire.capture import MEDIA_TYPES
from onrecord.acquire.decode import decode_text
from onrecord.acquire.options import SourceOptions
from onrecord.acquire.tables import page_of_object
from onrecord.errors import RowError, UnreadableError
from onrecord.types.article import ROW_TYPE, Capture, Page


def restore_page(capture: Capture, source: str) -> Page:
    """The page as it was first read from these bytes. Raises UnreadableError where they are no such thing."""
    if capture.media_type != ROW_TYPE:
        media = next((kind for kind, name in MEDIA_TYPES.items() if name == capture.media_type), None)
        if media is None:
            raise UnreadableError(source, f"was captured as {capture.media_type}, which cannot be read again")
        url = None if capture.fetched is None else capture.fetched.final
        content = decode_text(capture.data, capture.charset)
        return Page(source=source, media=media, content=content, url=url, capture=capture)
    options = SourceOptions(columns=dict(capture.columns))
    try:
        found = page_of_object(json.loads(_row_text(capture)), source, 1, options)
    except (ValueError, LookupError, RecursionError) as problem:
        raise UnreadableError(source, f"was captured as a row, but is no JSON ({problem})") from problem
    if isinstance(found, RowError):
        raise UnreadableError(source, found.reason) from found
    return replace(found, source=source, capture=capture)


def _row_text(capture: Capture) -> str | bytes:
    return capture.data if capture.charset is None else capture.data.decode(capture.charset)
