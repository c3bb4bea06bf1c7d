"""The HTTP API, version 1: the same answers as the commands' --json."""

import json
from typing import Annotated, Any, Literal

from fastapi import APIRouter, HTTPException, Query
from pydantic import BaseModel, Field

from onrecord.errors import UsageError
from onrecord.export.reading_json import to_json
from onrecord.pipeline import judge as judging
from onrecord.record import ask
from onrecord.record.ask import DocumentRow, EventRow, RoleRow, SpeakerRow
from onrecord.record.query import Hit, Question, Sort
from onrecord.record.reviews import ReviewRow, reviews_of
from onrecord.record.search import search
from onrecord.record.store import Record

Words = Annotated[str, Query(max_length=1000)]
Id = Annotated[str, Query(max_length=500)]
Day = Annotated[str | None, Query(pattern=r"^\d{4}-\d\d-\d\d$")]
Limit = Annotated[int, Query(ge=1, le=1000)]
Offset = Annotated[int, Query(ge=0, le=10_000_000)]
Verdict = Literal["accept", "correct", "reject", "unsure"]


class Statements(BaseModel):
    """One page of a search. `more` says that there are more than `total`, which counts no further than 10,000."""

    hits: list[Hit]
    total: int
    more: bool
    facets: dict[str, list[tuple[str, int]]]


class SpeakerAnswer(BaseModel):
    """A speaker with every name and office that articles print."""

    speaker: SpeakerRow
    names: list[tuple[str, int]]
    roles: list[RoleRow]


class Judgement(BaseModel):
    """What a person judged. `new` goes with the verdict "correct"."""

    subject_kind: Literal["statement", "merge", "document"] = "statement"
    subject: str = Field(max_length=500)
    field: str = Field("", max_length=40)
    verdict: Verdict
    new: str | dict[str, str] | None = None
    reviewer: str = Field(max_length=80)
    note: str | None = Field(None, max_length=2000)
    scope: Literal["one", "all"] = "one"


class Kept(BaseModel):
    """The number of a judgement that was kept."""

    id: int


class Problem(BaseModel):
    """Why it could not be done."""

    detail: str


_PROBLEMS: dict[int | str, dict[str, Any]] = {
    400: {"model": Problem},
    401: {"description": "A token is needed.", "content": {"text/plain": {}}},
    404: {"model": Problem},
    414: {"description": "The address is too long.", "content": {"text/plain": {}}},
}


def make_api(record: Record) -> APIRouter:  # noqa: C901, PLR0915 - one function per address
    """The addresses under /api/v1."""
    api = APIRouter(prefix="/api/v1", responses=_PROBLEMS)

    @api.get("/statements")
    def statements(
        q: Words = "",
        speaker: Words = "",
        actor: Id = "",
        role: Words = "",
        organisation: Words = "",
        outlet: Words = "",
        kind: Literal["direct", "mixed", "indirect"] | None = None,
        mode: Literal["said", "thought", "planned", "felt"] | None = None,
        since: Day = None,
        until: Day = None,
        article: Id = "",
        verdict: Literal["accept", "correct", "reject", "unsure", "none"] | None = None,
        sort: Sort = Sort.RELEVANCE,
        limit: Limit = 20,
        offset: Offset = 0,
    ) -> Statements:
        """Statements by words, speaker, outlet and day, with counts by facet."""
        asked = Question(
            text=_clean(q),
            speaker=_clean(speaker) or None,
            actor=_clean(actor) or None,
            role=_clean(role) or None,
            organisation=_clean(organisation) or None,
            outlet=_clean(outlet) or None,
            kind=kind,
            mode=mode,
            since=since,
            until=until,
            document=_clean(article) or None,
            verdict=verdict,
            sort=sort,
            limit=limit,
            offset=offset,
        )
        try:
            with record.reading() as connection:
                found = search(connection, asked)
        except UsageError as problem:
            raise HTTPException(400, str(problem)) from problem
        return Statements(
            hits=list(found.hits),
            total=found.total,
            more=found.more,
            facets={name: list(counts) for name, counts in found.facets.items()},
        )

    @api.get("/statements/{sid}")
    def statement(sid: str) -> Hit:
        """One statement."""
        with record.reading() as connection:
            found = ask.find_statement(connection, _clean(sid))
        if found is None:
            raise HTTPException(404, "the record holds no such statement")
        return found

    @api.get("/articles")
    def articles(limit: Limit = 20, offset: Offset = 0) -> list[DocumentRow]:
        """Articles in their latest version, the last added first."""
        with record.reading() as connection:
            return ask.newest_documents(connection, limit, offset)

    @api.get("/articles/{id_:path}")
    def article(id_: str) -> dict[str, Any]:
        """An article's present reading, in the shape that `onrecord read --json` prints."""
        try:
            found: dict[str, Any] = json.loads(to_json(record.load_reading(_clean(id_))))
        except LookupError as problem:
            raise HTTPException(404, "the record holds no such article") from problem
        return found

    @api.get("/speakers")
    def speakers(
        name: Words = "",
        kind: Literal["person", "organisation", "state", "group"] | None = None,
        limit: Limit = 50,
        offset: Offset = 0,
    ) -> list[SpeakerRow]:
        """Who speaks, those with most statements first."""
        with record.reading() as connection:
            return ask.speakers(connection, name=_clean(name), kind=kind, limit=limit, offset=offset)

    @api.get("/speakers/{id_}")
    def speaker(id_: str) -> SpeakerAnswer:
        """One speaker."""
        id_ = _clean(id_)
        with record.reading() as connection:
            found = ask.find_speaker(connection, id_)
            if found is None:
                raise HTTPException(404, "nobody in the record has this id")
            return SpeakerAnswer(
                speaker=found, names=ask.names_of(connection, id_), roles=ask.roles_of(connection, id_)
            )

    @api.get("/timeline")
    def timeline(
        since: Day = None,
        until: Day = None,
        actor: Id = "",
        article: Id = "",
        q: Words = "",
        limit: Limit = 200,
        offset: Offset = 0,
    ) -> list[EventRow]:
        """Dated events and statements in order."""
        with record.reading() as connection:
            return ask.timeline(
                connection,
                since=since,
                until=until,
                actor_id=_clean(actor) or None,
                document_id=_clean(article) or None,
                words=_clean(q),
                limit=limit,
                offset=offset,
            )

    @api.get("/stats")
    def stats() -> dict[str, int]:
        """How much the record holds."""
        with record.reading() as connection:
            return ask.stats(connection)

    @api.get("/reviews")
    def reviews(subject: Id, subject_kind: Literal["statement", "merge", "document"] = "statement") -> list[ReviewRow]:
        """Every judgement of a subject."""
        with record.reading() as connection:
            return reviews_of(connection, subject_kind, _clean(subject))

    @api.post("/reviews", status_code=201)
    def judge(given: Judgement) -> Kept:
        """Appends a judgement."""
        values = {key: _clean(value) if isinstance(value, str) else value for key, value in given.model_dump().items()}
        try:
            return Kept(id=judging.judge(record, **values))
        except UsageError as problem:
            raise HTTPException(400, str(problem)) from problem

    @api.delete("/reviews/{number}", status_code=204)
    def take_back(
        number: Annotated[int, Field(ge=1, le=2**31 - 1)], reviewer: Annotated[str, Query(max_length=80)]
    ) -> None:
        """Withdraws a judgement of this reviewer."""
        try:
            judging.take_back(record, number, _clean(reviewer))
        except UsageError as problem:
            raise HTTPException(400, str(problem)) from problem

    return api


def _clean(words: str) -> str:
    """Words without what no database takes."""
    return words.replace("\x00", "").encode("utf-8", "replace").decode()
