"""LangExtract's JSONL: one document per line, with extractions that are quotations.

An extraction is a statement where its class is quote, quotation or statement; `speaker` (or `source`), `role`,
and `organization` are taken from its attributes. Other classes are passed over, with their number.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from onrecord.intake.anchor import Anchor
from onrecord.intake.build import Draft, build_reading
from onrecord.intake.fields import Fields, ShapeError
from onrecord.intake.incoming import BadRow, Found, Incoming, PassedOver
from onrecord.intake.jsonl import lines_of
from onrecord.types.article import Article

_STATEMENTS = {"quote", "quotation", "statement"}


def rows(file: Path) -> Iterator[Found]:
    """One article per line, plain or gzip."""
    for number, line in lines_of(file):
        where = f"line {number}"
        try:
            fields = Fields(json.loads(line))
            yield from _document(fields, where, line)
        except ShapeError as problem:
            yield BadRow(where=where, reason=str(problem))
        except (ValueError, RecursionError) as problem:
            yield BadRow(where=where, reason=f"is no JSON ({problem})")


def _document(fields: Fields, where: str, line: bytes) -> Iterator[Found]:
    text = fields.text("text")
    anchor, drafts, others = Anchor(text), [], Counter[str]()
    for number, one in enumerate(fields.items("extractions"), start=1):
        try:
            kind = one.text("extraction_class")
            if kind.lower() in _STATEMENTS:
                drafts.append(_draft(one, anchor))
            else:
                others[kind] += 1
        except ShapeError as problem:
            yield BadRow(where=f"{where}, extraction {number}", reason=str(problem))
    for kind, count in others.items():
        yield PassedOver(where=where, reason=f"{count} extractions of the class “{kind}” are passed over")
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    id_ = fields.maybe_text("document_id") or f"langextract{digest[:12]}"
    article = Article(id=id_, source=where, text=text)
    reading = build_reading(article, drafts, "langextract")
    yield Incoming(where=where, reading=reading, data=line, moved=anchor.moved)


def _draft(one: Fields, anchor: Anchor) -> Draft:
    words, place = one.text("extraction_text"), one.maybe_inner("char_interval")
    try:
        if place is not None and place.has("start_pos") and place.has("end_pos"):
            span = anchor.place(place.whole("start_pos"), place.whole("end_pos"), words)
        else:
            span = anchor.find(words)
    except LookupError as problem:
        raise ShapeError(str(problem)) from problem
    attributes = one.maybe_inner("attributes") or Fields({})
    name = attributes.maybe_text("speaker") or attributes.maybe_text("source")
    organisation = attributes.maybe_text("organization") or attributes.maybe_text("organisation")
    return Draft(
        content=(span,),
        name=name,
        actor_kind=None,
        resolved=False,  # the model says so, on no evidence that could be checked
        role=attributes.maybe_text("role"),
        organisation=organisation,
    )
