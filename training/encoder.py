"""A BERT encoder in plain torch, with the heads of the statement tagger, read from safetensors."""

from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from onrecord.inference.encode import FEATURES, LINKS, NAMES, ROLES, label_count

LINK_SIZE = 64


@dataclass(frozen=True, slots=True)
class Shape:
    """Sizes of an encoder: `mpnet` has no token types, starts positions at 2 and biases attention by distance."""

    layers: int
    hidden: int
    heads: int
    inner: int
    vocabulary: int
    positions: int


class Layer(nn.Module):
    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.heads = shape.heads
        self.qkv = nn.Linear(shape.hidden, 3 * shape.hidden)
        self.out = nn.Linear(shape.hidden, shape.hidden)
        self.norm1 = nn.LayerNorm(shape.hidden, eps=1e-12)
        self.up = nn.Linear(shape.hidden, shape.inner)
        self.down = nn.Linear(shape.inner, shape.hidden)
        self.norm2 = nn.LayerNorm(shape.hidden, eps=1e-12)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        batch, tokens, hidden = x.shape
        q, k, v = self.qkv(x).view(batch, tokens, 3, self.heads, hidden // self.heads).permute(2, 0, 3, 1, 4)
        mixed = functional.scaled_dot_product_attention(q, k, v, attn_mask=bias)
        mixed = mixed.transpose(1, 2).reshape(batch, tokens, hidden)
        x = self.norm1(x + self.out(mixed))
        return self.norm2(x + self.down(functional.gelu(self.up(x))))


class Tagger(nn.Module):
    """ids, features: int64 (texts, tokens), 0 pads. Gives label scores and link vectors per token."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.shape = shape
        self.words = nn.Embedding(shape.vocabulary, shape.hidden)
        self.positions = nn.Embedding(shape.positions, shape.hidden)
        self.token_type = nn.Parameter(torch.zeros(shape.hidden))
        self.features = nn.Embedding(FEATURES, shape.hidden)
        nn.init.normal_(self.features.weight, std=0.01)
        self.norm = nn.LayerNorm(shape.hidden, eps=1e-12)
        self.layers = nn.ModuleList(Layer(shape) for _ in range(shape.layers))
        self.roles = nn.Linear(shape.hidden, label_count(ROLES))
        self.names = nn.Linear(shape.hidden, label_count(NAMES))
        self.links = nn.Linear(shape.hidden, 3 * len(LINKS) * LINK_SIZE)

    def encode(self, ids: Tensor, features: Tensor) -> Tensor:
        position = torch.arange(ids.shape[1], device=ids.device)
        x = self.words(ids) + self.positions(position) + self.token_type + self.features(features)
        x = self.norm(x)
        bias = torch.where(ids == 0, -1e4, 0.0)[:, None, None, :]
        for layer in self.layers:
            x = layer(x, bias)
        return x

    def forward(self, ids: Tensor, features: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        x = self.encode(ids, features)
        return (
            functional.log_softmax(self.roles(x), -1),
            functional.log_softmax(self.names(x), -1),
            self.links(x).view(*ids.shape, 3, len(LINKS), LINK_SIZE),
        )


def load_bert(path: Path, *, layers: int | None = None) -> Tagger:
    """A tagger on the encoder of a BERT `model.safetensors`; `layers` keeps only the first ones."""
    weights = {name.removeprefix("bert."): value.float() for name, value in load_file(path).items()}
    found = 1 + max(int(name.split(".")[2]) for name in weights if name.startswith("encoder.layer."))
    words = weights["embeddings.word_embeddings.weight"]
    shape = Shape(
        layers=min(found, layers or found),
        hidden=words.shape[1],
        heads=12,
        inner=weights["encoder.layer.0.intermediate.dense.weight"].shape[0],
        vocabulary=words.shape[0],
        positions=weights["embeddings.position_embeddings.weight"].shape[0],
    )
    tagger = Tagger(shape)
    with torch.no_grad():
        tagger.words.weight.copy_(words)
        tagger.positions.weight.copy_(weights["embeddings.position_embeddings.weight"])
        tagger.token_type.copy_(weights["embeddings.token_type_embeddings.weight"][0])
        _copy(tagger.norm, weights, "embeddings.LayerNorm")
        for number, layer in enumerate(tagger.layers):
            _copy_layer(layer, weights, f"encoder.layer.{number}")
    return tagger


def _copy_layer(layer: nn.Module, weights: dict[str, Tensor], name: str) -> None:
    parts = [f"{name}.attention.self.{part}" for part in ("query", "key", "value")]
    layer.qkv.weight.copy_(torch.cat([weights[f"{part}.weight"] for part in parts]))
    layer.qkv.bias.copy_(torch.cat([weights[f"{part}.bias"] for part in parts]))
    _copy(layer.out, weights, f"{name}.attention.output.dense")
    _copy(layer.norm1, weights, f"{name}.attention.output.LayerNorm")
    _copy(layer.up, weights, f"{name}.intermediate.dense")
    _copy(layer.down, weights, f"{name}.output.dense")
    _copy(layer.norm2, weights, f"{name}.output.LayerNorm")


def _copy(module: nn.Module, weights: dict[str, Tensor], name: str) -> None:
    module.weight.copy_(weights[f"{name}.weight"])
    module.bias.copy_(weights[f"{name}.bias"])
