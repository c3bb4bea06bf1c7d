"""What a page says of its article: title, byline, dates, outlet, canonical address, pictures, hosts."""

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from onrecord.article.authors import find_byline, given_byline
from onrecord.article.head import Head, parse_markup, read_head
from onrecord.article.jsonld import listed, text_of
from onrecord.article.language import with_country
from onrecord.article.published import (
    choose_published,
    dates_in_addresses,
    dates_in_markup,
    declared_dates,
    given_date,
    updated_date,
)
from onrecord.article.titles import find_title
from onrecord.text.late import LatePattern
from onrecord.types.article import Byline, DateEvidence, Given, Picture
from onrecord.types.when import When

if TYPE_CHECKING:  # a text without markup needs no parser
    from selectolax.lexbor import LexborHTMLParser

_LOCALE = LatePattern(r"^[A-Za-z]{2,3}(?:[-_][A-Za-z]{2,4})?")
_MAX_PICTURES = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """All of it, as far as markup and input declare it; what the text says is added in `make`."""

    title: str | None
    byline: Byline | None
    outlet: str | None
    language: str | None
    url: str | None
    canonical_url: str | None
    published: When | None
    updated: When | None
    evidence: tuple[DateEvidence, ...]
    pictures: tuple[Picture, ...]
    is_free: bool | None  # JSON-LD isAccessibleForFree


def read_metadata(markup: str, url: str | None = None, given: Given | None = None) -> Metadata:
    """The metadata of a page's markup.

    >>> read_metadata("<title>Lume opens its port | The Harbour Post</title>").title
    'Lume opens its port | The Harbour Post'
    """
    return metadata_of(parse_markup(markup), url, given or Given())


def given_metadata(url: str | None, given: Given) -> Metadata:
    """What the input itself says of a text that has no markup."""
    address = given.url or url
    evidence = given_date(given.date, with_country(given.language, address)) + dates_in_addresses(address, ())
    return Metadata(
        title=given.title,
        byline=given_byline(given.author, [name for name in (given.outlet, host_of(address)) if name]),
        outlet=given.outlet,
        language=given.language,
        url=address,
        canonical_url=None,
        published=choose_published(evidence),
        updated=None,
        evidence=tuple(evidence),
        pictures=(),
        is_free=None,
    )


def metadata_of(tree: "LexborHTMLParser", url: str | None, given: Given, *, head: Head | None = None) -> Metadata:
    """The metadata of a parsed page. What the input gives outranks what the page declares."""
    head = head or read_head(tree)
    canonical = _canonical(head, url)
    address = given.url or url or canonical
    language = given.language or _language(head)
    outlet = given.outlet or _outlet(head)
    own = [name for name in (outlet, host_of(address), *_publishers(head)) if name]
    shown = _pictures(head, address)
    reads = with_country(language, address)
    evidence = given_date(given.date, reads) + declared_dates(head, reads)
    evidence += dates_in_markup(tree, reads)
    evidence += dates_in_addresses(address, shown)
    return Metadata(
        title=given.title or find_title(tree, head, own),
        byline=given_byline(given.author, own) or find_byline(tree, head, own),
        outlet=outlet,
        language=language,
        url=address,
        canonical_url=canonical,
        published=choose_published(evidence),
        updated=updated_date(head, reads),
        evidence=tuple(evidence),
        pictures=shown,
        is_free=_is_free(head),
    )


def host_of(url: str | None) -> str | None:
    """The host of an address without "www."; None where it has none."""
    try:
        host = urlsplit(url or "").hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None


def absolute(url: str | None, base: str | None) -> str | None:
    """The address in full; None where it is no web address."""
    if not url:
        return None
    try:
        full = urljoin(base or "", url.strip())
        return full if urlsplit(full).scheme in {"http", "https"} and urlsplit(full).hostname else None
    except ValueError:
        return None


def _canonical(head: Head, url: str | None) -> str | None:
    for href in (*head.links.get("canonical", ()), head.meta("og:url"), text_of((head.article or {}).get("url"))):
        full = absolute(href, url)
        if full is not None:
            return full
    return None


def _language(head: Head) -> str | None:
    item = head.article or {}
    candidates = (
        head.language,
        head.meta("og:locale"),
        text_of(item.get("inLanguage")),
        head.meta("content-language", "language", "dc.language"),
    )
    for value in candidates:
        match = _LOCALE.match((value or "").strip())
        if match:
            return match[0].replace("_", "-")
    return None


def _outlet(head: Head) -> str | None:
    item = head.article or {}
    publisher = text_of(item.get("publisher"))
    if publisher and publisher.startswith("http"):
        publisher = None
    return head.meta("og:site_name") or publisher or head.meta("application-name", "dc.publisher", "publisher")


def _publishers(head: Head) -> list[str]:
    """Names by which the page calls its outlet besides the first one."""
    names = [text_of(node.get("publisher")) for node in head.nodes[:20]]
    names += [text_of(node.get("name")) for node in head.nodes[:20] if "rganization" in str(node.get("@type"))]
    names += [head.meta("application-name"), head.meta("twitter:site")]
    return [name.lstrip("@") for name in names if name and not name.startswith("http")]


def _is_free(head: Head) -> bool | None:
    for node in head.nodes:
        value = node.get("isAccessibleForFree")
        if value is not None:
            return str(value).lower() not in {"false", "0", "no"}
    return None


def _pictures(head: Head, base: str | None) -> tuple[Picture, ...]:
    declared = [*head.all_of("og:image")[:3], *head.all_of("twitter:image", "twitter:image:src")[:1]]
    for value in listed((head.article or {}).get("image")):
        found = (value.get("url") or value.get("contentUrl")) if isinstance(value, dict) else value
        declared += [str(address) for address in listed(found)[:3]]
    pictures: dict[str, Picture] = {}
    for address in declared:
        full = absolute(address, base)
        host = host_of(full)
        if full is not None and host is not None:
            pictures.setdefault(full, Picture(url=full, host=host))
    return tuple(pictures.values())[:_MAX_PICTURES]
