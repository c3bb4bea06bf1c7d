"""Where words begin and end."""

import re

from onrecord.types.span import Span

_WORD = re.compile(r"\w+")
_WORD_END = re.compile(r"\w+\Z")
_LETTER = re.compile(r"\w")
_LONGEST_REST = 30  # characters; what is longer is no word


def whole_words(span: Span, text: str) -> Span:
    """The span with the rest of the words that it begins and ends in: word pieces may be parts of a rare name.

    >>> whole_words(Span(5, 13), "Anna Kettermole").cut("Anna Kettermole")
    'Kettermole'
    """
    start, end = span.start, span.end
    if _LETTER.match(text, start) and (before := _WORD_END.search(text, max(0, start - _LONGEST_REST), start)):
        start = before.start()
    if _LETTER.match(text, end - 1) and (after := _WORD.match(text, end, min(len(text), end + _LONGEST_REST))):
        end = after.end()
    return Span(start, end)
