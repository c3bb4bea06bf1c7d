"""`onrecord speakers`: who speaks in a record."""

import argparse

from onrecord.cli.opened import add_json, add_record, opened, print_json, print_table
from onrecord.export.words import say_range

SUMMARY = "list who speaks in the record, most statements first"
DESCRIPTION = """Lists who speaks in a record, those with most statements first.

Example: onrecord speakers vale"""


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options of `onrecord speakers`."""
    parser.add_argument("name", metavar="NAME", nargs="?", default="", help="any part of a name; none lists all")
    parser.add_argument("--kind", choices=("person", "organisation", "state", "group"), help="only of this kind")
    parser.add_argument("--limit", type=int, default=30, metavar="N", help="how many are shown (30)")
    add_record(parser)
    add_json(parser)


def run(given: argparse.Namespace) -> int:
    """Prints the speakers and gives the exit status."""
    from onrecord.record.ask import speakers  # noqa: PLC0415

    with opened(given) as record, record.reading() as connection:
        found = speakers(connection, name=given.name, kind=given.kind, limit=given.limit)
    if given.json:
        print_json(found)
    elif not found:
        print(f"Nobody whose name holds {given.name!r} speaks in the record" if given.name else "Nobody speaks yet")
    else:
        columns = [
            ("speaker", "left"),
            ("kind", "left"),
            ("statements", "right"),
            ("articles", "right"),
            ("days", "left"),
        ]
        print_table(
            columns,
            [
                (one.name, one.kind, one.statements, one.articles, say_range(one.first_said, one.last_said))
                for one in found
            ],
        )
    return 0
