"""`onrecord review`: statements judged in the terminal, and judgements as files."""

import argparse
import getpass
import os
import sys
import textwrap
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.cli.opened import add_record, opened
from onrecord.errors import UsageError

if TYPE_CHECKING:
    from onrecord.record.query import Hit
    from onrecord.record.store import Record

SUMMARY = "judge statements in the terminal, or move judgements in and out"
DESCRIPTION = """Judges statements one at a time, those that the machine is least sure of first.

Example: onrecord review --reviewer ada

Keys: a right, r wrong, u unsure, c correct (then FIELD=VALUE), j later, z undo, q stop; the next run goes on.
--sample NAME codes a sample without showing what the machine or others think of it.
--export FILE and --import FILE move judgements as JSON lines that fit into version control."""

_VERDICTS = {"a": "accept", "r": "reject", "u": "unsure"}


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options of `onrecord review`."""
    parser.add_argument(
        "--reviewer",
        metavar="NAME",
        default=os.environ.get("ONRECORD_REVIEWER"),
        help="who judges (else ONRECORD_REVIEWER, or the account's name)",
    )
    ways = parser.add_mutually_exclusive_group()
    ways.add_argument("--sample", metavar="NAME", help="code this sample")
    ways.add_argument("--export", type=Path, metavar="FILE", help="write every judgement to a file")
    ways.add_argument("--import", type=Path, metavar="FILE", dest="taken", help="take judgements from a file")
    add_record(parser)


def run(given: argparse.Namespace) -> int:
    """Judges, or moves judgements, and gives the exit status."""
    with opened(given) as record:
        if given.export is not None:
            return _write(record, given.export)
        if given.taken is not None:
            return _take(record, given.taken)
        return _judge(record, given.reviewer or getpass.getuser(), given.sample)


def _write(record: "Record", path: Path) -> int:
    from onrecord.cli.check import write_whole  # noqa: PLC0415
    from onrecord.record.review_lines import review_lines  # noqa: PLC0415

    with record.reading() as connection:
        lines = list(review_lines(connection))
    write_whole(path, "".join(lines))
    print(f"{len(lines):,} judgements were written to {path}", file=sys.stderr)
    return 0


def _take(record: "Record", path: Path) -> int:
    from onrecord.pipeline.link import link_actors  # noqa: PLC0415
    from onrecord.record.review_lines import take_review_lines  # noqa: PLC0415

    try:
        lines = path.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as problem:
        raise UsageError(f"{path} cannot be read ({problem}); give a file that --export wrote") from problem
    with record.writing() as connection:
        found = take_review_lines(connection, lines, str(path))
    link_actors(record, record.begin_run("link", {"judgements": str(path)}), everyone=True)
    print(
        f"{found.kept:,} judgements are new, {found.known:,} were known, {found.moved:,} moved to a newer text, {found.withdrawn:,} withdrawn since"
    )
    for words in found.unplaced:
        print(f"not placed, since its words are not in the record: {words}", file=sys.stderr)
    return 1 if found.unplaced else 0


def _judge(record: "Record", reviewer: str, sample: str | None) -> int:
    from onrecord.pipeline.judge import judge, undo  # noqa: PLC0415
    from onrecord.record.ask import find_statement, text_of_document  # noqa: PLC0415
    from onrecord.record.reviews import awaiting, progress  # noqa: PLC0415

    later: set[str] = set()
    begun, judged = time.monotonic(), 0
    keys = _keys()
    while True:
        with record.reading() as connection:
            waiting = awaiting(connection, limit=len(later) + 1, sample=sample, reviewer=reviewer)
            sid = next((one for one in waiting if one not in later), None)
            hit = find_statement(connection, sid) if sid else None
            text = text_of_document(connection, hit.document_id) or "" if hit else ""
            done = progress(connection, sample=sample, reviewer=reviewer)
        if hit is None:
            print("Nothing is left to judge" + (" but what you put off" if later else ""))
            return 0
        print(_shown(hit, text, blind=sample is not None))
        pace = (time.monotonic() - begun) / judged * (done.total - done.done) / 60 if judged >= 3 else 0
        print(
            f"{done.done:,} of {done.total:,}{f', {pace:.0f} minutes at your pace' if pace else ''} [a r u c j z q] ",
            end="",
            flush=True,
        )
        key = next(keys, "q")
        print(key)
        if key.startswith("q"):
            return 0
        if key.startswith("j"):
            later.add(hit.statement_id)
        elif key.startswith("z"):
            undo(record, reviewer, kind="statement", sample=sample)
            later.clear()
        elif key[:1] in _VERDICTS or key.startswith("c"):
            field, _, value = (key[1:].strip() or (next(keys, "") if key.startswith("c") else "")).partition("=")
            corrects = key.startswith("c")
            try:
                judge(
                    record,
                    subject_kind="statement",
                    subject=hit.statement_id,
                    field=field.strip() if corrects else "",
                    verdict="correct" if corrects else _VERDICTS[key[0]],
                    new=value.strip() if corrects else None,
                    reviewer=reviewer,
                    sample=sample,
                )
                judged += 1
            except UsageError as problem:
                print(problem)
        else:
            print("a right, r wrong, u unsure, c FIELD=VALUE, j later, z undo, q stop")


def _shown(hit: "Hit", text: str, *, blind: bool) -> str:
    """A statement in its paragraph, marked; the machine's reading of it only where coding is not blind."""
    start = text.rfind("\n", 0, hit.start) + 1
    end = text.find("\n", hit.end)
    paragraph = f"{text[max(start, hit.start - 600) : hit.start]}»{text[hit.start : hit.end]}«{text[hit.end : end if end >= 0 else len(text)][:600]}"
    lines = ["", textwrap.fill(" ".join(paragraph.split()), 78)]
    who = ", ".join(filter(None, (hit.speaker or "no speaker printed", hit.role, hit.organisation)))
    lines.append(f"Is this what {who} {hit.mode if hit.mode != 'said' else 'said'}?")
    if not blind:
        day = hit.said_from or "day unknown"
        lines.append(
            f"{hit.kind}, {day}, how sure: {hit.confidence:.2f} · {hit.outlet or ''} {hit.headline or ''}".rstrip()
        )
    return "\n".join(lines)


def _keys() -> Iterator[str]:
    """What is pressed: single keys on a terminal, lines from a pipe; a correction takes a whole line."""
    if not sys.stdin.isatty():
        yield from (line.strip() for line in sys.stdin)
        return
    import termios  # noqa: PLC0415 - not on every system
    import tty  # noqa: PLC0415

    while True:
        before = termios.tcgetattr(sys.stdin)
        try:
            tty.setcbreak(sys.stdin)
            key = sys.stdin.read(1)
        finally:
            termios.tcsetattr(sys.stdin, termios.TCSADRAIN, before)
        if not key or key == "\x04":
            return
        yield key if key != "c" else "c" + input("orrect FIELD=VALUE: ")
