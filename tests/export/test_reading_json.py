import json
from dataclasses import replace
from importlib.resources import files
from typing import Any

import jsonschema
import pytest

from onrecord.errors import OnRecordError
from onrecord.export.grounding import GroundingError
from onrecord.export.reading_json import reading_to_dict, to_json
from onrecord.export.schema import reading_schema
from onrecord.types.reading import Reading
from onrecord.types.span import Span
from onrecord.types.statement import Phrase, Setting
from onrecord.types.when import Precision, When
from tests.export.readings import (
    a_bare_reading,
    a_full_reading,
    a_hostile_reading,
    a_statement,
    an_article,
    an_instant,
    at,
)

READINGS = [a_full_reading(), a_bare_reading(), a_bare_reading(""), a_hostile_reading()]


def objects(value: Any) -> list[dict[str, Any]]:
    """Every object inside a JSON value."""
    if isinstance(value, dict):
        return [value, *(one for inner in value.values() for one in objects(inner))]
    return [one for inner in value for one in objects(inner)] if isinstance(value, list) else []


@pytest.mark.parametrize("reading", READINGS)
def test_every_reading_keeps_to_the_schema(reading: Reading) -> None:
    jsonschema.Draft202012Validator.check_schema(reading_schema())
    jsonschema.Draft202012Validator(reading_schema()).validate(json.loads(to_json(reading)))


def test_the_published_schema_is_the_one_the_code_gives() -> None:
    published = files("onrecord.export").joinpath("reading.schema.json").read_text(encoding="utf-8")
    assert json.loads(published) == reading_schema(), "write it anew: see onrecord.export.schema"


def test_the_schema_forbids_other_keys() -> None:
    shapes = [one for one in objects(reading_schema()) if one.get("type") == "object" and "properties" in one]
    assert len(shapes) > 12
    assert all(one["additionalProperties"] is False for one in shapes)


@pytest.mark.parametrize("reading", READINGS)
def test_wherever_offsets_stand_the_exact_words_stand(reading: Reading) -> None:
    placed = [one for one in objects(reading_to_dict(reading)) if "start" in one]
    assert all(reading.article.text[one["start"] : one["end"]] == one["exact"] for one in placed)
    assert len(placed) >= 2 * len(reading.statements)


def test_the_shape_is_that_of_the_design() -> None:
    found = reading_to_dict(a_full_reading())
    assert list(found) == (
        ["article", "statements", "actors", "relations", "timeline", "chain", "headline", "skipped", "made_by"]
    )
    said = found["statements"][2]["said"]
    assert (said["from"], said["to"], said["precision"], said["words"]) == (
        "2025-02-13",
        "2025-02-13",
        "day",
        "Thursday",
    )
    assert found["article"]["published"]["evidence"][1] == {
        "kind": "dateline", "words": "13 February", "start": 54, "end": 65, "exact": "13 February",
    }  # fmt: skip
    assert found["article"]["authors"] == ["Jonna Varga"]
    assert found["statements"][-2]["speaker"] is None
    assert found["statements"][4]["said"]["alternatives"][0]["from"] == "2025-02-11"


def test_equal_readings_give_equal_json() -> None:
    assert to_json(a_full_reading()) == to_json(a_full_reading())


def test_a_span_outside_the_text_is_refused() -> None:
    reading = replace(a_full_reading(), article=an_article("Too short."), relations=(), timeline=())
    with pytest.raises(GroundingError, match="lies outside the text") as caught:
        reading_to_dict(reading)
    assert isinstance(caught.value, ValueError)
    assert isinstance(caught.value, OnRecordError)


def test_a_phrase_whose_words_are_not_in_its_place_is_refused() -> None:
    text = "“Never,” she said in Sund."
    statement = a_statement(text, "Never,")
    setting = Setting(place=Phrase(words="Port Hale", span=at(text, "Sund")))
    with pytest.raises(GroundingError, match="'Sund', not 'Port Hale'"):
        reading_to_dict(a_bare_reading(text, statements=(statement,), settings={statement.id: setting}))


def test_words_that_run_over_a_line_break_may_be_kept_on_one_line() -> None:
    text = "“Never,” she said in Port\nHale."
    statement = a_statement(text, "Never,")
    setting = Setting(place=Phrase(words="Port Hale", span=at(text, "Port\nHale")))
    [found] = reading_to_dict(a_bare_reading(text, statements=(statement,), settings={statement.id: setting}))[
        "statements"
    ]
    assert found["place"]["exact"] == "Port\nHale"


def test_lone_surrogates_leave_escaped_and_come_back() -> None:
    reading = a_bare_reading("A broken \ud83d mark and a \udc80 byte.")
    written = to_json(reading)
    written.encode("utf-8")
    assert json.loads(written)["article"]["text"] == reading.article.text


def test_other_letters_leave_as_they_are() -> None:
    assert "Ægir 👩‍🚀" in to_json(a_bare_reading("Ægir 👩‍🚀"))


def test_an_instant_and_an_open_date_are_written() -> None:
    article = an_article(
        "Text.", published=an_instant(), updated=When(earliest=None, latest=None, precision=Precision.UNKNOWN)
    )
    found = reading_to_dict(a_bare_reading(article=article))
    jsonschema.Draft202012Validator(reading_schema()).validate(found)
    assert found["article"]["published"]["at"] == "2025-02-13T19:24:07+00:00"
    assert found["article"]["updated"]["from"] is None


def test_a_span_of_one_character_is_kept() -> None:
    statement = replace(a_statement("No.", "No."), content=(Span(0, 1),))
    assert (
        reading_to_dict(a_bare_reading("No.", statements=(statement,)))["statements"][0]["content"][0]["exact"] == "N"
    )
