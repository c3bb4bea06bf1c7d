import re

import pytest

from onrecord.text.late import LatePattern

_SOURCE = LatePattern(r"\bsource in kiel\b", re.IGNORECASE, needs=("source", "in|at", "kiel"))


@pytest.mark.parametrize(
    "text", ["A source in Kiel", "SOURCE IN KIEL", "ſource İn kıel", "source in \u212aiel"]
)  # K is the kelvin sign
def test_it_finds_what_the_pattern_finds_whatever_the_case(text: str) -> None:
    assert _SOURCE.compiled.search(text)
    assert _SOURCE.search(text)


def test_a_pattern_is_compiled_only_where_its_words_are() -> None:
    late = LatePattern("full (?:story|text)", needs=("full", "story|text"))
    assert late.search("the story is long") is None
    assert late.sub("-", "the full house") == "the full house"
    assert late.split("full") == ["full"]
    assert "compiled" not in vars(late)
    assert [match[0] for match in late.finditer("a full story, a full text")] == ["full story", "full text"]
    assert "compiled" in vars(late)


def test_only_the_part_that_is_searched_counts() -> None:
    late = LatePattern("full", needs=("full",))
    assert late.search("full", 1) is None
    assert late.match("a full text", 2, 6) is not None
    assert "compiled" in vars(late)
