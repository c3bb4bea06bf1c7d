"""One URL to bytes: patient, bounded, and with one clear reason where it fails."""

import contextlib
import socket
import ssl
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Any, Self
from urllib.parse import urlsplit

import httpx

from onrecord.acquire.options import SourceOptions
from onrecord.acquire.public import PublicTransport
from onrecord.errors import FetchError
from onrecord.types.article import Fetched

USER_AGENT = "onrecord/0.1 (reads one page at a reader's request)"
_NO_PAGES = {"image": "a picture", "video": "a film", "audio": "a recording", "font": "a font"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a URL gave: the bytes, how they came, and the declared charset."""

    data: bytes
    fetched: Fetched
    charset: str | None


def fetch(url: str, options: SourceOptions) -> Answer:
    """The answer of a URL. Raises FetchError with one reason; only a failed connection is tried again, once."""
    if host_of(url) is None:
        raise FetchError(url, "is no web address; it should look like https://host/page")
    try:
        try:
            return _get(url, options)
        except httpx.ConnectError as problem:
            if _is_final(problem):
                raise
            return _get(url, options)
    except httpx.TooManyRedirects as problem:
        raise FetchError(
            url,
            f"redirects in a loop, or more than {options.max_redirects} times; open it in a browser and give the last address",
        ) from problem
    except (httpx.ConnectError, socket.gaierror) as problem:
        raise FetchError(url, _connection_reason(problem, url)) from problem
    except httpx.TimeoutException as problem:
        raise FetchError(
            url, f"gave no answer within {options.timeout_s:g} s; try again later or save the page and give the file"
        ) from problem
    except (httpx.InvalidURL, httpx.UnsupportedProtocol, UnicodeError) as problem:
        raise FetchError(url, f"is no web address ({problem}); it should look like https://host/page") from problem
    except httpx.DecodingError as problem:
        raise FetchError(url, "sent a page whose compression is damaged; save the page and give the file") from problem
    except httpx.HTTPError as problem:
        raise FetchError(
            url, f"broke off ({type(problem).__name__}: {str(problem)[:120]}); try again later"
        ) from problem


def host_of(url: str) -> str | None:
    """The host of an address; None where the address is broken or has none."""
    try:
        return urlsplit(url).hostname
    except ValueError:
        return None


class _Deadline:
    """Breaks off a request after so many seconds, wherever it is: a read's timeout begins anew with every byte."""

    def __init__(self, seconds: float) -> None:
        self.passed = False
        self._sockets: list[socket.socket] = []
        self._timer = threading.Timer(seconds, self._break_off)
        self._timer.daemon = True

    def __enter__(self) -> Self:
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()

    def watch(self, event: str, told: Mapping[str, Any]) -> None:
        """Takes what the client tells of its steps; keeps each connection that it opens."""
        if event.endswith((".connect_tcp.complete", ".start_tls.complete")):
            self._sockets.append(told["return_value"].get_extra_info("socket"))
            if self.passed:
                self._break_off()

    def _break_off(self) -> None:
        self.passed = True
        for opened in list(self._sockets):
            with contextlib.suppress(OSError):  # closed by now, or handed over to TLS
                opened.shutdown(socket.SHUT_RDWR)


def _get(url: str, options: SourceOptions) -> Answer:
    with _Deadline(options.max_fetch_s) as deadline:
        late = FetchError(url, f"was still sending after {options.max_fetch_s:g} s; save the page and give the file")
        try:
            answer = _get_within(url, options, deadline)
        except httpx.TransportError as problem:
            if deadline.passed:
                raise late from problem
            raise
        if deadline.passed:  # where the server tells no length, a page broken off looks whole
            raise late
        return answer


def _get_within(url: str, options: SourceOptions, deadline: _Deadline) -> Answer:
    timeout = httpx.Timeout(options.timeout_s)
    headers = {"User-Agent": USER_AGENT, "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.5"}
    with (
        httpx.Client(
            follow_redirects=True,
            max_redirects=options.max_redirects,
            timeout=timeout,
            headers=headers,
            transport=PublicTransport() if options.public_only else None,
        ) as client,
        client.stream("GET", url, extensions={"trace": deadline.watch}) as response,
    ):
        if not response.is_success:
            raise FetchError(url, status_reason(response.status_code), status=response.status_code)
        _check_type(url, response)
        data = b"".join(_bounded(url, response, options))
        fetched = Fetched(
            requested=url,
            final=str(response.url),
            status=response.status_code,
            at=datetime.now(UTC),
            headers=tuple((name.lower(), value) for name, value in response.headers.multi_items()),
        )
        return Answer(data=data, fetched=fetched, charset=response.charset_encoding)


def _check_type(url: str, response: httpx.Response) -> None:
    media_type = response.headers.get("content-type", "").split(";")[0].strip().lower()
    name = _NO_PAGES.get(media_type.split("/")[0])
    if name is not None:
        reason = f"is {name} ({media_type}), not an article; give the page that shows it"
        raise FetchError(url, reason, status=response.status_code)


def _bounded(url: str, response: httpx.Response, options: SourceOptions) -> Iterator[bytes]:
    size = 0
    for chunk in response.iter_bytes():
        size += len(chunk)
        if size > options.max_article_bytes:
            reason = f"sends more than the limit of {options.max_article_bytes / 1e6:g} MB for one page; give the page of one article"
            raise FetchError(url, reason, status=response.status_code)
        yield chunk


def status_reason(status: int) -> str:
    """What an HTTP status means for a reader, and what to do.

    >>> status_reason(404)
    'answered 404 (Not Found): the page does not exist; check the address'
    """
    try:
        phrase = HTTPStatus(status).phrase
    except ValueError:
        phrase = "unknown status"
    answered = f"answered {status} ({phrase})"
    if status in {404, 410}:
        return f"{answered}: the page does not exist{' any more' if status == 410 else ''}; check the address"
    if status in {401, 402, 403, 451}:
        return f"{answered}: the page is not given to programs; save it in a browser and give the file"
    if status == 429:
        return f"{answered}: the site wants fewer requests; try again later"
    if status >= 500:
        return f"{answered}: the site has a fault; try again later"
    return f"{answered}, not a page; open it in a browser and give the file"


def _is_final(problem: httpx.ConnectError) -> bool:
    """Whether trying again cannot help: no such host, or a certificate that does not fit."""
    return isinstance(_root(problem), socket.gaierror | ssl.SSLError)


def _connection_reason(problem: httpx.ConnectError | socket.gaierror, url: str) -> str:
    cause = _root(problem)
    host = httpx.URL(url).host
    if isinstance(cause, socket.gaierror):
        return f"has a host that cannot be found ({host}); check the address and the network"
    if isinstance(cause, ssl.SSLError):
        return f"has no valid TLS certificate ({cause.reason or 'handshake failed'}); save the page in a browser and give the file"
    if isinstance(cause, ConnectionRefusedError):
        return f"refused the connection ({host}); check the address, or try again later"
    return f"could not be reached ({str(problem)[:120] or type(cause).__name__}); check the network, or try again later"


def _root(problem: BaseException) -> BaseException:
    """The exception at the bottom: httpx wraps httpcore, which wraps the socket's."""
    cause: BaseException = problem
    while (below := cause.__cause__ or cause.__context__) is not None:
        cause = below
        if isinstance(cause, socket.gaierror | ssl.SSLError | ConnectionRefusedError):
            return cause
    return cause
