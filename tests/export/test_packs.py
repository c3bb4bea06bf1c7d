import hashlib
import json
import re
import shutil
import subprocess
import zipfile
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import pytest

from onrecord.export.formats import FORMATS, write_to
from onrecord.export.job import Job
from onrecord.export.names_of_files import FileNames
from onrecord.export.reading_json import reading_to_dict
from onrecord.intake.reading import reading_from_dict
from onrecord.record.query import Question
from onrecord.record.store import Record
from tests.export.readings import a_full_reading
from tests.kept import an_astral_reading, keep


def write(record: Record, form: str, path: Path, asked: Question | None = None) -> Job:
    with record.reading() as connection:
        job = Job(connection=connection, asked=asked or Question(), record=record.name)
        write_to(path, FORMATS[form], job)
    return job


class Links(HTMLParser):
    """Everything that a page names by an address, and every place it can be jumped to."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.loads: list[tuple[str, str]] = []
        self.places: set[str] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name == "id":
                self.places.add(value or "")
            elif name == "href" and tag == "a":
                self.links.append(value or "")
            elif name in {"src", "href", "srcset", "data", "poster"}:
                self.loads.append((tag, value or ""))


def test_every_link_of_the_site_leads_somewhere_and_nothing_is_loaded(record: Record, tmp_path: Path) -> None:
    keep(record, a_full_reading(), an_astral_reading())
    job = write(record, "site", tmp_path / "site")
    assert job.written["articles"] == 2
    pages = {page: Links(page.read_text("utf-8")) for page in (tmp_path / "site").rglob("*.html")}
    assert len(pages) == 3 + job.written["speakers"]
    inner = 0
    for page, found in pages.items():
        assert found.loads == []
        for link in found.links:
            if re.match("https?:", link):
                continue
            path, _, place = link.partition("#")
            target = (page.parent / unquote(path)).resolve() if path else page
            assert target in pages, (page.name, link)
            assert not place or place in pages[target].places, (page.name, link)
            inner += bool(path)
    assert inner > 10


def test_a_speaker_page_holds_what_was_said(record: Record, tmp_path: Path) -> None:
    keep(record, a_full_reading())
    write(record, "site", tmp_path / "site", Question(speaker="Ilves"))
    [page] = (tmp_path / "site" / "speakers").iterdir()
    assert page.name.startswith("Mara-Ilves-")
    assert "membership for Norland “not a realistic outcome” of any talks" in page.read_text("utf-8")


@pytest.fixture
def pack(record: Record, tmp_path: Path) -> Path:
    keep(record, a_full_reading(), an_astral_reading())
    write(record, "evidence", tmp_path / "pack.zip")
    with zipfile.ZipFile(tmp_path / "pack.zip") as file:
        file.extractall(tmp_path / "pack")
    return tmp_path / "pack"


def test_the_sums_of_a_pack_hold_and_name_every_file(pack: Path) -> None:
    lines = (pack / "sha256sums.txt").read_text("utf-8").splitlines()
    files = {one.relative_to(pack).as_posix() for one in pack.rglob("*") if one.is_file()}
    assert {line.split("  ", 1)[1] for line in lines} == files - {"sha256sums.txt"}
    for line in lines:
        digest, name = line.split("  ", 1)
        assert hashlib.sha256((pack / name).read_bytes()).hexdigest() == digest


@pytest.mark.skipif(shutil.which("sha256sum") is None, reason="sha256sum is not installed")
def test_the_program_that_checks_sums_accepts_a_pack(pack: Path) -> None:
    program = shutil.which("sha256sum") or ""
    run = subprocess.run([program, "--strict", "-c", "sha256sums.txt"], cwd=pack, capture_output=True, check=False)
    assert run.returncode == 0, run.stderr
    (pack / "readings" / "a1.json").write_text("{}")
    assert subprocess.run([program, "-c", "sha256sums.txt"], cwd=pack, capture_output=True, check=False).returncode == 1


def test_a_pack_holds_bytes_readings_and_reports(pack: Path) -> None:
    captures = json.loads((pack / "captures.json").read_text("utf-8"))
    assert [(pack / one["file"]).read_bytes() for one in captures] == [b"a1", b"a2"]
    assert all(Path(one["file"]).stem == one["sha256"] for one in captures)
    reading = json.loads((pack / "readings" / "a1.json").read_text("utf-8"))
    assert reading_to_dict(reading_from_dict(reading)) == reading_to_dict(a_full_reading())
    assert (pack / "reports" / "a2.html").read_text("utf-8").startswith("<!doctype html>")
    assert "It holds 2 articles, 13 statements and 2 captures." in (pack / "README.txt").read_text("utf-8")


def test_every_thing_named_in_the_descent_is_described(pack: Path) -> None:
    value = json.loads((pack / "prov.jsonld").read_text("utf-8"))
    nodes = {node["@id"]: node for node in value["@graph"]}
    kinds = [node["@type"] for node in nodes.values()]
    assert (kinds.count("prov:Entity"), kinds.count("prov:Activity")) == (6, 1)
    named = re.findall(r'\{"@id": "(urn:[^"]+)"\}', json.dumps(value))
    assert len(named) > 8
    assert set(named) <= set(nodes)
    assert nodes["urn:onrecord:document:a1"]["prov:wasDerivedFrom"] == [{"@id": "urn:onrecord:capture:1"}]


def test_names_of_files_are_plain_and_differ() -> None:
    names = FileNames()
    given = ["../../etc/passwd", "etc passwd", "ETC/PASSWD", "…", "", "a" * 300]
    found = [names.of(one) for one in given]
    assert len({one.lower() for one in found}) == len(given)
    assert all(re.fullmatch(r"[A-Za-z0-9._-]{1,83}", one) and not one.startswith(".") for one in found)
