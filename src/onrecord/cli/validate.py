"""`onrecord validate`: how far coders agree, and how often the machine is right."""

import argparse
from typing import TYPE_CHECKING

from onrecord.cli.opened import add_json, add_record, opened, print_json, print_table

if TYPE_CHECKING:
    from onrecord.record.agreement import Interval

SUMMARY = "show how coders of a sample agree, and how often the machine is right"
DESCRIPTION = """Shows what a coded sample tells: Krippendorff's alpha, agreement by pairs, the machine's precision.

Example: onrecord validate pilot

Precision is the share of drawn statements that coders call right, strata weighed by their size. Recall cannot be told
from a sample of what was found: it needs people who mark whole articles."""


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options of `onrecord validate`."""
    parser.add_argument("name", metavar="NAME", help="the sample")
    add_record(parser)
    add_json(parser)


def run(given: argparse.Namespace) -> int:
    """Prints what the codes show and gives the exit status."""
    from onrecord.record.samples import validate  # noqa: PLC0415

    with opened(given) as record, record.reading() as connection:
        found = validate(connection, given.name)
    if given.json:
        print_json(found)
        return 0
    rows = [
        ("statements drawn", f"{found.items:,}"),
        ("coded by anybody", f"{found.coded + found.unsure:,}"),
        ("coders", ", ".join(found.coders) or "none yet"),
        ("coders differ on", f"{found.disputed:,}"),
        ("nobody is sure of", f"{found.unsure:,}"),
        ("Krippendorff's alpha", _shown(found.alpha) if found.alpha else "needs two coders of one statement"),
        ("precision of the machine", _shown(found.precision) if found.precision else "nothing is coded yet"),
    ]
    print_table([("what", "left"), ("value", "left")], rows)
    if found.pairs:
        pairs = [
            (f"{one} and {other}", f"{equal:.3f}", "undefined" if kappa is None else f"{kappa:.3f}", both)
            for one, other, equal, kappa, both in found.pairs
        ]
        print_table([("coders", "left"), ("equal", "right"), ("kappa", "right"), ("both coded", "right")], pairs)
    return 0


def _shown(interval: "Interval") -> str:
    return f"{interval.value:.3f} (95 %: {interval.low:.3f} to {interval.high:.3f})"
