from dataclasses import replace
from pathlib import Path

from sqlalchemy import select

from onrecord.acquire.capture import capture_of
from onrecord.acquire.sources import open_sources
from onrecord.pipeline.add import Readers, add_pages
from onrecord.record.ask import find_document, statements_in, stats
from onrecord.record.schema import document, fact, statement
from onrecord.record.store import Record
from onrecord.record.verify import Finding, verify
from onrecord.types.article import Given, Media, Page

TEXT = "Anna Reyer, the harbour minister, said on Monday that the port would open. “We are ready,” she said."


def a_page(text: str = TEXT, id_: str = "1", source: str = "news.jsonl") -> Page:
    return Page(source=source, media=Media.ROW, content=text, given=Given(id=id_, date="2031-03-04"))


def add(record: Record, *pages: Page) -> list[str]:
    run = record.begin_run("add", {})
    with Readers() as readers:
        return [one.became.value for one in add_pages(record, pages, readers, run)]


def findings(record: Record) -> list[Finding]:
    return [step.finding for step in verify(record) if step.finding is not None]


def test_adding_again_adds_nothing(record: Record) -> None:
    assert add(record, a_page()) == ["added"]
    assert add(record, a_page(), a_page()) == ["known", "known"]
    with record.reading() as connection:
        told = stats(connection)
    assert (told["articles"], told["captures"], told["statements"]) == (1, 1, 2)


def test_a_reading_comes_back_as_it_was_made(record: Record) -> None:
    page = a_page(TEXT + " \ud800\x00")
    assert add(record, page) == ["added"]
    found = record.load_reading("1")
    assert found.article.text == page.content
    assert [speaker.name for speaker in found.speakers.values()] == ["Anna Reyer", "Anna Reyer"]
    assert record.load_capture(1) == ("news.jsonl", capture_of(page))


def test_a_changed_text_at_the_same_address_is_a_new_version(record: Record, tmp_path: Path) -> None:
    del tmp_path
    assert add(record, a_page()) == ["added"]
    assert add(record, a_page(TEXT.replace("Monday", "Tuesday"))) == ["new version"]
    with record.reading() as connection:
        told = stats(connection)
    assert (told["articles"], told["versions"], told["captures"], told["statements"]) == (1, 2, 2, 2)


def test_a_date_that_is_added_later_places_what_was_said(record: Record) -> None:
    bare = Page(source="news.jsonl", media=Media.ROW, content=TEXT, given=Given(id="1"))
    assert add(record, bare) == ["added"]
    with record.reading() as connection:
        [before, _] = statements_in(connection, "1")
    assert (before.said_words, before.said_from) == ("Monday", None)
    assert add(record, a_page()) == ["told more of"]
    with record.reading() as connection:
        [after, _] = statements_in(connection, "1")
        told = find_document(connection, "1")
    assert (after.statement_id, after.said_from) == (before.statement_id, "2031-03-03")
    assert told is not None
    assert told.published_at == "2031-03-04"
    assert [one.current for one in record.readings_of("1")] == [False, True]
    assert add(record, a_page()) == ["known"]


def test_two_articles_with_one_id_are_both_kept(record: Record) -> None:
    other = Page(source="other.jsonl", media=Media.ROW, content=TEXT + " It rained.", given=Given(id="1"))
    assert add(record, a_page(), other) == ["added", "added"]
    with record.reading() as connection:
        assert stats(connection)["articles"] == 2
    assert add(record, a_page(), other) == ["known", "known"]


def test_rows_without_an_id_are_articles_of_their_own_wherever_they_stand(record: Record) -> None:
    first, second = (
        Page(source="pasted text", media=Media.ROW, content=text) for text in (TEXT, "It rained, he said.")
    )
    assert add(record, first) == ["added"]
    assert add(record, second) == ["added"]
    assert add(record, second, first) == ["known", "known"]
    with record.reading() as connection:
        assert stats(connection)["articles"] == 2


def test_a_later_input_that_tells_less_takes_nothing_away(record: Record) -> None:
    told = Given(id="1", outlet="The Ledger", url="https://ledger.example/port")
    assert add(record, Page(source="news.jsonl", media=Media.ROW, content=TEXT, given=told)) == ["added"]
    assert add(record, a_page()) == ["told more of"]  # the date, but no outlet
    with record.reading() as connection:
        found = find_document(connection, "1")
        [first, _] = statements_in(connection, "1")
        facts = set(connection.execute(select(fact.c.field)).scalars())
    assert found is not None
    assert (found.outlet, found.url, found.published_at) == ("The Ledger", "https://ledger.example/port", "2031-03-04")
    assert first.said_from == "2031-03-03"
    assert {"outlet", "published"} <= facts
    assert record.load_reading("1").article.outlet == "The Ledger"
    assert findings(record) == []


def test_a_page_that_is_as_it_was_again_is_the_present_one(record: Record, tmp_path: Path) -> None:
    file = tmp_path / "port.txt"
    other = TEXT.replace("open", "close")
    became = []
    for text in (TEXT, other, TEXT, TEXT, other, "\ufeff" + TEXT):
        file.write_text(text)
        became += add(record, *(one for one in open_sources([str(file)]) if isinstance(one, Page)))
    back = "an earlier version again"
    assert became == ["added", "new version", back, "known", back, back]
    with record.reading() as connection:
        [now] = connection.execute(select(document.c.text).where(document.c.latest)).scalars()
        latest = connection.execute(select(statement.c.content).where(statement.c.latest)).scalars().all()
        assert stats(connection)["versions"] == 2
    assert "open" in now
    assert any("open" in words for words in latest)
    file.write_text("The port is gone, the minister said.")
    assert add(record, *(one for one in open_sources([str(file)]) if isinstance(one, Page))) == ["new version"]
    with record.reading() as connection:
        rows = connection.execute(select(document.c.version, document.c.latest).order_by(document.c.version)).all()
    assert [tuple(row) for row in rows] == [(1, False), (2, False), (3, True)]
    assert findings(record) == []


def test_an_id_that_is_taken_again_and_again_finds_another(record: Record) -> None:
    pages = [Page(source="a.jsonl", media=Media.ROW, content=f"{TEXT} {n}", given=Given(id="1")) for n in range(3)]
    rows = [
        replace(page, capture=replace(capture_of(pages[0]), columns=(("text", f"c{n}"),)))
        for n, page in enumerate(pages)
    ]
    for _ in range(2):
        add(record, *rows)
    with record.reading() as connection:
        assert stats(connection)["versions"] == 3


def test_names_that_no_database_holds_are_kept_apart(record: Record) -> None:
    for n in range(2):
        given = Given(
            id=f"x\udcf0{n}\x00", title="T\ud800", author="A\x00", language="e\x00", outlet="O\ud800", url="u\ud800"
        )
        page = Page(source=f"a\udcf0{n}.txt", media=Media.ROW, content=f"{TEXT} {n}", given=given)
        assert add(record, page) == ["added"]
        assert add(record, page) == ["known"]
    with record.reading() as connection:
        assert stats(connection)["articles"] == 2
    assert findings(record) == []


def test_a_capture_that_was_not_read_is_read_by_the_next_run(record: Record) -> None:
    page = a_page()
    run = record.begin_run("add", {})
    record.keep_captures([(page.source, capture_of(page))], run)  # and here the run is killed
    assert add(record, page) == ["added"]
    with record.reading() as connection:
        assert (stats(connection)["captures"], stats(connection)["unread_captures"]) == (1, 0)
