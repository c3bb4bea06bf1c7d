"""Citron's JSON: a file, or a folder of files, each with the text of one document and its quotes."""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

from onrecord.intake.anchor import Anchor
from onrecord.intake.build import Draft, build_reading
from onrecord.intake.fields import Fields, ShapeError
from onrecord.intake.incoming import BadRow, Found, Incoming
from onrecord.types.article import Article
from onrecord.types.span import Span


def rows(file: Path) -> Iterator[Found]:
    """One article for each document; a file may also hold an array of them."""
    for path in sorted(file.rglob("*.json")) if file.is_dir() else [file]:
        try:
            value = json.loads(path.read_bytes())
        except (ValueError, RecursionError) as problem:
            yield BadRow(where=path.name, reason=f"is no JSON ({problem})")
            continue
        for number, one in enumerate(value if isinstance(value, list) else [value], start=1):
            yield from _document(one, f"{path.name}, document {number}" if isinstance(value, list) else path.name)


def _document(value: object, where: str) -> Iterator[Found]:
    try:
        fields = Fields(value)
        text = fields.text("text")
        quotes = list(fields.items("quotes"))
    except ShapeError as problem:
        yield BadRow(where=where, reason=str(problem))
        return
    anchor, drafts = Anchor(text), []
    for number, quote in enumerate(quotes, start=1):
        try:
            drafts.append(_draft(quote, anchor))
        except ShapeError as problem:
            yield BadRow(where=f"{where}, quote {number}", reason=str(problem))
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    article = Article(id=f"citron{digest[:12]}", source=where, text=text)
    try:
        reading = build_reading(article, drafts, "citron")
    except ShapeError as problem:
        yield BadRow(where=where, reason=str(problem))
        return
    yield Incoming(where=where, reading=reading, data=json.dumps(value).encode("ascii"), moved=anchor.moved)


def _draft(quote: Fields, anchor: Anchor) -> Draft:
    content = _spans(quote, "contents", anchor)
    if not content:
        raise ShapeError("it has no contents")
    source, known = _spans(quote, "sources", anchor), _spans(quote, "coreferences", anchor)
    named = known[:1] or source
    return Draft(
        content=content,
        source=source,
        cue=(_span(quote.inner("cue"), anchor),) if quote.has("cue") else (),
        name=" ".join(span.cut(anchor.text) for span in named) or None,
        actor_kind=None,
        resolved=bool(known),
        confidence=quote.share("confidence") if quote.has("confidence") else 1.0,
    )


def _spans(quote: Fields, name: str, anchor: Anchor) -> tuple[Span, ...]:
    return tuple(sorted(_span(one, anchor) for one in quote.items(name)))


def _span(one: Fields, anchor: Anchor) -> Span:
    try:
        return anchor.place(one.whole("start"), one.whole("end"), one.maybe_text("text"))
    except LookupError as problem:
        raise ShapeError(str(problem)) from problem
