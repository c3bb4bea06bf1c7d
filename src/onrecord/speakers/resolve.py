"""Each statement's source to the actor it means, with the evidence, or openly unresolved."""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from onrecord.speakers.names import Name, Named, find_names, group_names, name_at
from onrecord.speakers.offices import Office, find_roles, kind_of_phrase, office_in
from onrecord.speakers.words import (
    FIRST_PERSON,
    GENDERED_OFFICES,
    GROUPS,
    ORGANISATIONS,
    PEOPLE,
    PLURAL_PRONOUNS,
    PRONOUNS,
    RELATIVE_PRONOUNS,
    THING_PRONOUNS,
    UTTERANCES,
    VAGUE,
    WORD,
    Gender,
    singular,
)
from onrecord.text.late import LatePattern
from onrecord.types.actor import Actor, ActorKind, Evidence, Role, Speaker
from onrecord.types.article import Article
from onrecord.types.span import Span
from onrecord.types.statement import Statement
from onrecord.types.tags import Tags

_REACH = 1200  # characters that a pronoun looks back
_PHRASE_BEFORE = LatePattern(
    r"(?P<phrase>(?:\b(?:the|a|an|two|three|four|five|several|some|one|his|her|its|their)\s+)?"
    r"(?:[\w’'-]+\s+){0,5}?[\w’'-]+),?\s+$",
    re.IGNORECASE,
)
_CLAUSE = LatePattern(r"[.;:“”\"\n()]\s*|\b(?:of|by|from|to|with|and|said|told)\s")
_TAIL = LatePattern(r",|\s+(?:who|that|which|whose|with|close to|familiar|speaking|at the)\b")
_NO_MODIFIER = (
    r"(?:is|are|was|were|be|the|a|an|of|this|that|with|for|in|by|to|and|or|as|from|at|on|said|told|its|his|her|their)\b"
)
_ANY_HEAD = frozenset({"chief", "boss", "head", "leader"})
_PREPOSITIONS = frozenset("of for to at in with from by on".split())


@dataclass(slots=True)
class _Who:
    """An actor in the making."""

    name: str
    kind: ActorKind
    gender: Gender | None = None
    roles: list[Role] = field(default_factory=list)
    offices: list[Office] = field(default_factory=list)
    mentions: set[Span] = field(default_factory=set)
    named: Named | None = None
    heads: set[str] = field(default_factory=set)  # nouns it may be called by: "ministry", "alliance"
    id: str = ""


@dataclass(frozen=True, slots=True)
class Cast:
    """All who act in one article: its actors, and the speaker of each statement by the statement's id."""

    actors: tuple[Actor, ...]
    speakers: dict[str, Speaker]


def resolve_speakers(article: Article, statements: Sequence[Statement], tags: Sequence[Tags]) -> Cast:
    """Who made each statement. A statement without a printed source is given none."""
    stage = _Stage(article, tags)
    speakers: dict[str, Speaker] = {}
    # what is reported inside a statement comes last: its "I" is whoever makes that statement
    for statement in sorted(statements, key=lambda s: (s.inside is not None, (s.source or s.cue or s.content)[0])):
        if statement.source:
            speakers[statement.id] = stage.speaker(statement)
    return Cast(stage.actors(), speakers)


class _Stage:
    """The article's cast while it is read from top to bottom."""

    def __init__(self, article: Article, tags: Sequence[Tags]) -> None:
        self.article = article
        self.text = article.text
        names = find_names(self.text, tags)
        self.who: list[_Who] = [self._of_group(group) for group in group_names(self.text, names)]
        people = [who for who in self.who if who.kind is ActorKind.PERSON]
        others = [who.named for who in self.who if who.kind is not ActorKind.PERSON and who.named]
        roles = find_roles(self.text, [who.named for who in people if who.named], others)
        for n, found in roles.items():
            people[n].roles = found
            people[n].offices = [office for role in found if (office := office_in(self.text, role.span))]
            said = [GENDERED_OFFICES[o.head] for o in people[n].offices if o.head in GENDERED_OFFICES]
            people[n].gender = people[n].gender or (said[0] if said else None)
        self.by_span: dict[Span, _Who] = {span: who for who in self.who for span in who.mentions}
        self.spoke: list[tuple[int, _Who]] = []  # where each earlier source stands, and who it was
        self.said_by: dict[str, _Who] = {}  # by the statement's id

    @staticmethod
    def _of_group(group: Named) -> _Who:
        last = group.words[-1].lower()
        return _Who(
            name=group.name,
            kind=group.kind,
            gender=group.gender,
            mentions={name.span for name in group.names},
            named=group,
            heads={last} if last in ORGANISATIONS else set(),
        )

    def actors(self) -> tuple[Actor, ...]:
        """Everyone, in order of first mention; ids hash the article, kind, name and first place."""
        ordered = sorted((who for who in self.who if who.mentions), key=lambda who: min(who.mentions))
        return tuple(
            Actor(
                id=self._id(who),
                name=who.name,
                kind=who.kind,
                roles=tuple(who.roles),
                mentions=tuple(sorted(who.mentions)),
            )
            for who in ordered
        )

    def _id(self, who: _Who) -> str:
        if not who.id:
            first = min(who.mentions)
            seed = f"{self.article.id}\n{who.kind}\n{who.name}\n{first.start}-{first.end}"
            who.id = "a" + hashlib.sha256(seed.encode("utf-8", "surrogatepass")).hexdigest()[:12]
        return who.id

    def speaker(self, statement: Statement) -> Speaker:
        """Who made a statement, by its source's words."""
        span = min(
            statement.source, key=lambda s: (s.cut(self.text).lower() in RELATIVE_PRONOUNS, _distance(s, statement))
        )
        words = [m.group().lower() for m in WORD.finditer(self.text, span.start, span.end)]
        who, why = self._resolve(span, words, statement)
        if who is None:
            return Speaker(actor=None, name=span.cut(self.text), resolved=False, evidence=why)
        who.mentions.add(span)
        self.by_span[span] = who
        self.said_by[statement.id] = who
        self.spoke.append((span.start, who))
        role = self._role_for(who, span)
        return Speaker(
            actor=self._id(who),
            name=who.name,
            kind=who.kind,
            role=role.role if role else None,
            organisation=role.organisation if role else None,
            resolved=True,
            evidence=why,
        )

    def _role_for(self, who: _Who, span: Span) -> Role | None:
        """The office printed nearest: with these very words, else the last one before them, else the first."""
        inside = [role for role in who.roles if role.span.overlaps(span)]
        before = [role for role in who.roles if role.span.start < span.start]
        return next(iter(inside or before[-1:] or who.roles), None)

    def _resolve(self, span: Span, words: list[str], statement: Statement) -> tuple[_Who | None, tuple[Evidence, ...]]:
        if not words:
            return None, (Evidence(reason="the source has no words", span=span),)
        only = words[0] if len(words) == 1 else ""
        if words[0] in {"his", "her"} and words[-1] in UTTERANCES:  # "his account"
            only = words[0]
        if only in PRONOUNS:
            return self._pronoun(span, only, statement)
        if only in FIRST_PERSON:
            return self._first_person(span, only, statement)
        if only in PLURAL_PRONOUNS | THING_PRONOUNS | RELATIVE_PRONOUNS:
            return self._backward(span, only)
        return self._phrase(span, words)

    def _phrase(self, span: Span, words: list[str]) -> tuple[_Who | None, tuple[Evidence, ...]]:
        return (
            self._named(span)
            or self._office(span, words)
            or self._organisation(span, words)
            or self._group(span, words)
        )

    def _named(self, span: Span) -> tuple[_Who, tuple[Evidence, ...]] | None:
        """A source that prints a name which is its head, not a modifier ("Vale's lawyer", "a spokesman for Vale")."""
        inside = sorted(
            (
                (place, who)
                for place, who in self.by_span.items()
                if who.named and (span.holds(place) or place.holds(span))
            ),
            key=lambda item: item[0],
        )
        heads = [(place, who) for place, who in inside if not self._modifies(span, place, who)]
        people = [item for item in heads if item[1].kind is ActorKind.PERSON]
        chosen = people or heads
        if not chosen:
            return self._capitals(span) if not inside else None
        place, who = chosen[0]
        reasons = [Evidence(reason=self._why_named(place, who), span=place)]
        doubt = who.named.unsure.get(place) if who.named else None
        if doubt:
            reasons.append(Evidence(reason=f"{doubt}; this is the one named last before", span=place))
        return who, tuple(reasons)

    def _why_named(self, place: Span, who: _Who) -> str:
        printed = place.cut(self.text)
        return (
            f"named here as “{printed}”"
            if printed == who.name
            else f"“{printed}” is {who.name}, named in full elsewhere"
        )

    def _modifies(self, span: Span, place: Span, who: _Who) -> bool:
        after = self.text[place.end : span.end]
        before = [word for word in self.text[span.start : place.start].lower().split() if word != "the"]
        if re.match(r"[’']s?\s+\w", after):
            return after.split()[-1].lower() not in UTTERANCES  # "Vale's tone" is Vale's own
        if before and before[-1] in _PREPOSITIONS:
            return True
        if who.kind is not ActorKind.PERSON:  # "Velmark foreign minister", "Harbour Post reporters"
            tail = [singular(m.group().lower()) for m in WORD.finditer(after)]
            return any(word in PEOPLE or word in ORGANISATIONS for word in tail[:4]) or any(
                m.group().lower() in GROUPS for m in WORD.finditer(after)
            )
        return False

    def _capitals(self, span: Span) -> tuple[_Who, tuple[Evidence, ...]] | None:
        """A source all in capitalised words that no name was found in is a name still."""
        words = span.cut(self.text)
        match = re.fullmatch(
            r"(?:(?:The|the|Mr|Mrs|Ms|Dr)\.?\s+)?((?:[A-Z][\w’'.&-]*)(?:\s+(?:of|and|the|for)?\s*[A-Z][\w’'.&-]*)*)[’']?s?",
            words,
        )
        if match is None or match.group(1).lower() in PRONOUNS or _ends_in_noun(words):
            return None
        start = span.start + match.start(1)
        kind = ActorKind.ORGANISATION if " of " in match.group(1) else ActorKind.PERSON  # "University of Senn"
        name = name_at(self.text, Span(start, span.start + match.end(1)), kind)
        if name is None:
            return None
        who = self._find_alias(name)
        if who is None:
            two = kind is ActorKind.PERSON and len(name.words) in (2, 3) and not words.lower().startswith("the ")
            who = _Who(
                name=" ".join(name.words), kind=ActorKind.PERSON if two else ActorKind.ORGANISATION, gender=name.gender
            )
            who.named = Named(who.kind, name.words, [name], {tuple(w.lower() for w in name.words)})
            self.who.append(who)
        return who, (Evidence(reason=f"named here as “{words}”", span=span),)

    def _find_alias(self, name: Name) -> _Who | None:
        core = tuple(word.lower() for word in name.words)
        return next(
            (
                who
                for who in self.who
                if who.named
                and (core in who.named.aliases or (len(core) == 1 and who.named.words[-1].lower() == core[0]))
            ),
            None,
        )

    def _office(self, span: Span, words: list[str]) -> tuple[_Who | None, tuple[Evidence, ...]] | None:
        office = office_in(self.text, span)
        if office is None or words[0] in VAGUE or kind_of_phrase(self.text, span) is ActorKind.GROUP:
            return None
        fits = [
            who
            for who in self.who
            if who.kind is ActorKind.PERSON and any(_fits(office, other) for other in who.offices)
        ]
        exact = [who for who in fits if any(office.modifiers and office.modifiers <= o.modifiers for o in who.offices)]
        fits = exact or fits
        if len(fits) > 1:
            recent = [who for who in fits if any(s.start < span.start for s in who.mentions)]
            fits = sorted(recent or fits, key=lambda who: -self._last_seen(who, span.start))[:1]
        if fits:
            role = next((r for r in fits[0].roles if (o := office_in(self.text, r.span)) and _fits(office, o)), None)
            return fits[0], (
                Evidence(
                    reason=f"“{span.cut(self.text)}” fits {fits[0].name}'s office as printed",
                    span=role.span if role else None,
                ),
            )
        printed = span.cut(self.text)
        role = Role(role=office.printed, organisation=self._organisation_in(span), span=office.span)
        who = _Who(name=_short(printed), kind=ActorKind.PERSON, roles=[role], offices=[office])
        who.gender = GENDERED_OFFICES.get(office.head)
        self.who.append(who)
        return who, (Evidence(reason="known by office only: the article gives no name", span=span),)

    def _organisation_in(self, span: Span) -> str | None:
        inside = [
            who.name for place, who in self.by_span.items() if span.holds(place) and who.kind is not ActorKind.PERSON
        ]
        if inside:
            return inside[0]
        words = span.cut(self.text)
        match = re.search(r"\b(?:for|of|at)\s+(?:the\s+)?([^,;]+)", words) or re.match(
            r"(?:the\s+)?(.+?)[’']s?\s", words, re.IGNORECASE
        )
        return match.group(1).strip() if match else None

    def _last_seen(self, who: _Who, before: int) -> int:
        return max((s.start for s in who.mentions if s.start < before), default=-1)

    def _organisation(self, span: Span, words: list[str]) -> tuple[_Who | None, tuple[Evidence, ...]] | None:
        """“The ministry”, “the alliance”: the organisation named last that may be called so."""
        if words[-1] not in ORGANISATIONS or words[0] in VAGUE:
            return None
        head = words[-1]
        wanted = set(words) - {"the", "its", "his", "her", "their", "this", "that"}
        fits = [
            who
            for who in self.who
            if who.kind is not ActorKind.PERSON and head in who.heads and self._last_seen(who, span.start) >= 0
        ]
        closer = [who for who in fits if wanted <= {w.lower() for w in WORD.findall(who.name)}]
        fits = closer or (fits if len(wanted) == 1 else [])
        if fits:
            who = max(fits, key=lambda w: self._last_seen(w, span.start))
            return who, (
                Evidence(
                    reason=f"“{span.cut(self.text)}”: the {head} named last before is {who.name}",
                    span=max(s for s in who.mentions if s.start < span.start),
                ),
            )
        fuller = self._described(head, span) if len(wanted) == 1 else None
        place = fuller or span
        name = _without_article(place.cut(self.text))
        who = _Who(name=name, kind=ActorKind.ORGANISATION, heads={head}, mentions={place})
        self.who.append(who)
        reason = "called so in full before" if fuller else "the article does not name it more fully"
        return who, (Evidence(reason=reason, span=place),)

    def _described(self, head: str, span: Span) -> Span | None:
        """The last fuller description before: "Ilvania's central bank" for "the bank"."""
        pattern = rf"(?:[A-Z][\w-]*[’']s?\s+)?(?:(?!{_NO_MODIFIER})\b[a-z][\w-]*\s+){{0,2}}\b{head}\b"
        found = [m for m in re.finditer(pattern, self.text[: span.start]) if len(m.group().split()) > 1]
        own = [m for m in found if m.group()[0].isupper()] or found
        return Span(own[-1].start(), own[-1].end()) if own else None

    def _group(self, span: Span, words: list[str]) -> tuple[_Who | None, tuple[Evidence, ...]]:
        printed = span.cut(self.text)
        definite = words[0] in {"the", "these", "those", "both"}
        if definite:
            same = [who for who in self.who if who.kind is ActorKind.GROUP and words[-1] in who.heads]
            if same:
                return same[-1], (Evidence(reason=f"“{printed}”: those called so before", span=max(same[-1].mentions)),)
        several = any(word in GROUPS or (singular(word) != word and singular(word) in PEOPLE) for word in words)
        anonymous = words[0] in VAGUE or any(singular(word) in PEOPLE for word in words)
        if not several and not anonymous:
            return None, (Evidence(reason="the article does not say who this is", span=span),)
        kind = ActorKind.GROUP if several and words[0] not in {"a", "an", "one"} else ActorKind.PERSON
        who = _Who(name=_short(printed), kind=kind, heads={words[-1]})
        office = office_in(self.text, span) if kind is ActorKind.PERSON else None
        if office is not None:
            who.roles = [Role(role=_short(office.printed), organisation=self._organisation_in(span), span=office.span)]
            who.gender = GENDERED_OFFICES.get(office.head)
        self.who.append(who)
        return who, (Evidence(reason="the article gives no name", span=span),)

    def _pronoun(self, span: Span, word: str, statement: Statement) -> tuple[_Who | None, tuple[Evidence, ...]]:
        gender = PRONOUNS[word]
        scored = [
            (score, who)
            for who in self.who
            if who.kind is ActorKind.PERSON
            and who.gender in (gender, None)
            and (score := self._salience(who, span.start, statement)) is not None
        ]
        if not scored:
            return None, (Evidence(reason=f"nobody before “{word}” fits it", span=span),)
        best = max(score for score, _ in scored)
        [*_, who] = [who for score, who in scored if score == best]
        if who.gender is None:
            who.gender = gender
        place = max((s for s in who.mentions if s.start < span.start), default=None)
        return who, (
            Evidence(reason=f"“{span.cut(self.text)}”: the last person before whom it fits is {who.name}", span=place),
        )

    def _salience(self, who: _Who, place: int, statement: Statement) -> float | None:
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
        spoken = [start for start, speaker in self.spoke if speaker is who and start < place]
        if spoken:
            score += 2.0 - min(2.0, (place - max(spoken)) / 400.0)
        if self._opens_sentence(last):
            score += 0.6
        if re.match(r"[’']s?\s", self.text[last.end : last.end + 3]):
            score -= 0.5
        return score

    def _opens_sentence(self, span: Span) -> bool:
        before = self.text[max(0, span.start - 60) : span.start]
        clause = re.split(r"[.?!”\"\n]\s*", before)[-1]
        return len(clause.split()) <= 3

    def _first_person(self, span: Span, word: str, statement: Statement) -> tuple[_Who | None, tuple[Evidence, ...]]:
        """“I” within another's words is that speaker; outside of them the article's author."""
        if (speaker := self.said_by.get(statement.inside or "")) is not None:
            return speaker, (Evidence(reason=f"“{word}” inside the words of {speaker.name}", span=span),)
        for start, who in reversed(self.spoke):
            if 0 <= span.start - start < 600 and self._inside_quotation(span):
                return who, (Evidence(reason=f"“{word}” inside the words of {who.name}", span=span),)
        author = self.article.byline.people if self.article.byline else ()
        if len(author) == 1 and word in {"i", "me", "my"} and not self._inside_quotation(span):
            writer = next((w for w in self.who if w.name == author[0]), None)
            if writer is None:
                writer = _Who(name=author[0], kind=ActorKind.PERSON)
                self.who.append(writer)
            return writer, (Evidence(reason=f"“{word}” outside any quotation is the author", span=span),)
        return None, (Evidence(reason=f"the article does not show who “{word}” is", span=span),)

    def _inside_quotation(self, span: Span) -> bool:
        line = self.text.rfind("\n", 0, span.start) + 1
        before = self.text[line : span.start]
        return before.count("“") > before.count("”") or before.count('"') % 2 == 1

    def _backward(self, span: Span, word: str) -> tuple[_Who | None, tuple[Evidence, ...]]:
        if word in RELATIVE_PRONOUNS | {"which", "that"}:
            near = [(p, w) for p, w in self.by_span.items() if 0 <= span.start - p.end <= 60 and p.start < span.start]
            if not near:
                return self._phrase_before(span, word)
            place, who = max(near, key=lambda item: item[0])
            return who, (Evidence(reason=f"“{word}” follows {who.name}", span=place),)
        return self._thing(span, word)

    def _phrase_before(self, span: Span, word: str) -> tuple[_Who | None, tuple[Evidence, ...]]:
        """Whoever the words right before "who" describe: "two officials, |who told the inquiry"."""
        clause = _CLAUSE.split(self.text[max(0, span.start - 90) : span.start])[-1]
        match = _PHRASE_BEFORE.search(clause)
        if match is not None:
            offset = span.start - len(clause)
            phrase = Span(offset + match.start("phrase"), offset + match.end("phrase"))
            words = [m.group().lower() for m in WORD.finditer(self.text, phrase.start, phrase.end)]
            who, why = self._phrase(phrase, words)
            if who is not None:
                who.mentions.add(phrase)
                return who, why
        return None, (Evidence(reason=f"nobody named right before “{word}”", span=span),)

    def _thing(self, span: Span, word: str) -> tuple[_Who | None, tuple[Evidence, ...]]:
        kinds = {ActorKind.ORGANISATION, ActorKind.STATE} | ({ActorKind.GROUP} if word in PLURAL_PRONOUNS else set())
        seen = [
            (max(s for s in who.mentions if s.start < span.start), who)
            for who in self.who
            if who.kind in kinds
            and span.start - _REACH // 2 <= self._last_seen(who, span.start) < span.start
            and self._last_seen(who, span.start) >= 0
        ]
        spoke = [who for start, who in reversed(self.spoke) if start < span.start and who.kind in kinds]
        if spoke and any(who is spoke[0] for _, who in seen):
            seen = [item for item in seen if item[1] is spoke[0]]
        if not seen:
            return None, (Evidence(reason=f"nothing before “{word}” fits it", span=span),)
        place, who = max(seen, key=lambda item: item[0])
        return who, (Evidence(reason=f"“{word}”: the last before that it fits is {who.name}", span=place),)


def _distance(span: Span, statement: Statement) -> int:
    return min(max(span.start - piece.end, piece.start - span.end, 0) for piece in statement.content)


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
