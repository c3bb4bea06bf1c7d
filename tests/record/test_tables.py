from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

import onrecord
from onrecord.errors import RecordError, UsageError
from onrecord.record.columns import Kind, columns_of
from onrecord.record.query import HIT_COLUMNS, Hit
from onrecord.record.store import Record
from onrecord.record.tables import RecordTables
from tests.export.readings import a_full_reading
from tests.kept import an_astral_reading, keep

pytest.importorskip("pyarrow")


@pytest.fixture
def tables(record: Record) -> RecordTables:
    return RecordTables(record.engine)


def test_columns_and_types_are_the_same_with_and_without_rows(tables: RecordTables) -> None:
    def ask() -> list[Any]:
        return [tables.statements(), tables.speakers(), tables.timeline(), tables.documents()]

    empty = ask()
    assert [table.num_rows for table in empty] == [0, 0, 0, 0]
    keep(tables, a_full_reading(), an_astral_reading())
    full = ask()
    dated = sum(event.when.resolved for event in a_full_reading().timeline)
    voices = {speaker.actor for speaker in a_full_reading().speakers.values() if speaker.actor}
    assert [table.num_rows for table in full] == [13, len(voices), dated, 2]
    assert [table.schema for table in full] == [table.schema for table in empty]
    assert full[0].column_names == list(HIT_COLUMNS)


def test_statements_are_narrowed_and_sorted_as_in_a_search(tables: RecordTables) -> None:
    keep(tables, a_full_reading())
    table = tables.statements(speaker="Reyl", since="2025-01-01", sort="oldest")
    rows = table.to_pylist()
    assert {row["speaker"] for row in rows} == {"Tomas Reyl"}
    assert [row["said_from"] for row in rows] == sorted(row["said_from"] for row in rows)
    assert isinstance(rows[0]["said_from"], date)
    assert tables.statements(limit=2).num_rows == 2
    with pytest.raises(UsageError, match="must not occur"):
        tables.statements(text="-peace")
    with pytest.raises(TypeError):
        tables.statements(colour="red")


def test_moments_are_in_utc(tables: RecordTables) -> None:
    keep(tables, a_full_reading())
    [row] = tables.documents().to_pylist()
    assert abs((datetime.now(UTC) - row["added"]).total_seconds()) < 600
    assert row["published_at"] == date(2025, 2, 13)


def test_every_column_has_a_type() -> None:
    found = columns_of(Hit)
    assert (found["statement_id"], found["said_from"], found["start"], found["resolved"], found["confidence"]) == (
        Kind.TEXT, Kind.DAY, Kind.INTEGER, Kind.TRUTH, Kind.NUMBER,
    )  # fmt: skip


def test_a_record_is_opened_by_its_path(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match="no record"):
        onrecord.open_record(tmp_path / "none.db")
    with onrecord.open_record(tmp_path / "new.db", create=True) as record:
        assert record.documents().num_rows == 0
