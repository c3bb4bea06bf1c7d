"""Articles of a record read again from their bytes with the present engine; what people judged stays with its words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from sqlalchemy import select

from onrecord.acquire.restore import restore_page
from onrecord.errors import InputError, UsageError
from onrecord.pipeline.add import Readers
from onrecord.record.review_lines import carry_reviews
from onrecord.record.schema import document
from onrecord.record.store import Record, is_imported
from onrecord.types.article import Page, with_facts_of
from onrecord.types.reading import Reading

_BATCH = 16


class Became(StrEnum):
    """What a document became."""

    SAME = "the same"
    NEWER = "read anew"
    OTHER_TEXT = "another text"
    IMPORTED = "imported, left as it is"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reread:
    """What one document became. `gained` and `lost` are statements, `speakers` those whose speaker changed."""

    document: str
    became: Became
    gained: int = 0
    lost: int = 0
    speakers: int = 0
    unplaced: tuple[str, ...] = ()  # judgements whose words the newer text does not hold; they stay with the older
    reason: str | None = None


def reread(record: Record, readers: Readers, run: int, ids: Sequence[str] | None = None) -> Iterator[Reread]:
    """Reads documents again, all latest ones where none are named. Every one is a transaction of its own."""
    listed = _listed(record, ids)
    for start in range(0, len(listed), _BATCH):
        batch = listed[start : start + _BATCH]
        found = [_restored(record, id_, kept) for id_, kept in batch]
        answers = readers.read([page for page in found if isinstance(page, Page)])
        for (id_, kept), page in zip(batch, found, strict=True):
            yield page if isinstance(page, Reread) else _keep(record, id_, kept, page, next(answers), readers, run)


def _listed(record: Record, ids: Sequence[str] | None) -> list[tuple[str, int]]:
    """Documents with their captures. Raises UsageError that names every id which the record does not hold."""
    with record.reading() as connection:
        query = select(document.c.id, document.c.capture).order_by(document.c.id)
        if ids is None:
            return [(row.id, row.capture) for row in connection.execute(query.where(document.c.latest))]
        found = [row for id_ in dict.fromkeys(ids) for row in connection.execute(query.where(document.c.id == id_))]
    unknown = sorted(set(ids) - {row.id for row in found})
    if unknown:
        raise UsageError(f"the record holds no article {', '.join(unknown)}; onrecord search --json lists their ids")
    return [(row.id, row.capture) for row in found]


def _restored(record: Record, id_: str, kept: int) -> Page | Reread:
    """The page that a document was read from; or what became of it, where it is not read again."""
    with record.reading() as connection:
        if is_imported(connection, id_):
            return Reread(document=id_, became=Became.IMPORTED)
    source, capture = record.load_capture(kept)
    try:
        page = restore_page(capture, source)
    except InputError as problem:
        return Reread(document=id_, became=Became.FAILED, reason=problem.reason)
    return replace(page, given=replace(page.given, id=id_))


def _keep(  # noqa: PLR0913, PLR0917 - what is known of one document
    record: Record, id_: str, kept: int, page: Page, answer: Reading | InputError, readers: Readers, run: int
) -> Reread:
    if isinstance(answer, InputError):
        return Reread(document=id_, became=Became.FAILED, reason=answer.reason)
    old = record.load_reading(id_)
    before = {one.id: old.speakers.get(one.id) for one in old.statements}
    after = {one.id: answer.speakers.get(one.id) for one in answer.statements}
    gained, lost = len(after.keys() - before.keys()), len(before.keys() - after.keys())
    speakers = sum(
        (one.name if one else None) != (other.name if (other := after[sid]) else None)
        for sid, one in before.items()
        if sid in after
    )
    if answer.article.text_sha256 == old.article.text_sha256:
        both = with_facts_of(answer.article, old.article)  # a later row may have brought the date
        newer = record.keep_rereading(answer if both == answer.article else readers.read_article(both), run)
        return Reread(
            document=id_, became=Became.NEWER if newer else Became.SAME, gained=gained, lost=lost, speakers=speakers
        )
    # offsets and judgements point into the older text, which stays: the newer one is a version of its own
    own = f"{id_}.{answer.article.text_sha256[:8]}"
    [version] = readers.read([replace(page, given=replace(page.given, id=own))])
    if isinstance(version, InputError):
        return Reread(document=id_, became=Became.FAILED, reason=version.reason)
    added, told = record.keep_newer_text(kept, version, run, carry_reviews)
    unplaced = told[1] if told else ()
    return Reread(
        document=added.document,
        became=Became.OTHER_TEXT,
        gained=gained,
        lost=lost,
        speakers=speakers,
        unplaced=unplaced,
    )
