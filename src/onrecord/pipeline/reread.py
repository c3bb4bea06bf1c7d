"""Articles of a record read again from their bytes with the present engine; what people judged stays with its words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from sqlalchemy import select

from onrecord.acquire.restore import restore_page
from onrecord.errors import InputError
from onrecord.pipeline.add import Readers
from onrecord.record.review_lines import carry_reviews
from onrecord.record.schema import document
from onrecord.record.store import Record
from onrecord.types.article import Article, Page
from onrecord.types.reading import Reading

_BATCH = 16


class Became(StrEnum):
    """What a document became."""

    SAME = "the same"
    NEWER = "read anew"
    OTHER_TEXT = "another text"
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
    with record.reading() as connection:
        query = select(document.c.id, document.c.capture).where(document.c.latest).order_by(document.c.id)
        listed = [(row.id, row.capture) for row in connection.execute(query) if ids is None or row.id in ids]
    for start in range(0, len(listed), _BATCH):
        batch = listed[start : start + _BATCH]
        pages: list[Page] = []
        for id_, kept in batch:
            source, capture = record.load_capture(kept)
            page = restore_page(capture, source)
            pages.append(replace(page, given=replace(page.given, id=id_)))
        for (id_, kept), page, answer in zip(batch, pages, readers.read(pages), strict=True):
            yield _keep(record, id_, kept, page, answer, run)


def _keep(  # noqa: PLR0913, PLR0917 - what is known of one document
    record: Record, id_: str, kept: int, page: Page, answer: Reading | InputError, run: int
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
        made = replace(answer, article=_with_facts(old.article, answer.article))
        newer = record.keep_rereading(made, run)
        return Reread(
            document=id_, became=Became.NEWER if newer else Became.SAME, gained=gained, lost=lost, speakers=speakers
        )
    # offsets and judgements point into the older text, which stays: the newer one is a version of its own
    own = f"{id_}.{answer.article.text_sha256[:8]}"
    [version] = Readers().read([replace(page, given=replace(page.given, id=own))])
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


def _with_facts(old: Article, new: Article) -> Article:
    """The new article with what only an earlier input told: a row that brought the date later."""
    names = ("published", "outlet", "byline", "headline", "headline_span", "url", "language")
    filled = {name: getattr(old, name) for name in names if getattr(new, name) is None}
    return replace(new, **filled) if filled else new
