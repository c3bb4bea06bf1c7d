"""Train the statement tagger: roles, names and links in one encoder.

    python -m training.statements.train --data ../shared/data --base DIR --out DIR [--epochs 4]

Writes a checkpoint after every epoch and goes on from the last one it finds.
"""

import argparse
import json
import math
import pickle
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from onrecord.inference.encode import LINKS, NAMES, ROLES, Encoder, label_count
from training.encoder import LINK_SIZE, Tagger, load_checkpoint, load_encoder, shortened
from training.statements.data import IGNORED, WINDOW, Example, GumSource, PolnearSource, batches
from training.statements.soft import Soft, key_of, silver_examples, soften


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    data: Path
    base: Path
    out: Path
    epochs: int = 4
    layers: int = 6
    window: int = WINDOW
    batch_tokens: int = 1536
    rate: float = 3e-4
    head_rate: float = 1.5e-3
    warm_up: float = 0.06
    links_weight: float = 0.5
    names_weight: float = 0.3
    augment: bool = True  # show articles as other newsrooms would set them, too
    start: Path | None = None  # a checkpoint with as many layers or more to start from, in place of the bare encoder
    soft: Path | None = None  # a teacher's answers, written by training.statements.distil
    soft_weight: float = 0.7  # of the loss, where the teacher was asked; the rest is people's marking
    seed: int = 7


@dataclass(frozen=True, slots=True)
class Batch:
    """ids, features, roles, names: int64 (texts, tokens). Pointers are rows of (text, first, last)."""

    ids: Tensor
    features: Tensor
    roles: Tensor
    names: Tensor
    pointers: Tensor
    targets: Tensor  # bool (pointers, links, tokens)
    known: Tensor  # bool (pointers, links)
    soft_roles: Tensor  # (texts, tokens, labels) probabilities, zeros where no teacher was asked
    soft_names: Tensor
    soft_targets: Tensor  # (pointers, links, tokens)


def collate(examples: Sequence[Example]) -> Batch:
    longest = max(len(example.window) for example in examples)
    size = (len(examples), longest)
    ids, features = np.zeros(size, np.int64), np.zeros(size, np.int64)
    roles, names = np.full(size, IGNORED), np.full(size, IGNORED)
    rows = [(i, pointer) for i, example in enumerate(examples) for pointer in example.pointers]
    targets = torch.zeros(len(rows), len(LINKS), longest, dtype=torch.bool)
    known = torch.zeros(len(rows), len(LINKS), dtype=torch.bool)
    soft_roles = torch.zeros(*size, label_count(ROLES))
    soft_names = torch.zeros(*size, label_count(NAMES))
    soft_targets = torch.zeros(len(rows), len(LINKS), longest)
    for i, example in enumerate(examples):
        n = len(example.window)
        ids[i, :n], features[i, :n] = example.window.ids, example.window.features
        roles[i, :n], names[i, :n] = example.roles, example.names
        if example.soft_roles is not None and example.soft_names is not None:
            soft_roles[i, :n] = torch.from_numpy(example.soft_roles)
            soft_names[i, :n] = torch.from_numpy(example.soft_names)
    for row, (_, pointer) in enumerate(rows):
        if pointer.soft is not None:
            soft_targets[row, :, : pointer.soft.shape[1]] = torch.from_numpy(pointer.soft)
        for k, link in enumerate(LINKS):
            places = pointer.targets[link]
            if places:
                targets[row, k, list(places)] = True
                known[row, k] = True
    return Batch(
        ids=torch.from_numpy(ids),
        features=torch.from_numpy(features),
        roles=torch.from_numpy(roles),
        names=torch.from_numpy(names),
        pointers=torch.tensor([(i, p.first, p.last) for i, p in rows], dtype=torch.long).view(-1, 3),
        targets=targets,
        known=known,
        soft_roles=soft_roles,
        soft_names=soft_names,
        soft_targets=soft_targets,
    )


def loss_of(tagger: Tagger, batch: Batch, options: Options) -> tuple[Tensor, dict[str, float]]:
    roles, names, links = tagger(batch.ids, batch.features)
    weight = options.soft_weight if options.soft else 0.0
    leads = _lead_scores(links, batch)
    parts = {
        "roles": (1 - weight) * _token_loss(roles, batch.roles) + weight * _soft_loss(roles, batch.soft_roles),
        "names": (1 - weight) * _token_loss(names, batch.names) + weight * _soft_loss(names, batch.soft_names),
        "links": (1 - weight) * _link_loss(leads, batch) + weight * _soft_loss(leads, batch.soft_targets),
    }
    scales = {"roles": 1.0, "names": options.names_weight, "links": options.links_weight}
    loss = sum((scales[name] * value for name, value in parts.items()), torch.zeros(()))
    return loss, {name: round(float(value.detach()), 4) for name, value in parts.items()}


def _token_loss(log_probs: Tensor, labels: Tensor) -> Tensor:
    if not (labels != IGNORED).any():
        return log_probs.sum() * 0.0
    return functional.nll_loss(log_probs.flatten(0, 1), labels.flatten(), ignore_index=IGNORED)


def _soft_loss(log_probs: Tensor, shares: Tensor) -> Tensor:
    """Cross-entropy with a teacher's shares, over the rows where there are any."""
    asked = (shares.sum(-1) > 0).sum()
    return -(shares * log_probs).sum() / asked.clamp(min=1)


def _lead_scores(links: Tensor, batch: Batch) -> Tensor:
    """(pointers, links, tokens): log probability that a pointer's link leads to a token."""
    text, first, last = batch.pointers.T
    query = links[text, first, 0] + links[text, last, 1]  # (pointers, links, LINK_SIZE)
    keys = links[text, :, 2]  # (pointers, tokens, links, LINK_SIZE)
    scores = torch.einsum("pks,ptks->pkt", query, keys) / math.sqrt(LINK_SIZE)
    return scores.masked_fill((batch.ids[text] == 0)[:, None, :], -1e4).log_softmax(-1)


def _link_loss(leads: Tensor, batch: Batch) -> Tensor:
    if not batch.known.any():
        return leads.sum() * 0.0
    return -leads.masked_fill(~batch.targets, -1e4).logsumexp(-1)[batch.known].mean()


def train(options: Options) -> None:
    torch.manual_seed(options.seed)
    rng = random.Random(options.seed)
    bf16 = torch.cpu._is_avx512_bf16_supported()  # noqa: SLF001 - no public name tells it
    options.out.mkdir(parents=True, exist_ok=True)
    encoder = Encoder.load(options.base / "tokenizer.json", options.window)
    if options.start:
        tagger = shortened(load_checkpoint(options.start, options.base), options.layers)
    else:
        tagger = load_encoder(options.base, layers=options.layers)
    tagger.words.weight.requires_grad_(False)
    if tagger.distances is not None:
        tagger.distances.weight.requires_grad_(False)  # a fixed bias takes the fast path of attention
    heads = [p for module in (tagger.roles, tagger.names, tagger.links, tagger.features) for p in module.parameters()]
    known = {id(p) for p in heads}
    body = [p for p in tagger.parameters() if p.requires_grad and id(p) not in known]
    optimiser = torch.optim.AdamW(
        [{"params": body, "lr": options.rate}, {"params": heads, "lr": options.head_rate}],
        betas=(0.9, 0.98),
        weight_decay=0.01,
        fused=True,
    )
    polnear = PolnearSource(options.data / "polnear", rng, augment=options.augment)
    gum = GumSource(options.data / "gum" / "train.jsonl.gz")
    teacher: dict[str, Soft] = {}
    fixed: list[Example] = []
    if options.soft:
        told = pickle.loads(options.soft.read_bytes())
        teacher = told["soft"]
        fixed += [one for text in told["silver"] for one in silver_examples(encoder, text, teacher[key_of(text)])]
    fixed += [_taught(text, one, teacher) for text, one in gum.epoch(encoder)]

    done = 0
    for epoch in range(options.epochs):
        examples = [*(_taught(text, one, teacher) for text, one in polnear.epoch(encoder)), *fixed]
        order = batches(examples, options.batch_tokens, rng)
        steps = len(order) * options.epochs
        checkpoint = options.out / f"epoch{epoch}.pt"
        if checkpoint.exists():
            state = torch.load(checkpoint)
            tagger.load_state_dict(state["tagger"])
            optimiser.load_state_dict(state["optimiser"])
            done = (epoch + 1) * len(order)
            continue
        started = time.monotonic()
        for number, group in enumerate(order):
            for part, base in zip(optimiser.param_groups, (options.rate, options.head_rate), strict=True):
                part["lr"] = base * _schedule(done / steps, options.warm_up)
            with torch.autocast("cpu", torch.bfloat16, enabled=bf16):
                loss, parts = loss_of(tagger, collate(group), options)
            optimiser.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_([*body, *heads], 1.0)
            optimiser.step()
            done += 1
            if number % 50 == 0:
                print(
                    json.dumps(
                        {
                            "epoch": epoch,
                            "step": number,
                            "of": len(order),
                            "seconds": round(time.monotonic() - started),
                            **parts,
                        }
                    ),
                    flush=True,
                )
        state = {"tagger": tagger.state_dict(), "optimiser": optimiser.state_dict()}
        torch.save(state, checkpoint.with_suffix(".part"))
        checkpoint.with_suffix(".part").rename(checkpoint)


def _taught(text: str, example: Example, teacher: dict[str, Soft]) -> Example:
    return soften(example, teacher[key_of(text)]) if teacher else example


def _schedule(progress: float, warm_up: float) -> float:
    return progress / warm_up if progress < warm_up else (1 - progress) / (1 - warm_up)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter, argument_default=argparse.SUPPRESS
    )
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--base", type=Path, required=True, help="folder with model.safetensors and tokenizer.json")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=int)
    parser.add_argument("--layers", type=int)
    parser.add_argument("--seed", type=int)
    parser.add_argument("--head-rate", type=float, help="highest learning rate of what is new")
    parser.add_argument("--as-printed", dest="augment", action="store_false", help="show every article as it is")
    parser.add_argument("--start", type=Path, help="a checkpoint of at least as many layers to start from")
    parser.add_argument("--soft", type=Path, help="a teacher's answers")
    parser.add_argument("--rate", type=float, help="highest learning rate of the encoder")
    train(Options(**vars(parser.parse_args())))


if __name__ == "__main__":
    main()
