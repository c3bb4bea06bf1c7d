"""The tables of the record. `migrations` makes them; a test holds the two together.

Times are text, ISO 8601 in UTC; days are text, `YYYY-MM-DD`, so that both databases sort them alike. What is only
shown and never asked for stands packed in `reading`; the other tables are what the record is asked by.
"""

from sqlalchemy import (
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)

APPLICATION_ID = 0x4F6E5263  # "OnRc": what makes a SQLite file a record

tables = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _id() -> Column[int]:
    return Column("id", Integer, primary_key=True)


def _to(column: str, *, name: str | None = None, nullable: bool = False, index: bool = False) -> Column[object]:
    return Column(name or column.split(".", maxsplit=1)[0], ForeignKey(column), nullable=nullable, index=index)


run = Table(
    "run",
    tables,
    _id(),
    Column("tool", Text, nullable=False),  # "add", "reread", "import", "link"
    Column("version", Text, nullable=False),
    Column("models", Text, nullable=False),  # JSON: name to digest
    Column("parameters", Text, nullable=False),  # JSON
    Column("started", Text, nullable=False),
    Column("ended", Text),  # NULL while it runs, and for ever where it was killed
)

blob = Table(
    "blob",
    tables,
    Column("sha256", Text, primary_key=True),  # of the bytes as they came
    Column("size_bytes", Integer, nullable=False),
    Column("packed", LargeBinary, nullable=False),  # zlib
)

capture = Table(
    "capture",
    tables,
    _id(),
    Column("sha256", ForeignKey("blob.sha256"), nullable=False, index=True),
    Column("address", Text, nullable=False, index=True),  # of what it is a capture: URL, path, row
    Column("source", Text, nullable=False),  # as it was given
    Column("media_type", Text, nullable=False),
    Column("charset", Text),
    Column("columns", Text, nullable=False),  # JSON pairs of (field, column) by which a row was read
    Column("requested_url", Text),
    Column("final_url", Text),
    Column("status", Integer),
    Column("headers", Text),  # JSON pairs
    Column("captured", Text, nullable=False),
    _to("run.id"),
    UniqueConstraint("address", "sha256", "columns"),
)

document = Table(
    "document",
    tables,
    Column("id", Text, primary_key=True),
    Column("address", Text, nullable=False, index=True),
    Column("version", Integer, nullable=False),  # of the address, from 1
    _to("document.id", name="supersedes", nullable=True),
    _to("capture.id", index=True),
    _to("run.id"),
    Column("added", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("exact_text", LargeBinary),  # packed, where `text` holds U+FFFD for what no database holds
    Column("text_sha256", Text, nullable=False, index=True),
    Column("language", Text),
    Column("headline", Text),
    Column("byline", Text),
    Column("outlet", Text, index=True),
    Column("url", Text, index=True),
    Column("canonical_url", Text),
    Column("site", Text),
    Column("credited_outlet", Text),
    Column("published_from", Text, index=True),
    Column("published_to", Text),
    Column("published_precision", Text),
    Column("latest", Boolean, nullable=False),  # whether no newer version of its address is in the record
    Index("ix_document_newest", "latest", "added", "id"),
)

outcome = Table(
    "outcome",
    tables,
    Column("capture", ForeignKey("capture.id"), primary_key=True),
    _to("run.id"),
    _to("document.id", nullable=True, index=True),  # what it was read as,
    Column("reason", Text),  # or why it gave no article
)

reading = Table(
    "reading",
    tables,
    _id(),
    _to("document.id", index=True),
    _to("run.id"),
    Column("engine", Text, nullable=False),  # version and digests of models, in one line
    Column("made", Text, nullable=False),
    Column("sha256", Text, nullable=False),  # of `packed`
    Column("packed", LargeBinary, nullable=False),
    Column("current", Boolean, nullable=False),
)

actor = Table(
    "actor",
    tables,
    Column("id", Text, primary_key=True),
    Column("name", Text, nullable=False, index=True),
    Column("kind", Text, nullable=False),
    Column("external", Text, nullable=False, default="{}"),  # JSON: scheme to id
)

profile = Table(  # an actor as one article names it
    "profile",
    tables,
    _id(),
    _to("document.id", index=True),
    Column("local", Text, nullable=False, index=True),  # its id in the reading, which hashes the article's
    Column("name", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("roles", Text, nullable=False),  # JSON: [[role, organisation], …], as printed
    Column("forms", Text, nullable=False),  # JSON: every form printed
    _to("actor.id", nullable=True, index=True),
    Column("linked", Boolean, nullable=False, default=False),  # compared with the others as it now is
    UniqueConstraint("document", "local"),
    Index("ix_profile_linked", "linked", "id"),
)

profile_key = Table(  # words under which profiles that could be one actor meet
    "profile_key",
    tables,
    Column("key", Text, primary_key=True),
    Column("profile", ForeignKey("profile.id", ondelete="CASCADE"), primary_key=True, index=True),
)

statement = Table(
    "statement",
    tables,
    _id(),
    Column("sid", Text, nullable=False, unique=True),  # document and offsets of the content: its lasting name
    _to("document.id", index=True),
    _to("reading.id"),
    Column("position", Integer, nullable=False),
    Column("kind", Text, nullable=False),
    Column("mode", Text, nullable=False),
    Column("polarity", Text, nullable=False),
    Column("source", Text),  # words
    Column("cue", Text),
    Column("content", Text, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("speaker", Text),  # name, as a person corrected it where one did
    _to("profile.id", nullable=True, index=True),
    _to("actor.id", nullable=True),
    Column("role", Text),
    Column("organisation", Text),
    Column("resolved", Boolean, nullable=False),
    Column("said_from", Text),
    Column("said_to", Text),
    Column("said_precision", Text),
    Column("said_words", Text),
    Column("place", Text),
    Column("occasion", Text),
    Column("audience", Text),
    Column("confidence", Float, nullable=False),
    Column("inside", Text),
    Column("verdict", Text),  # of the last review of the statement as such
    Column("latest", Boolean, nullable=False),  # as its document
    Index("ix_statement_said", "said_from", "id"),
    Index("ix_statement_verdict", "verdict", "id"),
    Index("ix_statement_actor", "actor", "latest", "id"),
)

former = Table(  # statements of earlier readings that the present one does not hold: their links still lead somewhere
    "former",
    tables,
    Column("sid", Text, primary_key=True),
    _to("reading.id", index=True),
)

relation = Table(
    "relation",
    tables,
    _id(),
    _to("document.id", nullable=True, index=True),
    Column("kind", Text, nullable=False),
    Column("left", Text, index=True),  # statement, actor or profile
    Column("right", Text, index=True),
    Column("asserted_by", Text, nullable=False),
    Column("score", Float, nullable=False),
    Column("detail", Text, nullable=False),  # JSON: reason, evidence
    Column("start", Integer),
    Column("end", Integer),
    _to("run.id", nullable=True),
)

event = Table(
    "event",
    tables,
    _id(),
    _to("document.id", index=True),
    Column("title", Text, nullable=False),
    Column("date_from", Text, index=True),
    Column("date_to", Text),
    Column("precision", Text, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("statement", Text),
)

headline_check = Table(
    "headline_check",
    tables,
    _id(),
    _to("document.id", index=True),
    Column("assertion", Text, nullable=False),
    Column("verdict", Text, nullable=False, index=True),
    Column("nearest", Text, nullable=False),  # JSON: statement ids
    Column("because", Text, nullable=False),
)

fact = Table(
    "fact",
    tables,
    _id(),
    _to("document.id", index=True),
    Column("field", Text, nullable=False),  # "author", "published", "outlet", "credit", "picture host"
    Column("value", Text, nullable=False),
    Column("original", Text),  # as printed
    Column("evidence", Text),
    Column("start", Integer),
    Column("end", Integer),
    Index("ix_fact_field_value", "field", "value"),
)

question = Table(
    "question",
    tables,
    _id(),
    Column("wording", Text, nullable=False, unique=True),
    Column("wording_for", Text),
    Column("wording_against", Text),
    Column("guide", Text),
    Column("version", Integer, nullable=False, default=1),
)

stance = Table(
    "stance",
    tables,
    _id(),
    Column("sid", Text, nullable=False, index=True),
    _to("question.id", index=True),
    Column("value", Text, nullable=False),  # for, against, conditional, none
    Column("score", Float, nullable=False),
    _to("run.id"),
    UniqueConstraint("sid", "question"),
)

review = Table(  # append-only: a trigger refuses to change or delete a row, but for filling in `withdrawn`
    "review",
    tables,
    _id(),
    Column("subject_kind", Text, nullable=False),  # statement, document, merge, relation, position
    Column("subject", Text, nullable=False),
    Column("field", Text, nullable=False),  # "" for the subject as such; else "speaker", "said", …
    Column("verdict", Text, nullable=False),  # accept, correct, reject, unsure
    Column("old", Text),  # the machine's value, as JSON
    Column("new", Text),  # the person's, as JSON
    Column("scope", Text, nullable=False, default="one"),  # one, or every mention of the actor
    Column("reviewer", Text, nullable=False),
    Column("note", Text),
    Column("created", Text, nullable=False),
    Column("withdrawn", Text),
    Column("sample", Text),  # where it codes an item of a sample
    _to("document.id", nullable=True, index=True),
    Column("anchor", Text),  # JSON: exact, prefix, suffix, start, end: to find its place in a newer text
    Index("ix_review_subject", "subject_kind", "subject"),
)

sample = Table(
    "sample",
    tables,
    Column("name", Text, primary_key=True),
    Column("seed", Integer, nullable=False),
    Column("parameters", Text, nullable=False),  # JSON
    Column("created", Text, nullable=False),
)

sample_item = Table(
    "sample_item",
    tables,
    Column("sample", ForeignKey("sample.name"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("sid", Text, nullable=False),
    Column("stratum", Text, nullable=False),
    Column("stratum_size", Integer, nullable=False),
)
