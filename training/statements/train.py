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
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from onrecord.inference.encode import LINKS, NAMES, ROLES, Encoder, label_count
from training.encoder import LINK_SIZE, Tagger, Worth, kept_layers, load_checkpoint, load_encoder, pruned
from training.statements.data import IGNORED, WINDOW, Example, GumSource, PolnearSource, batches
from training.statements.soft import Soft, key_of, silver_examples, soften

_WEIGHED = 60  # batches that tell which parts of a larger encoder do most


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    data: Path
    base: Path
    out: Path
    epochs: int = 4
    layers: int = 6
    heads: int | None = None  # kept of each layer of `start`, those that do most; all where None
    inner: int | None = None  # likewise, units of each feed-forward layer
    window: int = WINDOW
    batch_tokens: int = 1536
    rate: float = 3e-4
    head_rate: float = 1.5e-3
    warm_up: float = 0.06
    links_weight: float = 0.5
    names_weight: float = 0.3
    within_weight: float = 0.3
    augment: bool = True  # show articles as other newsrooms would set them, too
    start: Path | None = None  # a checkpoint with as many layers or more to start from, in place of the bare encoder
    soft: Path | None = None  # a teacher's answers, written by training.statements.distil
    soft_weight: float = 0.7  # of the loss, where the teacher was asked; the rest is people's marking
    states_weight: float = 0.0  # of the squared distance between the layers' outputs and those of `start`
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
    soft_within: Tensor
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
    soft_within = torch.zeros(*size, label_count(ROLES))
    soft_targets = torch.zeros(len(rows), len(LINKS), longest)
    for i, example in enumerate(examples):
        n = len(example.window)
        ids[i, :n], features[i, :n] = example.window.ids, example.window.features
        roles[i, :n], names[i, :n] = example.roles, example.names
        for into, answers in (
            (soft_roles, example.soft_roles),
            (soft_names, example.soft_names),
            (soft_within, example.soft_within),
        ):
            if answers is not None:
                into[i, :n] = torch.from_numpy(answers)
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
        soft_within=soft_within,
        soft_targets=soft_targets,
    )


def loss_of(
    tagger: Tagger, batch: Batch, options: Options, leader: Tagger | None = None
) -> tuple[Tensor, dict[str, float]]:
    """The loss and its parts. leader: the tagger whose layers those of `tagger` are to answer like."""
    states: list[Tensor] = []
    roles, names, links, within = tagger(batch.ids, batch.features, states)
    weight = options.soft_weight if options.soft else 0.0
    leads = _lead_scores(links, batch)
    parts = {
        "roles": (1 - weight) * _token_loss(roles, batch.roles) + weight * _soft_loss(roles, batch.soft_roles),
        "names": (1 - weight) * _token_loss(names, batch.names) + weight * _soft_loss(names, batch.soft_names),
        "links": (1 - weight) * _link_loss(leads, batch) + weight * _soft_loss(leads, batch.soft_targets),
        "within": _soft_loss(within, batch.soft_within),
    }
    if leader is not None:
        parts["states"] = _states_loss(leader, batch, states)
    scales = {
        "roles": 1.0,
        "names": options.names_weight,
        "links": options.links_weight,
        "within": options.within_weight,
        "states": options.states_weight,
    }
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


def _states_loss(leader: Tagger, batch: Batch, states: Sequence[Tensor]) -> Tensor:
    """Mean squared distance of the layers' outputs to those of the leader's layers that they were copied from."""
    theirs: list[Tensor] = []
    with torch.no_grad():
        leader.encode(batch.ids, batch.features, theirs)
    words = batch.ids != 0
    apart = [
        (own - theirs[layer])[words].float().square().mean()
        for own, layer in zip(states, kept_layers(len(theirs), len(states)), strict=True)
    ]
    return torch.stack(apart).mean()


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


class Lessons:
    """What the tagger learns from, epoch by epoch: marked articles, each time varied anew, and what stays the same."""

    def __init__(self, options: Options, rng: random.Random) -> None:
        self._encoder = Encoder.load(options.base / "tokenizer.json", options.window)
        self._polnear = PolnearSource(options.data / "polnear", rng, augment=options.augment)
        self._teacher: dict[str, Soft] = {}
        self._fixed: list[Example] = []
        if options.soft:
            told = pickle.loads(options.soft.read_bytes())
            self._teacher = told["soft"]
            for text in told["silver"]:
                self._fixed += silver_examples(self._encoder, text, self._teacher[key_of(text)])
        self._fixed += self._taught(GumSource(options.data / "gum" / "train.jsonl.gz").epoch(self._encoder))

    def epoch(self) -> list[Example]:
        return [*self._taught(self._polnear.epoch(self._encoder)), *self._fixed]

    def _taught(self, examples: Iterable[tuple[str, Example]]) -> Iterator[Example]:
        for text, one in examples:
            yield soften(one, self._teacher[key_of(text)]) if self._teacher else one


def _beginner(options: Options, lessons: Lessons, rng: random.Random) -> Tagger:
    """The tagger before its first step: a bare encoder with new heads, or a narrower copy of a trained one."""
    if options.start is None:
        return load_encoder(options.base, layers=options.layers)
    tagger = load_checkpoint(options.start, options.base)
    weighed = batches(lessons.epoch(), options.batch_tokens, rng)[:_WEIGHED]
    return pruned(
        tagger,
        worth_of(tagger, weighed, options),
        layers=options.layers,
        heads=options.heads or tagger.shape.heads,
        inner=options.inner or tagger.shape.inner,
    )


def _optimiser(tagger: Tagger, options: Options) -> torch.optim.Optimizer:
    tagger.words.weight.requires_grad_(False)
    if tagger.distances is not None:
        tagger.distances.weight.requires_grad_(False)  # a fixed bias takes the fast path of attention
    new = (tagger.roles, tagger.names, tagger.links, tagger.within, tagger.features)
    heads = [p for module in new for p in module.parameters()]
    known = {id(p) for p in heads}
    body = [p for p in tagger.parameters() if p.requires_grad and id(p) not in known]
    return torch.optim.AdamW(
        [{"params": body, "lr": options.rate}, {"params": heads, "lr": options.head_rate}],
        betas=(0.9, 0.98),
        weight_decay=0.01,
        fused=True,
    )


def train(options: Options) -> None:
    torch.manual_seed(options.seed)
    rng = random.Random(options.seed)
    bf16 = torch.cpu._is_avx512_bf16_supported()  # noqa: SLF001 - no public name tells it
    options.out.mkdir(parents=True, exist_ok=True)
    lessons = Lessons(options, rng)
    tagger = _beginner(options, lessons, rng)
    leader = load_checkpoint(options.start, options.base) if options.start and options.states_weight else None
    optimiser = _optimiser(tagger, options)
    trained = [p for part in optimiser.param_groups for p in part["params"]]
    done = 0
    for epoch in range(options.epochs):
        order = batches(lessons.epoch(), options.batch_tokens, rng)
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
                loss, parts = loss_of(tagger, collate(group), options, leader)
            optimiser.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(trained, 1.0)
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


def worth_of(tagger: Tagger, groups: Sequence[Sequence[Example]], options: Options) -> list[Worth]:
    """What the heads and feed-forward units of each layer do for the loss, over some batches."""
    seen: dict[tuple[int, str], Tensor] = {}

    def keep(key: tuple[int, str]) -> Any:
        def hook(_module: nn.Module, given: tuple[Tensor]) -> None:
            given[0].retain_grad()
            seen[key] = given[0]

        return hook

    hooks = [
        module.register_forward_pre_hook(keep((number, name)))
        for number, layer in enumerate(tagger.layers)
        for name, module in (("heads", layer.out), ("inner", layer.down))
    ]
    sums: dict[tuple[int, str], Tensor] = {}
    for group in groups:
        loss, _ = loss_of(tagger, collate(group), options)
        tagger.zero_grad()
        loss.backward()
        for key, given in seen.items():
            done = (given.detach() * (given.grad if given.grad is not None else 0.0)).flatten(0, 1)
            if key[1] == "heads":
                done = done.unflatten(-1, (tagger.shape.heads, -1)).sum(-1)
            sums[key] = sums.get(key, torch.zeros(())) + done.abs().sum(0)
    for hook in hooks:
        hook.remove()
    tagger.zero_grad()
    return [Worth(sums[number, "heads"], sums[number, "inner"]) for number in range(len(tagger.layers))]


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
    parser.add_argument("--heads", type=int, help="of each layer, those that do most, of the checkpoint to start from")
    parser.add_argument("--inner", type=int, help="units of each feed-forward layer, likewise")
    parser.add_argument("--states-weight", type=float, help="how closely the layers are to follow those of `start`")
    parser.add_argument("--seed", type=int)
    parser.add_argument("--head-rate", type=float, help="highest learning rate of what is new")
    parser.add_argument("--as-printed", dest="augment", action="store_false", help="show every article as it is")
    parser.add_argument("--start", type=Path, help="a checkpoint of at least as many layers to start from")
    parser.add_argument("--soft", type=Path, help="a teacher's answers")
    parser.add_argument("--rate", type=float, help="highest learning rate of the encoder")
    train(Options(**vars(parser.parse_args())))


if __name__ == "__main__":
    main()
