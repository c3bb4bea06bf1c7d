"""A reading as rows of the tables it is asked by."""

import json
import re
import zlib
from collections.abc import Iterable, Iterator, Mapping
from typing import overload
from urllib.parse import urlsplit

from onrecord.types.actor import Actor, Speaker
from onrecord.types.article import Article
from onrecord.types.reading import Reading
from onrecord.types.span import Span
from onrecord.types.statement import Setting, Statement
from onrecord.types.when import When

Row = dict[str, object]
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")  # what databases cannot hold as text
_ELISION = " […] "  # between the pieces of an interrupted statement


def document_row(article: Article) -> Row:
    """What the article says of itself; where it comes from is added by the store."""
    published = article.published
    return {
        "id": article.id,
        "text": clean(article.text),
        "exact_text": pack_text(article.text) if _UNSTORABLE.search(article.text) else None,
        "text_sha256": article.text_sha256,
        "language": clean(article.language),
        "headline": clean(article.headline),
        "byline": clean(", ".join(article.byline.people or article.byline.outlets)) if article.byline else None,
        "outlet": clean(article.outlet),
        "url": clean(article.url),
        "canonical_url": clean(article.canonical_url),
        "site": _site(article.url or article.canonical_url),
        "credited_outlet": next((clean(one.outlet) for one in article.credits), None),
        "published_from": _day(published, "earliest"),
        "published_to": _day(published, "latest"),
        "published_precision": None if published is None else published.precision.value,
    }


def statement_rows(reading: Reading, profiles: Mapping[str, int]) -> Iterator[Row]:
    """One row per statement in text order; `profiles` gives the row of each of the reading's actors."""
    text = reading.article.text
    for position, one in enumerate(reading.statements):
        speaker, setting = reading.speakers.get(one.id), reading.settings.get(one.id)
        yield (
            _statement_row(one, text, position)
            | _speaker_fields(speaker, profiles)
            | _setting_fields(setting or Setting())
        )


def _statement_row(one: Statement, text: str, position: int) -> Row:
    return {
        "sid": one.id,
        "document": one.article_id,
        "position": position,
        "kind": one.kind.value,
        "mode": one.mode.value,
        "polarity": one.polarity.value,
        "source": _words(text, one.source),
        "cue": _words(text, one.cue),
        "content": _words(text, one.content),
        "start": one.content[0].start,
        "end": one.content[-1].end,
        "confidence": one.confidence,
        "inside": one.inside,
    }


def _speaker_fields(speaker: Speaker | None, profiles: Mapping[str, int]) -> Row:
    return {
        "speaker": clean(speaker.name) if speaker else None,
        "profile": profiles.get(speaker.actor) if speaker and speaker.actor else None,
        "role": clean(speaker.role) if speaker else None,
        "organisation": clean(speaker.organisation) if speaker else None,
        "resolved": bool(speaker and speaker.resolved),
    }


def _setting_fields(setting: Setting) -> Row:
    said = setting.said
    return {
        "said_from": _day(said, "earliest"),
        "said_to": _day(said, "latest"),
        "said_precision": None if said is None else said.precision.value,
        "said_words": None if said is None else clean(said.words),
        "place": clean(setting.place.words) if setting.place else None,
        "occasion": clean(setting.occasion.words) if setting.occasion else None,
        "audience": clean(setting.audience.words) if setting.audience else None,
    }


def profile_row(actor: Actor, article: Article) -> Row:
    """An actor as this article names it: every printed form, and the offices in their order."""
    forms = dict.fromkeys(span.cut(article.text) for span in actor.mentions)
    return {
        "document": article.id,
        "local": actor.id,
        "name": clean(actor.name),
        "kind": actor.kind.value,
        "roles": json.dumps([[one.role, one.organisation] for one in actor.roles]),
        "forms": json.dumps(list(forms)),
    }


def relation_rows(reading: Reading) -> Iterator[Row]:
    """The relations that the article asserts."""
    for one in reading.relations:
        yield {
            "document": reading.article.id,
            "kind": one.kind.value,
            "left": one.left,
            "right": one.right,
            "asserted_by": one.asserted_by.value,
            "score": one.score,
            "detail": json.dumps({"reason": one.reason}),
            **_place(one.span),
        }


def event_rows(reading: Reading) -> Iterator[Row]:
    """The dated events and statements of the article."""
    for one in reading.timeline:
        yield {
            "document": reading.article.id,
            "title": clean(one.title),
            "date_from": _day(one.when, "earliest"),
            "date_to": _day(one.when, "latest"),
            "precision": one.when.precision.value,
            "statement": one.statement,
            **_place(one.span),
        }


def headline_rows(reading: Reading) -> Iterator[Row]:
    """What the statements make of the headline."""
    for one in reading.headline:
        yield {
            "document": reading.article.id,
            "assertion": clean(one.assertion),
            "verdict": one.verdict.value,
            "nearest": json.dumps(one.nearest),
            "because": clean(one.because),
        }


def fact_rows(article: Article) -> Iterator[Row]:
    """What is known of the article itself, each with the words it was read from."""
    for field, value, original, evidence, span in _facts(article):
        yield {
            "document": article.id,
            "field": field,
            "value": clean(value),
            "original": clean(original),
            "evidence": evidence,
            **_place(span),
        }


def _facts(article: Article) -> Iterator[tuple[str, str, str | None, str | None, Span | None]]:
    if article.byline is not None:
        for name in article.byline.people:
            yield "author", name, article.byline.printed, None, article.byline.span
    for sign in article.published_evidence:
        if sign.when.earliest is not None:
            yield "published", sign.when.earliest.isoformat(), sign.words, sign.source.value, sign.span
    if article.outlet:
        yield "outlet", article.outlet, None, None, None
    for credit in article.credits:
        yield "credit", credit.outlet, credit.span.cut(article.text), credit.kind.value, credit.span
    for host in dict.fromkeys(picture.host for picture in article.pictures):
        yield "picture host", host, None, None, None


def _words(text: str, spans: Iterable[Span]) -> str | None:
    return clean(_ELISION.join(span.cut(text) for span in spans) or None)


def _day(when: When | None, end: str) -> str | None:
    day = None if when is None else getattr(when, end)
    return None if day is None else day.isoformat()


def _place(span: Span | None) -> Row:
    return {"start": None if span is None else span.start, "end": None if span is None else span.end}


def _site(url: str | None) -> str | None:
    try:
        return urlsplit(url).hostname if url else None
    except ValueError:
        return None


@overload
def clean(words: str) -> str: ...


@overload
def clean(words: None) -> None: ...


@overload
def clean(words: str | None) -> str | None: ...


def clean(words: str | None) -> str | None:
    """The words with U+FFFD for NUL and lone surrogates: as long as before, and fit for a database."""
    return None if words is None else _UNSTORABLE.sub("\ufffd", words)


def storable(name: str) -> str:
    r"""A name with signs in place of what databases cannot hold: other names stay other names.

    >>> storable("a\udcff.txt")
    'a\\udcff.txt'
    """
    return name.replace("\x00", "\\x00").encode("utf-8", "backslashreplace").decode()


def pack_text(text: str) -> bytes:
    """A text with all its code points, also those that no database holds."""
    return zlib.compress(text.encode("utf-8", "surrogatepass"))


def unpack_text(packed: bytes) -> str:
    """The text that was packed."""
    return zlib.decompress(packed).decode("utf-8", "surrogatepass")


def text_of(text: str, exact: bytes | None) -> str:
    """A document's text with all its code points."""
    return text if exact is None else unpack_text(exact)
