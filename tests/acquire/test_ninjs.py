import json
from pathlib import Path

from onrecord.acquire.sources import open_sources
from onrecord.types.article import Media, Page


def page_of(tmp_path: Path, item: object) -> Page:
    path = tmp_path / "item"
    path.write_text(json.dumps(item, indent=1), encoding="utf-8")
    [page] = open_sources([str(path)])
    assert isinstance(page, Page), page
    return page


def test_version_1_gives_body_and_metadata(tmp_path: Path) -> None:
    item = {
        "uri": "tag:meridian.example,2025:1",
        "headline": "Port reopens",
        "byline": "Anna Berg",
        "versioncreated": "2025-02-13T09:15:00Z",
        "copyrightholder": "Meridian Press",
        "body_text": "The port reopened.\n\nIt was “late” <again>.",
        "associations": {
            "main": {"type": "picture", "renditions": {"big": {"href": "https://img.meridian.example/a.jpg"}}}
        },
    }
    page = page_of(tmp_path, item)
    assert page.media is Media.HTML
    assert page.content.startswith("<p>The port reopened.</p><p>It was “late” &lt;again&gt;.</p><img src=")
    assert (page.given.title, page.given.author, page.given.outlet) == ("Port reopens", "Anna Berg", "Meridian Press")
    assert page.given.id == "tag:meridian.example,2025:1"


def test_version_2_takes_the_main_headline_and_body(tmp_path: Path) -> None:
    item = {
        "uri": "https://meridian.example/1",
        "headlines": [{"role": "short", "value": "Port"}, {"role": "main", "value": "Port reopens"}],
        "bodies": [
            {"role": "summary", "value": "Short."},
            {"role": "main", "contenttype": "text/html", "value": "<p>It reopened.</p>"},
        ],
    }
    page = page_of(tmp_path, item)
    assert page.given.title == "Port reopens"
    assert page.content == "<p>It reopened.</p>"


def test_xhtml_is_taken_as_it_is(tmp_path: Path) -> None:
    page = page_of(tmp_path, {"uri": "u", "headline": "H", "body_xhtml": "<p>A “b”.</p>"})
    assert page.content == "<p>A “b”.</p>"
