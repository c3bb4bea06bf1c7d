"""`onrecord timeline`: what happened and was said, in the order of the days."""

import argparse

from onrecord.cli.opened import (
    add_json,
    add_record,
    clipped,
    first_day,
    last_day,
    opened,
    print_json,
    print_table,
)
from onrecord.export.words import say_range

SUMMARY = "list dated events and statements in order"
DESCRIPTION = """Lists the dated events and statements of a record in order, each with the article that tells of it.

Example: onrecord timeline --since 2022 --until 2024"""


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options of `onrecord timeline`."""
    parser.add_argument("words", metavar="WORDS", nargs="*", help="words that the event's title holds, as they stand")
    parser.add_argument("--since", metavar="DAY", help="on this day or later: 2025, 2025-02 or 2025-02-13")
    parser.add_argument("--until", metavar="DAY", help="on this day or before")
    parser.add_argument("--speaker", metavar="NAME", help="only statements of one speaker, by name or id")
    parser.add_argument("--article", metavar="ID", help="only those of one article")
    parser.add_argument("--limit", type=int, default=100, metavar="N", help="how many are shown (100)")
    add_record(parser)
    add_json(parser)


def run(given: argparse.Namespace) -> int:
    """Prints the timeline and gives the exit status."""
    from onrecord.cli.speaker import the_speaker  # noqa: PLC0415
    from onrecord.record.ask import timeline  # noqa: PLC0415

    with opened(given) as record, record.reading() as connection:
        found = timeline(
            connection,
            since=first_day(given.since) if given.since else None,
            until=last_day(given.until) if given.until else None,
            actor_id=the_speaker(connection, given.speaker).actor_id if given.speaker else None,
            document_id=given.article,
            words=" ".join(given.words),
            limit=given.limit,
        )
    if given.json:
        print_json(found)
    elif not found:
        print("Nothing dated fits; drop one of the filters")
    else:
        rows = [(say_range(one.date_from, one.date_to), clipped(one.title, 200), one.outlet) for one in found]
        print_table([("when", "left"), ("what", "left"), ("told by", "left")], rows)
        if len(found) == given.limit:
            print(f"The first {given.limit:,} are shown; --limit shows more")
    return 0
