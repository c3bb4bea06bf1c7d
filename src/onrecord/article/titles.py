"""The headline of a page, told from the site's name, its sections and its shorter titles for other uses."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from onrecord.article.head import Head
from onrecord.article.jsonld import text_of
from onrecord.text.late import LatePattern

if TYPE_CHECKING:  # a text without markup needs no parser
    from selectolax.lexbor import LexborHTMLParser

_SUFFIX = LatePattern(r"\s+[|·•»*—–-]\s+|\s*[|ㅣ：]\s*|\s*»\s*")
_NOT_WORDS = LatePattern(r"\W+")
_MIN_LENGTH = 8


def find_title(tree: "LexborHTMLParser", head: Head, sites: Sequence[str]) -> str | None:
    """The headline as the page prints it; `sites` are names of the outlet, cut off where they follow it.

    The candidates are the `h1`, the JSON-LD headline, `og:title`, the Twitter title and `<title>`. Where
    two agree, that is it; otherwise the one that is printed.
    """
    declared = text_of((head.article or {}).get("headline"))
    named = text_of((head.article or {}).get("name"))
    og = head.meta("og:title")
    candidates = [
        _first_heading(tree, [declared, og, head.title]),
        declared,
        _without_site(og, sites),
        _without_site(head.meta("twitter:title"), sites),
        _without_site(head.title, sites),
        _without_site(named, sites),
        _without_site(head.meta("title", "dc.title", "dcterms.title", "parsely-title", "sailthru.title"), sites),
    ]
    usable = [title for title in candidates if title]
    if not usable:
        return None
    return max(usable, key=lambda title: (_votes(title, usable), -usable.index(title)))


def _votes(title: str, usable: Sequence[str]) -> int:
    # a third vote adds nothing: titles made for search and sharing are often the same, and not what is printed
    return min(2, sum(_folded(title) == _folded(other) for other in usable))


def _first_heading(tree: "LexborHTMLParser", declared: Sequence[str | None]) -> str | None:
    """The `h1` that shares most words with the declared titles; a lone one if nothing is declared."""
    headings = [" ".join(element.text(separator="").split()) for element in tree.css("h1")[:10]]
    headings = [heading for heading in headings if len(heading) >= _MIN_LENGTH]
    wanted = {word for title in declared if title for word in _folded(title).split()}
    if not wanted:
        return headings[0] if headings else None
    scored = [(len(wanted & set(_folded(heading).split())), heading) for heading in headings]
    best = max(scored, default=(0, None), key=lambda pair: pair[0])
    return best[1] if best[0] >= 2 else None


def _without_site(title: str | None, sites: Sequence[str]) -> str | None:
    """The title without the site's name or section at its end, where a separator sets it off."""
    if not title:
        return None
    folded_sites = {_folded(site) for site in sites if site}
    labels = {site.split(".")[0] for site in sites if "." in site and len(site.split(".")[0]) > 4}
    parts = list(_SUFFIX.finditer(title))
    for match in parts:
        before, after = title[: match.start()], title[match.end() :]
        tail = _folded(after)
        if len(before) < _MIN_LENGTH:
            continue
        if tail in folded_sites or any(
            site and (tail.endswith(site) or tail.startswith(site)) for site in folded_sites
        ):
            return before.strip()
        if any(label in tail.replace(" ", "") for label in labels):  # the host is named for the outlet
            return before.strip()
    return title


def _folded(words: str) -> str:
    return _NOT_WORDS.sub(" ", words.casefold()).strip()
