"""A reading from the published JSON shape: what `export/reading_json` wrote, read back.

The shape holds all that a reading shows. What only the program itself uses is not in it, and takes its default:
the dateline's place, the hosts linked to, boilerplate, the day that each sign of a date gave.
"""

from collections.abc import Mapping
from dataclasses import replace
from itertools import pairwise

from onrecord.intake.anchor import Anchor
from onrecord.intake.article_fields import article_of, phrase_of, when_of
from onrecord.intake.fields import Fields, ShapeError
from onrecord.types.actor import Actor, ActorKind, Evidence, Role, Speaker
from onrecord.types.article import Skipped
from onrecord.types.link import (
    AssertedBy,
    Chain,
    Event,
    HeadlineCheck,
    HeadlineVerdict,
    Indicator,
    Relation,
    RelationKind,
)
from onrecord.types.reading import Reading
from onrecord.types.statement import Mode, Polarity, QuoteKind, Setting, Statement

MADE_BY = "import"


def reading_from_dict(value: object) -> Reading:
    """The reading of a JSON object; see `anchored_reading`."""
    return anchored_reading(value)[0]


def anchored_reading(value: object) -> tuple[Reading, int]:
    """The reading of a JSON object, and how many of its places had moved and were found by their words.

    Statements get the ids of their places; where the file used others, all that names them follows. ShapeError
    where something is missing or of another kind, and where words are not in the text.
    """
    fields = Fields(value)
    own = fields.inner("article")
    anchor = Anchor(own.text("text"))
    article = article_of(own, anchor)
    listed = list(fields.items("statements"))
    made = [_statement(one, anchor, article.id) for one in listed]
    ids = {one.text("id"): statement.id for one, statement in zip(listed, made, strict=True)}
    if len(ids) < len(made) or len(set(ids.values())) < len(made):
        raise ShapeError("statements: two of them have the same id or the same place")
    made_by = fields.maybe_inner("made_by")
    reading = Reading(
        article=article,
        statements=tuple(replace(one, inside=_follow(ids, one.inside)) for one in made),
        speakers={
            ids[one.text("id")]: _speaker(speaker, anchor)
            for one in listed
            if (speaker := one.maybe_inner("speaker")) is not None
        },
        settings={ids[one.text("id")]: setting for one in listed if (setting := _setting(one, anchor)) != Setting()},
        actors=tuple(_actor(one, anchor) for one in fields.items("actors")),
        relations=tuple(_relation(one, anchor, ids) for one in fields.items("relations")),
        timeline=tuple(_event(one, anchor, ids) for one in fields.items("timeline")),
        chain=_chain(fields.maybe_inner("chain"), anchor),
        headline=tuple(_check(one, ids) for one in fields.items("headline")),
        skipped=tuple(
            Skipped(source=article.source, step=one.text("step"), reason=one.text("reason"))
            for one in fields.items("skipped")
        ),
        models={} if made_by is None else made_by.table("models"),
        version="" if made_by is None else made_by.maybe_text("onrecord") or "",
    )
    return reading, anchor.moved


def with_article_id(reading: Reading, id_: str) -> tuple[Reading, Mapping[str, str]]:
    """The same reading with its article under another id, and the new id of each statement."""
    made = [replace(one, article_id=id_) for one in reading.statements]
    ids = {one.id: other.id for one, other in zip(reading.statements, made, strict=True)}
    renamed = replace(
        reading,
        article=replace(reading.article, id=id_),
        statements=tuple(replace(one, inside=_follow(ids, one.inside)) for one in made),
        speakers={ids[one]: speaker for one, speaker in reading.speakers.items()},
        settings={ids[one]: setting for one, setting in reading.settings.items()},
        relations=tuple(
            replace(one, left=_follow(ids, one.left), right=_follow(ids, one.right)) for one in reading.relations
        ),
        timeline=tuple(replace(one, statement=_follow(ids, one.statement)) for one in reading.timeline),
        headline=tuple(replace(one, nearest=tuple(ids.get(n, n) for n in one.nearest)) for one in reading.headline),
    )
    return renamed, ids


def _follow(ids: Mapping[str, str], name: str | None) -> str | None:
    return None if name is None else ids.get(name, name)


def _statement(fields: Fields, anchor: Anchor, article_id: str) -> Statement:
    content = fields.spans("content", anchor)
    if not content:
        raise ShapeError(f"{fields.path('content')} is empty, at least one place was wanted")
    if any(one.end > other.start for one, other in pairwise(content)):
        raise ShapeError(f"{fields.path('content')}: its pieces overlap or are out of order")
    return Statement(
        article_id=article_id,
        kind=fields.choice("kind", QuoteKind),
        mode=fields.choice("mode", Mode),
        polarity=fields.choice("polarity", Polarity),
        source=fields.spans("source", anchor),
        cue=fields.spans("cue", anchor),
        content=content,
        confidence=fields.share("confidence"),
        made_by=MADE_BY,
        inside=fields.maybe_text("inside"),
    )


def _speaker(fields: Fields, anchor: Anchor) -> Speaker:
    return Speaker(
        actor=fields.maybe_text("actor"),
        name=fields.text("name"),
        kind=fields.choice("kind", ActorKind) if fields.has("kind") else None,
        role=fields.maybe_text("role"),
        organisation=fields.maybe_text("organisation"),
        resolved=fields.truth("resolved"),
        evidence=tuple(
            Evidence(reason=one.text("reason"), span=one.maybe_span(anchor)) for one in fields.items("evidence")
        ),
    )


def _setting(fields: Fields, anchor: Anchor) -> Setting:
    said = fields.maybe_inner("said")
    return Setting(
        said=None if said is None else when_of(said, anchor),
        place=phrase_of(fields.maybe_inner("place"), anchor),
        occasion=phrase_of(fields.maybe_inner("occasion"), anchor),
        audience=phrase_of(fields.maybe_inner("audience"), anchor),
    )


def _actor(fields: Fields, anchor: Anchor) -> Actor:
    return Actor(
        id=fields.text("id"),
        name=fields.text("name"),
        kind=fields.choice("kind", ActorKind),
        roles=tuple(
            Role(role=one.text("role"), organisation=one.maybe_text("organisation"), span=one.span(anchor))
            for one in fields.items("roles")
        ),
        mentions=fields.spans("mentions", anchor),
    )


def _relation(fields: Fields, anchor: Anchor, ids: Mapping[str, str]) -> Relation:
    return Relation(
        kind=fields.choice("kind", RelationKind),
        left=_follow(ids, fields.maybe_text("left")),
        right=_follow(ids, fields.maybe_text("right")),
        asserted_by=fields.choice("asserted_by", AssertedBy),
        score=fields.share("score"),
        span=fields.maybe_span(anchor),
        reason=fields.maybe_text("reason") or "",
    )


def _event(fields: Fields, anchor: Anchor, ids: Mapping[str, str]) -> Event:
    return Event(
        title=fields.text("title"),
        when=when_of(fields),
        span=fields.span(anchor),
        statement=_follow(ids, fields.maybe_text("statement")),
    )


def _chain(fields: Fields | None, anchor: Anchor) -> Chain:
    if fields is None:
        return Chain(indicators=(), verdict="", because=())
    return Chain(
        indicators=tuple(
            Indicator(
                kind=one.text("kind"),
                value=one.text("value"),
                tier=one.whole("tier"),
                caveat=one.text("caveat"),
                span=one.maybe_span(anchor),
            )
            for one in fields.items("indicators")
        ),
        verdict=fields.text("verdict"),
        because=fields.texts("because"),
    )


def _check(fields: Fields, ids: Mapping[str, str]) -> HeadlineCheck:
    return HeadlineCheck(
        assertion=fields.text("assertion"),
        verdict=fields.choice("verdict", HeadlineVerdict),
        nearest=tuple(ids.get(one, one) for one in fields.texts("nearest")),
        because=fields.text("because"),
    )
