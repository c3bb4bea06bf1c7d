"""A record whose answers are Arrow tables, for data frames: the `arrow` extra."""

import sys
from typing import TYPE_CHECKING, Any

from onrecord.record.ask import DocumentRow, EventRow, SpeakerRow, newest_documents, speakers, timeline
from onrecord.record.columns import table_of
from onrecord.record.query import Hit, Question, Sort
from onrecord.record.search import iter_hits
from onrecord.record.store import Record

if TYPE_CHECKING:
    import pyarrow as pa


class RecordTables(Record):
    """A record. Each method gives a `pyarrow.Table` with the same columns and types, also where it has no rows.

    Days are date32, moments timestamps in UTC; `table.to_pandas()` and `polars.from_arrow(table)` take it from there.
    """

    def statements(self, *, limit: int | None = None, sort: str = Sort.RELEVANCE, **asked: Any) -> "pa.Table":  # noqa: ANN401 - the fields of Question
        """Statements, narrowed by the fields of `Question`: text, speaker, outlet, since, until, kind, …

        Raises UsageError where the words searched only exclude, TypeError where there is no such field.
        """
        question = Question(**asked, sort=Sort(sort), limit=sys.maxsize if limit is None else limit)
        with self.reading() as connection:
            return table_of(Hit, iter_hits(connection, question))

    def speakers(self, *, name: str = "", kind: str | None = None, limit: int | None = None) -> "pa.Table":
        """Who speaks, those with most statements first; `name` is any part of a name."""
        with self.reading() as connection:
            return table_of(SpeakerRow, speakers(connection, name=name, kind=kind, limit=limit or sys.maxsize))

    def timeline(self, *, limit: int | None = None, **asked: Any) -> "pa.Table":  # noqa: ANN401 - those of `ask.timeline`
        """Dated events and statements in the order of their days: since, until, actor_id, document_id, words."""
        with self.reading() as connection:
            return table_of(EventRow, timeline(connection, limit=limit or sys.maxsize, **asked))

    def documents(self, *, limit: int | None = None) -> "pa.Table":
        """Articles in their latest version, the last added first, without their texts."""
        with self.reading() as connection:
            return table_of(DocumentRow, newest_documents(connection, limit=limit or sys.maxsize))
