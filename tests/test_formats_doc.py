"""docs/FORMATS.md names what there is, and nothing else."""

import re
from pathlib import Path

from onrecord.export import dna_events
from onrecord.export.flat import COLUMNS
from onrecord.export.formats import FORMATS as OUT
from onrecord.export.networks import Network
from onrecord.intake.formats import FORMATS as IN

DOC = (Path(__file__).parent.parent / "docs" / "FORMATS.md").read_text("utf-8")


def section(title: str) -> str:
    return DOC.partition(f"\n## {title}\n")[2].partition("\n## ")[0]


def test_the_table_of_formats_is_that_of_the_code() -> None:
    rows = [[cell.strip() for cell in line.split("|")[1:4]] for line in section("Rules for all of them").splitlines()]
    told = {name: (row[1], row[2]) for row in rows if len(row) == 3 for name in re.findall("`([a-z-]+)`", row[0])}
    wanted = {name: ("yes" if name in OUT else "", "yes" if name in IN else "") for name in {**OUT, **IN}}
    assert told == wanted


def test_every_column_is_told_with_its_type_in_order() -> None:
    rows = [line.split("|") for line in section("csv and parquet").splitlines() if line.startswith("| `")]
    told = {name: row[2].strip() for row in rows for name in re.findall("`([a-z_]+)`", row[1])}
    assert list(told.items()) == [(name, kind.value) for name, kind in COLUMNS.items()]


def test_events_and_networks_are_told() -> None:
    assert ";".join(dna_events.COLUMNS) in section("dna-events").replace("\n", "")
    assert set(re.findall(r"^\| `([a-z-]+)` \|", section("graphml and gexf"), re.MULTILINE)) == set(Network)
