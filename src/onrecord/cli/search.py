"""`onrecord search`: statements of a record by words, speakers, outlets and days."""

import argparse
from typing import TYPE_CHECKING

from onrecord.cli.filters import add_filters, question_of
from onrecord.cli.opened import add_json, add_record, clipped, opened, print_json
from onrecord.export.words import say_count, say_range

if TYPE_CHECKING:
    from onrecord.record.query import Answer, Hit, Question

SUMMARY = "find statements by their words, speakers, outlets and days"
DESCRIPTION = """Finds statements of a record by their words, speakers, outlets and days.

Example: onrecord search membership --speaker vale --since 2031

Words must all occur; "peace deal" is a phrase, negotiat* any word that begins so, -word must not occur."""


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options of `onrecord search`."""
    parser.add_argument("words", metavar="WORDS", nargs="*", help="words of the statement; none finds all")
    add_filters(parser)
    parser.add_argument("--sort", choices=("relevance", "newest", "oldest"), default="relevance", help="the order")
    parser.add_argument("--limit", type=int, default=20, metavar="N", help="how many are shown (20)")
    parser.add_argument("--offset", type=int, default=0, metavar="N", help="how many are passed over first")
    add_record(parser)
    add_json(parser)


def run(given: argparse.Namespace) -> int:
    """Prints what is found and gives the exit status."""
    from onrecord.record.search import search  # noqa: PLC0415

    asked = question_of(given)
    with opened(given) as record, record.reading() as connection:
        found = search(connection, asked)
    if given.json:
        print_json(found)
    elif not found.hits:
        print(_nothing(asked, found))
    else:
        _print(found, asked)
    return 0


def _nothing(asked: "Question", found: "Answer") -> str:
    """What was searched, and which filter to drop."""
    if found.total:
        return f"--offset {asked.offset:,} passes over all: {say_count(found.total, 'statement')}"
    names = {"speaker": asked.speaker, "role": asked.role, "organisation": asked.organisation, "outlet": asked.outlet}
    more = {
        "kind": asked.kind,
        "mode": asked.mode,
        "since": asked.since,
        "until": asked.until,
        "article": asked.document,
    }
    used = [f"--{name} {value}" for name, value in (names | more).items() if value]
    words = f"with the words {asked.text!r}" if asked.text else "of this kind"
    advice = f"; drop one of: {', '.join(used)}" if used else "; try fewer words, or the beginning of one: negotiat*"
    return f"No statement {words} is in the record{advice}"


def _print(found: "Answer", asked: "Question") -> None:
    from rich.console import Console  # noqa: PLC0415
    from rich.padding import Padding  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    console = Console(highlight=False)
    total = f"more than {found.total:,} statements" if found.more else say_count(found.total, "statement")
    first = asked.offset + 1
    console.print(f"{total}, {first:,} to {asked.offset + len(found.hits):,} shown")
    for hit in found.hits:
        console.print()
        console.print(Text(_who(hit), style="bold"))
        console.print(Padding(Text(clipped(hit.content, 400)), (0, 0, 0, 2)))
        console.print(Padding(Text(_where(hit), style="dim"), (0, 0, 0, 2)))
    if found.total > len(found.hits):
        console.print()
        for name in ("speaker", "outlet", "year"):
            counts = found.facets.get(name, ())[:5]
            if len(counts) > 1:
                console.print(Text(f"{name}: " + ", ".join(f"{value} ({count:,})" for value, count in counts)))


def _who(hit: "Hit") -> str:
    """`Jonas Vale, secretary general, Eastmere Alliance`, and how it was said."""
    office = ", ".join(filter(None, (hit.role, hit.organisation)))
    name = hit.speaker or "No speaker printed"
    how = hit.kind if hit.mode == "said" else f"{hit.kind}, {hit.mode}"
    doubt = "" if hit.resolved or not hit.speaker else ", as printed"
    denied = "" if hit.polarity == "affirmed" else f", {hit.polarity}"
    return f"{name}{f', {office}' if office else ''} ({how}{denied}{doubt})"


def _where(hit: "Hit") -> str:
    """The day and the words it was read from, the outlet and the headline."""
    if hit.said_from is None:
        when = f"“{hit.said_words}”, day unknown" if hit.said_words else "day unknown"
    else:
        day = say_range(hit.said_from, hit.said_to)
        when = f"{day} (“{hit.said_words}”)" if hit.said_words else day
    printed = ", ".join(filter(None, (hit.outlet, clipped(hit.headline, 80) if hit.headline else None)))
    return " · ".join(filter(None, (when, printed, hit.statement_id)))
