"""The JSON Schema of a reading. `reading.schema.json` beside this file is its published copy.

After a change, write the copy anew: `python -m onrecord.export.schema > src/onrecord/export/reading.schema.json`.
"""

import json
import sys
from enum import StrEnum
from typing import Any

from onrecord.types.actor import ActorKind
from onrecord.types.article import CreditKind, DateSource
from onrecord.types.link import AssertedBy, HeadlineVerdict, RelationKind
from onrecord.types.statement import Mode, Polarity, QuoteKind
from onrecord.types.when import Precision

Json = dict[str, Any]
_STRING: Json = {"type": "string"}
_MAYBE_STRING: Json = {"type": ["string", "null"]}
_STRINGS: Json = {"type": "array", "items": _STRING}
_OFFSET: Json = {"type": "integer", "minimum": 0, "description": "code points of article.text"}
_SPAN: Json = {
    "start": _OFFSET,
    "end": _OFFSET | {"minimum": 1},
    "exact": {"type": "string", "minLength": 1, "description": "article.text[start:end]"},
}
_SHARE: Json = {"type": "number", "minimum": 0, "maximum": 1}
_DAY: Json = {"type": ["string", "null"], "format": "date"}


def reading_schema() -> Json:
    """JSON Schema, draft 2020-12, of `reading_to_dict`: nothing may be missing, nothing may be added."""
    parts = {
        "article": _ref("article"),
        "statements": _list("statement"),
        "actors": _list("actor"),
        "relations": _list("relation"),
        "timeline": _list("event"),
        "chain": _ref("chain"),
        "headline": _list("check"),
        "skipped": _items(_object({"step": _STRING, "reason": _STRING})),
        "made_by": _object({"onrecord": _STRING, "models": {"type": "object", "additionalProperties": _STRING}}),
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Reading",
        "description": "One article as On Record reads it. Offsets are code points of article.text.",
        **_object(parts),
        "$defs": _value_shapes() | {"article": _article(), "statement": _statement()} | _linked_shapes(),
    }


def _value_shapes() -> Json:
    days = {"from": _DAY, "to": _DAY, "precision": _enum(Precision)}
    instant = {"at": {"type": "string", "format": "date-time"}}
    worded = days | {"words": _MAYBE_STRING, "reason": _STRING}
    return {
        "span": _object(_SPAN),
        "phrase": _object({"words": _STRING} | _SPAN),
        "reading_of_date": _object(worded, instant),
        "when": _object(worded, instant | _SPAN | {"alternatives": _list("reading_of_date")}, together=True),
        "published": _object(
            days | {"evidence": _items(_object({"kind": _enum(DateSource), "words": _STRING}, _SPAN, together=True))},
            instant | {"alternatives": _items(_object(days, instant))},
        ),
        "evidence": _object({"reason": _STRING}, _SPAN, together=True),
    }


def _article() -> Json:
    byline = {"people": _STRINGS, "outlets": _STRINGS, "printed": _MAYBE_STRING}
    credit = {"outlet": _STRING, "url": _MAYBE_STRING, "kind": _enum(CreditKind), **_SPAN}
    return _object(
        {
            "id": _STRING,
            "source": _STRING,
            "headline": _MAYBE_STRING,
            "headline_span": _nullable(_ref("span")),
            "text": _STRING,
            "text_sha256": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
            "language": _MAYBE_STRING,
            "authors": _STRINGS,
            "byline": _nullable(_object(byline, _SPAN, together=True)),
            "outlet": _MAYBE_STRING,
            "url": _MAYBE_STRING,
            "canonical_url": _MAYBE_STRING,
            "published": _nullable(_ref("published")),
            "updated": _nullable(_ref("when")),
            "credits": _items(_object(credit)),
            "pictures": _items(_object({"url": _STRING, "host": _STRING, "caption": _MAYBE_STRING})),
        }
    )


def _statement() -> Json:
    speaker = {
        "actor": _MAYBE_STRING,
        "name": _STRING,
        "kind": _nullable(_enum(ActorKind)),
        "role": _MAYBE_STRING,
        "organisation": _MAYBE_STRING,
        "resolved": {"type": "boolean"},
        "evidence": _list("evidence"),
    }
    return _object(
        {
            "id": _STRING,
            "kind": _enum(QuoteKind),
            "mode": _enum(Mode),
            "polarity": _enum(Polarity),
            "source": _list("span"),
            "cue": _list("span"),
            "content": _list("span") | {"minItems": 1},
            "speaker": _nullable(_object(speaker)),
            "said": _nullable(_ref("when")),
            "place": _nullable(_ref("phrase")),
            "occasion": _nullable(_ref("phrase")),
            "audience": _nullable(_ref("phrase")),
            "confidence": _SHARE,
            "inside": _MAYBE_STRING,
        }
    )


def _linked_shapes() -> Json:
    role = {"role": _STRING, "organisation": _MAYBE_STRING, **_SPAN}
    end = _MAYBE_STRING | {"description": "id of a statement or an actor"}
    relation = {"kind": _enum(RelationKind), "left": end, "right": end, "asserted_by": _enum(AssertedBy)}
    event = {"title": _STRING, "from": _DAY, "to": _DAY, "precision": _enum(Precision)}
    tier = {"type": "integer", "enum": [1, 2, 3]}
    indicator = _object({"kind": _STRING, "value": _STRING, "tier": tier, "caveat": _STRING}, _SPAN, together=True)
    return {
        "actor": _object(
            {"id": _STRING, "name": _STRING, "kind": _enum(ActorKind), "roles": _items(_object(role))}
            | {"mentions": _list("span")}
        ),
        "relation": _object(relation | {"score": _SHARE, "reason": _STRING}, _SPAN, together=True),
        "event": _object(
            event | {"words": _MAYBE_STRING, "reason": _STRING, "statement": _MAYBE_STRING} | _SPAN,
            {"at": {"type": "string", "format": "date-time"}},
        ),
        "chain": _object({"indicators": _items(indicator), "verdict": _STRING, "because": _STRINGS}),
        "check": _object(
            {"assertion": _STRING, "verdict": _enum(HeadlineVerdict), "nearest": _STRINGS, "because": _STRING}
        ),
    }


def _object(required: Json, optional: Json | None = None, *, together: bool = False) -> Json:
    """An object with no other keys; `together`: where one of start, end and exact stands, all three stand."""
    shape: Json = {"type": "object", "properties": required | (optional or {}), "required": list(required)}
    if together:
        shape["dependentRequired"] = {"start": ["end", "exact"], "end": ["start", "exact"], "exact": ["start", "end"]}
    return shape | {"additionalProperties": False}


def _ref(name: str) -> Json:
    return {"$ref": f"#/$defs/{name}"}


def _items(shape: Json) -> Json:
    return {"type": "array", "items": shape}


def _list(name: str) -> Json:
    return _items(_ref(name))


def _nullable(shape: Json) -> Json:
    return {"anyOf": [shape, {"type": "null"}]}


def _enum(values: type[StrEnum]) -> Json:
    return {"enum": [value.value for value in values]}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(reading_schema(), indent=2) + "\n")
