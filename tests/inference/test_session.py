import json
import shutil
from pathlib import Path

import pytest

from onrecord.errors import ModelError
from onrecord.inference.session import Model
from onrecord.inference.tagger import ModelTagger


def test_damaged_weights_are_refused(tmp_path: Path) -> None:
    folder = tmp_path / "statements-9"
    shutil.copytree(Model.shipped("statements").folder, folder)
    weights = (folder / "model.onnx").read_bytes()
    (folder / "model.onnx").write_bytes(weights[:-1] + bytes([weights[-1] ^ 1]))
    with pytest.raises(ModelError, match="damaged; reinstall"):
        ModelTagger(Model(folder)).tag(["Berg said that the dam would hold."])


def test_a_missing_model_is_named() -> None:
    with pytest.raises(ModelError, match="no weights for 'nothing'"):
        Model.shipped("nothing")


def test_an_unreadable_config_is_named(tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text("{")
    with pytest.raises(ModelError, match=r"config\.json cannot be read"):
        _ = Model(tmp_path).config


@pytest.mark.parametrize("name", ["statements", "statements-fast"])
def test_the_card_and_config_describe_the_weights(name: str) -> None:
    folder = Model.shipped(name).folder
    assert json.loads((folder / "config.json").read_text())["sha256"] == Model(folder).digest
    card = (folder / "CARD.md").read_text()
    for word in ("Data", "Licence", "Seed", "Command", "Scores", "Limits"):
        assert f"## {word}" in card
