"""Who a pronoun means."""

import re

from onrecord.speakers.phrases import phrase_source
from onrecord.speakers.stage import Found, Stage, Who
from onrecord.speakers.words import (
    PLURAL_PRONOUNS,
    PRONOUNS,
    RELATIVE_PRONOUNS,
    WORD,
)
from onrecord.text.late import LatePattern
from onrecord.types.actor import ActorKind, Evidence
from onrecord.types.span import Span
from onrecord.types.statement import Statement

_REACH = 1200  # characters that a pronoun looks back
_PHRASE_BEFORE = LatePattern(
    r"(?P<phrase>(?:\b(?:the|a|an|two|three|four|five|several|some|one|his|her|its|their)\s+)?"
    r"(?:[\w’'-]+\s+){0,5}?[\w’'-]+),?\s+$",
    re.IGNORECASE,
)
_CLAUSE = LatePattern(r"[.;:“”\"\n()]\s*|\b(?:of|by|from|to|with|and|said|told)\s")
_AUTHOR = "the author"


def pronoun_source(stage: Stage, span: Span, word: str, statement: Statement) -> Found:
    """The person whom “he” or “she” means: near, fitting, and speaking."""
    gender = PRONOUNS[word]
    scored = [
        (score, who)
        for who in stage.who
        if who.kind is ActorKind.PERSON
        and who.gender in (gender, None)
        and (score := _salience(stage, who, span.start, statement)) is not None
    ]
    if not scored:
        return None, (Evidence(reason=f"nobody before “{word}” fits it", span=span),)
    line = stage.text.rfind("\n", 0, span.start)  # "one official" is not spoken of as "he" in another paragraph
    scored = [one for one in scored if one[1].named or stage.last_seen(one[1], span.start) > line] or scored
    best = max(score for score, _ in scored)
    [*_, who] = [who for score, who in scored if score == best]
    if who.gender is None:
        who.gender = gender
    place = max((s for s in who.mentions if s.start < span.start), default=None)
    return who, (
        Evidence(reason=f"“{span.cut(stage.text)}”: the last person before whom it fits is {who.name}", span=place),
    )


def _salience(stage: Stage, who: Who, place: int, statement: Statement) -> float | None:
    """How present a person is where a pronoun stands: how near, whether speaking, whether subject."""
    own = statement.content
    seen = [s for s in who.mentions if s.start < place and not any(c.holds(s) for c in own)]
    if not seen:
        return None
    last = max(seen)
    gap = place - last.start
    if gap > _REACH:
        return None
    score = -gap / 200.0
    spoken = [start for start, speaker in stage.spoke if speaker is who and start < place]
    if spoken:
        score += 2.0 - min(2.0, (place - max(spoken)) / 400.0)
    if stage.opens_sentence(last):
        score += 0.6
    if re.match(r"[’']s?\s", stage.text[last.end : last.end + 3]):
        score -= 0.5
    return score


def first_person_source(stage: Stage, span: Span, word: str, statement: Statement) -> Found:
    """“I” within another's words is that speaker; outside of them the article's author."""
    if (speaker := stage.said_by.get(statement.inside or "")) is not None:
        return speaker, (Evidence(reason=f"“{word}” inside the words of {speaker.name}", span=span),)
    for start, who in reversed(stage.spoke):
        if 0 <= span.start - start < 600 and stage.inside_quotation(span):
            return who, (Evidence(reason=f"“{word}” inside the words of {who.name}", span=span),)
    author = stage.article.byline.people if stage.article.byline else ()
    if len(author) <= 1 and word in {"i", "me", "my"} and not stage.inside_quotation(span):
        name = author[0] if author else _AUTHOR
        writer = next((w for w in stage.who if w.name == name), None)
        if writer is None:
            writer = Who(name=name, kind=ActorKind.PERSON)
            stage.who.append(writer)
        unnamed = "" if author else ", whom no byline names"
        return writer, (Evidence(reason=f"“{word}” outside any quotation is the author{unnamed}", span=span),)
    return None, (Evidence(reason=f"the article does not show who “{word}” is", span=span),)


def backward_source(stage: Stage, span: Span, word: str) -> Found:
    """Whom “who”, “which”, “they” or “it” points back at."""
    if word in RELATIVE_PRONOUNS | {"which", "that"}:
        near = [(p, w) for p, w in stage.by_span.items() if 0 <= span.start - p.end <= 60 and p.start < span.start]
        if word in RELATIVE_PRONOUNS:  # "an engineer at the ministry who …"
            near = [(p, w) for p, w in near if w.kind in {ActorKind.PERSON, ActorKind.GROUP}]
        if not near:
            return _phrase_before(stage, span, word)
        place, who = max(near, key=lambda item: item[0])
        return who, (Evidence(reason=f"“{word}” follows {who.name}", span=place),)
    return _thing(stage, span, word)


def _phrase_before(stage: Stage, span: Span, word: str) -> Found:
    """Whoever the words right before "who" describe: "two officials, |who told the inquiry"."""
    clause = _CLAUSE.split(stage.text[max(0, span.start - 90) : span.start])[-1]
    match = _PHRASE_BEFORE.search(clause)
    if match is not None:
        offset = span.start - len(clause)
        phrase = Span(offset + match.start("phrase"), offset + match.end("phrase"))
        words = [m.group().lower() for m in WORD.finditer(stage.text, phrase.start, phrase.end)]
        who, why = phrase_source(stage, phrase, words)
        if who is not None:
            who.mentions.add(phrase)
            return who, why
    return None, (Evidence(reason=f"nobody named right before “{word}”", span=span),)


def _thing(stage: Stage, span: Span, word: str) -> Found:
    kinds = {ActorKind.ORGANISATION, ActorKind.STATE} | ({ActorKind.GROUP} if word in PLURAL_PRONOUNS else set())
    seen = [
        (max(s for s in who.mentions if s.start < span.start), who)
        for who in stage.who
        if who.kind in kinds
        and span.start - _REACH // 2 <= stage.last_seen(who, span.start) < span.start
        and stage.last_seen(who, span.start) >= 0
    ]
    spoke = [who for start, who in reversed(stage.spoke) if start < span.start and who.kind in kinds]
    if spoke and any(who is spoke[0] for _, who in seen):
        seen = [item for item in seen if item[1] is spoke[0]]
    if not seen:
        return None, (Evidence(reason=f"nothing before “{word}” fits it", span=span),)
    place, who = max(seen, key=lambda item: item[0])
    return who, (Evidence(reason=f"“{word}”: the last before that it fits is {who.name}", span=place),)
