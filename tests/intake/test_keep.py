import gzip
import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from onrecord.cli.main import main
from onrecord.export.reading_json import to_json
from onrecord.intake.formats import rows_of
from onrecord.intake.incoming import BadRow
from onrecord.intake.keep import check_rows, keep_rows
from onrecord.pipeline.add import Readers, add_pages
from onrecord.pipeline.link import link_actors
from onrecord.pipeline.reread import reread
from onrecord.record.ask import stats
from onrecord.record.store import Record
from onrecord.types.article import Given, Media, Page
from onrecord.types.reading import Reading
from tests.export.readings import a_full_reading
from tests.kept import an_astral_reading, exported, keep


def a_file(path: Path, *readings: Reading | str) -> Path:
    path.write_text("".join(f"{one if isinstance(one, str) else to_json(one)}\n" for one in readings), "utf-8")
    return path


def take(record: Record, form: str, file: Path) -> dict[str, int]:
    run = record.begin_run("import", {})
    told = keep_rows(record, rows_of(form, file), str(file), run)
    link_actors(record, 1)
    return dict(+told.counts)


def test_a_record_that_is_exported_and_imported_is_exported_alike(record: Record, tmp_path: Path) -> None:
    file = a_file(tmp_path / "in.jsonl", a_full_reading(), an_astral_reading())
    assert take(record, "jsonl", file) == {"articles": 2, "statements": 13}
    assert exported(record, "jsonl")[0] == file.read_bytes()
    assert take(record, "jsonl", file) == {"articles that the record holds already, left as before": 2}


def test_an_id_that_another_text_has_is_changed_with_all_that_names_it(record: Record, tmp_path: Path) -> None:
    keep(record, a_full_reading())
    other = json.loads(to_json(an_astral_reading()).replace('"a2"', '"a1"'))
    take(record, "jsonl", a_file(tmp_path / "in.jsonl", json.dumps(other)))
    with record.reading() as connection:
        assert stats(connection)["articles"] == 2
        assert stats(connection)["statements"] == 13
    known = {"articles that the record holds already, left as before": 1}
    assert take(record, "jsonl", tmp_path / "in.jsonl") == known


def test_what_was_imported_is_not_read_anew(record: Record, tmp_path: Path) -> None:
    take(record, "jsonl", a_file(tmp_path / "in.jsonl", a_full_reading()))
    before = record.load_reading("a1")
    bare = replace(before.article, published=None, outlet=None)
    page = Page(
        source="x.jsonl", media=Media.ROW, content=bare.text, given=Given(id="a1", date="2025-02-20", author="Ina Ost")
    )
    run = record.begin_run("add", {})
    with Readers() as readers:
        assert [one.became.value for one in add_pages(record, [page], readers, run)] == ["known"]
        assert [one.became.value for one in reread(record, readers, run)] == ["imported, left as it is"]
    assert record.load_reading("a1") == before


def test_packed_files_are_read(tmp_path: Path) -> None:
    (tmp_path / "in.jsonl.gz").write_bytes(gzip.compress(to_json(a_full_reading()).encode() + b"\n\n"))
    assert check_rows(rows_of("jsonl", tmp_path / "in.jsonl.gz")).good == 1


def test_bad_rows_are_told_and_an_article_may_come_once(tmp_path: Path) -> None:
    bad = json.loads(to_json(a_full_reading()))
    bad["article"]["text"] += " more"
    file = a_file(tmp_path / "in.jsonl", a_full_reading(), "{", json.dumps(bad), a_full_reading(), "[]")
    checked = check_rows(rows_of("jsonl", file))
    assert checked.good == 1
    assert [row.where for row in checked.bad] == ["line 2", "line 3", "line 4", "line 5"]
    assert "the article a1 came before, in line 1" in str(checked.bad[2])
    assert all(isinstance(row, BadRow) for row in checked.bad)


def test_one_bad_row_keeps_a_record_from_being_made(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file, record = a_file(tmp_path / "in.jsonl", an_astral_reading(), "{"), tmp_path / "new.db"
    assert main(["import", "--from", "jsonl", str(file), "--record", str(record)]) == 1
    assert "line 2: is no JSON" in capsys.readouterr().err
    assert not record.exists()
    assert main(["import", "--from", "jsonl", str(file), "--record", str(record), "--skip-bad"]) == 1
    assert capsys.readouterr().out == "1 article\n2 statements\n"


def test_the_command_writes_and_tells(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file, record, out = a_file(tmp_path / "in.jsonl", a_full_reading()), tmp_path / "new.db", tmp_path / "out.csv"
    assert main(["import", "--from", "jsonl", str(file), "--record", str(record)]) == 0
    assert main(["export", "--to", "csv", "--output", str(out), "--record", str(record)]) == 0
    assert f"wrote 1 article, 11 statements to {out}" in capsys.readouterr().err
    assert main(["export", "--to", "parquet", "--output", "-", "--record", str(record)]) == 2
    assert main(["export", "--to", "rtf", "--output", "-", "--record", str(record)]) == 2
    told = capsys.readouterr().err
    assert "cannot go to standard output" in told
    assert "no format 'rtf'; choose one of jsonl, csv" in told


def test_standard_input_is_imported_and_known_when_it_comes_again(tmp_path: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "onrecord.cli",
        "import",
        "--from",
        "jsonl",
        "-",
        "--record",
        str(tmp_path / "r.db"),
    ]
    given = to_json(an_astral_reading()).encode()
    first = subprocess.run(command, input=given, capture_output=True, check=False)
    assert first.stdout == b"1 article\n2 statements\n", first.stderr
    again = subprocess.run(command, input=given, capture_output=True, check=False)
    assert again.stdout == b"1 article that the record holds already, left as before\n"
    with Record.open(tmp_path / "r.db") as record, record.reading() as connection:
        assert stats(connection)["captures"] == 1
