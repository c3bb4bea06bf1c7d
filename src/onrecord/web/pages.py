"""One frozen dataclass per page: what it shows, for the template."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any
from urllib.parse import urlencode

from sqlalchemy import Connection

from onrecord.export.words import say_count
from onrecord.record import ask
from onrecord.record.ask import CaptureRow, DocumentRow, EventRow, RoleRow, SpeakerRow
from onrecord.record.query import Answer, Hit, Question, Sort
from onrecord.record.reviews import Progress, ReviewRow, awaiting, progress, reviews_of
from onrecord.record.search import search
from onrecord.text.edits import find_edits

FILTERS = ("speaker", "role", "organisation", "outlet", "kind", "mode", "since", "until", "verdict")
PER_PAGE = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """What the record holds, what is new, what awaits a person."""

    counts: Mapping[str, int]
    newest: Sequence[DocumentRow]
    speakers: Sequence[SpeakerRow]
    statements: Progress
    merges: Progress


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One value of a facet, with the address of the search that has it or, where it is chosen, has it not."""

    value: str
    count: int
    href: str
    chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """A search and what it found."""

    question: Question
    answer: Answer
    facets: Sequence[tuple[str, Sequence[Choice]]]
    used: Sequence[tuple[str, str, str]]  # filter, value, address without it
    before: str | None
    after: str | None
    problem: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """One month of a speaker's strip."""

    x: float
    radius: float
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """The portrait of a voice."""

    speaker: SpeakerRow
    names: Sequence[tuple[str, int]]
    roles: Sequence[RoleRow]
    dots: Sequence[Dot]
    years: Sequence[tuple[float, str]]
    statements: Answer
    after: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """Words of a text: those judged are marked."""

    before: str
    marked: str
    behind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One statement with all that it rests on."""

    hit: Hit
    document: DocumentRow
    passage: Passage
    evidence: Sequence[tuple[str, Sequence[str]]]
    citation: str
    reviews: Sequence[ReviewRow]
    earlier: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One passage that was edited."""

    kind: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InRecord:
    """What the record knows of an article beside its reading."""

    document: DocumentRow
    captures: Sequence[CaptureRow]
    versions: Sequence[DocumentRow]
    edits: Sequence[Change]
    statements: Sequence[Hit]


@dataclass(frozen=True, slots=True, kw_only=True)
class Inbox:
    """One statement to judge."""

    hit: Hit | None
    passage: Passage | None
    progress: Progress
    reviewer: str
    undo: ReviewRow | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Merges:
    """One pair to judge: are they the same?"""

    subject: str | None
    sides: Sequence[Mapping[str, Any]]
    because: Sequence[str]
    score: float
    progress: Progress
    reviewer: str
    undo: ReviewRow | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """Dated events and statements."""

    events: Sequence[tuple[str, Sequence[EventRow]]]
    since: str
    until: str
    words: str


def home(connection: Connection) -> Home:
    """The first page."""
    return Home(
        counts=ask.stats(connection),
        newest=ask.newest_documents(connection, 8),
        speakers=ask.speakers(connection, limit=8),
        statements=progress(connection),
        merges=progress(connection, kind="merge"),
    )


def search_page(connection: Connection, given: Mapping[str, str], *, problem: str = "") -> Search:
    """The search that an address asks for."""
    asked = question_of(given)
    answer = Answer(hits=(), total=0, more=False) if problem else search(connection, asked)
    used = {name: given[name] for name in FILTERS if given.get(name)}
    plain = {key: value for key, value in given.items() if value and key != "offset"}

    def address(**changed: str | None) -> str:
        values = {key: value for key, value in {**plain, **changed}.items() if value}
        return "/search?" + urlencode(values)

    facets = []
    for name in ("speaker", "organisation", "outlet", "kind", "mode", "year"):
        choices = [
            Choice(value=value, count=count, href=address(**_facet(name, value)), chosen=_chosen(given, name, value))
            for value, count in answer.facets.get(name, ())
        ]
        if len(choices) > 1:
            facets.append((name, choices))
    first, last = asked.offset, asked.offset + len(answer.hits)
    return Search(
        question=asked,
        answer=answer,
        facets=facets,
        used=[(name, value, address(**{name: None})) for name, value in used.items()],
        before=address(offset=str(max(0, first - PER_PAGE))) if first else None,
        after=address(offset=str(last)) if answer.more or last < answer.total else None,
        problem=problem,
    )


def _facet(name: str, value: str) -> dict[str, str | None]:
    return {"since": f"{value}-01-01", "until": f"{value}-12-31"} if name == "year" else {name: value}


def _chosen(given: Mapping[str, str], name: str, value: str) -> bool:
    return given.get("since") == f"{value}-01-01" if name == "year" else given.get(name) == value


def question_of(given: Mapping[str, str]) -> Question:
    """The question of an address; what is no question is left out."""
    days = {name: _day(given.get(name)) for name in ("since", "until")}
    sort = given.get("sort", "")
    offset = given.get("offset", "")
    return Question(
        text=given.get("q", ""),
        **{name: given.get(name) or None for name in FILTERS if name not in days},  # type: ignore[arg-type]
        since=days["since"],
        until=days["until"],
        sort=Sort(sort) if sort in set(Sort) else Sort.RELEVANCE,
        limit=PER_PAGE,
        offset=min(int(offset), 100_000) if offset.isdigit() and len(offset) < 8 else 0,
    )


def _day(words: str | None) -> str | None:
    try:
        return date.fromisoformat(words or "").isoformat()
    except ValueError:
        return None


def speaker_page(connection: Connection, id_: str, offset: int) -> Speaker | None:
    """The page of one speaker; None where nobody has this id."""
    found = ask.find_speaker(connection, id_)
    if found is None:
        return None
    asked = Question(actor=id_, sort=Sort.NEWEST, limit=PER_PAGE, offset=offset)
    answer = search(connection, asked, facets=False)
    dots, years = _strip(ask.days_of(connection, id_))
    last = offset + len(answer.hits)
    return Speaker(
        speaker=found,
        names=[(name, count) for name, count in ask.names_of(connection, id_) if name != found.name][:12],
        roles=ask.roles_of(connection, id_)[:12],
        dots=dots,
        years=years,
        statements=answer,
        after=f"/speaker/{id_}?offset={last}" if answer.more or last < answer.total else None,
    )


def _strip(days: Sequence[str]) -> tuple[list[Dot], list[tuple[float, str]]]:
    """Statements by month on a line 0 to 100 long, and the years under it."""
    if not days:
        return [], []
    first, last = int(days[0][:4]), int(days[-1][:4])
    first = max(first, last - 60)  # a date of long ago would press all others together
    span = (last - first + 1) * 12
    dots = []
    for month, same in groupby(day[:7] for day in days if int(day[:4]) >= first):
        number = len(list(same))
        x = 100 * ((int(month[:4]) - first) * 12 + int(month[5:7]) - 0.5) / span
        dots.append(
            Dot(x=round(x, 2), radius=min(9.0, 2.5 + number**0.5), words=f"{month}: {say_count(number, 'statement')}")
        )
    step = max(1, (last - first + 1) // 8)
    return dots, [(round(100 * (year - first) * 12 / span, 2), str(year)) for year in range(first, last + 1, step)]


def passage_of(connection: Connection, hit: Hit) -> Passage:
    """A statement in its paragraph."""
    text = ask.text_of_document(connection, hit.document_id) or ""
    start = text.rfind("\n", 0, hit.start) + 1
    end = text.find("\n", hit.end)
    return Passage(
        before=text[max(start, hit.start - 1500) : hit.start],
        marked=text[hit.start : hit.end],
        behind=text[hit.end : min(end if end >= 0 else len(text), hit.end + 1500)],
    )


def in_record(connection: Connection, document: DocumentRow) -> InRecord:
    """Captures, versions and edits of an article."""
    edits: list[Change] = []
    if document.supersedes:
        old = ask.text_of_document(connection, document.supersedes) or ""
        new = ask.text_of_document(connection, document.document_id) or ""
        edits = [
            Change(
                kind=edit.change.value,
                before=edit.before.cut(old) if edit.before else "",
                after=edit.after.cut(new) if edit.after else "",
            )
            for edit in find_edits(old, new)[:50]
        ]
    return InRecord(
        document=document,
        captures=ask.captures_of(connection, document.document_id),
        versions=ask.versions_of(connection, document.address),
        edits=edits,
        statements=ask.statements_in(connection, document.document_id),
    )


def timeline_page(connection: Connection, given: Mapping[str, str]) -> Timeline:
    """Events by year."""
    since, until, words = _day(given.get("since")), _day(given.get("until")), given.get("q", "")
    found = ask.timeline(connection, since=since, until=until, words=words, limit=300)
    years = [(year, list(events)) for year, events in groupby(found, key=lambda one: (one.date_from or "")[:4])]
    return Timeline(events=years, since=since or "", until=until or "", words=words)


def reviews_for(connection: Connection, sid: str) -> Sequence[ReviewRow]:
    """Judgements of a statement that are no coding of a sample."""
    return [one for one in reviews_of(connection, "statement", sid) if one.sample is None]


def next_statement(connection: Connection, after: str | None) -> Hit | None:
    """The statement to judge next: `after` is passed over, since a person skipped it."""
    waiting = awaiting(connection, limit=200)
    place = waiting.index(after) + 1 if after in waiting else 0
    return ask.find_statement(connection, waiting[place]) if place < len(waiting) else None
