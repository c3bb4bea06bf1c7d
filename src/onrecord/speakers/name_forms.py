"""Names as they can be compared: folded, without titles, with given name, surname and generation apart."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from anyascii import anyascii

from onrecord.speakers.words import (
    GROUPS,
    OFFICES,
    ORGANISATIONS,
    PEOPLE,
    PRONOUNS,
    TITLES,
    gender_of_name,
    is_person_noun,
    singular,
)

_TOKEN = re.compile(r"[^\W_]+(?:[’'][^\W_]+)?")
_POSSESSIVE = re.compile(r"[’']s?(?=[\s,.;:]|$)")
_ARTICLE = re.compile(r"\b[AaEe]l-(?=\w)")  # "al-Harim"
_ASIDE = re.compile(r"(?<!\S)[‘“'\"(](?:[^’”'\")]{1,30})[’”'\")](?!\S)")  # "Vincent “the Chin” Marro"
_BEFORE_GENERATION = re.compile(r"\s*,\s*(?=(?:jr|sr)\b)", re.IGNORECASE)
_DESCRIBES = re.compile(
    r"\s(?:for|of|at|in|to|with|on|and|who|from|by|near|against|under)\s|[’']s?\s+\S|^(?:an?|another|one|two|some|his|her|its|"
    r"their|my)\s",
    re.IGNORECASE,
)
_MORE_TITLES = frozenset("sheikh sheik sultan emir ayatollah imam grand crown the former".split())
_GENERATIONS = {
    "jr": "junior", "junior": "junior", "sr": "senior", "senior": "senior", "elder": "senior", "younger": "junior",
    "i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5", "vi": "6", "vii": "7", "viii": "8",
}  # fmt: skip
PARTICLES = frozenset(
    "van von der den de la le du da di dos del della al el bin ibn ben abu ter ten zu zum af av".split()
)
_HONOURS = frozenset("phd md mp mep qc kc obe mbe cbe esq".split())
_LEGAL = frozenset(
    "inc ltd llc plc corp corporation co company gmbh ag sa spa oy ab as nv bv the and of for com".split()
)
_NICKNAMES = [
    frozenset(names.split())
    for names in """
    william bill billy will liam
    robert bob bobby rob
    richard dick rick rich
    james jim jimmy
    john jack johnny
    joseph joe
    michael mike mick mikhail
    edward ed ted eddie
    thomas tom tommy
    charles charlie chuck
    anthony tony
    andrew andy drew
    daniel dan danny
    david dave
    donald don
    samuel sam
    stephen steve steven
    gregory greg
    kenneth ken
    ronald ron
    christopher chris
    matthew matt
    benjamin ben
    nicholas nick
    alexander alex sasha aleksandr
    elizabeth liz beth betty lisa
    margaret meg maggie peggy
    katherine kate kathy katie catherine
    susan sue
    patricia pat
    barbara barb
    jennifer jenny
    rebecca becky
    deborah debbie
    theodore teddy theo
    frederick fred
    henry harry
    lawrence larry
    timothy tim
    francis frank
    """.strip().splitlines()
]


@dataclass(frozen=True, slots=True)
class PersonName:
    """A person's name, folded: given names in order, surname with its particles, generation ("junior", "2")."""

    given: tuple[str, ...]
    surname: str
    generation: str | None = None

    @property
    def full(self) -> bool:
        """Whether there is a given name, or an initial."""
        return bool(self.given)


@lru_cache(maxsize=200_000)
def fold(words: str) -> str:
    """Lower case ASCII as the sounds of other scripts and marked letters are commonly written.

    >>> fold("Zoë Çelik"), fold("Владимир")
    ('zoe celik', 'vladimir')
    """
    return anyascii(unicodedata.normalize("NFKC", words)).lower()


def tokens_of(words: str) -> tuple[str, ...]:
    """The words of a name, folded, without possessive and marks.

    >>> tokens_of("J. K. O'Hare’s")
    ('j', 'k', 'ohare')
    """
    plain = _ARTICLE.sub("", _POSSESSIVE.sub("", words)).replace("-", " ")
    found = (fold(match.group()).replace("'", "") for match in _TOKEN.finditer(plain))
    return tuple(part for token in found for part in token.split() if part)


@lru_cache(maxsize=200_000)
def person_name(printed: str) -> PersonName | None:
    """A printed name without titles and offices before it; None where nothing of a name is left.

    >>> person_name("Defence Secretary Dr Anna-Lena van der Meld Jr.")
    PersonName(given=('anna', 'lena'), surname='van der meld', generation='junior')
    """
    plain = _ASIDE.sub(" ", _BEFORE_GENERATION.sub(" ", printed)).split(",", maxsplit=1)[0]
    words = list(tokens_of(_without_description(plain)))
    titles = [n for n, word in enumerate(words[:-1]) if word in TITLES or word in OFFICES or word in _MORE_TITLES]
    words = words[titles[-1] + 1 :] if titles and words[titles[-1] + 1 :] else words
    generation = None
    while len(words) > 1 and (words[-1] in _GENERATIONS or words[-1] in _HONOURS):
        generation = _GENERATIONS.get(words.pop(), generation)
    if len(words) > 2 and words[-1] == "the":
        words.pop()
    if not words or not any(len(word) > 1 for word in words) or words[0] in PRONOUNS:
        return None
    if len(words) == 1 and (words[0] in OFFICES or words[0] in ORGANISATIONS):
        return None
    last = len(words) - 1
    while last > 1 and words[last - 1] in PARTICLES:
        last -= 1
    if words[0] in PARTICLES - {"al", "el", "ben"}:  # "van der Meld" has no given name
        last = 0
    surname = [word for word in words[last:-1] if word not in {"al", "el"}] + words[-1:]
    return PersonName(tuple(words[:last]), " ".join(surname), generation)


def _without_description(printed: str) -> str:
    """A name without the words in small letters before it: "stepmother Esther Holm"; empty where these are all.

    A lone name behind them counts only behind a noun for a person: "governor Holm", not "a poll released Thursday".
    """
    words = printed.split()
    small = [n for n, word in enumerate(words) if word == word.lower() != word.upper() and word not in PARTICLES]
    first = small[-1] + 1 if small else 0
    lone = len(words) - first == 1
    if first and lone and not is_person_noun(words[first - 1].lower()):
        return ""
    return " ".join(words[first:])


def is_name(form: str) -> bool:
    """Whether a printed form may be a name: it has a capital letter or letters without case, and is no pronoun."""
    words = form.split()
    if not words or form.lower() in PRONOUNS or form.lower() in {"i", "we", "they", "it", "who", "you"}:
        return False
    return any(
        word[:1].isupper() or (word[:1].isalpha() and word[:1] == word[:1].upper() == word[:1].lower())
        for word in words
    )


def is_persons_name(form: str) -> bool:
    """Whether a form may be a person's own name, with titles: no "spokeswoman for Mara Lindqvist", no "Vale’s lawyer".

    >>> is_persons_name("Defence Secretary Jonas Vale"), is_persons_name("a spokeswoman for Mara Lindqvist")
    (True, False)
    """
    return is_name(form) and not _DESCRIBES.search(form)


def same_given(one: str, other: str) -> bool:
    """Whether two given names may be one person's: equal, an initial, or a usual short form.

    >>> same_given("william", "bill"), same_given("j", "jonas"), same_given("anna", "karl")
    (True, True, False)
    """
    if one == other or (min(len(one), len(other)) == 1 and one[0] == other[0]):
        return True
    return any(one in group and other in group for group in _NICKNAMES)


_SOUNDS = (
    ("sch", "sh"), ("tch", "ch"), ("kh", "h"), ("ph", "f"), ("ts", "c"), ("tz", "c"), ("ks", "x"), ("ck", "k"),
    ("dj", "j"), ("yu", "u"), ("ya", "a"), ("ye", "e"), ("iy", "i"), ("yy", "i"), ("ij", "i"), ("w", "v"), ("y", "i"),
    ("j", "i"), ("q", "k"), ("c", "k"), ("z", "s"),
)  # fmt: skip


@lru_cache(maxsize=200_000)
def sound(word: str) -> str:
    """A word as spellings of other scripts differ: alike for "Petrovsky", "Petrovskiy" and "Petrowski".

    >>> len({sound("petrovsky"), sound("petrovskiy"), sound("petrowski")})
    1
    """
    for old, new in _SOUNDS:
        word = word.replace(old, new)
    word = re.sub(r"(.)\1+", r"\1", word)
    return re.sub(r"(?<=\w)[aeiou]+$", "", word)


def body_name(printed: str) -> tuple[str, ...]:
    """The words of an organisation's or state's name that tell it apart.

    >>> body_name("The Calder Energy Co.")
    ('calder', 'energy')
    """
    words = tokens_of(printed)
    kept = tuple(word for word in words if word not in _LEGAL)
    return kept or words


def initials(words: Iterable[str]) -> str:
    """The first letters of a body's words."""
    return "".join(word[0] for word in words)


def is_generic(words: tuple[str, ...]) -> bool:
    """Whether words name no body in particular: "the ministry", "officials"."""
    return not words or all(word in ORGANISATIONS or singular(word) in PEOPLE or word in GROUPS for word in words)


def gender_differs(one: str, other: str) -> bool:
    """Whether two given names are usually given to different genders."""
    left, right = gender_of_name(one), gender_of_name(other)
    return left is not None and right is not None and left is not right
