"""Statements of one article, with kind, mode and polarity."""

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence

from onrecord.statements.cues import mode_of, polarity_of
from onrecord.statements.decode import Found, decode_window
from onrecord.text.quotes import Quotation
from onrecord.types.article import Article
from onrecord.types.span import Span
from onrecord.types.statement import QuoteKind, Statement
from onrecord.types.tags import Tags

DIRECT_SHARE = 0.8  # of a content's words in quotation marks, from which it counts as direct
_WORD = re.compile(r"\w+")
_CLAUSE_BREAK = re.compile(r"[.?!;:\n”\"]|,\s+(?:and|but|while|whereas)\s")


def find_statements(
    article: Article,
    tags: Sequence[Tags],
    quotations: Sequence[Quotation],
    *,
    made_by: str,
    calibrate: Callable[[float], float] = float,
) -> list[Statement]:
    """Every statement that the tags show, in text order; none overlaps the article's boilerplate.

    quotations are those of the whole text. calibrate: from the product of the parts' probabilities to the share of such statements that are right.
    """
    text = article.text
    statements: list[Statement] = []
    for window in tags:
        for found in decode_window(window):
            found.score = calibrate(found.score)
            content = [piece for span in found.content if (piece := _trimmed(span, text)) is not None]
            if not content or any(part.overlaps(piece) for part in article.boilerplate for piece in content):
                continue
            statements.append(_statement(article, found, content, quotations, made_by))
    return sorted(statements, key=lambda s: (s.content[0], s.content[-1]))


def _statement(
    article: Article, found: Found, content: Sequence[Span], quotations: Sequence[Quotation], made_by: str
) -> Statement:
    text = article.text
    cue = tuple(found.cue)
    words = " ".join(span.cut(text) for span in cue)
    return Statement(
        article_id=article.id,
        kind=kind_of(text, content, quotations),
        mode=mode_of(words),
        polarity=polarity_of(words, _clause_before(text, found)),
        source=tuple(found.source),
        cue=cue,
        content=tuple(content),
        confidence=min(1.0, max(0.0, found.score)),
        made_by=made_by,
    )


def _trimmed(span: Span, text: str) -> Span | None:
    """The span without white space at its ends; None where nothing else is in it."""
    words = span.cut(text)
    start = span.start + len(words) - len(words.lstrip())
    end = span.end - (len(words) - len(words.rstrip()))
    return Span(start, end) if start < end else None


def _clause_before(text: str, found: Found) -> str:
    """What stands in front of the cue in its clause, the source left out."""
    if not found.cue:
        return ""
    end = found.cue[0].start
    begin = max(0, end - 80)
    before = text[begin:end]
    for span in found.source:
        if begin <= span.start and span.end <= end:
            before = before[: span.start - begin] + " " * len(span) + before[span.end - begin :]
    breaks = [match.end() for match in _CLAUSE_BREAK.finditer(before)]
    return before[breaks[-1] :] if breaks else before


def kind_of(text: str, content: Sequence[Span], quotations: Sequence[Quotation]) -> QuoteKind:
    """Direct, mixed or indirect, by the share of the content's words that stand in quotation marks."""
    starts = [q.start for q in quotations]
    words = inside = 0
    for span in content:
        for match in _WORD.finditer(text, span.start, span.end):
            words += 1
            n = bisect_right(starts, match.start()) - 1
            inside += any(q.start <= match.start() < q.end for q in quotations[max(0, n - 1) : n + 1])
    if not inside:
        return QuoteKind.INDIRECT
    return QuoteKind.DIRECT if inside >= DIRECT_SHARE * words else QuoteKind.MIXED
