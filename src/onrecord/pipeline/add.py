"""Articles into a record: captured first, then read, then kept; whatever breaks off can be run again."""

import os
import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache, partial
from itertools import islice
from multiprocessing import get_context
from types import TracebackType
from typing import Self

from onrecord.acquire.capture import capture_of
from onrecord.article.make import make_article
from onrecord.errors import InputError, RecordError
from onrecord.inference.tagger import STATEMENTS, ModelTagger
from onrecord.pipeline.read import Reader
from onrecord.record.captures import Kept
from onrecord.record.store import PartlyKnownError, Record, TakenIdError
from onrecord.types.article import Article, Media, Page
from onrecord.types.reading import Reading

_TRIES = 5  # for one page, while other writers add the same
BATCH = 16  # pages that are captured in one transaction, and read side by side


class Became(StrEnum):
    """What a source became."""

    ADDED = "added"
    CHANGED = "new version"
    BACK = "an earlier version again"  # the page is what it was before a change
    FILLED = "told more of"  # a known text whose input now brings a date, an outlet, a byline
    KNOWN = "known"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What one source became: `document` where it is in the record, `reason` where it is not."""

    source: str
    became: Became
    document: str | None = None
    supersedes: str | None = None
    statements: int = 0
    reason: str | None = None


class Readers:
    """Reads pages one after another, or in several processes; use it as a context.

    `jobs` is the number of processes; 1 reads here. `model` is the one that finds the statements. A page that cannot
    be read gives its error.
    """

    def __init__(self, jobs: int = 1, model: str = STATEMENTS) -> None:
        self._pool: ProcessPoolExecutor | None = None
        self._model = model
        if jobs > 1:
            self._pool = ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=_leave_with_parent)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, _problem: BaseException | None, _at: TracebackType | None
    ) -> None:
        if self._pool is not None:
            self._pool.shutdown(wait=kind is None, cancel_futures=True)

    def read(self, pages: Sequence[Page]) -> Iterator[Reading | InputError]:
        """One answer per page, in order."""
        bare = [replace(page, capture=None) for page in pages]
        return (self._pool.map if self._pool is not None and len(bare) > 1 else map)(
            partial(read_page, model=self._model), bare
        )

    def read_article(self, article: Article) -> Reading:
        """The reading of an article that is made already."""
        return _reader(self._model).read_article(article)


def read_page(page: Page, model: str = STATEMENTS) -> Reading | InputError:
    """The reading of a page, or why there is none; each process opens the weights once."""
    try:
        return _reader(model).read_article(make_article(page))
    except InputError as problem:
        return problem


@cache
def _reader(model: str) -> Reader:
    """One per process, since opening the weights costs as much as some articles."""
    return Reader(ModelTagger(model))


def _leave_with_parent() -> None:
    """A reading process ends when the run that began it is gone, also when that was killed."""
    parent = os.getppid()

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(0.5)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def add_pages(record: Record, pages: Iterable[Page | InputError], readers: Readers, run: int) -> Iterator[Outcome]:
    """Adds what the record does not hold yet; one outcome per page, in order.

    Bytes are kept before they are read, and each article in a transaction of its own: a run that is killed has
    lost and doubled nothing, and the next one goes on where it stopped.
    """
    waiting = iter(pages)
    while batch := list(islice(waiting, BATCH)):
        yield from _add_batch(record, batch, readers, run)


def _add_batch(record: Record, batch: Sequence[Page | InputError], readers: Readers, run: int) -> Iterator[Outcome]:
    pages = [page for page in batch if isinstance(page, Page)]
    kept = dict(zip(map(id, pages), record.keep_captures([(p.source, capture_of(p)) for p in pages], run), strict=True))
    unread = [page for page in pages if kept[id(page)].document is None]
    answers = readers.read([_with_free_id(record, page, kept[id(page)]) for page in unread])
    for page in batch:
        if isinstance(page, InputError):
            yield Outcome(source=page.source, became=Became.SKIPPED, reason=page.reason)
        elif (document := kept[id(page)].document) is not None:
            back = record.keep_known(kept[id(page)].id, run)
            yield Outcome(source=page.source, became=Became.BACK if back else Became.KNOWN, document=document)
        else:
            yield _keep(record, page, kept[id(page)], next(answers), readers, run)


def _with_free_id(record: Record, page: Page, kept: Kept) -> Page:
    """The page with the id its input gave, or one beside it where another article has that already."""
    given = page.given
    if given.id is None:
        return page
    text = page.content if page.media is Media.ROW else None
    return replace(page, given=replace(given, id=record.free_id(given.id, kept.id, text)))


def _keep(  # noqa: PLR0913, PLR0917 - what is known of one page
    record: Record, page: Page, kept: Kept, answer: Reading | InputError, readers: Readers, run: int
) -> Outcome:
    if isinstance(answer, InputError):
        record.keep_failure(kept.id, run, answer.reason)
        return Outcome(source=page.source, became=Became.SKIPPED, reason=answer.reason)
    for _ in range(_TRIES):
        try:
            added = record.keep_reading(kept.id, answer, run)
            break
        except PartlyKnownError as known:
            answer = readers.read_article(known.article)
        except TakenIdError:  # by another writer, since we asked
            [found] = readers.read([_with_free_id(record, page, kept)])
            if isinstance(found, InputError):
                raise
            answer = found
    else:
        raise RecordError(f"{page.source} met other writers {_TRIES} times; run the command again")
    if not added.new:
        became = Became.FILLED if added.filled else Became.BACK if added.back else Became.KNOWN
        return Outcome(source=page.source, became=became, document=added.document)
    return Outcome(
        source=page.source,
        became=Became.CHANGED if added.supersedes else Became.ADDED,
        document=added.document,
        supersedes=added.supersedes,
        statements=len(answer.statements),
    )
