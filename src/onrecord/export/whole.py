"""Files and folders that are written whole or not at all."""

import shutil
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
    part = path.with_name(path.name + ".part")
    if not path.parent.is_dir():
        raise UsageError(f"{path} cannot be written: there is no folder {path.parent}; give another --output")
    if path.is_dir() and any(path.iterdir()):
        raise UsageError(f"{path} is a folder that holds something; give another --output")
    try:
        _remove(part)
        yield part
        if path.is_dir():
            path.rmdir()
        part.replace(path)
    except OSError as error:
        _remove(part)
        raise UsageError(f"{path} cannot be written: {error.strerror or error}; give another --output") from error
    except BaseException:
        _remove(part)
        raise


@contextmanager
def whole_file(path: Path) -> Iterator[BinaryIO]:
    """A file to write to, which takes the place of `path` when all went well."""
    with whole_path(path) as part, part.open("wb") as file:
        yield file


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)
