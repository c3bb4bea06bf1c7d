"""Each statement's source to the actor it means, with the evidence, or openly unresolved."""

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.speakers.phrases import phrase_source
from onrecord.speakers.pronouns import backward_source, first_person_source, pronoun_source
from onrecord.speakers.stage import Found, Stage
from onrecord.speakers.words import (
    FIRST_PERSON,
    PLURAL_PRONOUNS,
    PRONOUNS,
    RELATIVE_PRONOUNS,
    THING_PRONOUNS,
    UTTERANCES,
    WORD,
)
from onrecord.types.actor import Actor, Evidence, Speaker
from onrecord.types.article import Article
from onrecord.types.span import Span
from onrecord.types.statement import Statement
from onrecord.types.tags import Tags


@dataclass(frozen=True, slots=True)
class Cast:
    """All who act in one article: its actors, and the speaker of each statement by the statement's id."""

    actors: tuple[Actor, ...]
    speakers: dict[str, Speaker]


def resolve_speakers(article: Article, statements: Sequence[Statement], tags: Sequence[Tags]) -> Cast:
    """Who made each statement. A statement without a printed source is given none."""
    stage = Stage(article, tags)
    speakers: dict[str, Speaker] = {}
    # what is reported inside a statement comes last: its "I" is whoever makes that statement
    for statement in sorted(statements, key=lambda s: (s.inside is not None, (s.source or s.cue or s.content)[0])):
        if statement.source:
            speakers[statement.id] = _speaker(stage, statement)
    return Cast(stage.actors(), speakers)


def _speaker(stage: Stage, statement: Statement) -> Speaker:
    """Who made a statement, by its source's words."""
    span = min(
        statement.source, key=lambda s: (s.cut(stage.text).lower() in RELATIVE_PRONOUNS, _distance(s, statement))
    )
    words = [m.group().lower() for m in WORD.finditer(stage.text, span.start, span.end)]
    who, why = stage.meant.get(span) or _resolve(stage, span, words, statement)
    if who is None:
        return Speaker(actor=None, name=span.cut(stage.text), resolved=False, evidence=why)
    who.mentions.add(span)
    stage.by_span[span] = who
    stage.meant[span] = who, why
    stage.said_by[statement.id] = who
    stage.spoke.append((span.start, who))
    role = stage.role_for(who, span)
    return Speaker(
        actor=stage.id_of(who),
        name=who.name,
        kind=who.kind,
        role=role.role if role else None,
        organisation=role.organisation if role else None,
        resolved=True,
        evidence=why,
    )


def _resolve(stage: Stage, span: Span, words: list[str], statement: Statement) -> Found:
    if not words:
        return None, (Evidence(reason="the source has no words", span=span),)
    only = words[0] if len(words) == 1 else ""
    if words[0] in {"his", "her"} and words[-1] in UTTERANCES:  # "his account"
        only = words[0]
    if only in PRONOUNS:
        return pronoun_source(stage, span, only, statement)
    if only in FIRST_PERSON:
        return first_person_source(stage, span, only, statement)
    if only in PLURAL_PRONOUNS | THING_PRONOUNS | RELATIVE_PRONOUNS:
        return backward_source(stage, span, only)
    return phrase_source(stage, span, words)


def _distance(span: Span, statement: Statement) -> int:
    return min(max(span.start - piece.end, piece.start - span.end, 0) for piece in statement.content)
