import json
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.errors import UsageError
from onrecord.export.brat import write
from onrecord.export.job import Job
from onrecord.intake.formats import rows_of
from onrecord.intake.incoming import Incoming
from onrecord.intake.keep import Checked, check_rows
from onrecord.record.store import Record
from onrecord.types.reading import Reading
from onrecord.types.span import Span
from onrecord.types.statement import QuoteKind
from tests.export.readings import a_bare_reading, a_full_reading, a_statement, an_article
from tests.kept import an_astral_reading, keep

TEXT = "Dam\n\n“It holds,” Berg said. “For now.” She denied that it leaks."


def readings_of(form: str, file: Path) -> list[Reading]:
    return [one.reading for one in rows_of(form, file) if isinstance(one, Incoming)]


def checked(form: str, file: Path) -> Checked:
    return check_rows(rows_of(form, file))


def span(words: str, text: str = TEXT) -> dict[str, Any]:
    return {"start": text.index(words), "end": text.index(words) + len(words), "text": words}


def test_brat_brings_back_what_was_exported(record: Record, tmp_path: Path) -> None:
    keep(record, a_full_reading(), an_astral_reading())
    with record.reading() as connection:
        write(Job(connection=connection), tmp_path / "brat")
    found = readings_of("brat", tmp_path / "brat")
    assert [one.article.text for one in found] == [a_full_reading().article.text, an_astral_reading().article.text]
    assert [one.article.id for one in found] == ["a1", "a2"]
    for one, wanted in zip(found, (a_full_reading(), an_astral_reading()), strict=True):
        own = {s.id: replace(s, made_by="", inside=None) for s in wanted.statements}
        assert {s.id: replace(s, made_by="") for s in one.statements} == own
        named = {sid: (s.name, s.role, s.organisation) for sid, s in wanted.speakers.items()}
        got = {sid: (s.name, s.role, s.organisation) for sid, s in one.speakers.items() if s.resolved}
        assert got == named


def test_bad_lines_of_brat_are_told_with_their_numbers(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    lines = [
        "T1\tStatement 22 26\tsaid",
        "T2\tContent 5 16\tIt leaks",
        "T3\tContent 6 15\tIt holds,",
        "E1\tStatement:T1 Content:T2",
        "E2\tStatement:T1 Content:T3",
        "A1\tKind E2 shouted",
        "R1\tOther Arg1:T1 Arg2:T2",
    ]
    (tmp_path / "a.ann").write_text("\n".join(lines), "utf-8")
    found = checked("brat", tmp_path)
    assert [row.where for row in found.bad] == ["a.ann, line 2", "a.ann, line 4", "a.ann, line 5"]
    assert "'shouted'" in found.bad[2].reason
    assert "1 annotations" in str(found.passed_over[0])
    (tmp_path / "none.ann").write_text("")
    with pytest.raises(UsageError, match=r"holds no \.txt"):
        checked("brat", tmp_path / "none.ann")


@pytest.mark.parametrize(
    ("note", "told"),
    [
        ('#1\tAnnotatorNotes E1\t{"confidence": [1]}', "confidence that is not between 0 and 1"),
        ('#1\tAnnotatorNotes E1\t{"confidence": 7}', "confidence that is not between 0 and 1"),
        ('#1\tAnnotatorNotes E1\t{"speaker": {"name": "Berg"}}', "speaker that is no words"),
        ('#1\tAnnotatorNotes E1\t{"role": 3}', "role that is no words"),
        ('#1\tAnnotatorNotes T1\t{"id": "a", "headline": 3}', "headline that is no words"),
        ('#1\tAnnotatorNotes T1\t{"id": 4}', "id that is no words"),
    ],
)
def test_notes_of_brat_that_say_nonsense_are_told(tmp_path: Path, note: str, told: str) -> None:
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    lines = ["T1\tStatement 22 26\tsaid", "T2\tContent 6 15\tIt holds,", "E1\tStatement:T1 Content:T2", note]
    (tmp_path / "a.ann").write_text("\n".join(lines), "utf-8")
    assert [told in row.reason for row in checked("brat", tmp_path).bad] == [True]


def a_citron_file(path: Path, quotes: Sequence[object]) -> Path:
    path.write_text(json.dumps({"text": TEXT, "quotes": quotes}), "utf-8")
    return path


def test_citron_quotes_become_statements(tmp_path: Path) -> None:
    first = {"cue": span("said"), "sources": [span("Berg")], "contents": [span("“It holds,”"), span("“For now.”")]}
    second = {
        "cue": span("denied"), "sources": [span("She")], "contents": [span("that it leaks")],
        "coreferences": [span("Berg")], "confidence": 0.5,
    }  # fmt: skip
    [found] = readings_of("citron", a_citron_file(tmp_path / "a.json", [first, second]))
    one, other = found.statements
    assert [piece.cut(TEXT) for piece in one.content] == ["“It holds,”", "“For now.”"]
    assert (one.kind, other.kind, other.confidence) == (QuoteKind.DIRECT, QuoteKind.INDIRECT, 0.5)
    assert [(s.name, s.resolved) for s in found.speakers.values()] == [("Berg", False), ("Berg", True)]


def test_quotes_that_do_not_fit_are_told_and_moved_words_are_found(tmp_path: Path) -> None:
    moved = {"contents": [span("that it leaks") | {"start": 0, "end": 5}]}
    bad = [{"contents": []}, {"contents": [span("Berg") | {"text": "Bergs"}]}, "no quote", moved]
    found = checked("citron", a_citron_file(tmp_path / "a.json", [moved, *bad[:2], bad[3]]))
    assert [row.where for row in found.bad] == ["a.json, quote 2", "a.json, quote 3", "a.json"]
    assert "two statements stand at" in found.bad[2].reason
    assert found.good == 0
    [good] = rows_of("citron", a_citron_file(tmp_path / "a.json", [moved]))
    assert isinstance(good, Incoming)
    assert good.reading.statements[0].content[0].cut(TEXT) == "that it leaks"
    assert good.moved == 1


def test_langextract_quotations_become_statements(tmp_path: Path) -> None:
    def extraction(kind: str, words: str, **more: object) -> dict[str, object]:
        return {"extraction_class": kind, "extraction_text": words, **more}

    at = span("that it leaks")
    line = {
        "document_id": "d1",
        "text": TEXT,
        "extractions": [
            extraction("quote", "“It holds,”", attributes={"speaker": "Anna Berg", "role": "minister"}),
            extraction("Statement", "that it leaks", char_interval={"start_pos": at["start"], "end_pos": at["end"]}),
            extraction("place", "Dam"),
            extraction("quote", "never said"),
        ],
    }
    (tmp_path / "a.jsonl").write_text(json.dumps(line), "utf-8")
    found = checked("langextract", tmp_path / "a.jsonl")
    assert [str(row) for row in found.bad] == ["line 1, extraction 4: the text does not hold 'never said'"]
    assert "“place”" in str(found.passed_over[0])
    [reading] = readings_of("langextract", tmp_path / "a.jsonl")
    assert reading.article.id == "d1"
    assert [(s.name, s.role, s.resolved) for s in reading.speakers.values()] == [("Anna Berg", "minister", False)]


_LINES = st.text(alphabet=st.sampled_from(list("ab \n\r\u2028\x85🏞“”")), max_size=12)


@settings(max_examples=30, deadline=None)
@given(_LINES, _LINES, _LINES)
def test_places_over_line_ends_come_back_from_brat(before: str, first: str, second: str) -> None:
    one, other = f"“{first}”", f"a{second}b"
    text = f"{before}{one}, she said, {other}."
    pieces = tuple(Span(at, at + len(words)) for at, words in ((len(before), one), (len(text) - len(other) - 1, other)))
    statement = replace(a_statement("x", "x"), content=pieces)
    reading = a_bare_reading(article=an_article(text), statements=(statement,))
    with tempfile.TemporaryDirectory() as folder, Record.open(Path(folder) / "r.db", create=True) as record:
        keep(record, reading)
        with record.reading() as connection:
            write(Job(connection=connection), Path(folder) / "brat")
        [found] = readings_of("brat", Path(folder) / "brat")
    assert found.article.text == text
    assert [one.content for one in found.statements] == [pieces]
