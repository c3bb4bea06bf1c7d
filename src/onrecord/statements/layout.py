"""Statements that the layout shows: turns of a transcript, and quotations signed with a dash and a name.

Here the page itself says who speaks, so no model is asked.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.text.late import LatePattern
from onrecord.text.quotes import MarkStyle, Quotation
from onrecord.types.span import Span

_DASH = r"(?:[―—–-]|--)"
_BLANK = r"[^\S\n]"  # within a line; many pages set no-break spaces about a dash
_PARAGRAPH = re.compile(r"[^\n]*\S[^\n]*")
_LABEL = LatePattern(
    r"""[ \t]*["“„«'‘]{0,2}(?P<label>[^\W\d_][\w.’'-]*(?:[ ][\w.’'-]+){0,4})"""
    r"(?:[ ]?\([^()\n]{1,40}\)|,[ ][^:\n.]{1,40})?[ ]?(?P<cue>:)[ \t]+(?=\S)",
    needs=(":",),
)
_SIGNATURE = LatePattern(
    rf"{_BLANK}*\n?{_BLANK}*(?P<cue>{_DASH}){_BLANK}*(?P<name>@?[^\W\d_][^\n“”\"]{{1,78}}?)[.]?{_BLANK}*(?=\n|$|[“\"])"
)
_OPENING = frozenset("\"“„«'‘")
_ASIDE = LatePattern(r"\W*[(\[][^()\[\]]*[)\]]\W*")  # (Laughter.)
_SPOKEN_END = LatePattern(r"[.?!…—–-][\"”’')\]]*\s*$")
_QUESTION_AND_ANSWER = frozenset({"q", "a", "question", "answer"})
_PARTICLES = frozenset("of the and de del della di da la le van von der den bin al el y e".split())
_LEAST_TURNS = 3
_LEAST_WORDS = 4  # of most turns: "Berg: 1,204" is a table, not a conversation
_LONGEST_TURN = 4  # paragraphs; a longer run without a label is the article going on


@dataclass(frozen=True, slots=True)
class Block:
    """One statement laid out as such. Spans are code points; content has a span per paragraph."""

    source: Span
    cue: Span
    content: tuple[Span, ...]

    def holds(self, span: Span) -> bool:
        """Whether the span lies inside the content."""
        return any(piece.holds(span) for piece in self.content)

    def touches(self, span: Span) -> bool:
        """Whether the span shares a character with the content, the label or the signature."""
        return any(part.overlaps(span) for part in (self.source, self.cue, *self.content))


@dataclass(frozen=True, slots=True)
class _Paragraph:
    start: int
    end: int
    label: re.Match[str] | None


def find_blocks(text: str, quotations: Sequence[Quotation]) -> list[Block]:
    """Turns and signed quotations, in text order. quotations: those of the text."""
    turns = list(_turns(text))
    signed = [block for block in _signed(text, quotations) if not any(turn.touches(block.source) for turn in turns)]
    return sorted([*turns, *signed], key=lambda block: block.content[0])


def _turns(text: str) -> Iterator[Block]:
    paragraphs = [
        _Paragraph(match.start(), match.end(), _label(text, match.start(), match.end()))
        for match in _PARAGRAPH.finditer(text)
    ]
    labelled = [n for n, paragraph in enumerate(paragraphs) if paragraph.label]
    if not _is_conversation(text, [paragraphs[n] for n in labelled]):
        return
    for n, following in zip(labelled, [*labelled[1:], None], strict=True):
        label = paragraphs[n].label
        if label is None:
            continue
        more = _going_on(text, paragraphs, n, following)
        pieces = [(label.end(), paragraphs[n].end), *((p.start, p.end) for p in more)]
        content = tuple(piece for start, end in pieces if (piece := _trimmed(text, start, end)))
        if content:
            yield Block(
                source=Span(label.start("label"), label.end("label")),
                cue=Span(label.start("cue"), label.end("cue")),
                content=content,
            )


def _label(text: str, start: int, end: int) -> re.Match[str] | None:
    match = _LABEL.match(text, start, end)
    if match is None:
        return None
    words = match["label"].split()
    named = all(word[0].isupper() or word in _PARTICLES for word in words)
    return match if named and words[-1] not in _PARTICLES else None


def _is_conversation(text: str, turns: Sequence[_Paragraph]) -> bool:
    """Whether labelled paragraphs are speech: several, by speakers who return, in sentences."""
    labels = [turn.label for turn in turns if turn.label]
    if len(labels) < _LEAST_TURNS:
        return False
    speakers = [label["label"].split()[-1].casefold() for label in labels]
    if len(set(speakers)) == len(speakers) or (len(set(speakers)) < 2 and speakers[0] not in _QUESTION_AND_ANSWER):
        return False
    said = [text[label.end() : turn.end] for label, turn in zip(labels, turns, strict=True)]
    spoken = sum(len(words.split()) >= _LEAST_WORDS and bool(_SPOKEN_END.search(words)) for words in said)
    return spoken * 2 > len(said)


def _going_on(text: str, paragraphs: Sequence[_Paragraph], n: int, following: int | None) -> list[_Paragraph]:
    """The paragraphs behind a labelled one that belong to the same turn."""
    more = [p for p in paragraphs[n + 1 : following] if not _ASIDE.fullmatch(text, p.start, p.end)]
    if text[paragraphs[n].start : paragraphs[n].end].lstrip()[0] in _OPENING:  # each paragraph opens its own quotation
        opened = [text[p.start : p.end].lstrip()[0] in _OPENING for p in more]
        return more[: opened.index(False)] if False in opened else more
    return more if following is not None and len(more) < _LONGEST_TURN else []


def _trimmed(text: str, start: int, end: int) -> Span | None:
    words = text[start:end]
    start += len(words) - len(words.lstrip(" \t\"“„«'‘"))
    end -= len(words) - len(words.rstrip(" \t\"”»'’"))
    return Span(start, end) if start < end else None


def _signed(text: str, quotations: Sequence[Quotation]) -> Iterator[Block]:
    for quotation in quotations:
        if quotation.style is not MarkStyle.DOUBLE or not quotation.closed or not _opens_line(text, quotation):
            continue
        end = _outer_end(text, quotation)
        match = _SIGNATURE.match(text, end)
        if match and _is_name(match["name"]):
            yield Block(
                source=Span(match.start("name"), match.end("name")),
                cue=Span(match.start("cue"), match.end("cue")),
                content=(Span(quotation.open_start, end),),
            )


def _opens_line(text: str, quotation: Quotation) -> bool:
    place = quotation.open_start
    while place and text[place - 1] != "\n" and text[place - 1].isspace():
        place -= 1
    return not place or text[place - 1] == "\n"


def _outer_end(text: str, quotation: Quotation) -> int:
    """Where a quotation ends that holds others in marks of the same kind: “He calls it “hell” there.”"""
    end = text.find("\n", quotation.open_start)
    depth = 0
    for place in range(quotation.open_start, len(text) if end < 0 else end):
        depth += (text[place] == "“") - (text[place] == "”")
        if not depth:
            break
    else:
        return quotation.close_end
    return max(place + 1, quotation.close_end)


def _is_name(words: str) -> bool:
    """Whether the words up to the first comma are capitalised like a name."""
    name = words.split(",", maxsplit=1)[0].split()
    return 1 <= len(name) <= 6 and all(
        word.lstrip("@(").rstrip(")")[:1].isupper() or word.lower() in _PARTICLES or word[0] == "@" for word in name
    )
