"""What is read: a page as it came, and the article found in it."""

import hashlib
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from onrecord.types.span import Span
from onrecord.types.when import When


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What the input itself says of an article (columns of a row, fields of ninjs or of a feed item)."""

    id: str | None = None
    title: str | None = None
    date: str | None = None
    author: str | None = None
    url: str | None = None
    outlet: str | None = None
    language: str | None = None


class Media(StrEnum):
    """What a page's content is; recognised by content, not by suffix."""

    HTML = "html"
    TEXT = "text"  # plain text or Markdown, as found in a file
    ROW = "row"  # text that a row brings: it is the article's text, unchanged


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """What a web server gave with the bytes. `at` is aware and in UTC; `headers` are (name, value), names in lower case."""

    requested: str
    final: str
    status: int
    at: datetime
    headers: tuple[tuple[str, str], ...] = ()


ROW_TYPE = "application/json"  # the media type of a capture that is one row of a source


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """The bytes of one input as they came, before anything was derived from them.

    A row of a CSV and an item of a feed have no bytes of their own: theirs are the fields as a JSON object.
    `address` is what it is a capture of, the same whenever it is captured again: URL or absolute path, and
    the row's id or place. `columns` are the (field, column) pairs by which a row was read.
    """

    data: bytes
    media_type: str
    address: str
    charset: str | None = None
    columns: tuple[tuple[str, str], ...] = ()
    fetched: Fetched | None = None

    @property
    def sha256(self) -> str:
        """Hex digest of the bytes."""
        return hashlib.sha256(self.data).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One decoded input that should hold one article. `source` names it for people: path, URL, row."""

    source: str
    media: Media
    content: str
    url: str | None = None
    given: Given = field(default_factory=Given)
    capture: Capture | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Byline:
    """Who an article is by. `printed` is the line as printed, `span` where the text holds it."""

    people: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()
    printed: str | None = None
    span: Span | None = None


class DateSource(StrEnum):
    """Where a publication date was found, strongest first."""

    ROW = "row"
    JSON_LD = "json-ld"
    META = "meta"
    TIME_ELEMENT = "time element"
    DATELINE = "dateline"
    TEXT = "text"
    URL = "url"
    PICTURE_NAME = "picture name"


@dataclass(frozen=True, slots=True, kw_only=True)
class DateEvidence:
    """One sign of a date: the words or markup it was read from, with their place in the text if they have one."""

    source: DateSource
    words: str
    when: When
    span: Span | None = None


class CreditKind(StrEnum):
    """What a credit line says of another outlet."""

    FULL_ARTICLE = "read the full article at"
    ORIGINAL = "originally published by"
    WIRE = "wire"
    FOR_OUTLET = "written for"
    VIA = "via"
    PICTURE = "picture"


@dataclass(frozen=True, slots=True, kw_only=True)
class Credit:
    """Another outlet that the article names as where it, or a part of it, comes from."""

    outlet: str
    kind: CreditKind
    span: Span
    url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture of the article: its address, the host that serves it, and what is printed with it."""

    url: str
    host: str
    caption: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One article. `text` is frozen: every span of a reading points into it, in code points.

    Of a page, `text` is the headline, an empty line, and the body with an empty line between
    paragraphs; of a row it is the row's text unchanged. `headline_span` is where `text` holds the
    headline, None where it does not. `boilerplate` are parts of the text that are no running
    article (credit lines, signatures, picture markup): no statement is looked for in them.
    """

    id: str
    source: str
    text: str
    headline: str | None = None
    headline_span: Span | None = None
    language: str | None = None
    byline: Byline | None = None
    outlet: str | None = None
    url: str | None = None
    canonical_url: str | None = None
    published: When | None = None
    updated: When | None = None
    published_evidence: tuple[DateEvidence, ...] = ()
    dateline_place: Span | None = None
    credits: tuple[Credit, ...] = ()
    pictures: tuple[Picture, ...] = ()
    link_hosts: tuple[str, ...] = ()
    boilerplate: tuple[Span, ...] = ()

    @property
    def text_sha256(self) -> str:
        """Hex digest of the text in UTF-8; lone surrogates, which UTF-8 cannot hold, are passed through."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()


def with_facts_of(article: Article, other: Article) -> Article:
    """The article with what only the other tells, another input of the same text: a date, an outlet, a byline."""
    together = (("published", "published_evidence"), ("headline", "headline_span"))
    alone = "updated outlet byline url canonical_url language dateline_place".split()
    filled = {name: getattr(other, name) for name in alone if getattr(article, name) is None}
    for names in together:
        if getattr(article, names[0]) is None:
            filled |= {name: getattr(other, name) for name in names}
    filled |= {name: getattr(other, name) for name in ("credits", "pictures") if not getattr(article, name)}
    return replace(article, **filled)


@dataclass(frozen=True, slots=True, kw_only=True)
class Skipped:
    """Something that a step passed over, and why: nothing is dropped in silence."""

    source: str
    step: str
    reason: str
