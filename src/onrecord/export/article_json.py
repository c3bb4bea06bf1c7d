"""The article of a reading as JSON: what was read, by whom, and when, with the signs of the date."""

from onrecord.export.grounding import Json, day_fields, maybe_span, span_fields, when_fields
from onrecord.types.article import Article, Byline, DateEvidence
from onrecord.types.when import Precision, When


def article_fields(article: Article) -> Json:
    """The article with its frozen text, in the shape of DESIGN.md."""
    text = article.text
    return {
        "id": article.id,
        "source": article.source,
        "headline": article.headline,
        "headline_span": None
        if article.headline_span is None
        else span_fields(text, article.headline_span, "headline"),
        "text": text,
        "text_sha256": article.text_sha256,
        "language": article.language,
        "authors": [] if article.byline is None else list(article.byline.people),
        "byline": None if article.byline is None else _byline(text, article.byline),
        "outlet": article.outlet,
        "url": article.url,
        "canonical_url": article.canonical_url,
        "published": _published(text, article),
        "updated": None if article.updated is None else when_fields(text, article.updated, "updated"),
        "credits": [
            {"outlet": one.outlet, "url": one.url, "kind": one.kind.value} | span_fields(text, one.span, "credit")
            for one in article.credits
        ],
        "pictures": [{"url": one.url, "host": one.host, "caption": one.caption} for one in article.pictures],
    }


def _published(text: str, article: Article) -> Json | None:
    when, evidence = article.published, article.published_evidence
    if when is None and not evidence:
        return None
    found = day_fields(when or When(earliest=None, latest=None, precision=Precision.UNKNOWN))
    if when is not None and when.alternatives:
        found["alternatives"] = [day_fields(one) for one in when.alternatives]
    return found | {"evidence": [_date_evidence(text, one) for one in evidence]}


def _date_evidence(text: str, evidence: DateEvidence) -> Json:
    return {"kind": evidence.source.value, "words": evidence.words} | maybe_span(text, evidence.span, "published")


def _byline(text: str, byline: Byline) -> Json:
    found: Json = {"people": list(byline.people), "outlets": list(byline.outlets), "printed": byline.printed}
    return found | maybe_span(text, byline.span, "byline")
