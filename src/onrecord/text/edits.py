"""What was changed between two versions of a text, sentence by sentence."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from onrecord.text.sentences import cut_sentences
from onrecord.types.span import Span

_WORD = re.compile(r"\w+")
_ALIKE = 0.5  # of the words of two sentences in the same place, for one to be called the other's rewording
_MOST = 4_000  # sentences compared one by one; beyond it a change is told as a whole


class Change(StrEnum):
    """What happened to a passage."""

    ADDED = "added"
    DROPPED = "dropped"
    REWORDED = "reworded"


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """One passage that differs. `before` is its place in the old text, `after` in the new one; None where it is not there."""

    change: Change
    before: Span | None
    after: Span | None


def find_edits(old: str, new: str) -> tuple[Edit, ...]:
    """The passages that differ, in the order of the new text.

    >>> [edit.change.value for edit in find_edits("It rained. He left.", "It rained. He left early. We stayed.")]
    ['reworded', 'added']
    """
    before, after = _sentences(old), _sentences(new)
    if max(len(before), len(after)) > _MOST:
        return () if old == new else (_edit(Span(0, len(old)), Span(0, len(new))),)
    matcher = SequenceMatcher(None, [s.cut(old) for s in before], [s.cut(new) for s in after], autojunk=False)
    edits: list[Edit] = []
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag != "equal":
            edits += _paired(old, new, before[a:b], after[c:d])
    return tuple(edits)


def _sentences(text: str) -> list[Span]:
    """The sentences with their surrounding blanks cut off."""
    found = []
    for span in cut_sentences(text):
        words = span.cut(text)
        start = span.start + len(words) - len(words.lstrip())
        if words.strip():
            found.append(Span(start, start + len(words.strip())))
    return found


def _paired(old: str, new: str, dropped: Sequence[Span], added: Sequence[Span]) -> list[Edit]:
    """Sentences that stand in one another's place: rewordings where they share enough words."""
    edits: list[Edit] = []
    rest = list(dropped)
    for span in added:
        like = next((one for one in rest if _likeness(one.cut(old), span.cut(new)) >= _ALIKE), None)
        if like is None:
            edits.append(_edit(None, span))
            continue
        edits += [_edit(one, None) for one in rest[: rest.index(like)]]
        del rest[: rest.index(like) + 1]
        edits.append(_edit(like, span))
    return [*edits, *(_edit(one, None) for one in rest)]


def _likeness(one: str, other: str) -> float:
    """Share of common words, 0 to 1."""
    left, right = _WORD.findall(one), _WORD.findall(other)
    return SequenceMatcher(None, left, right, autojunk=False).ratio()


def _edit(before: Span | None, after: Span | None) -> Edit:
    change = Change.ADDED if before is None else Change.DROPPED if after is None else Change.REWORDED
    return Edit(change=change, before=before, after=after)
