"""Options that say which statements are meant, and of which record."""

import argparse
import os
from datetime import date
from typing import TYPE_CHECKING

from onrecord.errors import UsageError

if TYPE_CHECKING:
    from onrecord.record.query import Question

_PLAIN = {
    "speaker": ("NAME", "whose speaker's name holds these words"),
    "actor": ("ID", "of this actor"),
    "role": ("WORDS", "whose speaker's role holds these words"),
    "organisation": ("WORDS", "whose speaker's organisation holds these words"),
    "outlet": ("NAME", "in articles of this outlet"),
    "kind": ("KIND", "direct, indirect or mixed"),
    "mode": ("MODE", "said, thought, planned or felt"),
    "polarity": ("WORD", "affirmed, denied, not said, question or hypothetical"),
    "document": ("ID", "of this article"),
    "verdict": ("VERDICT", "accept, correct, reject, unsure, or none for what nobody has reviewed"),
}


def add_record(parser: argparse.ArgumentParser) -> None:
    """The option that names the record."""
    parser.add_argument(
        "--record",
        metavar="PATH|URL",
        default=os.environ.get("ONRECORD_RECORD", "onrecord.db"),
        help="the record: a path or a postgresql:// address (default: ONRECORD_RECORD, or onrecord.db)",
    )


def add_filters(parser: argparse.ArgumentParser) -> None:
    """The options that narrow, the same as those of a search."""
    group = parser.add_argument_group("only statements")
    group.add_argument("--text", metavar="WORDS", default="", help='with these words, "phrases", beginn*, -without')
    for name, (metavar, about) in _PLAIN.items():
        group.add_argument(f"--{name}", metavar=metavar, help=about)
    group.add_argument("--since", metavar="DAY", type=_day, help="made on this day or later")
    group.add_argument("--until", metavar="DAY", type=_day, help="made on this day or earlier")
    group.add_argument("--earlier-versions", action="store_true", help="of pages that have since been changed, too")


def question_of(given: argparse.Namespace) -> "Question":
    """What the options ask for."""
    from onrecord.record.query import Question  # noqa: PLC0415 - `--help` needs none of the record

    return Question(
        text=given.text,
        since=given.since,
        until=given.until,
        earlier_versions=given.earlier_versions,
        **{name: getattr(given, name) for name in _PLAIN},
    )


def _day(given: str) -> str:
    try:
        return date.fromisoformat(given).isoformat()
    except ValueError as problem:
        raise UsageError(f"{given!r} is no day; give it as YYYY-MM-DD, for example 2031-03-04") from problem
