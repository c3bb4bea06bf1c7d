import csv
import io
import json
from datetime import date
from pathlib import Path

import pytest

from onrecord.errors import UsageError
from onrecord.export.flat import COLUMNS
from onrecord.export.reading_json import to_json
from onrecord.export.whole import whole_file, whole_path
from onrecord.record.query import Question
from onrecord.record.selection import narrows
from onrecord.record.store import Record
from tests.export.readings import a_bare_reading, a_full_reading, an_article
from tests.kept import DAM, a_stance, an_astral_reading, exported, keep


def rows_of(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode(), newline="")))


def test_jsonl_holds_the_readings_as_they_are(record: Record) -> None:
    empty = a_bare_reading(article=an_article("Nothing.", id="a0"))
    keep(record, a_full_reading(), empty, an_astral_reading(), stances=[a_stance(0, "for")])
    data, job = exported(record, "jsonl")
    wanted = [empty, a_full_reading(), an_astral_reading()]
    assert data.decode().splitlines() == [to_json(one) for one in wanted]
    assert job.written == {"articles": 3, "statements": 13}
    assert job.left_out["stances on questions"] == 1


def test_a_filter_takes_articles_with_a_statement_asked_for(record: Record) -> None:
    keep(record, a_full_reading(), an_astral_reading())
    data, _ = exported(record, "jsonl", Question(text="dam"))
    assert [json.loads(line)["article"]["id"] for line in data.splitlines()] == ["a2"]


def test_csv_has_a_row_for_each_statement_and_stance(record: Record) -> None:
    keep(record, a_full_reading(), stances=[a_stance(3, "against"), a_stance(3, "for", "Another; “one”")])
    data, job = exported(record, "csv")
    rows = rows_of(data)
    assert data.startswith(b"statement_id,document_id,headline,")
    assert data.count(b"\r\n") == len(rows) + 1
    assert list(rows[0]) == list(COLUMNS)
    assert len(rows) == 12
    assert job.written["statements"] == 11
    coded = [row for row in rows if row["question"]]
    assert [(row["question"], row["stance"], row["score"]) for row in coded] == [
        (DAM, "against", "0.9"),
        ("Another; “one”", "for", "0.9"),
    ]


def test_the_offsets_of_a_row_cut_its_words(record: Record) -> None:
    keep(record, a_full_reading())
    text = a_full_reading().article.text
    for row in rows_of(exported(record, "csv")[0]):
        pieces = [tuple(map(int, piece.split("-"))) for piece in row["content_pieces"].split()]
        assert row["content"] == " […] ".join(text[start:end] for start, end in pieces)
        assert (int(row["content_start"]), int(row["content_end"])) == (pieces[0][0], pieces[-1][1])
        for name in ("source", "cue"):
            if row[name]:
                assert text[int(row[f"{name}_start"]) : int(row[f"{name}_end"])] == row[name]


def test_cells_with_line_ends_and_quotation_marks_come_back(record: Record) -> None:
    keep(record, an_astral_reading())
    assert [row["content"] for row in rows_of(exported(record, "csv")[0])] == ["“The dam 🏞 holds,”", "called it\nsafe"]


def test_parquet_holds_the_same_table_with_types(record: Record) -> None:
    pq = pytest.importorskip("pyarrow.parquet")
    keep(record, a_full_reading(), stances=[a_stance(3, "against")])
    table = pq.read_table(io.BytesIO(exported(record, "parquet")[0]))
    assert table.column_names == list(COLUMNS)
    rows = table.to_pylist()
    assert [row["statement_id"] for row in rows] == [row["statement_id"] for row in rows_of(exported(record, "csv")[0])]
    assert rows[2]["said_at"] == date(2025, 2, 13)
    nothing, _ = exported(record, "parquet", Question(speaker="nobody"))
    assert pq.read_table(io.BytesIO(nothing)).schema == table.schema


def test_what_breaks_off_leaves_the_file_that_was_there(tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    path.write_text("before")

    def break_off() -> None:
        with whole_file(path) as file:
            file.write(b"half")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        break_off()
    assert [one.name for one in tmp_path.iterdir()] == ["out.csv"]
    assert path.read_text() == "before"


def test_a_folder_with_something_in_it_is_never_replaced(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "own.txt").write_text("mine")
    with pytest.raises(UsageError, match="holds something"), whole_path(tmp_path / "site"):
        pass
    assert (tmp_path / "site" / "own.txt").read_text() == "mine"


def test_limits_and_orders_narrow_nothing() -> None:
    assert not narrows(Question(limit=1, offset=3))
    assert narrows(Question(since="2025-01-01"))
