"""The language of a text by its commonest words."""

import re
from collections import Counter
from urllib.parse import urlsplit

_COMMON = {
    "en": "the of and to in that is was for on with as by his her said has from at were",
    "de": "der die und das den von zu mit sich des auf für ist im dem nicht ein eine als auch",
    "fr": "le la les de des et en du une un que est pour dans qui sur pas par au aux",
    "es": "el la los las de que y en del se por con una para su al lo como más es",
    "it": "il di che la e del in un della per una sono con le non gli ha dei al nel",
    "pt": "o de que do da em um para com não uma os no se na por mais dos as ao",
    "nl": "de het een van en in dat te op voor met is zijn die niet aan er om door ook",
    "sv": "och att det som en på är av för med till den har de inte om ett han var från",
    "no": "og i det på som en er til av at for med den har de ikke et om fra han",
    "da": "og i at det er en til på af som for med der den har de ikke et var fra",
    "pl": "w i na z do że się nie jest o jak przez po to od za dla ma są oraz",
    "cs": "a v na se že je s z do o to ve si za podle pro jako jsou byl od",
}
_ENGLISH_SPEAKING = frozenset("uk ie au nz in za us ph ng ke gh sg my hk mt pk lk ug zm zw jm".split())
_WORDS = {language: frozenset(words.split()) for language, words in _COMMON.items()}
_WORD = re.compile(r"[^\W\d_]+")


def with_country(language: str | None, address: str | None) -> str | None:
    """A language with the country that a web address ends in, for what differs between countries, such as 03/04/2025.

    >>> with_country("en", "https://news.example.co.uk/a"), with_country("en-US", "https://example.co.uk/")
    ('en-GB', 'en-US')
    """
    if language != "en" or not address:
        return language
    ending = (urlsplit(address).hostname or "").rpartition(".")[2]
    country = {"uk": "GB"}.get(ending, ending.upper())
    return f"en-{country}" if ending in _ENGLISH_SPEAKING else language


def guess_language(text: str) -> str | None:
    """The two-letter code of the language whose common words are most frequent; None where none is clear.

    >>> guess_language("The minister said that the treaty was signed in the capital on Monday.")
    'en'
    """
    words = [word.lower() for word in _WORD.findall(text[:2500])]
    if len(words) < 5:
        return None
    counts = Counter({language: sum(word in common for word in words) for language, common in _WORDS.items()})
    (best, most), (_, second) = counts.most_common(2)
    return best if most >= 0.12 * len(words) and most > second else None
