"""Many readings out of a few: each copy has its own words, names and address, and the same places."""

import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from onrecord.types.article import Article, Byline
from onrecord.types.reading import Reading

_LONG = re.compile(
    r"\b[a-z]{7,}\b|\b[A-Z][a-z]{3,}\b"
)  # rare words and names differ from copy to copy, common ones stay
_LETTERS = "bcdfghjklmnpqrstvwxyz"


def copies(readings: Sequence[Reading], statements: int) -> Iterator[Reading]:
    """Readings with so many statements in all, at least; the same ones on every call."""
    made, number = 0, 0
    while made < statements:
        for one in readings:
            if one.statements:
                yield _copy(one, number)
                made += len(one.statements)
                number += 1
                if made >= statements:
                    return


def _copy(reading: Reading, number: int) -> Reading:
    """The reading of an article that differs from the original as the number says; every offset holds."""
    letters = list(_LETTERS)
    random.Random(number).shuffle(letters)
    table = str.maketrans(_LETTERS, "".join(letters))

    def changed(words: str) -> str:
        return _LONG.sub(lambda match: match[0].translate(table), words)

    article = reading.article
    id_ = f"copy-{number}"
    own = replace(
        article,
        id=id_,
        source=id_,
        text=changed(article.text),
        headline=None if article.headline is None else changed(article.headline),
        outlet=f"Outlet {number % 97}",
        url=f"https://outlet{number % 97}.example/{number}",
        canonical_url=None,
        byline=None if article.byline is None else Byline(people=tuple(map(changed, article.byline.people))),
    )
    return _of(reading, own, changed)


def _of(reading: Reading, article: Article, changed: Callable[[str], str]) -> Reading:
    renamed: dict[str, str] = {}
    statements = []
    for one in reading.statements:
        new = replace(one, article_id=article.id, inside=renamed.get(one.inside or ""))
        renamed[one.id] = new.id
        statements.append(new)
    speakers = {
        renamed[key]: replace(value, name=changed(value.name), actor=value.actor and f"{value.actor}-{article.id}")
        for key, value in reading.speakers.items()
    }
    settings = {renamed[key]: value for key, value in reading.settings.items()}
    actors = [replace(actor, id=f"{actor.id}-{article.id}", name=changed(actor.name)) for actor in reading.actors]
    return replace(
        reading,
        article=article,
        statements=tuple(statements),
        speakers=speakers,
        settings=settings,
        actors=tuple(actors),
        relations=(),
        timeline=tuple(replace(event, statement=renamed.get(event.statement or "")) for event in reading.timeline),
        headline=(),
    )
