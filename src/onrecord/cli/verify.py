"""`onrecord verify`: whether a record still holds what was put into it."""

import argparse
import sys

from onrecord.cli.opened import add_json, add_record, opened, print_json

SUMMARY = "check hashes, offsets and rows of the record"
DESCRIPTION = """Checks a record: hashes of bytes, texts and readings, offsets, rows against readings and judgements.

Example: onrecord verify --record news.db

One line for each thing that is not as it was, and what to do; the exit status is then 1."""


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options of `onrecord verify`."""
    add_record(parser)
    add_json(parser)


def run(given: argparse.Namespace) -> int:
    """Prints what is found and gives the exit status."""
    from onrecord.record.verify import verify  # noqa: PLC0415

    found, total = [], 0
    shown = sys.stderr.isatty()
    with opened(given) as record:
        for step in verify(record):
            total = step.total
            if shown and step.done % 50 == 0:
                print(f"\r{step.done:,} of {step.total:,} checked", end="", file=sys.stderr)
            if step.finding is not None:
                found.append(step.finding)
                if not given.json:
                    print(f"{step.finding.what}: {step.finding.words}")
    if shown:
        print("\r" + " " * 40 + "\r", end="", file=sys.stderr)
    if given.json:
        print_json({"checked": total, "findings": found})
    elif not found:
        print(f"The record is whole: {total:,} things were checked")
    return 1 if found else 0
