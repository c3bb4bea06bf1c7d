"""What somebody is reported to have said."""

import hashlib
from dataclasses import dataclass
from enum import StrEnum

from onrecord.types.span import Span
from onrecord.types.when import When


class QuoteKind(StrEnum):
    """How much of the content stands in quotation marks: 80 % or more of its words, some, none."""

    DIRECT = "direct"
    MIXED = "mixed"
    INDIRECT = "indirect"


class Mode(StrEnum):
    """Whether it was said, or only thought, planned or felt: a hope is no statement of fact."""

    SAID = "said"
    THOUGHT = "thought"
    PLANNED = "planned"
    FELT = "felt"


class Polarity(StrEnum):
    """Whether the article says that it was said."""

    AFFIRMED = "affirmed"
    DENIED = "denied"  # the speaker denies the content: "denied that …"
    NOT_SAID = "not said"  # "did not say whether …"
    QUESTION = "question"  # "asked whether …"
    HYPOTHETICAL = "hypothetical"  # "if he says …"


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One thing one speaker is reported to have said. Spans are offsets into `Article.text`."""

    article_id: str
    kind: QuoteKind
    mode: Mode
    polarity: Polarity
    source: tuple[Span, ...]  # "Rutte"; empty where the article prints no source
    cue: tuple[Span, ...]  # "noted"
    content: tuple[Span, ...]  # one span per unbroken piece, in text order; never empty
    confidence: float  # calibrated probability, 0 to 1
    made_by: str  # "statements-2": the rules or weights that found it
    inside: str | None = None  # the id of the statement whose speaker reports this one

    def __post_init__(self) -> None:
        if not self.content:
            raise ValueError("a statement needs at least one span of content")

    @property
    def id(self) -> str:
        """A digest of the article's id and the content's offsets: the same on every run."""
        places = ",".join(f"{span.start}-{span.end}" for span in self.content)
        return "s" + hashlib.sha256(f"{self.article_id}\n{places}".encode("utf-8", "surrogatepass")).hexdigest()[:12]


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """Words of the article that answer where, at what occasion or to whom."""

    words: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """When, where, at what occasion and to whom a statement was made, as far as the article says."""

    said: When | None = None
    place: Phrase | None = None
    occasion: Phrase | None = None
    audience: Phrase | None = None
