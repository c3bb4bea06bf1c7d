"""An Article out of a Page: the text is frozen first, then everything is found in it."""

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from onrecord.article.byline import join_bylines
from onrecord.article.credits import Link, find_credits
from onrecord.article.dateline import Dateline, find_dateline
from onrecord.article.datewords import parse_date
from onrecord.article.head import parse_markup, read_head
from onrecord.article.jsonld import text_of
from onrecord.article.language import guess_language, with_country
from onrecord.article.metadata import Metadata, given_metadata, host_of, metadata_of
from onrecord.article.plain import Line, find_bylines, find_headline, find_links, find_pictures, read_lines, underlines
from onrecord.article.published import choose_published, dates_in_addresses
from onrecord.errors import NoBodyError, UnreadableError
from onrecord.text.late import LatePattern
from onrecord.types.article import Article, Byline, Credit, CreditKind, DateEvidence, DateSource, Media, Page
from onrecord.types.span import Places, Span

_DATE_LINE = LatePattern(
    r"(?:(?:published|updated|posted|date|veröffentlicht|publié|publicado)\s*(?:on|am|le|el)?\s*:?\s*)?\S.{4,50}$",
    re.IGNORECASE,
)
_OF_ITSELF = LatePattern(
    r"(?:this|an?\s+\w+\s+version\s+of\s+this)\s+(?:article|story|report|interview|piece|text|post)\b.{0,200}$",
    re.IGNORECASE,
    needs=("this",),
)
_FEED_TAIL = LatePattern(
    r"The post .{3,200} (?:appeared first|first appeared) on .{2,80}", needs=("the post ",)
)  # what blogs put under feed items
_COPYRIGHT = LatePattern(
    r"(?:©|\(c\)|\bcopyright\b)[\s©(c)]{0,6}(?P<year>20\d\d|19\d\d)\b", re.IGNORECASE, needs=("©|(c)|copyright",)
)
_WHOLE_LINES = frozenset(
    {CreditKind.FULL_ARTICLE, CreditKind.ORIGINAL, CreditKind.VIA, CreditKind.PICTURE, CreditKind.FOR_OUTLET}
)


def make_article(page: Page) -> Article:
    r"""The article of a page, its text frozen. Raises NoBodyError or UnreadableError where there is none.

    >>> from onrecord.types.article import Media, Page
    >>> make_article(Page(source="a.txt", media=Media.TEXT, content="# Port opens\n\nIt opened.")).headline
    'Port opens'
    """
    if not page.content.strip("\ufeff\x00 \t\r\n"):
        raise UnreadableError(page.source, "is empty; an article was wanted")
    if page.media is Media.HTML:
        return _of_markup(page)
    text = page.content
    if page.media is Media.TEXT:
        text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return _of_text(page, text)


def _of_markup(page: Page) -> Article:
    from onrecord.article.extract import extract_body  # noqa: PLC0415 - only a page needs the parser of markup

    tree = parse_markup(page.content)
    head = read_head(tree)
    declared_body = text_of((head.article or {}).get("articleBody"))
    base = page.url or page.given.url or head.meta("og:url")
    found = metadata_of(tree, page.url, page.given, head=head)
    body = extract_body(page.content, tree, title=found.title, base=base, declared_body=declared_body)
    if not any(len(paragraph) >= 20 for paragraph in body.paragraphs):
        paywalled = found.is_free is False or body.has_paywall_words
        raise NoBodyError(page.source, _no_body(paywalled=paywalled))
    if body.is_stub and (found.is_free is False or body.has_paywall_words):
        words = sum(len(paragraph.split()) for paragraph in body.paragraphs)
        raise NoBodyError(page.source, f"holds only a paywall stub ({words} words); give a copy of the whole article")
    found = replace(found, pictures=tuple({p.url: p for p in (*body.pictures, *found.pictures)}.values()))
    text = "\n\n".join([*([found.title] if found.title else []), *body.paragraphs])
    headline = Span(0, len(found.title)) if found.title else None
    return _finish(page, text, headline, found, body.links)


def _no_body(*, paywalled: bool) -> str:
    if paywalled:
        return "holds only a paywall stub without a body; give a copy of the whole article"
    return "no article body was found; give the page of one article, or its text"


def _of_text(page: Page, text: str) -> Article:
    language = page.given.language or guess_language(text)
    found = given_metadata(page.url, replace(page.given, language=language))
    lines = read_lines(text)
    headline = find_headline(lines, page.given.title)
    if found.title is None and headline is not None:
        found = replace(found, title=headline.cut(text))
    pictures = tuple(picture for _, picture in find_pictures(text))
    return _finish(page, text, headline, replace(found, pictures=pictures), find_links(text))


def _finish(page: Page, text: str, headline: Span | None, found: Metadata, links: Sequence[Link]) -> Article:
    """Everything that is found in the text, once it is fixed."""
    lines = read_lines(text)
    signed = list(find_bylines(lines))
    bylines = [replace(byline, span=line.span) for line, byline in signed]
    dateline = _first_dateline(text, lines, headline, [line for line, _ in signed])
    own = [name for name in (found.outlet, host_of(found.url)) if name]
    credits_found = find_credits(text, own=own, links=links, dateline=dateline)
    evidence = _all_evidence(text, lines, dateline, found)
    return Article(
        id=page.given.id or _make_id(found.canonical_url or found.url, text),
        source=page.source,
        text=text,
        headline=found.title,
        headline_span=headline,
        language=found.language or guess_language(text),
        byline=_one_byline(found.byline, bylines),
        outlet=found.outlet or _copyright_holder(text),
        url=found.url,
        canonical_url=found.canonical_url,
        published=choose_published(evidence),
        updated=found.updated,
        published_evidence=tuple(evidence),
        dateline_place=dateline.place if dateline else None,
        credits=credits_found,
        pictures=found.pictures,
        link_hosts=tuple(dict.fromkeys(host for host in map(host_of, (link.url for link in links)) if host)),
        boilerplate=_boilerplate(text, lines, credits_found, [line.span for line, _ in signed]),
    )


def _make_id(address: str | None, text: str) -> str:
    """A digest of address and text: the same on every run, wherever the file lies."""
    return "a" + hashlib.sha256(f"{address or ''}\n{text}".encode("utf-8", "surrogatepass")).hexdigest()[:12]


def _first_dateline(text: str, lines: Sequence[Line], headline: Span | None, signed: Sequence[Line]) -> Dateline | None:
    """The dateline of the first paragraphs below headline and byline."""
    after = headline.end if headline else 0
    for line in [line for line in lines if line.span.start >= after and line not in signed][:3]:
        dateline = find_dateline(text, line.span.start)
        if dateline is not None:
            return dateline
    return None


def _one_byline(declared: Byline | None, printed: Sequence[Byline]) -> Byline | None:
    """The declared byline with the place of the printed one; the printed ones alone where none is declared."""
    if not printed:
        return declared
    joined = replace(join_bylines(printed), span=printed[0].span, printed=printed[0].printed)
    if declared is None:
        return joined
    outlets = tuple(dict.fromkeys((*declared.outlets, *joined.outlets)))
    return replace(joined, people=declared.people or joined.people, outlets=outlets)


def _all_evidence(text: str, lines: Sequence[Line], dateline: Dateline | None, found: Metadata) -> list[DateEvidence]:
    """The declared signs, then those of the text; a dateline without a year takes it from the strongest of them."""
    evidence = list(found.evidence)
    reads = with_country(found.language, found.url)
    if not any(sign.source is DateSource.PICTURE_NAME for sign in evidence):
        evidence += [s for s in dates_in_addresses(None, found.pictures) if s.source is DateSource.PICTURE_NAME]
    for line in [*lines[:5], *lines[-2:]]:
        if len(line.words) <= 60 and _DATE_LINE.match(line.words) and sum(char.isdigit() for char in line.words) >= 5:
            when = parse_date(line.words, reads)
            if when is not None:
                evidence.append(
                    DateEvidence(
                        source=DateSource.TEXT, words=line.words, when=replace(when, span=line.span), span=line.span
                    )
                )
    if dateline is not None and dateline.date is not None:
        evidence += _dateline_evidence(text, dateline.date, evidence, reads)
    return evidence


def _dateline_evidence(
    text: str, span: Span, known: Iterable[DateEvidence], language: str | None
) -> list[DateEvidence]:
    words = span.cut(text)
    when = parse_date(words, language)
    if when is None:
        year, origin = _year_of(text, known)
        when = parse_date(f"{words} {year}", language) if year else None
        if when is None:
            return []
        when = replace(when, words=words, reason=f"day and month as printed, the year from {origin}")
    return [DateEvidence(source=DateSource.DATELINE, words=words, when=replace(when, span=span), span=span)]


def _year_of(text: str, known: Iterable[DateEvidence]) -> tuple[int | None, str]:
    """The year of the other signs, or else of the copyright line."""
    able = [sign for sign in known if sign.when.earliest is not None]
    anchor = choose_published(able) or next((sign.when for sign in able), None)
    if anchor is not None and anchor.earliest is not None:
        return anchor.earliest.year, "the other signs"
    match = _COPYRIGHT.search(text)
    return (int(match["year"]), f"“{match[0]}”") if match else (None, "")


def _copyright_holder(text: str) -> str | None:
    """Whose copyright line ends the text."""
    match = _COPYRIGHT.search(text, max(0, len(text) - 300))
    holder = (
        re.match(r"\s*(?:by\s+|,\s*)?(?P<name>[A-Z][\w&'’.-]*(?:\s+[A-Z][\w&'’.-]*){0,4})", text[match.end() :])
        if match
        else None
    )
    return holder["name"].rstrip(".") if holder else None


def _boilerplate(
    text: str, lines: Sequence[Line], credits_found: Sequence[Credit], signatures: Sequence[Span]
) -> tuple[Span, ...]:
    """Lines that are mostly a credit, signatures, picture markup and underlines; none overlaps another."""
    spans = [*signatures, *(span for span, _ in find_pictures(text)), *underlines(list(lines))]
    whole = Places(credit.span for credit in credits_found if credit.kind in _WHOLE_LINES)
    for line in lines:
        held = [span for span in whole.touching(line.span) if line.span.holds(span)]
        mostly = sum(map(len, held)) >= 0.6 * len(line.span)
        if (held and (mostly or _OF_ITSELF.match(line.words))) or _FEED_TAIL.fullmatch(line.words):
            spans.append(line.span)
    return _merged(spans)


def _merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    ordered = sorted(spans)
    kept: list[Span] = ordered[:1]
    for _, span in pairwise(ordered):
        if span.overlaps(kept[-1]):
            kept[-1] = Span(kept[-1].start, max(kept[-1].end, span.end))
        else:
            kept.append(span)
    return tuple(kept)
