import gzip
import json
import subprocess
import sys
from pathlib import Path

import pytest

from onrecord.cli.read import columns_of
from onrecord.errors import UsageError

EXAMPLES = Path(__file__).parents[2] / "examples"
TEXT = "Dam will hold, minister says\n\nThe minister, Anna Berg, said on Tuesday that the dam at Senn would hold. It is old."


def onrecord(*arguments: str, given: str | None = None) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "onrecord.cli", *arguments], capture_output=True, text=True, input=given, check=False
    )


def test_a_table_for_people_fits_eighty_columns(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    run = onrecord("read", str(tmp_path / "a.txt"))
    assert run.returncode == 0
    assert "Anna Berg" in run.stdout
    assert max(map(len, run.stdout.splitlines())) <= 80
    assert "\x1b" not in run.stdout


def test_json_is_an_array_and_jsonl_a_line_each(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.txt").write_text(TEXT)
    array = json.loads(onrecord("read", str(tmp_path), "--json").stdout)
    lines = [json.loads(line) for line in onrecord("read", str(tmp_path), "--jsonl").stdout.splitlines()]
    assert [r["article"]["source"] for r in array] == [r["article"]["source"] for r in lines]
    assert len(lines) == 2
    assert lines[0]["statements"][0]["source"]


def test_standard_input_is_a_source() -> None:
    run = onrecord("read", "-", "--jsonl", given=TEXT)
    assert json.loads(run.stdout)["article"]["headline"] == "Dam will hold, minister says"


def test_a_row_keeps_its_id_and_its_text(tmp_path: Path) -> None:
    text = "  Odd\r\nspacing \u2028 kept. “Yes,” Berg said.\x00\ud800"
    row = {"id": 7, "text": text, "title": "Odd"}
    with gzip.open(tmp_path / "rows.gz", "wt") as lines:
        lines.write(json.dumps(row) + "\n")
    reading = json.loads(onrecord("read", str(tmp_path / "rows.gz"), "--jsonl").stdout)
    assert reading["article"]["id"] == "7"
    assert reading["article"]["text"] == text


def test_columns_are_mapped(tmp_path: Path) -> None:
    (tmp_path / "rows.csv").write_text('Headline,Body\nDam,"Berg said that the dam would hold."\n')
    run = onrecord("read", str(tmp_path / "rows.csv"), "--map", "text=Body,title=Headline", "--jsonl")
    assert json.loads(run.stdout)["article"]["headline"] == "Dam"


def test_what_cannot_be_read_is_one_line_each_and_the_others_go_on(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "picture.html").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(64))
    (tmp_path / "rows.jsonl").write_text(json.dumps({"text": TEXT}) + "\n{broken\n" + json.dumps({"text": TEXT}) + "\n")
    run = onrecord("read", str(tmp_path), "--jsonl")
    assert run.returncode == 1
    assert len(run.stdout.splitlines()) == 3
    lines = run.stderr.strip().splitlines()
    assert len(lines) == 4
    assert sum("skipped" in line for line in lines) == 4
    assert any("line 2" in line for line in lines)
    assert any("PNG" in line for line in lines)
    assert "Traceback" not in run.stderr


def test_a_source_that_is_not_there_is_named() -> None:
    run = onrecord("read", "no-such-file.html")
    assert run.returncode == 1
    assert "no-such-file.html" in run.stderr


def test_check_prints_six_parts_and_writes_the_page(tmp_path: Path) -> None:
    page = tmp_path / "report.html"
    run = onrecord("check", str(EXAMPLES / "02-alliance-membership-rewrite.html"), "--html", str(page))
    assert run.returncode == 0, run.stderr
    for part in (
        "Does the headline hold?",
        "Who said what",
        "How it fits together",
        "Positions",
        "Timeline",
        "Where it comes from",
    ):
        assert f"\n{part}\n" in run.stdout
    assert str(page) in run.stdout.replace("\n", "")
    assert page.read_text("utf-8").startswith("<!doctype html>")


def test_a_page_that_cannot_be_written_leaves_nothing(tmp_path: Path) -> None:
    target = tmp_path / "missing" / "report.html"
    run = onrecord("check", str(EXAMPLES / "09-winter-ferry.txt"), "--html", str(target))
    assert run.returncode == 2
    assert "cannot be written" in run.stderr
    assert list(tmp_path.iterdir()) == []


def test_check_takes_one_article_only() -> None:
    run = onrecord("check", str(EXAMPLES / "11-regional-feed.xml"))
    assert run.returncode == 2
    assert "3 articles" in run.stderr


@pytest.mark.parametrize("command", [[], ["read"], ["check"], ["export"], ["import"]])
def test_every_command_has_help_that_opens_with_a_sentence_and_an_example(command: list[str]) -> None:
    run = onrecord(*command, "--help")
    assert run.returncode == 0
    assert not command or "\nExample: onrecord " in run.stdout


def test_a_wrong_map_says_what_is_wanted() -> None:
    with pytest.raises(UsageError, match="FIELD=COLUMN"):
        columns_of("text")
    run = onrecord("read", "x.csv", "--map", "body=Text")
    assert run.returncode in {1, 2}
    assert "body" in run.stderr


def test_a_day_that_cannot_be_placed_is_shown_in_its_own_words(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    assert "“Tuesday”" in onrecord("read", str(tmp_path / "a.txt")).stdout
