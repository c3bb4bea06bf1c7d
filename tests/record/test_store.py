from pathlib import Path

from onrecord.acquire.capture import capture_of
from onrecord.pipeline.add import Readers, add_pages
from onrecord.record.ask import stats
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
