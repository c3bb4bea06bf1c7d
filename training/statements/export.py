"""Checkpoints to the folder that ships: int8 ONNX, tokenizer, config, parity file.

python -m training.statements.export --checkpoint epoch2.pt epoch3.pt --base DIR --out src/onrecord/weights/statements-3

Of several checkpoints of one training, the mean of their weights is exported.
"""

import argparse
import hashlib
import json
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from onrecord.inference.encode import FEATURES, LINKS, NAMES, ROLES, Encoder
from onrecord.inference.session import Model
from training.encoder import Tagger, load_checkpoint
from training.statements.data import WINDOW

_OUTPUTS = ("roles", "names", "links", "within")


def export(checkpoints: Sequence[Path], base: Path, out: Path, *, float32: bool, links_int8: bool) -> None:
    tagger = mean_of([load_checkpoint(one, base) for one in checkpoints])
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.onnx"
        to_onnx(tagger, plain)
        check_same(tagger, plain)
        if float32:
            shutil.copy(plain, out / "model.onnx")
        else:
            quantize_dynamic(
                plain,
                out / "model.onnx",
                per_channel=True,
                nodes_to_exclude=_heads(plain, links=not links_int8),  # the links lose most by rounding
                reduce_range=True,  # processors without VNNI add pairs of products in 16 bits, which overflow at 8
                weight_type=QuantType.QInt8,
            )
    shutil.copy(base / "tokenizer.json", out / "tokenizer.json")
    config = {
        "window": WINDOW,
        "roles": list(ROLES),
        "names": list(NAMES),
        "links": list(LINKS),
        "sha256": hashlib.sha256((out / "model.onnx").read_bytes()).hexdigest(),
    }
    (out / "config.json").write_text(json.dumps(config, indent=1) + "\n")
    write_parity(out)


def mean_of(taggers: Sequence[Tagger]) -> Tagger:
    """The first tagger with the mean of all weights."""
    weights = [one.state_dict() for one in taggers]
    taggers[0].load_state_dict(
        {
            name: torch.stack([one[name] for one in weights]).mean(0) if value.is_floating_point() else value
            for name, value in weights[0].items()
        }
    )
    return taggers[0]


def write_parity(folder: Path) -> None:
    """What the folder's weights answer to a text of ours, for tests that have neither torch nor corpora."""
    path = Path("tests/data/parity") / f"{folder.name}.json"
    text = (Path("examples") / "09-winter-ferry.txt").read_text(encoding="utf-8")
    model = Model(folder)
    windows = Encoder.load(folder / "tokenizer.json", WINDOW).windows(text)
    answers = [model.run({"ids": w.ids[None], "features": w.features[None]})[0][0] for w in windows]
    path.parent.mkdir(parents=True, exist_ok=True)
    parity = {
        "text_sha256": hashlib.sha256(text.encode()).hexdigest(),
        "windows": [
            {"ids": w.ids.tolist(), "features": w.features.tolist(), "roles": a.argmax(axis=1).tolist()}
            for w, a in zip(windows, answers, strict=True)
        ],
    }
    path.write_text(json.dumps(parity) + "\n")


def _heads(path: Path, *, links: bool) -> list[str]:
    """The multiplications outside the layers: those of the heads, that of the links where wanted."""
    names = [node.name for node in onnx.load(path).graph.node if node.op_type == "MatMul"]
    return [name for name in names if not name.startswith("/layers") and (links or not name.startswith("/links"))]


def to_onnx(tagger: Tagger, path: Path) -> None:
    tagger.eval()
    ids = torch.randint(5, 1000, (2, 12))
    torch.onnx.export(
        tagger,
        (ids, torch.zeros_like(ids)),
        str(path),
        input_names=["ids", "features"],
        output_names=list(_OUTPUTS),
        dynamic_axes={name: {0: "texts", 1: "tokens"} for name in ("ids", "features", *_OUTPUTS)},
        opset_version=17,
        dynamo=False,
    )


def check_same(tagger: Tagger, path: Path) -> None:
    """Raises ValueError where the exported graph answers otherwise than the tagger that it was made from."""
    generator = torch.Generator().manual_seed(1)
    ids = torch.randint(5, 1000, (1, 300), generator=generator)
    features = torch.randint(0, FEATURES, (1, 300), generator=generator)
    with torch.inference_mode():
        wanted = tagger(ids, features)
    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    found = session.run(None, {"ids": ids.numpy(), "features": features.numpy()})
    for name, one, other in zip(_OUTPUTS, wanted, found, strict=True):
        if (apart := float(np.abs(one.numpy() - other).max())) > 0.01:
            raise ValueError(f"{name} of the exported graph are {apart:.3f} away from those of the checkpoint")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--checkpoint", type=Path, nargs="+", required=True)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument(
        "--float32", action="store_true", help="leave the weights as trained, to measure what int8 costs"
    )
    parser.add_argument(
        "--links-int8", action="store_true", help="the links' vectors, too: a tenth of a small model's time"
    )
    given = parser.parse_args()
    export(given.checkpoint, given.base, given.out, float32=given.float32, links_int8=given.links_int8)


if __name__ == "__main__":
    main()
