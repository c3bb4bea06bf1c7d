"""Statements inside statements: "A said that B had promised …" keeps B's promise too."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from onrecord.statements.cues import tells
from onrecord.statements.decode import Found, decode_window
from onrecord.statements.find import DIRECT_SHARE, Maker
from onrecord.types.span import Span
from onrecord.types.statement import Statement
from onrecord.types.tags import Tags

_LEAST_WORDS = 6  # "Ana said that it was" is the shortest that holds a speaker, a cue and a content


def find_nested(maker: Maker, outer: Sequence[Statement], tags: Sequence[Tags]) -> list[Statement]:
    """The statements inside the content of others that are none of `outer`. tags: those of the text's windows.

    An inner statement needs a cue and a source of its own, and less content than the statement around it.
    """
    found: list[Statement] = []
    taken = {statement.content for statement in outer}
    for around, piece in passages(maker.article.text, outer):
        for one in _inner(tags, piece):
            inner = maker.statement(one)
            if inner is None or inner.content in taken:
                continue
            taken.add(inner.content)
            found.append(replace(inner, inside=around.id))
    return found


def passages(text: str, statements: Sequence[Statement]) -> list[tuple[Statement, Span]]:
    """The pieces of statements that may hold another: those long enough, with a word that tells of speech or thought."""
    return [
        (statement, piece)
        for statement in statements
        if statement.inside is None
        for piece in (_clause(text, whole) for whole in statement.content)
        if len(words := piece.cut(text).split()) >= _LEAST_WORDS and any(map(tells, words))
    ]


def _clause(text: str, piece: Span) -> Span:
    """The piece without the "that" which makes it part of the sentence around it."""
    return (
        Span(piece.start + len("that "), piece.end) if text.startswith("that ", piece.start, piece.end - 1) else piece
    )


def _inner(tags: Sequence[Tags], piece: Span) -> Iterator[Found]:
    for window in tags:
        if (part := _within(window, piece)) is None:
            continue
        for one in decode_window(part):
            if one.cue and one.source and sum(map(len, one.content)) < DIRECT_SHARE * len(piece):
                yield one


def _within(tags: Tags, piece: Span) -> Tags | None:
    """What the window says of the words inside the piece, as if they were all of a text; None where it holds none."""
    first = int(np.searchsorted(tags.spans[1:-1, 1], piece.start, side="right")) + 1
    last = int(np.searchsorted(tags.spans[1:-1, 0], piece.end, side="left"))
    if first > last:
        return None
    chosen = [0, *range(first, last + 1), len(tags.spans) - 1]  # with the tokens that stand for "nowhere" and the end
    return Tags(
        spans=tags.spans[chosen],
        roles=tags.within[chosen],
        within=tags.within[chosen],
        names=tags.names[chosen],
        links=tags.links[chosen],
    )
