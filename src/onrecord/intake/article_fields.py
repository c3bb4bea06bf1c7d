"""The article of a reading, from the published JSON shape."""

import hashlib

from onrecord.intake.anchor import Anchor
from onrecord.intake.fields import Fields, ShapeError
from onrecord.types.article import Article, Byline, Credit, CreditKind, DateEvidence, DateSource, Picture
from onrecord.types.statement import Phrase
from onrecord.types.when import Precision, When

_NO_DAY = When(earliest=None, latest=None, precision=Precision.UNKNOWN)


def article_of(fields: Fields, anchor: Anchor) -> Article:
    """The article with its text; ShapeError where the text is not the one that was read."""
    text = anchor.text
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    if fields.has("text_sha256") and fields.text("text_sha256") != digest:
        raise ShapeError(f"{fields.path('text_sha256')} is not that of the text: the text was changed")
    headline, updated = fields.maybe_inner("headline_span"), fields.maybe_inner("updated")
    published, evidence = _published(fields.maybe_inner("published"), anchor)
    return Article(
        id=fields.text("id"),
        source=fields.text("source"),
        text=text,
        headline=fields.maybe_text("headline"),
        headline_span=None if headline is None else headline.span(anchor),
        language=fields.maybe_text("language"),
        byline=_byline(fields, anchor),
        outlet=fields.maybe_text("outlet"),
        url=fields.maybe_text("url"),
        canonical_url=fields.maybe_text("canonical_url"),
        published=published,
        updated=None if updated is None else when_of(updated, anchor),
        published_evidence=evidence,
        credits=tuple(
            Credit(
                outlet=one.text("outlet"),
                kind=one.choice("kind", CreditKind),
                span=one.span(anchor),
                url=one.maybe_text("url"),
            )
            for one in fields.items("credits")
        ),
        pictures=tuple(
            Picture(url=one.text("url"), host=one.text("host"), caption=one.maybe_text("caption"))
            for one in fields.items("pictures")
        ),
    )


def _byline(fields: Fields, anchor: Anchor) -> Byline | None:
    found = fields.maybe_inner("byline")
    if found is None:
        people = fields.texts("authors")
        return Byline(people=people) if people else None
    return Byline(
        people=found.texts("people"),
        outlets=found.texts("outlets"),
        printed=found.maybe_text("printed"),
        span=found.maybe_span(anchor),
    )


def _published(fields: Fields | None, anchor: Anchor) -> tuple[When | None, tuple[DateEvidence, ...]]:
    """The day and its signs. The shape does not say which day each sign gave, so their own days stay open."""
    if fields is None:
        return None, ()
    evidence = tuple(
        DateEvidence(
            source=one.choice("kind", DateSource), words=one.text("words"), when=_NO_DAY, span=one.maybe_span(anchor)
        )
        for one in fields.items("evidence")
    )
    when = when_of(fields, anchor)
    return (None if when == _NO_DAY and evidence else when), evidence


def when_of(fields: Fields, anchor: Anchor | None = None) -> When:
    """A date with its precision, words, reason, place and other readings; without an anchor it has no place."""
    words, span = fields.maybe_text("words"), None if anchor is None else fields.maybe_span(anchor)
    if words is not None and span is not None and anchor is not None:
        _check_words(words, span.cut(anchor.text), fields)
    try:
        return When(
            earliest=fields.day("from"),
            latest=fields.day("to"),
            precision=fields.choice("precision", Precision),
            words=words,
            span=span,
            at=fields.instant("at"),
            reason=fields.maybe_text("reason") or "",
            alternatives=tuple(when_of(one) for one in fields.items("alternatives")),
        )
    except ShapeError:
        raise
    except ValueError as problem:
        raise ShapeError(f"{fields.path('from')}: {problem}") from problem


def phrase_of(fields: Fields | None, anchor: Anchor) -> Phrase | None:
    """Words with their place."""
    if fields is None:
        return None
    words, span = fields.text("words"), fields.span(anchor)
    _check_words(words, span.cut(anchor.text), fields)
    return Phrase(words=words, span=span)


def _check_words(words: str, found: str, fields: Fields) -> None:
    """Words may be kept on one line; otherwise they must be those of the place."""
    if words.split() != found.split():
        raise ShapeError(f"{fields.path('words')} is {words!r}, but the text holds {found!r} there")
