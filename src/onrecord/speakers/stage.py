"""An article's cast while it is read from top to bottom."""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from onrecord.speakers.names import Named, find_names, group_names
from onrecord.speakers.offices import Office, find_roles, office_in
from onrecord.speakers.repeats import repeated
from onrecord.speakers.words import (
    GENDERED_OFFICES,
    ORGANISATIONS,
    Gender,
)
from onrecord.types.actor import Actor, ActorKind, Evidence, Role
from onrecord.types.article import Article
from onrecord.types.span import Span
from onrecord.types.tags import Tags


@dataclass(slots=True)
class Who:
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


Found: TypeAlias = tuple[Who | None, tuple[Evidence, ...]]  # who is meant, and why; None and why not

_NOBODY = Who(name="", kind=ActorKind.GROUP)


class Stage:
    """The article's cast while it is read from top to bottom."""

    def __init__(self, article: Article, tags: Sequence[Tags]) -> None:
        self.article = article
        self.text = article.text
        names = find_names(self.text, tags)
        self.who: list[Who] = [self._of_group(group) for group in group_names(self.text, names)]
        people = [who for who in self.who if who.kind is ActorKind.PERSON]
        others = [who.named for who in self.who if who.kind is not ActorKind.PERSON and who.named]
        roles = find_roles(self.text, [who.named for who in people if who.named], others)
        for n, found in roles.items():
            people[n].roles = found
            people[n].offices = [office for role in found if (office := office_in(self.text, role.span))]
            said = [GENDERED_OFFICES[o.head] for o in people[n].offices if o.head in GENDERED_OFFICES]
            people[n].gender = people[n].gender or (said[0] if said else None)
        self.by_span: dict[Span, Who] = {span: who for who in self.who for span in who.mentions}
        self._add_repeats()
        self.spoke: list[tuple[int, Who]] = []  # where each earlier source stands, and who it was
        self.said_by: dict[str, Who] = {}  # by the statement's id
        self.meant: dict[Span, Found] = {}  # each source that was resolved, since two statements may share one

    def _add_repeats(self) -> None:
        """Places of names that the tags missed, where the same name was found elsewhere."""
        owner: dict[tuple[str, ...], Who] = {}
        for who in self.who:
            for name in who.named.names if who.named else ():
                if owner.setdefault(name.words, who) is not who:  # two are called so
                    owner[name.words] = _NOBODY
        for span, words in repeated(self.text, owner, self.by_span):
            if owner[words] is not _NOBODY:
                owner[words].mentions.add(span)
                self.by_span[span] = owner[words]

    @staticmethod
    def _of_group(group: Named) -> Who:
        last = group.words[-1].lower()
        return Who(
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
                id=self.id_of(who),
                name=who.name,
                kind=who.kind,
                roles=tuple(who.roles),
                mentions=tuple(sorted(who.mentions)),
            )
            for who in ordered
        )

    def id_of(self, who: Who) -> str:
        """The actor's id, which its first place decides: ask once its mentions are known."""
        if not who.id:
            first = min(who.mentions)
            seed = f"{self.article.id}\n{who.kind}\n{who.name}\n{first.start}-{first.end}"
            who.id = "a" + hashlib.sha256(seed.encode("utf-8", "surrogatepass")).hexdigest()[:12]
        return who.id

    def role_for(self, who: Who, span: Span) -> Role | None:
        """The office printed nearest: with these very words, else the last one before them, else the first."""
        inside = [role for role in who.roles if role.span.overlaps(span)]
        before = [role for role in who.roles if role.span.start < span.start]
        return next(iter(inside or before[-1:] or who.roles), None)

    def organisation_in(self, span: Span) -> str | None:
        """The organisation that a description names, by name or as "of …", "for …"."""
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

    def last_seen(self, who: Who, before: int) -> int:
        """Where an actor was last mentioned before a place; -1 where it was not."""
        return max((s.start for s in who.mentions if s.start < before), default=-1)

    def inside_quotation(self, span: Span) -> bool:
        """Whether a quotation is open at a place, within its line."""
        line = self.text.rfind("\n", 0, span.start) + 1
        before = self.text[line : span.start]
        return before.count("“") > before.count("”") or before.count('"') % 2 == 1

    def opens_sentence(self, span: Span) -> bool:
        """Whether a place is among the first words of its clause."""
        before = self.text[max(0, span.start - 60) : span.start]
        clause = re.split(r"[.?!”\"\n]\s*", before)[-1]
        return len(clause.split()) <= 3
