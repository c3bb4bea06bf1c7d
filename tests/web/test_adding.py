"""An article that is given in the browser."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from starlette.testclient import TestClient

from onrecord.record.store import Record
from onrecord.web.app import make_app
from tests.web.conftest import served

TEXT = "Lock to stay closed\r\n\r\nAna Berg, the harbour master, said on Thursday that the lock would stay closed until May."


@pytest.fixture
def client(tmp_path: Path) -> TestClient:
    record = Record.open(tmp_path / "new.db", create=True)
    return TestClient(make_app(record), base_url="http://localhost")


@pytest.fixture
def own_site(tmp_path: Path) -> Iterator[str]:
    """The app on a record of its own: what is added is in no other test's way."""
    with Record.open(tmp_path / "own.db", create=True) as record, served(record) as address:
        yield address


def csrf_of(client: TestClient) -> str:
    found = re.search(r'name="csrf" value="(\w+)"', client.get("/add").text)
    assert found is not None
    return found[1]


def test_a_text_is_read_and_kept_and_given_again_is_known(client: TestClient) -> None:
    form = {"csrf": csrf_of(client), "text": TEXT, "outlet": "Tollen Post", "day": "2031-03-07"}
    first = client.post("/add", data=form, follow_redirects=False)
    assert first.status_code == 303
    page = client.get(first.headers["location"]).text
    assert "Lock to stay closed" in page
    assert "6 March 2031" in page
    assert client.post("/add", data=form, follow_redirects=False).headers["location"] == first.headers["location"]
    assert client.get("/api/v1/stats").json()["articles"] == 1
    assert client.get("/api/v1/speakers").json()[0]["name"] == "Ana Berg"


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({}, "one of the two"),
        ({"address": "https://a.example/", "text": "b"}, "one of the two"),
        ({"address": "/etc/passwd"}, "should begin with https://"),
        ({"address": "file:///etc/passwd"}, "should begin with https://"),
        ({"address": "http://localhost/admin"}, "not public"),
        ({"address": "http://169.254.169.254/latest/meta-data"}, "not public"),
        ({"text": " \n "}, "one of the two"),
    ],
)
def test_what_cannot_be_added_is_said_and_keeps_what_was_typed(
    client: TestClient, given: dict[str, str], words: str
) -> None:
    answer = client.post("/add", data={"csrf": csrf_of(client), "outlet": "Tollen <Post>", **given})
    assert answer.status_code == 422
    assert words in answer.text
    assert "Tollen &lt;Post&gt;" in answer.text
    assert client.get("/api/v1/stats").json()["articles"] == 0


def test_a_form_without_its_token_adds_nothing(client: TestClient) -> None:
    assert client.post("/add", data={"csrf": "0" * 64, "text": TEXT}).status_code == 403
    assert client.get("/api/v1/stats").json()["articles"] == 0


def test_a_browser_without_scripts_adds_an_article(own_site: str, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{own_site}/add")
    page.get_by_label("Text", exact=True).fill(
        "Quay reopens\n\nMina Odum, the mayor, said that the quay would reopen in June."
    )
    page.get_by_label("Outlet").fill("Tollen Post")
    page.get_by_role("button", name="Read and keep it").click()
    assert "/article/" in page.url
    assert page.get_by_role("heading", name="Quay reopens").is_visible()
    context.close()
