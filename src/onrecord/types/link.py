"""What holds between statements, articles and headlines."""

from dataclasses import dataclass
from enum import StrEnum

from onrecord.types.span import Span
from onrecord.types.when import When


class RelationKind(StrEnum):
    """How the left statement stands to the right one."""

    REPEATS = "repeats"
    MIRRORS = "mirrors"
    CONTRADICTS = "contradicts"
    DIFFERS = "differs from"
    REJECTS = "rejects"
    DENIES = "denies"
    REVERSES = "reverses"


class AssertedBy(StrEnum):
    """Who says that the relation holds: the article in so many words, or our comparison."""

    ARTICLE = "article"
    COMPARISON = "comparison"


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """`left` stands in `kind` to `right`. Both are statement or actor ids; None where the article leaves it open."""

    kind: RelationKind
    left: str | None
    right: str | None
    asserted_by: AssertedBy
    score: float
    span: Span | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """One sign of where an article comes from.

    Tier 1 is printed or declared by the page, tier 2 is strong technical evidence, tier 3 a hint.
    `caveat` says what else could explain it.
    """

    kind: str
    value: str
    tier: int
    caveat: str
    span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """Where an article comes from, as far as the article itself shows."""

    indicators: tuple[Indicator, ...]
    verdict: str
    because: tuple[str, ...]


class HeadlineVerdict(StrEnum):
    """What the statements below make of a headline's assertion."""

    BORNE_OUT = "borne out"
    OVERSTATED = "overstated"
    CONTRADICTED = "contradicted"
    NOT_STATED = "not stated below"
    ASSERTS_NOTHING = "asserts nothing"
    CANNOT_TELL = "cannot tell"


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadlineCheck:
    """One assertion of the headline, held against the statements below; `nearest` are statement ids."""

    assertion: str
    verdict: HeadlineVerdict
    nearest: tuple[str, ...]
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something dated: an event of the text or a statement; `statement` is its id where it is one."""

    title: str
    when: When
    span: Span
    statement: str | None = None
