import json
from dataclasses import replace
from pathlib import Path

import pytest

from onrecord.acquire.options import SourceOptions
from onrecord.acquire.restore import restore_page
from onrecord.acquire.sources import open_sources
from onrecord.errors import UnreadableError
from onrecord.types.article import Page

FEED = """<rss><channel><title>The Ledger</title><item><title>Port &amp; sea</title><link>https://ledger.example/1</link>
<description>&lt;p&gt;The port opened, the mayor said.&lt;/p&gt;</description></item></channel></rss>"""


def pages(path: Path, **columns: str) -> list[Page]:
    found = list(open_sources([str(path)], SourceOptions(columns=columns)))
    assert all(isinstance(one, Page) for one in found)
    return [one for one in found if isinstance(one, Page)]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.html", "<html><body><p>Die Übergabe</p></body></html>".encode("latin-1")),
        ("a.txt", "\ufeffThe port opened.\r\nIt closed.".encode()),
        ("a.jsonl", b'{"text": "It \\ud800 rained.", "id": "7"}\n{"text": "It snowed.\\r\\n"}\n'),
        ("a.jsonl", '{"text": "It rained in Orléans.", "id": "7"}\n'.encode("cp1252")),
        ("a.jsonl", '{"text": "It rained in Orléans."}\n{"text": "It snowed."}\n'.encode("utf-16")),
        ("a.csv", 'id,text\n1,"It rained, she said."\n2,It snowed.\n'.encode("utf-16")),
        ("a.json", b'[{"text": "It rained."}, {"headline": "Rain", "body_text": "It rained.", "uri": "x"}]'),
        ("feed.xml", FEED.encode()),
    ],
)
def test_a_page_is_the_same_when_made_from_its_capture_again(tmp_path: Path, name: str, data: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    for page in pages(path):
        assert page.capture is not None
        assert restore_page(page.capture, page.source) == page


def test_a_line_of_json_is_captured_byte_for_byte(tmp_path: Path) -> None:
    line = '{"id": "7",   "text": "caf\u00e9"}'.encode()
    (tmp_path / "a.jsonl").write_bytes(line + b"\r\n" + line.replace(b'"7"', b'"8"') + b"\n")
    captures = [page.capture for page in pages(tmp_path / "a.jsonl")]
    assert [one.data for one in captures if one] == [line, line.replace(b'"7"', b'"8"')]
    assert [one.address for one in captures if one] == [f"{tmp_path}/a.jsonl#7", f"{tmp_path}/a.jsonl#8"]


ROWS = [
    ('{"text": "It rained.", "url": "https://ledger.example/rain#top"}', "https://ledger.example/rain"),
    ('{"text": "It rained.", "url": "https://ledger.example/rain", "id": "7"}', "/rows.jsonl#7"),
    ('{"text": "It rained.", "url": "https://ledger.example/"}', "sha256:"),
    ('{"text": "It rained.", "url": "none"}', "sha256:"),
    ('{"text": "It rained."}', "sha256:"),
]


@pytest.mark.parametrize(("row", "address"), ROWS)
def test_a_row_is_a_capture_of_what_its_id_or_url_names_and_never_of_a_line(
    tmp_path: Path, row: str, address: str
) -> None:
    (tmp_path / "rows.jsonl").write_text(row)
    [page] = pages(tmp_path / "rows.jsonl")
    assert page.capture is not None
    assert address in page.capture.address


def test_a_row_is_read_again_by_the_columns_it_was_read_by(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("Body,Kind\nIt rained.,news\n")
    [page] = pages(tmp_path / "a.csv", text="Body")
    assert page.capture is not None
    assert json.loads(page.capture.data) == {"Body": "It rained.", "Kind": "news"}
    assert restore_page(page.capture, page.source).content == "It rained."


def test_a_capture_that_is_no_row_any_more_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("text,id\nIt rained.,1\n")
    [page] = pages(tmp_path / "a.csv")
    assert page.capture is not None
    with pytest.raises(UnreadableError, match="no JSON"):
        restore_page(replace(page.capture, data=b'{"text'), "a")
