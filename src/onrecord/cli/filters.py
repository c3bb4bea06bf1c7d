"""Options that say which statements are meant: the same for every command that chooses some."""

import argparse
from typing import TYPE_CHECKING

from onrecord.cli.opened import first_day, last_day
from onrecord.errors import UsageError

if TYPE_CHECKING:
    from onrecord.record.query import Question


def add_filters(parser: argparse.ArgumentParser) -> None:
    """The options that narrow which statements are meant."""
    group = parser.add_argument_group("only statements")
    group.add_argument("--speaker", metavar="WORDS", help="whose speaker's name holds these words")
    group.add_argument(
        "--actor", metavar="ID", help="of the speaker with this id, as `onrecord speakers --json` gives it"
    )
    group.add_argument("--role", metavar="WORDS", help="whose speaker's office holds these words")
    group.add_argument("--organisation", metavar="WORDS", help="whose speaker's organisation holds these words")
    group.add_argument("--outlet", metavar="NAME", help="in articles of this outlet, by its whole name")
    group.add_argument("--kind", choices=("direct", "mixed", "indirect"), help="by how much of it is quoted")
    group.add_argument(
        "--mode", choices=("said", "thought", "planned", "felt"), help="said, or only thought, planned or felt"
    )
    group.add_argument(
        "--polarity",
        choices=("affirmed", "denied", "not said", "question", "hypothetical"),
        help="by what the article says of it",
    )
    group.add_argument("--since", metavar="DAY", help="said on this day or later: 2025, 2025-02 or 2025-02-13")
    group.add_argument("--until", metavar="DAY", help="said on this day or before")
    group.add_argument("--article", metavar="ID", help="of one article")
    group.add_argument(
        "--reviewed",
        metavar="VERDICT",
        choices=("accept", "correct", "reject", "unsure", "none"),
        help="by the last review: accept, correct, reject, unsure, or none",
    )
    group.add_argument("--earlier-versions", action="store_true", help="also of pages that have changed since")


def question_of(given: argparse.Namespace) -> "Question":
    """The question that the options ask. Raises UsageError where they make none."""
    from onrecord.record.query import Question, Sort  # noqa: PLC0415

    limit, offset = getattr(given, "limit", 20), getattr(given, "offset", 0)
    if limit < 1 or offset < 0:
        raise UsageError("--limit must be 1 or more, and --offset 0 or more")
    return Question(
        text=" ".join(given.words),
        speaker=given.speaker,
        actor=given.actor,
        role=given.role,
        organisation=given.organisation,
        outlet=given.outlet,
        kind=given.kind,
        mode=given.mode,
        polarity=given.polarity,
        since=first_day(given.since) if given.since else None,
        until=last_day(given.until) if given.until else None,
        document=given.article,
        verdict=given.reviewed,
        earlier_versions=given.earlier_versions,
        sort=Sort(getattr(given, "sort", "relevance")),
        limit=limit,
        offset=offset,
    )
