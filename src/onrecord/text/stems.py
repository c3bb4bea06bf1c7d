"""Words that carry meaning, reduced to a stem, so that "promised" meets "promises"."""

import re

_WORD = re.compile(r"[^\W_]+(?:[’'][^\W_]+)?")
STOP_WORDS = frozenset(
    """
    a about above after again against all also am an and any are as at be because been before being below between both but
    by can could did do does doing down during each few for from further had has have having he her here hers herself him
    himself his how i if in into is it its itself just me more most my myself of off on once only or other our ours out
    over own said same say says she should so some such than that the their theirs them then there these they this those
    through to too under until up very was we were what when where which while who whom why will with would you your
    yours may might must shall told tell tells new amid
    """.split()
)
_ENDINGS = (
    ("ational", "ate"), ("ization", "ize"), ("isation", "ise"), ("fulness", "ful"), ("iveness", "ive"), ("ations", "ate"),
    ("ation", "ate"), ("ements", "e"), ("ement", "e"), ("ments", ""), ("ment", ""), ("ships", ""), ("ship", ""),
    ("ities", ""), ("ity", ""), ("ness", ""), ("ingly", ""), ("edly", ""), ("ies", "y"), ("ied", "y"), ("ing", ""),
    ("ers", ""), ("ed", ""), ("er", ""), ("es", ""), ("ly", ""), ("s", ""), ("al", ""), ("ion", ""),
)  # fmt: skip


def stem(word: str) -> str:
    """A word's stem, lower case; short words and numbers are left as they are.

    >>> stem("promised") == stem("promises") == stem("promise")
    True
    """
    lower = word.lower().replace("’", "'").removesuffix("'s").removesuffix("'")
    if len(lower) <= 3 or not lower.isalpha():
        return lower
    for ending, instead in _ENDINGS:
        if lower.endswith(ending) and len(lower) - len(ending) >= 3 and not lower.endswith("ss"):
            lower = lower[: -len(ending)] + instead
            break
    if len(lower) > 3 and lower[-1] == lower[-2]:
        lower = lower[:-1]
    return lower[:-1] if len(lower) > 3 and lower[-1] == "e" else lower


def content_stems(text: str) -> list[str]:
    """Stems of the words that carry meaning, in order.

    >>> content_stems("The state was not promised membership")
    ['stat', 'not', 'promis', 'member']
    """
    return [stem(word) for word in _WORD.findall(text) if word.lower() not in STOP_WORDS]
