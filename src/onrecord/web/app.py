"""The app: pages and API on one record."""

import getpass
import hashlib
import logging
import re
import secrets
from functools import cache
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, FastAPI, Form, Request
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup
from starlette.exceptions import HTTPException

from onrecord.errors import OnRecordError, UsageError
from onrecord.export.html import Site, base_style, render_report
from onrecord.export.words import say_count, say_range
from onrecord.pipeline.judge import judge, undo
from onrecord.record import ask
from onrecord.record.query import terms_of
from onrecord.record.reviews import awaiting, last_review, progress
from onrecord.record.store import Record
from onrecord.version import VERSION
from onrecord.web import adding, pages
from onrecord.web.api import make_api
from onrecord.web.security import TOKEN, Gate, Guard

_STATIC = Path(__file__).parent / "static"
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_log = logging.getLogger("onrecord.web")


def make_app(record: Record, guard: Guard | None = None) -> FastAPI:
    """The app on a record that stays open as long as it runs."""
    guard = guard or Guard()
    app = FastAPI(title="On Record", version=VERSION, docs_url=None, redoc_url=None, openapi_url="/api/v1/openapi.json")
    app.include_router(make_api(record))
    app.include_router(_Site(record, guard).router)
    app.add_middleware(Gate, guard=guard)
    app.add_exception_handler(HTTPException, _not_found)
    app.add_exception_handler(Exception, _failed)
    return app


def _not_found(request: Request, problem: Exception) -> Response:
    status = problem.status_code if isinstance(problem, HTTPException) else 500
    detail = problem.detail if isinstance(problem, HTTPException) else ""
    if request.url.path.startswith("/api/"):
        return JSONResponse({"detail": detail}, status)
    return _page("error.html", status=status, title="Not here", words=detail, reference="")


def _failed(request: Request, problem: Exception) -> Response:
    """A page that names a reference; what went wrong stands in the log under it, never on the page."""
    reference = secrets.token_hex(4)
    _log.error("reference %s: %s %s", reference, request.method, request.url.path, exc_info=problem)
    if request.url.path.startswith("/api/"):
        return JSONResponse({"detail": f"failed; reference {reference}"}, 500)
    return _page("error.html", status=500, title="This page failed", words="", reference=reference)


@cache
def _templates() -> Environment:
    found = Environment(
        loader=PackageLoader("onrecord.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    found.filters["count"] = say_count
    found.filters["days"] = say_range
    found.filters["path"] = quote  # an article's id may hold any sign
    found.filters["web"] = lambda url: url if isinstance(url, str) and re.match(r"https?://", url) else None
    found.globals["asset"] = _asset
    return found


@cache
def _style() -> str:
    return base_style() + (_STATIC / "site.css").read_text("utf-8")


@cache
def _asset(name: str) -> str:
    """The address of a file of ours, which changes with what it holds."""
    content = _style() if name == "site.css" else (_STATIC / name).read_text("utf-8")
    return f"/static/{name}?{hashlib.sha256(content.encode()).hexdigest()[:12]}"


def _page(template: str, *, status: int = 200, **values: object) -> HTMLResponse:
    text = _templates().get_template(template).render(values)
    return HTMLResponse(_CONTROL.sub("\ufffd", text), status)


class _Site:
    """The pages."""

    def __init__(self, record: Record, guard: Guard) -> None:
        self._record = record
        self._guard = guard
        self.router = router = APIRouter(include_in_schema=False)
        router.add_api_route("/", self.home, response_class=HTMLResponse)
        router.add_api_route("/search", self.search, response_class=HTMLResponse)
        router.add_api_route("/speakers", self.speakers, response_class=HTMLResponse)
        router.add_api_route("/speaker/{id_}", self.speaker, response_class=HTMLResponse)
        router.add_api_route("/article/{id_:path}", self.article, response_class=HTMLResponse)
        router.add_api_route("/statement/{sid}", self.statement, response_class=HTMLResponse)
        router.add_api_route("/timeline", self.timeline, response_class=HTMLResponse)
        router.add_api_route("/review", self.review, response_class=HTMLResponse)
        router.add_api_route("/review", self.judge, methods=["POST"])
        router.add_api_route("/review/undo", self.undo, methods=["POST"])
        router.add_api_route("/merges", self.merges, response_class=HTMLResponse)
        router.add_api_route("/merges", self.judge_merge, methods=["POST"])
        router.add_api_route("/add", self.add_form, response_class=HTMLResponse)
        router.add_api_route("/add", self.add, methods=["POST"])
        router.add_api_route("/login", self.login, response_class=HTMLResponse)
        router.add_api_route("/login", self.log_in, methods=["POST"])
        router.add_api_route("/static/{name}", self.static)

    def _csrf(self, request: Request) -> str:
        return self._guard.csrf(request.scope["onrecord_session"])

    def _check(self, request: Request, csrf: str) -> None:
        if not secrets.compare_digest(csrf.encode(), self._csrf(request).encode()):
            raise HTTPException(403, "This form is out of date; open the page again and repeat what you did.")

    def home(self) -> Response:
        """What the record holds."""
        with self._record.reading() as connection:
            return _page("home.html", page=pages.home(connection), here="home")

    def search(self, request: Request) -> Response:
        """Statements by words and facets."""
        given = dict(request.query_params)
        problem = ""
        try:
            for name in ("q", "speaker", "role", "organisation"):
                terms_of(given.get(name, ""))
        except UsageError as error:
            problem = str(error)
        with self._record.reading() as connection:
            return _page(
                "search.html", page=pages.search_page(connection, given, problem=problem), given=given, here="search"
            )

    def speakers(self, q: str = "", kind: str = "", offset: int = 0) -> Response:
        """Who speaks."""
        offset = max(0, min(offset, 1_000_000))
        with self._record.reading() as connection:
            found = ask.speakers(connection, name=q, kind=kind or None, limit=51, offset=offset)
        return _page(
            "speakers.html", found=found[:50], more=len(found) > 50, q=q, kind=kind, offset=offset, here="speakers"
        )

    def speaker(self, id_: str, offset: int = 0) -> Response:
        """The portrait of a voice."""
        with self._record.reading() as connection:
            page = pages.speaker_page(connection, id_, max(0, min(offset, 1_000_000)))
        if page is None:
            raise HTTPException(404, "Nobody in this record has this address.")
        return _page("speaker.html", page=page, here="speakers")

    def article(self, id_: str) -> Response:
        """An article with its statements in the margin, and what the record knows of it."""
        with self._record.reading() as connection:
            document = ask.find_document(connection, id_)
            if document is None:
                raise HTTPException(404, "The record holds no article with this address.")
            known = pages.in_record(connection, document)
        templates = _templates()
        head = templates.get_template("bar.html").render(here="", asset=_asset)
        foot = templates.get_template("in_record.html").render(page=known)
        site = Site(head=Markup(head), foot=Markup(foot), style=_site_style())  # noqa: S704 - autoescaped templates of ours
        text = render_report(self._record.load_reading(id_), site=site)
        policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', text)
        own = policy[1].replace("&#39;", "'") if policy else "default-src 'none'"
        return HTMLResponse(text, headers={"content-security-policy": f"{own}; frame-ancestors 'none'"})

    def statement(self, sid: str) -> Response:
        """One statement with all that it rests on; also one of an earlier reading."""
        with self._record.reading() as connection:
            hit = ask.find_statement(connection, sid)
            if hit is None:
                number = ask.former_reading(connection, sid)
                words = "The record holds no statement with this address."
                if number is not None:
                    words = "An earlier reading of its article had this statement; the present one does not."
                raise HTTPException(404 if number is None else 410, words)
            document = ask.find_document(connection, hit.document_id)
            passage = pages.passage_of(connection, hit)
            judged = pages.reviews_for(connection, sid)
        evidence = _evidence(self._record, hit.document_id, sid)
        return _page(
            "statement.html",
            hit=hit,
            document=document,
            passage=passage,
            judged=judged,
            evidence=evidence,
            citation=_citation(hit),
            here="",
        )

    def timeline(self, request: Request) -> Response:
        """Dated events and statements."""
        with self._record.reading() as connection:
            page = pages.timeline_page(connection, dict(request.query_params))
        return _page("timeline.html", page=page, here="timeline")

    def review(self, request: Request, after: str = "") -> Response:
        """One statement to judge, the least sure first."""
        reviewer = _reviewer(request)
        with self._record.reading() as connection:
            hit = pages.next_statement(connection, after or None)
            page = pages.Inbox(
                hit=hit,
                passage=pages.passage_of(connection, hit) if hit else None,
                progress=progress(connection),
                reviewer=reviewer,
                undo=last_review(connection, reviewer),
            )
        return _page("review.html", page=page, csrf=self._csrf(request), problem="", here="review")

    def judge(
        self,
        request: Request,
        subject: Annotated[str, Form()],
        verdict: Annotated[str, Form()],
        csrf: Annotated[str, Form()],
        reviewer: Annotated[str, Form()] = "",
        field: Annotated[str, Form()] = "",
        new: Annotated[str, Form()] = "",
        everywhere: Annotated[str, Form()] = "",
    ) -> Response:
        """A judgement; then the next statement."""
        self._check(request, csrf)
        name = reviewer.strip()[:80] or _reviewer(request)
        corrects = verdict == "correct"
        try:
            judge(
                self._record,
                subject_kind="statement",
                subject=subject,
                field=field if corrects else "",
                verdict=verdict,
                new=new if corrects else None,
                reviewer=name,
                scope="all" if everywhere and corrects and field == "speaker" else "one",
            )
        except UsageError as problem:
            return _page("error.html", status=400, title="That cannot be", words=str(problem), reference="")
        return _with_reviewer(RedirectResponse("/review", 303), name)

    def undo(
        self, request: Request, csrf: Annotated[str, Form()], back: Annotated[str, Form()] = "/review"
    ) -> Response:
        """Takes the reviewer's last judgement back."""
        self._check(request, csrf)
        merges = back == "/merges"
        undo(self._record, _reviewer(request), kind="merge" if merges else "statement")
        return RedirectResponse("/merges" if merges else "/review", 303)

    def merges(self, request: Request) -> Response:
        """Two that may be the same: are they?"""
        reviewer = _reviewer(request)
        with self._record.reading() as connection:
            subject = next(iter(awaiting(connection, kind="merge", limit=1)), None)
            left, _, right = (subject or ":").partition(":")
            pair = ask.find_pair(connection, left, right) if subject else None
            sides = [one for one in (ask.find_profile(connection, left), ask.find_profile(connection, right)) if one]
            page = pages.Merges(
                subject=subject,
                sides=sides,
                because=pair.because if pair else (),
                score=pair.score if pair else 0.0,
                progress=progress(connection, kind="merge"),
                reviewer=reviewer,
                undo=last_review(connection, reviewer, kind="merge"),
            )
        return _page("merges.html", page=page, csrf=self._csrf(request), here="review")

    def judge_merge(
        self,
        request: Request,
        subject: Annotated[str, Form()],
        verdict: Annotated[str, Form()],
        csrf: Annotated[str, Form()],
        reviewer: Annotated[str, Form()] = "",
    ) -> Response:
        """A judgement on a pair; the record is linked anew with it."""
        self._check(request, csrf)
        name = reviewer.strip()[:80] or _reviewer(request)
        try:
            judge(self._record, subject_kind="merge", subject=subject, verdict=verdict, reviewer=name)
        except UsageError as problem:
            return _page("error.html", status=400, title="That cannot be", words=str(problem), reference="")
        return _with_reviewer(RedirectResponse("/merges", 303), name)

    def add_form(self, request: Request) -> Response:
        """Where an article is given, by its address or its text."""
        return _page("add.html", csrf=self._csrf(request), given={}, problem="", here="add")

    def add(
        self,
        request: Request,
        csrf: Annotated[str, Form()],
        address: Annotated[str, Form()] = "",
        text: Annotated[str, Form()] = "",
        headline: Annotated[str, Form()] = "",
        outlet: Annotated[str, Form()] = "",
        day: Annotated[str, Form()] = "",
    ) -> Response:
        """Reads the article and keeps it; then its page."""
        self._check(request, csrf)
        given = {"address": address, "text": text, "headline": headline, "outlet": outlet, "day": day}
        try:
            page = adding.page_of(**given)
            outcome = adding.add_page(self._record, page)
            problem = outcome.reason or ""
        except OnRecordError as error:
            outcome, problem = None, str(error)
        if outcome is None or outcome.document is None:
            return _page("add.html", status=422, csrf=self._csrf(request), given=given, problem=problem, here="add")
        return RedirectResponse(f"/article/{quote(outcome.document)}", 303)

    def login(self, request: Request) -> Response:
        """Asks for the token."""
        return _page("login.html", csrf=self._csrf(request), wrong=False)

    def log_in(self, request: Request, token: Annotated[str, Form()], csrf: Annotated[str, Form()]) -> Response:
        """Keeps the right token in a cookie that scripts cannot read."""
        self._check(request, csrf)
        if not self._guard.knows(token):
            return _page("login.html", status=403, csrf=self._csrf(request), wrong=True)
        answer = RedirectResponse("/", 303)
        answer.set_cookie(TOKEN, token, httponly=True, samesite="strict")
        return answer

    def static(self, name: str) -> Response:
        """Our own style and script, kept by browsers for a year: their address changes with them."""
        kinds = {"site.css": "text/css", "site.js": "text/javascript"}
        if name not in kinds:
            raise HTTPException(404, "There is no such file.")
        content = _style() if name == "site.css" else (_STATIC / name).read_text("utf-8")
        return Response(
            content, media_type=kinds[name], headers={"cache-control": "public, max-age=31536000, immutable"}
        )


@cache
def _site_style() -> str:
    return (_STATIC / "site.css").read_text("utf-8")


def _reviewer(request: Request) -> str:
    """Who judges: as told before, else the name of the account that the app runs under."""
    told = request.cookies.get("onrecord_reviewer", "")
    try:
        return bytes.fromhex(told).decode() or getpass.getuser()
    except (ValueError, UnicodeDecodeError):
        return getpass.getuser()


def _with_reviewer(answer: Response, name: str) -> Response:
    answer.set_cookie(
        "onrecord_reviewer", name.encode("utf-8", "replace").hex(), httponly=True, samesite="strict", max_age=10**7
    )
    return answer


def _evidence(record: Record, document: str, sid: str) -> list[tuple[str, list[str]]]:
    """Each fact of a statement with the sentences that it rests on."""
    try:
        reading = record.load_reading(document)
    except (LookupError, OnRecordError):
        return []
    found: list[tuple[str, list[str]]] = []
    speaker, setting = reading.speakers.get(sid), reading.settings.get(sid)
    if speaker is not None:
        found.append(("Speaker", [one.reason for one in speaker.evidence]))
    if setting is not None and setting.said is not None:
        found.append(("Day", [setting.said.reason]))
    if setting is not None:
        phrases = (("Place", setting.place), ("Occasion", setting.occasion), ("Told", setting.audience))
        found += [(label, [f"printed as “{phrase.words}”"]) for label, phrase in phrases if phrase is not None]
    return [(label, [reason for reason in reasons if reason]) for label, reasons in found]


def _citation(hit: Any) -> str:  # noqa: ANN401 - a Hit
    """A line to copy: who said it, in which article of which outlet, and where."""
    said = say_range(hit.said_from, hit.said_to)
    parts = [
        hit.speaker or "Speaker not printed",
        said if hit.said_from else "",
        f"as {'quoted' if hit.kind != 'indirect' else 'reported'} in “{hit.headline}”" if hit.headline else "",
        hit.outlet or "",
        hit.published_at or "",
        hit.url or "",
    ]
    return ", ".join(part for part in parts if part) + f". On Record {hit.statement_id}."
