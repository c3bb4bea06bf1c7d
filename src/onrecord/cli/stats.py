"""`onrecord stats`: how much a record holds."""

import argparse

from onrecord.cli.opened import add_json, add_record, opened, print_json, print_table

SUMMARY = "count what the record holds"
DESCRIPTION = """Counts what a record holds.

Example: onrecord stats --record news.db"""


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options of `onrecord stats`."""
    add_record(parser)
    add_json(parser)


def run(given: argparse.Namespace) -> int:
    """Prints the counts and gives the exit status."""
    from onrecord.record.ask import stats  # noqa: PLC0415

    with opened(given) as record, record.reading() as connection:
        found = stats(connection)
    if given.json:
        print_json(found)
    else:
        print_table([("what", "left"), ("number", "right")], [(name.replace("_", " "), n) for name, n in found.items()])
    return 0
