"""Flat rows as Parquet, with the `arrow` extra."""

from itertools import islice
from typing import BinaryIO

from onrecord.export.flat import COLUMNS, flat_rows
from onrecord.export.job import Job
from onrecord.record.columns import arrow_schema

_ROWS = 20_000  # in one group: as many as are held at once


def write(job: Job, to: BinaryIO) -> None:
    """The flat rows with the columns and types of the record's tables, group by group."""
    schema = arrow_schema(COLUMNS)
    import pyarrow as pa  # noqa: PLC0415 - an extra, found by the line above
    import pyarrow.parquet as pq  # noqa: PLC0415

    rows = flat_rows(job)
    with pq.ParquetWriter(to, schema, compression="zstd") as out:
        while group := list(islice(rows, _ROWS)):
            out.write_table(pa.Table.from_pylist(group, schema=schema))
