"""W3C Web Annotations as JSON-LD: each statement an annotation, each unbroken piece of it a target."""

import json
import re
from datetime import UTC, datetime
from typing import BinaryIO
from urllib.parse import quote

from onrecord.export.grounding import Json
from onrecord.export.job import REJECTED, Job
from onrecord.export.places import web_link
from onrecord.record.query import Hit
from onrecord.record.selection import Selected
from onrecord.types.span import Span
from onrecord.types.statement import Statement
from onrecord.version import VERSION

_CONTEXT = [
    "http://www.w3.org/ns/anno.jsonld",
    {"schema": "https://schema.org/", "onrecord": "urn:onrecord:terms:"},
]
_AROUND = 32  # characters before and behind, by which a place is found again in a changed page
_SURROGATE = re.compile("[\ud800-\udfff]")


def write(job: Job, to: BinaryIO) -> None:
    """One collection with one page of annotations; positions are code points of the frozen text.

    A target's source is the article's address, where it has one that can be linked, else a name of the document.
    """
    created = datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    head = {"@context": _CONTEXT, "id": "urn:onrecord:annotations", "type": "AnnotationCollection"}
    to.write(_text(head)[:-1].encode() + b',"first":{"id":"urn:onrecord:annotations:1","type":"AnnotationPage",')
    to.write(b'"startIndex":0,"items":[')
    for one in job.articles():
        statements = {statement.id: statement for statement in one.reading.statements}
        for hit in one.hits:
            if hit.verdict == "reject":
                job.left_out[REJECTED] += 1
                continue
            before = b",\n" if job.written["annotations"] else b"\n"
            to.write(before + _text(_annotation(hit, statements[hit.statement_id], one, created)).encode())
            job.written["annotations"] += 1
    to.write(b'\n]},"total":%d}\n' % job.written["annotations"])


def _text(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return _SURROGATE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def _annotation(hit: Hit, statement: Statement, one: Selected, created: str) -> Json:
    text = one.reading.article.text
    document = f"urn:onrecord:document:{quote(hit.document_id, safe='')}"
    return {
        "id": f"urn:onrecord:statement:{hit.statement_id}",
        "type": "Annotation",
        "motivation": "describing",
        "creator": {"id": "urn:onrecord:software", "type": "Software", "name": f"On Record {VERSION}"},
        "created": created,
        "body": _body(hit, statement, one),
        "target": [
            {
                "type": "SpecificResource",
                "source": web_link(hit.url) or document,
                "scope": document,
                "selector": [_quote(text, piece), _position(piece)],
            }
            for piece in statement.content
        ],
    }


def _quote(text: str, span: Span) -> Json:
    return {
        "type": "TextQuoteSelector",
        "exact": span.cut(text),
        "prefix": text[max(0, span.start - _AROUND) : span.start],
        "suffix": text[span.end : span.end + _AROUND],
    }


def _position(span: Span) -> Json:
    return {"type": "TextPositionSelector", "start": span.start, "end": span.end}


def _body(hit: Hit, statement: Statement, one: Selected) -> Json:
    """The statement as a quotation of schema.org, with what it has no words for in terms of ours."""
    text = one.reading.article.text
    body: Json = {"type": "schema:Quotation", "schema:text": hit.content, "onrecord:kind": hit.kind}
    body |= {"onrecord:mode": hit.mode, "onrecord:polarity": hit.polarity, "onrecord:confidence": hit.confidence}
    if hit.speaker:
        person: Json = {"schema:name": hit.speaker}
        person |= {"schema:jobTitle": hit.role} if hit.role else {}
        person |= {"schema:affiliation": hit.organisation} if hit.organisation else {}
        person |= {"id": f"urn:onrecord:actor:{quote(hit.actor_id, safe='')}"} if hit.actor_id else {}
        body["schema:spokenByCharacter"] = person
    if hit.said_from:
        body["onrecord:said"] = {"from": hit.said_from, "to": hit.said_to, "precision": hit.said_precision}
    for name, spans in (("source", statement.source), ("cue", statement.cue)):
        if spans:
            body[f"onrecord:{name}"] = [{**_quote(text, s), "start": s.start, "end": s.end} for s in spans]
    stances = one.stances.get(hit.statement_id, ())
    if stances:
        body["onrecord:stance"] = [{"question": s.question, "value": s.value, "score": s.score} for s in stances]
    if hit.verdict:
        body["onrecord:verdict"] = hit.verdict
    return body
