"""Which of a sentence's dates is the day on which a statement was made."""

from collections.abc import Sequence

from onrecord.text.late import LatePattern
from onrecord.types.span import Span
from onrecord.types.when import Precision, When

# Of a day or a week, news tells what was said then. A month or a year is mostly that of something else in the sentence.
_NARROW = frozenset(
    {Precision.SECOND, Precision.MINUTE, Precision.DAY, Precision.WEEK, Precision.RANGE, Precision.UNKNOWN}
)
_FAR, _NEAR = 90, 45  # characters that may stand between a narrow, or another, date and what tells of speaking
_OTHER_TIME = LatePattern(
    r"\b(?:since|until|till|by|before|from|began|begun|started|ended|due|scheduled|after|following|ahead\s+of|prior\s+to)\s+"
    r"(?:in\s+|on\s+)?$",
    needs=("since|til|by|before|from|beg|started|ended|due|scheduled|after|following|ahead|prior",),
)
# "her |2008| campaign", "the storm's |2021| toll"
_OF_A_THING = LatePattern(r"\b(?:the|an?|his|her|its|their|our|my|that|each|every)\s+$|[’']s\s+$")
_THING = LatePattern(r"\b(?:the|an?|his|her|its|their|our|my|that|each|every)\s+$|[’']s\s+$")  # "her |2008| campaign"
_THING = LatePattern(r"\s+\w")
_ANOTHER_CLAUSE = LatePattern(
    r"\b(?:who|whom|whose|which|where|when|after|before|since|until|because|although|though|amid)\b|[;:]"
)
_ASIDE = LatePattern(r",\s*(?:who|whose|which|where|when)\b[^,]*$")  # "Vale, who was minister in |2021|, said"
_ANOTHER_PHRASE = LatePattern(r"\b(?:and|or|but|as|than|that|while|if|during|even)\b")
_OPENS = 3  # words in front of a date that opens its sentence


def day_of(text: str, words: str, frame: Span, told: Sequence[Span], dates: Sequence[When]) -> When | None:
    """The date that belongs to what tells of speaking, the nearest of several; None where each belongs to something else.

    words: those of the frame, contents and sources blanked by line ends. told: cue pieces. dates: those in the frame.
    """
    plain = frame.cut(text)
    told = [_within(one, frame) for one in told if one.overlaps(frame)]
    found = []
    for when in dates:
        if when.span is None or not told:
            continue
        day = _within(when.span, frame)
        if "\n" in words[day.start : day.end]:
            continue  # told by the speaker, or part of the source
        nearest = min(told, key=lambda one: _gap(day, one))
        if day.overlaps(nearest) or _belongs(plain, words, day, nearest, narrow=when.precision in _NARROW):
            found.append((_gap(day, nearest), day, when))
    return min(found, key=lambda one: one[:2])[2] if found else None


def _within(span: Span, frame: Span) -> Span:
    """The part of a span that lies in the frame, by places in the frame."""
    return Span(max(span.start, frame.start) - frame.start, min(span.end, frame.end) - frame.start)


def _gap(a: Span, b: Span) -> int:
    return max(a.start - b.end, b.start - a.end, 0)


def _belongs(plain: str, words: str, day: Span, told: Span, *, narrow: bool) -> bool:
    """Whether a date stands in the same clause as what tells of speaking; both are places in the frame's words."""
    before = plain[max(0, day.start - 24) : day.start].lower()
    first, last = sorted((day, told))
    between = words[first.end : last.start].lower()
    far = len(between) - between.count("\n")
    if _OTHER_TIME.search(before) or _ANOTHER_CLAUSE.search(between):
        return False
    if day.start < told.start and "," in between and _ASIDE.search(words[: day.start]):
        return False
    if narrow:
        return far <= _FAR
    if plain.startswith(("’s ", "'s "), day.end) or (_OF_A_THING.search(before) and _THING.match(plain, day.end)):
        return False
    apart = "," in between.strip(", \n")
    if len(words[: day.start].split()) <= _OPENS and not apart:
        return far <= _FAR
    return far <= _NEAR and not apart and not _ANOTHER_PHRASE.search(between)
