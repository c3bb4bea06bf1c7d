import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.text.sentences import cut_sentences


def cut(text: str) -> list[str]:
    return [span.cut(text) for span in cut_sentences(text)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Mr. Vale met Sen. Orla Brandt on Jan. 5.",
        "J. R. Vale of the U.S. Senate spoke.",
        "The U.N. Council rejected No. 7 of the list.",
        "Talks began at 9 a.m. in Port Ellery.",
        "“We never promised it,” she said.",
        "“Why now?” asked Brandt.",
        "It was … a promise of 3.5 percent.",
        "It was ... Brandt thought, a promise.",
        "1. The treaty stands",
    ],
)
def test_one_sentence_stays_one(sentence: str) -> None:
    assert cut(sentence) == [sentence]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Vale left. Brandt stayed.", ["Vale left.", "Brandt stayed."]),
        ("“We won.” The crowd cheered.", ["“We won.”", "The crowd cheered."]),
        ('He said "No." Then he left.', ['He said "No."', "Then he left."]),
        ("He lives in the U.S. The family does not.", ["He lives in the U.S.", "The family does not."]),
        ("It ended at 5 p.m. They left.", ["It ended at 5 p.m.", "They left."]),
        ("Is it true? Nobody knows! Not yet…", ["Is it true?", "Nobody knows!", "Not yet…"]),
        ("They waited... Then it rained.", ["They waited...", "Then it rained."]),
        ("That was in 2008. The war came later.", ["That was in 2008.", "The war came later."]),
        ("We said no. Vale said yes.", ["We said no.", "Vale said yes."]),
    ],
)
def test_sentences_end_where_a_reader_would_end_them(text: str, wanted: list[str]) -> None:
    assert cut(text) == wanted


def test_a_line_is_a_paragraph_and_ends_its_sentence() -> None:
    assert cut("Vale rejects treaty\n\nThe minister spoke\r\nand left") == [
        "Vale rejects treaty",
        "The minister spoke",
        "and left",
    ]


@given(st.text(alphabet=st.sampled_from("aB3.!?…\"'”’) \n\u2028\u00a0Mr“"), max_size=80) | st.text(max_size=60))
def test_sentences_are_ordered_disjoint_and_cover_all_that_is_not_white_space(text: str) -> None:
    spans = cut_sentences(text)
    assert all(left.end <= right.start for left, right in pairwise(spans))
    covered = set().union(*(range(span.start, span.end) for span in spans)) if spans else set()
    assert all(mark.isspace() or place in covered for place, mark in enumerate(text))
    assert all(not span.cut(text)[0].isspace() and not span.cut(text)[-1].isspace() for span in spans)


@pytest.mark.parametrize(
    "text", ['"' * 1_000_000, "." * 100_000, ". " * 50_000, "A. " * 30_000, " " * 100_000, "!?" * 50_000]
)
def test_hostile_text_is_cut_in_linear_time(text: str) -> None:
    begin = time.process_time()
    cut_sentences(text)
    assert time.process_time() - begin < 5
