"""When, where, at what occasion and to whom a statement was made, from the words around it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from onrecord.statements.dated import day_of
from onrecord.text.late import LatePattern
from onrecord.types.article import Article
from onrecord.types.span import Places, Span
from onrecord.types.statement import Phrase, Setting, Statement
from onrecord.types.when import When

_CARRY = 700  # characters over which an occasion goes on without being told again
_EVENTS = (
    "press conference|news conference|press briefing|briefing|media call|conference call|interview|speech|address|"
    "hearing|testimony|debate|rally|town hall|meeting|summit|talks|session|sitting|forum|panel|panel discussion|"
    "statement|written statement|joint statement|press release|news release|letter|open letter|e-mail|email|memo|"
    "memorandum|report|op-ed|editorial|column|blog post|post|social media post|tweet|message|video message|video|podcast|"
    "broadcast|phone call|telephone call|call|remarks|campaign event|event|ceremony|visit|inquiry|question time|"
    "programme|program|radio programme|lecture|filing|court filing|note|dinner|luncheon|breakfast|congress|convention|"
    "exchange|conference|gathering|reception|appearance|keynote|show|poll|vigil|service|ceremony|opening|launch"
)
_NO_EVENT = r"(?!(?:of|to|for|from|after|before|hearing|that|which|who|as|by|on|in|at|with|said|the|a|an)\b)"
_OCCASION = LatePattern(
    rf"\b(?:[Aa]t|[Ii]n|[Dd]uring|[Oo]n|[Vv]ia|[Tt]hrough|released|issued|put out|published|posted|sent|gave|delivered|wrote)\s+"
    rf"(?P<phrase>(?:(?:a|an|the|his|her|its|their|this)\s+)?"
    rf"(?:{_NO_EVENT}[\w’'/&.-]+\s+){{0,5}}?(?:{_EVENTS})\b(?:\s+(?:with|to|on|in|at|for|of|before|outside)\s+(?:the\s+|a\s+|his\s+|her\s+)?"
    rf"(?:[A-Z][\w’'.-]*|reporters|journalists|parliament|lawmakers|supporters|employees|staff|X)(?:\s+(?:of\s+|the\s+|and\s+)?[A-Z][\w’'.-]*){{0,4}})?)"
)
_TOLD = LatePattern(
    r"\b(?:told|tells|tell|telling|informed|informs|assured|assures|reminded|warned|briefed|addressed|addressing|"
    r"(?:speaking|spoke|talking|talked|writing|wrote|said|announced|explained|confirmed|in remarks|in comments|"
    r"in a letter|in an e?-?mail|in a statement|in a message|in a speech|in an address) to|"
    r"passed along to|e-?mailed|texted|asked(?=\s+[A-Z])|(?:call|briefing|meeting|conference|session) with|"
    r"interview with|letter to|message to|speech to|address to|remarks to|comments to|statement to|appeal to)\s+"
    r"(?P<phrase>(?:(?:the|a|an|his|her|its|their|fellow|some)\s+)?(?:[\w’'&.-]+\s*){1,7})"
)
_PHRASE_END = LatePattern(
    r"\s+(?:that|on|in|at|during|after|before|following|when|while|as|if|whether|how|why|what|who|about|by|last|this|via|"
    r"from|with|it|he|she|they|there|earlier|yesterday|today|monday|tuesday|wednesday|thursday|friday|saturday|sunday|"
    r"the (?:day|same|previous|following)|is|was|were|had|has|would|will|to|and (?:that|added|said))\b|(?<!\bMr)(?<!\bMs)(?<!\bMrs)(?<!\bDr)(?<!\bSen)(?<!\bGov)[,.;:?!](?:\s|$)|[“”\"]",
    re.IGNORECASE,
)
_NAME = r"(?:the\s+)?[A-Z][\w’'-]*(?:\s+(?:of\s+|de\s+|la\s+)?[A-Z][\w’'-]*){0,4}"
_PLACE = LatePattern(
    rf"\b(?:[Ii]n|[Aa]t|[Oo]utside|[Nn]ear|[Ff]rom|[Aa]board)\s+"
    rf"(?P<phrase>(?:an?|the)\s+(?:(?!(?:{_EVENTS})\b)[a-z]+\s+){{1,2}}(?:in|near|outside)\s+{_NAME}|{_NAME}(?:,\s+(?:D\.C\.|[A-Z][a-z]+\.?)(?=[,\s]))?)"
)
_PARTICIPLE = re.compile(r"\W*[A-Z][a-z]+ing\s")  # "Speaking in Lanthe on Thursday, …"
_LETTER = re.compile(r"\w")
_NEAR = 60  # characters between what tells of speaking and the place where that was
_EVENT_NEXT = LatePattern(rf"\s+(?:[\w’'-]+\s+){{0,2}}(?:{_EVENTS})\b")
_NO_PLACE = frozenset(
    "January February March April May June July August September October November December Monday Tuesday Wednesday "
    "Thursday Friday Saturday Sunday English French German Twitter Facebook X Parliament Congress".split()
)


def find_settings(
    article: Article, statements: Sequence[Statement], sentences: Sequence[Span], dates: Sequence[When]
) -> dict[str, Setting]:
    """By statement id, what the sentence that tells it says of its circumstances; all content is left out.

    sentences and dates are those of the whole text, in order.
    """
    contents = Places(piece for statement in statements for piece in statement.content)
    found = Places(sentences)
    by_span: dict[Span, list[When]] = {}
    for when in dates:
        if when.span is not None and not _is_to_come(when, article.published):
            by_span.setdefault(when.span, []).append(when)
    days = Places(by_span)
    settings = {}
    for statement in statements:
        anchor = (statement.cue or statement.source or statement.content)[0]
        frame = next(iter(found.touching(anchor)), anchor)
        near = [when for span in days.touching(frame) if frame.holds(span) for when in by_span[span]]
        settings[statement.id] = _setting(article.text, statement, frame, contents.touching(frame), near)
    return settings


def _is_to_come(when: When, published: When | None) -> bool:
    """Whether a date lies after the article's, however either is read: nothing told there was said then.

    A day more is left for another time zone.
    """
    ends = [one.latest for one in (published, *published.alternatives) if one.latest] if published else []
    starts = [one.earliest for one in (when, *when.alternatives) if one.earliest]
    return bool(ends and starts) and (min(starts) - max(ends)).days > 1


def _setting(text: str, statement: Statement, frame: Span, near: Sequence[Span], dates: Sequence[When]) -> Setting:
    """near: the contents that touch the frame. dates: those inside it."""
    words = _blanked(text, frame, [*near, *statement.source])
    told = _blanked(text, frame, near)
    occasion = _phrase(_OCCASION, told, frame.start, text)
    return Setting(
        said=day_of(text, words, frame, statement.cue or statement.source or statement.content[:1], dates),
        place=_place(words, frame, text, [*statement.cue, *([occasion.span] if occasion else [])]),
        occasion=occasion,
        audience=_phrase(_TOLD, told, frame.start, text),
    )


def _blanked(text: str, frame: Span, left_out: Sequence[Span]) -> str:
    words = frame.cut(text)
    for span in left_out:
        if span.overlaps(frame):
            start, end = max(span.start, frame.start) - frame.start, min(span.end, frame.end) - frame.start
            words = words[:start] + "\n" * (end - start) + words[end:]  # no phrase reaches over a line's end
    return words


def _phrase(pattern: LatePattern, words: str, offset: int, text: str) -> Phrase | None:
    for match in pattern.finditer(words):
        found = match.group("phrase")
        end = _PHRASE_END.search(found) if pattern is _TOLD else None
        found = (found[: end.start()] if end else found).split("\n")[0].rstrip(" ,.;:")
        if found and found.lower() not in {"the", "a", "it", "him", "her", "them", "that"}:
            span = Span(offset + match.start("phrase"), offset + match.start("phrase") + len(found))
            return Phrase(words=span.cut(text), span=span)
    return None


def _place(words: str, frame: Span, text: str, told: Sequence[Span]) -> Phrase | None:
    """The place that stands by what tells of speaking, or opens the sentence.

    words: the frame without contents. told: cue and occasion; a place elsewhere belongs to something else.
    """
    for match in _PLACE.finditer(words):
        span = Span(frame.start + match.start("phrase"), frame.start + match.end("phrase"))
        named = span.cut(text).split()
        early = "," not in words[: match.start()] and match.start() <= _NEAR
        opening = early and (words[match.end() :].startswith(",") or _PARTICIPLE.match(words) is not None)
        by_speech = match.start() <= 1 or opening or any(_is_by(one, span, frame, words) for one in told)
        if by_speech and not {named[0], named[-1]} & _NO_PLACE and not _EVENT_NEXT.match(text, span.end):
            return Phrase(words=span.cut(text), span=span)
    return None


def _is_by(told: Span, place: Span, frame: Span, words: str) -> bool:
    """Whether a place belongs to what tells of speaking: near behind it, or at the sentence's end with no content between."""
    if told.overlaps(place):
        return True
    between = words[max(0, told.end - frame.start) : place.start - frame.start]
    if told.end > place.start or "\n" in between:
        return False
    ends = not _LETTER.search(words[place.end - frame.start :])
    return ("," not in between and len(between) <= _NEAR) or (ends and len(between) <= 2 * _NEAR)


def carry_settings(
    statements: Sequence[Statement], settings: Mapping[str, Setting], actors: Mapping[str, str | None]
) -> dict[str, Setting]:
    """Settings with the date and occasion that the same speaker's last statement had, where none is told again.

    actors: statement id to actor id. A carried date says so in its reason.
    """
    carried = dict(settings)
    last: dict[str, Statement] = {}
    for statement in sorted(statements, key=lambda s: s.content[0]):
        actor = actors.get(statement.id)
        if actor is None:
            continue
        before = last.get(actor)
        if before is not None and statement.content[0].start - before.content[-1].end <= _CARRY:
            carried[statement.id] = _continued(carried[before.id], carried[statement.id])
        last[actor] = statement
    return carried


def _continued(before: Setting, now: Setting) -> Setting:
    if now.said is not None or now.occasion is not None:
        return now
    said = before.said
    if said is not None and not said.reason.endswith(_GOES_ON):
        said = replace(said, reason=f"{said.reason}{_GOES_ON}")
    return replace(now, said=said, occasion=before.occasion, audience=now.audience or before.audience)


_GOES_ON = "; told of this speaker's statement before, which this one continues"
