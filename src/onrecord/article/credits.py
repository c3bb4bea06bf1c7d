"""Lines that credit another outlet: "Read the full article at …", wire signs, "NAME for OUTLET", "via …"."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from onrecord.article.dateline import Dateline
from onrecord.article.metadata import host_of
from onrecord.article.names import is_agency, looks_like_outlet
from onrecord.text.late import LatePattern
from onrecord.types.article import Credit, CreditKind
from onrecord.types.span import Span

_WORD = r"[^\W_a-zß-öø-ÿ][\w&'’+-]*(?:\.[\w-]+)*"  # opens with a capital or a digit; dots only inside
_GAP = r"[^\S\n]+"  # a name ends with its line
_NAME = rf"(?:the{_GAP})?{_WORD}(?:{_GAP}(?:(?:of|de|la|le|der|die|das|and|&|for|the|du|des|del){_GAP}){{0,2}}{_WORD}){{0,5}}"
_URL = r"https?://[^\s<>()\[\]\"“”]+"
_HOST = r"(?:www\.)?[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}"
_TARGET = rf"(?:\[(?P<linked>[^\[\]\n]{{2,80}})\]\((?P<href>[^()\s]+)\)|(?P<url>{_URL})|(?P<name>(?-i:{_NAME}))|(?P<host>{_HOST}))"
_PIECE = r"(?:article|story|report|interview|piece|text|post|column|essay|version|analysis|dispatch)"

_FULL = LatePattern(
    rf"""\b(?:(?:you\s+can\s+)?(?:read|see|find|view|continue\s+reading)\s+(?:the\s+|this\s+|our\s+)?
    (?:(?:full|whole|original|complete|entire|rest\s+of\s+the)\s+)+{_PIECE}\s*(?:here\s*)?(?:\b(?:at|on|in|from|by|via)\b|[:→])
    |(?:the\s+)?(?:full|original|complete)\s+{_PIECE}\s+(?:is\s+(?:available\s+)?|can\s+be\s+(?:read|found)\s+)?(?:at|on|in)
    |(?:lesen\s+sie\s+)?(?:den|hier\s+den)\s+(?:ganzen|vollständigen|kompletten)\s+(?:artikel|text|beitrag)\s+(?:\w+\s+)?(?:bei|auf|in)
    |lire\s+l['’]article\s+(?:complet|original|entier)\s+(?:sur|dans)
    |le[ae]r?\s+el\s+artículo\s+(?:completo|original)\s+en
    |leggi\s+l['’]articolo\s+(?:completo|originale)\s+su)\s*:?\s*{_TARGET}""",
    re.IGNORECASE | re.VERBOSE,
    needs=(
        "full|whole|original|complet|entire|entier|rest|ganzen|vollst|komplett",
        "artic|artíc|artik|story|report|interview|piece|text|post|column|essay|version|analysis|dispatch|beitrag",
    ),
)
_MORE = LatePattern(
    rf"\b(?:read|see)\s+more\s+(?:at|in|from)\s*:?\s*{_TARGET}", re.IGNORECASE, needs=("read|see", "more")
)
_ORIGINAL = LatePattern(
    rf"""\b(?:(?:originally|first|previously|initially)\s+(?:published|appeared|ran|reported|posted|aired|printed)
    (?:\s+(?:here|online))?\s+(?:by|in|on|at|with|from)
    |(?:published|appeared|ran)\s+(?:originally|first)\s+(?:by|in|on|at|with)
    |(?:re-?published|reprinted|reproduced|syndicated|adapted)\s+(?:here\s+)?(?:with\s+(?:the\s+)?(?:kind\s+)?permission\s+(?:of|from)|from|courtesy\s+of)
    |zuerst\s+(?:erschienen|veröffentlicht)\s+(?:bei|in|im|auf|von)|(?:erschien|wurde)\s+zuerst\s+(?:bei|in|im|auf|von)
    |(?:publié|paru)\s+(?:initialement|à\s+l['’]origine|d['’]abord)\s+(?:par|dans|sur)
    |publicado\s+originalmente\s+(?:por|en|em)|pubblicato\s+originariamente\s+(?:da|su))\s*:?\s*{_TARGET}""",
    re.IGNORECASE | re.VERBOSE,
    needs=(
        "original|originari|origine|first|previously|initial|publish|reprinted|reproduced|syndicated|adapted|zuerst|abord",
    ),
)
_SOURCE_LINE = LatePattern(
    rf"^[ \t*_]*(?:source|quelle|fuente|fonte|original\s+source)\s*:\s*{_TARGET}[ \t.*_]*$",
    re.IGNORECASE | re.MULTILINE,
    needs=("source|quelle|fuente|fonte", ":"),
)
_WIRE = LatePattern(
    rf"""(?:©|\(c\)|\bcopyright)\s*(?:©\s*)?(?:\d{{4}}\s*)?(?:by\s+)?{_TARGET}
    |\b(?:with|avec|mit)\s+(?:additional\s+)?(?:reporting|material|files?|information|input|contributions?)\s+(?:by|from|von)\s+(?P<from>(?-i:{_NAME}))
    |\b(?:with|avec|mit)\s+(?P<with>(?-i:{_NAME}))(?=\s*(?:[.)\]]|$))
    |\breporting\s+by\b[^;\n]{{2,160}};\s*(?P<by>(?-i:{_NAME}))
    |(?P<helped>(?-i:{_NAME}))\s+contributed\s+to\s+this\s+(?:report|story|article)""",
    re.IGNORECASE | re.VERBOSE | re.MULTILINE,
    needs=("©|(c)|copyright|with|avec|mit|reporting|contributed",),
)
_CLOSING_SIGN = LatePattern(
    rf"(?:\((?P<sign>{_NAME}(?:\s*/\s*{_NAME})?)\)|[—–-]{{1,2}}\s*(?P<dashed>{_NAME}))[ \t]*$",
    re.MULTILINE,
    needs=(")|—|–|-",),
)
_VIA = LatePattern(
    rf"(?:^|[(\[]|[.;]\s)[ \t]*(?:via|h/t|hat\s*tip)(?:\s+to)?\s*:?\s+@?{_TARGET}",
    re.IGNORECASE | re.MULTILINE,
    needs=("via|h/t|tip",),
)
_PICTURE = LatePattern(
    r"^[ \t(*_]*(?:(?:photo(?:graph)?|picture|image|foto|bild|photograph)s?(?:\s+(?:credit|by|courtesy(?:\s+of)?))?)\s*:?\s+(?P<line>[^\n]{2,80})$",
    re.IGNORECASE | re.MULTILINE,
    needs=("photo|picture|image|foto|bild",),
)
_FOR = LatePattern(
    rf"^[ \t*_]*(?:by|von|par|por)\s+[^\n]{{2,80}}?\s+(?:for|für|pour|para)\s+(?P<name>(?-i:{_NAME}))",
    re.IGNORECASE | re.MULTILINE,
    needs=("by|von|par|por", "for|für|pour|para"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A link of the body: its words and where it goes."""

    words: str
    url: str


def find_credits(
    text: str, *, own: Iterable[str] = (), links: Sequence[Link] = (), dateline: Dateline | None = None
) -> tuple[Credit, ...]:
    """Every credit in text order, never the outlet's own (`own` are its names). "According to" credits nothing.

    >>> [credit] = find_credits("Read the full article at The Harbour Post.")
    >>> credit.outlet, credit.kind.value
    ('The Harbour Post', 'read the full article at')
    """
    known = {_folded(name) for name in own if name}
    found: list[Credit] = []
    end = 0  # of the last one that was kept: they come in the order of their places
    for credit in sorted(_all(text, links, dateline), key=lambda credit: (credit.span.start, -len(credit.span))):
        if _folded(credit.outlet) not in known and credit.span.start >= end:
            found.append(credit)
            end = credit.span.end
    return tuple(found)


def has_credit(words: str) -> bool:
    """Whether a paragraph credits another outlet in so many words; such a paragraph is no related link."""
    return any(pattern.search(words) for pattern in (_FULL, _ORIGINAL, _SOURCE_LINE, _VIA))


def _all(text: str, links: Sequence[Link], dateline: Dateline | None) -> Iterator[Credit]:
    if dateline is not None and dateline.agency is not None:
        yield Credit(outlet=dateline.agency.cut(text), kind=CreditKind.WIRE, span=dateline.agency)
    for pattern, kind in ((_FULL, CreditKind.FULL_ARTICLE), (_ORIGINAL, CreditKind.ORIGINAL), (_VIA, CreditKind.VIA)):
        for match in pattern.finditer(text):
            yield from _credit(match, kind, links)
    for match in _FOR.finditer(text):
        yield from _credit(match, CreditKind.FOR_OUTLET, links)
    for pattern, kind in ((_MORE, CreditKind.FULL_ARTICLE), (_SOURCE_LINE, CreditKind.VIA), (_WIRE, CreditKind.WIRE)):
        for match in pattern.finditer(text):
            # weak words: "read more in March", "with Anna Berg" credit nobody
            yield from (credit for credit in _credit(match, kind, links) if _is_meant(match, credit))
    yield from _closing_signs(text)
    for match in _PICTURE.finditer(text):
        name = re.split(r"\s*[/|,]\s*", match["line"].strip(" .)*_"))[-1]
        if looks_like_outlet(name):
            yield Credit(outlet=name, kind=CreditKind.PICTURE, span=Span(*match.span("line")))


def _is_meant(match: re.Match[str], credit: Credit) -> bool:
    if "with" in match.re.groupindex and match["with"]:
        return is_agency(credit.outlet.split(" and ")[0])
    return looks_like_outlet(credit.outlet) or (credit.url is not None and credit.kind is not CreditKind.WIRE)


def _credit(match: re.Match[str], kind: CreditKind, links: Sequence[Link]) -> Iterator[Credit]:
    groups = {name: value for name, value in match.groupdict().items() if value}
    url = groups.get("href") or groups.get("url")
    outlet = next(
        (groups[name] for name in ("linked", "name", "host", "with", "from", "by", "helped") if name in groups), None
    )
    if outlet is None and url is not None:
        url = url.rstrip(".,;:!?")
        outlet = host_of(url)
    if not outlet:
        return
    outlet = outlet.strip(" .,;:")
    if is_agency(outlet.split(" and ")[0]):  # "with files from the agency and Anna Berg"
        outlet = outlet.split(" and ")[0]
    start, end = match.span()
    start += len(match[0]) - len(match[0].lstrip(" \t\n([.;*_"))
    end -= len(match[0]) - len(match[0].rstrip(" \t.,;:*_"))
    if start < end and outlet:
        yield Credit(outlet=outlet, kind=kind, span=Span(start, end), url=url or _linked(match[0], outlet, links))


def _linked(words: str, outlet: str, links: Sequence[Link]) -> str | None:
    """Where the credit's own words link to: the outlet's name first, then any part of the credit."""
    name, line = _folded(outlet), _folded(words)
    by_name = (link.url for link in links if name in _folded(link.words) or _folded(link.words) == name)
    by_line = (link.url for link in links if len(_folded(link.words)) > 3 and _folded(link.words) in line)
    return next(by_name, None) or next(by_line, None)


def _closing_signs(text: str) -> Iterator[Credit]:
    """Agencies that sign at the end of a paragraph: "(AFP)", "— Reuters"."""
    for match in _CLOSING_SIGN.finditer(text):
        group = "sign" if match["sign"] else "dashed"
        for name in match[group].split("/"):
            if is_agency(name.strip()):
                yield Credit(outlet=name.strip(), kind=CreditKind.WIRE, span=Span(*match.span(group)))
                break


def _folded(name: str) -> str:
    return re.sub(r"\W+", " ", name.casefold()).strip().removeprefix("the ")
