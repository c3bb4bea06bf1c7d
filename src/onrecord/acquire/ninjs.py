"""ninjs, the news agencies' JSON: version 1 (`body_text`, `body_xhtml`) and 2 (`headlines`, `bodies`)."""

import html
import re
from collections.abc import Iterator, Mapping

from onrecord.acquire.rows import RowProblem, as_words
from onrecord.types.article import Given, Media, Page

_SIGNS = frozenset(
    {"uri", "headline", "headlines", "versioncreated", "pubstatus", "copyrightholder", "byline", "usageterms"}
)
_BODIES = frozenset({"body_text", "body_xhtml", "body_html", "bodies"})
_PARAGRAPHS = re.compile(r"\n\s*\n|\n(?=\s{2,}\S)")


def is_ninjs(item: Mapping[str, object]) -> bool:
    """Whether an object has fields that only ninjs has: a body and one more."""
    return bool(_BODIES & item.keys()) and bool(_SIGNS & item.keys())


def page_of_ninjs(item: Mapping[str, object], source: str) -> Page:
    """The page of an item: its body as markup, its pictures after it. Raises RowProblem where it has no body."""
    body = _body(item)
    if body is None:
        raise RowProblem("its ninjs item has no body_text, body_xhtml or bodies")
    uri = as_words(item.get("uri"))
    given = Given(
        id=uri,
        title=as_words(item.get("headline")) or _value(item.get("headlines"), "main"),
        date=as_words(item.get("firstcreated") or item.get("contentcreated") or item.get("versioncreated")),
        author=as_words(item.get("byline")) or _value(item.get("bylines"), "") or as_words(item.get("by")),
        url=next(_addresses(item), None),
        outlet=as_words(item.get("copyrightholder")) or _source_name(item),
        language=as_words(item.get("language")),
    )
    return Page(source=source, media=Media.HTML, content=body + "".join(_pictures(item)), url=given.url, given=given)


def _body(item: Mapping[str, object]) -> str | None:
    for key in ("body_xhtml", "body_html"):
        value = item.get(key)
        if isinstance(value, str) and value.strip():
            return value
    text = item.get("body_text")
    if isinstance(text, str) and text.strip():
        return _as_markup(text)
    bodies = [body for body in _objects(item.get("bodies")) if isinstance(body.get("value"), str)]
    bodies.sort(key=lambda body: (body.get("role") not in {"main", None}, "html" not in str(body.get("contenttype"))))
    for body in bodies:
        value = str(body["value"])
        if value.strip():
            return value if "html" in str(body.get("contenttype")) or "<p" in value else _as_markup(value)
    return None


def _as_markup(text: str) -> str:
    paragraphs = _PARAGRAPHS.split(text) if _PARAGRAPHS.search(text) else text.split("\n")
    return "".join(f"<p>{html.escape(part.strip(), quote=False)}</p>" for part in paragraphs if part.strip())


def _objects(value: object) -> list[Mapping[str, object]]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def _value(value: object, role: str) -> str | None:
    entries = sorted(_objects(value), key=lambda entry: entry.get("role") != role)
    return next(
        (words for words in (as_words(e.get("value") or e.get("text") or e.get("name")) for e in entries) if words),
        None,
    )


def _addresses(item: Mapping[str, object]) -> Iterator[str]:
    for key in ("url", "canonical", "uri"):
        value = item.get(key)
        if isinstance(value, str) and value.startswith(("http://", "https://")):
            yield value


def _source_name(item: Mapping[str, object]) -> str | None:
    return next(
        (as_words(entry.get("name")) for entry in _objects(item.get("infosources") or item.get("infosource"))), None
    )


def _pictures(item: Mapping[str, object]) -> Iterator[str]:
    """Associated pictures as markup, one address each."""
    associations = item.get("associations")
    values = list(associations.values()) if isinstance(associations, dict) else associations
    for picture in _objects(values):
        if picture.get("type") not in {"picture", "graphic", None}:
            continue
        renditions = picture.get("renditions")
        sizes = list(renditions.values()) if isinstance(renditions, dict) else renditions
        for address in [*(size.get("href") for size in _objects(sizes)), picture.get("href")]:
            if isinstance(address, str):
                caption = as_words(picture.get("description_text") or picture.get("headline")) or ""
                yield f'<img src="{html.escape(address)}" alt="{html.escape(caption)}">'
                break
