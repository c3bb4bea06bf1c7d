"""Readings made by hand, kept in a record."""

from collections.abc import Iterable
from io import BytesIO

from onrecord.export.formats import FORMATS
from onrecord.export.job import Job
from onrecord.pipeline.link import link_actors
from onrecord.record.query import Question
from onrecord.record.questions import StoredStance, keep_stances
from onrecord.record.store import Record
from onrecord.types.article import Capture
from onrecord.types.reading import Reading
from tests.export.readings import a_bare_reading, a_full_reading, a_statement, an_article

ASTRAL_TEXT = "👩‍🚀 “The dam 🏞 holds,” Berg said.\nShe called it\nsafe."
DAM = "The dam at Senn stays closed"


def an_astral_reading() -> Reading:
    """Statements behind and over characters outside the first plane, one of them over a line's end."""
    first = a_statement(ASTRAL_TEXT, "“The dam 🏞 holds,”", article_id="a2")
    second = a_statement(ASTRAL_TEXT, "called it\nsafe", article_id="a2")
    article = an_article(ASTRAL_TEXT, id="a2", headline="👩‍🚀 Dam")
    return a_bare_reading(article=article, statements=(first, second))


def keep(record: Record, *readings: Reading, stances: Iterable[StoredStance] = ()) -> None:
    """Puts readings and stances into a record, as an import does."""
    run = record.begin_run("import", {})
    for reading in readings:
        capture = Capture(data=reading.article.id.encode(), media_type="text/plain", address=f"/x#{reading.article.id}")
        [kept] = record.keep_captures([(reading.article.source, capture)], run)
        assert record.keep_reading(kept.id, reading, run).new
    with record.writing() as connection:
        keep_stances(connection, stances, run)
    link_actors(record, 1)
    record.end_run(run)


def a_stance(number: int, value: str, question: str = DAM) -> StoredStance:
    """The stance of the n-th statement of the full reading."""
    sid = a_full_reading().statements[number].id
    return StoredStance(statement_id=sid, question=question, value=value, score=0.9)


def exported(record: Record, form: str, asked: Question | None = None, **options: str) -> tuple[bytes, Job]:
    """What a format that is a stream writes, and what it told."""
    out = BytesIO()
    with record.reading() as connection:
        job = Job(connection=connection, asked=asked or Question(), **options)  # type: ignore[arg-type]
        FORMATS[form].write(job, out)
    return out.getvalue(), job
