from pathlib import Path

from onrecord.acquire.capture import capture_of
from onrecord.pipeline.add import Readers, add_pages
from onrecord.record.ask import find_document, statements_in, stats
from onrecord.record.store import Record
from onrecord.types.article import Given, Media, Page

TEXT = "Anna Reyer, the harbour minister, said on Monday that the port would open. “We are ready,” she said."


def a_page(text: str = TEXT, id_: str = "1", source: str = "news.jsonl") -> Page:
    return Page(source=source, media=Media.ROW, content=text, given=Given(id=id_, date="2031-03-04"))


def add(record: Record, *pages: Page) -> list[str]:
    run = record.begin_run("add", {})
    with Readers() as readers:
        return [one.became.value for one in add_pages(record, pages, readers, run)]


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


def test_a_capture_that_was_not_read_is_read_by_the_next_run(record: Record) -> None:
    page = a_page()
    run = record.begin_run("add", {})
    record.keep_captures([(page.source, capture_of(page))], run)  # and here the run is killed
    assert add(record, page) == ["added"]
    with record.reading() as connection:
        assert (stats(connection)["captures"], stats(connection)["unread_captures"]) == (1, 0)
