"""Offices as printed: before a name, behind it, or alone in place of one."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.speakers.names import Named
from onrecord.speakers.words import OFFICES, ORGANISATIONS, PEOPLE, WORD, singular
from onrecord.text.late import LatePattern
from onrecord.types.actor import ActorKind, Role
from onrecord.types.span import Span

_OFFICE = "|".join(sorted((re.escape(word) for word in OFFICES), key=len, reverse=True))
_HEAD = rf"(?:{_OFFICE})(?:[-\s]general|[-\s]in[-\s]chief|[-\s]at[-\s]large)?"
_NOT_INSIDE = r"(?:of|to|who|with|for|from|in|by|at|on|not|lost|and)\b"  # what follows is another's office
# "Defence Secretary |Jonas Vale", "the alliance's secretary general, |Mara Lindqvist"
_BEFORE = LatePattern(
    rf"(?P<role>(?:(?:[A-Z][\w’'.-]*|of|for|the|and|[a-z][\w’'-]*)\s+){{0,6}}?"
    rf"\b{_HEAD}(?:\s+(?:of|for)\s+(?:the\s+)?(?:[A-Z][\w’'.-]*\s*){{1,4}})?),?\s+$",
    re.IGNORECASE,
)
# "Mara Lindqvist, |the alliance's secretary general|, said"
_AFTER = LatePattern(
    rf"[’']?,\s+(?:who\s+(?:is|was|serves\s+as|heads|leads)\s+)?"
    rf"(?P<role>(?:(?:the|a|an|its|their|his|her)\s+)?(?:(?!{_NOT_INSIDE})[\w’'.-]+\s+){{0,6}}?\b{_HEAD}\b(?P<of>\s+(?:of|for|at|to|in|with)\s+[^,.;:“”\"()]{{2,70}})?)"
    rf"(?=[,.;:)]|\s+(?:said|says|told|added|wrote)\b)",
    re.IGNORECASE,
)
_NEXT_NAME = LatePattern(r",\s+(?:[A-Z][\w’'-]+\s+)+[A-Z][\w’'-]+,")
_LEAD = LatePattern(r"(?:of|for|and)\s+")
_POSSESSOR = LatePattern(r"(?:the\s+)?([\w’'\- ]+?)[’']s?\s", re.IGNORECASE)
_OF = LatePattern(r"\b(?:of|for|at)\s+(?:the\s+)?(.+)$")
_ANY_BODY = frozenset({"firm", "company", "group", "outlet", "agency"})
_DESCRIBED = LatePattern(
    rf"\b(?:the|a)\s+(?P<body>(?:[a-z][\w-]*[’']?s?\s+){{1,2}}(?:{'|'.join(sorted(ORGANISATIONS))}))\b", re.IGNORECASE
)
_STOP = LatePattern(
    r"\b(?:said|says|say|told|tells|added|that|but|when|as|after|before|while|because|if|then|also|with|by|from|"
    r"to|by|on|in|at|is|was|were|are|has|had|have|and|or|nor|than|including|against|between|like|not|about|over|under|"
    r"into|through|during|around|across|towards?|behind|despite|since|until|per|via|above|below|beyond|without|within|"
    r"near|beside|alongside|i|we|you|he|she|they|it|who|whom|whose|which|what|why|how|where|"
    r"[A-Za-z]+ly)\s+",
    re.IGNORECASE,
)
_NEW_PHRASE = LatePattern(r"\b(?:the|an?|my|your|his|her|its|our|their)\s", re.IGNORECASE)
# "part of |Republican nominee"; "Bank of Harl governor" stays
_NOT_OF_OFFICE = LatePattern(r"\b([a-z][\w’'-]*)\s+(?:of|for)\s+")
_CAPITAL_BEHIND = LatePattern(r"(?<![\w’'])([a-z][\w-]*)\s+(?=[A-Z])")
# Words in lower case that may stand before a capital inside an office; any other ends what stands before it.
_BEFORE_CAPITAL = frozenset(
    "of for the and former then now acting deputy current incoming outgoing interim vice assistant associate senior chief "
    "retired longtime veteran late ex new prime elect".split()
)
_PEOPLE_AND_BODIES = PEOPLE | ORGANISATIONS
_DETERMINERS = LatePattern(
    r"^(?:(?:the|a|an|its|their|his|her|our|this|that|former|then|now|new|current)\s+)+", re.IGNORECASE
)
_NO_MODIFIERS = frozenset("the a an of for former then his her its their our and".split())
_HEADS = frozenset({"minister", "secretary", "president", "chief", "officer", "director", "adviser"})


@dataclass(frozen=True, slots=True)
class Office:
    """An office's words without article, its head noun in the singular, and the words that modify it."""

    printed: str
    head: str
    modifiers: frozenset[str]
    span: Span


def office_in(text: str, span: Span) -> Office | None:
    """The first office named in a span; None where it names none."""
    words = [(m.start(), m.end(), m.group()) for m in WORD.finditer(text, span.start, span.end)]
    for n, (_, word_end, word) in enumerate(words):
        lower = re.sub(r"[’']s?$", "", word).lower()
        if singular(lower) not in OFFICES and lower not in OFFICES:
            continue
        following = words[n + 1] if n + 1 < len(words) else (0, 0, "")
        if following[2].lower() in _HEADS or (lower == "fellow" and following[2].lower() not in {"", "at", "of"}):
            continue  # the head is the next word: "prime minister", "chief executive officer", "fellow Republicans"
        end = following[1] if following[2].lower() == "general" else word_end
        start = words[0][0]
        modifiers = (
            frozenset(re.sub(r"[’']s?$", "", w).lower() for _, e, w in words if e <= end and w != word) - _NO_MODIFIERS
        )
        printed = _DETERMINERS.sub("", text[start:end])
        after = text[end : span.end]
        of = re.match(r"\s+(?:of|for|at)\s+(?:the\s+)?([^,;]+)", after)
        if of:
            modifiers |= frozenset(w.group().lower() for w in WORD.finditer(of.group(1)))
        return Office(printed, singular(lower), modifiers, Span(start, end))
    return None


def find_roles(text: str, people: Sequence[Named], others: Sequence[Named]) -> dict[int, list[Role]]:
    """The offices printed next to each person's name: index into `people` to its roles, in text order."""
    named = [(name.span, group.name) for group in others if group.kind is not ActorKind.STATE for name in group.names]
    states = [(name.span, group.name) for group in others if group.kind is ActorKind.STATE for name in group.names]
    organisations = sorted([*named, *described_organisations(text)], key=lambda item: item[0])
    found: dict[int, list[Role]] = {}
    for n, group in enumerate(people):
        for name in group.names:
            for span in (_before(text, name.span), _after(text, name.span)):
                if span is not None and _is_plain(text, span, people, group):
                    role = _role(text, span, organisations, states)
                    if role.role not in {r.role for r in found.get(n, [])}:
                        found.setdefault(n, []).append(role)
    return found


def _before(text: str, name: Span) -> Span | None:
    begin = max(text.rfind("\n", 0, name.start) + 1, name.start - 90)
    window = text[begin : name.start]
    stops = [m.end() for m in _STOP.finditer(window)] + [
        m.end() for m in re.finditer(r"[.;:“”\"()—–]\s*|,\s+(?=\S.*,)", window)
    ]
    offices = [m.start() for m in WORD.finditer(window) if m.group().lower() in OFFICES]
    if not offices:
        return None
    stops += [m.start() for m in _NEW_PHRASE.finditer(window)] + _ends_of_other_phrases(window)
    cut = max((stop for stop in stops if stop <= offices[-1]), default=0)
    match = _BEFORE.search(window[cut:])
    if match is None or match["role"].lower() == "fellow":
        return None
    return Span(begin + cut + match.start("role"), begin + cut + match.end("role"))


def _ends_of_other_phrases(window: str) -> list[int]:
    """Where a capital begins an office behind words that are no part of one: "voters back |Republican nominee"."""
    of = (m.end() for m in _NOT_OF_OFFICE.finditer(window) if singular(m[1]) not in _PEOPLE_AND_BODIES)
    capital = (
        m.end()
        for m in _CAPITAL_BEHIND.finditer(window)
        if m[1] not in _BEFORE_CAPITAL and singular(m[1]) not in _PEOPLE_AND_BODIES
    )
    return [*of, *capital]


def _after(text: str, name: Span) -> Span | None:
    match = _AFTER.match(text, name.end, min(len(text), name.end + 160))
    if match is None or "\n" in match.group("role") or _NEXT_NAME.match(text, match.end()):
        return None  # "with Tarsova, the alliance's chief, |Henrike Dahlmann": that office is the next one's
    return Span(match.start("role"), match.end("role"))


def _is_plain(text: str, span: Span, people: Sequence[Named], own: Named) -> bool:
    """Whether no other person is named inside: "Berg, a friend of President Vale" gives Berg no office of Vale's."""
    words = span.cut(text)
    if re.search(r"[.!?]\s|[“”\"]", words):
        return False
    return not any(
        name.span.overlaps(span) and not re.match(r"[’']", text[name.span.end : name.span.end + 1])
        for group in people
        if group is not own
        for name in group.names
    )


def _role(text: str, span: Span, organisations: Sequence[tuple[Span, str]], states: Sequence[tuple[Span, str]]) -> Role:
    lead = _LEAD.match(span.cut(text))
    span = Span(span.start + lead.end(), span.end) if lead and lead.end() < len(span) else span
    printed = span.cut(text)
    return Role(
        role=_DETERMINERS.sub("", printed) or printed,
        organisation=_body(printed, span, organisations) or _state(span, states),
        span=span,
    )


def _body(printed: str, span: Span, organisations: Sequence[tuple[Span, str]]) -> str | None:
    """The organisation or state that an office is held in, as far as the words say."""
    inside = [name for place, name in organisations if span.holds(place)]
    if inside:
        return inside[-1]
    before = [name for place, name in organisations if place.end <= span.start]
    if re.match(r"(?:its|their)\s", printed, re.IGNORECASE):  # "its managing director": of the one named last
        return before[-1] if before else None
    match = _POSSESSOR.match(printed) or _OF.search(printed)
    if match is None or match.group(1).lower() in PEOPLE:
        return None
    body = match.group(1).strip()
    if body.lower() in ORGANISATIONS:  # "the firm's economist": the firm named before
        alike = [name for name in before if name.lower().endswith(body.lower())]
        return (alike or (before if body.lower() in _ANY_BODY else []) or [body])[-1]
    return body


def _state(span: Span, states: Sequence[tuple[Span, str]]) -> str | None:
    return next((name for place, name in states if span.holds(place)), None)


def described_organisations(text: str) -> list[tuple[Span, str]]:
    """Bodies without a name of their own, in text order: "the families' association"."""
    return [(Span(*m.span("body")), m["body"]) for m in _DESCRIBED.finditer(text)]


def kind_of_phrase(text: str, span: Span) -> ActorKind:
    """What the head of an office phrase is: one person, or several."""
    office = office_in(text, span)
    plural = office is not None and re.search(
        r"(?:s|men|women)\b", text[office.span.start : office.span.end].rsplit(maxsplit=1)[-1]
    )
    return ActorKind.GROUP if plural and office and not office.printed.endswith("ss") else ActorKind.PERSON
