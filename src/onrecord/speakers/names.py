"""Proper names in a text, and the persons, organisations and places that they name."""

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from onrecord.inference.encode import NAMES, decode_labels
from onrecord.speakers.words import (
    GENDERED_OFFICES,
    ORGANISATIONS,
    PEOPLE,
    SUFFIXES,
    TITLES,
    WORD,
    Gender,
    gender_of_name,
    is_title,
)
from onrecord.text.late import LatePattern
from onrecord.text.stems import STOP_WORDS
from onrecord.text.words import whole_words
from onrecord.types.actor import ActorKind
from onrecord.types.span import Places, Span
from onrecord.types.tags import Tags

_KINDS = {"person": ActorKind.PERSON, "organisation": ActorKind.ORGANISATION, "place": ActorKind.STATE}
_POSSESSIVE = re.compile(r"[’']s?$")
_CAPITALS = re.compile(r"[A-Z][\w’'-]+(?: (?:[A-Z]\.|[A-Z][\w’'-]+)){1,4}")
_CAPITAL = LatePattern(r"\b[A-Z]\w+")
_SEAT = LatePattern(r"\s+of\s+(?:the\s+)?[A-Z]\w+(?:\s+[A-Z]\w+)?", needs=("of",))
_KIND_BEHIND = LatePattern(r"\s+(?:[a-z]+\s+)?([a-z]+)")
_ACRONYM = LatePattern(r"\s*\(([A-Z][A-Z.&]{1,9})\)")
_MORE = LatePattern(r"(?:\s+(?:the\s+)?[A-Z][\w’'&-]*)+")
_PLACE_BEFORE = LatePattern(
    r"\b(?:in|into|across|outside|near|inside|throughout|between|(?:yard|port|plant|base|mine|factory|airport|camp)\s+at)\s+"
    r"(?:[A-Z]\w+\s+and\s+)?$"
)
_PLACE_AFTER = LatePattern(
    r"[’']s?\s+(?:own\s+|new\s+|former\s+)?(?:\w+\s+)?(?:government|ministry|capital|border|army|parliament|president|"
    r"prime|foreign|defence|defense|finance|interior|justice|health|central|economy|ambassador|coast|territory|"
    r"membership|soldiers|forces|people|citizens|embassy|chief|minister|state|leaders?)\b"
    r"|\s+(?:(?:ship)?yard|port|harbou?r|airport|region|province|valley|peninsula|district|county)\b"
)
_PEOPLES = LatePattern(r"(?:ers|ians|ans|ese|ish)$")
_ADDRESSES = frozenset("mr mrs ms miss dr sir dame madame monsieur herr frau".split())
_STAFF_BEHIND = LatePattern(
    r"(?:[’']s?)?\s+(?:CEO|CFO|chief|chairman|chairwoman|chair|president|executives?|spokes\w+|employees|staff|customers|"
    r"shares|shareholders|board|headquarters|branches|workers|reporters?|officials)\b"
)
_DETERMINERS = frozenset(
    "another other others both some many most several every each these those such "
    "two three four five six seven eight nine ten dozens hundreds thousands".split()
)
_SURNAME_BEHIND = re.compile(r" (?=[^\W\d_])[\w’'-]+")
_LINKING = frozenset("of the and for on in de la von van der du del".split())


@dataclass(frozen=True, slots=True)
class Name:
    """One proper name as printed, titles and possessive left out."""

    kind: ActorKind
    span: Span
    words: tuple[str, ...]
    gender: Gender | None  # by a title or gendered office in front of it


@dataclass(slots=True)
class Named:
    """Whoever one or more names of an article name."""

    kind: ActorKind
    words: tuple[str, ...]  # of the fullest name
    names: list[Name] = field(default_factory=list)
    aliases: set[tuple[str, ...]] = field(default_factory=set)
    unsure: dict[Span, str] = field(default_factory=dict)  # where a surname alone fits two

    @property
    def name(self) -> str:
        """The fullest name as printed."""
        return " ".join(self.words)

    @property
    def gender(self) -> Gender | None:
        """As titles and gendered offices say, else as the first name is usually given."""
        said = next((name.gender for name in self.names if name.gender), None)
        if said or self.kind is not ActorKind.PERSON:
            return said
        return gender_of_name(self.words[0]) if len(self.words) > 1 else None


def find_names(text: str, tags: Sequence[Tags]) -> list[Name]:
    """Every proper name that the tags show, in text order."""
    tagged = [name for window in tags for name in _tagged(text, window)]
    listed = [name for match in _CAPITALS.finditer(text) if (name := _listed(text, match)) is not None]
    certain = Places(name.span for name in listed)
    found = [name for name in tagged if not certain.touching(name.span)] + listed
    capitals = set(_CAPITAL.findall(text))
    apart = _with_surnames(text, _apart(found))
    return [name for name in apart if not _is_adjective(text, name, capitals)]


def _with_surnames(text: str, names: Sequence[Name]) -> list[Name]:
    """Names of people with the surname behind them that was left out, where the text has that alone as well: "Sigrid |Holm"."""
    alone = {name.words[0] for name in names if len(name.words) == 1 and name.kind is ActorKind.PERSON}
    begun = {name.span.start for name in names}
    found: list[Name] = []
    for name in names:
        behind = _SURNAME_BEHIND.match(text, name.span.end)
        word = _POSSESSIVE.sub("", behind.group()[1:]) if behind else ""
        is_left_out = word in alone and word != name.words[0] and len(name.words) == 1
        if behind and is_left_out and behind.start() + 1 not in begun:
            end = name.span.end + 1 + len(word)
            found.append(replace(name, span=Span(name.span.start, end), words=(*name.words, word)))
        else:
            found.append(name)
    return found


def _tagged(text: str, window: Tags) -> Iterator[Name]:
    """The names that the tags of one window show."""
    if len(window.names) <= 2:
        return
    for kind, first, last in decode_labels(window.names[1:-1], len(NAMES)):
        whole = _whole_name(text, Span(int(window.spans[first + 1, 0]), int(window.spans[last, 1])))
        if _KINDS[NAMES[kind]] is ActorKind.ORGANISATION:
            whole = _with_seat(text, whole)
        name = name_at(text, whole, _KINDS[NAMES[kind]])
        if name is not None:
            yield name


def _apart(names: Iterable[Name]) -> list[Name]:
    """The names in text order, of those that overlap only the one that begins first."""
    kept: list[Name] = []
    for name in sorted(names, key=lambda n: n.span):
        if not kept or kept[-1].span.end <= name.span.start:
            kept.append(name)
    return kept


def _with_seat(text: str, span: Span) -> Span:
    """“Chamber” as part of “Chamber of Industry”."""
    last = WORD.findall(span.cut(text))[-1:]
    more = _SEAT.match(text, span.end) if last and last[0].lower() in ORGANISATIONS else None
    return Span(span.start, more.end()) if more else span


def _is_adjective(text: str, name: Name, capitals: Container[str]) -> bool:
    """Whether one word held to be a person is an adjective of a place: beside its noun ("Ilvanian"), or by its sense."""
    word = name.words[0]
    if name.kind is not ActorKind.PERSON or len(name.words) > 1 or not word.endswith(("an", "ish", "ese")):
        return False
    behind = _KIND_BEHIND.match(text, name.span.end)
    return (behind is not None and behind[1] in ORGANISATIONS | PEOPLE) or any(
        word[:-cut] in capitals for cut in (1, 2, 3)
    )


def _listed(text: str, match: re.Match[str]) -> Name | None:
    """What capitalised words name for certain: a body by its last word; a person by first name, office or title."""
    words = match.group().split()
    begun = words[0] == "The" and len(words) > 2  # "The Eastmere Alliance" opens a sentence
    if words[-1].lower() in ORGANISATIONS and (begun or words[0].lower() not in STOP_WORDS):
        return name_at(text, Span(*match.span()), ActorKind.ORGANISATION)
    titles = [n for n, word in enumerate(words[:-2]) if is_title(word)]
    first = titles[-1] + 1 if titles else 0
    if not titles and gender_of_name(words[0]) is None:
        return None
    if len(words) - first not in (2, 3) or words[-1].lower().rstrip(".") in ORGANISATIONS | PEOPLE:
        return None
    start = match.start() + sum(len(word) + 1 for word in words[:first])
    return name_at(text, Span(start, match.end()), ActorKind.PERSON)


def name_at(text: str, span: Span, kind: ActorKind) -> Name | None:
    """The name that a span holds, without articles, titles, offices and possessive; None where nothing is left."""
    words = [(m.start(), m.end(), m.group()) for m in WORD.finditer(text, span.start, span.end)]
    gender: Gender | None = None
    called = False  # by a form of address: then an office is a surname, "Mr. King"
    if kind is ActorKind.PERSON:
        called = len(words) == 2 and words[0][2].lower().rstrip(".") in _ADDRESSES
        titles = [n for n, (_, _, word) in enumerate(words[:-1]) if is_title(word)]
        for _, _, word in words[: titles[-1] + 1] if titles else []:  # "US President |Anna Berg"
            gender = _gender_of_title(word) or gender
        words = words[titles[-1] + 1 :] if titles else words
        gender = gender or _gender_before(text, words[0][0] if words else span.start)
    while words and words[0][2].lower() in {"the", "a", "an", "of", "for"}:
        words.pop(0)
    while len(words) > 1 and words[0][2].lower() in _DETERMINERS:  # "Another State Department official"
        words.pop(0)
    if kind is ActorKind.PERSON:
        words = _before_of(words)
    if not words or (kind is ActorKind.PERSON and not called and all(is_title(word) for _, _, word in words)):
        return None
    start, last_start, last = words[0][0], words[-1][0], words[-1][2]
    end = last_start + len(_POSSESSIVE.sub("", last))
    if last.endswith(".") and len(words) > 1 and last.lower() not in SUFFIXES and len(last) > 3:
        end -= 1 if end == words[-1][1] else 0
    if end <= start or not any(ch.isupper() for ch in text[start:end]):
        return None
    tokens = tuple(
        _POSSESSIVE.sub("", word).strip(".") if n == len(words) - 1 else word for n, (_, _, word) in enumerate(words)
    )
    if kind is ActorKind.PERSON and tokens[-1].lower() in ORGANISATIONS:
        kind = ActorKind.ORGANISATION  # "Dorrin Water Board"
    return Name(kind, Span(start, end), tokens, gender)


def _before_of(words: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """A person's name without where they are from: "Viktor Aurel |of Velmark"."""
    places = [n for n, (_, _, word) in enumerate(words) if word == "of" and n > 0]
    return words[: places[0]] if places else words


def _whole_name(text: str, span: Span) -> Span:
    whole = whole_words(span, text)
    start, end = whole.start, whole.end
    if text[start:end].endswith((" of", " for")):  # a name does not end so: "Institute of |Coastal Research"
        more = _MORE.match(text, end)
        end = more.end() if more else end - len(text[start:end].rsplit(maxsplit=1)[-1]) - 1
    return Span(start, end)


def _gender_of_title(word: str) -> Gender | None:
    lower = word.lower().rstrip(".")
    return TITLES.get(lower) or GENDERED_OFFICES.get(lower)


def _gender_before(text: str, start: int) -> Gender | None:
    before = text[max(0, start - 24) : start].split()
    return _gender_of_title(before[-1].strip(",")) if before else None


def group_names(text: str, names: Sequence[Name]) -> list[Named]:
    """Names that name the same, together: full names first, then surnames and short forms to the one they fit."""
    groups: list[Named] = []
    people = {_core(name)[-1] for name in names if name.kind is ActorKind.PERSON}
    names = [name for name in _same_kinds(text, names) if not _are_two(name, people)]
    full = [name for name in names if len(_core(name)) > 1 or name.kind is not ActorKind.PERSON]
    for name in sorted(full, key=lambda n: (-len(_core(n)), n.span)):
        same = [group for group in groups if _same(group, name)]
        group = same[0] if same else None
        if group is None:
            group = Named(name.kind, name.words)
            groups.append(group)
        _join(text, group, name)
    for name in names:
        if name.kind is ActorKind.PERSON and len(_core(name)) == 1:
            _place_short(text, groups, name)
    groups = _with_short_forms(groups)
    for group in groups:
        group.names.sort(key=lambda n: n.span)
        counts = {kind: sum(n.kind is kind for n in group.names) for kind in ActorKind}
        group.kind = max(counts, key=lambda kind: counts[kind])
    return sorted(groups, key=lambda g: g.names[0].span)


def _with_short_forms(groups: Sequence[Named]) -> list[Named]:
    """The groups with "Peabody" put to "Peabody Energy", where one body alone begins so and was named before."""
    kept: list[Named] = []
    for group in groups:
        word = group.words[0].lower()
        lone = len(group.words) == 1 and group.kind in {ActorKind.PERSON, ActorKind.ORGANISATION} and not group.gender
        full = [
            other
            for other in groups
            if lone
            and len(other.words) > 1
            and other.kind is ActorKind.ORGANISATION
            and other.words[0].lower() == word
            and word not in ORGANISATIONS | STOP_WORDS
            and not _PEOPLES.search(word)
            and min(n.span for n in other.names) < min(n.span for n in group.names)
        ]
        if len(full) == 1:
            full[0].names += [replace(name, kind=ActorKind.ORGANISATION) for name in group.names]
            full[0].aliases |= group.aliases
        else:
            kept.append(group)
    return kept


def _same_kinds(text: str, names: Sequence[Name]) -> list[Name]:
    """The names with their kinds made consistent over the article.

    A lone surname is the person's; a lone word that stands where places do is a place, wherever else it stands.
    """
    surnames = {_core(name)[-1] for name in names if name.kind is ActorKind.PERSON and len(_core(name)) > 1}
    places = {
        _core(name)
        for name in names
        if len(name.words) == 1
        and _core(name)[0] not in surnames
        and name.gender is None
        and (
            _PLACE_BEFORE.search(text[max(0, name.span.start - 40) : name.span.start])
            or _PLACE_AFTER.match(text, name.span.end)
        )
    }
    bodies = {
        _core(name)
        for name in names
        if name.kind is ActorKind.PERSON and name.gender is None and _STAFF_BEHIND.match(text, name.span.end)
    } - {_core(name) for name in names if name.gender is not None}
    out = []
    for name in names:
        kind = name.kind
        if len(name.words) == 1 and _core(name)[0] in surnames:
            kind = ActorKind.PERSON
        elif _core(name) in places and kind is ActorKind.PERSON:
            kind = ActorKind.STATE
        elif kind is ActorKind.PERSON and (_core(name) in bodies or _is_acronym(text, name)):
            kind = ActorKind.ORGANISATION
        elif kind is not ActorKind.PERSON and len(name.words) == 1 and _PEOPLES.search(name.words[0]):
            kind = ActorKind.GROUP
        out.append(replace(name, kind=kind))
    return out


def _are_two(name: Name, surnames: Container[str]) -> bool:
    """Whether two people were taken for one body: "Vale and Lindqvist"."""
    words = [word.lower() for word in name.words]
    return "and" in words[1:-1] and words[words.index("and") - 1] in surnames and words[-1] in surnames


def _is_acronym(text: str, name: Name) -> bool:
    """Whether one word in capitals stands among words that are not: "CNS reported"."""
    word = name.words[0]
    if len(name.words) > 1 or not 2 <= len(word) <= 6 or not word.isupper() or name.gender is not None:
        return False
    around = WORD.findall(text[max(0, name.span.start - 30) : name.span.start])[-1:]
    around += WORD.findall(text[name.span.end : name.span.end + 30])[:1]
    return not any(one.isupper() and len(one) > 1 for one in around)


def _core(name: Name) -> tuple[str, ...]:
    core = tuple(word.lower() for word in name.words if word.lower() not in SUFFIXES)
    return core or tuple(word.lower() for word in name.words)


def _join(text: str, group: Named, name: Name) -> None:
    group.names.append(name)
    group.aliases.add(_core(name))
    acronym = _ACRONYM.match(text, name.span.end)
    if acronym and name.kind is not ActorKind.PERSON:
        group.aliases.add((acronym.group(1).replace(".", "").lower(),))


def _same(group: Named, name: Name) -> bool:
    core = _core(name)
    if core in group.aliases:
        return True
    if group.kind is not name.kind and ActorKind.PERSON in (group.kind, name.kind):
        return False
    if name.kind is ActorKind.PERSON:
        return any(_same_person(core, alias) for alias in group.aliases)
    if len(core) == 1 and name.words[0].isupper() and is_short_for(core[0], group.words):
        return True
    return len(core) > 1 and any(core == alias[-len(core) :] or core == alias[: len(core)] for alias in group.aliases)


def is_short_for(acronym: str, words: Sequence[str]) -> bool:
    """Whether letters are the initials of words, linking words aside.

    >>> is_short_for("N.F.B.", ("National", "Fisheries", "Board"))
    True
    """
    initials = "".join(word[0] for word in words if word.lower() not in _LINKING).lower()
    return len(initials) > 1 and acronym.replace(".", "").lower() == initials


def _same_person(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    if a[-1] != b[-1] or len(a) < 2 or len(b) < 2:
        return False
    short, long = sorted((a, b), key=len)
    if len(short) < len(long) and long[-len(short) :] == short:  # "bin Laden", "Suu Kyi"
        return True
    first, other = a[0].strip("."), b[0].strip(".")
    return first == other or (min(len(first), len(other)) == 1 and first[0] == other[0])


def _place_short(text: str, groups: list[Named], name: Name) -> None:
    [word] = _core(name)
    fits = [g for g in groups if g.kind is ActorKind.PERSON and word in {_last(g), g.words[0].lower()}]
    by_surname = [g for g in fits if _last(g) == word]
    fits = by_surname or fits
    if name.gender and len(fits) > 1:
        fits = [g for g in fits if g.gender in (name.gender, None)] or fits
    if not fits:
        exact = [g for g in groups if (word,) in g.aliases]
        group = exact[0] if exact else Named(name.kind, name.words)
        if not exact:
            groups.append(group)
        _join(text, group, name)
        return
    before = [g for g in fits if any(n.span < name.span for n in g.names)]
    group = max(before or fits, key=lambda g: _nearness(g, name.span.start))
    if len(fits) > 1:
        group.unsure[name.span] = f"{len(fits)} people here are called {name.words[-1]}"
    group.names.append(name)


def _last(group: Named) -> str:
    words = [word.lower() for word in group.words if word.lower() not in SUFFIXES]
    return words[-1] if words else ""


def _nearness(group: Named, place: int) -> int:
    before = [n.span.start for n in group.names if n.span.start < place]
    return max(before) if before else -min(n.span.start for n in group.names)
