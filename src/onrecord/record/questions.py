"""Questions, and the stances that statements take on them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select

from onrecord.record.captures import insert_new
from onrecord.record.rows import clean
from onrecord.record.schema import question, stance, statement

FOR, AGAINST, CONDITIONAL, NONE = "for", "against", "conditional", "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredStance:
    """What a statement says to a question: for, against, conditional or none. `score` is from 0 to 1."""

    statement_id: str
    question: str
    value: str
    score: float


def keep_stances(connection: Connection, stances: Iterable[StoredStance], run: int) -> int:
    """Keeps stances with the questions they are on; gives how many are new. What stands already is left as it is."""
    kept, numbers = 0, {}
    for one in stances:
        wording = clean(one.question)
        if wording not in numbers:
            numbers[wording] = _keep_question(connection, wording)
        row = {
            "sid": one.statement_id,
            "question": numbers[wording],
            "value": one.value,
            "score": one.score,
            "run": run,
        }
        made = connection.execute(insert_new(connection, stance).returning(stance.c.id), row)
        kept += made.first() is not None
    return kept


def _keep_question(connection: Connection, wording: str) -> int:
    connection.execute(insert_new(connection, question), {"wording": wording, "version": 1})
    return int(connection.execute(select(question.c.id).where(question.c.wording == wording)).scalar_one())


def stances_of(connection: Connection, statements: Sequence[str]) -> dict[str, tuple[StoredStance, ...]]:
    """The stances of statements, by their ids, in the order of the questions."""
    query = (
        select(stance.c.sid.label("statement_id"), question.c.wording.label("question"), stance.c.value, stance.c.score)
        .join(question, question.c.id == stance.c.question)
        .where(stance.c.sid.in_(statements))
        .order_by(stance.c.sid, question.c.id)
    )
    found: dict[str, tuple[StoredStance, ...]] = {}
    for row in connection.execute(query):
        one = StoredStance(**row._mapping)  # noqa: SLF001 - the library's public name
        found[one.statement_id] = (*found.get(one.statement_id, ()), one)
    return found


def statements_at(connection: Connection, document: str) -> dict[tuple[int, int], str]:
    """The statements of an article by where their content begins and ends; places that two share are left out."""
    rows = connection.execute(
        select(statement.c.start, statement.c.end, statement.c.sid).where(statement.c.document == document)
    )
    found: dict[tuple[int, int], list[str]] = {}
    for start, end, sid in rows:
        found.setdefault((start, end), []).append(sid)
    return {place: sids[0] for place, sids in found.items() if len(sids) == 1}
