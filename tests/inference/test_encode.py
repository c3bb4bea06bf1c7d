from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.inference.encode import (
    FEATURES,
    ROLES,
    Encoder,
    decode_labels,
    label_count,
    label_spans,
    spans_of,
)
from onrecord.inference.session import Model


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return Encoder.load(Model.shipped("statements").folder / "tokenizer.json", 64)


HOSTILE = st.text(alphabet=st.sampled_from("aé“”\"' .\n\r\u2028\u202e\U0001f600\x00\ufeff\ud800ßИ漢"), max_size=300)


@settings(deadline=None)
@given(HOSTILE)
def test_windows_hold_every_piece_once_in_order(encoder: Encoder, text: str) -> None:
    pieces = encoder.pieces(text)
    windows = encoder.windows(text)
    assert [int(i) for w in windows for i in w.ids[1:-1]] == pieces.ids.tolist()
    assert all(len(w) <= 64 for w in windows)
    starts = pieces.spans[:, 0]
    assert (starts[1:] >= starts[:-1]).all()
    assert (pieces.spans[:, 0] < pieces.spans[:, 1]).all()
    assert not len(pieces.spans) or (pieces.spans[0, 0] >= 0 and pieces.spans[-1, 1] <= len(text))
    assert ((pieces.features >= 0) & (pieces.features < FEATURES)).all()


def test_offsets_are_code_points(encoder: Encoder) -> None:
    text = "\U0001f600 Éva said 漢字 in Orvane"
    cut = [text[s:e] for s, e in encoder.pieces(text).spans.tolist()]
    assert "Éva" in "".join(cut)
    assert "said" in cut


def test_a_window_ends_where_a_paragraph_does_if_one_is_near(encoder: Encoder) -> None:
    text = "\n\n".join(["The dam will hold for a hundred years and more than that."] * 12)
    for window in encoder.windows(text)[:-1]:
        assert text[window.spans[-2, 1] - 1] == "."


@pytest.mark.parametrize("text", ["", " \n\n ", "\x00"])
def test_a_text_without_words_has_no_window_or_an_empty_reading(encoder: Encoder, text: str) -> None:
    assert all(len(w) >= 2 for w in encoder.windows(text))


@pytest.mark.parametrize("text", ["x" * 100_000, '"' * 200_000, "a " * 100_000])
def test_no_text_makes_it_run_away(encoder: Encoder, text: str) -> None:
    assert max((len(w) for w in encoder.windows(text)), default=0) <= 64


@given(st.lists(st.tuples(st.integers(0, 2), st.integers(1, 4), st.integers(0, 3)), max_size=8))
def test_labels_and_spans_are_inverse(runs: list[tuple[int, int, int]]) -> None:
    spans, place = [], 0
    for kind, length, gap in runs:
        spans.append((kind, place + gap, place + gap + length))
        place += gap + length
    assert spans_of(label_spans(place + 1, spans).tolist()) == spans


@given(st.integers(1, 30), st.integers(0, 10_000))
def test_whatever_the_scores_the_labelling_is_well_formed(tokens: int, seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(tokens, label_count(ROLES))).astype(np.float32)
    spans = decode_labels(scores, len(ROLES))
    assert all(0 <= first < last <= tokens for _, first, last in spans)
    assert all(a[2] <= b[1] for a, b in pairwise(spans))


@given(st.integers(1, 4), st.integers(0, 10_000), st.floats(0.1, 5))
def test_no_well_formed_labelling_is_better(tokens: int, seed: int, spread: float) -> None:
    scores = np.random.default_rng(seed).normal(scale=spread, size=(tokens, label_count("ab"))).astype(np.float32)
    found = label_spans(tokens, decode_labels(scores, 2))
    paths = (list(path) for path in product(range(label_count("ab")), repeat=tokens))
    well_formed = [path for path in paths if label_spans(tokens, spans_of(path)).tolist() == path]
    best = max(scores[np.arange(tokens), path].sum() for path in well_formed)
    assert scores[np.arange(tokens), found].sum() == pytest.approx(best, abs=1e-4)


def test_the_best_labelling_is_found() -> None:
    wanted = [(0, 1, 4), (2, 5, 6)]
    scores = np.full((7, label_count(ROLES)), -9.0, dtype=np.float32)
    scores[np.arange(7), label_spans(7, wanted)] = 0.0
    assert decode_labels(scores, len(ROLES)) == wanted
