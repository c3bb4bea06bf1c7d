"""Questions to a record, on both databases."""

import pytest

from onrecord.errors import UsageError
from onrecord.pipeline.link import link_actors
from onrecord.record.ask import speakers, timeline
from onrecord.record.query import Question, Sort
from onrecord.record.search import search
from onrecord.record.store import Record
from tests.record.test_store import a_page, add

TEXTS = (
    "Örjan Çelik, the harbour minister, said on Monday that the port would open. “We are ready,” he said.",
    "Mara Lindqvist said that the port's new café would close in December 2030.",
    "Mara Lindqvist said on 30 December 2030 that the railway would not pay.",
)


@pytest.fixture
def filled(record: Record) -> Record:
    """Three articles, two speakers."""
    add(record, *(a_page(words, str(n)) for n, words in enumerate(TEXTS)))
    link_actors(record, 1)
    return record


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        (Question(text="port"), 2),
        (Question(text="port -café"), 1),
        (Question(text='"would open"'), 1),
        (Question(text="rail*"), 1),
        (Question(text="cafe"), 1),
        (Question(speaker="celik"), 2),
        (Question(speaker="ÇELİK"), 2),
        (Question(text="cafe\u0301"), 1),
        (Question(text="port", speaker="lindqvist"), 1),
        (Question(text="nothing"), 0),
        (Question(speaker="   "), 4),
    ],
)
def test_words_find_statements(filled: Record, asked: Question, found: int) -> None:
    with filled.reading() as connection:
        assert search(connection, asked).total == found


@pytest.mark.parametrize("name", ["text", "speaker", "role", "organisation"])
@pytest.mark.parametrize("words", ["!!!", "“”", "-", '"', "*", "( )"])
@pytest.mark.parametrize("sort", Sort)
def test_a_search_without_a_word_is_told(filled: Record, name: str, words: str, sort: Sort) -> None:
    with filled.reading() as connection, pytest.raises(UsageError, match="no word to search for"):
        search(connection, Question(**{name: words, "sort": sort}))  # type: ignore[arg-type]


@pytest.mark.parametrize("words", ["örjan", "ÖRJAN", "orjan", "ÇELIK", "jan Ç"])
def test_a_speaker_is_found_in_any_case_and_without_accents(filled: Record, words: str) -> None:
    with filled.reading() as connection:
        assert [one.name for one in speakers(connection, name=words)] == ["Örjan Çelik"]
        assert speakers(connection, name="100%") == []
        assert speakers(connection, name="_") == []


def test_events_are_found_in_any_case(filled: Record) -> None:
    with filled.reading() as connection:
        found = timeline(connection, words="CAFÉ")
        assert found == timeline(connection, words="cafe")
    assert found


def test_the_years_beside_a_search_hold_what_they_count(filled: Record) -> None:
    with filled.reading() as connection:
        years = dict(search(connection, Question()).facets["year"])
        assert set(years) >= {"2030", "2031"}
        for year, count in years.items():
            asked = Question(since=f"{year}-01-01", until=f"{year}-12-31")
            assert search(connection, asked).total == count
