"""Who a describing phrase means: a name, an office, a body, a group."""

import re
from collections.abc import Sequence

from onrecord.speakers.names import Name, Named, is_short_for, name_at
from onrecord.speakers.offices import Office, kind_of_phrase, office_in
from onrecord.speakers.repeats import repeated
from onrecord.speakers.stage import Found, Stage, Who
from onrecord.speakers.words import (
    ANY_BODY,
    GENDERED_OFFICES,
    GROUPS,
    MEDIA,
    MEDIA_NAMES,
    ORGANISATIONS,
    PEOPLE,
    PRONOUNS,
    SEATS,
    UTTERANCES,
    VAGUE,
    WORD,
    is_person_noun,
    singular,
)
from onrecord.text.late import LatePattern
from onrecord.types.actor import ActorKind, Evidence, Role
from onrecord.types.span import Span

_REACH = 1200  # characters that a pronoun looks back
_RIGHT_BEHIND = re.compile(r"(?: [\w’'-]+){1,3}")
_ONLY_A_TITLE = re.compile(r",\s+(?:[A-Z][\w’'.-]*\s+){0,3}")
_IN_CAPITALS = re.compile(
    r"(?:[Tt]he\s+)?(?:[a-z]+\s+(?=[A-Z]\w+\s+(?:of|on|for)\s))?"  # "the nonpartisan Commission on …"
    r"(?P<title>(?:Mr|Mrs|Ms|Dr|Rep|Sen|Gov|Lt|Gen|Col|Capt|Sgt|Prof|Rev|Sir|Dame|Lord|Lady)\.?\s+)?"
    r"(?P<name>(?:[A-Z][\w’'.&-]*)(?:\s+(?:(?:of|and|the|for|on|a)\s+){0,2}[A-Z][\w’'.&-]*)*?)[’']?s?"
)
_BEHIND = re.compile(r",|\s+\(|\s+(?:who|which|whose)\s")
_TAIL = LatePattern(r",|\s+(?:who|that|which|whose|with|close to|familiar|speaking|at the)\b")
_NO_MODIFIER = (
    r"(?:is|are|was|were|be|the|a|an|of|this|that|with|for|in|by|to|and|or|as|from|at|on|said|told|its|his|her|their)\b"
)
_ANY_HEAD = frozenset({"chief", "boss", "head", "leader"})
_COMPLEMENTS = frozenset("of for on in at to by with from representing that who which against near".split())
_DETERMINERS = frozenset("the a an its his her their this that these those our".split())
_COUNTRIES = frozenset("country nation state".split())
_NO_BEGINNING = frozenset(
    "alongside despite under over among amid amidst against after before during within without like unlike as if when "
    "but because while since until although though whether and or nor so than then not".split()
)
_SAME_PASSAGE = 500  # characters within which "the agency" is the body named last
_PREPOSITIONS = frozenset("of for to at in with from by on".split())


def phrase_source(stage: Stage, span: Span, words: list[str]) -> Found:
    """Who a source of several words, or a name, means. words: its words in lower case."""
    if words[0] in _NO_BEGINNING:  # "alongside big government" is nobody's name
        return None, (Evidence(reason="these words name nobody", span=span),)
    head = _head_part(stage.text, span)
    if head != span:  # "Flynn, |a former general": what stands behind the comma describes
        own = [m.group().lower() for m in WORD.finditer(stage.text, head.start, head.end)]
        found = (_named(stage, head) or _apposed(stage, head) or _office(stage, head, own)) if own else None
        if found is not None:
            return found
    return (
        _named(stage, span)
        or _utterance(stage, span, words)
        or _office(stage, span, words)
        or _organisation(stage, span, words)
        or _group(stage, span, words)
    )


def _named(stage: Stage, span: Span) -> Found | None:
    """A source that prints a name which is its head, not a modifier ("Vale's lawyer", "a spokesman for Vale")."""
    inside = sorted(
        (
            (place, who)
            for place, who in stage.by_span.items()
            if who.named and (span.holds(place) or place.holds(span))
        ),
        key=lambda item: item[0],
    )
    heads = [(place, who) for place, who in inside if not _modifies(stage, span, place, who)]
    people = [item for item in heads if item[1].kind is ActorKind.PERSON]
    chosen = people or heads
    if not chosen:
        return _capitals(stage, span) if not inside else None
    place, who = chosen[0]
    reasons = [Evidence(reason=_why_named(stage, place, who), span=place)]
    doubt = who.named.unsure.get(place) if who.named else None
    if doubt:
        reasons.append(Evidence(reason=f"{doubt}; this is the one named last before", span=place))
    return who, tuple(reasons)


def _apposed(stage: Stage, head: Span) -> Found | None:
    """The person named right behind a description: "the author of its report, |Dr Lene Aasvik"."""
    near = [
        (place, who)
        for place, who in stage.by_span.items()
        if who.named
        and who.kind is ActorKind.PERSON
        and place.start >= head.end
        and _ONLY_A_TITLE.fullmatch(stage.text, head.end, place.start)
    ]
    if not near:
        return None
    place, who = min(near, key=lambda item: item[0])
    return who, (Evidence(reason=f"“{head.cut(stage.text)}” is {who.name}, named right behind it", span=place),)


def _why_named(stage: Stage, place: Span, who: Who) -> str:
    printed = place.cut(stage.text)
    return (
        f"named here as “{printed}”" if printed == who.name else f"“{printed}” is {who.name}, named in full elsewhere"
    )


def _modifies(stage: Stage, span: Span, place: Span, who: Who) -> bool:
    after = stage.text[place.end : span.end]
    before = [word for word in stage.text[span.start : place.start].lower().split() if word != "the"]
    if re.match(r"[’']s?\s+\w", after):
        return after.split()[-1].lower() not in UTTERANCES  # "Vale's tone" is Vale's own
    if before and before[-1] in _PREPOSITIONS:
        return True
    if who.kind is not ActorKind.PERSON:  # "Velmark foreign minister", "Harbour Post reporters"
        tail = [singular(m.group().lower()) for m in WORD.finditer(after)]
        return any(word in PEOPLE or word in ORGANISATIONS for word in tail[:4]) or any(
            m.group().lower() in GROUPS for m in WORD.finditer(after)
        )
    behind = _RIGHT_BEHIND.match(after)  # "the Vale campaign", "a Vale administration official", "Vale supporters"
    nouns = [re.sub(r"[’']s?$", "", word.lower()) for word in behind.group().split()] if behind else []
    return any(singular(word) in PEOPLE | ORGANISATIONS or word in GROUPS for word in nouns)


def _capitals(stage: Stage, span: Span) -> Found | None:
    """A source all in capitalised words that no name was found in is a name still."""
    words = span.cut(stage.text)
    match = _IN_CAPITALS.fullmatch(words)
    titled = match is not None and match["title"] is not None
    if match is None or match["name"].lower() in PRONOUNS or (_ends_in_noun(words) and not titled):
        return None
    start = span.start + (match.start("title") if titled else match.start("name"))
    if " and " in match["name"] and any(_is_person(stage, part) for part in match["name"].split(" and ")):
        return None  # "Vale and Lindqvist" are two
    body = re.search(r"\s(?:of|for|on|and)\s", match["name"]) and not titled  # "University of Senn"
    kind = ActorKind.ORGANISATION if body else ActorKind.PERSON
    name = name_at(stage.text, Span(start, span.start + match.end("name")), kind)
    if name is None:
        return None
    who = _find_alias(stage, name)
    if who is None:
        two = kind is ActorKind.PERSON and len(name.words) in (2, 3) and not words.lower().startswith("the ")
        who = Who(
            name=" ".join(name.words), kind=ActorKind.PERSON if two else ActorKind.ORGANISATION, gender=name.gender
        )
        who.named = Named(who.kind, name.words, [name], {tuple(w.lower() for w in name.words)})
        stage.who.append(who)
        for place, _ in repeated(stage.text, [name.words], stage.by_span):
            if not place.overlaps(span):
                who.mentions.add(place)
                stage.by_span[place] = who
    return who, (Evidence(reason=f"named here as “{words}”", span=span),)


def _is_person(stage: Stage, words: str) -> bool:
    """Whether somebody of the article is called so."""
    core = tuple(word.lower() for word in words.split())
    return any(
        who.kind is ActorKind.PERSON
        and who.named
        and (core in who.named.aliases or core[-1] == who.named.words[-1].lower())
        for who in stage.who
    )


def _find_alias(stage: Stage, name: Name) -> Who | None:
    """Whoever is called so: by a whole name, a surname, or a family name that stands first; of several, the last named."""
    core = tuple(word.lower() for word in name.words)
    named = [(who, who.named) for who in stage.who if who.named]
    for fits in (
        [who for who, one in named if core in one.aliases],
        [who for who, one in named if len(core) == 1 and one.words[-1].lower() == core[0]],
        [
            who
            for who, one in named
            if len(core) == 1 and who.kind is ActorKind.PERSON and one.words[0].lower() == core[0]
        ],
        [who for who, one in named if name.words[0].isupper() and is_short_for(name.words[0], one.words)],
    ):
        if fits:
            return max(fits, key=lambda who: stage.last_seen(who, name.span.start))
    return None


def _office(stage: Stage, span: Span, words: list[str]) -> Found | None:
    office = office_in(stage.text, span)
    if office is None or words[0] in VAGUE or kind_of_phrase(stage.text, span) is ActorKind.GROUP:
        return None
    fits = [
        who for who in stage.who if who.kind is ActorKind.PERSON and any(_fits(office, other) for other in who.offices)
    ]
    exact = [who for who in fits if any(office.modifiers and office.modifiers <= o.modifiers for o in who.offices)]
    fits = exact or fits
    if len(fits) > 1:
        recent = [who for who in fits if any(s.start < span.start for s in who.mentions)]
        fits = sorted(recent or fits, key=lambda who: -stage.last_seen(who, span.start))[:1]
    if fits:
        role = next((r for r in fits[0].roles if (o := office_in(stage.text, r.span)) and _fits(office, o)), None)
        return fits[0], (
            Evidence(
                reason=f"“{span.cut(stage.text)}” fits {fits[0].name}'s office as printed",
                span=role.span if role else None,
            ),
        )
    printed = span.cut(stage.text)
    role = Role(role=office.printed, organisation=stage.organisation_in(span), span=office.span)
    who = Who(name=_short(printed), kind=ActorKind.PERSON, roles=[role], offices=[office])
    who.gender = GENDERED_OFFICES.get(office.head)
    stage.who.append(who)
    return who, (Evidence(reason="known by office only: the article gives no name", span=span),)


def _organisation(stage: Stage, span: Span, words: list[str]) -> Found | None:
    """“The ministry”, “the alliance”: the organisation named last that may be called so."""
    head, wanted = _head_noun(words)
    if head not in ORGANISATIONS | SEATS or words[0] in VAGUE - {"a", "an"}:
        return None
    kinds = {ActorKind.STATE} if head in SEATS else {ActorKind.ORGANISATION, ActorKind.STATE}
    before = [
        who
        for who in stage.who
        if who.kind in kinds and stage.last_seen(who, span.start) >= 0 and words[0] not in {"a", "an"}
    ]
    fits = [who for who in before if head in who.heads and _says_no_less(wanted, who.name)]
    if not fits and wanted <= {head}:
        fits = [who for who in before if _may_be_called(head, who)]
        nearest = max((stage.last_seen(who, span.start) for who in fits), default=-1)
        fits = fits if span.start - nearest <= _SAME_PASSAGE else []
    if not fits and head in SEATS and wanted > {head}:  # "the city of Phoenix"
        fits = [who for who in stage.who if who.kind in kinds and wanted - {head} == _words_of(who.name)]
    if fits:
        who = max(fits, key=lambda w: stage.last_seen(w, span.start))
        who.heads.add(head)
        return who, (
            Evidence(
                reason=f"“{span.cut(stage.text)}”: the {head} named last before is {who.name}",
                span=max((s for s in who.mentions if s.start < span.start), default=None),
            ),
        )
    fuller = _described(stage, head, span) if wanted <= {head} else None
    place = fuller or span
    name = _without_article(place.cut(stage.text))
    kind = ActorKind.STATE if head in _COUNTRIES else ActorKind.ORGANISATION  # "the city" says what its council does
    who = Who(name=name, kind=kind, heads={head}, mentions={place})
    stage.who.append(who)
    reason = "called so in full before" if fuller else "the article does not name it more fully"
    return who, (Evidence(reason=reason, span=place),)


def _utterance(stage: Stage, span: Span, words: list[str]) -> Found | None:
    """“The statement” that goes on is the last speaker's."""
    if len(words) != 2 or words[0] not in {"the", "this"} or words[1] not in UTTERANCES:
        return None
    before = [(start, who) for start, who in stage.spoke if 0 <= span.start - start <= _REACH]
    if not before:
        return None
    start, who = max(before, key=lambda item: item[0])
    return who, (
        Evidence(
            reason=f"“{span.cut(stage.text)}”: {who.name} spoke last before it",
            span=max((s for s in who.mentions if s.start <= start), default=None),
        ),
    )


def _described(stage: Stage, head: str, span: Span) -> Span | None:
    """The last fuller description before: "Ilvania's central bank" for "the bank"."""
    pattern = rf"(?:[A-Z][\w-]*[’']s?\s+)?(?:(?!{_NO_MODIFIER})\b[a-z][\w-]*\s+){{0,2}}\b{head}\b"
    found = [m for m in re.finditer(pattern, stage.text[: span.start]) if len(m.group().split()) > 1]
    own = [m for m in found if m.group()[0].isupper()] or found
    return Span(own[-1].start(), own[-1].end()) if own else None


def _group(stage: Stage, span: Span, words: list[str]) -> Found:
    printed = span.cut(stage.text)
    definite = words[0] in {"the", "these", "those", "both"}
    if definite:
        same = [who for who in stage.who if who.kind is ActorKind.GROUP and words[-1] in who.heads]
        if same:
            return same[-1], (Evidence(reason=f"“{printed}”: those called so before", span=max(same[-1].mentions)),)
    head, _ = _head_noun(words)
    two = re.fullmatch(r"[A-Z][\w’'.-]+(?: [A-Z][\w’'.-]+)* and [A-Z][\w’'.-]+(?: [A-Z][\w’'.-]+)*", printed)
    several = two is not None or any(
        word in GROUPS or (singular(word) != word and singular(word) in PEOPLE) for word in words
    )
    several = several or (singular(head) != head and is_person_noun(head))
    anonymous = words[0] in VAGUE or any(singular(word) in PEOPLE for word in words) or is_person_noun(head)
    if not several and not anonymous:
        return None, (Evidence(reason="the article does not say who this is", span=span),)
    kind = ActorKind.GROUP if several and words[0] not in {"a", "an", "one"} else ActorKind.PERSON
    who = Who(name=_short(printed), kind=kind, heads={words[-1]})
    office = office_in(stage.text, span) if kind is ActorKind.PERSON else None
    if office is not None:
        who.roles = [Role(role=_short(office.printed), organisation=stage.organisation_in(span), span=office.span)]
        who.gender = GENDERED_OFFICES.get(office.head)
    stage.who.append(who)
    return who, (Evidence(reason="the article gives no name", span=span),)


def _head_noun(words: Sequence[str]) -> tuple[str, set[str]]:
    """The noun that a phrase is built on, and the words that tell which one is meant, the noun among them.

    >>> _head_noun("the association of flight attendants".split())[0]
    'association'
    """
    end = next((n for n, word in enumerate(words) if n > 0 and word in _COMPLEMENTS), len(words))
    head = words[end - 1]
    singulars = {re.sub(r"[’']s?$", "", word) for word in words if word not in _COMPLEMENTS}
    return head, singulars - _DETERMINERS


def _words_of(name: str) -> set[str]:
    return {re.sub(r"[’']s?$", "", word.lower()) for word in WORD.findall(name)} - _DETERMINERS - _COMPLEMENTS


def _says_no_less(wanted: set[str], name: str) -> bool:
    """Whether a name holds all the words of a description: "the Trump campaign" of "Donald Trump's campaign"."""
    return wanted <= _words_of(name)


def _may_be_called(head: str, who: Who) -> bool:
    """Whether a body whose name does not say what it is may be the one: "the newspaper" of The Harbour Post."""
    if head in SEATS:
        return True
    if head in MEDIA:
        return bool(_words_of(who.name) & MEDIA_NAMES)
    return head in ANY_BODY and who.kind is ActorKind.ORGANISATION and not who.heads


def _head_part(text: str, span: Span) -> Span:
    """The phrase without what a comma, "who" or "which" sets behind it."""
    cut = _BEHIND.search(text, span.start, span.end)
    return Span(span.start, cut.start()) if cut and cut.start() > span.start else span


def _fits(a: Office, b: Office) -> bool:
    if a.head in _ANY_HEAD and a.modifiers:  # "the alliance chief" is its secretary general
        return a.modifiers <= b.modifiers
    return a.head == b.head and (a.modifiers <= b.modifiers or b.modifiers <= a.modifiers)


def _short(words: str) -> str:
    """A describing phrase without article and without the clause behind it: "two officials |who attended"."""
    cut = _TAIL.split(_without_article(words))[0]
    return cut.strip() or words


def _without_article(words: str) -> str:
    return re.sub(r"^(?:the|a|an|its|their|his|her)\s+", "", words, flags=re.IGNORECASE) or words


def _ends_in_noun(words: str) -> bool:
    last = WORD.findall(words)[-1:]
    return bool(last) and (singular(last[0].lower()) in PEOPLE or last[0].lower() in GROUPS)
