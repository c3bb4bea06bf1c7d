"""Statements inside statements: "A said that B had promised …" keeps B's promise too."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from onrecord.statements.cues import tells
from onrecord.statements.decode import Found, decode_window
from onrecord.statements.find import DIRECT_SHARE, Maker
from onrecord.types.span import Span
from onrecord.types.statement import Statement
from onrecord.types.tags import Tags

_LEAST_WORDS = 6  # "Ana said that it was" is the shortest that holds a speaker, a cue and a content


def passages(text: str, statements: Sequence[Statement]) -> list[tuple[Statement, Span]]:
    """The pieces of statements that may hold another: those long enough, with a word that tells of speech or thought."""
    return [
        (statement, piece)
        for statement in statements
        if statement.inside is None
        for piece in (_clause(text, whole) for whole in statement.content)
        if len(words := piece.cut(text).split()) >= _LEAST_WORDS and any(map(tells, words))
    ]


def find_nested(
    maker: Maker,
    outer: Sequence[Statement],
    places: Sequence[tuple[Statement, Span]],
    tags: Sequence[Sequence[Tags]],
) -> list[Statement]:
    """The statements inside each passage that are none of `outer`. tags: those of each passage's words, in their order.

    An inner statement needs a cue and a source of its own, and less content than the statement around it.
    """
    found: list[Statement] = []
    taken = {statement.content for statement in outer}
    for (around, piece), windows in zip(places, tags, strict=True):
        for one in _inner(windows, piece):
            inner = maker.statement(one)
            if inner is None or inner.content in taken:
                continue
            taken.add(inner.content)
            found.append(replace(inner, inside=around.id))
    return found


def _clause(text: str, piece: Span) -> Span:
    """The piece without the "that" which makes it part of the sentence around it."""
    return (
        Span(piece.start + len("that "), piece.end) if text.startswith("that ", piece.start, piece.end - 1) else piece
    )


def _inner(windows: Sequence[Tags], piece: Span) -> Iterator[Found]:
    for window in windows:
        for one in decode_window(window):
            if one.cue and one.source and sum(map(len, one.content)) < DIRECT_SHARE * len(piece):
                yield Found(
                    content=_moved(one.content, piece.start),
                    cue=_moved(one.cue, piece.start),
                    source=_moved(one.source, piece.start),
                    score=one.score,
                )


def _moved(spans: Sequence[Span], by: int) -> list[Span]:
    return [Span(span.start + by, span.end + by) for span in spans]
