"""The text of the article, set in paragraphs with numbers, highlights, and the notes that belong beside it."""

from itertools import pairwise

from onrecord.export.labels import HUES, number_statements, order_statements
from onrecord.export.page import Note, Number, Paragraph, Run
from onrecord.export.segments import Mark, Segment, cut_paragraphs, cut_segments, share_marks
from onrecord.export.words import say_days
from onrecord.types.reading import Reading
from onrecord.types.span import Span


def set_text(
    reading: Reading, notes: dict[str, Note], evidence: tuple[Mark, ...]
) -> tuple[tuple[Run, ...], tuple[Paragraph, ...]]:
    """The headline's runs, empty where the text holds no headline, and the paragraphs below it."""
    article = reading.article
    paragraphs = cut_paragraphs(article.text, article.headline_span)
    setter = _Setter(reading, notes)
    shared = share_marks(paragraphs, [*setter.content_marks(), *evidence])
    headline: tuple[Run, ...] = ()
    body: list[tuple[Span, tuple[Run, ...], tuple[Note, ...]]] = []
    for paragraph, marks in zip(paragraphs, shared, strict=True):
        runs, started = setter.set_paragraph(paragraph, marks)
        if article.headline_span is not None and article.headline_span.overlaps(paragraph):
            headline += runs
            body += [(paragraph, (), started)] if started else []
        else:
            body.append((paragraph, runs, started))
    return headline, _place_notes(reading, body)


class _Setter:
    """Sets paragraphs in order and remembers which anchors and numbers have been given out."""

    def __init__(self, reading: Reading, notes: dict[str, Note]) -> None:
        numbers = number_statements(reading)
        self._reading = reading
        self._statements = {f"s{numbers[one.id]}": one for one in order_statements(reading)}
        self._notes = {f"s{numbers[identity]}": note for identity, note in notes.items()}
        self._seen: set[str] = set()

    def content_marks(self) -> list[Mark]:
        return [
            Mark(key=key, span=span, piece=piece)
            for key, statement in self._statements.items()
            for piece, span in enumerate(statement.content)
        ]

    def set_paragraph(self, paragraph: Span, marks: list[Mark]) -> tuple[tuple[Run, ...], tuple[Note, ...]]:
        started: list[Note] = []
        runs = []
        for segment in cut_segments(paragraph, marks):
            started += [self._notes[m.key] for m in segment.opens if m.key in self._notes and m.key not in self._seen]
            runs.append(self._run(segment))
        return tuple(runs), tuple(started)

    def _run(self, segment: Segment) -> Run:
        anchors, numbers = [], []
        for mark in segment.opens:
            statement = mark.key in self._statements
            if statement:
                goes_on = mark.key in self._seen
                note = self._notes[mark.key]
                numbers.append(Number(number=note.number, voice=note.voice, goes_on=goes_on))
            if mark.key not in self._seen:
                anchors.append(f"q{mark.key[1:]}" if statement else mark.key)
            self._seen.add(mark.key)
        inside = [mark.key for mark in segment.marks if mark.key in self._statements]
        return Run(
            words=segment.span.cut(self._reading.article.text),
            anchors=tuple(anchors),
            numbers=tuple(numbers),
            classes=" ".join([*self._looks(inside), *(mark.key for mark in segment.marks)]),
            hint=self._hint(inside[-1]) if inside else "",
        )

    def _looks(self, inside: list[str]) -> list[str]:
        """The voice and kind of the innermost statement, and the voice of the one around it."""
        if not inside:
            return []
        voice, kind = self._notes[inside[-1]].voice, self._statements[inside[-1]].kind.value
        around = self._notes[inside[0]].voice
        return [voice.classes, kind, *([f"in{min(around.index, HUES + 1)}"] if len(inside) > 1 else [])]

    def _hint(self, key: str) -> str:
        note = self._notes[key]
        setting = self._reading.settings.get(self._statements[key].id)
        said = "" if setting is None or setting.said is None else f", {say_days(setting.said)}"
        return f"{note.number}: {_full_name(note.name, note.office)}{said}"


def _full_name(name: str, office: str) -> str:
    return f"{name}, {office}" if office else name


def _place_notes(reading: Reading, body: list[tuple[Span, tuple[Run, ...], tuple[Note, ...]]]) -> tuple[Paragraph, ...]:
    """Notes may run on beside the paragraphs below, as far as the next paragraph with notes of its own."""
    noted = [row for row, (_, _, notes) in enumerate(body, start=1) if notes]
    until = dict(pairwise([*noted, len(body) + 2]))  # one row of room after the last
    return tuple(
        Paragraph(
            runs=runs,
            notes=notes,
            rows=(row, until.get(row, row + 1)),
            quiet=any(quiet.holds(span) for quiet in reading.article.boilerplate),
        )
        for row, (span, runs, notes) in enumerate(body, start=1)
    )
