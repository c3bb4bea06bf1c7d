"""What holds for every format: hostile articles do no harm, and a place that cannot be written is told."""

import csv
import io
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from onrecord.cli.main import main
from onrecord.errors import UsageError
from onrecord.export.formats import FORMATS, Shape, write_to
from onrecord.export.job import REJECTED, Job
from onrecord.intake.reading import with_article_id
from onrecord.pipeline.judge import judge
from onrecord.record.query import Question
from onrecord.record.store import Record
from tests.export.readings import a_full_reading, a_hostile_reading
from tests.export.test_packs import Links
from tests.kept import a_stance, exported, keep

_FOUND = "statements without a stance, under a type of their own"
ID = '../"><script>alert(1)</script>'


@pytest.mark.parametrize("form", FORMATS)
def test_a_hostile_article_is_written_like_any_other(form: str, tmp_path: Path) -> None:
    hostile, _ = with_article_id(a_hostile_reading(), ID)
    (tmp_path / "out").mkdir()
    with Record.open(tmp_path / "in.db", create=True) as record:
        keep(record, hostile)
        with record.reading() as connection:
            job = Job(connection=connection, record=record.name)
            write_to(tmp_path / "out" / "x", FORMATS[form], job)
    assert job.written["articles"] == 1
    assert [one.name for one in (tmp_path / "out").iterdir()] == ["x"]
    for page in (tmp_path / "out" / "x").rglob("*.html") if FORMATS[form].shape is Shape.FOLDER else ():
        assert Links(page.read_text("utf-8")).loads == []
        assert "<script>alert" not in page.read_text("utf-8")


@pytest.mark.parametrize("form", FORMATS)
def test_nothing_asked_for_gives_a_file_without_anything_in_it(form: str, tmp_path: Path) -> None:
    with Record.open(tmp_path / "in.db", create=True) as record:
        keep(record, a_full_reading())
        with record.reading() as connection:
            job = Job(connection=connection, asked=Question(speaker="nobody"))
            write_to(tmp_path / "x", FORMATS[form], job)
    assert (tmp_path / "x").exists()
    assert not +job.written


@pytest.mark.parametrize("form", FORMATS)
def test_a_place_that_cannot_be_written_is_told_and_left_alone(form: str, tmp_path: Path) -> None:
    with Record.open(tmp_path / "in.db", create=True) as record:
        keep(record, a_full_reading())
        with record.reading() as connection, pytest.raises(UsageError, match="cannot be written"):
            write_to(tmp_path / "none" / "x", FORMATS[form], Job(connection=connection))
    assert not (tmp_path / "none").exists()


def test_texts_go_to_standard_output_and_counts_to_standard_error(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    with Record.open(tmp_path / "in.db", create=True) as record:
        keep(record, a_full_reading(), stances=[a_stance(3, "conditional")])
    where = ["--record", str(tmp_path / "in.db"), "--output", "-"]
    assert main(["export", "--to", "csv", "--speaker", "Ilves", "--since", "2025-02-01", *where]) == 0
    told = capsysbinary.readouterr()
    assert told.out.count(b"\r\n") == 1 + 1
    assert told.err == b"wrote 1 article, 1 statement to standard output\n"
    assert main(["export", "--to", "jsonl", *where]) == 0
    assert b"left out, since the format does not hold them: 1 stance on questions" in capsysbinary.readouterr().err
    assert main(["export", "--to", "csv", "--until", "soon", *where]) == 2
    assert b"'soon' is no day" in capsysbinary.readouterr().err


def rejected(record: Record, number: int) -> None:
    """A reviewer rejects the n-th statement of the full reading."""
    sid = a_full_reading().statements[number].id
    judge(record, subject_kind="statement", subject=sid, verdict="reject", reviewer="Ida")


@pytest.mark.parametrize("form", ["dna", "dna-events", "annotations", "brat", "graphml", "gexf"])
def test_what_a_reviewer_rejected_is_left_out_and_counted(form: str, tmp_path: Path) -> None:
    with Record.open(tmp_path / "in.db", create=True) as record:
        keep(record, a_full_reading())
        rejected(record, 3)
        with record.reading() as connection:
            job = Job(connection=connection, network="actor-article" if form in {"graphml", "gexf"} else None)
            write_to(tmp_path / "x", FORMATS[form], job)
    assert job.left_out[REJECTED] == 1
    written = {"dna": _FOUND, "annotations": "annotations", "brat": "statements"}
    if form in written:
        assert job.written[written[form]] == len(a_full_reading().statements) - 1


def test_a_table_holds_what_was_rejected_with_its_verdict(record: Record) -> None:
    keep(record, a_full_reading())
    rejected(record, 3)
    rows = list(csv.DictReader(io.StringIO(exported(record, "csv")[0].decode(), newline="")))
    assert [(row["verdict"], row["reviewer"]) for row in rows if row["verdict"]] == [("reject", "Ida")]
    _, job = exported(record, "jsonl")
    assert job.left_out["judgements of reviewers, which onrecord review --export writes"] == 1


def test_what_a_reviewer_corrected_is_what_is_exported(record: Record, tmp_path: Path) -> None:
    keep(record, a_full_reading())
    sid = a_full_reading().statements[0].id
    for field, new in (("speaker", "Oda Lund"), ("mode", "planned"), ("kind", "mixed")):
        given = {"field": field, "new": new, "verdict": "correct", "reviewer": "Ida"}
        judge(record, subject_kind="statement", subject=sid, **given)
    with record.reading() as connection:
        write_to(tmp_path / "brat", FORMATS["brat"], Job(connection=connection))
        write_to(tmp_path / "out.dna", FORMATS["dna"], Job(connection=connection))
    [notes] = [file.read_text("utf-8") for file in (tmp_path / "brat").glob("*.ann")]
    assert "A1\tKind E1 mixed" in notes
    assert "A2\tMode E1 planned" in notes
    with closing(sqlite3.connect(tmp_path / "out.dna")) as database:
        rows = database.execute(
            "SELECT Variable FROM ENTITIES JOIN VARIABLES ON VARIABLES.ID = VariableId WHERE Value = 'Oda Lund'"
        )
        assert {name for (name,) in rows} == {"person"}


def test_an_export_leaves_what_stands_beside_it_alone(tmp_path: Path) -> None:
    (tmp_path / "x.part").write_text("mine")
    with Record.open(tmp_path / "in.db", create=True) as record, record.reading() as connection:
        write_to(tmp_path / "x", FORMATS["csv"], Job(connection=connection))
    assert (tmp_path / "x.part").read_text() == "mine"
    assert sorted(one.name for one in tmp_path.iterdir() if "x" in one.name) == ["x", "x.part"]
