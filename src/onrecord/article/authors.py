"""Who a page says its article is by: JSON-LD, metas, marked elements."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from onrecord.article.byline import join_bylines, split_byline
from onrecord.article.head import Head
from onrecord.article.jsonld import listed, resolve, text_of, types_of
from onrecord.types.article import Byline

if TYPE_CHECKING:  # a text without markup needs no parser
    from selectolax.lexbor import LexborHTMLParser, LexborNode

_METAS = (
    "author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "dcterms.creator", "citation_author",
    "byl", "twitter:misc:written by", "twitter:misc:verfasst von", "cxenseparse:author", "article.author", "article:author_name", "og:article:author", "twitter:data1", "dcsext.author",
    "article:author:name", "authors", "rnews:author", "creator", "bt:author",
)  # fmt: skip
# marked for machines first, then what is named so for style sheets
_MARKED = '[itemprop="author"], [rel~="author"], [itemprop="creator"]'
_NAMED = '[class*="byline"], [class*="Byline"], [class*="author"], [class*="Author"], [data-testid*="byline"], [class*="autor"]'
_PRINTED = '[class*="byline"], [class*="Byline"], [itemprop="author"], [rel~="author"]'
_FOR = re.compile(r"\s(?:for|für|pour|para|voor|för)\s")
_NOT_A_NAME = re.compile(
    r"bio|image|avatar|picture|photo|social|follow|about|comment|related|teaser|card|footer|nav|count", re.IGNORECASE
)


def find_byline(tree: "LexborHTMLParser", head: Head, own: Sequence[str]) -> Byline | None:
    """The page's byline by its strongest sign; None where no sign names a person or an outlet.

    `own` are the names of the page's outlet, so that they are not taken for people.
    """
    declared = _of_json_ld(head, own)
    if declared is not None and declared.people:
        return _written_for(tree, declared, own)
    metas = _of_metas(head, own)
    printed = _of_elements(tree, own) if metas is None or not metas.people else None
    for byline in (metas, printed):
        if byline is not None and byline.people:
            return byline
    return declared or metas or printed


def _written_for(tree: "LexborHTMLParser", declared: Byline, own: Sequence[str]) -> Byline:
    """The declared byline with the outlet that the printed one names: "By Anna Berg for The Harbour Post"."""
    for element in tree.css(_PRINTED)[:5]:
        words = _words_of(element)
        if words is None or not _FOR.search(words) or not any(name in words for name in declared.people):
            continue
        printed = split_byline(words, own=own)
        if printed.outlets:
            outlets = tuple(dict.fromkeys((*declared.outlets, *printed.outlets)))
            return replace(declared, outlets=outlets, printed=printed.printed)
    return declared


def _of_json_ld(head: Head, own: Sequence[str]) -> Byline | None:
    item = head.article
    if item is None:
        return None
    for key in ("author", "creator"):
        bylines = []
        for value in listed(item.get(key)):
            author = resolve(value, head.nodes)
            kind = (types_of(author) or ("",))[0] if isinstance(author, dict) else None
            kind = "Organization" if kind and "rgani" in kind else kind
            bylines += [split_byline(name, own=own, kind=kind) for name in _names(author)]
        joined = join_bylines(bylines)
        if joined.people or joined.outlets:
            return joined
    return None


def _names(author: object) -> list[str]:
    """The names an author value holds: one, or several where `name` is a list."""
    names = listed(author.get("name")) if isinstance(author, dict) else [author]
    return [name for name in map(text_of, names) if name]


def _of_metas(head: Head, own: Sequence[str]) -> Byline | None:
    best: Byline | None = None
    for key in _METAS:
        values = [value for value in head.all_of(key) if not value.startswith(("http", "/", "@"))]
        if key == "twitter:data1" and (head.meta("twitter:label1") or "").lower().rstrip(":") not in _WRITTEN_BY:
            continue
        joined = join_bylines(split_byline(value, own=own) for value in dict.fromkeys(values))
        if joined.people:
            return joined
        if joined.outlets and best is None:
            best = joined
    return best


_WRITTEN_BY = frozenset(
    {"written by", "verfasst von", "geschrieben von", "écrit par", "escrito por", "scritto da", "author", "by"}
)


def _of_elements(tree: "LexborHTMLParser", own: Sequence[str]) -> Byline | None:
    """The byline of elements marked or named as one; the first group that names somebody."""
    for selector in (_MARKED, _NAMED):
        outlets: Byline | None = None
        for element in tree.css(selector)[:40]:
            words = _words_of(element)
            if words is None:
                continue
            byline = split_byline(words, own=own)
            if byline.people:
                return byline
            if byline.outlets and outlets is None:
                outlets = byline
        if outlets is not None:
            return outlets
    return None


def _words_of(element: "LexborNode") -> str | None:
    attributes = element.attributes
    named = f"{attributes.get('class') or ''} {attributes.get('id') or ''}"
    if element.tag in {"link", "script", "style", "img", "svg", "figure"} or _NOT_A_NAME.search(named):
        return None
    words = attributes.get("content") if element.tag == "meta" else element.text(separator=" ")
    words = " ".join((words or "").split())
    return words if 3 <= len(words) <= 120 else None


def given_byline(author: str | None, own: Iterable[str]) -> Byline | None:
    """The byline that the input itself gives, split."""
    if not author:
        return None
    byline = split_byline(author, own=own)
    return byline if byline.people or byline.outlets else None
