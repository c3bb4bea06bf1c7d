"""What must not come in, and what must not get out."""

import contextlib
from collections.abc import Iterator

import httpx
import pytest
from starlette.testclient import TestClient

from onrecord.cli.main import main
from onrecord.record.store import Record
from onrecord.web.app import make_app
from onrecord.web.security import Guard

TOKEN = "sixteen letters."  # noqa: S105 - of the test alone


@pytest.fixture
def guarded(filled: Record) -> Iterator[TestClient]:
    """The app with a token."""
    guard = Guard(hosts=frozenset({"record.example"}), token=TOKEN)
    with TestClient(make_app(filled, guard), base_url="http://record.example", follow_redirects=False) as found:
        yield found


def test_every_answer_forbids_foreign_scripts_and_frames(client: httpx.Client) -> None:
    for address in ("/", "/article/hostile", "/search?q=a", "/nothing", "/api/v1/stats"):
        headers = client.get(address).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy
        assert headers["x-content-type-options"] == "nosniff"


def test_what_an_article_brings_is_shown_and_never_run(client: httpx.Client) -> None:
    page = client.get("/article/hostile").text
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert 'href="javascript:' not in page
    assert "&lt;script&gt;alert(1)" in page
    home = client.get("/").text
    assert "<b>Outlet" not in home


def test_another_host_name_is_refused(client: httpx.Client) -> None:
    assert client.get("/", headers={"host": "evil.example"}).status_code == 421
    assert client.get("/", headers={"host": ""}).status_code in {400, 421}


def test_a_form_needs_its_own_token_and_origin(client: httpx.Client) -> None:
    form = {"subject": "s0", "verdict": "accept", "csrf": "0" * 64}
    assert client.post("/review", data=form).status_code == 403
    assert client.post("/review", data=form, headers={"origin": "https://evil.example"}).status_code == 403
    assert client.post("/api/v1/reviews", json={}, headers={"origin": "https://evil.example"}).status_code == 403
    assert client.post("/review/undo", data={"csrf": "é"}).status_code == 403


def test_what_is_too_large_is_refused(client: httpx.Client) -> None:
    assert client.get("/search", params={"q": "a" * 5000}).status_code == 414
    assert client.post("/api/v1/reviews", content=b"x" * 1_100_000).status_code == 413

    def stream() -> Iterator[bytes]:
        for _ in range(40):
            yield b"x" * 50_000

    with contextlib.suppress(httpx.HTTPError):  # the connection may be closed on it
        assert client.post("/api/v1/reviews", content=stream()).status_code >= 400


def test_a_failure_shows_a_reference_and_no_trace(filled: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("secret detail")

    monkeypatch.setattr("onrecord.web.pages.home", broken)
    with TestClient(make_app(filled), base_url="http://localhost", raise_server_exceptions=False) as client:
        answer = client.get("/")
    assert answer.status_code == 500
    assert "reference" in answer.text
    assert "secret" not in answer.text
    assert "Traceback" not in answer.text


def test_without_the_token_nothing_is_shown(guarded: TestClient) -> None:
    assert guarded.get("/").headers["location"] == "/login"
    assert guarded.get("/api/v1/stats").status_code == 401
    assert guarded.get("/api/v1/stats", headers={"authorization": "Bearer wrong"}).status_code == 401
    assert guarded.get("/api/v1/stats", headers={"authorization": f"Bearer {TOKEN}"}).status_code == 200


def test_the_token_opens_the_pages_by_a_cookie_that_scripts_cannot_read(guarded: TestClient) -> None:
    page = guarded.get("/login").text
    csrf = page.split('name="csrf" value="')[1].split('"')[0]
    assert guarded.post("/login", data={"token": "wrong", "csrf": csrf}).status_code == 403
    answer = guarded.post("/login", data={"token": TOKEN, "csrf": csrf})
    assert "HttpOnly" in answer.headers["set-cookie"]
    assert guarded.get("/").status_code == 200


@pytest.mark.parametrize("arguments", [["--host", "0.0.0.0"], ["--token", "short"]])  # noqa: S104 - it must be refused
def test_it_does_not_open_the_record_to_others_without_a_token(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["serve", "--record", "none.db", *arguments]) == 2
    assert "16 characters" in capsys.readouterr().err
