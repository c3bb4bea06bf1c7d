"""Every page in a real browser, wide and narrow: accessible, at rest, by keyboard, without scripts."""

from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

SIZES = {"desktop": (1280, 900), "phone": (390, 844), "narrow": (320, 640)}


def addresses(client: httpx.Client) -> dict[str, str]:
    found = client.get("/api/v1/statements", params={"q": "membership", "limit": 1}).json()["hits"][0]
    speaker = client.get("/api/v1/speakers", params={"name": "Jonas Vale"}).json()[0]["actor_id"]
    changed = next(one for one in client.get("/api/v1/articles").json() if one["version"] == 2)
    return {
        "home": "/",
        "search": "/search?q=member*",
        "nothing found": "/search?q=zebra&outlet=None",
        "speakers": "/speakers",
        "speaker": f"/speaker/{speaker}",
        "statement": f"/statement/{found['statement_id']}",
        "article": f"/article/{found['document_id']}",
        "changed article": f"/article/{changed['document_id']}",
        "hostile article": "/article/hostile",
        "timeline": "/timeline",
        "review": "/review",
        "merges": "/merges",
        "missing": "/statement/s0",
        "login": "/login",
        "add": "/add",
    }


@pytest.fixture(params=SIZES)
def page(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    width, height = SIZES[request.param]
    context = browser.new_context(viewport={"width": width, "height": height})
    yield context.new_page()
    context.close()


def test_every_page_is_accessible_fits_and_loads_nothing_from_elsewhere(
    page: Page, site: str, client: httpx.Client
) -> None:
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(f"{page.url}: {message.text}"))
    page.on("dialog", lambda dialog: said.append(f"{page.url}: a dialog, {dialog.message}"))
    page.on("pageerror", lambda error: said.append(f"{page.url}: {error}"))
    for name, address in addresses(client).items():
        page.goto(site + address)
        over = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert over <= 0, f"{name} is {over} px too wide"
        serious = [
            (one["id"], [node["html"][:120] for node in one["nodes"][:3]])
            for one in Axe().run(page).response["violations"]
            if one["impact"] in {"serious", "critical"}
        ]
        assert serious == [], name
    assert {url for url in asked if not url.startswith((site, "data:"))} == set()
    assert [one for one in said if "404" not in one] == []


def test_the_dark_side_keeps_its_contrast(browser: Browser, site: str, client: httpx.Client) -> None:
    context = browser.new_context(color_scheme="dark")
    page = context.new_page()
    for name in ("home", "search", "statement", "article", "review"):
        page.goto(site + addresses(client)[name])
        found = [
            one["id"] for one in Axe().run(page).response["violations"] if one["impact"] in {"serious", "critical"}
        ]
        assert found == [], name
    context.close()


def test_a_search_works_without_scripts(browser: Browser, site: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site)
    page.fill("#find", "membership")
    page.click(".find button")
    assert "with “membership”" in page.inner_text("h1")
    page.click("aside a >> nth=0")
    assert page.locator(".used a").count() == 1
    page.click(".used a")
    assert page.locator(".used a").count() == 0
    context.close()


def test_statements_are_judged_by_keyboard_and_undone(browser: Browser, site: str, client: httpx.Client) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(site + "/review")
    first = subject(page)
    page.keyboard.press("j")
    page.wait_for_url("**/review?after=*")
    assert subject(page) != first
    page.keyboard.press("k")
    page.wait_for_url("**/review")
    assert subject(page) == first
    page.keyboard.press("a")
    page.wait_for_selector(f"input[name=subject]:not([value='{first}'])", state="attached")
    assert judged(client, first)[-1]["verdict"] == "accept"
    page.keyboard.press("z")
    page.wait_for_selector(f"input[name=subject][value='{first}']", state="attached")
    assert judged(client, first)[-1]["withdrawn"] is not None
    page.keyboard.press("c")
    page.keyboard.type("Mina Odum")
    page.keyboard.press("Enter")
    page.wait_for_load_state()
    context.close()


def subject(page: Page) -> str:
    return page.input_value("input[name=subject]")


def judged(client: httpx.Client, sid: str) -> Any:
    return client.get("/api/v1/reviews", params={"subject": sid}).json()


def test_an_edit_is_shown_with_both_wordings(browser: Browser, site: str, client: httpx.Client) -> None:
    page = browser.new_page()
    page.goto(site + addresses(client)["changed article"])
    assert "open in May" in page.inner_text("del >> nth=1")
    assert "open in June" in page.inner_text("ins >> nth=1")
    page.close()
