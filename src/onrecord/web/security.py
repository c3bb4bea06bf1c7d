"""What stands between the app and whoever calls it: host, token, origin, size, and what a page may load."""

import hashlib
import hmac
import secrets
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

MAX_BODY_BYTES = 1_000_000
MAX_QUERY_CHARACTERS = 4_000
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
SESSION, TOKEN = "onrecord_session", "onrecord_token"
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Guard:
    """Who may call. `hosts` are names that a request's Host may give; without a `token` everybody on them may."""

    hosts: frozenset[str] = LOOPBACK
    token: str | None = None
    secret: bytes = field(default_factory=lambda: secrets.token_bytes(32))

    def csrf(self, session: str) -> str:
        """What a form of this session must bring back."""
        return hmac.new(self.secret, session.encode(), hashlib.sha256).hexdigest()

    def knows(self, given: str | None) -> bool:
        """Whether a token is the right one, in constant time."""
        return self.token is None or (given is not None and hmac.compare_digest(given.encode(), self.token.encode()))


class Gate:
    """ASGI middleware: refuses what should not come in, and marks what goes out."""

    def __init__(self, app: ASGIApp, guard: Guard) -> None:
        self._app = app
        self._guard = guard

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handles one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        session = request.cookies.get(SESSION)
        fresh = session is None or not session.isalnum() or len(session) != 32
        scope["onrecord_session"] = secrets.token_hex(16) if fresh else session
        refusal = self._refusal(request)
        receive = _limited(receive)

        async def marked(message: Message) -> None:
            if message["type"] == "http.response.start":
                _mark(MutableHeaders(scope=message), scope["onrecord_session"] if fresh else None)
            await send(message)

        await (refusal or self._app)(scope, receive, marked)

    def _refusal(self, request: Request) -> Response | None:
        host = _host(request.headers.get("host", ""))
        if host not in self._guard.hosts:
            return PlainTextResponse("This address is not the one that On Record serves.", 421)
        if len(request.url.query) > MAX_QUERY_CHARACTERS or len(request.url.path) > MAX_QUERY_CHARACTERS:
            return PlainTextResponse("The address is too long.", 414)
        length = request.headers.get("content-length", "0")
        if not length.isdigit() or int(length) > MAX_BODY_BYTES:
            return PlainTextResponse("The request is too large.", 413)
        if request.method not in _SAFE and not _same_origin(request.headers):
            return PlainTextResponse("This form came from another site.", 403)
        given = request.cookies.get(TOKEN) or _bearer(request.headers)
        if self._guard.knows(given) or request.url.path in {"/login", "/static/site.css"}:
            return None
        if request.url.path.startswith("/api/") or request.method not in _SAFE:
            return PlainTextResponse("A token is needed: Authorization: Bearer …", 401)
        return RedirectResponse("/login", 303)


def _host(given: str) -> str:
    try:
        return urlsplit(f"//{given}").hostname or ""
    except ValueError:
        return ""


def _same_origin(headers: Headers) -> bool:
    """Whether a form or call comes from our own pages, or from a program, which names no origin."""
    site, origin = headers.get("sec-fetch-site"), headers.get("origin")
    if site is not None:
        return site in {"same-origin", "none"}
    return origin is None or origin.partition("://")[2] == headers.get("host")


def _bearer(headers: Headers) -> str | None:
    kind, _, token = headers.get("authorization", "").partition(" ")
    return token.strip() if kind.lower() == "bearer" else None


def _limited(receive: Receive) -> Receive:
    size = 0

    async def limited() -> Message:
        nonlocal size
        message = await receive()
        size += len(message.get("body", b""))
        if size > MAX_BODY_BYTES:
            return {"type": "http.disconnect"}
        return message

    return limited


def _mark(headers: MutableHeaders, session: str | None) -> None:
    headers.setdefault("content-security-policy", _POLICY)
    headers["x-content-type-options"] = "nosniff"
    headers["referrer-policy"] = "same-origin"
    headers["cross-origin-opener-policy"] = "same-origin"
    headers["cross-origin-resource-policy"] = "same-origin"
    headers.setdefault("cache-control", "no-store")
    if session is not None:
        headers.append("set-cookie", f"{SESSION}={session}; Path=/; HttpOnly; SameSite=Strict")
