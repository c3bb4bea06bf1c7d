import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.errors import InputError, UnreadableError
from onrecord.export.reading_json import reading_to_dict, to_json
from onrecord.pipeline.read import Reader
from onrecord.types.article import Given, Media, Page
from onrecord.types.reading import Reading
from tests.stub import Said, StubTagger

TEXT = "Anna Berg said on Tuesday that the dam would hold."


def page(text: str, **given: str) -> Page:
    return Page(source="row 1", media=Media.ROW, content=text, given=Given(**given))


def test_a_page_that_cannot_be_read_gives_its_error_in_its_place() -> None:
    error = UnreadableError("b.png", "is a picture")
    reader = Reader(StubTagger())
    first, second, third = reader.read_pages([page(TEXT), error, page(TEXT)])
    assert isinstance(first, Reading)
    assert second is error
    assert isinstance(third, Reading)


def test_a_reading_says_by_what_it_was_made() -> None:
    [reading] = Reader(StubTagger([Said(("that the dam would hold",), "said", "Anna Berg")])).read_pages([page(TEXT)])
    assert isinstance(reading, Reading)
    assert reading.models == {"stub": "0" * 64}
    assert reading.version
    [statement] = reading.statements
    assert reading.speakers[statement.id].name == "Anna Berg"
    said = reading.settings[statement.id].said
    assert said is not None
    assert (said.words, said.resolved) == ("Tuesday", False)


def test_what_could_not_be_done_is_told() -> None:
    [reading] = Reader(StubTagger()).read_pages([page(TEXT)])
    assert isinstance(reading, Reading)
    assert {skipped.step for skipped in reading.skipped} >= {"dates", "headline"}


HOSTILE = st.text(
    alphabet=st.sampled_from(
        "ab AB said Berg “”\"'‘’«».,;:\n\r\t\u2028\u202e\u05d0\U0001f600\x00\ufeff\ud800ß漢12-/()[]<&"
    ),
    min_size=1,
    max_size=400,
)


@settings(deadline=None, max_examples=60)
@given(HOSTILE)
def test_every_place_of_every_reading_holds_on_hostile_text(text: str) -> None:
    [result] = REAL.read_pages([page(text, id="x")])
    if isinstance(result, InputError):
        assert not text.strip("\ufeff\x00 \t\r\n\u2028")
        return
    assert result.article.text == text
    reading_to_dict(result)  # refuses any place whose words are not the text's
    to_json(result).encode("utf-8")


@pytest.mark.parametrize(
    "text",
    [
        "x" * 100_000,
        '"' * 20_000,
        "“a” " * 5_000,
        "BERG: Yes.\n" * 2_000,
        "“The pier must go.” — Ana\n" * 1_000,
        "\U0001f600" * 20_000,
        "قال الوزير إن العبارة ستبحر. " * 500,
        "a\x00" * 20_000,
        "\ud800" * 20_000,
        "\n" * 100_000 + "Berg said so.",
        "(" * 50_000,
    ],
    ids=["no space", "marks", "quotations", "turns", "signed", "emoji", "right to left", "NUL", "halves", "lines", "("],
)
def test_a_text_of_one_thing_over_and_over_is_read_and_every_place_holds(text: str) -> None:
    [result] = REAL.read_pages([page(text, id="x")])
    assert isinstance(result, Reading)
    assert result.article.text == text
    reading_to_dict(result)


REAL = Reader()
