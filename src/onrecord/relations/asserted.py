"""Relations that the article itself asserts: "her comments mirrored those made by …"."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from onrecord.text.late import LatePattern
from onrecord.text.quotes import Quotation
from onrecord.types.actor import Actor, ActorKind
from onrecord.types.article import Article
from onrecord.types.link import AssertedBy, Relation, RelationKind
from onrecord.types.span import Span
from onrecord.types.statement import Statement

_PATTERNS: tuple[tuple[RelationKind, str], ...] = (
    (RelationKind.MIRRORS, r"mirror(?:s|ed|ing)?|echo(?:es|ed|ing)?|in line with|chimed? with|chiming with"),
    (RelationKind.CONTRADICTS, r"contradict(?:s|ed|ing)?|at odds with|conflict(?:s|ed)? with|flatly at variance with"),
    (RelationKind.DIFFERS, r"differ(?:s|ed|ing)? (?:sharply |markedly )?from|in contrast (?:to|with)|took (?:a|an|the) (?:different|opposite|contrary) view|a departure from|depart(?:s|ed|ing)? from|depart(?:s|ed)? sharply from|diverge[sd]? from"),
    (RelationKind.REJECTS, r"reject(?:s|ed|ing)|rebuff(?:s|ed|ing)|dismiss(?:es|ed|ing)|brushed aside|repudiat(?:es|ed|ing)"),
    (RelationKind.DENIES, r"den(?:ies|ied|ying)"),
    (RelationKind.REVERSES, r"revers(?:es|ed|ing) (?:course|himself|herself|itself|(?:his|her|its|their|the|a|an) [\w’' -]{0,40}?(?:position|stance|policy|decision|pledge|promise|view|stand|course))|walk(?:s|ed|ing) back|backtrack(?:s|ed|ing)|u-turn|retract(?:s|ed|ing)|changed (?:his|her|its|their) (?:mind|position|stance)"),
    (RelationKind.REPEATS, r"repeat(?:s|ed|ing)|reiterat(?:es|ed|ing)|reaffirm(?:s|ed|ing)|restat(?:es|ed|ing)"),
)  # fmt: skip
_VERB = LatePattern(
    "|".join(f"(?P<k{n}>\\b(?:{pattern})\\b)" for n, (_, pattern) in enumerate(_PATTERNS)),
    re.IGNORECASE,
    needs=(
        "mirror|echo|in line with|chim|contradict|at odds with|conflict|variance|differ|in contrast|opposite view|contrary view|depart|diverge|reject|rebuff|dismiss|brushed aside|repudiat|deni|deny|revers|walks back|walked back|walking back|backtrack|u-turn|retract|changed|repeat|reiterat|reaffirm|restat",
    ),
)
_NEGATED = LatePattern(
    r"(?:\bnot|n[’']t|\bnever|\bneither|\bwithout|\brefused to|\bdeclined to)\s+(?:\w+ly\s+)?$", re.IGNORECASE
)
_PRONOUN_SUBJECT = LatePattern(r"\b(?:he|she|they|it|his|her|their|its)\b", re.IGNORECASE)
# Verbs that also tell of other things than statements: they count with a speaker in front only.
_SPOKEN = frozenset({RelationKind.DENIES, RelationKind.REJECTS, RelationKind.REPEATS})
_COMPLETE, _HALF, _OPEN = 0.8, 0.6, 0.4  # scores by how many sides the sentence names


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """What is known of an article when its relations are read. speakers: statement id to actor id."""

    article: Article
    sentences: Sequence[Span]
    quotations: Sequence[Quotation]
    statements: Sequence[Statement]
    actors: Sequence[Actor]
    speakers: Mapping[str, str | None]


def find_asserted(scene: Scene) -> list[Relation]:
    """Relations in the article's own words, in text order; those inside quotation marks are the speaker's, not its.

    A side that the sentence does not name is None.
    """
    text = scene.article.text
    relations = []
    for sentence in scene.sentences:
        for match in _VERB.finditer(text, sentence.start, sentence.end):
            verb = Span(match.start(), match.end())
            if any(q.start <= verb.start < q.end for q in scene.quotations):
                continue
            if _NEGATED.search(text[sentence.start : verb.start]):
                continue
            kind = _PATTERNS[int(str(match.lastgroup)[1:])][0]
            left = _left(scene, sentence, verb)
            right = _right(scene, sentence, verb, left)
            if kind in _SPOKEN and left is None:
                continue
            relations.append(
                Relation(
                    kind=kind,
                    left=left,
                    right=right,
                    asserted_by=AssertedBy.ARTICLE,
                    score=(_OPEN, _HALF, _COMPLETE)[(left is not None) + (right is not None)],
                    span=sentence,
                    reason=f"the article says “{verb.cut(text)}”",
                )
            )
    return relations


def _left(scene: Scene, sentence: Span, verb: Span) -> str | None:
    """The statement that the verb reports, else the last statement of whoever is named in front of it."""
    for statement in scene.statements:
        if any(cue.overlaps(verb) for cue in statement.cue):
            return statement.id
    named = [
        (mention, actor.id)
        for actor in scene.actors
        for mention in actor.mentions
        if sentence.holds(mention) and mention.end <= verb.start
    ]
    before = [s for s in scene.statements if s.content[0].start < verb.start and scene.speakers.get(s.id)]
    if named:
        who = max(named)[1]
        own = [s for s in before if scene.speakers.get(s.id) == who]
        return max(own, key=lambda s: s.content[-1]).id if own else who
    pronoun = _PRONOUN_SUBJECT.search(scene.article.text[sentence.start : verb.start])
    if pronoun and pronoun.group().lower() in {"he", "she", "his", "her"}:
        others = {actor.id for actor in scene.actors if actor.kind is not ActorKind.PERSON}
        before = [s for s in before if scene.speakers[s.id] not in others]
    return max(before, key=lambda s: s.content[-1]).id if before and pronoun else None


def _right(scene: Scene, sentence: Span, verb: Span, left: str | None) -> str | None:
    own = scene.speakers.get(left) if left else None
    named = [
        (mention, actor.id)
        for actor in scene.actors
        for mention in actor.mentions
        if sentence.holds(mention) and mention.start >= verb.end and actor.id not in (left, own)
    ]
    offices = [(role.span, actor.id) for actor in scene.actors for role in actor.roles if sentence.holds(role.span)]
    # "those of Brenland's foreign minister, Astrid Kjellmo": the minister, not Brenland
    named = [n for n in named if not any(span.holds(n[0]) and owner != n[1] for span, owner in offices)] or named
    if not named:
        return None
    who = min(named)[1]
    theirs = [
        s.id
        for s in scene.statements
        if scene.speakers.get(s.id) == who and s.id != left and any(sentence.overlaps(c) for c in s.content)
    ]
    return theirs[0] if theirs else who
