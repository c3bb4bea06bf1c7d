"""Signs of where one article comes from, each with its tier and what else could explain it."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from onrecord.chain.hosts import is_named_for, is_shared_host, site_of
from onrecord.text.late import LatePattern
from onrecord.types.article import Article, Credit, CreditKind, DateSource
from onrecord.types.link import Indicator
from onrecord.types.span import Span

_CAVEATS = {
    CreditKind.FULL_ARTICLE: "The article says so itself; it does not say how much of its text is taken.",
    CreditKind.ORIGINAL: "The article says so itself; it may have been shortened or changed since.",
    CreditKind.WIRE: "Agencies sell their stories to many outlets; how much of this text is the agency's is not said.",
    CreditKind.FOR_OUTLET: "The author wrote for that outlet; whether it printed the text first is not said.",
    CreditKind.VIA: "It names where it was found, which need not be where it was first.",
    CreditKind.PICTURE: "This credits a picture, not the text.",
}
_RELEASE = LatePattern(
    r"\b(?:PRNewswire|Business Wire|GlobeNewswire|EIN Presswire|news provided by|this is a press release|for immediate release|"
    r"this (?:story|article) (?:has not been edited|was not edited|(?:has been |was )?(?:auto-?generated|published from a (?:syndicated|wire)))[^.\n]*|"
    r"(?:auto-generated|published) from a syndicated feed)",
    re.IGNORECASE,
    needs=(
        "newswire|business wire|presswire|news provided by|press release|immediate release|this story|this article|syndicated feed",
    ),
)


def find_indicators(article: Article) -> Iterator[Indicator]:
    """Every sign, the printed ones first."""
    yield from map(_of_credit, article.credits)
    yield from _of_byline(article)
    yield from _of_canonical(article)
    yield from _of_picture_hosts(article)
    yield from _of_picture_names(article)
    for match in _RELEASE.finditer(article.text):
        caveat = "Such words also stand in templates and in articles about press releases."
        yield Indicator(kind="stock phrase", value=match[0], tier=3, caveat=caveat, span=Span(*match.span()))


def own_host(article: Article) -> str | None:
    """The host of the article's own page, where that is known."""
    return _host(article.url)


def outlet_of_host(article: Article, host: str) -> str | None:
    """The credited outlet that a host belongs to, by the credit's link or by its name."""
    for credit in article.credits:
        linked = _host(credit.url)
        if is_named_for(host, credit.outlet) or (linked is not None and site_of(linked) == site_of(host)):
            return credit.outlet
    return None


def foreign_picture_hosts(article: Article) -> list[str]:
    """Hosts of pictures that are neither the page's own nor shared services, in page order."""
    own = own_host(article)
    found: dict[str, str] = {}
    for picture in article.pictures:
        if is_shared_host(picture.host) or (own is not None and site_of(picture.host) == site_of(own)):
            continue
        if article.outlet and is_named_for(picture.host, article.outlet):
            continue
        found.setdefault(site_of(picture.host), picture.host)
    return list(found.values())


def _of_credit(credit: Credit) -> Indicator:
    kind = {CreditKind.WIRE: "wire credit", CreditKind.PICTURE: "picture credit"}.get(credit.kind, "printed credit")
    tier = 3 if credit.kind is CreditKind.PICTURE else 1
    value = f"{credit.outlet} ({credit.url})" if credit.url else credit.outlet
    return Indicator(kind=kind, value=value, tier=tier, caveat=_CAVEATS[credit.kind], span=credit.span)


def _of_byline(article: Article) -> Iterator[Indicator]:
    if article.byline is None:
        return
    credited = {credit.outlet.casefold() for credit in article.credits}
    for name in article.byline.outlets:
        own = (article.outlet or "").casefold()
        host = own_host(article)
        if name.casefold() in credited or name.casefold() == own or (host is not None and is_named_for(host, name)):
            continue
        caveat = "A byline may name the author's own desk, or an agency that gave only a part."
        yield Indicator(kind="outlet in the byline", value=name, tier=1, caveat=caveat, span=article.byline.span)


def _of_canonical(article: Article) -> Iterator[Indicator]:
    canonical, own = _host(article.canonical_url), own_host(article)
    if canonical is None or (own is not None and site_of(canonical) == site_of(own)):
        return
    if own is None and (article.outlet is None or is_named_for(canonical, article.outlet)):
        return
    tier = 1 if own is not None else 2
    caveat = "The page itself declares another address as the original; both may belong to one publisher."
    yield Indicator(kind="canonical address elsewhere", value=canonical, tier=tier, caveat=caveat)


def _of_picture_hosts(article: Article) -> Iterator[Indicator]:
    for host in foreign_picture_hosts(article):
        outlet = outlet_of_host(article, host)
        if outlet is not None:
            caveat = f"The host is that of {outlet}, which is credited; pictures are also licensed without the text."
            yield Indicator(kind="picture on another host", value=host, tier=2, caveat=caveat)
        elif own_host(article) is None:
            caveat = "The article's own address is unknown, so this may be its own outlet's host."
            yield Indicator(kind="picture on another host", value=host, tier=3, caveat=caveat)
        else:
            caveat = "It may be an agency's or a service's host, or that of another site of the same publisher."
            yield Indicator(kind="picture on another host", value=host, tier=2, caveat=caveat)


def _of_picture_names(article: Article) -> Iterator[Indicator]:
    """Times in picture names. They date the picture's storing, never the story."""
    seen: set[str] = set()
    for sign in article.published_evidence:
        if sign.source is not DateSource.PICTURE_NAME or sign.words in seen:
            continue
        seen.add(sign.words)
        at, day = sign.when.at, sign.when.earliest
        if day is None:
            continue
        caveat = "This is when the file was stored or named; it may be an older picture, or digits that only look like a time."
        if at is not None:
            value = f"{sign.words}: {at:%Y-%m-%d %H:%M:%S} UTC"
            yield Indicator(
                kind="time in a picture's name",
                value=value,
                tier=2,
                caveat=f"{caveat} Read so since {sign.when.reason}.",
            )
        else:
            value = f"{sign.words}: {day.isoformat() if sign.when.earliest == sign.when.latest else f'{day:%Y-%m}'}"
            yield Indicator(kind="date in a picture's address", value=value, tier=3, caveat=caveat)


def _host(url: str | None) -> str | None:
    try:
        host = urlsplit(url or "").hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None
