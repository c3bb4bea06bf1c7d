"""Where each article of the record comes from: its captures, the runs that read it, and what it took the place of."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, select

from onrecord.record.schema import capture, document, outcome, reading, run


@dataclass(frozen=True, slots=True, kw_only=True)
class RunRow:
    """A run of the program. Times are ISO; `models` and `parameters` are JSON; `ended` is None where it broke off."""

    id: int
    tool: str
    version: str
    models: str
    parameters: str
    started: str
    ended: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """The descent of one document. Captures and the reading are (number, run)."""

    document_id: str
    added: str
    run: int
    supersedes: str | None
    captures: tuple[tuple[int, int], ...]
    reading: tuple[int, int, str]  # number, run, moment


def provenance_of(connection: Connection, id_: str) -> Provenance:
    """The descent of a document; LookupError where there is none."""
    own = connection.execute(
        select(document.c.added, document.c.run, document.c.supersedes).where(document.c.id == id_)
    ).one_or_none()
    if own is None:
        raise LookupError(f"the record holds no article {id_}")
    captures = connection.execute(
        select(capture.c.id, capture.c.run)
        .join(outcome, outcome.c.capture == capture.c.id)
        .where(outcome.c.document == id_)
        .order_by(capture.c.id)
    )
    present = connection.execute(
        select(reading.c.id, reading.c.run, reading.c.made).where(reading.c.document == id_, reading.c.current)
    ).one()
    return Provenance(
        document_id=id_,
        added=own.added,
        run=own.run,
        supersedes=own.supersedes,
        captures=tuple((row.id, row.run) for row in captures),
        reading=(present.id, present.run, present.made),
    )


def runs_of(connection: Connection, ids: Iterable[int]) -> list[RunRow]:
    """Runs by their numbers."""
    wanted = select(*(run.c[name] for name in RunRow.__slots__)).where(run.c.id.in_(sorted(ids))).order_by(run.c.id)
    return [RunRow(**row._mapping) for row in connection.execute(wanted)]  # noqa: SLF001 - the library's public name
