"""The same actor across articles: which profiles could meet, whether two are one, and who they are together.

A bare surname goes to the one person who fits it best, or stays apart; two who cannot be one never come together
through a third; what a person has judged stands above every likeness.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from itertools import combinations, pairwise

from rapidfuzz.distance import Levenshtein

from onrecord.speakers.name_forms import (
    PARTICLES,
    PersonName,
    body_name,
    fold,
    gender_differs,
    initials,
    is_generic,
    is_name,
    is_persons_name,
    person_name,
    same_given,
    sound,
    tokens_of,
)
from onrecord.types.actor import ActorKind, Entry, Identity, Likeness, Profile, SameActor, Term

MERGE = 0.5  # profiles at least so alike are held to be one actor
_COMPANY = 1  # names that two articles must share at least, for a surname to be the same person's in both
_BLOCK = 300  # different names under one key that are held against each other; of more, only equal ones
_WELL_KNOWN = 10  # articles with a full name, of which a surname alone reminds readers where nothing else tells
_ALMOST_ALL = 0.9  # of the full names with that surname
_YEARS_APART = 400  # days within which an office without a name is taken for its one known holder
_PLAIN = frozenset({"two surnames", "two names", "two given names"})  # nobody would take these for one
_SINGLE = frozenset(  # offices that one person holds at a time
    "president minister secretary chancellor premier king queen mayor governor chief chairman chairwoman chair director "
    "head commissioner ceo cfo pope prince princess speaker ambassador leader general captain principal editor".split()
)
_NO_BODY = frozenset(
    "state national international federal central general former united new north south east west".split()
)
_ROSTER = "\uffff"  # begins the ids of a roster's own profiles, so that they come last
_BODY_WORDS = frozenset("ministry department office government parliament police army party union court".split())


@dataclass(frozen=True, slots=True)
class _Facts:
    """What of a profile is compared, worked out once."""

    profile: Profile
    person: PersonName | None = None
    body: tuple[str, ...] = ()
    acronyms: frozenset[str] = frozenset()
    printed: frozenset[tuple[str, ...]] = frozenset()  # full bodies that its forms print
    offices: frozenset[tuple[str, ...]] = frozenset()
    own: str = ""  # its name, folded
    beside: frozenset[str] = frozenset()  # the full names of its article, folded, its own among them
    bodies: frozenset[str] = frozenset()  # words of the organisations and states that it holds offices in


def keys(profile: Profile) -> frozenset[str]:
    """Words under which profiles that could be one actor meet; none for a group without a name of its own."""
    return _keys(_facts(profile))


def compare(one: Profile, other: Profile) -> Likeness:
    """Whether two profiles are one actor, by what their articles print; the order does not matter."""
    return _compare(*sorted((_facts(one), _facts(other)), key=lambda facts: facts.profile.id))


def _facts(profile: Profile, beside: frozenset[str] | None = None) -> _Facts:
    alike = Profile(id="", kind=profile.kind, name=profile.name, forms=profile.forms, roles=profile.roles)
    folded = _folded(profile.beside) if beside is None else beside
    return replace(_names(alike), profile=profile, own=fold(profile.name), beside=folded)


def _folded(names: tuple[str, ...]) -> frozenset[str]:
    return frozenset(fold(name) for name in names if " " in name)


def _shared_company(one: Iterable[_Facts], other: Iterable[_Facts]) -> set[str]:
    """Who is named in articles of both, apart from themselves."""
    left, right = list(one), list(other)
    of_left, of_right = (set().union(*(facts.beside for facts in side)) for side in (left, right))
    return (of_left & of_right) - {facts.own for facts in (*left, *right)}


@lru_cache(maxsize=20_000)  # the same few names make up most of a record
def _names(profile: Profile) -> _Facts:
    offices = frozenset(words for role, _ in profile.roles if (words := _office(role)))
    bodies = frozenset(word for _, body in profile.roles if body for word in body_name(body) if word not in _BODY_WORDS)
    if profile.kind is ActorKind.PERSON:
        mine = set(tokens_of(profile.name))
        own = (profile.name, *(form for form in profile.forms if mine & set(tokens_of(form))))
        names = [found for form in own if is_persons_name(form) and (found := person_name(form))]
        fullest = max(names, key=lambda one: (one.full, len(one.given)), default=None)
        generation = next((one.generation for one in names if one.generation), None)
        if fullest is not None and generation and fullest.generation is None:
            fullest = PersonName(fullest.given, fullest.surname, generation)
        known = fullest is not None and not is_generic(tokens_of(profile.name))
        return _Facts(profile, person=fullest if known else None, offices=offices, bodies=bodies)
    words = body_name(profile.name)
    forms = [form for form in (profile.name, *profile.forms) if is_name(form) and _is_of(form, profile.name)]
    acronyms = frozenset(_letters(form) for form in forms if _is_acronym(form))
    printed = frozenset(body_name(form) for form in forms if not _is_acronym(form))
    return _Facts(profile, body=() if is_generic(words) else words, acronyms=acronyms, printed=printed)


def _is_of(form: str, name: str) -> bool:
    """Whether a form may be the same body's: it shares a word with its name, or one is the other's letters.

    What an article is read to call it elsewhere may be a mistake, and would bring two bodies together.
    """
    mine, its = body_name(form), body_name(name)
    shared = {word for word in set(mine) & set(its) if len(word) > 2 and not is_generic((word,))}
    if shared or mine == its:
        return True
    return (_is_acronym(form) and _letters(form) == initials(its)) or (
        _is_acronym(name) and _letters(name) == initials(mine)
    )


def _letters(form: str) -> str:
    return fold(form).replace(".", "").removeprefix("the ")


def _office(role: str) -> tuple[str, ...]:
    skipped = {"the", "a", "an", "of", "for", "his", "her", "its", "former", "then", "s"}
    return tuple(sorted(word for word in tokens_of(role) if word not in skipped))


def _is_acronym(form: str) -> bool:
    letters = form.replace(".", "").removeprefix("the ").removeprefix("The ")
    return 2 <= len(letters) <= 8 and letters.isalpha() and letters.isupper()


def _keys(facts: _Facts) -> frozenset[str]:
    if facts.profile.kind is ActorKind.GROUP:
        return frozenset()
    if facts.person is not None:
        name = facts.person
        parts = {name.surname.split()[-1], *name.given[1:], *(name.given[:1] if len(name.given) == 2 else ())}
        named = frozenset(f"p:{sound(word)}" for word in parts if len(word) > 1)
        if name.full:  # whatever comes first: "Eszter Nagyvari", "Nagyvari Eszter"
            named |= {f"n:{' '.join(sorted(map(sound, (*name.given, *name.surname.split()))))}"}
        return named | _office_keys(facts) if facts.profile.id.startswith(_ROSTER) else named
    if facts.profile.kind is ActorKind.PERSON:
        return _office_keys(facts)
    bodies = [words for words in {facts.body, *facts.printed} if words and not is_generic(words)]
    found = {f"b:{' '.join(words)}" for words in bodies}
    found |= {f"w:{word}" for words in bodies for word in (words[0], words[-1]) if not is_generic((word,))}
    found |= {f"a:{letters}" for letters in facts.acronyms}
    return frozenset(found | {f"a:{initials(words)}" for words in {facts.body, *facts.printed} if len(words) > 1})


def _office_keys(facts: _Facts) -> frozenset[str]:
    return frozenset(f"o:{' '.join(office)}" for office in facts.offices if facts.bodies)


def _compare(one: _Facts, other: _Facts) -> Likeness:
    kinds = {one.profile.kind, other.profile.kind}
    if ActorKind.GROUP in kinds:
        return Likeness(score=0.0, because=("a group without a name of its own",), apart=True)
    if ActorKind.PERSON in kinds and len(kinds) > 1:
        return Likeness(score=0.0, because=("one is a person, the other is not",), apart=True)
    if kinds == {ActorKind.PERSON}:
        return _compare_people(one, other)
    return _compare_bodies(one, other)


def _compare_people(one: _Facts, other: _Facts) -> Likeness:
    if one.person is None or other.person is None:
        return _by_office(one, other)
    left, right = one.person, other.person
    if left.generation and right.generation and left.generation != right.generation:
        return Likeness(score=0.0, because=("their names tell two generations apart",), apart=True)
    if not left.full or not right.full:
        return _by_surname(one, other)
    score, reason = _same_full_name(left, right)
    if score == 0.0:
        return Likeness(score=0.0, because=(reason,), apart=True)
    if bool(left.generation) != bool(right.generation):
        other_office = one.offices and other.offices and not _shared_offices(one, other)
        score, reason = (
            score - (0.5 if other_office else 0.25),
            f"{reason}, but only one is called {left.generation or right.generation}",
        )
    return _with_offices(score, reason, one, other)


def _same_full_name(left: PersonName, right: PersonName) -> tuple[float, str]:
    """How alike two full names are, and in what."""
    if left.surname == right.surname:
        return _same_given_names(left.given, right.given, 0.9, "the same full name")
    a, b = left.surname.split(), right.surname.split()
    if a[-1] == b[-1] and set(a[:-1] + b[:-1]) <= PARTICLES:
        return _same_given_names(left.given, right.given, 0.75, "the same surname but for its particles")
    whole, other_way = (*left.given, *a), (*right.given, *b)
    if sorted(whole) == sorted(other_way):
        return 0.8, "the same names in another order"
    if sound(left.surname) == sound(right.surname):
        return _same_given_names(left.given, right.given, 0.8, "names that another script or spelling writes so")
    long_words = {word for word in (*a, *b) if len(word) > 4} - {"della"}
    if long_words & (set(a) & set(b) | set(left.given[1:]) & set(b) | set(right.given[1:]) & set(a)):
        return _same_given_names(left.given[:1], right.given[:1], 0.65, "the same given name and a part of the surname")
    distance = Levenshtein.distance(left.surname, right.surname)
    if distance == 1 and min(len(left.surname), len(right.surname)) >= 6 and left.given[0] == right.given[0]:
        return 0.65, "the same given name, and surnames that differ in one letter"
    return 0.0, "two surnames"


def _same_given_names(left: Sequence[str], right: Sequence[str], score: float, reason: str) -> tuple[float, str]:
    if not left or not right:
        return 0.0, "two names"
    if left == right:
        return score, reason
    if {word for word in left if len(word) > 1} & {word for word in right if len(word) > 1} and len(left) != len(right):
        return score - 0.08, f"{reason}, with more given names once"
    if same_given(left[0], right[0]):
        short = min(len(left[0]), len(right[0])) == 1
        middle = [(a, b) for a, b in zip(left[1:], right[1:], strict=False) if not same_given(a, b)]
        if middle:
            return 0.0, "two middle names"
        return score - (
            0.2 if short else 0.08
        ), f"{reason}, the given name in a {'n initial' if short else ' usual short form'}".replace(
            "a n ", "an "
        ).replace("a  ", "a ")
    if sound(left[0]) == sound(right[0]) and not gender_differs(left[0], right[0]):
        return score - 0.1, f"{reason}, the given name in another spelling"
    if (
        min(len(left[0]), len(right[0])) >= 5
        and Levenshtein.distance(left[0], right[0]) == 1
        and not gender_differs(left[0], right[0])
    ):
        return score - 0.25, f"{reason} but for one letter"
    return 0.0, "two given names"


def _with_offices(score: float, reason: str, one: _Facts, other: _Facts) -> Likeness:
    """The likeness of two full names, weighed by their offices."""
    if one.bodies & other.bodies:
        return Likeness(
            score=min(0.98, score + 0.08), because=(reason, f"both of {_listed(one.bodies & other.bodies)}")
        )
    if _shared_offices(one, other):
        return Likeness(score=min(0.97, score + 0.05), because=(reason, "the same office"))
    if one.bodies and other.bodies and one.offices and other.offices and not _shared_company([one], [other]):
        words = f"but of {_listed(one.bodies)} here and of {_listed(other.bodies)} there"
        return Likeness(score=score - 0.45, because=(reason, words))
    return Likeness(score=score, because=(reason,))


def _shared_offices(one: _Facts, other: _Facts) -> bool:
    return any(set(a) <= set(b) or set(b) <= set(a) for a in one.offices for b in other.offices)


def _listed(words: Iterable[str]) -> str:
    return ", ".join(sorted(words))


def _by_surname(one: _Facts, other: _Facts) -> Likeness:
    """A surname alone: it may be anybody so called, and offices tell."""
    assert one.person is not None  # noqa: S101 - the one caller has just asked
    assert other.person is not None  # noqa: S101
    left, right = one.person, other.person
    parts = {left.surname, left.surname.split()[-1]}
    if not ({right.surname, right.surname.split()[-1]} & parts or sound(left.surname) == sound(right.surname)):
        short, full = (left, right) if not left.full else (right, left)
        if short.surname not in full.given[:1]:
            return Likeness(score=0.0, because=("two surnames",))
    if one.bodies & other.bodies:
        return Likeness(score=0.85, because=("the same surname", f"both of {_listed(one.bodies & other.bodies)}"))
    if _shared_offices(one, other):
        return Likeness(score=0.7, because=("the same surname", "the same office"))
    if one.bodies and other.bodies:
        return Likeness(
            score=0.1,
            because=("the same surname", f"but of {_listed(one.bodies)} here and of {_listed(other.bodies)} there"),
        )
    same = left == right
    if same and left.generation:
        return Likeness(score=0.8, because=("the same name and number",))
    return Likeness(score=0.45 if same else 0.4, because=("the same surname, without an office to tell by",))


def _by_office(one: _Facts, other: _Facts) -> Likeness:
    """An office without a name: one holder at a time, as far as the articles' days tell."""
    known = {
        word for word in one.bodies & other.bodies if len(word) > 2 and not is_generic((word,)) and word not in _NO_BODY
    }
    if not known or not one.offices & other.offices or not any(_SINGLE & set(office) for office in one.offices):
        return Likeness(score=0.0, because=("no name, and not the same office of the same body",))
    a, b = one.profile.published, other.profile.published
    if a is None or b is None:
        return Likeness(score=0.3, because=("the same office, but a day is missing that would tell its holder",))
    if abs((a - b).days) > _YEARS_APART:
        return Likeness(score=0.2, because=("the same office, too long apart to be sure of one holder",))
    return Likeness(score=0.55, because=(f"the same office of {_listed(known)} at the same time",))


def _compare_bodies(one: _Facts, other: _Facts) -> Likeness:  # noqa: C901 - one ladder of tests, from sure to unsure
    if not (one.body or one.acronyms) or not (other.body or other.acronyms):
        return Likeness(score=0.0, because=("not named more fully than by what it is",))
    if one.body and one.body == other.body:
        kinds = "" if one.profile.kind is other.profile.kind else ", once as a state and once as a body"
        return Likeness(score=0.85 if kinds else 0.95, because=(f"the same name{kinds}",))
    if any(len(words) > 1 and not is_generic(words) for words in one.printed & other.printed):
        return Likeness(score=0.9, because=("the same full name is printed in both",))
    if one.acronyms & other.acronyms:
        full = [{w for w in facts.printed if len(w) > 1} for facts in (one, other)]
        if all(full):
            return Likeness(score=0.0, because=("the same letters, but printed in full they differ",), apart=True)
        return Likeness(score=0.8, because=("the same letters",))
    for short, long in ((one, other), (other, one)):
        if any(initials(words) in short.acronyms for words in long.printed if len(words) > 1):
            if len(short.body) > 1:
                return Likeness(score=0.0, because=("two names",), apart=True)
            return Likeness(score=0.45, because=("the letters are the initials of the full name",))
    part, whole = sorted((one.body, other.body), key=len)
    if len(part) == 1 < len(whole) and part[0] in {whole[0], whole[-1]} and not is_generic(part):
        return Likeness(score=0.4, because=("one name is a part of the other",))
    if sound(" ".join(one.body)) == sound(" ".join(other.body)):
        return Likeness(score=0.8, because=("names that another spelling writes so",))
    return Likeness(score=0.0, because=("two names",), apart=bool(part) and not set(part) <= set(whole))


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """What linking found: actors, every pair that was brought together or kept apart with reason, and what contradicts."""

    identities: tuple[Identity, ...]
    pairs: tuple[SameActor, ...]
    contradictions: tuple[str, ...] = ()


def link(
    profiles: Iterable[Profile],
    *,
    decided: Mapping[tuple[str, str], bool] | None = None,
    roster: Sequence[Entry] = (),
) -> Linked:
    """Who the profiles are together; the same whatever their order.

    `decided` are pairs of profile ids that a person has judged to be the same (True) or not; they stand above all
    likeness. `roster` names people and bodies with aliases and offices by date.
    """
    return _Linker(profiles, decided or {}, roster).run()


class _Linker:
    def __init__(
        self, profiles: Iterable[Profile], decided: Mapping[tuple[str, str], bool], roster: Sequence[Entry]
    ) -> None:
        ordered = sorted(profiles, key=lambda one: one.id)
        beside = {one.beside: _folded(one.beside) for one in ordered}  # those of one article share it
        self.facts = {one.id: _facts(one, beside[one.beside]) for one in ordered}
        self.entry: dict[str, Entry] = {}
        self.roster_profiles = _roster_profiles(roster)
        for entry, known in self.roster_profiles:
            self.facts[known.id] = _facts(known)
            self.entry[known.id] = entry
        self.parent = {id_: id_ for id_ in self.facts}
        self.members: dict[str, list[str]] = {id_: [id_] for id_ in self.facts}
        self.pairs: dict[tuple[str, str], SameActor] = {}
        self.contradictions: list[str] = []
        self.alike: dict[str, list[str]] = {}  # all that compare as the first of them does
        self.not_same: dict[str, set[str]] = defaultdict(set)
        self.decided = {(min(pair), max(pair)): same for pair, same in decided.items()}
        for (entry, one), (next_entry, other) in pairwise(self.roster_profiles):
            if entry is next_entry:
                self._join(self._find(one.id), self._find(other.id))

    def run(self) -> Linked:
        self._apply_decisions()
        candidates = sorted(self._candidates(), key=lambda one: (-one[0], one[1], one[2]))
        bare: list[tuple[float, str, str, Likeness]] = []
        for score, left, right, likeness in candidates:
            if score >= MERGE:
                self._bring_together(left, right, likeness)
            else:
                bare.append((score, left, right, likeness))
        self._place_bare(bare)
        return Linked(
            identities=tuple(self._identities()),
            pairs=tuple(self.pairs[pair] for pair in sorted(self.pairs)),
            contradictions=tuple(self.contradictions),
        )

    def _apply_decisions(self) -> None:
        known = [(pair, same) for pair, same in sorted(self.decided.items()) if all(id_ in self.facts for id_ in pair)]
        for (left, right), same in known:
            if not same:
                self.not_same[left].add(right)
                self.not_same[right].add(left)
        for (left, right), same in known:
            if same:
                a, b = self._find(left), self._find(right)
                if a != b and self._judged_apart(a, b):
                    self.contradictions.append(
                        f"{left} and {right} are judged the same, but another judgement keeps them apart"
                    )
                elif a != b:
                    self._join(a, b)
                    self._note(left, right, Likeness(score=1.0, because=("a person judged so",)), same=True)

    def _candidates(self) -> Iterator[tuple[float, str, str, Likeness]]:
        """Pairs that meet under a key and are at all alike, each once."""
        blocks: dict[str, dict[tuple[object, ...], list[str]]] = defaultdict(lambda: defaultdict(list))
        for id_, facts in self.facts.items():
            for key in _keys(facts):
                blocks[key][_signature(facts)].append(id_)
        seen: set[tuple[str, str]] = set()
        for _, groups in sorted(blocks.items()):
            for ids in groups.values():  # equal in all that is compared: a chain is as good as all pairs
                yield from self._judged(pairwise(ids), seen)
            heads = [ids[0] for ids in groups.values()]
            self.alike |= {ids[0]: ids for ids in groups.values()}
            if len(heads) <= _BLOCK:
                yield from self._judged(combinations(heads, 2), seen)

    def _judged(
        self, pairs: Iterable[tuple[str, str]], seen: set[tuple[str, str]]
    ) -> Iterator[tuple[float, str, str, Likeness]]:
        for left, right in pairs:
            pair = (left, right) if left < right else (right, left)
            if pair in seen or pair in self.decided:
                continue
            seen.add(pair)
            likeness = _compare(self.facts[pair[0]], self.facts[pair[1]])
            likeness = self._by_roster(pair, likeness)
            if 0 < likeness.score < MERGE or (likeness.apart and likeness.because[0] not in _PLAIN):
                self._note(*pair, likeness, same=False)
            if likeness.score > 0:
                yield likeness.score, *pair, likeness

    def _by_roster(self, pair: tuple[str, str], likeness: Likeness) -> Likeness:
        """A roster's person and a profile: the offices that it lists for the article's day tell."""
        entry = self.entry.get(pair[0]) or self.entry.get(pair[1])
        if entry is None or not likeness.score:
            return likeness
        facts = self.facts[pair[1] if pair[0] in self.entry else pair[0]]
        held = [term for term in entry.terms if _fits_term(term, facts)]
        if not held:
            return likeness
        now = [term for term in held if _in_office(term, facts.profile.published)]
        if now:
            return Likeness(
                score=max(likeness.score, 0.9), because=(*likeness.because, f"the roster has “{now[0].role}” then")
            )
        return Likeness(
            score=min(likeness.score, 0.2),
            because=(*likeness.because, f"the roster has “{held[0].role}” at another time"),
        )

    def _bring_together(self, left: str, right: str, likeness: Likeness) -> None:
        a, b = self._find(left), self._find(right)
        if a == b:
            self._note(left, right, likeness, same=True)
            return
        reason = self._forbidden(a, b)
        if reason:
            self._note(left, right, Likeness(score=likeness.score, because=(*likeness.because, reason)), same=False)
            return
        self._join(a, b)
        self._note(left, right, likeness, same=True)

    def _forbidden(self, a: str, b: str) -> str:
        """Why two clusters may not come together: a judgement, or two among them who cannot be one."""
        if self._judged_apart(a, b):
            return "a person judged two of them to be different"
        left, right = self.members[a], self.members[b]
        if (
            any(id_ in self.entry for id_ in (*left, *right))
            and self.facts[left[0]].profile.kind is not ActorKind.PERSON
        ):
            return ""  # the roster says that a body has several names
        shown = [_distinct(self.facts[id_] for id_ in side) for side in (left, right)]
        for one in shown[0]:
            for other in shown[1]:
                likeness = _compare(one, other)
                if likeness.apart:
                    return f"but {one.profile.name} and {other.profile.name} cannot be one: {likeness.because[0]}"
        return ""

    def _judged_apart(self, a: str, b: str) -> bool:
        others = set(self.members[b])
        return any(id_ in self.not_same and self.not_same[id_] & others for id_ in self.members[a])

    def _place_bare(self, pairs: Iterable[tuple[float, str, str, Likeness]]) -> None:
        """Short names: to the one in the record who is called so, if there is only one, or one in the same company."""
        near: dict[str, dict[str, tuple[str, Likeness]]] = defaultdict(dict)
        for _, left, right, likeness in pairs:
            for own, other in ((left, right), (right, left)):
                if self._is_bare(own) and not self._is_bare(other) and likeness.score >= 0.4:
                    for one in self.alike.get(own, [own]):
                        near[self._find(one)].setdefault(self._find(other), (other, likeness))
        for root, others in sorted(near.items()):
            now = {self._find(other): found for other, found in others.items()}
            if self._find(root) != root or not all(self._is_bare(id_) for id_ in self.members[root]):
                continue
            chosen, words = (
                self._company(root, now)
                if len(now) > 1
                else (next(iter(now)), "nobody else in the record is called so")
            )
            for cluster, (other, likeness) in sorted(now.items()):
                because = (likeness.because[0], words)
                if cluster == chosen:
                    self._bring_together(self.members[root][0], other, Likeness(score=0.6, because=because))
                elif chosen is None:
                    self._note(
                        self.members[root][0], other, Likeness(score=likeness.score, because=because), same=False
                    )

    def _company(self, root: str, others: Iterable[str]) -> tuple[str | None, str]:
        """Of several called so, the one in whose articles the same others are named, or who is named by far the most.

        None where neither tells.
        """
        own = [self.facts[id_] for id_ in self.members[root]]
        shared = {
            cluster: _shared_company(own, (self.facts[id_] for id_ in self.members[cluster])) for cluster in others
        }
        first, *rest = sorted(shared, key=lambda cluster: (-len(shared[cluster]), cluster))
        if len(shared[first]) >= _COMPANY and all(2 * len(shared[one]) <= len(shared[first]) for one in rest):
            return first, f"articles on both also name {', '.join(sorted(shared[first])[:3])}"
        whole = {
            cluster: sum(not self._is_bare(id_) for id_ in self.members[self._find(cluster)]) for cluster in shared
        }
        most, total = max(sorted(whole), key=lambda cluster: whole[cluster]), sum(whole.values())
        if whole[most] >= _WELL_KNOWN and whole[most] >= _ALMOST_ALL * total:
            return most, f"{whole[most]} of the {total} full names that end so are this one"
        return None, f"{len(shared)} in the record are called so"

    def _is_bare(self, id_: str) -> bool:
        """Whether it is called by a surname, or by one word of a body's name, alone."""
        facts = self.facts[id_]
        return (
            not facts.person.full
            if facts.person is not None
            else len(facts.body) == 1 and facts.profile.kind is not ActorKind.STATE
        )

    def _note(self, left: str, right: str, likeness: Likeness, *, same: bool) -> None:
        pair = (left, right) if left < right else (right, left)
        if not any(id_ in self.entry for id_ in pair):
            self.pairs[pair] = SameActor(
                left=pair[0],
                right=pair[1],
                same=same,
                score=round(max(0.0, likeness.score), 3),
                because=likeness.because,
            )

    def _find(self, id_: str) -> str:
        while self.parent[id_] != id_:
            self.parent[id_] = self.parent[self.parent[id_]]
            id_ = self.parent[id_]
        return id_

    def _join(self, a: str, b: str) -> None:
        first, second = (a, b) if a < b else (b, a)
        self.parent[second] = first
        self.members[first] += self.members.pop(second)

    def _identities(self) -> Iterator[Identity]:
        for _, ids in sorted((min(ids), ids) for ids in self.members.values()):
            entry = next((self.entry[id_] for id_ in ids if id_ in self.entry), None)
            own = sorted(id_ for id_ in ids if id_ not in self.entry)
            if not own:
                continue
            facts = [self.facts[id_] for id_ in own]
            yield Identity(
                name=entry.name if entry else _usual_name(facts),
                kind=max(facts, key=_fullness).profile.kind,
                profiles=tuple(own),
                external=entry.external if entry else (),
            )


def _signature(facts: _Facts) -> tuple[object, ...]:
    """Equal for profiles that compare alike with all others."""
    return (
        facts.profile.kind,
        facts.person,
        facts.body,
        facts.acronyms,
        facts.printed,
        facts.offices,
        facts.bodies,
    ) + ((facts.profile.id,) if facts.person is None and facts.profile.kind is ActorKind.PERSON else ())


def _distinct(facts: Iterable[_Facts]) -> list[_Facts]:
    """One of each kind of profile that differs in what can keep apart."""
    return list({(one.profile.kind, one.person, one.acronyms, one.printed): one for one in facts}.values())[:60]


def _usual_name(facts: Sequence[_Facts]) -> str:
    """The name that most articles print, of those that are whole names where there are any."""
    whole = max(map(_fullness, facts))
    counted = Counter(one.profile.name for one in facts if _fullness(one) == whole)
    return max(counted, key=lambda name: (counted[name], len(name), name))


def _fullness(facts: _Facts) -> int:
    """2 for a given name and a surname or a body's name of several words, 1 for a shorter name, 0 for none."""
    if facts.person is not None:
        return 2 if facts.person.full else 1
    return min(2, len(facts.body))


def _roster_profiles(roster: Sequence[Entry]) -> list[tuple[Entry, Profile]]:
    found = []
    for number, entry in enumerate(roster):
        roles = tuple((term.role, term.organisation) for term in entry.terms)
        for n, name in enumerate((entry.name, *entry.aliases)):
            found.append((entry, Profile(id=f"{_ROSTER}{number:06d}-{n}", kind=entry.kind, name=name, roles=roles)))
    return found


def _fits_term(term: Term, facts: _Facts) -> bool:
    office = set(_office(term.role))
    return any(set(words) <= office or office <= set(words) for words in facts.offices)


def _in_office(term: Term, day: date | None) -> bool:
    return day is not None and (term.earliest or date.min) <= day <= (term.latest or date.max)
