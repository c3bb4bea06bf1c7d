"""Opens the weights that ship with the package; the only file that knows ONNX."""

import contextlib
import hashlib
import json
import threading
from collections.abc import Callable, Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from onrecord.errors import ModelError

if TYPE_CHECKING:  # the digest is reckoned while numpy is imported
    import numpy as np
    from numpy.typing import NDArray

WEIGHTS = Path(__file__).parent.parent / "weights"
# Rewritings of the runtime that cost time: sum and norm in one step take longer than the two apart.
_SLOWER = ["SkipLayerNormFusion"]


class Model:
    """One folder of weights: model.onnx, tokenizer.json, config.json. Nothing is ever downloaded."""

    def __init__(self, folder: Path, *, threads: int = 1) -> None:
        self.folder = folder
        self._threads = threads
        self._loader: threading.Thread | None = None

    @classmethod
    def shipped(cls, name: str, *, threads: int = 1) -> "Model":
        """The version of a model that ships with this package, such as `statements` or `statements-fast`."""
        found = sorted(WEIGHTS.glob(f"{name}-[0-9]*/config.json"))
        if not found:
            raise ModelError(f"the package holds no weights for {name!r}; reinstall onrecord")
        return cls(found[-1].parent, threads=threads)

    @property
    def name(self) -> str:
        """The folder's name: the model and its version."""
        return self.folder.name

    @cached_property
    def config(self) -> Mapping[str, Any]:
        """Labels, window and thresholds, as trained."""
        path = self.folder / "config.json"
        try:
            config: Mapping[str, Any] = json.loads(path.read_bytes())
        except (OSError, ValueError) as error:
            raise ModelError(f"{path} cannot be read ({error}); reinstall onrecord") from error
        return config

    @cached_property
    def digest(self) -> str:
        """SHA-256 of model.onnx, in hex."""
        try:
            with (self.folder / "model.onnx").open("rb") as weights:
                return hashlib.file_digest(weights, "sha256").hexdigest()
        except OSError as error:
            raise ModelError(f"{self.folder.name} has no model.onnx ({error}); reinstall onrecord") from error

    def preload(self) -> None:
        """Starts to open the weights, so that they are there when the first text is.

        The import runs here and now: in a thread it would hold up the caller's own imports and be held up by them.
        Digest and opening run beside whatever the caller does next.
        """
        hasher = threading.Thread(target=_try, args=(lambda: self.digest,), daemon=True)
        hasher.start()
        _try(_import_onnxruntime)

        def open_early() -> None:
            hasher.join()
            _try(lambda: self._session)

        self._loader = threading.Thread(target=open_early, daemon=True)
        self._loader.start()

    @cached_property
    def _session(self) -> Any:  # noqa: ANN401 - onnxruntime has no types
        onnxruntime = _import_onnxruntime()
        if self.digest != self.config["sha256"]:
            raise ModelError(
                f"{self.folder.name}/model.onnx has digest {self.digest[:12]}…, wanted "
                f"{str(self.config['sha256'])[:12]}…: the file is damaged; reinstall onrecord"
            )
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = self._threads
        options.inter_op_num_threads = 1
        options.enable_cpu_mem_arena = False  # windows differ in length; the arena keeps the largest of each shape
        options.log_severity_level = 3
        return onnxruntime.InferenceSession(
            str(self.folder / "model.onnx"),
            options,
            providers=["CPUExecutionProvider"],
            disabled_optimizers=_SLOWER,
        )

    def run(self, inputs: "Mapping[str, NDArray[Any]]") -> "list[NDArray[np.float32]]":
        """The model's outputs, in the order of its graph."""
        if self._loader is not None:
            self._loader.join()
            self._loader = None
        outputs: list[NDArray[np.float32]] = self._session.run(None, dict(inputs))
        return outputs


def _import_onnxruntime() -> Any:  # noqa: ANN401 - onnxruntime has no types
    import onnxruntime  # noqa: PLC0415 - the import costs more than many a run of the command

    return onnxruntime


def _try(step: Callable[[], object]) -> None:
    with contextlib.suppress(Exception):  # whatever is wrong is raised where the weights are used
        step()
