"""A byline as printed, split into people and outlets.

What is dropped: lead-ins ("By"), roles, places, dates, e-mail addresses, handles, and offices that name
nobody ("Staff reporter").
"""

import html
import re
from collections.abc import Iterable

from onrecord.article.names import (
    is_agency,
    is_staff,
    looks_like_outlet,
    looks_like_person,
    looks_like_place,
    role_start,
)
from onrecord.text.late import LatePattern
from onrecord.types.article import Byline

_MAX_LENGTH = 400  # a longer line is a paragraph, not a byline
_NOISE = LatePattern(
    r"\S+@\S+\.\w+|\(?@\w+\)?|https?://\S+|\[\w*\]|\b(?:twitter|facebook|instagram|linkedin|e-?mail|follow|folgen)\b:?",
    re.IGNORECASE,
)
_TAIL = LatePattern(
    r"""\s*(?:[|·•,;–—-]\s*)?(?:\b(?:updated|published|posted|last\s+(?:updated|modified)|modified|created|stand|aktualisiert|
    veröffentlicht|publié|mis\s+à\s+jour|actualizado|publicado|pubblicato|aggiornato|am\s+\d|le\s+\d|el\s+\d)\b
    |\d{1,2}[./]\s?\d{1,2}[./]\s?\d{2,4}|\d{4}-\d\d-\d\d|\d{1,2}:\d\d
    |(?:\w+,\s*)?\d{1,2}\.?\s+[^\W\d_]{3,9}\.?,?\s+\d{4}|\b[^\W\d_]{3,9}\.?\s+\d{1,2},\s+\d{4}).*$""",
    re.IGNORECASE | re.VERBOSE | re.DOTALL,
)
_LEAD = LatePattern(
    r"""^\s*(?:[-–—―|:•·*]\s*)*(?:(?:(?:exclusively\s+)?(?:written|reported|story|text|words|post(?:ed)?|published|article|analysis|opinion|
    ein\s+\w+|eine\s+\w+|kommentar|essay|gastbeitrag|interview|texte|testo|texto|tekst)\s*:?\s+)?
    (?:by|von|vom|par|por|di|av|af|door|przez|autor(?:in|en|innen|es|i)?|authors?|auteurs?|text|texte|reporting\s+by|słowa)
    (?:\s*[:-]\s*|\s+|$))+""",
    re.IGNORECASE | re.VERBOSE,
)
_FOR = LatePattern(
    r"\s+(?:for|für|pour|para|voor|för|per)\s+(?=(?:the\s+|die\s+|der\s+|le\s+|la\s+)?[A-Z0-9ÄÖÜÉ])", re.IGNORECASE
)
_BETWEEN = LatePattern(
    r"\s*(?:[,;|·•/\n]|\s[–—-]\s|[–—](?=\s)|\s&\s|\b(?:and|und|et|och|og|sowie|with|mit|avec)\b(?=\s)|(?<=\s)(?:y|e|en|i|a|con)(?=\s+[A-ZÀ-Ž])"
    r"|(?<=\w)\s*[()]|\s[()])\s*",
)
_SHOUTED_BETWEEN = LatePattern(r"\s+(?:AND|UND|ET|OCH|OG|WITH|MIT|Y)\s+")
_IN_PLACE = LatePattern(r"\s+(?:in|at|aus|from|à|en|a|i)\s+(?:the\s+)?[A-ZÀ-Ž][\w'’-]+(?:\s+[A-ZÀ-Ž][\w'’-]+){0,2}$")
_EDGES = ' \t,;:|·•–—-―*"“”„()[]>→\u200b\ufeff'


def split_byline(printed: str, *, own: Iterable[str] = (), kind: str | None = None) -> Byline:
    """The people and the outlets of a byline; both are empty where it names neither.

    `own` are names of the page's outlet, so that "Anna Berg, Orvane Rundum" gives one person. `kind` is
    "Person" or "Organization" where the page declares which it is.

    >>> byline = split_byline("By ANNA BERG and Tom Vale for The Harbour Post, Orvane")
    >>> byline.people, byline.outlets
    (('ANNA BERG', 'Tom Vale'), ('The Harbour Post',))
    """
    line = " ".join(html.unescape(printed).split())
    if not line or len(line) > _MAX_LENGTH or line.startswith(("http://", "https://")):
        return Byline(printed=line or None)
    bare = _LEAD.sub("", _NOISE.sub(" ", line))
    bare = _TAIL.sub("", bare).strip(_EDGES)
    if kind == "Organization":
        return Byline(outlets=(bare,) if bare and not is_staff(bare) else (), printed=line)
    known = {name.casefold() for name in own if name}
    before, *after = _FOR.split(bare, maxsplit=1)
    people: list[str] = []
    outlets: list[str] = []
    for piece in _pieces(before):
        _sort(piece, people, outlets, known, declared=kind == "Person")
    if after and (people or not before.strip()):
        outlets += _outlets_after_for(after[0], people)
    return Byline(people=_once(people), outlets=_once(outlets), printed=line)


def join_bylines(bylines: Iterable[Byline]) -> Byline:
    """One byline of several: each name once, a name that is an outlet's never among the people."""
    several = list(bylines)
    outlets = _once(name for byline in several for name in byline.outlets)
    taken = {name.casefold() for name in outlets}
    people = _once(name for byline in several for name in byline.people if name.casefold() not in taken)
    printed = "; ".join(dict.fromkeys(byline.printed for byline in several if byline.printed))
    return Byline(people=people, outlets=outlets, printed=printed or None)


def _pieces(line: str) -> list[str]:
    return [
        part for whole in _SHOUTED_BETWEEN.split(line) for part in _BETWEEN.split(whole) if part and part.strip(_EDGES)
    ]


def _sort(piece: str, people: list[str], outlets: list[str], known: set[str], *, declared: bool) -> None:
    """Put one piece where it belongs; what is neither person nor outlet is left out."""
    name = _LEAD.sub("", piece).strip(_EDGES)
    if not name or is_staff(name):
        return
    if is_agency(name) or name.casefold() in known:
        outlets.append(name)
        return
    if people and name.rstrip(".").islower() and len(name) <= 4:  # "Anna Berg (abe)" signs twice
        return
    role = role_start(name)
    if role is not None:
        name = name[:role].strip(_EDGES)
        if len(name.split()) < 2 and name.isascii():  # in Hangul or Han a whole name is one word
            return
    if not declared:
        name = _IN_PLACE.sub("", name).strip(_EDGES)
    if looks_like_outlet(name):
        outlets.append(name.rstrip("."))
    elif _is_person(name, alone=not people, declared=declared):
        people.append(name)
    elif name.isupper() and len(name) <= 5 and not people:
        outlets.append(name)


def _is_person(name: str, *, alone: bool, declared: bool) -> bool:
    if declared:
        return looks_like_person(name) or (0 < len(name) <= 60 and not any(char in name for char in "{}<>="))
    if not looks_like_person(name):
        return False
    if len(name.split()) == 1:  # "Orvane" after a name is a place; a lone word may be a pen name
        return alone and not (name.isupper() and len(name) <= 5) and name.isascii() is not None
    return alone or not looks_like_place(name)


def _outlets_after_for(rest: str, people: list[str]) -> list[str]:
    first, *others = [part.strip(_EDGES) for part in re.split(r"\s*[,;|]\s*", rest) if part.strip(_EDGES)] or [""]
    found = [first] if first else []
    for name in others:
        if is_agency(name) or looks_like_outlet(name):
            found.append(name)
        elif len(name.split()) > 1 and looks_like_person(name) and not looks_like_place(name):
            people.append(name)
    return found


def _once(names: Iterable[str]) -> tuple[str, ...]:
    unique: dict[str, str] = {}
    for name in names:
        unique.setdefault(name.casefold(), name)
    return tuple(unique.values())
