"""Training and package read a text alike, and the shipped weights answer as they did when they were exported."""

import hashlib
import json
from pathlib import Path

import pytest

from onrecord.inference.encode import Encoder
from onrecord.inference.session import Model

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("name", ["statements", "statements-fast"])
def test_the_shipped_weights_answer_as_when_they_were_exported(name: str) -> None:
    model = Model.shipped(name)
    parity = json.loads((ROOT / "tests/data/parity" / f"{model.name}.json").read_text("utf-8"))
    text = (ROOT / "examples" / "09-winter-ferry.txt").read_text("utf-8")
    assert hashlib.sha256(text.encode()).hexdigest() == parity["text_sha256"], "the text changed: export anew"
    windows = Encoder.load(model.folder / "tokenizer.json", int(model.config["window"])).windows(text)
    assert [w.ids.tolist() for w in windows] == [p["ids"] for p in parity["windows"]]
    assert [w.features.tolist() for w in windows] == [p["features"] for p in parity["windows"]]
    same = total = 0
    for window, wanted in zip(windows, parity["windows"], strict=True):
        roles = model.run({"ids": window.ids[None], "features": window.features[None]})[0][0].argmax(axis=1).tolist()
        same += sum(a == b for a, b in zip(roles, wanted["roles"], strict=True))
        total += len(roles)
    assert same / total > 0.98  # int8 arithmetic differs a little between processors
