"""`onrecord speaker`: one voice, its offices and its statements."""

import argparse
from typing import TYPE_CHECKING

from onrecord.cli.opened import add_json, add_record, clipped, opened, print_json, print_table
from onrecord.errors import UsageError
from onrecord.export.words import say_range

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from onrecord.record.ask import SpeakerRow

SUMMARY = "show one speaker: offices, names printed, statements"
DESCRIPTION = """Shows one speaker of a record: names as printed, offices with their days, and statements, newest first.

Example: onrecord speaker "Jonas Vale" """


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options of `onrecord speaker`."""
    parser.add_argument("name", metavar="NAME", help="a name, a part of one, or an id")
    parser.add_argument("--limit", type=int, default=20, metavar="N", help="how many statements are shown (20)")
    add_record(parser)
    add_json(parser)


def run(given: argparse.Namespace) -> int:
    """Prints the speaker and gives the exit status. Raises UsageError where the name fits nobody, or several."""
    from onrecord.record.ask import names_of, roles_of  # noqa: PLC0415
    from onrecord.record.query import Question, Sort  # noqa: PLC0415
    from onrecord.record.search import search  # noqa: PLC0415

    with opened(given) as record, record.reading() as connection:
        one = the_speaker(connection, given.name)
        names, roles = names_of(connection, one.actor_id), roles_of(connection, one.actor_id)
        asked = Question(actor=one.actor_id, sort=Sort.NEWEST, limit=given.limit)
        found = search(connection, asked, facets=False)
    if given.json:
        print_json({"speaker": one, "names": dict(names), "roles": roles, "statements": found.hits})
        return 0
    print(f"{one.name} ({one.kind}): {one.statements:,} statements in {one.articles:,} articles")
    others = [name for name, _ in names if name != one.name]
    if others:
        print(f"Also printed as: {clipped(', '.join(others), 300)}")
    if roles:
        rows = [(role.role, role.organisation, role.first_printed, role.last_printed) for role in roles]
        print_table([("office as printed", "left"), ("of", "left"), ("first", "left"), ("last", "left")], rows)
    rows = [
        (say_range(hit.said_from, hit.said_to), hit.kind, clipped(hit.content, 200), hit.outlet) for hit in found.hits
    ]
    print_table([("day", "left"), ("kind", "left"), ("statement", "left"), ("outlet", "left")], rows)
    return 0


def the_speaker(connection: "Connection", name: str) -> "SpeakerRow":
    """The one speaker of this id or name. Raises UsageError where it fits nobody, or several equally well."""
    from onrecord.record.ask import find_speaker, speakers  # noqa: PLC0415

    by_id = find_speaker(connection, name)
    if by_id is not None:
        return by_id
    found = speakers(connection, name=name, limit=10)
    if not found:
        raise UsageError(f"nobody whose name holds {name!r} speaks in the record; see: onrecord speakers")
    exact = [one for one in found if one.name.casefold() == name.strip().casefold()]
    if len(exact) == 1 or len(found) == 1:
        return (exact or found)[0]
    listed = ", ".join(f"{one.name} ({one.actor_id})" for one in exact or found)
    raise UsageError(f"{name!r} fits several speakers; give a whole name or an id: {listed}")
