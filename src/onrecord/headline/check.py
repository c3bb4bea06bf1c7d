"""What a headline asserts, held against the statements and sentences below it.

This first version compares words, strength and negation; where these do not decide, it says so.
"""

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from onrecord.text.late import LatePattern
from onrecord.text.stems import content_stems, stem
from onrecord.types.article import Article
from onrecord.types.link import HeadlineCheck, HeadlineVerdict
from onrecord.types.span import Span
from onrecord.types.statement import Polarity, Statement

_BORNE_OUT = 0.62  # share of the headline's word weight found in one place below, from which it is told there
_ABSENT = 0.34  # below this share it is not
_NEGATIONS = frozenset(
    "not no never none nor neither n't cannot without denies denied deny rejects rejected rules ruled".split()
)
_LABEL = LatePattern(
    r"^(?:live|live updates?|analysis|opinion|explainer|explained|factbox|timeline|profile|obituary|gallery|in pictures|"
    r"video|watch|podcast|q&a|q and a|interview|transcript|full text|letters|editorial|review|the \w+ briefing)\b\s*[:|–—-]?\s*",
    re.IGNORECASE,
)
_ASKS = LatePattern(
    r"^(?:what|how|why|who|when|where|which|will|can|could|should|is|are|does|do|did|has|have)\b", re.IGNORECASE
)
_VERB = LatePattern(
    r"\b(?:is|are|was|were|has|have|had|will|would|can|could|may|might|must|should|to|not|won[’']t|can[’']t|isn[’']t|"
    r"said|told|won|hit|cut|put|set|got|went|made|took|gave|kept|left|lost|met|found|saw|fell|rose|ran|held|sought|"
    r"arrest|back|ban|bar|demand|deny|expect|face|fear|hope|meet|plan|reject|say|see|seek|tell|urge|vote|vow|warn|want|win)\b",
    re.IGNORECASE,
)
_FORM = LatePattern(r"(?:[^s’'\W]s|ed)$")  # as verbs end; plural nouns do, too, so what stands before decides
_BEFORE_NOUN = frozenset(
    "a an the of in on at for from with by to and or its his her their our your my this that these those no two three "
    "four five six seven eight nine ten all some many most more new old between under over into about after before".split()
)
_NOUNS = frozenset(
    "answers facts figures lessons letters losers notes numbers pictures questions reactions reasons results talks things "
    "tips views voices ways winners".split()
)
# Verbs by which a headline makes more of what was said, and what below would bear each out.
_STRONG: tuple[tuple[str, str], ...] = (
    (r"retracts?|retracted|reverses?|reversed|u-turns?|backtracks?|backs? down|backed down|abandons?|abandoned|drops?|dropped|scraps?|scrapped|withdraws?|withdrew|climbs? down|flip-?flops?|caves?|rows? back|walks? back",
     r"retract\w*|revers\w*|u-turn\w*|backtrack\w*|back(?:s|ed)? down|abandon\w*|drop(?:s|ped|ping)?|scrap\w*|withdr\w+|chang\w+ (?:his|her|its|their|course|position)|no longer|walk\w* back|row\w* back|ditch\w*|shelv\w*|cancel\w*|end(?:s|ed|ing)?"),
    (r"slams? (?:the )?door|slammed (?:the )?door|shuts? (?:the )?door|closes? (?:the )?door|kills? (?:off)?|kills?",
     r"rul\w+ out|reject\w*|refus\w*|clos\w+ the door|shut\w*|slam\w*|veto\w*|block\w*"),
    (r"promises?|promised|pledges?|pledged|guarantees?|guaranteed|vows?|vowed|commits?|committed",
     r"promis\w*|pledg\w*|guarant\w*|vow\w*|commit\w*|assur\w*|undert\w+|will"),
    (r"admits?|admitted|concedes?|conceded|confesses|confessed", r"admit\w*|conced\w*|confess\w*|acknowledg\w*"),
    (r"confirms?|confirmed|proves?|proved|reveals?|revealed", r"confirm\w*|pro(?:ve|of)\w*|reveal\w*|disclos\w*|said|says|announc\w*|show\w*"),
    (r"threatens?|threatened", r"threat\w*|warn\w*|unless|otherwise"),
    (r"demands?|demanded", r"demand\w*|must|insist\w*|call\w* (?:for|on)|urg\w*"),
    (r"refuses?|refused|rules? out|ruled out|rejects?|rejected|blocks?|blocked", r"refus\w*|rul\w+ out|reject\w*|block\w*|den(?:y|ies|ied)|not|never|no|declin\w*|veto\w*|oppos\w*"),
    (r"agrees?|agreed|approves?|approved|backs|backed|accepts?|accepted", r"agree\w*|approv\w*|back\w*|accept\w*|support\w*|endors\w*|adopt\w*|pass\w*|sign\w*"),
)  # fmt: skip
_HEDGES = LatePattern(
    r"\b(?:may|might|could|consider\w*|hop(?:e|es|ed|ing)|possib\w+|perhaps|mull\w*|if|unless|whether|not yet|no decision|weigh\w*|discuss\w*|explor\w*)\b",
    re.IGNORECASE,
)
_CERTAIN = LatePattern(
    r"\b(?:will|to|confirms?|agrees?|decides?|approves?|bans?|ends?|orders?|quits?|wins?|all|every|never|always)\b",
    re.IGNORECASE,
)


_FOREIGN = "Headlines are checked in English only, so far"
_LIMITS = LatePattern(
    r"\b(?:as part of|for now|for the time being|unless|only if|provided that|on condition that|until|temporarily|"
    r"initially|partly|in principle|not yet)\b",
    re.IGNORECASE,
)
_ALL = LatePattern(r"\b(?:all|every|everyone|everybody|entire|whole|nobody|no one|none)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Passage:
    """A place below the headline: a statement with its speaker's name, or a sentence."""

    statement: Statement | None
    words: str
    stems: frozenset[str]
    cover: float


def check_headline(
    article: Article, statements: Sequence[Statement], speakers: Mapping[str, str], sentences: Sequence[Span]
) -> tuple[HeadlineCheck, ...]:
    """One check per assertion of the headline; none without a headline. speakers: statement id to name."""
    if not article.headline:
        return ()
    top = article.headline_span
    below = [s for s in statements if top is None or not any(c.overlaps(top) for c in s.content)]
    rest = [s for s in sentences if top is None or not s.overlaps(top)]
    return tuple(
        _check(article, assertion, below, speakers, rest)
        for part in re.split(r"\s*;\s+", article.headline)
        if (assertion := part.strip())
    )


def _check(
    article: Article,
    assertion: str,
    statements: Sequence[Statement],
    speakers: Mapping[str, str],
    sentences: Sequence[Span],
) -> HeadlineCheck:
    is_english = (article.language or "en").startswith("en")
    silent = _asserts_nothing(assertion) if is_english else None
    passages = _rank(article, assertion, statements, speakers, sentences)
    nearest = [p for p in passages if p.statement is not None and p.cover > 0][:3]
    ids = tuple(p.statement.id for p in nearest if p.statement is not None)
    if silent:
        return HeadlineCheck(assertion=assertion, verdict=HeadlineVerdict.ASSERTS_NOTHING, nearest=ids, because=silent)
    verdict, because = _judge(assertion, passages) if is_english else (HeadlineVerdict.CANNOT_TELL, _FOREIGN)
    return HeadlineCheck(assertion=assertion, verdict=verdict, nearest=ids, because=because)


def _asserts_nothing(headline: str) -> str | None:
    if headline.rstrip(" ”’\"'").endswith("?"):
        return "The headline asks; it does not assert"
    bare = _LABEL.sub("", headline)
    if bare != headline and not _VERB.search(bare):
        return "The headline is a label; it makes no claim"
    if _ASKS.match(bare) and not re.search(r"[:“\"]", bare):
        return "The headline announces a subject; it makes no claim"
    if not _has_verb(bare):
        return "The headline names a subject without saying anything of it"
    return None


def _has_verb(words: str) -> bool:
    """Whether some word may be a verb: a known one, or a form that does not stand where a noun must."""
    if _VERB.search(words):
        return True
    parts = [part.strip(",.:;“”‘’\"'") for part in words.split()]
    return any(
        _FORM.search(part) and part.lower() not in _NOUNS and before.lower() not in _BEFORE_NOUN
        for before, part in pairwise(parts)
    )


def _rank(
    article: Article,
    assertion: str,
    statements: Sequence[Statement],
    speakers: Mapping[str, str],
    sentences: Sequence[Span],
) -> list[_Passage]:
    text = article.text
    weight = _weights([span.cut(text) for span in sentences])
    wanted = {
        s: weight.get(s, max(weight.values(), default=1.0)) for s in content_stems(assertion) if s not in _NEGATIONS
    }
    total = sum(wanted.values()) or 1.0
    found = []
    for statement in statements:
        words = " ".join(span.cut(text) for span in (*statement.source, *statement.cue, *statement.content))
        found.append((statement, f"{speakers.get(statement.id, '')} {words}"))
    places: list[tuple[Statement | None, str]] = [*found, *((None, span.cut(text)) for span in sentences)]
    passages = []
    for owner, words in places:
        stems = frozenset(content_stems(words))
        cover = sum(value for s, value in wanted.items() if s in stems) / total
        passages.append(_Passage(owner, words, stems, cover))
    return sorted(passages, key=lambda p: -p.cover)


def _weights(sentences: Sequence[str]) -> dict[str, float]:
    """Rare words weigh more: a headline's claim hangs on them."""
    counts = Counter(s for words in sentences for s in set(content_stems(words)))
    return {s: 1 + math.log((1 + len(sentences)) / (1 + n)) for s, n in counts.items()}


Judgement = tuple[HeadlineVerdict, str]


def _judge(assertion: str, passages: Sequence[_Passage]) -> Judgement:
    if not passages:
        return HeadlineVerdict.CANNOT_TELL, "There is nothing below the headline to hold it against"
    best = passages[0]
    if best.cover < _ABSENT:
        return (
            HeadlineVerdict.NOT_STATED,
            f"No passage below holds more than {best.cover:.0%} of what the headline says",
        )
    close = [p for p in passages if p.cover >= 0.75 * best.cover][:4]
    said = [p for p in passages if p.statement is not None][:4]
    return (
        _judge_verb(assertion, said, close)
        or _judge_sense(assertion, close)
        or _judge_strength(assertion, said, close)
        or _judge_cover(best)
    )


def _judge_verb(assertion: str, said: Sequence[_Passage], close: Sequence[_Passage]) -> Judgement | None:
    """The headline's strong verb must be borne out by a statement, where there is one."""
    unsupported = _unsupported(assertion, [p.words for p in said or close])
    if unsupported is None:
        return None
    wanted = set(content_stems(assertion)) - _NEGATIONS
    if any(_denied(p) and len(wanted & p.stems) >= 2 for p in said[:2]):
        return HeadlineVerdict.CONTRADICTED, f"The headline says “{unsupported}”; a statement below denies it"
    return HeadlineVerdict.OVERSTATED, f"The headline says “{unsupported}”; no statement near it below does"


def _judge_sense(assertion: str, close: Sequence[_Passage]) -> Judgement | None:
    """The same words with a "not" more or less may say the opposite, or not: a person must read them."""
    if close[0].cover >= _BORNE_OUT and all(_denies(assertion) != _negated(p) for p in close):
        because = "The nearest passages hold the same words with a “not” more or less: read them"
        return HeadlineVerdict.CANNOT_TELL, because
    return None


def _judge_strength(assertion: str, said: Sequence[_Passage], close: Sequence[_Passage]) -> Judgement | None:
    """What is limited, partial or only possible below must not be whole above."""
    limit = _LIMITS.search(said[0].words) if said and _is_strong(assertion) and not _LIMITS.search(assertion) else None
    if limit:
        return HeadlineVerdict.OVERSTATED, f"The nearest statement is limited (“{limit.group()}”); the headline is not"
    if _ALL.search(assertion) and not any(_ALL.search(p.words) for p in close):
        return HeadlineVerdict.OVERSTATED, "The headline speaks of all; the nearest passages below do not"
    if _CERTAIN.search(assertion) and not _HEDGES.search(assertion) and all(_HEDGES.search(p.words) for p in close):
        because = "The headline says so outright; below it is only considered, hoped or possible"
        return HeadlineVerdict.OVERSTATED, because
    return None


def _judge_cover(best: _Passage) -> Judgement:
    if best.cover >= _BORNE_OUT:
        where = "A statement" if best.statement is not None else "A sentence"
        because = f"{where} below holds {best.cover:.0%} of what the headline says, in the same sense"
        return HeadlineVerdict.BORNE_OUT, because
    because = f"The nearest passage below holds {best.cover:.0%} of what the headline says: too little to decide"
    return HeadlineVerdict.CANNOT_TELL, because


def _unsupported(assertion: str, words: Sequence[str]) -> str | None:
    """The strong verb of the headline that nothing near it below bears out."""
    for claim, support in _STRONG:
        match = re.search(rf"\b(?:{claim})\b", assertion, re.IGNORECASE)
        if match and not any(re.search(rf"\b(?:{support})\b", w, re.IGNORECASE) for w in words):
            return match.group()
    return None


def _is_strong(assertion: str) -> bool:
    return any(re.search(rf"\b(?:{claim})\b", assertion, re.IGNORECASE) for claim, _ in _STRONG)


def _denies(words: str) -> bool:
    return any(
        stem(w) in _NEGATIONS or w.lower() in _NEGATIONS or w.lower().endswith(("n't", "n’t"))
        for w in re.findall(r"[\w’']+", words)
    )


def _denied(passage: _Passage) -> bool:
    return passage.statement is not None and passage.statement.polarity is Polarity.DENIED


def _negated(passage: _Passage) -> bool:
    if passage.statement is not None and passage.statement.polarity in {Polarity.DENIED, Polarity.NOT_SAID}:
        return True
    return _denies(passage.words)
