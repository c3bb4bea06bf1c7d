"""Statements of one article, with kind, mode and polarity."""

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from onrecord.statements.cues import mode_of, polarity_of
from onrecord.statements.decode import Found, decode_window
from onrecord.statements.layout import Block, find_blocks
from onrecord.text.quotes import Quotation
from onrecord.text.words import whole_words
from onrecord.types.article import Article
from onrecord.types.span import Span
from onrecord.types.statement import Mode, Polarity, QuoteKind, Statement
from onrecord.types.tags import Tags

_LAID_OUT = (
    0.95  # of turns and signed quotations in polnear/train, where they are marked at all, the share with that source
)
LEAST_CONFIDENCE = 0.35  # half the F1 that is reached: a less sure statement costs the record more than it brings
DIRECT_SHARE = 0.8  # of a content's words in quotation marks, from which it counts as direct
_WORD = re.compile(r"\w+")
_CLAUSE_BREAK = re.compile(r"[.?!;:\n”\"]|,\s+(?:and|but|while|whereas)\s")


@dataclass(frozen=True, slots=True)
class Maker:
    """Makes statements of what was found in one article.

    quotations are those of the whole text. calibrate: from the product of the parts' probabilities to the share
    of such statements that are right.
    """

    article: Article
    quotations: Sequence[Quotation]
    made_by: str
    calibrate: Callable[[float], float] = float

    def statement(self, found: Found) -> Statement | None:
        """The statement; None where its content holds no words, or boilerplate, or where it is too unsure."""
        text = self.article.text
        found = replace(
            found,
            content=[whole_words(span, text) for span in found.content],
            cue=[whole_words(span, text) for span in found.cue],
            source=[whole_words(span, text) for span in found.source],
        )
        content = tuple(piece for span in found.content if (piece := _trimmed(span, text)) is not None)
        confidence = min(1.0, max(0.0, self.calibrate(found.score)))
        if not content or self._is_boilerplate(content) or confidence < LEAST_CONFIDENCE:
            return None
        words = " ".join(span.cut(text) for span in found.cue)
        return Statement(
            article_id=self.article.id,
            kind=kind_of(text, content, self.quotations),
            mode=mode_of(words),
            polarity=polarity_of(words, _clause_before(text, found)),
            source=tuple(found.source),
            cue=tuple(found.cue),
            content=content,
            confidence=confidence,
            made_by=self.made_by,
        )

    def laid_out(self, block: Block) -> Statement | None:
        """The statement that the layout shows; None where it is boilerplate."""
        if self._is_boilerplate(block.content):
            return None
        return Statement(
            article_id=self.article.id,
            kind=QuoteKind.DIRECT,
            mode=Mode.SAID,
            polarity=Polarity.AFFIRMED,
            source=(block.source,),
            cue=(block.cue,),
            content=block.content,
            confidence=_LAID_OUT,
            made_by="layout-1",
        )

    def _is_boilerplate(self, content: Sequence[Span]) -> bool:
        return any(part.overlaps(piece) for part in self.article.boilerplate for piece in content)


def find_statements(maker: Maker, tags: Sequence[Tags]) -> list[Statement]:
    """Every statement that the layout and the tags show, in text order; none overlaps the article's boilerplate."""
    blocks = find_blocks(maker.article.text, maker.quotations)
    laid_out = [(block, statement) for block in blocks if (statement := maker.laid_out(block))]
    statements = [statement for _, statement in laid_out]
    for found in (found for window in tags for found in decode_window(window)):
        statement = maker.statement(found)
        around = _around(found, laid_out)
        if statement is None or (around and not _is_reported(found, around[0][0])):
            continue  # the layout says better who speaks here
        statements.append(replace(statement, inside=around[0][1].id) if around else statement)
    return sorted(statements, key=lambda s: (s.content[0], s.content[-1]))


def _around(found: Found, laid_out: Sequence[tuple[Block, Statement]]) -> list[tuple[Block, Statement]]:
    parts = [*found.content, *found.cue, *found.source]
    return [(block, statement) for block, statement in laid_out if any(block.touches(part) for part in parts)]


def _is_reported(found: Found, block: Block) -> bool:
    """Whether somebody reports this in a turn, cue and all: then it stands beside what the turn says."""
    parts = [*found.content, *found.cue, *found.source]
    part_of = sum(map(len, found.content)) < DIRECT_SHARE * sum(map(len, block.content))
    return bool(found.cue and found.source) and part_of and all(block.holds(part) for part in parts)


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
        words += len(_WORD.findall(text, span.start, span.end))
        n = max(0, bisect_right(starts, span.start) - 2)  # one may stand in another
        counted = span.start
        while n < len(quotations) and quotations[n].start < span.end:
            first, last = max(counted, quotations[n].start), min(span.end, quotations[n].end)
            if first < last:
                inside += len(_WORD.findall(text, first, last))
                counted = last
            n += 1
    if not inside:
        return QuoteKind.INDIRECT
    return QuoteKind.DIRECT if inside >= DIRECT_SHARE * words else QuoteKind.MIXED
