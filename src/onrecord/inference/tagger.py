"""Roles, names and links of a text's tokens, by the statement model."""

import math
from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

from onrecord.inference.session import Model

if TYPE_CHECKING:  # both import numpy, which is better imported when the weights are on their way
    from onrecord.inference.encode import Encoder, Window
    from onrecord.types.tags import Tags


class Tagger(Protocol):
    """Whatever tags texts; tests pass one that has no weights."""

    @property
    def name(self) -> str:
        """Name and version, written into each statement."""
        ...

    @property
    def digest(self) -> str:
        """SHA-256 of the weights, in hex; empty where there are none."""
        ...

    def tag(self, texts: Sequence[str]) -> "list[list[Tags]]":
        """For each text, the tags of each of its windows, in order."""
        ...

    def calibrate(self, score: float) -> float:
        """The share of statements with such a score that are right."""
        ...


STATEMENTS, FAST = "statements", "statements-fast"  # the models that ship


class ModelTagger:
    """A shipped statement model: the usual one, or the smaller `FAST`, by its name; or one of your own."""

    def __init__(self, model: Model | str = STATEMENTS) -> None:
        self._model = Model.shipped(model) if isinstance(model, str) else model

    @property
    def name(self) -> str:
        """Name and version of the model."""
        return self._model.name

    @property
    def digest(self) -> str:
        """SHA-256 of the weights."""
        return self._model.digest

    def preload(self) -> None:
        """Starts to open the weights while the caller does something else."""
        self._model.preload()

    def calibrate(self, score: float) -> float:
        """The share of statements with such a score that are right, as measured and kept in the model's config."""
        slope, intercept = self._model.config["calibration"]
        odds = min(max(score, 1e-4), 1 - 1e-4)
        return 1 / (1 + math.exp(-(slope * math.log(odds / (1 - odds)) + intercept)))

    @cached_property
    def _encoder(self) -> "Encoder":
        from onrecord.inference.encode import Encoder  # noqa: PLC0415 - see above

        return Encoder.load(self._model.folder / "tokenizer.json", int(self._model.config["window"]))

    def tag(self, texts: Sequence[str]) -> "list[list[Tags]]":
        """For each text, the tags of each of its windows.

        Every window runs alone: int8 scales follow the largest value of a run, so a text that shared one
        with others would be read differently in other company.
        """
        return [[self._run(window) for window in self._encoder.windows(text)] for text in texts]

    def _run(self, window: "Window") -> "Tags":
        from onrecord.types.tags import Tags  # noqa: PLC0415 - see above

        told = self._model.run({"ids": window.ids[None], "features": window.features[None]})
        roles, names, links, within = (part[0] for part in told)
        return Tags(spans=window.spans, roles=roles, names=names, links=links, within=within)
