import contextlib
import dataclasses
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from onrecord.acquire.options import SourceOptions
from onrecord.acquire.sources import open_sources
from onrecord.errors import FetchError
from onrecord.types.article import Page

OPTIONS = SourceOptions(timeout_s=0.5, max_fetch_s=5, max_redirects=4, max_article_bytes=50_000)


class Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        path = self.path.strip("/")
        if path.isdigit():
            self.answer(int(path), b"no")
        elif path == "loop":
            self.answer(302, b"", location="/loop")
        elif path == "moved":
            self.answer(301, b"", location="/page")
        elif path == "slow":
            time.sleep(1.5)
            self.answer(200, b"late")
        elif path.startswith("drip"):
            self.drip(body="body" in path, length="length" in path)
        elif path == "huge":
            self.answer(200, b"word " * 40_000)
        elif path == "picture":
            self.answer(200, b"\x89PNG", kind="image/png")
        elif path == "latin":
            self.answer(
                200,
                "<html><body><p>Die Übergabe</p></body></html>".encode("latin-1"),
                kind="text/html; charset=latin-1",
            )
        else:
            self.answer(200, b"<html><body><p>It opened.</p></body></html>")

    def answer(self, status: int, body: bytes, *, kind: str = "text/html", location: str | None = None) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        if location:
            self.send_header("Location", location)
        self.end_headers()
        try:
            self.wfile.write(body)
        except OSError:  # the client has hung up, as it should
            return

    def drip(self, *, body: bool, length: bool) -> None:
        """A byte at a time, each in time for the one before: headers, or the page."""
        start = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n" + ("Content-Length: 90\r\n" if length else "")
        sent = start + "\r\n" if body else "HTTP/1.1 200 OK\r\nX: "
        with contextlib.suppress(OSError):
            self.wfile.write(sent.encode())
            for _ in range(80):
                self.wfile.write(b"x")
                time.sleep(0.1)

    def log_message(self, *_: object) -> None:
        """Keep the test's output clean."""


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    server.block_on_close = False
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")


def problem_of(url: str) -> FetchError:
    [found] = open_sources([url], OPTIONS)
    assert isinstance(found, FetchError), found
    assert "\n" not in str(found)
    return found


def test_a_url_gives_its_page_and_the_last_address(site: str) -> None:
    [page] = open_sources([f"{site}/moved"], OPTIONS)
    assert isinstance(page, Page)
    assert page.url == f"{site}/page"
    assert page.source == f"{site}/moved"


def test_the_charset_of_the_answer_is_used(site: str) -> None:
    [page] = open_sources([f"{site}/latin"], OPTIONS)
    assert isinstance(page, Page)
    assert "Übergabe" in page.content


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (404, "check the address"),
        (403, "save it in a browser"),
        (429, "try again later"),
        (500, "the site has a fault"),
    ],
)
def test_a_bad_status_is_one_line_with_what_to_do(site: str, status: int, words: str) -> None:
    problem = problem_of(f"{site}/{status}")
    assert problem.status == status
    assert words in problem.reason


def test_a_redirect_loop_is_told(site: str) -> None:
    assert "redirects in a loop" in problem_of(f"{site}/loop").reason


def test_a_slow_answer_is_given_up(site: str) -> None:
    assert "gave no answer within 0.5 s" in problem_of(f"{site}/slow").reason


@pytest.mark.parametrize("path", ["drip", "drip-body", "drip-body-length"])
def test_an_answer_that_never_ends_is_given_up(site: str, path: str) -> None:
    options = dataclasses.replace(OPTIONS, max_fetch_s=1)
    started = time.monotonic()
    [found] = open_sources([f"{site}/{path}"], options)
    assert isinstance(found, FetchError)
    assert "still sending after 1 s" in str(found)
    assert time.monotonic() - started < 5  # the whole answer takes eight seconds


def test_a_huge_answer_is_broken_off(site: str) -> None:
    assert "more than the limit of 0.05 MB" in problem_of(f"{site}/huge").reason


def test_a_picture_is_named(site: str) -> None:
    assert "is a picture (image/png), not an article" in problem_of(f"{site}/picture").reason


def test_a_refused_connection_is_told() -> None:
    assert "refused the connection" in problem_of("http://127.0.0.1:9/").reason


def test_what_is_no_address_is_told() -> None:
    assert "is no web address" in problem_of("http://[broken/").reason
