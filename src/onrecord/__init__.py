r"""On Record reads news articles and keeps a sourced record of public statements.

>>> from onrecord import read
>>> reading = read("Harbour talks\n\nThe minister, Anna Berg, said on Monday that the talks would go on.")
>>> [statement.kind.value for statement in reading.statements]
['indirect']
"""

from typing import TYPE_CHECKING, Any

from onrecord.errors import OnRecordError

if TYPE_CHECKING:
    from pathlib import Path

    from onrecord.pipeline.read import Reader, read
    from onrecord.record.tables import RecordTables
    from onrecord.types.reading import Reading

__all__ = ["OnRecordError", "Reader", "Reading", "open_record", "read"]


def open_record(url: "str | Path", *, create: bool = False) -> "RecordTables":
    """The record at a path or a `postgresql://` address, whose answers are Arrow tables; use it as a context.

    Raises RecordError where there is none and none shall be made.
    """
    from onrecord.record.tables import RecordTables  # noqa: PLC0415 - `import onrecord` alone loads no database library

    return RecordTables.open(url, create=create)


def __getattr__(name: str) -> Any:  # noqa: ANN401 - whatever the public name is
    """The public names, loaded when first used: `import onrecord` alone loads no model library."""
    if name in {"Reader", "read"}:
        from onrecord.pipeline import read as module  # noqa: PLC0415

        return getattr(module, name)
    if name == "Reading":
        from onrecord.types.reading import Reading  # noqa: PLC0415

        return Reading
    raise AttributeError(f"module 'onrecord' has no attribute {name!r}")
