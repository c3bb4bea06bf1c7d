"""A server that fetches for others reaches public addresses alone."""

import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from onrecord.acquire.options import SourceOptions
from onrecord.acquire.public import is_public
from onrecord.acquire.sources import open_sources
from onrecord.errors import FetchError
from onrecord.types.article import Page

OPTIONS = SourceOptions(public_only=True, timeout_s=3.0)
PAGE = (
    "<html><body><article><p>Ana Berg, the harbour master, said on Monday that the lock would stay closed for repairs."
    "</p></article></body></html>"
)


class Site(ThreadingHTTPServer):
    asked: list[str]
    to: str


class Handler(BaseHTTPRequestHandler):
    server: Site

    def do_GET(self) -> None:
        self.server.asked.append(f"{self.headers['host'].partition(':')[0]}{self.path}")
        if self.path == "/moved":
            self.send_response(302)
            self.send_header("location", self.server.to)
            self.end_headers()
            return
        body = PAGE.encode()
        self.send_response(200)
        self.send_header("content-type", "text/html; charset=utf-8")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Keep the test's output clean."""


@pytest.fixture
def site() -> Iterator[Site]:
    server = Site(("127.0.0.1", 0), Handler)
    server.asked, server.to = [], ""
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def hosts(monkeypatch: pytest.MonkeyPatch) -> dict[str, list[str]]:
    """Addresses of invented hosts, one for each time that they are asked for; 127.0.0.1 stands for a public one."""
    known: dict[str, list[str]] = {}
    real = socket.getaddrinfo

    def resolve(host: Any, *rest: Any, **more: Any) -> Any:
        name = host.decode() if isinstance(host, bytes) else host
        if name in known:
            answers = known[name]
            return real(answers.pop(0) if len(answers) > 1 else answers[0], *rest, **more)
        return real(host, *rest, **more)

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    monkeypatch.setattr("onrecord.acquire.public.is_public", lambda one: one == "127.0.0.1" or is_public(one))
    return known


def address(site: Site, host: str, path: str = "/page") -> str:
    return f"http://{host}:{site.server_address[1]}{path}"


@pytest.mark.parametrize(
    "inner",
    [
        "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.1", "224.0.0.1",
        "255.255.255.255", "::1", "fe80::1%eth0", "fc00::1", "::ffff:10.0.0.1", "64:ff9b::a00:1", "2002:a00:1::", "2001:0:a00:1::", "ff02::1", "",
    ],
)  # fmt: skip
def test_addresses_inside_a_network_are_not_public(inner: str) -> None:
    assert not is_public(inner)


def test_public_addresses_are() -> None:
    assert is_public("93.184.215.14")
    assert is_public("2606:2800:21f:cb07:6820:80da:af6b:8b2c")


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "[::1]", "0", "2130706433", "0x7f.1", "127.1"])
def test_no_spelling_of_this_computer_is_fetched(site: Site, host: str) -> None:
    [found] = open_sources([address(site, host)], OPTIONS)
    assert isinstance(found, FetchError)
    assert site.asked == []


def test_a_public_page_is_fetched_under_its_own_name(site: Site, hosts: dict[str, list[str]]) -> None:
    hosts["news.example"] = ["127.0.0.1"]
    [found] = open_sources([address(site, "news.example")], OPTIONS)
    assert isinstance(found, Page)
    assert found.url == address(site, "news.example")
    assert site.asked == ["news.example/page"]


@pytest.mark.parametrize("inner", ["127.0.0.2", "10.0.0.1", "169.254.169.254"])
def test_a_redirect_inward_is_not_followed(site: Site, hosts: dict[str, list[str]], inner: str) -> None:
    hosts["news.example"] = ["127.0.0.1"]
    hosts["intern.example"] = [inner]
    for to in (address(site, inner), address(site, "intern.example")):
        site.to = to
        site.asked.clear()
        [found] = open_sources([address(site, "news.example", "/moved")], OPTIONS)
        assert isinstance(found, FetchError)
        assert "not public" in found.reason
        assert site.asked == ["news.example/moved"]


def test_a_name_that_changes_its_address_reaches_only_what_was_checked(
    site: Site, hosts: dict[str, list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    hosts["news.example"] = ["127.0.0.1", "127.0.0.2"]
    connected: list[str] = []
    real = socket.create_connection

    def connect(where: tuple[str, int], *rest: Any, **more: Any) -> socket.socket:
        connected.append(where[0])
        return real(where, *rest, **more)

    monkeypatch.setattr(socket, "create_connection", connect)
    [found] = open_sources([address(site, "news.example")], OPTIONS)
    assert isinstance(found, Page)
    assert connected == ["127.0.0.1"]


def test_a_host_with_one_inner_address_is_refused(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    both = [(2, 1, 6, "", (one, 80)) for one in ("93.184.215.14", "10.0.0.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: both)
    [found] = open_sources([address(site, "news.example")], OPTIONS)
    assert isinstance(found, FetchError)
    assert "10.0.0.1" in found.reason


def test_a_host_that_is_not_found_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def nothing(*_: Any, **__: Any) -> None:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", nothing)
    [found] = open_sources(["https://nowhere.example/"], OPTIONS)
    assert isinstance(found, FetchError)
    assert "cannot be found" in found.reason
