"""BERT and MPNet encoders in plain torch, with the heads of the statement tagger, read from safetensors."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from onrecord.inference.encode import FEATURES, LINKS, NAMES, ROLES, label_count

LINK_SIZE = 64


@dataclass(frozen=True, slots=True)
class Shape:
    """Sizes of an encoder; MPNet is BERT that also biases attention by the distance of two tokens."""

    layers: int
    hidden: int
    heads: int
    inner: int
    vocabulary: int
    positions: int
    epsilon: float = 1e-12
    distances: int = 0  # buckets of distance, none in BERT
    attended: int = 0  # width of all heads together; that of the encoder where it is 0

    @property
    def width(self) -> int:
        """Of all heads together."""
        return self.attended or self.hidden


class OnnxAttention(torch.autograd.Function):
    """Becomes the runtime's own attention in an export. It needs no mask: in use, every window runs alone."""

    @staticmethod
    def forward(_ctx: Any, q: Tensor, _k: Tensor, _v: Tensor, _heads: int) -> Tensor:
        return q  # only the shape counts while a graph is traced

    @staticmethod
    def symbolic(graph: Any, q: Any, k: Any, v: Any, heads: int) -> Any:
        return graph.op("com.microsoft::MultiHeadAttention", q, k, v, num_heads_i=heads)


class Layer(nn.Module):
    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.heads = shape.heads
        self.qkv = nn.Linear(shape.hidden, 3 * shape.width)
        self.out = nn.Linear(shape.width, shape.hidden)
        self.norm1 = nn.LayerNorm(shape.hidden, eps=shape.epsilon)
        self.up = nn.Linear(shape.hidden, shape.inner)
        self.down = nn.Linear(shape.inner, shape.hidden)
        self.norm2 = nn.LayerNorm(shape.hidden, eps=shape.epsilon)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        q, k, v = self.qkv(x).chunk(3, dim=-1)
        if torch.onnx.is_in_onnx_export():
            mixed = OnnxAttention.apply(q, k, v, self.heads)
        else:
            apart = [part.unflatten(-1, (self.heads, -1)).transpose(1, 2) for part in (q, k, v)]
            mixed = functional.scaled_dot_product_attention(*apart, attn_mask=bias).transpose(1, 2).flatten(2)
        x = self.norm1(x + self.out(mixed))
        return self.norm2(x + self.down(functional.gelu(self.up(x))))


class Tagger(nn.Module):
    """ids, features: int64 (texts, tokens), 0 pads.

    Gives per token: scores of roles and names, link vectors, scores of the roles inside another statement's content.
    """

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.shape = shape
        self.words = nn.Embedding(shape.vocabulary, shape.hidden)
        self.positions = nn.Embedding(shape.positions, shape.hidden)
        self.token_type = nn.Parameter(torch.zeros(shape.hidden))
        self.features = nn.Embedding(FEATURES, shape.hidden)
        nn.init.normal_(self.features.weight, std=0.01)
        self.norm = nn.LayerNorm(shape.hidden, eps=shape.epsilon)
        self.distances = nn.Embedding(shape.distances, shape.heads) if shape.distances else None
        self.layers = nn.ModuleList(Layer(shape) for _ in range(shape.layers))
        self.roles = nn.Linear(shape.hidden, label_count(ROLES))
        self.names = nn.Linear(shape.hidden, label_count(NAMES))
        self.links = nn.Linear(shape.hidden, 3 * len(LINKS) * LINK_SIZE)
        self.within = nn.Linear(shape.hidden, label_count(ROLES))

    def encode(self, ids: Tensor, features: Tensor, states: list[Tensor] | None = None) -> Tensor:
        """(texts, tokens, hidden): the last layer's output; `states` takes that of every layer."""
        position = torch.arange(ids.shape[1], device=ids.device)
        x = self.words(ids) + self.positions(position) + self.token_type + self.features(features)
        x = self.norm(x)
        bias = torch.where(ids == 0, -1e4, 0.0)[:, None, None, :]
        if self.distances is not None:
            near = _distance_buckets(ids.shape[1], self.shape.distances)
            bias = (bias + self.distances(near).permute(2, 0, 1)[None]).contiguous()
        for layer in self.layers:
            x = layer(x, bias)
            if states is not None:
                states.append(x)
        return x

    def forward(
        self, ids: Tensor, features: Tensor, states: list[Tensor] | None = None
    ) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        x = self.encode(ids, features, states)
        return (
            functional.log_softmax(self.roles(x).float(), -1),
            functional.log_softmax(self.names(x).float(), -1),
            self.links(x).float().view(*ids.shape, 3, len(LINKS), LINK_SIZE),
            functional.log_softmax(self.within(x).float(), -1),
        )


def _distance_buckets(tokens: int, buckets: int, farthest: int = 128) -> Tensor:
    """(tokens, tokens) bucket of key minus query: one a token when near, growing with the logarithm when far."""
    place = torch.arange(tokens)
    apart = place[:, None] - place[None, :]
    half = buckets // 2
    exact = half // 2
    size = apart.abs()
    far = exact + (size.clamp(min=1).float() / exact).log() / math.log(farthest / exact) * (half - exact)
    return torch.where(size < exact, size, far.long().clamp(max=half - 1)) + torch.where(apart < 0, half, 0)


def load_encoder(folder: Path, *, layers: int | None = None) -> Tagger:
    """A tagger on the encoder in a folder with `model.safetensors`; `layers` keeps only the first ones.

    Token numbers are those of BERT's uncased vocabulary for both kinds of encoder.
    """
    weights = {
        name.removeprefix("bert."): value.float() for name, value in load_file(folder / "model.safetensors").items()
    }
    mpnet = "encoder.relative_attention_bias.weight" in weights
    found = 1 + max(int(name.split(".")[2]) for name in weights if name.startswith("encoder.layer."))
    words = weights["embeddings.word_embeddings.weight"]
    positions = weights["embeddings.position_embeddings.weight"]
    if mpnet:
        words, positions = _as_bert(words), positions[2:]
    shape = Shape(
        layers=min(found, layers or found),
        hidden=words.shape[1],
        heads=12,
        inner=weights["encoder.layer.0.intermediate.dense.weight"].shape[0],
        vocabulary=words.shape[0],
        positions=positions.shape[0],
        epsilon=1e-5 if mpnet else 1e-12,
        distances=32 if mpnet else 0,
    )
    tagger = Tagger(shape)
    with torch.no_grad():
        tagger.words.weight.copy_(words)
        tagger.positions.weight.copy_(positions)
        if tagger.distances is None:
            tagger.token_type.copy_(weights["embeddings.token_type_embeddings.weight"][0])
        else:
            tagger.distances.weight.copy_(weights["encoder.relative_attention_bias.weight"])
        _copy(tagger.norm, weights, "embeddings.LayerNorm")
        for number, layer in enumerate(tagger.layers):
            _copy_layer(layer, weights, f"encoder.layer.{number}", _MPNET if mpnet else _BERT)
    return tagger


_BERT = (
    "attention.self.query",
    "attention.self.key",
    "attention.self.value",
    "attention.output.dense",
    "attention.output.LayerNorm",
)
_MPNET = ("attention.attn.q", "attention.attn.k", "attention.attn.v", "attention.attn.o", "attention.LayerNorm")


def load_checkpoint(checkpoint: Path, base: Path) -> Tagger:
    """The tagger of a checkpoint that training wrote, which started from the encoder in `base`."""
    weights = torch.load(checkpoint)["tagger"]
    shape = load_encoder(base, layers=1).shape
    width = weights["layers.0.out.weight"].shape[1]
    tagger = Tagger(
        replace(
            shape,
            layers=1 + max(int(name.split(".")[1]) for name in weights if name.startswith("layers.")),
            heads=shape.heads * width // shape.hidden,
            inner=weights["layers.0.up.weight"].shape[0],
            attended=width,
        )
    )
    tagger.load_state_dict(weights)
    return tagger


@dataclass(frozen=True, slots=True)
class Worth:
    """What a layer's parts do for the loss: the size of activation times gradient, summed over many tokens."""

    heads: Tensor  # (heads,)
    inner: Tensor  # (inner,)


def kept_layers(found: int, wanted: int) -> list[int]:
    """Which of the layers a shallower copy keeps: first and last among them, the others evenly between."""
    return [round(number) for number in torch.linspace(0, found - 1, wanted).tolist()]


def pruned(tagger: Tagger, worth: Sequence[Worth], *, layers: int, heads: int, inner: int) -> Tagger:
    """A tagger that keeps `layers` of another's, and of each the parts that do most."""
    size = tagger.shape.width // tagger.shape.heads
    small = Tagger(replace(tagger.shape, layers=layers, heads=heads, inner=inner, attended=heads * size))
    weights = {name: value for name, value in tagger.state_dict().items() if not name.startswith("layers.")}
    for number, layer in enumerate(kept_layers(len(tagger.layers), layers)):
        own = tagger.layers[layer].state_dict()
        units = worth[layer].inner.topk(inner).indices.sort().values
        best = worth[layer].heads.topk(heads).indices.sort().values
        columns = (best[:, None] * size + torch.arange(size)).flatten()
        rows = torch.cat([columns + part * tagger.shape.width for part in range(3)])
        own |= {
            "qkv.weight": own["qkv.weight"][rows],
            "qkv.bias": own["qkv.bias"][rows],
            "out.weight": own["out.weight"][:, columns],
            "up.weight": own["up.weight"][units],
            "up.bias": own["up.bias"][units],
            "down.weight": own["down.weight"][:, units],
        }
        weights |= {f"layers.{number}.{name}": value for name, value in own.items()}
    small.load_state_dict(weights)
    return small


def _as_bert(words: Tensor) -> Tensor:
    """MPNet's word vectors in the order of BERT's vocabulary, which follows four marks of its own."""
    ordered = words[4:-1].clone()
    for bert, mpnet in ((0, 1), (101, 0), (102, 2)):  # padding, begin, end
        ordered[bert] = words[mpnet]
    return ordered


def _copy_layer(layer: nn.Module, weights: dict[str, Tensor], name: str, parts: tuple[str, ...]) -> None:
    *inputs, out, norm = (f"{name}.{part}" for part in parts)
    layer.qkv.weight.copy_(torch.cat([weights[f"{part}.weight"] for part in inputs]))
    layer.qkv.bias.copy_(torch.cat([weights[f"{part}.bias"] for part in inputs]))
    _copy(layer.out, weights, out)
    _copy(layer.norm1, weights, norm)
    _copy(layer.up, weights, f"{name}.intermediate.dense")
    _copy(layer.down, weights, f"{name}.output.dense")
    _copy(layer.norm2, weights, f"{name}.output.LayerNorm")


def _copy(module: nn.Module, weights: dict[str, Tensor], name: str) -> None:
    module.weight.copy_(weights[f"{name}.weight"])
    module.bias.copy_(weights[f"{name}.bias"])
