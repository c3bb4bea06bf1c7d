"""When, where, at what occasion and to whom a statement was made, from the words around it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

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
    "programme|program|radio programme|lecture|filing|court filing|note|dinner|luncheon|breakfast|congress|convention"
)
_OCCASION = LatePattern(
    rf"\b(?:at|in|during|on|via|by|through|after|following|before|with)\s+(?P<phrase>(?:(?:a|an|the|his|her|its|their|this)\s+)?"
    rf"(?:[\w’'-]+\s+){{0,4}}?(?:{_EVENTS})\b(?:\s+(?:with|to|on|in|at|for|of|before|outside)\s+(?:the\s+|a\s+|his\s+|her\s+)?"
    rf"(?:[A-Z][\w’'.-]*|reporters|journalists|parliament|lawmakers|supporters|employees|staff|X)(?:\s+(?:of\s+|the\s+|and\s+)?[A-Z][\w’'.-]*){{0,4}})?)"
)
_TOLD = LatePattern(
    r"\b(?:told|tells|tell|telling|informed|informs|assured|assures|reminded|warned|briefed|addressed|addressing|"
    r"(?:speaking|spoke|talking|talked|writing|wrote|said|announced|explained|confirmed|in remarks|in comments|"
    r"in a letter|in an e?-?mail|in a statement|in a message|in a speech|in an address) to|"
    r"interview with|letter to|message to|speech to|address to|remarks to|comments to|statement to|appeal to)\s+"
    r"(?P<phrase>(?:(?:the|a|an|his|her|its|their|fellow|some)\s+)?(?:[\w’'&.-]+\s*){1,7})"
)
_PHRASE_END = LatePattern(
    r"\s+(?:that|on|in|at|during|after|before|following|when|while|as|if|whether|how|why|what|who|about|by|last|this|via|"
    r"from|with|it|he|she|they|there|earlier|yesterday|today|monday|tuesday|wednesday|thursday|friday|saturday|sunday|"
    r"the (?:day|same|previous|following)|is|was|were|had|has|would|will|to|and (?:that|added|said))\b|[,.;:?!](?:\s|$)|[“”\"]",
    re.IGNORECASE,
)
_PLACE = LatePattern(
    r"\b(?P<lead>in|at|outside|near|from|aboard)\s+(?P<phrase>(?:the\s+)?[A-Z][\w’'-]*(?:\s+(?:of\s+|de\s+|la\s+)?[A-Z][\w’'-]*){0,4})"
)
_OTHER_TIME = LatePattern(
    r"\b(?:since|until|till|by|before|from|began|begun|started|ended|due|scheduled)\s+(?:in\s+|on\s+)?$", re.IGNORECASE
)
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
        if when.span is not None:
            by_span.setdefault(when.span, []).append(when)
    days = Places(by_span)
    settings = {}
    for statement in statements:
        anchor = (statement.cue or statement.source or statement.content)[0]
        frame = next(iter(found.touching(anchor)), anchor)
        near = [when for span in days.touching(frame) if frame.holds(span) for when in by_span[span]]
        settings[statement.id] = _setting(article.text, statement, frame, contents.touching(frame), near)
    return settings


def _setting(text: str, statement: Statement, frame: Span, near: Sequence[Span], dates: Sequence[When]) -> Setting:
    """near: the contents that touch the frame. dates: those inside it."""
    words = _blanked(text, frame, [*near, *statement.source])
    told = _blanked(text, frame, near)
    return Setting(
        said=_said(text, statement, frame, [*near, *statement.source], dates),
        place=_place(words, frame.start, text),
        occasion=_phrase(_OCCASION, told, frame.start, text),
        audience=_phrase(_TOLD, told, frame.start, text),
    )


def _blanked(text: str, frame: Span, left_out: Sequence[Span]) -> str:
    words = frame.cut(text)
    for span in left_out:
        if span.overlaps(frame):
            start, end = max(span.start, frame.start) - frame.start, min(span.end, frame.end) - frame.start
            words = words[:start] + "\n" * (end - start) + words[end:]  # no phrase reaches over a line's end
    return words


def _said(text: str, statement: Statement, frame: Span, own: Sequence[Span], dates: Sequence[When]) -> When | None:
    anchor = (statement.cue or statement.source or statement.content)[0]
    near = [
        when
        for when in dates
        if when.span is not None
        and not any(part.overlaps(when.span) for part in own)
        and not _OTHER_TIME.search(text[max(frame.start, when.span.start - 24) : when.span.start])
    ]
    return min(near, key=lambda when: _gap(when.span, anchor), default=None)


def _gap(a: Span | None, b: Span) -> int:
    return 10**9 if a is None else max(a.start - b.end, b.start - a.end, 0)


def _phrase(pattern: LatePattern, words: str, offset: int, text: str) -> Phrase | None:
    for match in pattern.finditer(words):
        found = match.group("phrase")
        end = _PHRASE_END.search(found) if pattern is _TOLD else None
        found = (found[: end.start()] if end else found).split("\n")[0].rstrip(" ,.;:")
        if found and found.lower() not in {"the", "a", "it", "him", "her", "them", "that"}:
            span = Span(offset + match.start("phrase"), offset + match.start("phrase") + len(found))
            return Phrase(words=span.cut(text), span=span)
    return None


def _place(words: str, offset: int, text: str) -> Phrase | None:
    for match in _PLACE.finditer(words):
        if match.group("phrase").split()[0] not in _NO_PLACE and match.group("phrase").split()[-1] not in _NO_PLACE:
            span = Span(offset + match.start("phrase"), offset + match.end("phrase"))
            return Phrase(words=span.cut(text), span=span)
    return None


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
