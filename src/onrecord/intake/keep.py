"""A file's articles, checked as a whole and then kept."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from onrecord.intake.incoming import BadRow, Found, Incoming, PassedOver
from onrecord.intake.reading import with_article_id
from onrecord.record.questions import StoredStance, keep_stances, statements_at
from onrecord.record.store import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What a file holds: how many articles can be imported, and what cannot."""

    good: int
    bad: tuple[BadRow, ...]
    passed_over: tuple[PassedOver, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What an import did, counted: `counts` by what it is."""

    counts: Counter[str] = field(default_factory=Counter)


def check_rows(found: Iterable[Found]) -> Checked:
    """Reads a file to its end and keeps only what is wrong with it."""
    good, bad, passed = 0, [], []
    for one in _once(found):
        if isinstance(one, BadRow):
            bad.append(one)
        elif isinstance(one, PassedOver):
            passed.append(one)
        else:
            good += 1
    return Checked(good=good, bad=tuple(bad), passed_over=tuple(passed))


def keep_rows(record: Record, found: Iterable[Found], source: str, run: int) -> Imported:
    """Keeps the good articles of a file, each in a transaction of its own; what the record holds stays as it is."""
    told = Imported()
    for one in _once(found):
        if isinstance(one, Incoming):
            _keep(record, one, source, run, told.counts)
    return told


def _once(found: Iterable[Found]) -> Iterator[Found]:
    """The same, with an article that comes again as a bad row."""
    seen: dict[str, str] = {}
    for one in found:
        if isinstance(one, Incoming):
            id_ = one.reading.article.id
            if id_ in seen:
                yield BadRow(where=one.where, reason=f"the article {id_} came before, in {seen[id_]}")
                continue
            seen[id_] = one.where
        yield one


def _keep(record: Record, one: Incoming, source: str, run: int, counts: Counter[str]) -> None:
    [kept] = record.keep_captures([(f"{source}, {one.where}", one.capture(source))], run)
    reading = one.reading
    id_ = kept.document or record.free_id(reading.article.id, kept.id, reading.article.text)
    if id_ != reading.article.id:
        reading, _ = with_article_id(reading, id_)
    added = record.keep_reading(kept.id, reading, run, fill=False)
    counts["articles"] += added.new
    counts["places found by their words, since they had moved"] += one.moved
    counts["statements"] += len(reading.statements) if added.new else 0
    counts["articles that the record holds already, left as before"] += not added.new
    _keep_stances(record, one, added.document, run, counts)


def _keep_stances(record: Record, one: Incoming, document: str, run: int, counts: Counter[str]) -> None:
    if not one.coded:
        return
    with record.writing() as connection:
        at = statements_at(connection, document)
        stances = [
            StoredStance(statement_id=sid, question=coded.question, value=coded.value, score=coded.score)
            for coded in one.coded
            if (sid := at.get((coded.start, coded.end))) is not None
        ]
        counts["stances"] += keep_stances(connection, stances, run)
    counts["stances on places where the record holds no statement, left out"] += len(one.coded) - len(stances)
