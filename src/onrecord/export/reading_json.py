"""A reading as JSON, in the shape of DESIGN.md: wherever `start` and `end` stand, `exact` is `text[start:end]`."""

import json
import re
from collections.abc import Mapping

from onrecord.export.article_json import article_fields
from onrecord.export.grounding import (
    Json,
    day_fields,
    maybe_span,
    phrase_fields,
    span_fields,
    span_list,
    when_fields,
)
from onrecord.types.actor import Actor, Speaker
from onrecord.types.link import Chain, Event, HeadlineCheck, Relation
from onrecord.types.reading import Reading
from onrecord.types.statement import Setting, Statement

_SURROGATE = re.compile("[\ud800-\udfff]")


def to_json(reading: Reading, *, indent: int | None = None) -> str:
    r"""The reading as JSON text that UTF-8 can always encode: lone surrogates leave as `\udXXX`.

    A high and a low surrogate side by side would be read back as one character; a text that
    holds them so has been decoded wrongly, which is for `acquire` to mend.
    """
    text = json.dumps(reading_to_dict(reading), ensure_ascii=False, indent=indent, allow_nan=False)
    return _SURROGATE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def reading_to_dict(reading: Reading) -> Json:
    """The reading as plain values, equal for equal readings; GroundingError where words are not in the text."""
    text = reading.article.text
    return {
        "article": article_fields(reading.article),
        "statements": [
            _statement(text, one, reading.speakers.get(one.id), reading.settings.get(one.id))
            for one in reading.statements
        ],
        "actors": [_actor(text, actor) for actor in reading.actors],
        "relations": [_relation(text, relation) for relation in reading.relations],
        "timeline": [_event(text, event) for event in reading.timeline],
        "chain": _chain(text, reading.chain),
        "headline": [_check(check) for check in reading.headline],
        "skipped": [{"step": one.step, "reason": one.reason} for one in reading.skipped],
        "made_by": {"onrecord": reading.version, "models": _sorted(reading.models)},
    }


def _statement(text: str, statement: Statement, speaker: Speaker | None, setting: Setting | None) -> Json:
    where = f"statement {statement.id}"
    setting = setting or Setting()
    return {
        "id": statement.id,
        "kind": statement.kind.value,
        "mode": statement.mode.value,
        "polarity": statement.polarity.value,
        "source": span_list(text, statement.source, f"{where}, source"),
        "cue": span_list(text, statement.cue, f"{where}, cue"),
        "content": span_list(text, statement.content, f"{where}, content"),
        "speaker": None if speaker is None else _speaker(text, speaker, f"{where}, speaker"),
        "said": None if setting.said is None else when_fields(text, setting.said, f"{where}, said"),
        "place": phrase_fields(text, setting.place, f"{where}, place"),
        "occasion": phrase_fields(text, setting.occasion, f"{where}, occasion"),
        "audience": phrase_fields(text, setting.audience, f"{where}, audience"),
        "confidence": statement.confidence,
        "inside": statement.inside,
    }


def _speaker(text: str, speaker: Speaker, where: str) -> Json:
    return {
        "actor": speaker.actor,
        "name": speaker.name,
        "kind": None if speaker.kind is None else speaker.kind.value,
        "role": speaker.role,
        "organisation": speaker.organisation,
        "resolved": speaker.resolved,
        "evidence": [{"reason": one.reason} | maybe_span(text, one.span, where) for one in speaker.evidence],
    }


def _actor(text: str, actor: Actor) -> Json:
    where = f"actor {actor.id}"
    return {
        "id": actor.id,
        "name": actor.name,
        "kind": actor.kind.value,
        "roles": [
            {"role": one.role, "organisation": one.organisation} | span_fields(text, one.span, where)
            for one in actor.roles
        ],
        "mentions": span_list(text, actor.mentions, where),
    }


def _relation(text: str, relation: Relation) -> Json:
    return {
        "kind": relation.kind.value,
        "left": relation.left,
        "right": relation.right,
        "asserted_by": relation.asserted_by.value,
        "score": relation.score,
        "reason": relation.reason,
    } | maybe_span(text, relation.span, "relation")


def _event(text: str, event: Event) -> Json:
    when = day_fields(event.when) | {"words": event.when.words, "reason": event.when.reason}
    return {"title": event.title, **when, "statement": event.statement} | span_fields(text, event.span, "timeline")


def _chain(text: str, chain: Chain) -> Json:
    return {
        "indicators": [
            {"kind": one.kind, "value": one.value, "tier": one.tier, "caveat": one.caveat}
            | maybe_span(text, one.span, "indicator")
            for one in chain.indicators
        ],
        "verdict": chain.verdict,
        "because": list(chain.because),
    }


def _check(check: HeadlineCheck) -> Json:
    return {
        "assertion": check.assertion,
        "verdict": check.verdict.value,
        "nearest": list(check.nearest),
        "because": check.because,
    }


def _sorted(models: Mapping[str, str]) -> dict[str, str]:
    return dict(sorted(models.items()))
