"""Whole sentences about statements, relations, indicators and headlines, in pieces that a page can link."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from onrecord.export.words import one_line, say_confidence, say_days
from onrecord.types.link import AssertedBy, HeadlineVerdict, Relation, RelationKind
from onrecord.types.span import Span
from onrecord.types.statement import Mode, Phrase, Polarity, Setting, Statement
from onrecord.types.when import Precision, When


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A part of a sentence. `span` is where the article prints it or what it was worked out from;
    `ref` is the id of a statement or actor it names; `inferred` is true where the words are ours.
    """

    words: str
    span: Span | None = None
    ref: str | None = None
    inferred: bool = False


# words that open a phrase which needs no preposition of ours
_LEADING = re.compile(
    r"(about|after|against|ahead|among|around|at|before|between|by|during|following|for|from|inside|into|in|last|near"
    r"|next|on|outside|over|to|towards|under|via|while|with)\b",
    re.IGNORECASE,
)
_VERBS = {
    Mode.SAID: ("said", "say"),
    Mode.THOUGHT: ("thought", "think"),
    Mode.PLANNED: ("planned", "plan"),
    Mode.FELT: ("felt", "feel"),
}
_VERDICTS = {
    HeadlineVerdict.BORNE_OUT: "The statements below bear it out.",
    HeadlineVerdict.OVERSTATED: "It says more than the statements below.",
    HeadlineVerdict.CONTRADICTED: "The statements below say otherwise.",
    HeadlineVerdict.NOT_STATED: "No statement below says this.",
    HeadlineVerdict.ASSERTS_NOTHING: "It claims nothing that the statements could bear out.",
    HeadlineVerdict.CANNOT_TELL: "The article does not show enough to tell.",
}
NO_POSITIONS = (
    "Whether anybody changed their mind takes a question and more than one article. From one article "
    "nobody can tell, so it is left open here."
)
_TIERS = {1: "printed", 2: "strong sign", 3: "hint"}
_TIER_SENTENCES = {
    1: "Printed or declared by the page itself.",
    2: "Technical signs that are hard to explain otherwise.",
    3: "Each of these has everyday explanations, too.",
}


def say_verb(statement: Statement) -> str:
    """What the speaker did with the words: `said this`, `did not say this`, `asked this`.

    The speaker is the subject: "Mara Ilves" + " " + `said this`.
    """
    past, plain = _VERBS[statement.mode]
    match statement.polarity:
        case Polarity.DENIED:
            return "denied this"
        case Polarity.NOT_SAID:
            return f"did not {plain} this"
        case Polarity.QUESTION:
            return "asked this"
        case Polarity.HYPOTHETICAL:
            return f"might {plain} this"
    return f"{past} this"


def statement_pieces(statement: Statement, setting: Setting | None) -> tuple[Piece, ...]:
    """`said this to reporters in Port Hale on 13 February 2025 (“Thursday”).`, without the speaker."""
    setting = setting or Setting()
    pieces = [Piece(words=say_verb(statement))]
    for phrase, preposition in ((setting.audience, "to"), (setting.occasion, "at"), (setting.place, "in")):
        if phrase is not None:
            pieces += _phrase_pieces(phrase, preposition)
    return (*pieces, *when_pieces(setting.said), Piece(words="."))


def when_pieces(when: When | None) -> tuple[Piece, ...]:
    """The end of a sentence that says when: ` on 13 February 2025 (“Thursday”)`; empty where it is not said."""
    if when is None:
        return ()
    words = one_line(when.words or "")
    if not when.resolved:
        return (Piece(words="; on which date, cannot be told"), *_quoted(words, when.span))
    readings = list(dict.fromkeys(say_days(one) for one in (when, *when.alternatives) if one.resolved))
    printed = len(readings) == 1 and readings[0].casefold() in words.casefold()
    date = Piece(words=" or ".join(readings), span=when.span, inferred=not printed)
    return (Piece(words=f" {_date_preposition(when)} "), date, *(() if printed else _quoted(words, when.span)))


def relation_pieces(relation: Relation, label: Callable[[str], str]) -> tuple[Piece, ...]:
    """`The article says that ③ mirrors ②.`; `label` turns an id into what readers know it by."""
    by_article = relation.asserted_by is AssertedBy.ARTICLE
    lead = Piece(words="The article says that " if by_article else "Held side by side, ", span=relation.span)
    ends = [_end(relation.left, "somebody", label), _end(relation.right, "words that it does not pin down", label)]
    tail = "." if by_article else f" ({say_confidence(relation.score)})."
    return (lead, ends[0], Piece(words=f" {say_relation_kind(relation.kind)} "), ends[1], Piece(words=tail))


def say_relation(relation: Relation, label: Callable[[str], str]) -> str:
    """The same as one plain sentence."""
    return join(relation_pieces(relation, label))


def say_relation_kind(kind: RelationKind) -> str:
    """The verb of a relation: `mirrors`, `differs from`."""
    return kind.value


def say_tier(tier: int) -> str:
    """How firm an indicator is: printed, strong sign, hint."""
    return _TIERS.get(tier, "hint")


def say_tier_sentence(tier: int) -> str:
    """What an indicator of that firmness is worth, in a sentence."""
    return _TIER_SENTENCES.get(tier, _TIER_SENTENCES[3])


def say_indicator_kind(kind: str) -> str:
    """The kind of an indicator as words: `picture_host` is `picture host`."""
    return one_line(kind.replace("_", " ").replace("-", " "))


def say_verdict(verdict: HeadlineVerdict) -> str:
    """What the statements make of the headline, in a sentence."""
    return _VERDICTS[verdict]


def join(pieces: Iterable[Piece]) -> str:
    """The pieces as plain text."""
    return "".join(piece.words for piece in pieces)


def _phrase_pieces(phrase: Phrase, preposition: str) -> list[Piece]:
    words = one_line(phrase.words)
    return [Piece(words=" " if _LEADING.match(words) else f" {preposition} "), Piece(words=words, span=phrase.span)]


def _quoted(words: str, span: Span | None) -> tuple[Piece, ...]:
    return (Piece(words=" (“"), Piece(words=words, span=span), Piece(words="”)")) if words else ()


def _date_preposition(when: When) -> str:
    if when.precision in {Precision.YEAR, Precision.MONTH, Precision.QUARTER, Precision.DECADE, Precision.WEEK}:
        return "in"
    return "on" if when.earliest == when.latest else "between" if when.precision is Precision.RANGE else "in"


def _end(identity: str | None, otherwise: str, label: Callable[[str], str]) -> Piece:
    if identity is None:
        return Piece(words=otherwise)
    return Piece(words=label(identity), ref=identity)
