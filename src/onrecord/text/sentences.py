"""Where sentences begin and end. A line is a paragraph: no sentence runs on into the next one."""

import re

from onrecord.types.span import Span

_LINE = re.compile(r"[^\n\r\u2028\u2029]+")
# A full stop, the marks that close after it, white space or the end of the line.
_STOP = re.compile(r"(?:\.{1,6}|[!?…])[.!?…]{0,8}[\"'”’»›)\]]{0,6}(?=\s)")
_LAST_WORD = re.compile(r"[^\s\"'“”‘’«»()\[\],;:–—-]{1,24}\Z")
_NEXT = re.compile(r"\s+[\"'“‘„«‹(\[]*(.)")
_NEXT_WORD = re.compile(r"\s+[\"'“‘„«‹(\[]*([^\W_]+)")
_NUMERAL = re.compile(r"\d{1,3}")

# Never the end of a sentence, for a name follows.
_TITLES = frozenset(
    "mr mrs ms mx dr prof rev fr hon sen rep gov gen col maj capt cmdr lt sgt cpl pvt adm st sra sr. m mme mlle messrs "
    "pres supt det insp amb vs v cf e.g i.e eg ie approx ca fig figs vol pp".split()
)
# The end only where the next word is no number.
_BEFORE_NUMBERS = frozenset("no nos art para sec p jan feb mar apr jun jul aug sep sept oct nov dec".split())
# The end only where the next word is one that opens sentences: "the U.S. President" goes on.
_EITHER = frozenset(
    "u.s u.k u.n e.u u.s.a d.c a.m p.m inc ltd co corp bros jr sr ph.d m.d b.a m.a dept est al etc ave blvd rd mt ft "
    "a.d b.c calif fla mass mich minn pa tex va wash ariz colo conn ill ind kan mo okla ore tenn wis".split()
)
_OPENERS = frozenset(
    "the a an this that these those he she it they we i you his her its their our my there here in on at by for from "
    "with as if when while after before since but and or so yet then also however meanwhile still no not what who why "
    "how where asked according under over both all some many most several one two today yesterday".split()
)


def cut_sentences(text: str) -> list[Span]:
    """The sentences of a text in order, trimmed; together they hold every character that is not white space.

    >>> [span.cut("Mr. Vale left. “Why?” she asked.") for span in cut_sentences("Mr. Vale left. “Why?” she asked.")]
    ['Mr. Vale left.', '“Why?” she asked.']
    """
    found: list[Span] = []
    for line in _LINE.finditer(text):
        begin, end = line.span()
        for stop in _STOP.finditer(text, begin, end):
            if _ends_sentence(text, begin, stop, end):
                _add(found, text, begin, stop.end())
                begin = stop.end()
        _add(found, text, begin, end)
    return found


def _add(found: list[Span], text: str, begin: int, end: int) -> None:
    piece = text[begin:end]
    words = piece.strip()
    if words:
        start = begin + len(piece) - len(piece.lstrip())
        found.append(Span(start, start + len(words)))


def _ends_sentence(text: str, begin: int, stop: re.Match[str], end: int) -> bool:
    following = _NEXT.match(text, stop.end(), min(end, stop.end() + 40))
    if following is None:
        return True
    if following[1].islower():
        return False
    mark = stop[0]
    if mark.startswith(("…", "..")):
        # " ... " with white space on both sides marks an omission, not an end
        return stop.start() > begin and not text[stop.start() - 1].isspace()
    if mark[0] != ".":
        return True
    return _full_stop_ends(text, begin, stop, end)


def _full_stop_ends(text: str, begin: int, stop: re.Match[str], end: int) -> bool:
    before = _LAST_WORD.search(text, max(begin, stop.start() - 24), stop.start())
    if before is None or len(stop[0]) > 1:
        return True
    word = before[0]
    following = _NEXT_WORD.match(text, stop.end(), min(end, stop.end() + 40))
    next_word = following[1] if following else ""
    folded = word.casefold()
    if folded in _TITLES:
        return False
    if folded in _BEFORE_NUMBERS:
        return not next_word[:1].isdigit()
    if folded in _EITHER or (len(word) == 1 and word.isupper()):  # "J. Vale", but also "Plan B. The"
        return next_word.casefold() in _OPENERS or not next_word
    # "1. First point": a numeral that opens a line is a list mark
    return not (_NUMERAL.fullmatch(word) and not text[begin : before.start()].strip())
