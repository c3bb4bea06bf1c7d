"""The formats that a record takes in, by name; each one's module is imported when it is chosen."""

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

from onrecord.errors import UsageError
from onrecord.intake.incoming import Found

FORMATS = {
    "jsonl": ("jsonl", "readings that onrecord export or read --jsonl wrote"),
    "dna": ("dna", "a file of Discourse Network Analyzer 3"),
    "brat": ("brat", "a folder of brat standoff"),
    "citron": ("citron", "Citron's JSON"),
    "langextract": ("langextract", "LangExtract's JSONL"),
}


def rows_of(name: str, file: Path) -> Iterator[Found]:
    """What a file of a format holds, row by row; UsageError where there is no such format or no such file."""
    if name not in FORMATS:
        raise UsageError(f"there is no format {name!r} to import; choose one of {', '.join(FORMATS)}")
    if not file.exists():
        raise UsageError(f"{file} does not exist; give the file, or the folder of a brat collection, to import")
    found: Iterator[Found] = import_module(f"onrecord.intake.{FORMATS[name][0]}").rows(file)
    return found
