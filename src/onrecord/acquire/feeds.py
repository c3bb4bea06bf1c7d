"""RSS and Atom: every item is one page."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

from onrecord.errors import InputError, UnreadableError
from onrecord.types.article import Given, Media, Page

_ITEMS = frozenset({"item", "entry"})
_NAMED_ENTITY = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)([A-Za-z][A-Za-z0-9]{1,30});")
_BARE_AMPERSAND = re.compile(r"&(?!#?\w{1,31};)")
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_BODIES = ("content:encoded", "content", "description", "summary")


@dataclass(slots=True)
class _Item:
    fields: dict[str, str] = field(default_factory=dict)
    link: str | None = None
    pictures: list[str] = field(default_factory=list)


class _FeedReader:
    """Collects items while the parser reports what it meets; names keep their prefix ("content:encoded")."""

    def __init__(self) -> None:
        self.items: list[_Item] = []
        self.title: str | None = None
        self.language: str | None = None
        self._item: _Item | None = None
        self._path: list[str] = []
        self._capture: int | None = None  # depth of the element whose inside is kept as markup
        self._words: list[str] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        bare = name.removeprefix("atom:")
        if self._capture is not None:
            kept = "".join(
                f' {key}="{html.escape(value)}"' for key, value in attributes.items() if key in {"href", "src", "alt"}
            )
            self._words.append(f"<{bare.split(':')[-1]}{kept}>")
        elif bare in _ITEMS:
            self._item = _Item()
        else:
            self._words = []
            if self._item is not None:
                self._see(bare, attributes)
            if attributes.get("type") == "xhtml":
                self._capture = len(self._path)
        self._path.append(bare)
        if bare == "feed":
            self.language = attributes.get("xml:lang") or self.language

    def _see(self, name: str, attributes: dict[str, str]) -> None:
        assert self._item is not None  # noqa: S101 - the one caller has just asked
        address = attributes.get("href") or attributes.get("url")
        if name == "link" and address and attributes.get("rel", "alternate") == "alternate":
            self._item.link = self._item.link or address
        is_picture = (
            attributes.get("type", "image/").startswith("image/") and attributes.get("medium", "image") == "image"
        )
        if name in {"media:content", "media:thumbnail", "enclosure"} and address and is_picture:
            self._item.pictures.append(address)

    def words(self, words: str) -> None:
        self._words.append(html.escape(words, quote=False) if self._capture is not None else words)

    def end(self, name: str) -> None:
        bare = self._path.pop()
        if self._capture is not None:
            if len(self._path) > self._capture:
                self._words.append(f"</{name.rsplit(':', maxsplit=1)[-1]}>")
                return
            self._capture = None
        words = "".join(self._words).strip()
        self._words = []
        if bare in _ITEMS and self._item is not None:
            self.items.append(self._item)
            self._item = None
        elif self._item is not None:
            self._keep(bare, words)
        elif bare == "title" and self._path and self._path[-1] in {"channel", "feed"}:
            self.title = html.unescape(words) or None
        elif bare == "language":
            self.language = words or None

    def _keep(self, name: str, words: str) -> None:
        assert self._item is not None  # noqa: S101 - the one caller has just asked
        if not words:
            return
        if name in {"name", "email"} and self._path and self._path[-1] == "author":
            name = "author" if name == "name" else "email"
        if name in {"dc:creator", "author"} and name in self._item.fields:
            words = f"{self._item.fields[name]}, {words}"
            self._item.fields[name] = words
        self._item.fields.setdefault(name, words)


def read_feed(text: str, source: str) -> Iterator[Page | InputError]:
    """The pages of a feed in its order; where its XML breaks off, what came before, then why."""
    reader = _FeedReader()
    problem = _parse(_mended(text), reader)
    for number, item in enumerate(reader.items, start=1):
        yield _page_of(item, reader, f"{source}, item {number}")
    if problem is not None:
        yield UnreadableError(source, f"{problem}; {len(reader.items)} items before it were read")
    elif not reader.items:
        yield UnreadableError(source, "is a feed without items")


def _parse(text: str, reader: _FeedReader) -> str | None:
    """Feed the text to the reader; what is wrong with it, or None."""
    parser = expat.ParserCreate(encoding="utf-8")
    parser.buffer_text = True
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.words
    parser.EntityDeclHandler = _refuse_entities
    try:
        parser.Parse(text.encode("utf-8"), True)
    except _EntitiesDeclared:
        return "is a feed that declares XML entities, which are not read since they can grow without limit"
    except expat.ExpatError as problem:
        return f"is a feed with broken XML in line {problem.lineno} ({expat.ErrorString(problem.code)})"
    return None


class _EntitiesDeclared(Exception):  # noqa: N818 - never leaves this file
    pass


def _refuse_entities(*_declaration: object) -> None:
    raise _EntitiesDeclared


def _mended(text: str) -> str:
    """The text with what feeds often have and XML forbids: HTML's entities, lone ampersands, control characters."""
    text = _DECLARATION.sub("", text.lstrip("\ufeff \t\r\n"))
    text = _FORBIDDEN.sub("", text)
    text = _NAMED_ENTITY.sub(
        lambda match: html.unescape(match[0]) if html.unescape(match[0]) != match[0] else f"&amp;{match[1]};", text
    )
    return _BARE_AMPERSAND.sub("&amp;", text)


def _page_of(item: _Item, feed: _FeedReader, source: str) -> Page | InputError:
    fields = item.fields
    body = next((fields[name] for name in _BODIES if fields.get(name)), None)
    title = html.unescape(fields.get("title", "")) or None
    if body is None:
        return UnreadableError(
            source, "has no text; give the page it links to" + (f": {item.link}" if item.link else "")
        )
    link = (
        item.link or fields.get("link") or (fields.get("guid") if fields.get("guid", "").startswith("http") else None)
    )
    given = Given(
        id=fields.get("guid") or fields.get("id"),
        title=title,
        date=next((fields[name] for name in ("pubDate", "published", "dc:date", "updated") if fields.get(name)), None),
        author=fields.get("dc:creator") or fields.get("author"),
        url=link,
        outlet=feed.title,
        language=feed.language or fields.get("dc:language"),
    )
    content = body + "".join(f'<img src="{html.escape(address)}">' for address in item.pictures)
    return Page(source=source, media=Media.HTML, content=content, url=link, given=given)
