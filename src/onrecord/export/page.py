"""What the report page shows, as plain values: the template only sets them."""

from dataclasses import dataclass

from onrecord.export.labels import Voice


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A part of a sentence. `look` is printed, inferred or empty; a `voice` makes it a number in a ring."""

    words: str
    href: str | None = None
    look: str = ""
    voice: Voice | None = None


Sentence = tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One line under a statement: a label, what is known, and why."""

    label: str
    words: Sentence
    because: tuple[Sentence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """What stands beside a statement."""

    number: int
    voice: Voice
    name: str
    name_look: str
    office: str
    sentence: Sentence
    how: Sentence
    facts: tuple[Fact, ...]
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """The number before a piece of a statement; `goes_on` where the statement began earlier."""

    number: int
    voice: Voice
    goes_on: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A run of text of one look. `anchors` are the places that links jump to, set before its words."""

    words: str
    anchors: tuple[str, ...] = ()
    numbers: tuple[Number, ...] = ()
    classes: str = ""
    hint: str = ""  # set for runs inside a statement


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """One paragraph with the notes of the statements that begin in it; `rows` is where the margin holds them."""

    runs: tuple[Run, ...]
    notes: tuple[Note, ...]
    rows: tuple[int, int]
    quiet: bool  # credit lines and the like


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One claim of the headline with its verdict."""

    assertion: str
    verdict: str
    because: str
    nearest: tuple[Note, ...]
    undecided: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """One entry of the timeline."""

    when: str
    words: Sentence
    reason: str
    voice: Voice | None
    number: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Bond:
    """One relation as a sentence, why, and the quotations it joins."""

    sentence: Sentence
    reason: str
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """One sign of where the article comes from."""

    kind: str
    value: Sentence
    caveat: str
    words: Sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Tier:
    """Signs of one firmness."""

    name: str
    sentence: str
    signs: tuple[Sign, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """The whole page."""

    title: str
    language: str
    headline: tuple[Run, ...]  # empty where the text itself holds none
    has_headline: bool
    meta: tuple[Sentence, ...]
    dated: bool
    date_signs: tuple[Sentence, ...]
    summary: str
    claim: str | None
    paragraphs: tuple[Paragraph, ...]
    voices: tuple[tuple[Voice, tuple[Note, ...]], ...]
    checks: tuple[Check, ...]
    bonds: tuple[Bond, ...]
    moments: tuple[Moment, ...]
    undated: tuple[Moment, ...]
    verdict: str
    because: tuple[str, ...]
    tiers: tuple[Tier, ...]
    credits: tuple[Sentence, ...]
    pictures: tuple[Sentence, ...]
    skipped: tuple[str, ...]
    made_by: tuple[tuple[str, str], ...]
    evidence: tuple[str, ...]  # keys of the places that links jump to
