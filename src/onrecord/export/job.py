"""What every export works on, and what it tells of itself."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from sqlalchemy import Connection

from onrecord.record.query import Question
from onrecord.record.selection import Selected, select_articles

REJECTED = "statements that a reviewer rejected"


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One export: the record, what is asked of it, and options of single formats.

    `written`, `changed` and `left_out` count by what it is: what is in the file as it is in the record, what is in
    it in another form, and what is not. `notes` are sentences on what a user of the file must know.
    """

    connection: Connection
    asked: Question = field(default_factory=Question)
    record: str = "a record"  # its name, for people
    network: str | None = None
    password: str = "admin"  # noqa: S105 - the one that a new file of DNA opens with; printed, and no secret
    written: Counter[str] = field(default_factory=Counter)
    changed: Counter[str] = field(default_factory=Counter)
    left_out: Counter[str] = field(default_factory=Counter)
    notes: list[str] = field(default_factory=list)

    def articles(self) -> Iterator[Selected]:
        """The articles asked for, counted."""
        for one in select_articles(self.connection, self.asked):
            self.written["articles"] += 1
            yield one

    def whole_articles(self) -> Iterator[Selected]:
        """The same, for formats that hold whole readings as the engine made them, without stances and judgements."""
        for one in self.articles():
            self.written["statements"] += len(one.reading.statements)
            own = {statement.id for statement in one.reading.statements}
            self.left_out["stances on questions"] += sum(len(s) for sid, s in one.stances.items() if sid in own)
            self.left_out["judgements of reviewers, which onrecord review --export writes"] += one.judgements
            yield one
