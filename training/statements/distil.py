"""Ask a trained teacher about texts, for a student to learn from.

    python -m training.statements.distil --data ../shared/data --base DIR --checkpoint epoch1.pt --out soft.pkl

With `--within` it is asked about the words inside each statement that it finds, too, which it reads alone: from those
answers a student learns to find statements inside statements while it reads the whole text.
"""

import argparse
import json
import pickle
import random
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from onrecord.inference.encode import ROLES, Encoder, Window, decode_labels
from onrecord.statements.find import Maker, find_statements
from onrecord.statements.nested import passages
from onrecord.text.quotes import find_quotations
from onrecord.types.article import Article
from training.encoder import LINK_SIZE, Tagger, load_checkpoint
from training.statements.data import GUM_GENRES, WINDOW, read_jsonl
from training.statements.evaluate import tags_of
from training.statements.soft import NOWHERE, Lead, Soft, key_of


def silver_texts(data: Path, *, bodies: int, stories: int) -> Iterator[str]:
    """Unmarked news: rumour coverage of 2014 and 2015, newswire of 1987. A fixed choice."""
    rows = read_jsonl(data / "fnc1_bodies" / "train_bodies.jsonl.gz")
    texts = [row["text"] for row in rows if 800 <= len(row["text"]) <= 8000]
    random.Random(1).shuffle(texts)
    yield from texts[:bodies]
    rows = read_jsonl(data / "reuters21578" / "docs.jsonl.gz")
    texts = [row["text"] for row in rows if row["type"] == "NORM" and 1200 <= len(row["text"]) <= 5000]
    random.Random(2).shuffle(texts)
    yield from texts[:stories]


def ask(tagger: Tagger, encoder: Encoder, text: str, pieces: Sequence[Sequence[int]]) -> Soft:
    """The teacher's answers; links for the content pieces given and for those that it finds itself."""
    row: dict[int, int] = {}
    roles: list[NDArray[np.float16]] = []
    names: list[NDArray[np.float16]] = []
    leads: dict[tuple[int, int], Lead] = {}
    for window in encoder.windows(text):
        with torch.inference_mode(), torch.autocast("cpu", torch.bfloat16):
            told = tagger(torch.from_numpy(window.ids[None]), torch.from_numpy(window.features[None]))
        own_roles, own_names, links, _ = (part[0].float().numpy() for part in told)
        starts = window.spans[:, 0].copy()
        starts[[0, -1]] = NOWHERE
        for i in range(1, len(window) - 1):
            row[int(starts[i])] = sum(map(len, roles)) + i
        roles.append(np.exp(own_roles).astype(np.float16))
        names.append(np.exp(own_names).astype(np.float16))
        found = [(first + 1, last + 1) for kind, first, last in decode_labels(own_roles[1:-1], len(ROLES)) if kind == 0]
        for first, last in {*found, *_inside(window, pieces)}:
            leads[int(starts[first]), int(starts[last - 1])] = Lead(starts[:-1], _shares(links, first, last - 1))
    return Soft(row, np.concatenate(roles), np.concatenate(names), leads)


def ask_within(tagger: Tagger, encoder: Encoder, text: str, soft: Soft) -> Soft:
    """The answers with those about the words inside each statement that the tagger finds in the text."""
    article = Article(id="text", source="text", text=text)
    maker = Maker(article, find_quotations(text), "teacher")
    within: dict[int, NDArray[np.float16]] = {}
    leads = dict(soft.leads)
    for _, piece in passages(text, find_statements(maker, tags_of(tagger, encoder, text))):
        told = ask(tagger, encoder, piece.cut(text), ())
        within |= {start + piece.start: told.roles[row] for start, row in told.row.items()}
        for (first, last), lead in told.leads.items():
            places = np.where(lead.places == NOWHERE, NOWHERE, lead.places + piece.start)
            leads.setdefault((first + piece.start, last + piece.start), Lead(places, lead.shares))
    return Soft(soft.row, soft.roles, soft.names, leads, within)


def _inside(window: Window, pieces: Sequence[Sequence[int]]) -> Iterator[tuple[int, int]]:
    starts, ends = window.spans[1:-1, 0], window.spans[1:-1, 1]
    for start, end in pieces:
        first = int(np.searchsorted(ends, start, side="right"))
        last = int(np.searchsorted(starts, end, side="left"))
        if first < last:
            yield first + 1, last + 1


def _shares(links: NDArray[np.float32], first: int, last: int) -> NDArray[np.float16]:
    query = links[first, 0] + links[last, 1]
    scores = np.einsum("ks,tks->kt", query, links[:-1, 2]) / np.sqrt(LINK_SIZE)
    odds = np.exp(scores - scores.max(axis=1, keepdims=True))
    return (odds / odds.sum(axis=1, keepdims=True)).astype(np.float16)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--base", type=Path, required=True, help="the folder that the teacher started from")
    parser.add_argument("--checkpoint", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--bodies", type=int, default=300)
    parser.add_argument("--stories", type=int, default=150)
    parser.add_argument("--keep", type=Path, help="answers of a better teacher, which stand where it gave them")
    parser.add_argument("--within", action="store_true", help="ask about the words inside each statement, too")
    given = parser.parse_args()
    tagger = load_checkpoint(given.checkpoint, given.base).eval()
    kept: dict[str, Soft] = pickle.loads(given.keep.read_bytes())["soft"] if given.keep else {}
    encoder = Encoder.load(given.base / "tokenizer.json", WINDOW)
    marked = [
        (row["text"], [span for one in row["attributions"] for span in one["content"]])
        for row in [
            *read_jsonl(given.data / "polnear" / "train.jsonl.gz"),
            *read_jsonl(given.data / "polnear" / "annotators_train.jsonl.gz"),
        ]
    ]
    gum = [row["text"] for row in read_jsonl(given.data / "gum" / "train.jsonl.gz") if row["genre"] in GUM_GENRES]
    silver = list(silver_texts(given.data, bodies=given.bodies, stories=given.stories))
    pieces: dict[str, list[Sequence[int]]] = {text: [] for text in (*gum, *silver)}
    for text, spans in marked:
        pieces.setdefault(text, []).extend(spans)
    soft: dict[str, Soft] = {}
    for number, (text, spans) in enumerate(pieces.items()):
        key = key_of(text)
        answers = kept.get(key) or ask(tagger, encoder, text, spans)
        soft[key] = ask_within(tagger, encoder, text, answers) if given.within else answers
        if number % 50 == 0:
            print(json.dumps({"text": number, "of": len(pieces)}), flush=True)
    given.out.write_bytes(pickle.dumps({"soft": soft, "silver": silver}))


if __name__ == "__main__":
    main()
