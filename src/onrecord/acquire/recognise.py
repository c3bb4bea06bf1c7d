"""What a decoded source is, by its content."""

import json
import re
from enum import StrEnum

from onrecord.acquire.options import SourceOptions
from onrecord.acquire.tables import csv_delimiter

_FEED = re.compile(r"<(?:rss|feed|rdf:RDF)[\s>]|<atom:feed[\s>]")
_PAGE = re.compile(
    r"<(?:!doctype\s+html|html|head|body|article|main|title|meta|div|p|section|h1|span|table)\b", re.IGNORECASE
)
_JSON_OBJECT = re.compile(r'\{\s*(?:"|\})')
_JSON_LIST = re.compile(r"\[\s*(?:\{|\])")


class Kind(StrEnum):
    """The kinds of source; each has one reader."""

    HTML = "html"
    TEXT = "text"
    FEED = "feed"
    JSON = "json"  # one object or a list, over one or several lines
    JSON_LINES = "json lines"
    CSV = "csv"


def recognise(head: str, options: SourceOptions) -> Kind:
    """The kind of what begins so; suffixes are not asked.

    >>> recognise('{"text": "It rained."}', SourceOptions()).value
    'json lines'
    """
    start = head.lstrip("\ufeff\x00 \t\r\n")
    if start.startswith("<"):
        if _FEED.search(start[:4000]) and not re.match(r"<!doctype\s+html|<html", start, re.IGNORECASE):
            return Kind.FEED
        return Kind.HTML if _PAGE.search(start) or start.startswith("<?xml") else Kind.TEXT
    if _JSON_OBJECT.match(start):
        return Kind.JSON_LINES if _is_lines(start) else Kind.JSON
    if _JSON_LIST.match(start):
        return Kind.JSON
    if csv_delimiter(start, options) is not None:
        return Kind.CSV
    return Kind.HTML if len(_PAGE.findall(start[:20_000])) >= 5 else Kind.TEXT


def _is_lines(start: str) -> bool:
    """Whether one of the first lines is a whole object: then it is JSON lines, even if others are broken."""
    lines = start.split("\n")
    if len(lines) == 1 or len(lines[0]) > 60_000:
        return True  # a line longer than the head, or the only one
    return any(_is_object(line) for line in lines[:20]) or lines[0].rstrip().endswith("}")


def _is_object(line: str) -> bool:
    try:
        return line.lstrip().startswith("{") and isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False
