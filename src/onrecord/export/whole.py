"""Files and folders that are written whole or not at all."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from onrecord.errors import UsageError


@contextmanager
def whole_path(path: Path) -> Iterator[Path]:
    """A name beside `path` for a file or a folder to be made at, which takes its place when all went well.

    Raises UsageError where the place cannot be written, and where a folder stands there that holds anything.
    """
    if not path.parent.is_dir():
        raise UsageError(f"{path} cannot be written: there is no folder {path.parent}; give another path")
    if path.is_dir() and any(path.iterdir()):
        raise UsageError(f"{path} is a folder that holds something; give another path")
    try:
        with tempfile.TemporaryDirectory(prefix=f"{path.name}.", suffix=".part", dir=path.parent) as beside:
            part = Path(beside) / path.name
            yield part
            if path.is_dir():
                path.rmdir()
            part.replace(path)
    except OSError as error:
        raise UsageError(f"{path} cannot be written: {error.strerror or error}; give another path") from error


@contextmanager
def whole_file(path: Path) -> Iterator[BinaryIO]:
    """A file to write to, which takes the place of `path` when all went well."""
    with whole_path(path) as part, part.open("wb") as file:
        yield file
