import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from onrecord.errors import UsageError
from onrecord.export.dna import write
from onrecord.export.dna_schema import TABLES
from onrecord.export.job import Job
from onrecord.intake.formats import rows_of
from onrecord.intake.incoming import Incoming
from onrecord.intake.keep import check_rows
from onrecord.record.query import Question
from onrecord.record.selection import select_articles
from onrecord.record.store import Record
from onrecord.types.span import Span
from tests.export.readings import a_full_reading
from tests.intake.test_keep import take
from tests.kept import DAM, a_stance, an_astral_reading, keep

TEXT = "Dam\n\nBerg said that the dam holds. The council wants it open."


def a_dna_file(path: Path, *statements: tuple[int, str, str, str, int | None], text: str = TEXT) -> Path:
    """A file as the program makes it; statements are (start, words, person, organization, agreement with DAM)."""
    with closing(sqlite3.connect(path)) as database, database:
        for table in TABLES:
            database.execute(table)
        database.execute("INSERT INTO SETTINGS VALUES ('version', '3.0.11')")
        database.execute("INSERT INTO CODERS (ID, Name, Password) VALUES (1, 'Admin', '')")
        database.execute("INSERT INTO STATEMENTTYPES (ID, Label) VALUES (1, 'DNA Statement'), (2, 'Frame')")
        for number, name in enumerate(("person", "organization", "concept", "agreement"), start=1):
            kind = "boolean" if name == "agreement" else "short text"
            database.execute("INSERT INTO VARIABLES VALUES (?, ?, ?, 1)", (number, name, kind))
        database.execute(
            "INSERT INTO DOCUMENTS (ID, Title, Text, Coder, Source, Date) VALUES (1, 'Dam', ?, 1, 'The Senn Echo', 1739404800)",
            (text,),
        )
        database.execute("INSERT INTO ENTITIES (ID, VariableId, Value) VALUES (1, 3, ?)", (DAM,))
        for number, (start, words, person, organization, agreement) in enumerate(statements, start=1):
            place = (number, start, start + len(words))
            database.execute("INSERT INTO STATEMENTS VALUES (?, 1, 1, ?, ?, 1)", place)
            for variable, value in ((1, person), (2, organization)):
                database.execute("INSERT OR IGNORE INTO ENTITIES (VariableId, Value) VALUES (?, ?)", (variable, value))
                database.execute(
                    "INSERT INTO DATASHORTTEXT (StatementId, VariableId, Entity) "
                    "SELECT ?, ?, ID FROM ENTITIES WHERE VariableId = ? AND Value = ?",
                    (number, variable, variable, value),
                )
            if agreement is not None:
                database.execute(
                    "INSERT INTO DATASHORTTEXT (StatementId, VariableId, Entity) VALUES (?, 3, 1)", (number,)
                )
                database.execute(
                    "INSERT INTO DATABOOLEAN (StatementId, VariableId, Value) VALUES (?, 4, ?)", (number, agreement)
                )
    return path


def place(words: str) -> tuple[int, str]:
    return TEXT.index(words), words


GOOD = (*place("that the dam holds"), "Anna Berg", "Ministry", 1), (*place("wants it open"), "", "Council", 0)


def test_documents_and_codings_become_articles_statements_and_stances(record: Record, tmp_path: Path) -> None:
    told = take(record, "dna", a_dna_file(tmp_path / "in.dna", *GOOD))
    assert told == {"articles": 1, "statements": 2, "stances": 2}
    with record.reading() as connection:
        [one] = select_articles(connection, Question())
    article = one.reading.article
    assert (article.text, article.headline, article.outlet) == (TEXT, "Dam", "The Senn Echo")
    assert article.published is not None
    assert str(article.published.earliest) == "2025-02-13"
    assert [(hit.speaker, hit.organisation, hit.content) for hit in one.hits] == [
        ("Anna Berg", "Ministry", "that the dam holds"),
        ("Council", None, "wants it open"),
    ]
    assert [one.stances[hit.statement_id][0].value for hit in one.hits] == ["for", "against"]


def test_bad_codings_are_told_one_by_one(tmp_path: Path) -> None:
    bad = (
        (600, "far", "X", "", 1),
        (*place("that the dam holds"), "Somebody Else", "", 1),
        (*place("that the dam holds"), "Anna Berg", "Ministry", 0),
    )
    checked = check_rows(rows_of("dna", a_dna_file(tmp_path / "in.dna", *GOOD, *bad)))
    assert checked.good == 1
    assert [row.where for row in checked.bad] == [f"statement {n} of document 1" for n in (4, 5, 3)]
    assert "with other persons" in checked.bad[0].reason
    assert "both for and against" in checked.bad[1].reason
    assert "is no place" in checked.bad[2].reason


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ("UPDATE DOCUMENTS SET Title = x'00ff'", "Title is no text"),
        ("UPDATE DOCUMENTS SET Author = x'41'", "Author is no text"),
        ("UPDATE DOCUMENTS SET Date = 'soon'", "Date is no number"),
        ("UPDATE STATEMENTS SET Stop = 'there'", "no pair of numbers"),
    ],
)
def test_cells_of_another_kind_are_told(tmp_path: Path, change: str, told: str) -> None:
    file = a_dna_file(tmp_path / "in.dna", GOOD[0])
    with closing(sqlite3.connect(file)) as database, database:
        database.execute(change)
    assert [told in row.reason for row in check_rows(rows_of("dna", file)).bad] == [True]


def test_a_file_that_was_exported_brings_its_codings_back(record: Record, tmp_path: Path) -> None:
    keep(record, a_full_reading(), an_astral_reading(), stances=[a_stance(3, "against"), a_stance(0, "for")])
    with record.reading() as connection:
        write(Job(connection=connection), tmp_path / "out.dna")
    checked = check_rows(rows_of("dna", tmp_path / "out.dna"))
    assert (checked.good, checked.bad, checked.passed_over) == (2, (), ())
    with Record.open(tmp_path / "new.db", create=True) as fresh:
        told = take(fresh, "dna", tmp_path / "out.dna")
        assert told == {"articles": 2, "statements": 13, "stances": 2}
        found = fresh.load_reading("a1")
    assert found.article.text == a_full_reading().article.text
    whole = a_full_reading().statements[3].content  # coded, and interrupted: DNA marks it from end to end
    assert len(whole) == 2
    wanted = {one.content for one in a_full_reading().statements} - {whole}
    assert {one.content for one in found.statements} == wanted | {(Span(whole[0].start, whole[-1].end),)}


def test_codings_of_articles_that_the_record_holds_are_added_to_them(record: Record, tmp_path: Path) -> None:
    keep(record, a_full_reading())
    with Record.open(tmp_path / "coded.db", create=True) as other:
        keep(other, a_full_reading(), stances=[a_stance(3, "against")])
        with other.reading() as connection:
            write(Job(connection=connection), tmp_path / "out.dna")
    told = take(record, "dna", tmp_path / "out.dna")
    assert told == {"articles that the record holds already, left as before": 1, "stances": 1}


def test_characters_that_java_counts_twice_are_told(tmp_path: Path) -> None:
    file = a_dna_file(tmp_path / "in.dna", *GOOD, text=TEXT + " 🏞")
    found = list(rows_of("dna", file))
    assert isinstance(found[0], Incoming)
    assert "counts twice" in str(found[1])


@pytest.mark.parametrize(("version", "told"), [("2.0", "version 2.0"), (None, "no version")])
def test_other_versions_are_refused(tmp_path: Path, version: str | None, told: str) -> None:
    file = a_dna_file(tmp_path / "in.dna")
    with closing(sqlite3.connect(file)) as database, database:
        database.execute(
            "UPDATE SETTINGS SET Value = ?" if version else "DELETE FROM SETTINGS WHERE ? IS NULL", (version,)
        )
    with pytest.raises(UsageError, match=told):
        list(rows_of("dna", file))
    (tmp_path / "other.dna").write_text("no database at all")
    with pytest.raises(UsageError, match="no file of Discourse Network Analyzer"):
        list(rows_of("dna", tmp_path / "other.dna"))
