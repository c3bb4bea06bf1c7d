"""`onrecord sample`: statements drawn for people to code."""

import argparse

from onrecord.cli.filters import add_filters, question_of
from onrecord.cli.opened import add_json, add_record, opened, print_json, print_table

SUMMARY = "draw statements for people to code"
DESCRIPTION = """Draws a stratified sample of statements for people to code.

Example: onrecord sample pilot --size 200 --by kind,outlet

Every stratum gives its share, one statement at least; the same seed draws the same ones. Code it with
`onrecord review --sample pilot`, each coder alone, and look at the result with `onrecord validate pilot`."""


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options of `onrecord sample`."""
    parser.add_argument("name", metavar="NAME", help="what the sample is called")
    parser.add_argument("words", metavar="WORDS", nargs="*", help="words of the statement; none means all")
    parser.add_argument("--size", type=int, required=True, metavar="N", help="how many statements")
    parser.add_argument("--by", default="kind", metavar="FIELD,…", help="kind, mode, outlet, speaker, year (kind)")
    parser.add_argument("--seed", type=int, default=1, metavar="N", help="another one draws others (1)")
    add_filters(parser)
    add_record(parser)
    add_json(parser)


def run(given: argparse.Namespace) -> int:
    """Draws, prints the strata and gives the exit status."""
    from onrecord.record.samples import draw  # noqa: PLC0415

    by = [part.strip() for part in given.by.split(",") if part.strip()]
    with opened(given) as record, record.writing() as connection:
        found = draw(connection, given.name, question_of(given), size=given.size, by=by, seed=given.seed)
    if given.json:
        print_json(found)
    else:
        rows = [(one.name, one.size, one.drawn) for one in found]
        print_table([("stratum", "left"), ("statements", "right"), ("drawn", "right")], rows)
        print(f"Code it: onrecord review --sample {given.name} --reviewer NAME")
    return 0
