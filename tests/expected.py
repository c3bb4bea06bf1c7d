"""Compares a reading with the one that a person expected; tells each difference by a stable key."""

import json
import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from onrecord.acquire.sources import open_sources
from onrecord.pipeline.read import Reader
from onrecord.types.reading import Reading
from onrecord.types.span import Span
from onrecord.types.statement import Statement

EXAMPLES = Path(__file__).parent.parent / "examples"
_WORD = re.compile(r"\w+")
_ARTICLE = re.compile(r"^(?:the|a|an)\s+")

Expected = dict[str, Any]
Difference = tuple[str, str]  # key, and what was found instead


def example_files() -> list[Path]:
    return sorted(
        path
        for path in EXAMPLES.iterdir()
        if path.suffix in {".html", ".txt", ".xml", ".json"} and not path.name.endswith(".expected.json")
    )


@cache
def readings_of(path: Path) -> list[Reading]:
    results = list(_reader().read_pages(open_sources([str(path)])))
    assert all(isinstance(result, Reading) for result in results), results
    return [result for result in results if isinstance(result, Reading)]


@cache
def _reader() -> Reader:
    return Reader()


def expected_of(path: Path) -> list[Expected]:
    whole = json.loads((path.parent / f"{path.stem}.expected.json").read_text(encoding="utf-8"))
    articles: list[Expected] = whole.get("articles", [whole])
    return articles


def differences(path: Path) -> Iterator[Difference]:
    """Every way in which the readings of one example differ from what was expected of them."""
    readings, wanted = readings_of(path), expected_of(path)
    if len(readings) != len(wanted):
        yield "articles", f"{len(readings)}"
    for number, (reading, expected) in enumerate(zip(readings, wanted, strict=False), start=1):
        prefix = f"article {number}, " if len(wanted) > 1 else ""
        for part in (_article, _statements, _no_statements, _relations, _timeline, _headline, _chain):
            for key, found in part(reading, expected):
                yield prefix + key, found


def _article(reading: Reading, expected: Expected) -> Iterator[Difference]:
    article, wanted = reading.article, expected["article"]
    people = list(article.byline.people) if article.byline else []
    published = article.published.earliest.isoformat() if article.published and article.published.earliest else None
    facts: dict[str, tuple[object, object]] = {
        "headline": (article.headline, wanted.get("headline")),
        "authors": (people, wanted.get("authors", [])),
        "outlet": (article.outlet, wanted.get("outlet")),
        "published": (published, (wanted.get("published") or {}).get("from", "")[:10] or None),
        "language": ((article.language or "")[:2], wanted.get("language")),
    }
    for name, (found, want) in facts.items():
        if found != want:
            yield f"article: {name}", repr(found)
    hosts = {picture.host for picture in article.pictures}
    for host in wanted.get("picture_hosts", []):
        if host not in hosts:
            yield f"article: picture host {host}", repr(sorted(hosts))
    printed = {(credit.outlet, credit.kind.value) for credit in article.credits}
    for credit in wanted.get("credits", []):
        if (credit["outlet"], credit["kind"]) not in printed:
            yield f"article: credit {credit['outlet']} ({credit['kind']})", repr(sorted(printed))


def _statements(reading: Reading, expected: Expected) -> Iterator[Difference]:
    text = reading.article.text
    top = reading.article.headline_span
    cursor = top.end if top else 0
    taken = {s.id for s in reading.statements if top and any(piece.overlaps(top) for piece in s.content)}
    for want in expected["statements"]:
        spans, cursor = _places(text, want["content"], cursor)
        key = f"“{' '.join(want['content'][0].split()[:6])} …”"
        if not spans:
            yield f"{key}: words", "not in the text"
            continue
        found = _best(text, reading.statements, spans, taken)
        if found is None:
            yield f"{key}: statement", "not found"
            continue
        taken.add(found.id)
        for name, value in _facts(reading, found, want):
            yield f"{key}: {name}", value


def _places(text: str, pieces: Sequence[str], cursor: int) -> tuple[list[Span], int]:
    spans = []
    for piece in pieces:
        place = text.find(piece, cursor)
        if place < 0:
            place = text.find(piece)
        if place < 0:
            return [], cursor
        spans.append(Span(place, place + len(piece)))
        cursor = place
    return spans, cursor


def _best(text: str, statements: Sequence[Statement], spans: Sequence[Span], taken: set[str]) -> Statement | None:
    wanted = _words(text, spans)
    scored = []
    for statement in statements:
        words = _words(text, statement.content)
        jaccard = len(words & wanted) / len(words | wanted) if words | wanted else 0.0
        if jaccard >= 0.5 and statement.id not in taken:
            scored.append((jaccard, statement.id, statement))
    return max(scored)[2] if scored else None


def _words(text: str, spans: Sequence[Span]) -> set[int]:
    return {m.start() for span in spans for m in _WORD.finditer(text, span.start, span.end)}


def _facts(reading: Reading, found: Statement, want: Expected) -> Iterator[Difference]:
    text = reading.article.text
    for name, value in (("kind", found.kind.value), ("mode", found.mode.value), ("polarity", found.polarity.value)):
        if value != want[name]:
            yield name, value
    for name, spans in (("source", found.source), ("cue", found.cue)):
        printed = " ".join(span.cut(text) for span in spans)
        if not _share_word(printed, want[name]) and printed.lower() not in {"who", "which"}:
            yield name, repr(printed)  # "X, who said": the word itself is as right as the name before it
    yield from _speaker(reading, found, want)
    yield from _setting(reading, found, want)


def _speaker(reading: Reading, found: Statement, want: Expected) -> Iterator[Difference]:
    speaker = reading.speakers.get(found.id)
    name = speaker.name if speaker and speaker.resolved else None
    unnamed = (want["speaker"] or "A")[0].islower()  # such a source keeps its words, and more or fewer may be kept
    if not (_holds(name, want["speaker"]) if unnamed else _same(name, want["speaker"])):
        yield "speaker", f"{name!r}, wanted {want['speaker']!r}"
    elif speaker is not None and name is not None:
        if want.get("speaker_kind") and (speaker.kind is None or speaker.kind.value != want["speaker_kind"]):
            yield "speaker_kind", f"{speaker.kind} of {name!r}, wanted {want['speaker_kind']}"
        for fact in ("role", "organisation"):
            if not (unnamed and want.get(fact) is None) and not _holds(getattr(speaker, fact), want.get(fact)):
                yield fact, f"{getattr(speaker, fact)!r}, wanted {want.get(fact)!r}"


def _setting(reading: Reading, found: Statement, want: Expected) -> Iterator[Difference]:
    setting = reading.settings[found.id]
    want_said = (want.get("said") or {}).get("from")
    said = setting.said.earliest.isoformat() if setting.said and setting.said.earliest else None
    carried = setting.said is not None and "this one continues" in setting.said.reason
    if said != want_said and not (want_said is None and carried):
        yield "said", f"{said!r}, wanted {want_said!r}"
    for fact in ("place", "occasion", "audience"):
        phrase = getattr(setting, fact)
        if want.get(fact) and not _holds(phrase.words if phrase else None, want[fact]):
            yield fact, f"{phrase.words if phrase else None!r}, wanted {want[fact]!r}"


def _share_word(found: str, want: str) -> bool:
    a, b = set(_WORD.findall(found.lower())), set(_WORD.findall(want.lower()))
    return bool(a & b) or (not a and not b)


def _plain(words: str | None) -> str:
    return _ARTICLE.sub("", (words or "").lower().replace("’", "'")).strip()


def _same(found: str | None, want: str | None) -> bool:
    return _plain(found) == _plain(want)


def _holds(found: str | None, want: str | None) -> bool:
    """Whether one phrase holds the other: "the foreign minister of Velmark" and "foreign minister" are one office."""
    a, b = _plain(found), _plain(want)
    return (not a and not b) or (bool(a) and bool(b) and (a in b or b in a))


def _no_statements(reading: Reading, expected: Expected) -> Iterator[Difference]:
    text = reading.article.text
    for words in expected.get("not_statements", []):
        whole = [
            s
            for s in reading.statements
            if [c.cut(text).strip("“”‘’\"'.,") for c in s.content] == [words.strip("“”‘’\"'.,")]
        ]
        if whole:
            yield f"no statement: “{words}”", "found as a statement"


def _relations(reading: Reading, expected: Expected) -> Iterator[Difference]:
    text = reading.article.text
    names = {actor.id: actor.name for actor in reading.actors}
    names |= {id_: speaker.name for id_, speaker in reading.speakers.items()}
    for want in expected.get("relations", []):
        key = f"relation “{want['exact']}”"
        place = text.find(want["exact"])
        same = [
            r
            for r in reading.relations
            if r.kind.value == want["kind"]
            and r.span
            and r.span.start < place + len(want["exact"])
            and place < r.span.end
        ]
        if place < 0 or not same:
            yield key, "not found"
            continue
        for side in ("left", "right"):
            sides = {_plain(names.get(getattr(r, side) or "")) for r in same}
            if want.get(side) is not None and _plain(want[side]) not in sides:
                yield f"{key}: {side}", f"{sorted(sides)}, wanted {want[side]!r}"


def _timeline(reading: Reading, expected: Expected) -> Iterator[Difference]:
    events = {
        (event.when.earliest.isoformat(), event.when.latest.isoformat(), event.when.precision.value)
        for event in reading.timeline
        if event.when.earliest and event.when.latest
    }
    for want in expected.get("timeline", []):
        if (want["from"], want["to"], want["precision"]) not in events:
            yield f"timeline “{want['words']}”", repr(sorted(events))


def _headline(reading: Reading, expected: Expected) -> Iterator[Difference]:
    verdicts = [check.verdict.value for check in reading.headline]
    if expected["headline_check"]["verdict"] not in verdicts:
        yield "headline verdict", repr(verdicts)


_SIGNS = {
    "credit line": "printed credit",
    "picture host": "picture on another host",
    "picture time": "time in a picture's name",
    "wire": "wire credit",
}


def _chain(reading: Reading, expected: Expected) -> Iterator[Difference]:
    """The page's own hosts are facts of the article; what points elsewhere is a sign of the chain."""
    article = reading.article
    own = {urlsplit(url).hostname for url in (article.canonical_url, article.url) if url}
    own |= {picture.host for picture in article.pictures}
    found = {(i.kind, i.value, i.tier) for i in reading.chain.indicators}
    for want in expected.get("chain", []):
        value = want["value"].replace("T", " ").replace("Z", "") if want["kind"] == "picture time" else want["value"]
        is_own = want["kind"] == "canonical host" or (want["kind"] == "picture host" and want["tier"] == 3)
        if is_own and want["value"] in own:
            continue
        kind = _SIGNS.get(want["kind"])
        if not any(kind == k and value in v and want["tier"] == tier for k, v, tier in found):
            yield f"chain: {want['kind']} {want['value']}", repr(sorted(found))
