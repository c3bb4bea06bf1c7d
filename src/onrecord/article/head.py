"""What the markup of a page declares: metas, links, titles, language, JSON-LD."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from onrecord.article.jsonld import Node, article_node, read_nodes

if TYPE_CHECKING:  # a text without markup needs no parser
    from selectolax.lexbor import LexborHTMLParser

_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """Declarations of one page, in page order, spaces normalised. Keys of `metas` are as `key_of` makes them."""

    metas: Mapping[str, tuple[str, ...]]
    links: Mapping[str, tuple[str, ...]]
    title: str | None
    language: str | None
    nodes: tuple[Node, ...]
    article: Node | None

    def meta(self, *names: str) -> str | None:
        """The first value of the first name that has one."""
        return next(iter(self.all_of(*names)), None)

    def all_of(self, *names: str) -> list[str]:
        """Every value of every name, in the order of the names."""
        return [value for name in names for value in self.metas.get(key_of(name), ())]


_MARKS = str.maketrans("_.- ", "::::")


@lru_cache(maxsize=4096)
def key_of(name: str) -> str:
    """One key for all spellings of a name.

    >>> key_of("article:published_time") == key_of("Article.Published.Time")
    True
    """
    return name.strip().lower().translate(_MARKS)


def parse_markup(markup: str) -> "LexborHTMLParser":
    """The tree of a page or of a piece of one; lone surrogates, which the parser cannot take, become U+FFFD."""
    from selectolax.lexbor import LexborHTMLParser  # noqa: PLC0415 - a text without markup needs no parser

    try:
        return LexborHTMLParser(markup.encode())
    except UnicodeEncodeError:
        return LexborHTMLParser(_SURROGATE.sub("\ufffd", markup).encode())


def read_head(tree: "LexborHTMLParser") -> Head:
    """All declarations of the tree, wherever in it they stand: broken pages put them into the body."""
    metas: dict[str, list[str]] = {}
    for element in tree.css("meta"):
        attributes = element.attributes
        content = " ".join((attributes.get("content") or "").split())
        if content:
            for key in ("property", "name", "itemprop", "http-equiv"):
                name = attributes.get(key)
                if name:
                    metas.setdefault(key_of(name), []).append(content)
                    break
    links: dict[str, list[str]] = {}
    for element in tree.css("link[rel][href]"):
        attributes = element.attributes
        for rel in (attributes.get("rel") or "").lower().split():
            links.setdefault(rel, []).append((attributes.get("href") or "").strip())
    nodes = tuple(read_nodes(script.text() for script in tree.css('script[type*="ld+json"]')))
    title = tree.css_first("title")
    root = tree.css_first("html")
    return Head(
        metas={name: tuple(values) for name, values in metas.items()},
        links={rel: tuple(hrefs) for rel, hrefs in links.items()},
        title=" ".join(title.text().split()) or None if title is not None else None,
        language=(root.attributes.get("lang") or root.attributes.get("xml:lang")) if root is not None else None,
        nodes=nodes,
        article=article_node(nodes),
    )
