"""What follows from a judgement, and links to articles of any name, on a record of its own."""

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import httpx
import pytest

from onrecord.pipeline.link import link_actors
from onrecord.record.store import Record
from tests.record.test_store import a_page, add, findings
from tests.web.conftest import served

ODD = "a?b#c%20d&e/f"


@pytest.fixture
def record(tmp_path: Path) -> Record:
    """Two articles, by two speakers."""
    found = Record.open(tmp_path / "r.db", create=True)
    pages = (a_page("Anna Reyer said it rained.", ODD), a_page("Mara Lindqvist said it snowed.", "2"))
    add(found, *pages)
    link_actors(found, 1)
    return found


@pytest.fixture
def client(record: Record) -> Iterator[httpx.Client]:
    with served(record) as address, httpx.Client(base_url=address) as found:
        yield found


@pytest.mark.parametrize("address", ["/", "/review"])
def test_an_article_with_any_id_is_opened_from_every_page(client: httpx.Client, address: str) -> None:
    links = {unescape(href) for href in re.findall(r'href="(/article/[^"]+)"', client.get(address).text)}
    assert links
    assert all(client.get(link).status_code == 200 for link in links)


def test_a_merge_through_the_api_links_and_parts_again(client: httpx.Client, record: Record) -> None:
    with record.reading() as connection:
        ids = connection.exec_driver_sql("SELECT local FROM profile ORDER BY local").scalars().all()
    merge = {"subject_kind": "merge", "subject": ":".join(ids), "verdict": "accept", "reviewer": "ada"}
    number = client.post("/api/v1/reviews", json=merge).json()["id"]
    assert len(client.get("/api/v1/speakers").json()) == 1
    assert client.delete(f"/api/v1/reviews/{number}", params={"reviewer": "ada"}).status_code == 204
    assert len(client.get("/api/v1/speakers").json()) == 2
    assert findings(record) == []


def test_undoing_on_one_page_leaves_the_other_kind_alone(client: httpx.Client) -> None:
    sid = client.get("/api/v1/statements").json()["hits"][0]["statement_id"]
    client.post("/api/v1/reviews", json={"subject": sid, "verdict": "accept", "reviewer": "ada"})
    csrf = re.search(r'name="csrf" value="(\w+)"', client.get("/review").text)
    assert csrf is not None
    client.cookies.set("onrecord_reviewer", b"ada".hex())
    for back, verdict in (("/merges", "accept"), ("/review", None)):
        answer = client.post("/review/undo", data={"csrf": csrf[1], "back": back}, follow_redirects=False)
        assert answer.headers["location"] == back
        assert client.get(f"/api/v1/statements/{sid}").json()["verdict"] == verdict


def test_a_search_for_no_word_says_so(client: httpx.Client) -> None:
    page = client.get("/search", params={"q": "!!!"})
    assert page.status_code == 200
    assert "no word to search for" in page.text
    assert client.get("/api/v1/statements", params={"q": "!!!"}).status_code == 400
