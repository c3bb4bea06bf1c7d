"""Score a checkpoint as it was trained, before it is made small.

python -m training.statements.evaluate --data FILE --base DIR --checkpoint epoch1.pt
"""

import argparse
import json
from pathlib import Path

import torch

from benchmarks.contract import Row, read_rows
from benchmarks.statements import metrics_of
from onrecord.inference.encode import Encoder
from onrecord.statements.decode import decode_window
from onrecord.types.tags import Tags
from training.encoder import Tagger, load_checkpoint
from training.statements.calibrate import as_record
from training.statements.data import WINDOW


def tags_of(tagger: Tagger, encoder: Encoder, text: str) -> list[Tags]:
    found: list[Tags] = []
    for window in encoder.windows(text):
        with torch.inference_mode():
            told = tagger(torch.from_numpy(window.ids[None]), torch.from_numpy(window.features[None]))
        roles, names, links, within = (part[0].float().numpy() for part in told)
        found.append(Tags(spans=window.spans, roles=roles, names=names, links=links, within=within))
    return found


def predictions(tagger: Tagger, encoder: Encoder, rows: list[Row]) -> list[Row]:
    return [
        {
            "id": row["id"],
            "attributions": [
                as_record(one) for window in tags_of(tagger, encoder, row["text"]) for one in decode_window(window)
            ],
        }
        for row in rows
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--checkpoint", type=Path, required=True)
    given = parser.parse_args()
    tagger = load_checkpoint(given.checkpoint, given.base).eval()
    rows = list(read_rows(given.data))
    found = predictions(tagger, Encoder.load(given.base / "tokenizer.json", WINDOW), rows)
    print(json.dumps({name: round(value, 4) for name, value in metrics_of(rows, found).items()}))


if __name__ == "__main__":
    main()
