"""When an article was published and updated, with every sign of it."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from onrecord.article.datewords import parse_date
from onrecord.article.head import Head
from onrecord.article.jsonld import listed, text_of
from onrecord.article.picture_names import path_date, picture_time
from onrecord.text.late import LatePattern
from onrecord.types.article import DateEvidence, DateSource, Picture
from onrecord.types.when import Precision, When

if TYPE_CHECKING:  # a text without markup needs no parser
    from selectolax.lexbor import LexborHTMLParser

_PUBLISHED = (
    "article:published_time", "article:published", "og:article:published_time", "og:published_time", "og:pubdate",
    "datepublished", "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime", "cxenseparse:publishtime",
    "article.published", "publish-date", "publishdate", "publish_date", "published_date", "pubdate", "publication_date",
    "publication-date", "citation_publication_date", "dc.date.issued", "dcterms.issued", "dc.date.published",
    "dc.date.created", "dcterms.created", "dc.created", "dc.date", "dcterms.date", "date.issued", "date.created", "datecreated",
    "article_date_original", "article.created", "originalpublicationdate", "last-published-date", "displaydate",
    "ptime", "iso-8601-publish-date", "cre.publication_date", "bt:pubdate", "rnews:datepublished", "published_at",
    "created", "date", "article:post_date", "release_date",
)  # fmt: skip
_UPDATED = (
    "article:modified_time", "og:updated_time", "datemodified", "article:modified", "last-modified", "dcterms.modified",
    "dc.date.modified", "lastmod", "parsely-mod-date", "revised", "modified", "cxenseparse:recs:modtime",
)  # fmt: skip
_STRENGTH = list(DateSource)
_DATE_CLASS = LatePattern(r"publi|date|time|posted|erschienen", re.IGNORECASE)


def declared_dates(head: Head, language: str | None) -> list[DateEvidence]:
    """The publication dates of JSON-LD and metas, each field at most once."""
    found: list[DateEvidence] = []
    item = head.article or {}
    for key in ("datePublished", "dateCreated", "uploadDate"):
        found += _read(DateSource.JSON_LD, map(_as_words, listed(item.get(key))), language)
        if found:
            break
    if not found:
        found += _read(DateSource.JSON_LD, (_as_words(node.get("datePublished")) for node in head.nodes), language)[:1]
    for name in _PUBLISHED:
        found += _read(DateSource.META, head.all_of(name)[:1], language)
    return found


def updated_date(head: Head, language: str | None) -> When | None:
    """When the page says that it was last changed."""
    item = head.article or {}
    words = [_as_words(item.get("dateModified")), *(value for name in _UPDATED for value in head.all_of(name)[:1])]
    return next((sign.when for sign in _read(DateSource.META, words, language)), None)


def dates_in_markup(tree: "LexborHTMLParser", language: str | None) -> list[DateEvidence]:
    """Dates of `time` elements and of what is marked as the date of publication, the marked ones first."""
    marked: list[str] = []
    plain: list[str] = []
    for element in tree.css('time, [itemprop="datePublished"], abbr.published, abbr[class~="date"]')[:40]:
        attributes = element.attributes
        words = (
            attributes.get("datetime")
            or attributes.get("content")
            or attributes.get("title")
            or element.text(strip=True)
        )
        named = f"{attributes.get('itemprop') or ''} {attributes.get('class') or ''}"
        if "odified" in named or "update" in named:
            continue
        is_marked = "publi" in named.lower() or attributes.get("pubdate") is not None
        (marked if is_marked else plain).append(words or "")
    found = _read(DateSource.TIME_ELEMENT, [*marked, *plain], language)
    if found:
        return found[:5]
    texts = [
        element.text(strip=True) for element in tree.css('[class*="date"], [class*="published"], [id*="date"]')[:20]
    ]
    return _read(DateSource.TIME_ELEMENT, (text for text in texts if text and len(text) <= 80), language)[:3]


def dates_in_addresses(url: str | None, pictures: Iterable[Picture]) -> list[DateEvidence]:
    """Dates that the page's address and its pictures' names carry."""
    found: list[DateEvidence] = []
    when = path_date(url) if url else None
    if when is not None:
        found.append(DateEvidence(source=DateSource.URL, words=when.words or "", when=when))
    for picture in pictures:
        when = picture_time(picture.url)
        if when is not None:
            found.append(DateEvidence(source=DateSource.PICTURE_NAME, words=when.words or "", when=when))
    return found


def given_date(words: str | None, language: str | None) -> list[DateEvidence]:
    """The date that the input itself gives; one that is no date is kept as it was given, and stays open."""
    found = _read(DateSource.ROW, [words or ""], language)
    printed = " ".join((words or "").split())[:200]
    if found or not printed:
        return found
    when = When(
        earliest=None,
        latest=None,
        precision=Precision.UNKNOWN,
        words=printed,
        reason=f"“{printed}” cannot be read as a day of the calendar",
    )
    return [DateEvidence(source=DateSource.ROW, words=printed, when=when)]


def choose_published(evidence: Sequence[DateEvidence]) -> When | None:
    """The date of the strongest sign, its reason naming the sign; a picture's name counts where nothing else does.

    An ambiguous "03/04/2025" takes the reading that another sign bears out. Where a weaker sign falls on
    the same day and knows the time, that time is taken.
    """
    able = [sign for sign in evidence if sign.source is not DateSource.PICTURE_NAME and sign.when.resolved]
    if not able:
        return _by_picture(evidence)
    best = min(able, key=lambda sign: (sign.when.precision is Precision.MONTH, _STRENGTH.index(sign.source)))
    when = _settle(best, able)
    if when.at is None:
        same = (s.when for s in able if s.when.at and s.when.earliest == when.earliest and s is not best)
        finer = next(same, None)
        if finer is not None:
            when = replace(
                when, at=finer.at, precision=finer.precision, reason=f"{when.reason}; the time from {finer.words}"
            )
    return replace(when, reason=f"{best.source.value}: {when.reason}")


def _by_picture(evidence: Sequence[DateEvidence]) -> When | None:
    """The day a picture was stored, by the exact time in its name: the article appeared then or soon after."""
    timed = [sign.when for sign in evidence if sign.source is DateSource.PICTURE_NAME and sign.when.at is not None]
    first = min(timed, key=lambda when: (when.at is None, when.at), default=None)
    if first is None:
        return None
    reason = f"{DateSource.PICTURE_NAME.value} alone: {first.reason}; the article appeared then or later"
    return replace(first, precision=Precision.DAY, at=None, reason=reason)


def _settle(best: DateEvidence, signs: Sequence[DateEvidence]) -> When:
    """The reading of an ambiguous date that another sign bears out, or the one its language suggests."""
    if not best.when.alternatives:
        return best.when
    [other] = best.when.alternatives
    for sign in signs:
        if sign is not best and not sign.when.alternatives and sign.when.earliest == sign.when.latest == other.earliest:
            first = replace(best.when, alternatives=())
            reason = (
                f"{other.reason}, since {sign.source.value} has the same day; the other reading is {first.earliest}"
            )
            return replace(other, reason=reason, alternatives=(first,))
    return best.when


def _as_words(value: object) -> str:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(int(value))
    return text_of(value) or ""


def _read(source: DateSource, values: Iterable[str], language: str | None) -> list[DateEvidence]:
    found: list[DateEvidence] = []
    for value in values:
        when = parse_date(value, language) if value else None
        if when is not None:
            found.append(DateEvidence(source=source, words=" ".join(value.split())[:200], when=when))
    return found
