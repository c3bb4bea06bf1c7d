"""What a cue tells: whether it was said, thought, planned or felt, and whether it was said at all."""

import re

from onrecord.text.late import LatePattern
from onrecord.types.statement import Mode, Polarity

_SAY = """
accuse acknowledge add admit admonish advise affirm agree allege announce answer appeal apologise apologize applaud argue
ask assert assure attack attest attribute avow beg blame blast boast brag brief call caution challenge charge chide cite
claim clarify comment commend compare complain concede conclude condemn confess confide confirm congratulate contend
contradict convey counter credit criticise criticize criticised cry decline declare decry defend demand denounce deny
describe detail dictate disclose discuss dismiss dispute echo elaborate emphasise emphasize endorse enumerate exclaim
explain explained express file find fire greet hail hint implore imply indicate inform inquire insinuate insist instruct
invoke issue joke justify label lament lash lecture liken list maintain mention mock muse note notify object observe offer
opine order outline persist pledge plead point portray post praise pray preach press proclaim promise pronounce propose
protest publish question quip quote rail reaffirm reassure rebuff rebuke rebut recall recite recommend recount refer
refuse refute reiterate reject relate relay remark remind repeat reply report repudiate request respond restate retort
retract reveal ridicule rip say scoff scold shout sigh signal sing slam speak specify state stress submit suggest
summarise summarize swear talk tell term testify thank threaten tout trumpet tweet underline underscore urge utter
voice volunteer vow warn whisper write yell
"""
_THINK = """
anticipate appreciate assume believe calculate conceive consider deem determine disbelieve discover doubt estimate
expect fancy figure foresee forget gather guess hypothesise imagine infer interpret judge know learn mistrust
notice perceive picture ponder predict presume project realise realize reckon recognise recognize regard remember see
seem sense speculate suppose surmise suspect theorise think trust understand view weigh wonder
"""
_PLAN = """
aim agree-to aspire attempt commit consider-to decide design intend mean mull plan prepare pursue resolve schedule seek
strive threaten-to try wish-to
"""
_FEEL = """
admire adore bemoan delight desire despise dislike dread embrace enjoy envy favor favour fear feel fret grieve hate hope like
loathe long love mourn oppose prefer regret rejoice resent support want worry wish yearn
"""
_FELT_WORDS = frozenset(
    "afraid alarmed angry anxious ashamed backed backing backs bewildered comfortable concern concerned concerns confident "
    "disappointed disgusted eager excited fears frustrated furious glad happy hopeful hopes interested keen "
    "nervous optimistic outrage pessimistic pleased proud sad shocked sorry supporter supporters supportive surprised sympathy "
    "terrified thrilled unhappy upset willing worried worries".split()
)
_THOUGHT_WORDS = frozenset(
    "aware belief beliefs certain conviction convinced doubts expectation expectations expected idea impression "
    "opinion skeptical sceptical sure thoughts thought unaware unsure unconvinced view views".split()
)
_PLANNED_WORDS = frozenset(
    "agenda ambition ambitions bid desire determined effort efforts goal intent intention intentions plan plans planned "
    "planning poised proposal-to quest ready set strategy".split()
)
_IRREGULAR = {
    "said": "say", "told": "tell", "wrote": "write", "written": "write", "spoke": "speak", "spoken": "speak",
    "thought": "think", "felt": "feel", "knew": "know", "known": "know", "found": "find", "saw": "see", "seen": "see",
    "meant": "mean", "sought": "seek", "swore": "swear", "sworn": "swear", "understood": "understand", "foresaw": "foresee",
    "went": "go", "gave": "give", "made": "make", "took": "take", "held": "hold", "put": "put", "read": "read",
    "forgot": "forget", "forgotten": "forget", "sang": "sing", "denied": "deny", "denies": "deny", "replied": "reply",
    "implied": "imply", "relied": "rely", "testified": "testify", "justified": "justify", "specified": "specify",
}  # fmt: skip

_MODES: dict[str, Mode] = {}
for _words, _mode in ((_FEEL, Mode.FELT), (_PLAN, Mode.PLANNED), (_THINK, Mode.THOUGHT), (_SAY, Mode.SAID)):
    _MODES.update(dict.fromkeys(_words.split(), _mode))
_NOUN_MODES = {
    **dict.fromkeys(_FELT_WORDS, Mode.FELT),
    **dict.fromkeys(_THOUGHT_WORDS, Mode.THOUGHT),
    **dict.fromkeys(_PLANNED_WORDS, Mode.PLANNED),
}

_WORD = LatePattern(r"[^\W\d_]+(?:[’'][^\W\d_]+)?")
_NEGATION = LatePattern(
    r"\b(?:not|n[’']t|never|no longer|neither|nor|without|stopped short of|fell short of|"
    r"declin\w+|refus\w+|fail\w+|omit\w+|avoid\w+|cannot|unable to|nothing)\b|n[’']t\b",
    re.IGNORECASE,
    needs=("not|n’t|n't|never|no |neither|nor|without|short|declin|refus|fail|omit|avoid|unable",),
)
_DENIAL = LatePattern(
    r"\b(?:den(?:y|ies|ied|ying)|denials?|disput(?:e|es|ed|ing)|refut(?:e|es|ed|ing)|reject(?:s|ed|ing)?)\b",
    re.IGNORECASE,
    needs=("den|disput|refut|reject",),
)
_ASKING = LatePattern(
    r"\b(?:ask(?:s|ed|ing)?(?!\s+(?:for|to)\b)|question(?:s|ed|ing)?|wonder(?:s|ed|ing)?|inquir(?:e|es|ed|ing))\b",
    re.IGNORECASE,
    needs=("ask|question|wonder|inquir",),
)
_HYPOTHETICAL = LatePattern(
    r"\b(?:if|unless|whether|should|would|could|might|may|were\s+to)\b(?:\W+\w+){0,4}?\W*$",
    re.IGNORECASE,
    needs=("if|unless|whether|should|would|could|might|may|were",),
)
_CONDITIONAL_CUE = LatePattern(
    r"^\W*(?:would|could|might|may|should)\b", re.IGNORECASE, needs=("would|could|might|may|should",)
)
_HABIT = LatePattern(
    r"\bwould\s+(?:not|n[’']t|later|also|go on|like)\b|\bwouldn[’']t\b", re.IGNORECASE, needs=("would",)
)


def lemma_of(word: str) -> str:
    """The verb a cue word comes from, lower case; the word itself where it is no form of a known verb.

    >>> lemma_of("Stressed"), lemma_of("denying"), lemma_of("admitted")
    ('stress', 'deny', 'admit')
    """
    lower = word.lower()
    if lower in _IRREGULAR:
        return _IRREGULAR[lower]
    for stem in _stems(lower):
        if stem in _MODES:
            return stem
    return lower


def _stems(word: str) -> list[str]:
    stems = [word]
    for ending in ("ing", "ed", "es", "s"):
        if word.endswith(ending) and len(word) > len(ending) + 1:
            stem = word[: -len(ending)]
            stems += [stem, stem + "e"]
            if len(stem) > 2 and stem[-1] == stem[-2]:
                stems.append(stem[:-1])  # admitted, quipping
            if stem.endswith("i"):
                stems.append(stem[:-1] + "y")  # replied
    return stems


def tells(word: str) -> bool:
    """Whether a word may be a cue: a verb of saying, thinking, planning or feeling, or a noun made of one.

    >>> tells("promised,"), tells("according"), tells("harbour")
    (True, True, False)
    """
    bare = word.strip("“”‘’\"'.,;:!?()[]").lower()
    return lemma_of(bare) in _MODES or bare in _NOUN_MODES or bare == "according"


def mode_of(cue: str) -> Mode:
    """Said, thought, planned or felt, by the cue's words; said where they tell nothing else.

    A verb of saying decides, whatever stands beside it ("said he hopes").

    >>> mode_of("hopes to").value, mode_of("told reporters").value, mode_of("said he plans").value, mode_of("opposes").value
    ('felt', 'said', 'said', 'felt')
    """
    words = [word.group() for word in _WORD.finditer(cue)]
    modes = [_MODES[lemma] for word in words if (lemma := lemma_of(word)) in _MODES]
    if Mode.SAID in modes:
        return Mode.SAID
    if modes:
        return modes[0]
    return next((_NOUN_MODES[word.lower()] for word in words if word.lower() in _NOUN_MODES), Mode.SAID)


def polarity_of(cue: str, before: str) -> Polarity:
    """Whether the article says that it was said. `before` is the clause in front of the cue, source excluded.

    >>> polarity_of("did not say", "").value, polarity_of("denied", "").value, polarity_of("says", "If").value
    ('not said', 'denied', 'hypothetical')
    """
    if _NEGATION.search(cue) or re.search(r"(?:\bnot|n[’']t|\bnever)\W*$", before, re.IGNORECASE):
        return Polarity.NOT_SAID
    if _DENIAL.search(cue):
        return Polarity.DENIED
    if _ASKING.search(cue):
        return Polarity.QUESTION
    supposed = _CONDITIONAL_CUE.search(cue) or _HYPOTHETICAL.search(before)
    if supposed and not _HABIT.search(cue):
        return Polarity.HYPOTHETICAL
    return Polarity.AFFIRMED
