"""What a record can be asked for, and the columns of every answer."""

import re
from dataclasses import dataclass, field, fields
from enum import StrEnum
from unicodedata import normalize

from onrecord.errors import UsageError

_TERM = re.compile(r'(?P<minus>-)?(?:"(?P<phrase>[^"]*)"?|(?P<word>\S+))')
_WORDS = re.compile(r"\w+", re.UNICODE)


class Sort(StrEnum):
    """The order of statements."""

    NEWEST = "newest"  # last said first; without a date last
    OLDEST = "oldest"
    RELEVANCE = "relevance"  # by the words searched; newest where none were, last added where more than COUNTED fit


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Which statements are wanted; every field narrows, None and empty do not.

    `text` holds words that must all occur, "phrases", beginn* of words, and -words that must not occur.
    `speaker`, `role` and `organisation` are searched by their words. `since` and `until` are ISO days.
    """

    text: str = ""
    speaker: str | None = None
    actor: str | None = None
    role: str | None = None
    organisation: str | None = None
    outlet: str | None = None
    kind: str | None = None
    mode: str | None = None
    polarity: str | None = None
    since: str | None = None
    until: str | None = None
    document: str | None = None
    verdict: str | None = None  # accept, correct, reject, unsure, or "none" for what nobody has reviewed
    earlier_versions: bool = False  # also statements of pages that have since been changed
    sort: Sort = Sort.RELEVANCE
    limit: int = 20
    offset: int = 0


FACETS = ("speaker", "organisation", "outlet", "kind", "mode", "year")


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A statement of the record. The names of its fields are the columns of every table and file."""

    statement_id: str
    document_id: str
    headline: str | None
    outlet: str | None
    url: str | None
    published_at: str | None
    said_from: str | None
    said_to: str | None
    said_precision: str | None
    said_words: str | None
    speaker: str | None
    actor_id: str | None
    role: str | None
    organisation: str | None
    resolved: bool
    kind: str
    mode: str
    polarity: str
    content: str
    start: int
    end: int
    place: str | None
    occasion: str | None
    audience: str | None
    confidence: float
    inside: str | None
    verdict: str | None


HIT_COLUMNS = tuple(one.name for one in fields(Hit))


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """Statements found: one page of `hits` of `total`, and counts by facet, most frequent first.

    `total` and the facets count at most `counted` statements: `more` says that there are others.
    """

    hits: tuple[Hit, ...]
    total: int
    more: bool
    facets: dict[str, tuple[tuple[str, int], ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Term:
    """One word or phrase of a search: its words in lower case, whether the last may go on, whether it must not occur."""

    words: tuple[str, ...]
    open: bool = False
    without: bool = False


def terms_of(text: str) -> list[Term]:
    """The terms of a search as a person types it; UsageError where it holds no word that must occur.

    >>> terms_of('never "peace deal" -Geneva negotiat*')[1:3]
    [Term(words=('peace', 'deal'), open=False, without=False), Term(words=('geneva',), open=False, without=True)]
    """
    found = []
    for match in _TERM.finditer(normalize("NFC", text)):  # a letter and its accent are one sign
        words = match["phrase"] if match["phrase"] is not None else match["word"]
        parts = tuple(part.lower() for part in _WORDS.findall(words))
        if parts:
            found.append(Term(parts, open=words.endswith("*"), without=bool(match["minus"])))
    if text.strip() and not found:
        raise UsageError(f"{text!r} holds no word to search for; add one")
    if found and all(term.without for term in found):
        raise UsageError(f"{text!r} only says what must not occur; add a word that must")
    return found
