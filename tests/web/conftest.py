"""A record with a few articles, the app on it, and a browser."""

import os
import shutil
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
import uvicorn
from playwright.sync_api import Browser, sync_playwright

from onrecord.acquire.sources import open_sources
from onrecord.pipeline.add import Readers, add_pages
from onrecord.pipeline.link import link_actors
from onrecord.record.store import Record
from onrecord.types.article import Given, Media, Page
from onrecord.web.app import make_app

EXAMPLES = Path(__file__).parents[2] / "examples"
HOSTILE = (
    '<script>alert(1)</script> & "quotes"\n\nMina <img src=x onerror=alert(2)> Odum, mayor of Senn, said on Monday that '
    "“the bridge </script><script>alert(3)</script> will open”. It rained for " + "a very long time " * 40
)


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    """Example articles, a page in two versions, and one that would run scripts."""
    folder = tmp_path_factory.mktemp("web")
    with Record.open(folder / "web.db", create=True) as record, Readers() as readers:
        run = record.begin_run("add", {})
        pages = list(open_sources([str(path) for path in sorted(EXAMPLES.glob("0[1-6]*.html"))]))
        page = folder / "harbour.txt"
        page.write_text("Harbour to open\n\nThe mayor, Tom Odum, said that the harbour would open in May.")
        pages += list(open_sources([str(page)]))
        list(add_pages(record, pages, readers, run))
        page.write_text("Harbour to open late\n\nThe mayor, Tom Odum, said that the harbour would open in June.")
        given = Given(
            id="hostile", url="javascript:alert(4)", outlet="<b>Outlet</b>", date="2031-02-03", author="<i>A</i>"
        )
        hostile = Page(source="hostile", media=Media.ROW, content=HOSTILE, given=given)
        list(add_pages(record, [*open_sources([str(page)]), hostile], readers, run))
        link_actors(record, run)
        yield record


@contextmanager
def served(record: Record) -> Iterator[str]:
    """The address of the app on a record, while it is served on this computer."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = uvicorn.Server(uvicorn.Config(make_app(record), host="127.0.0.1", port=port, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join(5)


@pytest.fixture(scope="session")
def site(filled: Record) -> Iterator[str]:
    """The address of the app on the articles of these tests."""
    with served(filled) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium."""
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if path is None:
        pytest.skip("Chromium is not installed: apt-get install chromium")
    with sync_playwright() as playwright:
        arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
        found = playwright.chromium.launch(executable_path=path, args=arguments)
        yield found
        found.close()


@pytest.fixture
def client(site: str) -> Iterator[httpx.Client]:
    """A program that calls the app."""
    with httpx.Client(base_url=site) as found:
        yield found
