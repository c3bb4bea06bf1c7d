import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.text.quotes import MarkStyle, find_quotations


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("“We will stay,” she said.", ["We will stay,"]),
        ('It was "never a promise to Orvane,” he noted.', ["never a promise to Orvane,"]),
        ("''Two apostrophes,'' it said.", ["Two apostrophes,"]),
        ("„So“, sagte er.", []),  # closed by a mark that opens in English: left open to the paragraph's end
        ("«Jamais», dit-elle.", ["Jamais"]),
        ("The 6' 2\" goalkeeper left.", []),
    ],
)
def test_double_marks_are_paired_by_place_not_by_shape(text: str, words: list[str]) -> None:
    closed = [q for q in find_quotations(text) if q.closed and q.style is MarkStyle.DOUBLE]
    assert [text[q.start : q.end] for q in closed] == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("‘We won’t go,’ said Berg.", ["We won’t go,"]),
        ("'It's the states' right,' he said.", ["It's the states' right,"]),
        ("Voters’ anger and the ministers’ pay", []),
        ("Berg called it ‘a farce’ on Friday.", ["a farce"]),
        ("He don't care, and they won't either", []),
    ],
)
def test_single_marks_are_told_from_apostrophes(text: str, words: list[str]) -> None:
    assert [text[q.start : q.end] for q in find_quotations(text)] == words


def test_a_quotation_still_open_covers_the_rest_of_its_paragraph_only() -> None:
    text = "“The first paragraph.\n\n“The second,” she said."
    first, second = find_quotations(text)
    assert not first.closed
    assert text[first.start : first.end] == "The first paragraph."
    assert text[second.start : second.end] == "The second,"


def test_a_nested_single_quotation_is_no_quotation_of_its_own() -> None:
    text = "“He told me ‘never’ and left,” she said."
    assert [text[q.start : q.end] for q in find_quotations(text)] == ["He told me ‘never’ and left,"]


@given(st.text(alphabet="ab ,.'\"“”‘’«»`\n", max_size=200))
def test_quotations_are_ordered_in_bounds_and_hold_words(text: str) -> None:
    quotations = find_quotations(text)
    assert quotations == sorted(quotations, key=lambda q: q.start)
    for q in quotations:
        assert 0 <= q.open_start <= q.start < q.end <= q.close_end <= len(text)


def test_a_million_marks_take_linear_time() -> None:
    assert find_quotations('"' * 1_000_000) == []
    assert find_quotations("'" * 100_000) == []
