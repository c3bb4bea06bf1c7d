"""Counts as people read them."""

from collections import Counter


def say(counted: Counter[str]) -> list[str]:
    """One phrase for each kind of thing of which there is any; names stand in the plural.

    >>> say(Counter({"articles": 1, "statements": 2_500, "stances": 0}))
    ['1 article', '2,500 statements']
    """
    return [f"{number:,} {_named(what, number)}" for what, number in counted.items() if number]


def _named(what: str, number: int) -> str:
    """The name in the number that is wanted: its first word is a plural, or follows an adjective."""
    words = what.split(" ")
    if number == 1:
        at = next((n for n, word in enumerate(words) if word.endswith("s") and not word.endswith("ss")), 0)
        words[at] = words[at].removesuffix("s")
    return " ".join(words)
