"""What a record bears: kills, two writers, flipped bytes, no room, no permission, other programs' files."""

import os
import random
import shutil
import sqlite3
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import text

from onrecord.acquire.restore import restore_page
from onrecord.errors import RecordError, UnreadableError, UsageError
from onrecord.pipeline.add import Readers
from onrecord.pipeline.link import link_actors
from onrecord.pipeline.reread import Became, reread
from onrecord.record.ask import stats
from onrecord.record.reviews import add_review
from onrecord.record.schema import tables
from onrecord.record.store import Record
from onrecord.record.verify import verify
from onrecord.types.article import Capture, Page
from tests.record.kill_loop import ARTICLES, ask, run_killed, write_articles
from tests.record.test_store import TEXT, a_page, add, findings


@pytest.fixture
def filled(record: Record) -> Record:
    """Two articles and a judgement."""
    add(record, a_page(), a_page(TEXT + " It rained.\x00\ud800", "2"))
    link_actors(record, 1)
    with record.writing() as connection:
        sid = connection.execute(text("SELECT sid FROM statement ORDER BY sid")).scalars().first()
        add_review(
            connection,
            subject_kind="statement",
            subject=str(sid),
            field="speaker",
            verdict="correct",
            new="Bo",
            reviewer="a",
        )
    return record


def test_a_whole_record_has_no_findings(filled: Record) -> None:
    steps = list(verify(filled))
    assert findings(filled) == []
    assert steps[-1].done == steps[-1].total == 7


@pytest.mark.parametrize(
    ("change", "what"),
    [
        ("UPDATE reading SET packed = substr(packed, 1, 40)", "reading"),
        ("UPDATE statement SET content = 'never said'", "statement"),
        ("UPDATE statement SET speaker = 'Mallory' WHERE position = 0", "statement"),
        ("DELETE FROM statement WHERE position = 0", "statement"),
        ("UPDATE document SET text_sha256 = 'x'", "article"),
    ],
)
def test_what_was_changed_behind_its_back_is_found(filled: Record, change: str, what: str) -> None:
    with filled.writing() as connection:
        if filled.engine.dialect.name == "postgresql" and "substr(packed" in change:
            change = change.replace("substr(packed, 1, 40)", "substring(packed from 1 for 40)")
        connection.execute(text(change))
    assert any(one.what.startswith(what) for one in findings(filled))


def test_bytes_and_texts_cannot_be_changed(filled: Record) -> None:
    for change in (
        "UPDATE blob SET size_bytes = 1",
        "UPDATE capture SET source = 'x'",
        "UPDATE document SET text = 'x'",
    ):
        with pytest.raises(RecordError, match=r"never changed|frozen"), filled.writing() as connection:
            connection.execute(text(change))


def test_reading_again_changes_nothing_and_keeps_judgements(filled: Record) -> None:
    with Readers() as readers:
        done = list(reread(filled, readers, 1))
    assert [one.became for one in done] == [Became.SAME, Became.SAME]
    assert findings(filled) == []


def test_the_migrated_tables_are_those_of_the_schema(record: Record) -> None:
    ours = {table.name for table in tables.sorted_tables}
    with record.reading() as connection:
        context = MigrationContext.configure(
            connection, opts={"include_name": lambda name, kind, _: kind != "table" or name in ours}
        )
        found = [one for one in compare_metadata(context, tables) if "words" not in str(one)]
    assert found == []


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A SQLite record with two articles."""
    path = tmp_path / "news.db"
    with Record.open(path, create=True) as record:
        add(record, a_page(), a_page(TEXT + " It rained.", "2"))
        link_actors(record, 1)
        with record.engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    return path


def test_a_flipped_byte_is_found_or_lies_where_nothing_is(file: Path, tmp_path: Path) -> None:
    rng = random.Random(5)
    data = file.read_bytes()
    missed = 0
    for _ in range(60):
        copy = tmp_path / "copy.db"
        flipped = bytearray(data)
        place = rng.randrange(100, len(data))
        flipped[place] ^= 1 << rng.randrange(8)
        copy.write_bytes(flipped)
        try:
            with Record.open(copy) as record:
                if not findings(record):
                    missed += same_answers(file, copy)
        except (RecordError, ValueError, UnicodeDecodeError):
            pass
        for name in ("copy.db", "copy.db-wal", "copy.db-shm"):
            (tmp_path / name).unlink(missing_ok=True)
    assert missed == 0


def same_answers(one: Path, other: Path) -> bool:
    """Whether captures, texts, readings or statements of the two differ: then the flip was missed."""
    told = []
    for path in (one, other):
        with sqlite3.connect(path) as connection:
            told.append(
                [
                    connection.execute(query).fetchall()
                    for query in (
                        "SELECT sha256, packed FROM blob ORDER BY 1",
                        "SELECT id, text, exact_text FROM document ORDER BY 1",
                        "SELECT id, packed FROM reading ORDER BY 1",
                        "SELECT sid, content, speaker, said_from, verdict FROM statement ORDER BY 1",
                    )
                ]
            )
    return told[0] != told[1]


def test_runs_that_are_killed_lose_and_double_nothing(tmp_path: Path) -> None:
    run_killed(6, tmp_path, 3)
    told = ask(tmp_path, "stats").stdout
    assert f'"articles": {ARTICLES}' in told
    assert f'"captures": {ARTICLES}' in told
    assert '"unread_captures": 0' in told
    assert '"findings": []' in ask(tmp_path, "verify").stdout


def test_two_writers_at_once_lose_and_double_nothing(tmp_path: Path) -> None:
    path = write_articles(tmp_path)
    command = [
        sys.executable,
        "-m",
        "onrecord.cli",
        "add",
        str(path),
        "--record",
        str(tmp_path / "news.db"),
        "--jobs",
        "1",
    ]
    runs = [subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) for _ in range(2)]
    for run in runs:
        _, said = run.communicate(timeout=120)
        assert run.returncode == 0, said
    told = ask(tmp_path, "stats").stdout
    assert f'"articles": {ARTICLES}' in told
    assert f'"captures": {ARTICLES}' in told
    assert '"findings": []' in ask(tmp_path, "verify").stdout


def test_a_full_disk_loses_nothing_that_was_added(tmp_path: Path) -> None:
    folder = tmp_path / "small"
    folder.mkdir()
    if (
        os.geteuid() != 0
        or subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", folder], check=False).returncode
    ):
        pytest.skip("only root can mount a small disk")
    try:
        path = write_articles(tmp_path)
        shutil.copy(path, folder / "filler")
        run = ask_add(path, folder / "news.db")
        assert run.returncode == 2
        assert "disk is full" in run.stderr
        (folder / "filler").unlink()
        if (folder / "news.db").exists() and (folder / "news.db").stat().st_size:
            with Record.open(folder / "news.db") as record:
                assert findings(record) == []
    finally:
        subprocess.run(["umount", folder], check=True)


def ask_add(path: Path, record: Path) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "onrecord.cli", "add", str(path), "--record", str(record), "--jobs", "1"]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_files_that_are_no_record_say_what_they_are(tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    with sqlite3.connect(other) as connection:
        connection.execute("CREATE TABLE t (a)")
    (tmp_path / "notes.txt").write_text("Not a database, but a note that is long enough to be read.")
    for path, reason in (
        (other, "another program"),
        (tmp_path / "notes.txt", "no SQLite file"),
        (tmp_path, "is a folder"),
        (tmp_path / "none.db", "onrecord add SOURCE"),
        (tmp_path / "no" / "folder.db", "there is no record"),
    ):
        with pytest.raises(RecordError, match=reason):
            Record.open(path)
    with pytest.raises(RecordError, match="no folder"):
        Record.open(tmp_path / "no" / "folder.db", create=True)
    with pytest.raises(RecordError, match="a path of a file or a postgresql"):
        Record.open("mysql://localhost/x")


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://ada:hush@127.0.0.1:1/none",
        "postgresql://127.0.0.1:1/none?user=ada&password=hush",
        "postgres://ada:hush@/none?host=127.0.0.1&port=1",
        "mysql://ada:hush@localhost/none",
    ],
)
def test_a_password_is_never_shown(url: str) -> None:
    with pytest.raises(RecordError) as told:
        Record.open(url)
    assert "none" in str(told.value)
    assert "hush" not in str(told.value)


def test_a_path_with_any_sign_is_the_file_that_is_meant(tmp_path: Path) -> None:
    for name in ("a?mode=ro.db", "b#c.db", "d%20e.db"):
        with Record.open(tmp_path / name, create=True) as record:
            add(record, a_page())
            assert record.name == str(tmp_path / name)
        assert (tmp_path / name).exists()


def test_reading_again_passes_over_what_cannot_be_read_and_names_unknown_ids(
    filled: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    restored = restore_page

    def broken(capture: Capture, source: str) -> Page:
        if capture.address.endswith("#1"):
            raise UnreadableError(source, "cannot be read any more")
        return restored(capture, source)

    monkeypatch.setattr("onrecord.pipeline.reread.restore_page", broken)
    with Readers() as readers:
        done = list(reread(filled, readers, 1))
        assert [(one.document, one.became) for one in done] == [("1", Became.FAILED), ("2", Became.SAME)]
        assert done[0].reason == "cannot be read any more"
        with pytest.raises(UsageError, match="no article 3, x;"):
            list(reread(filled, readers, 1, ["x", "2", "3"]))


def test_a_newer_and_a_cut_record_say_what_to_do(file: Path) -> None:
    with sqlite3.connect(file) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(RecordError, match="written by a newer On Record"):
        Record.open(file)
    data = file.read_bytes()
    file.write_bytes(data[: len(data) // 3])
    with pytest.raises(RecordError, match=r"is damaged|newer"), Record.open(file) as record:
        list(verify(record))


def test_an_earlier_record_is_backed_up_before_it_is_changed(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    changed: list[str] = []
    monkeypatch.setattr("onrecord.record.opening.HEAD", "0002")
    monkeypatch.setattr("onrecord.record.opening.migrate", lambda _: changed.append("migrated"))
    with Record.open(file):
        pass
    assert changed == ["migrated"]
    backup = Path(f"{file}.before-0002.backup")
    with sqlite3.connect(backup) as connection:
        assert connection.execute("SELECT count(*) FROM document").fetchone() == (2,)


def test_a_record_that_cannot_be_written_can_still_be_asked(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.record.opening.os.access", lambda *_: False)  # as for one who is not root
    with Record.open(file) as record:
        with record.reading() as connection:
            assert stats(connection)["articles"] == 2
        with pytest.raises(RecordError, match="read-only"):
            record.begin_run("add", {})


def test_a_page_that_gives_another_text_keeps_its_judgements_by_their_words(
    filled: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    with filled.reading() as connection:
        [old] = connection.execute(text("SELECT document FROM review")).scalars().all()
    restored = restore_page

    def shortened(capture: Capture, source: str) -> Page:
        page = restored(capture, source)
        return replace(page, content="A new beginning. " + page.content)

    monkeypatch.setattr("onrecord.pipeline.reread.restore_page", shortened)
    with Readers() as readers:
        done = list(reread(filled, readers, 1))
        link_actors(filled, 1)
        assert [one.became for one in done] == [Became.OTHER_TEXT, Became.OTHER_TEXT]
        assert [one.became for one in reread(filled, readers, 1)] == [Became.SAME, Became.SAME]
    with filled.reading() as connection:
        [first, second] = connection.execute(text("SELECT document FROM review ORDER BY id")).scalars().all()
        told = (
            connection.execute(text("SELECT speaker FROM statement WHERE document = :d"), {"d": second}).scalars().all()
        )
        assert stats(connection)["articles"] == 2
    assert first == old
    assert second.startswith(f"{old}.")
    assert "Bo" in told
    assert not any(one.unplaced for one in done)
    assert findings(filled) == []
