import base64
import csv
import hashlib
import io
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from onrecord.export.dna import write
from onrecord.export.dna_schema import LONGEST, digest_of, label_of
from onrecord.export.job import Job
from onrecord.record.store import Record
from tests.export.readings import a_full_reading
from tests.kept import DAM, a_stance, an_astral_reading, exported, keep

STANCES = [
    a_stance(0, "against"),
    a_stance(3, "against"),
    a_stance(3, "for", "Norland joins " + "for ever and " * 20),
    a_stance(4, "conditional"),
    a_stance(5, "none"),
]
TABLES = """ATTRIBUTEVALUES ATTRIBUTEVARIABLES CODERRELATIONS CODERS DATABOOLEAN DATAINTEGER DATALONGTEXT DATASHORTTEXT
DOCUMENTS ENTITIES REGEXES SETTINGS STATEMENTS STATEMENTTYPES VARIABLELINKS VARIABLES""".split()


@pytest.fixture
def job(record: Record, tmp_path: Path) -> Job:
    keep(record, a_full_reading(), an_astral_reading(), stances=STANCES)
    with record.reading() as connection:
        made = Job(connection=connection)
        write(made, tmp_path / "out.dna")
    return made


@pytest.fixture
def database(job: Job, tmp_path: Path) -> Iterator[sqlite3.Connection]:
    assert job.notes
    with closing(sqlite3.connect(tmp_path / "out.dna")) as found:
        yield found


def test_the_file_has_the_tables_of_the_program_and_every_key_fits(database: sqlite3.Connection) -> None:
    names = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
    assert names == TABLES
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    [version] = database.execute("SELECT Value FROM SETTINGS WHERE Property = 'version'").fetchone()
    assert version.startswith("3.0")


def test_the_first_statement_type_is_that_of_the_program(database: sqlite3.Connection) -> None:
    assert database.execute("SELECT Label FROM STATEMENTTYPES WHERE ID = 1").fetchone() == ("DNA Statement",)
    found = database.execute("SELECT ID, Variable, DataType FROM VARIABLES WHERE StatementTypeId = 1").fetchall()
    assert found == [
        (1, "person", "short text"),
        (2, "organization", "short text"),
        (3, "concept", "short text"),
        (4, "agreement", "boolean"),
    ]


def test_offsets_cut_the_words_also_behind_astral_characters(database: sqlite3.Connection) -> None:
    cut = "SELECT substr(Text, Start + 1, Stop - Start) FROM STATEMENTS JOIN DOCUMENTS ON DOCUMENTS.ID = DocumentId"
    words = [one for (one,) in database.execute(f"{cut} WHERE DOCUMENTS.Title LIKE '%Dam' ORDER BY Start")]
    assert words == ["“The dam 🏞 holds,”", "called it\nsafe"]
    pieces = database.execute(
        f"{cut.replace('SELECT', 'SELECT Value,')} JOIN DATALONGTEXT ON StatementId = STATEMENTS.ID "
        "AND VariableId = 12 ORDER BY STATEMENTS.ID"
    ).fetchall()
    assert len(pieces) > 5
    assert all(shown == marked for shown, marked in pieces)


def test_coded_statements_say_who_agrees_with_what(database: sqlite3.Connection) -> None:
    def of(variable: int) -> str:
        return (
            "(SELECT Value FROM DATASHORTTEXT JOIN ENTITIES ON ENTITIES.ID = Entity "  # noqa: S608
            f"WHERE StatementId = s.ID AND DATASHORTTEXT.VariableId = {variable})"
        )

    agreement = "(SELECT Value FROM DATABOOLEAN WHERE StatementId = s.ID)"
    rows = database.execute(
        f"SELECT {of(1)}, {of(2)}, {of(3)}, {agreement} FROM STATEMENTS s WHERE StatementTypeId = 1 ORDER BY ID"  # noqa: S608
    ).fetchall()
    assert [(row[0], row[1], row[3]) for row in rows] == [("Tomas Reyl", "Harbour Pact", 0)] * 2 + [
        ("Tomas Reyl", "Harbour Pact", 1)
    ]
    assert [row[2] for row in rows[:2]] == [DAM, DAM]
    assert rows[2][2].startswith("Norland joins for ever")


def test_what_agreement_cannot_hold_is_counted_and_the_statement_stays(job: Job) -> None:
    assert sum(job.left_out.values()) == 2
    assert job.written["DNA statements"] == 3
    assert job.written["statements without a stance, under a type of their own"] == 11
    assert job.changed["interrupted statements, marked from their first word to their last"] == 1
    assert "“admin”" in job.notes[0]


def test_labels_are_short_and_stay_apart(database: sqlite3.Connection) -> None:
    for table, column in (("ENTITIES", "Value"), ("DOCUMENTS", "Title"), ("CODERS", "Password")):
        [longest] = database.execute(f"SELECT max(length({column})) FROM {table}").fetchone()  # noqa: S608
        assert longest < 191
    one, other = (label_of("long " * 60 + end) for end in ("a", "b"))
    assert one != other
    assert len(one) <= LONGEST


def test_the_password_is_kept_as_the_program_checks_it(database: sqlite3.Connection) -> None:
    [kept] = database.execute("SELECT Password FROM CODERS WHERE ID = 1").fetchone()
    raw = base64.b64decode(kept)
    assert len(raw) == 48
    digest = raw[:16] + b"admin"
    for _ in range(100_000):
        digest = hashlib.sha256(digest).digest()
    assert raw[16:] == digest
    assert digest_of("admin", raw[:16]) == kept
    assert digest_of("other", raw[:16]) != kept


def test_the_list_of_events_keeps_semicolons_and_marks(record: Record) -> None:
    keep(record, a_full_reading(), stances=[a_stance(3, "against", 'A "deal"; or none'), a_stance(4, "conditional")])
    data, job = exported(record, "dna-events")
    [row] = csv.DictReader(io.StringIO(data.decode(), newline=""), delimiter=";")
    assert (row["concept"], row["agreement"], row["time"]) == ('A "deal"; or none', "0", "2025-02-13 00:00:00")
    text = a_full_reading().article.text
    assert row["text"] == text[int(row["start_position"]) : int(row["stop_position"])]
    assert job.left_out["statements without a stance for or against"] == 10
