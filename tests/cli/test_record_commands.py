"""The commands on a record, as a person or a program calls them."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

TEXT = (
    "Port to open in May\n\nAnna Reyer, the harbour minister, said on Monday that the port would open in May. "
    "“We are ready,” she said.\n\nKarl Odum, who leads the dockers' union, said that the cranes were unsafe."
)


def onrecord(*arguments: str, given: str | None = None) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "onrecord.cli", *arguments], capture_output=True, text=True, input=given, check=False
    )


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with articles and the record of them."""
    path = tmp_path_factory.mktemp("news")
    rows = [
        {"id": "port", "text": TEXT, "title": "Port to open in May", "date": "2031-03-04", "outlet": "The Ledger"},
        {"id": "ferry", "text": "The ferry will sail, said Anna Reyer.", "date": "2031-04-01", "outlet": "Coast News"},
    ]
    (path / "news.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    run = onrecord("add", str(path / "news.jsonl"), "--record", str(path / "news.db"))
    assert run.returncode == 0, run.stderr
    assert "added" in run.stdout
    return path


def ask(folder: Path, *arguments: str) -> Any:
    run = onrecord(*arguments, "--record", str(folder / "news.db"), "--json")
    assert run.returncode == 0, run.stderr
    return json.loads(run.stdout)


def test_statements_are_found_by_words_and_speaker(folder: Path) -> None:
    found = ask(folder, "search", "port", "--speaker", "reyer")
    assert [(hit["speaker"], hit["said_from"], hit["outlet"]) for hit in found["hits"]] == [
        ("Anna Reyer", "2031-03-03", "The Ledger")
    ]
    assert found["facets"]["speaker"] == [["Anna Reyer", 1]]


def test_a_speaker_is_the_same_in_two_articles(folder: Path) -> None:
    [reyer] = ask(folder, "speakers", "reyer")
    assert (reyer["statements"], reyer["articles"], reyer["outlets"]) == (3, 2, 2)
    shown = ask(folder, "speaker", "Anna Reyer")
    assert {hit["document_id"] for hit in shown["statements"]} == {"port", "ferry"}
    assert "she" not in shown["names"]


def test_a_search_without_hits_says_which_filter_to_drop(folder: Path) -> None:
    run = onrecord("search", "port", "--outlet", "Coast News", "--record", str(folder / "news.db"))
    assert run.returncode == 0
    assert "drop one of: --outlet Coast News" in run.stdout


def test_tables_for_people_fit_eighty_columns(folder: Path) -> None:
    for command in (["search"], ["speakers"], ["speaker", "Anna Reyer"], ["timeline"], ["stats"]):
        run = onrecord(*command, "--record", str(folder / "news.db"))
        assert run.returncode == 0, run.stderr
        assert max(map(len, run.stdout.splitlines())) <= 80
        assert "\x1b" not in run.stdout


def test_adding_again_adds_nothing_and_a_change_is_shown(tmp_path: Path) -> None:
    page, record = tmp_path / "a.txt", str(tmp_path / "a.db")
    page.write_text(TEXT)
    assert json.loads(onrecord("add", str(page), "--record", record, "--json").stdout)[0]["became"] == "added"
    assert json.loads(onrecord("add", str(page), "--record", record, "--json").stdout)[0]["became"] == "known"
    page.write_text(TEXT.replace("that the cranes were unsafe", "that the old cranes were unsafe"))
    run = onrecord("add", str(page), "--record", record)
    assert "has changed:" in run.stdout
    assert "old cranes" in run.stdout
    found = json.loads(onrecord("search", "cranes", "--record", record, "--json").stdout)
    assert [hit["content"] for hit in found["hits"]] == ["that the old cranes were unsafe"]
    page.write_text(TEXT)
    assert "an earlier version again" in onrecord("add", str(page), "--record", record).stdout
    page.write_text(TEXT.replace("that the cranes were unsafe", "that the old cranes were unsafe"))
    assert "an earlier version again" in onrecord("add", str(page), "--record", record).stdout
    both = json.loads(onrecord("search", "cranes", "--earlier-versions", "--record", record, "--json").stdout)
    assert both["total"] == 2


def test_what_cannot_be_read_is_listed_and_the_others_are_added(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "b.html").write_text("<html><body><p>Short</p></body></html>")
    run = onrecord("add", str(tmp_path / "a.txt"), str(tmp_path / "b.html"), "--record", str(tmp_path / "r.db"))
    assert run.returncode == 1
    assert "no article body was found" in " ".join(run.stdout.split())
    assert ask_stats(tmp_path / "r.db")["articles"] == 1


def test_a_file_with_any_name_is_added_and_shown(tmp_path: Path) -> None:
    name = os.fsdecode(b"caf\xe9.txt")
    (tmp_path / name).write_text(TEXT)
    for became in ("added", "known"):
        run = onrecord("add", str(tmp_path / name), "--record", str(tmp_path / "r.db"), "--json")
        assert [one["became"] for one in json.loads(run.stdout)] == [became]
    run = onrecord("add", str(tmp_path / name), "--record", str(tmp_path / "r.db"))
    assert run.returncode == 0
    assert "known" in run.stdout
    assert not run.stderr.strip()


def ask_stats(record: Path) -> Any:
    return json.loads(onrecord("stats", "--record", str(record), "--json").stdout)


def test_a_record_that_is_not_there_says_how_to_make_one(tmp_path: Path) -> None:
    run = onrecord("search", "port", "--record", str(tmp_path / "none.db"))
    assert (run.returncode, run.stdout) == (2, "")
    assert "onrecord add SOURCE --record" in run.stderr


def test_a_name_that_fits_several_lists_them(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT + " Tom Reyer, a fisherman, said that nobody had asked him.")
    onrecord("add", str(tmp_path / "a.txt"), "--record", str(tmp_path / "r.db"))
    run = onrecord("speaker", "reyer", "--record", str(tmp_path / "r.db"))
    assert run.returncode == 2
    assert "Anna Reyer (" in run.stderr
    assert "Tom Reyer (" in run.stderr


@pytest.mark.parametrize("given", ["soon", "2031-02-30", "31-01-01"])
def test_a_day_that_is_none_is_told(folder: Path, given: str) -> None:
    run = onrecord("search", "--since", given, "--record", str(folder / "news.db"))
    assert run.returncode == 2
    assert "give 2025, 2025-02 or 2025-02-13" in run.stderr


def test_a_roster_tells_which_minister_it_was(tmp_path: Path) -> None:
    rows = [
        {"id": "1", "text": "Mara Lindqvist said that it rained.", "date": "2031-05-02"},
        {"id": "2", "text": "M. Lindqvist-Holm said that the dam holds.", "date": "2031-05-04"},
    ]
    (tmp_path / "news.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    (tmp_path / "roster.csv").write_text("name,aliases,wikidata\nMara Lindqvist,M. Lindqvist-Holm,Q7\n")
    record = str(tmp_path / "r.db")
    onrecord("add", str(tmp_path / "news.jsonl"), "--record", record)
    run = onrecord("link", "--roster", str(tmp_path / "roster.csv"), "--record", record)
    assert run.returncode == 0, run.stderr
    [one] = json.loads(onrecord("speakers", "--record", record, "--json").stdout)
    assert (one["name"], one["articles"]) == ("Mara Lindqvist", 2)


def test_a_roster_that_cannot_be_read_is_told_before_anything_is_added(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "roster.csv").write_text("who\nAnna\n")
    run = onrecord(
        "add", str(tmp_path / "a.txt"), "--roster", str(tmp_path / "roster.csv"), "--record", str(tmp_path / "r")
    )
    assert run.returncode == 2
    assert "no column “name”" in run.stderr
    assert not (tmp_path / "r").exists()
