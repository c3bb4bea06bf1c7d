"""`onrecord reread`: articles read again from their bytes with the present engine."""

import argparse
import os
from collections import Counter

from onrecord.cli.opened import add_json, add_record, clipped, opened, print_json, print_table
from onrecord.cli.read import add_fast, model_of

SUMMARY = "read the record's articles again with this version"
DESCRIPTION = """Reads a record's articles again, from the bytes that were captured, with this version.

Example: onrecord reread --record news.db

The reading before is kept, what people judged stays, and a run that was broken off can be run again. A page that now
gives another text becomes a newer version; judgements follow their words, and those that find no place are listed."""


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options of `onrecord reread`."""
    parser.add_argument("ids", metavar="ID", nargs="*", help="articles by id; none means all")
    parser.add_argument("--jobs", type=int, metavar="N", default=0, help="processes that read side by side")
    add_fast(parser)
    add_record(parser)
    add_json(parser)


def run(given: argparse.Namespace) -> int:
    """Reads again and gives the exit status."""
    from onrecord.export.words import say_count  # noqa: PLC0415
    from onrecord.inference.tagger import ModelTagger  # noqa: PLC0415 - `--help` needs none of these
    from onrecord.pipeline.add import Readers  # noqa: PLC0415
    from onrecord.pipeline.link import link_actors  # noqa: PLC0415
    from onrecord.pipeline.reread import Became, reread  # noqa: PLC0415

    tagger = ModelTagger(model_of(given))
    jobs = given.jobs or min(os.cpu_count() or 1, 16)
    with opened(given) as record, Readers(jobs, model_of(given)) as readers:
        number = record.begin_run("reread", {"ids": given.ids}, {tagger.name: tagger.digest})
        done = list(reread(record, readers, number, given.ids or None))
        link_actors(record, number)
        record.end_run(number)
    failed = [one for one in done if one.reason is not None]
    if given.json:
        print_json(done)
        return 1 if failed else 0
    counts = Counter(one.became for one in done)
    print_table(
        [("articles", "left"), ("number", "right")], [(one.value, counts[one]) for one in Became if counts[one]]
    )
    newer = [one for one in done if one.became is Became.NEWER]
    if newer:
        gained, lost, speakers = (sum(getattr(one, name) for one in newer) for name in ("gained", "lost", "speakers"))
        print(f"{say_count(gained, 'statement')} new, {lost:,} no longer found, {speakers:,} with another speaker")
    unplaced = [(one.document, clipped(words, 200)) for one in done for words in one.unplaced]
    if unplaced:
        print_table([("article", "left"), ("judgement whose words are gone", "left")], unplaced)
    if failed:
        print_table(
            [("article", "left"), ("why not", "left")], [(one.document, clipped(one.reason, 200)) for one in failed]
        )
    return 1 if failed else 0
