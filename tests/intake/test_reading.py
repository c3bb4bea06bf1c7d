import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.export.reading_json import reading_to_dict, to_json
from onrecord.intake.anchor import Anchor
from onrecord.intake.fields import ShapeError
from onrecord.intake.reading import reading_from_dict
from onrecord.types.reading import Reading
from onrecord.types.span import Span
from tests.export.readings import a_bare_reading, a_crowd, a_full_reading, a_hostile_reading, a_statement, an_article

HOSTILE = replace(a_hostile_reading(), article=replace(a_hostile_reading().article, id="a1"))  # as its statements say
READINGS = [a_full_reading(), a_bare_reading(), a_bare_reading(""), HOSTILE, a_crowd(3)]


def written(reading: Reading) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(to_json(reading))
    return found


@pytest.mark.parametrize("reading", READINGS)
def test_what_was_written_is_read_back_and_written_alike(reading: Reading) -> None:
    value = written(reading)
    found = reading_from_dict(value)
    assert reading_to_dict(found) == value
    assert [one.id for one in found.statements] == [one.id for one in reading.statements]


_TEXTS = st.text(alphabet=st.sampled_from(list("ab “”\n🏳️‍🌈é\x00\ud800")), min_size=3, max_size=40)


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    text = draw(_TEXTS)
    cuts = sorted(draw(st.sets(st.integers(0, len(text)), min_size=2, max_size=6)))
    spans = [Span(one, other) for one, other in zip(cuts[::2], cuts[1::2], strict=False)]
    statement = replace(a_statement("x", "x"), content=tuple(spans), source=(spans[0],), cue=(spans[-1],))
    return a_bare_reading(article=an_article(text), statements=(statement,))


@given(readings())
def test_any_text_and_any_places_come_back(reading: Reading) -> None:
    found = reading_from_dict(written(reading))
    assert found.article.text == reading.article.text
    assert reading_to_dict(found) == reading_to_dict(reading)


def spoilt(*path: str | int, to: object) -> dict[str, Any]:
    value = written(a_full_reading())
    inner: Any = value
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = to
    return value


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ([], "an object was wanted"),
        (spoilt("article", "text", to=7), "article.text is a number"),
        (spoilt("article", "text_sha256", to="0" * 64), "the text was changed"),
        (spoilt("statements", 0, "kind", to="loud"), "statements.0..kind is 'loud', one of direct"),
        (spoilt("statements", 1, "content", to=[]), "statements.1..content is empty"),
        (spoilt("statements", 1, "confidence", to=2), "from 0 to 1"),
        (spoilt("statements", 1, "content", 0, "exact", to="nowhere"), "does not hold 'nowhere'"),
        (spoilt("statements", 2, "said", "from", to="soon"), "YYYY-MM-DD"),
        (spoilt("statements", 2, "said", "words", to="Friday"), "holds 'Thursday'"),
        (spoilt("actors", to={}), "actors is an object, an array"),
    ],
)
def test_what_does_not_fit_is_told_by_its_place(value: object, told: str) -> None:
    with pytest.raises(ShapeError, match=told):
        reading_from_dict(value)


def test_two_statements_at_one_place_are_refused() -> None:
    value = written(a_full_reading())
    value["statements"].append(value["statements"][0] | {"id": "another"})
    with pytest.raises(ShapeError, match="same place"):
        reading_from_dict(value)


def test_foreign_ids_of_statements_are_followed() -> None:
    value = written(a_full_reading())
    value = json.loads(json.dumps(value).replace(a_full_reading().statements[0].id, "mine"))
    assert reading_to_dict(reading_from_dict(value)) == reading_to_dict(a_full_reading())


def test_words_whose_offsets_moved_are_found_where_they_stand_once() -> None:
    anchor = Anchor("One port, two ports.")
    assert anchor.place(0, 3, "two") == Span(10, 13)
    assert anchor.moved == 1
    with pytest.raises(LookupError, match="more than once"):
        anchor.place(0, 4, "port")
    with pytest.raises(LookupError, match="is no place"):
        anchor.place(4, 99)
