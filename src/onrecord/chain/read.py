"""Where one article comes from, as far as it shows itself: indicators, a verdict, and why."""

from onrecord.chain.hosts import is_shared_host
from onrecord.chain.indicators import find_indicators, foreign_picture_hosts, outlet_of_host, own_host
from onrecord.types.article import Article, Credit, CreditKind, DateSource
from onrecord.types.link import Chain, Indicator

_TAKEN = frozenset({CreditKind.FULL_ARTICLE, CreditKind.ORIGINAL})
_CREDITED_FOR = {
    CreditKind.WIRE: "agency material",
    CreditKind.FOR_OUTLET: "the author's work",
    CreditKind.VIA: "the lead",
    CreditKind.PICTURE: "a picture",
}


def read_chain(article: Article) -> Chain:
    """The chain of one article. What is inferred is called probable; without signs it says so.

    >>> from onrecord.types.article import Article
    >>> article = Article(id="a", source="a.txt", text="It rained.", url="https://harbourpost.example/rain")
    >>> read_chain(article).verdict
    'Nothing in the page points to another source'
    """
    indicators = tuple(find_indicators(article))
    return Chain(
        indicators=indicators, verdict=_verdict(article, indicators), because=tuple(_because(article, indicators))
    )


def _verdict(article: Article, indicators: tuple[Indicator, ...]) -> str:
    taken = next((credit for credit in article.credits if credit.kind in _TAKEN), None)
    canonical = next((i.value for i in indicators if i.kind == "canonical address elsewhere"), None)
    if taken is not None:
        return f"Probably taken from {taken.outlet} ({_signs(article, taken, canonical)})"
    if canonical is not None:
        return f"Probably taken from {canonical} (the page names that address as the original)"
    order = list(_CREDITED_FOR)
    credited = min((c for c in article.credits), key=lambda credit: order.index(credit.kind), default=None)
    if credited is not None:
        return f"Credits {credited.outlet} for {_CREDITED_FOR[credited.kind]}"
    named = next((i.value for i in indicators if i.kind == "outlet in the byline"), None)
    if named is not None:
        return f"Credits {named} in the byline"
    if any(i.kind in {"picture on another host", "stock phrase"} for i in indicators):
        return "Cannot tell: there are signs of another source, but none is printed"
    if own_host(article) is None and article.outlet is None and article.canonical_url is None:
        return "Cannot tell: neither an outlet nor an address of the article is known"
    return "Nothing in the page points to another source"


def _signs(article: Article, taken: Credit, canonical: str | None) -> str:
    signs = ["printed credit"]
    if any(outlet_of_host(article, host) == taken.outlet for host in foreign_picture_hosts(article)):
        signs.append(f"picture on {_possessive(taken.outlet)} host")
    if canonical is not None:
        signs.append(f"canonical address at {canonical}")
    return "; ".join(signs)


def _possessive(name: str) -> str:
    return f"{name}'" if name.endswith("s") else f"{name}'s"


def _because(article: Article, indicators: tuple[Indicator, ...]) -> list[str]:
    """One line per sign, the strong ones first, then what was looked at and says nothing."""
    lines = [_line(article, indicator) for indicator in sorted(indicators, key=lambda i: i.tier)]
    lines += _times(article)
    shared = sorted({picture.host for picture in article.pictures if is_shared_host(picture.host)})
    if shared:
        lines.append(f"Pictures on {', '.join(shared)} say nothing: such services serve any outlet.")
    if not indicators:
        looked = "no credit line, no other canonical address, no picture on another outlet's host"
        lines.append(f"Looked for and not found: {looked}.")
    return list(dict.fromkeys(lines))


def _line(article: Article, indicator: Indicator) -> str:
    if indicator.span is not None:
        return f"{indicator.kind.capitalize()}: the text says “{' '.join(indicator.span.cut(article.text).split())}”."
    return f"{indicator.kind.capitalize()}: {indicator.value}."


def _times(article: Article) -> list[str]:
    """How a time in a picture's name stands to the publication."""
    published = article.published
    if published is None or published.earliest is None:
        return []
    lines = []
    for sign in article.published_evidence:
        day = sign.when.earliest
        if sign.source is not DateSource.PICTURE_NAME or sign.when.at is None or day is None:
            continue
        days = (published.earliest - day).days
        if days > 0:
            lines.append(
                f"The picture was stored {days} day{'s' if days > 1 else ''} before the article's date, if its name is a time."
            )
        elif days == 0:
            lines.append("The picture was stored on the article's own date, if its name is a time.")
    return lines
