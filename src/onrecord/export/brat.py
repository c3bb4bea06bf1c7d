"""brat standoff: for each article its text and its annotations, and the configuration that brat needs.

A statement is an event: its cue is the trigger, its source and content are arguments. Where there is no cue, the
content is the trigger, too. brat knows no span over a line's end: such a span becomes pieces, one on each line.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from onrecord.export.job import REJECTED, Job
from onrecord.export.names_of_files import FileNames
from onrecord.record.query import Hit
from onrecord.record.rows import clean
from onrecord.record.selection import Selected
from onrecord.types.span import Span
from onrecord.types.statement import Mode, Polarity, QuoteKind, Statement

_LINE_END = re.compile(r"[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")  # where Python, in which brat is written, ends a line
ATTRIBUTES = {"Kind": QuoteKind, "Mode": Mode, "Polarity": Polarity}


def write(job: Job, folder: Path) -> None:
    """The folder, which is new: one .txt and one .ann for each article, and annotation.conf."""
    folder.mkdir()
    (folder / "annotation.conf").write_text(_configuration(), "utf-8")
    names = FileNames()
    for one in job.articles():
        text = clean(one.reading.article.text)
        path = folder / names.of(one.document_id)
        job.changed["articles with characters that no file holds, shown as U+FFFD"] += text != one.reading.article.text
        path.with_name(path.name + ".txt").write_bytes(text.encode())
        path.with_name(path.name + ".ann").write_bytes("".join(_lines(one, text, job)).encode())


def _configuration() -> str:
    attributes = "\n".join(
        f"{name}\tArg:Statement, Value:{'|'.join(_value(one) for one in kind)}" for name, kind in ATTRIBUTES.items()
    )
    return (
        "[entities]\nSource\nContent\n\n[relations]\n\n[events]\nStatement\tSource*:Source, Content+:Content\n\n"
        f"[attributes]\n{attributes}\n"
    )


def _value(one: str) -> str:
    return str(one).replace(" ", "_")


def _lines(one: Selected, text: str, job: Job) -> Iterator[str]:
    statements = {statement.id: statement for statement in one.reading.statements}
    places = _Places(text)
    facts = {"id": one.document_id, "headline": one.reading.article.headline, "url": one.reading.article.url}
    number = 0
    for hit in one.hits:
        if hit.verdict == "reject":
            job.left_out[REJECTED] += 1
            continue
        number += 1
        job.written["statements"] += 1
        job.left_out["stances on questions"] += len(one.stances.get(hit.statement_id, ()))
        yield from _event(number, hit, statements[hit.statement_id], places)
    yield _note(number + 1, "T1" if places.count else "", facts) if number else ""


class _Places:
    """Numbers the places of one file."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.count = 0

    def line(self, label: str, spans: Iterable[Span]) -> tuple[str, str]:
        """The number of a new place, and its line."""
        self.count += 1
        pieces = [piece for span in spans for piece in _on_one_line(self.text, span)]
        where = ";".join(f"{piece.start} {piece.end}" for piece in pieces)
        words = " ".join(piece.cut(self.text) for piece in pieces)
        return f"T{self.count}", f"T{self.count}\t{label} {where}\t{words}\n"


def _on_one_line(text: str, span: Span) -> Iterator[Span]:
    start = span.start
    for match in _LINE_END.finditer(text, span.start, span.end):
        if start < match.start():
            yield Span(start, match.start())
        start = match.end()
    if start < span.end:
        yield Span(start, span.end)


def _event(number: int, hit: Hit, statement: Statement, places: _Places) -> Iterator[str]:
    trigger, line = places.line("Statement", statement.cue or statement.content)
    yield line
    arguments = []
    for role, spans in (("Source", statement.source), ("Content", statement.content)):
        if spans:
            name, line = places.line(role, spans)
            arguments.append(f" {role}:{name}")
            yield line
    yield f"E{number}\tStatement:{trigger}{''.join(arguments)}\n"
    values = {"Kind": hit.kind, "Mode": hit.mode, "Polarity": hit.polarity}
    for offset, (name, value) in enumerate(values.items()):
        yield f"A{3 * number - 2 + offset}\t{name} E{number} {_value(value)}\n"
    facts = {
        "speaker": hit.speaker,
        "role": hit.role,
        "organisation": hit.organisation,
        "said": hit.said_from,
        "confidence": hit.confidence,
        "cue": bool(statement.cue),
    }
    yield _note(number, f"E{number}", facts)


def _note(number: int, of: str, facts: Mapping[str, object]) -> str:
    """What brat has no place for, as JSON in a note; its letters are ASCII, so that it stays on one line."""
    known = {name: value for name, value in facts.items() if value is not None}
    return f"#{number}\tAnnotatorNotes {of}\t{json.dumps(known)}\n"
