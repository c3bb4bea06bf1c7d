from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from onrecord.export.segments import Mark, cut_paragraphs, cut_segments, share_marks
from onrecord.types.span import Span
from tests.export.readings import HEADLINE, TEXT, at


def marks_in(length: int) -> st.SearchStrategy[list[Mark]]:
    place = st.tuples(st.integers(0, length - 1), st.integers(1, 9))
    spans = st.lists(place.map(lambda pair: Span(pair[0], min(length, pair[0] + pair[1]))), max_size=12)
    return spans.map(lambda found: [Mark(key=f"s{n}", span=span) for n, span in enumerate(found)])


@given(st.data(), st.integers(1, 40))
def test_segments_cover_a_paragraph_without_gap_and_with_the_right_marks(data: st.DataObject, length: int) -> None:
    marks = data.draw(marks_in(length))
    paragraph = Span(0, length)
    segments = cut_segments(paragraph, marks)
    assert [n for one in segments for n in range(one.span.start, one.span.end)] == list(range(length))
    for one in segments:
        for n in range(one.span.start, one.span.end):
            assert {mark.key for mark in one.marks} == {m.key for m in marks if m.span.start <= n < m.span.end}
    opened = [mark.key for one in segments for mark in one.opens]
    assert sorted(opened) == sorted(mark.key for mark in marks)


@given(st.text(alphabet="ab \n\r\t\u2028", max_size=60))
def test_paragraphs_hold_all_that_is_printed(text: str) -> None:
    spans = cut_paragraphs(text)
    assert "".join(text.split()) == "".join("".join(span.cut(text).split()) for span in spans)
    assert all(left.end <= right.start for left, right in pairwise(spans))


def test_the_headline_is_a_paragraph_of_its_own() -> None:
    assert cut_paragraphs(TEXT, at(TEXT, HEADLINE))[0].cut(TEXT) == HEADLINE
    run_on = "Pact splits. The pact has split."
    assert [one.cut(run_on) for one in cut_paragraphs(run_on, Span(0, 12))] == ["Pact splits.", "The pact has split."]


def test_lines_wrapped_by_hand_stay_one_paragraph() -> None:
    text = "The pact\nhas split.\n\nNobody said\nwhy."
    assert len(cut_paragraphs(text)) == 2


def test_long_lines_without_blank_lines_are_paragraphs() -> None:
    assert len(cut_paragraphs("word " * 40 + "\n" + "word " * 40)) == 2


def test_the_outer_mark_comes_first() -> None:
    outer, inner = Mark(key="s1", span=Span(0, 10)), Mark(key="s2", span=Span(3, 5))
    middle = cut_segments(Span(0, 10), [inner, outer])[1]
    assert [mark.key for mark in middle.marks] == ["s1", "s2"]


def test_a_mark_over_two_paragraphs_is_given_to_both() -> None:
    mark = Mark(key="s1", span=Span(3, 12))
    assert share_marks([Span(0, 5), Span(7, 9), Span(12, 20)], [mark]) == [[mark], [mark], []]
