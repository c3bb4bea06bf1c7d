"""Fit how a statement's score becomes a probability, and keep it in the config beside the weights.

    python -m training.statements.calibrate --data ../shared/data/polnear/dev.jsonl.gz --weights DIR

A statement is right when the scorer pairs it with a gold one and the sources agree. Prints, for each tenth of
probability, how many statements there are and which share of them is right.
"""

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.contract import Row, read_rows
from benchmarks.score_attributions import Article, Attribution, pair
from onrecord.inference.session import Model
from onrecord.inference.tagger import ModelTagger
from onrecord.statements.decode import Found, decode_window
from onrecord.types.span import Span


def judged(rows: Sequence[Row], tagger: ModelTagger) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Score and right (1) or wrong (0) of each statement found."""
    scores: list[float] = []
    right: list[float] = []
    for row in rows:
        text = row["text"]
        [windows] = tagger.tag([text])
        found = [one for window in windows for one in decode_window(window)]
        words = Article(text)
        gold = [Attribution(words, record) for record in row["attributions"]]
        predicted = [Attribution(words, as_record(one)) for one in found]
        paired = {id(p) for g, p, _ in pair(gold, predicted) if g.same_speaker(p)}
        scores += [one.score for one in found]
        right += [float(id(p) in paired) for p in predicted]
    return np.clip(np.array(scores), 1e-4, 1 - 1e-4), np.array(right)


def as_record(found: Found) -> Row:
    return {"content": _pairs(found.content), "cue": _pairs(found.cue), "source": _pairs(found.source)}


def _pairs(spans: Sequence[Span]) -> list[list[int]]:
    return [[span.start, span.end] for span in spans]


def fit(scores: NDArray[np.float64], right: NDArray[np.float64]) -> tuple[float, float]:
    """Slope and intercept over the log odds of the score, by Newton's method on the log loss."""
    design = np.stack([np.log(scores / (1 - scores)), np.ones_like(scores)], axis=1)
    weights = np.zeros(2)
    for _ in range(50):
        probability = 1 / (1 + np.exp(-design @ weights))
        curvature = design.T @ (design * (probability * (1 - probability))[:, None])
        weights -= np.linalg.solve(curvature, design.T @ (probability - right))
    return float(weights[0]), float(weights[1])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--weights", type=Path, required=True)
    given = parser.parse_args()
    tagger = ModelTagger(Model(given.weights))
    scores, right = judged(read_rows(given.data), tagger)
    slope, intercept = fit(scores, right)
    path = given.weights / "config.json"
    config = {**json.loads(path.read_text()), "calibration": [round(slope, 4), round(intercept, 4)]}
    path.write_text(json.dumps(config, indent=1) + "\n")
    probability = 1 / (1 + np.exp(-(slope * np.log(scores / (1 - scores)) + intercept)))
    gap = 0.0
    for tenth in range(10):
        inside = (probability * 10).astype(int).clip(0, 9) == tenth
        if inside.any():
            told, true = probability[inside].mean(), right[inside].mean()
            gap += inside.mean() * abs(told - true)
            print(f"{tenth / 10:.1f}  {inside.sum():5}  told {told:.3f}  right {true:.3f}")
    print(f"expected calibration error {gap:.4f}")


if __name__ == "__main__":
    main()
