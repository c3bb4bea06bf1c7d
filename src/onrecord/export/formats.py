"""The formats that a record is written in, by name; each one's module is imported when it is chosen."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from importlib import import_module
from pathlib import Path
from typing import Any

from onrecord.errors import UsageError
from onrecord.export.job import Job
from onrecord.export.whole import whole_file, whole_path


class Shape(StrEnum):
    """What a format writes: a stream of bytes, which may be text; a file that is gone to and fro in; a folder."""

    TEXT = "text"
    BYTES = "bytes"
    FILE = "file"
    FOLDER = "folder"


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A format: its module in this package, and the function in it, which is called with the job and a stream or a path."""

    module: str
    shape: Shape
    about: str
    function: str = "write"

    @property
    def write(self) -> Callable[[Job, Any], None]:
        """The function that writes it."""
        found: Callable[[Job, Any], None] = getattr(import_module(f"onrecord.export.{self.module}"), self.function)
        return found


FORMATS = {
    "jsonl": Format(module="jsonl", shape=Shape.TEXT, about="whole readings, one article per line, as JSON"),
    "csv": Format(module="csv_file", shape=Shape.TEXT, about="statements as a table"),
    "parquet": Format(module="parquet", shape=Shape.BYTES, about="the same table for data frames"),
    "dna": Format(module="dna", shape=Shape.FILE, about="a Discourse Network Analyzer 3 file"),
    "dna-events": Format(module="dna_events", shape=Shape.TEXT, about="Discourse Network Analyzer's list of events"),
    "annotations": Format(module="annotations", shape=Shape.TEXT, about="W3C Web Annotations, as JSON-LD"),
    "brat": Format(module="brat", shape=Shape.FOLDER, about="brat standoff, a folder of texts and annotations"),
    "graphml": Format(
        module="network_files", function="write_graphml", shape=Shape.TEXT, about="a network for Gephi, igraph, visone"
    ),
    "gexf": Format(module="network_files", function="write_gexf", shape=Shape.TEXT, about="a network with days"),
    "site": Format(module="site", shape=Shape.FOLDER, about="a folder of pages to read and to publish"),
    "evidence": Format(module="evidence", shape=Shape.FILE, about="a zip of captures, readings and reports, with sums"),
}


def format_of(name: str) -> Format:
    """The format of this name; UsageError where there is none."""
    if name not in FORMATS:
        raise UsageError(f"there is no format {name!r}; choose one of {', '.join(FORMATS)}")
    return FORMATS[name]


def write_to(path: Path, form: Format, job: Job) -> None:
    """Writes a file or a folder, whole or not at all."""
    if form.shape in {Shape.TEXT, Shape.BYTES}:
        with whole_file(path) as file:
            form.write(job, file)
    else:
        with whole_path(path) as part:
            form.write(job, part)
