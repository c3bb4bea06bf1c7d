"""brat standoff: a folder, or one of its files, with a .txt and an .ann for each article, as `onrecord export` writes it.

Taken are events of the type Statement with their arguments Source and Content, the attributes Kind, Mode and Polarity,
and what a note in JSON says of the speaker. Pieces that only a line's end divides are one piece again.
"""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

from onrecord.errors import UsageError
from onrecord.intake.anchor import Anchor
from onrecord.intake.build import Draft, build_reading
from onrecord.intake.fields import ShapeError
from onrecord.intake.incoming import BadRow, Found, Incoming, PassedOver, row_data
from onrecord.types.article import Article
from onrecord.types.span import Span
from onrecord.types.statement import Mode, Polarity, QuoteKind

_Enum = TypeVar("_Enum", bound=StrEnum)
_ARGUMENT = re.compile(r"(?P<role>[A-Za-z_-]+?)(?P<number>\d*):(?P<id>\S+)$")


def rows(file: Path) -> Iterator[Found]:
    """One article for each .txt that has an .ann beside it."""
    texts = sorted(file.rglob("*.txt")) if file.is_dir() else [file.with_suffix(".txt")]
    pairs = [(one, ann) for one in texts if one.exists() and (ann := one.with_suffix(".ann")).exists()]
    if not pairs:
        raise UsageError(f"{file} holds no .txt with an .ann beside it; give the folder of a brat collection")
    for text, annotations in pairs:
        yield from _article(text, annotations)


@dataclass(slots=True)
class _Standoff:
    """The lines of an .ann by what they are, with their numbers in the file."""

    places: dict[str, tuple[str, tuple[Span, ...]]] = field(default_factory=dict)
    events: dict[str, tuple[int, str]] = field(default_factory=dict)
    attributes: dict[str, dict[str, str]] = field(default_factory=dict)
    notes: dict[str, dict[str, Any]] = field(default_factory=dict)
    passed_over: int = 0


def _article(text_file: Path, ann_file: Path) -> Iterator[Found]:
    where = text_file.name
    try:
        text, lines = text_file.read_bytes().decode(), ann_file.read_bytes().decode().split("\n")
    except UnicodeDecodeError:
        yield BadRow(where=where, reason="is not in UTF-8")
        return
    found, anchor = _Standoff(), Anchor(text)
    for number, line in enumerate(lines, start=1):
        try:
            _read_line(found, line.rstrip("\r"), number, anchor)
        except (LookupError, ValueError) as problem:
            yield BadRow(where=f"{ann_file.name}, line {number}", reason=str(problem))
    drafts = []
    for number, body in found.events.values():
        try:
            drafts.append(_draft(found, body, text))
        except (LookupError, ValueError) as problem:
            yield BadRow(where=f"{ann_file.name}, line {number}", reason=str(problem))
    facts = next((note for of, note in found.notes.items() if of.startswith("T") and "id" in note), {})
    try:
        article = Article(
            id=_words(facts, "id") or f"brat{hashlib.sha256(text.encode()).hexdigest()[:12]}",
            source=where,
            text=text,
            headline=_words(facts, "headline"),
            url=_words(facts, "url"),
        )
    except ValueError as problem:
        yield BadRow(where=where, reason=str(problem))
        return
    if found.passed_over:
        yield PassedOver(where=where, reason=f"{found.passed_over} annotations of other types are passed over")
    try:
        reading = build_reading(article, drafts, "brat")
    except ShapeError as problem:
        yield BadRow(where=where, reason=str(problem))
        return
    data = row_data(id=article.id, text=text, title=article.headline, url=article.url)
    yield Incoming(where=where, reading=reading, data=data, moved=anchor.moved)


def _read_line(found: _Standoff, line: str, number: int, anchor: Anchor) -> None:
    if not line.strip():
        return
    id_, _, rest = line.partition("\t")
    if id_.startswith("T"):
        head, _, words = rest.partition("\t")
        label, _, places = head.partition(" ")
        found.places[id_] = label, _spans(places, words, anchor)
    elif id_.startswith("E"):
        if rest.startswith("Statement:"):
            found.events[id_] = number, rest.strip()
        else:
            found.passed_over += 1
    elif id_.startswith(("A", "M")):
        name, of, value = ([*rest.split(), ""])[:3]
        found.attributes.setdefault(of, {})[name] = value
    elif id_.startswith("#"):
        head, _, words = rest.partition("\t")
        found.notes.setdefault(head.split()[-1], {}).update(_facts(words))
    else:
        found.passed_over += 1


def _facts(words: str) -> dict[str, Any]:
    """What a note says in JSON; a note of a person says nothing to a program."""
    try:
        value = json.loads(words)
    except (ValueError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}


def _spans(places: str, words: str, anchor: Anchor) -> tuple[Span, ...]:
    """The places of a line, joined where only a line's end divides them."""
    pairs = [_pair(one) for one in places.split(";")]
    if len(pairs) == 1:
        return (anchor.place(*pairs[0], words or None),)
    spans = [anchor.place(start, end) for start, end in pairs]
    if words and " ".join(span.cut(anchor.text) for span in spans).split() != words.split():
        raise ValueError(f"the text holds other words than {words!r} there")
    joined = [spans[0]]
    for span in spans[1:]:
        if span.start < joined[-1].end:
            raise ValueError("its pieces overlap or are out of order")
        between = anchor.text[joined[-1].end : span.start]
        if between and not between.strip() and between.splitlines()[0] != between:
            joined[-1] = Span(joined[-1].start, span.end)
        else:
            joined.append(span)
    return tuple(joined)


def _pair(words: str) -> tuple[int, int]:
    start, end = map(int, words.split())
    return start, end


def _draft(found: _Standoff, body: str, text: str) -> Draft:
    head, *arguments = body.split()
    by_role: dict[str, list[Span]] = {"Source": [], "Content": []}
    for argument in arguments:
        match = _ARGUMENT.match(argument)
        if match and match["role"] in by_role:
            by_role[match["role"]] += _place(found, match["id"])
    trigger = _place(found, head.partition(":")[2])
    content = tuple(sorted(by_role["Content"])) or trigger
    id_ = next(one for one, (_, other) in found.events.items() if other == body)
    attributes, note = found.attributes.get(id_, {}), found.notes.get(id_, {})
    source = tuple(sorted(by_role["Source"]))
    name = _words(note, "speaker") or " ".join(span.cut(text) for span in source) or None
    return Draft(
        content=content,
        source=source,
        cue=() if trigger == content else trigger,
        name=name,
        actor_kind=None,
        resolved="speaker" in note,
        role=_words(note, "role"),
        organisation=_words(note, "organisation"),
        kind=_value(attributes, "Kind", QuoteKind),
        mode=_value(attributes, "Mode", Mode) or Mode.SAID,
        polarity=_value(attributes, "Polarity", Polarity) or Polarity.AFFIRMED,
        confidence=_confidence(note),
    )


def _words(note: Mapping[str, Any], name: str) -> str | None:
    """A value of a note that must be words. Raises ValueError where it is something else."""
    value = note.get(name)
    if value is not None and not isinstance(value, str):
        raise ValueError(f"its note gives a {name} that is no words, {value!r}")
    return value or None


def _confidence(note: Mapping[str, Any]) -> float:
    value = note.get("confidence", 1.0)
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
        raise ValueError(f"its note gives a confidence that is not between 0 and 1, {value!r}")
    return float(value)


def _place(found: _Standoff, id_: str) -> tuple[Span, ...]:
    if id_ not in found.places:
        raise ValueError(f"there is no {id_}, or its line is bad")
    return found.places[id_][1]


def _value(attributes: Mapping[str, str], name: str, kind: type[_Enum]) -> _Enum | None:
    given = attributes.get(name)
    return None if given is None else kind(given.replace("_", " "))
