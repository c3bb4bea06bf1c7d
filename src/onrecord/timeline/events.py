"""What an article tells, in the order in which it happened: dated events and dated statements."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise

from onrecord.text.late import LatePattern
from onrecord.text.sentences import cut_sentences
from onrecord.types.article import Article, Skipped
from onrecord.types.link import Event
from onrecord.types.span import Places, Span
from onrecord.types.statement import Setting, Statement
from onrecord.types.when import When

TITLE_LENGTH = 120  # characters
_CLAUSE_END = re.compile(r"[,;:](?=\s)|\s[–—-](?=\s)|[—]")
_PUBLISHING_WORDS = LatePattern(r"\b(?:published|updated|posted|created|last|first|on|at)\b", re.IGNORECASE)
_LETTER = re.compile(r"[^\W\d_]")
_OMITTED = "…"


def build_timeline(
    article: Article, statements: Sequence[Statement], settings: Mapping[str, Setting], dates: Sequence[When]
) -> tuple[Event, ...]:
    """The dated events and statements of an article, earliest first, each with the words that tell it.

    A title is the sentence or clause that holds the date, at most about 120 characters, cut at words and
    never reworded; `span` is that clause. Publication is no event, and what has no date is left out:
    `skipped_dates` names it.
    """
    sentences = cut_sentences(article.text)
    said = list(_dated_statements(article, statements, settings, sentences))
    taken = {settings[event.statement].said for event in said if event.statement}
    spans = {when.span for when in taken if when is not None}
    told = [
        _event(article.text, sentences, when, when.span)
        for when in _resolved(article, dates, sentences)
        if when.span is not None and when.span not in spans
    ]
    return tuple(sorted([*said, *told], key=_order))


def skipped_dates(article: Article, dates: Sequence[When]) -> tuple[Skipped, ...]:
    """The dates that the timeline leaves out because they could not be placed, each with the reason."""
    return tuple(
        Skipped(source=article.source, step="timeline", reason=when.reason or f"“{when.words}” could not be placed")
        for when in dates
        if not when.resolved
    )


def _order(event: Event) -> tuple[date, date, int]:
    earliest, latest = event.when.earliest or date.max, event.when.latest or date.max
    return earliest, latest, event.span.start


def _resolved(article: Article, dates: Sequence[When], sentences: Sequence[Span]) -> Iterator[When]:
    published = [evidence.span for evidence in article.published_evidence if evidence.span is not None]
    outside = Places([*article.boilerplate, *published])
    for when in dates:
        if when.span is None or not when.resolved:
            continue
        if not outside.touching(when.span) and not _tells_publication(
            article.text, _sentence_at(sentences, when.span), when.span
        ):
            yield when


def _tells_publication(text: str, sentence: Span, day: Span) -> bool:
    """Whether a line holds nothing but a date: "Published: 14 February 2025"."""
    if len(sentence) >= TITLE_LENGTH:
        return False
    rest = text[sentence.start : day.start] + " " + text[day.end : sentence.end]
    return not _LETTER.search(_PUBLISHING_WORDS.sub("", rest))


def _dated_statements(
    article: Article, statements: Sequence[Statement], settings: Mapping[str, Setting], sentences: Sequence[Span]
) -> Iterator[Event]:
    for statement in statements:
        setting = settings.get(statement.id)
        if setting is not None and setting.said is not None and setting.said.resolved:
            yield _event(article.text, sentences, setting.said, statement.content[0], statement.id)


def _event(text: str, sentences: Sequence[Span], when: When, place: Span, statement: str | None = None) -> Event:
    sentence = _sentence_at(sentences, place)
    span = _clause_at(text, sentence, place)
    return Event(title=_title(text, sentence, span), when=when, span=span, statement=statement)


def _sentence_at(sentences: Sequence[Span], place: Span) -> Span:
    index = bisect_right(sentences, place.start, key=lambda sentence: sentence.start) - 1
    if index < 0 or sentences[index].end < place.end:
        return Span(min(place.start, sentences[index].start if index >= 0 else place.start), place.end)
    return sentences[index]


def _clause_at(text: str, sentence: Span, place: Span) -> Span:
    """The sentence if it is short enough, else as many clauses around a place as fit, else words around it."""
    if len(sentence) <= TITLE_LENGTH:
        return sentence
    # no clause farther away can be part of the title, however long the sentence is
    first_cut = max(sentence.start, place.start - 2 * TITLE_LENGTH)
    last_cut = min(sentence.end, place.end + 2 * TITLE_LENGTH)
    cuts = [first_cut, *(cut.end() for cut in _CLAUSE_END.finditer(text, first_cut, last_cut)), last_cut]
    pieces = [(start, end) for start, end in pairwise(cuts) if start < end]
    first = last = next(index for index, (_, end) in enumerate(pieces) if place.start < end)
    start, end = pieces[first]
    end = max(end, min(place.end, start + TITLE_LENGTH))
    while True:
        if last + 1 < len(pieces) and pieces[last + 1][1] - start <= TITLE_LENGTH:
            last += 1
            end = max(end, pieces[last][1])
        elif first > 0 and end - pieces[first - 1][0] <= TITLE_LENGTH:
            first -= 1
            start = pieces[first][0]
        else:
            break
    if end - start > TITLE_LENGTH:
        start, end = _words_around(text, start, end, place)
    return _trimmed(text, start, end)


def _words_around(text: str, start: int, end: int, place: Span) -> tuple[int, int]:
    """About 120 characters around a place, cut between words."""
    spare = max(0, TITLE_LENGTH - len(place))
    left = max(start, min(place.start - spare // 3, end - TITLE_LENGTH))
    right = min(end, left + TITLE_LENGTH)
    if left > start and (space := text.find(" ", left, place.start)) >= 0:
        left = space + 1
    if right < end and (space := text.rfind(" ", min(place.end, right - 1), right)) > left:
        right = space
    return left, right


def _trimmed(text: str, start: int, end: int) -> Span:
    words = text[start:end]
    start += len(words) - len(words.lstrip())
    words = words.strip()
    kept = words.rstrip(",;:—–- ") or words
    return Span(start, start + len(kept))


def _title(text: str, sentence: Span, span: Span) -> str:
    words = " ".join(span.cut(text).split())
    before = _OMITTED if span.start > sentence.start else ""
    after = _OMITTED if span.end < sentence.end else ""
    return before + words + after
