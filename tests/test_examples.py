"""Every reading expected of the examples holds, or stands in tests/data/known_failures.json with its reason."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.expected import differences, example_files, readings_of

if TYPE_CHECKING:
    from onrecord.types.span import Span

KNOWN: dict[str, dict[str, str]] = json.loads(
    (Path(__file__).parent / "data" / "known_failures.json").read_text("utf-8")
)
FILES = pytest.mark.parametrize("path", example_files(), ids=lambda path: path.name)


@FILES
def test_the_reading_is_the_expected_one_but_for_known_failures(path: Path) -> None:
    found = dict(differences(path))
    known = KNOWN.get(path.name, {})
    assert {key: value for key, value in found.items() if key not in known} == {}, "new differences"
    assert [key for key in known if key not in found] == [], "known failures that hold now: take them off the list"


def test_every_known_failure_has_a_reason() -> None:
    assert set(KNOWN) <= {path.name for path in example_files()}
    assert all(len(reason) > 10 for known in KNOWN.values() for reason in known.values())


@FILES
def test_every_place_of_a_reading_is_inside_its_text(path: Path) -> None:
    for reading in readings_of(path):
        text = reading.article.text
        spans: list[Span] = [span for s in reading.statements for span in (*s.source, *s.cue, *s.content)]
        spans += [m for actor in reading.actors for m in actor.mentions] + [
            r.span for a in reading.actors for r in a.roles
        ]
        spans += [e.span for e in reading.timeline] + [r.span for r in reading.relations if r.span]
        assert spans
        assert all(span.cut(text) for span in spans)
