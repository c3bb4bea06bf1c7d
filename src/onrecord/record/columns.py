"""Rows as Arrow tables: the same names and types whatever the rows hold, and however few they are."""

from collections.abc import Iterable, Mapping
from dataclasses import fields
from datetime import date, datetime
from enum import StrEnum
from itertools import islice
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Any, get_args, get_type_hints

from onrecord.errors import MissingExtraError

if TYPE_CHECKING:
    import pyarrow as pa


class Kind(StrEnum):
    """What the cells of a column are; any of them may be empty."""

    TEXT = "text"
    INTEGER = "integer"  # 64 bits
    NUMBER = "number"  # 64 bits
    TRUTH = "truth"
    DAY = "day"
    MOMENT = "moment"  # in UTC, to the millisecond


_BY_TYPE = {str: Kind.TEXT, int: Kind.INTEGER, float: Kind.NUMBER, bool: Kind.TRUTH}
_DAYS = {
    "published_at", "said_from", "said_to", "first_said", "last_said", "date_from", "date_to", "first_printed",
    "last_printed",
}  # fmt: skip
_CHUNK = 20_000  # rows that are held as Python values at once
_MOMENTS = {"added", "captured"}


def columns_of(row: type) -> dict[str, Kind]:
    """The columns of a row class of `record`, by its own annotations; its days and moments are ISO text."""
    hints = get_type_hints(row)
    return {one.name: _kind(one.name, hints[one.name]) for one in fields(row)}


def _kind(name: str, hint: Any) -> Kind:  # noqa: ANN401 - an annotation
    if name in _DAYS:
        return Kind.DAY
    if name in _MOMENTS:
        return Kind.MOMENT
    own = [one for one in get_args(hint) if one is not NoneType] if isinstance(hint, UnionType) else [hint]
    return _BY_TYPE[own[0]]


def arrow_schema(columns: Mapping[str, Kind]) -> "pa.Schema":
    """The Arrow schema of columns. Raises MissingExtraError where pyarrow is not installed."""
    try:
        import pyarrow as pa  # noqa: PLC0415 - an extra
    except ImportError as problem:
        raise MissingExtraError("a table in Arrow or Parquet", "arrow") from problem
    types = {
        Kind.TEXT: pa.string(),
        Kind.INTEGER: pa.int64(),
        Kind.NUMBER: pa.float64(),
        Kind.TRUTH: pa.bool_(),
        Kind.DAY: pa.date32(),
        Kind.MOMENT: pa.timestamp("ms", tz="UTC"),
    }
    return pa.schema([pa.field(name, types[kind]) for name, kind in columns.items()])


def table_of(row: type, rows: Iterable[object]) -> "pa.Table":
    """Rows of a row class as an Arrow table."""
    columns = columns_of(row)
    schema = arrow_schema(columns)
    import pyarrow as pa  # noqa: PLC0415

    waiting, batches = iter(rows), []
    while chunk := list(islice(waiting, _CHUNK)):
        cells = {name: [_cell(getattr(one, name), kind) for one in chunk] for name, kind in columns.items()}
        batches.append(pa.RecordBatch.from_pydict(cells, schema=schema))
    return pa.Table.from_batches(batches, schema=schema)


def _cell(value: object, kind: Kind) -> object:
    if kind is Kind.DAY and isinstance(value, str):
        return date.fromisoformat(value)
    if kind is Kind.MOMENT and isinstance(value, str):
        return datetime.fromisoformat(value)
    return value
