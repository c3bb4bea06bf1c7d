"""`onrecord link`: who is the same across all articles, worked out anew."""

import argparse
import sys

from onrecord.cli.add import add_roster, roster_of
from onrecord.cli.opened import add_record, opened

SUMMARY = "work out anew who is the same across all articles"
DESCRIPTION = """Works out anew who is the same across all articles: after a judgement, or with a roster.

Example: onrecord link --roster ministers.csv

What people have judged stands; what cannot be told apart stays apart, with the reason."""


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options of `onrecord link`."""
    add_roster(parser)
    add_record(parser)


def run(given: argparse.Namespace) -> int:
    """Links all profiles and gives the exit status."""
    from onrecord.pipeline.link import link_actors  # noqa: PLC0415
    from onrecord.record.ask import stats  # noqa: PLC0415

    roster = roster_of(given)
    with opened(given) as record:
        number = record.begin_run("link", {"roster": str(given.roster) if given.roster else None})
        _, contradictions = link_actors(record, number, roster=roster, everyone=True)
        record.end_run(number)
        with record.reading() as connection:
            actors = stats(connection)["actors"]
    print(f"{actors:,} actors are in the record")
    for words in contradictions:
        print(words, file=sys.stderr)
    return 1 if contradictions else 0
