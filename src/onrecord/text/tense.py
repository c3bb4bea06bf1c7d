"""Whether the words around a date tell of the past or of the future."""

import re
from enum import StrEnum

from onrecord.text.late import LatePattern

_REACH = 200  # characters looked at on either side, within the sentence
_MARK = LatePattern(
    r"""\b(?:
      (?P<future>(?:will|won[’']t|shall|would|might|could|should|must|going\ to)
           (?:\ (?:not|also|now|then|be|have|been|get)){0,3}(?:\ [a-z]+ed\b)?
       | upcoming|tomorrow|deadline|(?:re)?scheduled(?:\ (?:for|to))?|planned(?:\ (?:for|to))?|slated
       | (?:is|are|was|were|be|been)\ (?:also\ |now\ )?(?:due|set|expected|likely|about|meant|supposed|to)\b(?:\ to)?(?:\ be)?(?:\ [a-z]+ed\b)?
       | to\ be(?:\ [a-z]+ed\b)?|to\ (?:take\ place|begin|start|resume|meet|open|vote)
       | (?:plans?|hopes?|intends?|expects?|aims?|wants?|prepar(?:es?|ing)|due|ready)\ (?:to|on|for|by))
    | (?P<past>[a-z]{2,}ed|was|were|had|did|has|have|said|told|went|came|took|gave|made|met|held|left|won|lost|
         began|broke|brought|built|bought|caught|chose|drew|drove|fell|felt|fought|found|flew|got|grew|hit|
         kept|knew|laid|led|ran|rose|saw|sent|shot|spoke|spent|stood|struck|swore|thought|threw|
         wrote|sat|sought|sold|shook|sank|stole|swept|taught|wore|withdrew)
    )\b|[’'](?P<soon>ll)\b""",
    re.VERBOSE,
)
# No sentence ends after a short capitalised word: "Gov. Smith", "Calif. , on"
_SENTENCE_END = LatePattern(
    r"(?:(?<![A-Z])(?<!\b[A-Z][a-z])(?<!\b[A-Z][a-z]{2})[.]|[!?…])[\"'”’)]{0,3}\s{1,3}(?=[\"'“‘(]?[^\W\d_a-z])|\n"
)
_NO_VERBS = frozenset("need united indeed speed seed feed red hundred sacred bed wed shed breed proceed".split())


class Tense(StrEnum):
    """The time a clause tells of."""

    PAST = "past tense"
    FUTURE = "future"
    UNSAID = "no tense"


def tense_around(text: str, lowered: str, start: int, end: int) -> Tense:
    """The tense of the nearest verb form before `[start, end)` in its sentence, else of the first one after it.

    >>> told = "The ministers will meet on Friday, he said."
    >>> tense_around(told, told.lower(), 27, 33).value
    'future'
    """
    before = max(0, start - _REACH)
    for stop in _SENTENCE_END.finditer(text, before, start + 2):  # it looks at two characters beyond its end
        before = min(stop.end(), start)
    tense = Tense.UNSAID
    for mark in _MARK.finditer(lowered, before, start):
        tense = _told(mark) or tense
    if tense is not Tense.UNSAID:
        return tense
    after = _SENTENCE_END.search(text, end, end + _REACH)
    for mark in _MARK.finditer(lowered, end, after.start() if after else min(len(lowered), end + _REACH)):
        if told := _told(mark):
            return told
    return Tense.UNSAID


def _told(mark: re.Match[str]) -> Tense | None:
    if mark["past"] is None:
        return Tense.FUTURE
    return None if mark["past"] in _NO_VERBS else Tense.PAST
