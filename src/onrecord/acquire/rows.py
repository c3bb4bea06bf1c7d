"""One row or JSON object to one Page."""

from collections.abc import Mapping

from onrecord.acquire.options import FIELDS, SourceOptions
from onrecord.types.article import Given, Media, Page


class RowProblem(Exception):  # noqa: N818 - it is what is wrong with a row; the reader adds source and line
    """Why a row gives no article, in one line."""


def page_of_row(row: Mapping[str, object], source: str, options: SourceOptions) -> Page:
    """The page of a row; its text is kept code point for code point. Raises RowProblem where it has none."""
    text = row.get(options.column("text"))
    html = row.get(options.column("html"))
    content, media = (text, Media.ROW) if text is not None and text != "" else (html, Media.HTML)
    if content is None or content == "":
        raise RowProblem(_no_text(row, options))
    if not isinstance(content, str):
        raise RowProblem(f"its {media.value.replace('row', 'text')} is {_kind(content)}, a string was wanted")
    if not content.strip():
        raise RowProblem("its text is empty")
    given = Given(**{name: as_words(row.get(options.column(name))) for name in FIELDS if name not in {"text", "html"}})
    return Page(source=source, media=media, content=content, url=given.url, given=given)


def _no_text(row: Mapping[str, object], options: SourceOptions) -> str:
    wanted = f'"{options.column("text")}" or "{options.column("html")}"'
    if options.column("text") in row or options.column("html") in row:
        return f"its {wanted} is empty"
    names = ", ".join(str(name) for name in list(row)[:12]) or "none"
    return f"has no column {wanted} (its columns: {names}); name yours with --map text=COLUMN"


def as_words(value: object) -> str | None:
    """A value of metadata as a string: numbers as written, names of a list joined; None for nothing.

    >>> as_words([{"name": "Anna Berg"}, "Tom Vale"])
    'Anna Berg, Tom Vale'
    """
    if value is None or value == "":
        return None
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
    if isinstance(value, list):
        return ", ".join(words for words in map(as_words, value) if words) or None
    if isinstance(value, dict):
        return as_words(value.get("name") or value.get("value"))
    return str(value)


def _kind(value: object) -> str:
    names = {list: "a list", dict: "an object", bool: "true or false", int: "a number", float: "a number"}
    return names.get(type(value), type(value).__name__)
