"""The note beside each statement: who, how, when, where, to whom, and what each of these rests on."""

import re

from onrecord.export.labels import Voice, number_statements, order_statements, statement_words
from onrecord.export.page import Fact, Link, Note, Sentence
from onrecord.export.places import Places
from onrecord.export.sentences import statement_pieces
from onrecord.export.words import (
    one_line,
    say_confidence,
    say_kind,
    say_manner,
    say_number,
    say_office,
    say_when,
)
from onrecord.types.actor import Speaker
from onrecord.types.reading import Reading
from onrecord.types.span import Span
from onrecord.types.statement import Setting, Statement
from onrecord.types.when import When

_WORD = re.compile(r"\w+")


def write_notes(reading: Reading, voices: dict[str, Voice], places: Places) -> dict[str, Note]:
    """The notes by statement id, in the order of the text."""
    numbers = number_statements(reading)
    return {one.id: _note(reading, one, numbers, voices, places) for one in order_statements(reading)}


def _note(
    reading: Reading, statement: Statement, numbers: dict[str, int], voices: dict[str, Voice], places: Places
) -> Note:
    voice, number = voices[statement.id], numbers[statement.id]
    around = [] if statement.inside is None else [_reported(numbers[statement.inside], voices[statement.inside])]
    speaker, setting = reading.speakers.get(statement.id), reading.settings.get(statement.id) or Setting()
    return Note(
        number=number,
        voice=voice,
        name=voice.name,
        name_look=_name_look(reading.article.text, statement, voice.name) if voice.known else "",
        office=say_office(speaker) if speaker is not None and speaker.resolved else "",
        sentence=_sentence(statement, setting, places),
        how=_how(statement, places),
        facts=(*around, *_facts(statement, speaker, setting, places)),
        quote=statement_words(reading, statement),
    )


def _reported(number: int, voice: Voice) -> Fact:
    by = voice.name if voice.known else "a speaker who is not clear"
    return Fact(label="Told by", words=(Link(words=f"{by}, in statement {say_number(number)}."),))


def _name_look(text: str, statement: Statement, name: str) -> str:
    """Printed where the source shares a word with the name ("Ilves"), inferred where not ("she", "the minister")."""
    words = {word.casefold() for span in statement.source for word in _WORD.findall(span.cut(text))}
    return "printed" if words & {word.casefold() for word in _WORD.findall(name)} else "inferred"


def _sentence(statement: Statement, setting: Setting, places: Places) -> Sentence:
    """`Said this to reporters on 13 February 2025 (“Thursday”).`; empty where it would be no more than `Said this.`"""
    pieces = places.set_pieces(statement_pieces(statement, setting))
    if len(pieces) == 2 and not say_manner(statement):
        return ()
    return (Link(words=pieces[0].words[:1].upper() + pieces[0].words[1:]), *pieces[1:])


def _how(statement: Statement, places: Places) -> Sentence:
    """`Direct quotation; source “Ilves”, verb “noted”; fairly sure, 0.82.`"""
    kind = say_kind(statement.kind)
    parts: list[Link] = [Link(words=kind[:1].upper() + kind[1:])]
    for label, spans in (("source", statement.source), ("verb", statement.cue)):
        if spans:
            parts += [Link(words=f" · {label} "), *_row(spans, places)]
    return (*parts, Link(words=f" · {say_confidence(statement.confidence)}"))


def _row(spans: tuple[Span, ...], places: Places) -> Sentence:
    row: list[Link] = []
    for span in spans:
        row += [*([Link(words=" … ")] if row else []), *places.quoted(span)]
    return tuple(row)


def _facts(statement: Statement, speaker: Speaker | None, setting: Setting, places: Places) -> tuple[Fact, ...]:
    facts = [_who(statement, speaker, places)]
    manner = say_manner(statement)
    facts += [Fact(label="How", words=(Link(words=manner[:1].upper() + manner[1:] + "."),))] if manner else []
    facts += [_date(setting.said, places)] if setting.said is not None else []
    phrases = (("Where", setting.place), ("Occasion", setting.occasion), ("To whom", setting.audience))
    facts += [Fact(label=label, words=places.quoted(phrase.span)) for label, phrase in phrases if phrase is not None]
    missing = [
        *(["when"] if setting.said is None else []),
        *(label.casefold() for label, phrase in phrases if phrase is None),
    ]
    missing += [] if statement.source else ["who, at this place"]
    missing += [] if statement.cue else ["a verb of saying"]
    facts += [Fact(label="Not printed", words=(Link(words=", ".join(missing) + "."),))] if missing else []
    return tuple(facts)


def _who(statement: Statement, speaker: Speaker | None, places: Places) -> Fact:
    if speaker is None:
        return Fact(label="Who", words=(Link(words="The article does not say who speaks here."),))
    because = tuple((Link(words=_stop(evidence.reason)), *_see(evidence.span, places)) for evidence in speaker.evidence)
    if speaker.resolved:
        kind = f" ({speaker.kind.value})" if speaker.kind is not None else ""
        return Fact(label="Who", words=(Link(words=f"{one_line(speaker.name)}{kind}"),), because=because)
    source = _row(statement.source, places) or (Link(words=f"“{one_line(speaker.name)}”"),)
    return Fact(label="Who", words=(*source, Link(words=": it is not clear who that is.")), because=because)


def _date(when: When, places: Places) -> Fact:
    because = [(Link(words=_stop(when.reason)), *_see(when.span, places))] if when.reason else []
    because += [
        (Link(words=f"Or {say_when(one)}{': ' + _stop(one.reason) if one.reason else '.'}"),)
        for one in when.alternatives
    ]
    lone = When(earliest=when.earliest, latest=when.latest, precision=when.precision, words=when.words, at=when.at)
    said = say_when(lone)
    return Fact(label="When", words=(Link(words=said[:1].upper() + said[1:]),), because=tuple(because))


def _see(span: Span | None, places: Places) -> Sentence:
    return () if span is None else (Link(words=" "), *places.quoted(span))


def _stop(sentence: str) -> str:
    line = one_line(sentence)
    line = line[:1].upper() + line[1:]
    return line if line.endswith((".", "!", "?", "…")) else f"{line}."
