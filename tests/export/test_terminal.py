import io

import pytest
from rich.cells import cell_len
from rich.console import Console, RenderableType

from onrecord.export.terminal import render_check, render_table
from onrecord.types.reading import Reading
from tests.export.readings import a_bare_reading, a_crowd, a_full_reading, a_hostile_reading


def shown(renderable: RenderableType, width: int = 80) -> str:
    console = Console(width=width, file=io.StringIO(), force_terminal=False)
    console.print(renderable)
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


@pytest.mark.parametrize("reading", [a_full_reading(), a_bare_reading(), a_hostile_reading(), a_crowd(120)])
def test_all_fits_eighty_columns(reading: Reading) -> None:
    for renderable in (render_table(reading), render_check(reading)):
        assert max(cell_len(line) for line in shown(renderable).splitlines()) <= 80


def test_the_six_parts_are_there_in_order() -> None:
    report = shown(render_check(a_full_reading()))
    parts = [
        "Does the headline hold?",
        "Who said what",
        "How it fits together",
        "Positions",
        "Timeline",
        "Where it comes from",
    ]
    places = [report.index(part) for part in parts]
    assert places == sorted(places)
    assert "Overstated. It says more than the statements below." in report
    assert "Credit line (printed): Port Hale Courier." in report


def test_hostile_text_cannot_steer_the_terminal() -> None:
    report = shown(render_check(a_hostile_reading()))
    assert not {character for character in report if ord(character) < 32 and character != "\n"}
    assert "\u202e" not in report
    assert "[bold]loud[/bold]" in report.replace("\n", "")


def test_a_reading_without_statements_says_so() -> None:
    assert "No statement was found" in shown(render_table(a_bare_reading()))


def test_a_row_tells_what_was_not_said() -> None:
    table = shown(render_table(a_full_reading()), width=100)
    assert "did not say: whether a vote was" in table
    assert "“the minister” ?" in table
    assert "13 Feb 2025" in table
