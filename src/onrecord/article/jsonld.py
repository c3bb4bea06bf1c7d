"""The JSON-LD of a page: its nodes, flattened, and the one that describes the article."""

import html
import json
import re
from collections.abc import Iterable, Iterator, Mapping

from onrecord.text.late import LatePattern

Node = Mapping[str, object]

# a WebPage describes the article's page; it serves where no node is an article
_ARTICLE_TYPE = LatePattern(r"article|posting|^report$|^review$", re.IGNORECASE)
_PAGE_TYPE = LatePattern(r"^(web|item)page$|^creativework$|^(video|audio)object$", re.IGNORECASE)
_WRAPPING = LatePattern(
    r"^\s*(?:<!--|/\*\s*<!\[CDATA\[\s*\*/|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\s*\]\]>|\]\]>)\s*$"
)
_TRAILING_COMMA = LatePattern(r",\s*([}\]])")
_TAG = LatePattern(r"<[^<>]{0,200}>")
_MAX_NODES = 2_000  # a page with more is a list of pages


def read_nodes(scripts: Iterable[str]) -> list[Node]:
    """Every object of the scripts, outer before inner; a script that is no JSON is passed over.

    >>> [node["name"] for node in read_nodes(['{"@graph": [{"name": "Anna Berg"}]}'])]
    ['Anna Berg']
    """
    found: list[Node] = []
    for script in scripts:
        for node in _walk(_load(script), depth=0):
            found.append(node)
            if len(found) >= _MAX_NODES:
                return found
    return found


def _load(script: str) -> object:
    bare = script.strip().rstrip(";")
    if not bare.startswith(("{", "[")):
        bare = _WRAPPING.sub("", bare).strip()
    try:
        return json.loads(bare, strict=False)
    except RecursionError:
        return None
    except ValueError:
        return _load_mended(bare)


def _load_mended(script: str) -> object:
    try:
        return json.loads(_TRAILING_COMMA.sub(r"\1", script), strict=False)
    except (ValueError, RecursionError):
        return None


def _walk(value: object, depth: int) -> Iterator[Node]:
    if depth > 6:  # what lies deeper describes no article
        return
    if isinstance(value, list):
        for item in value:
            yield from _walk(item, depth)
    elif isinstance(value, dict):
        if set(value) - {"@context", "@graph"}:
            yield value
        for key, inner in value.items():
            if isinstance(inner, dict | list) and key not in {"author", "creator", "publisher", "comment", "hasPart"}:
                yield from _walk(inner, depth + 1)


def types_of(node: Node) -> tuple[str, ...]:
    """The node's types without their namespace."""
    return tuple(str(kind).rsplit("/", 1)[-1] for kind in listed(node.get("@type")))


def article_node(nodes: Iterable[Node]) -> Node | None:
    """The node that describes the article: the fullest of the articles, else the page's own.

    >>> article_node([{"@type": "WebPage"}, {"@type": "NewsArticle", "headline": "A"}])["headline"]
    'A'
    """
    articles: list[Node] = []
    pages: list[Node] = []
    for node in nodes:
        kinds = types_of(node)
        if any(_ARTICLE_TYPE.search(kind) for kind in kinds):
            articles.append(node)
        elif any(_PAGE_TYPE.search(kind) for kind in kinds):
            pages.append(node)
    return max(articles or pages, key=_fullness, default=None)


def _fullness(node: Node) -> int:
    return sum(bool(node.get(key)) for key in ("headline", "author", "datePublished", "articleBody", "publisher"))


def listed(value: object) -> list[object]:
    """The value as a list: a list as it is, nothing as an empty one."""
    if value is None or value == "":
        return []
    return value if isinstance(value, list) else [value]


def text_of(value: object) -> str | None:
    """A value's plain text (of a list: of its first item; of an object: its name), entities decoded."""
    if isinstance(value, list):
        return next((text for text in map(text_of, value) if text), None)
    if isinstance(value, dict):
        return text_of(value.get("name") or value.get("@value") or value.get("url"))
    if not isinstance(value, str):
        return None
    plain = html.unescape(html.unescape(value)) if "&" in value else value
    if "<" in plain:
        plain = _TAG.sub(" ", plain)
    return " ".join(plain.split()) or None


def resolve(value: object, nodes: Iterable[Node]) -> object:
    """The object that a bare `{"@id": …}` points to; anything else as it is."""
    if isinstance(value, dict) and "name" not in value and "@id" in value:
        wanted = value["@id"]
        for node in nodes:
            if node.get("@id") == wanted and node.get("name"):
                return node
    return value
