"""The first tables."""

import sqlalchemy as sa
from alembic import op

from onrecord.record.schema import APPLICATION_ID

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "actor",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("external", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_actor")),
    )
    op.create_index(op.f("ix_actor_name"), "actor", ["name"], unique=False)
    op.create_table(
        "blob",
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("size_bytes", sa.Integer(), nullable=False),
        sa.Column("packed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_blob")),
    )
    op.create_table(
        "question",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("wording", sa.Text(), nullable=False),
        sa.Column("wording_for", sa.Text(), nullable=True),
        sa.Column("wording_against", sa.Text(), nullable=True),
        sa.Column("guide", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_question")),
        sa.UniqueConstraint("wording", name=op.f("uq_question_wording")),
    )
    op.create_table(
        "run",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tool", sa.Text(), nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("models", sa.Text(), nullable=False),
        sa.Column("parameters", sa.Text(), nullable=False),
        sa.Column("started", sa.Text(), nullable=False),
        sa.Column("ended", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_run")),
    )
    op.create_table(
        "sample",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("seed", sa.Integer(), nullable=False),
        sa.Column("parameters", sa.Text(), nullable=False),
        sa.Column("created", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_sample")),
    )
    op.create_table(
        "capture",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("charset", sa.Text(), nullable=True),
        sa.Column("columns", sa.Text(), nullable=False),
        sa.Column("requested_url", sa.Text(), nullable=True),
        sa.Column("final_url", sa.Text(), nullable=True),
        sa.Column("status", sa.Integer(), nullable=True),
        sa.Column("headers", sa.Text(), nullable=True),
        sa.Column("captured", sa.Text(), nullable=False),
        sa.Column("run", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["run"], ["run.id"], name=op.f("fk_capture_run")),
        sa.ForeignKeyConstraint(["sha256"], ["blob.sha256"], name=op.f("fk_capture_sha256")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_capture")),
        sa.UniqueConstraint("address", "sha256", "columns", name=op.f("uq_capture_address_sha256_columns")),
    )
    op.create_index(op.f("ix_capture_address"), "capture", ["address"], unique=False)
    op.create_index(op.f("ix_capture_sha256"), "capture", ["sha256"], unique=False)
    op.create_table(
        "sample_item",
        sa.Column("sample", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("sid", sa.Text(), nullable=False),
        sa.Column("stratum", sa.Text(), nullable=False),
        sa.Column("stratum_size", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["sample"], ["sample.name"], name=op.f("fk_sample_item_sample")),
        sa.PrimaryKeyConstraint("sample", "position", name=op.f("pk_sample_item")),
    )
    op.create_table(
        "stance",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sid", sa.Text(), nullable=False),
        sa.Column("question", sa.Integer(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("run", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["question"], ["question.id"], name=op.f("fk_stance_question")),
        sa.ForeignKeyConstraint(["run"], ["run.id"], name=op.f("fk_stance_run")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stance")),
        sa.UniqueConstraint("sid", "question", name=op.f("uq_stance_sid_question")),
    )
    op.create_index(op.f("ix_stance_question"), "stance", ["question"], unique=False)
    op.create_index(op.f("ix_stance_sid"), "stance", ["sid"], unique=False)
    op.create_table(
        "document",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("supersedes", sa.Text(), nullable=True),
        sa.Column("capture", sa.Integer(), nullable=False),
        sa.Column("run", sa.Integer(), nullable=False),
        sa.Column("added", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("exact_text", sa.LargeBinary(), nullable=True),
        sa.Column("text_sha256", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=True),
        sa.Column("headline", sa.Text(), nullable=True),
        sa.Column("byline", sa.Text(), nullable=True),
        sa.Column("outlet", sa.Text(), nullable=True),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("canonical_url", sa.Text(), nullable=True),
        sa.Column("site", sa.Text(), nullable=True),
        sa.Column("credited_outlet", sa.Text(), nullable=True),
        sa.Column("published_from", sa.Text(), nullable=True),
        sa.Column("published_to", sa.Text(), nullable=True),
        sa.Column("published_precision", sa.Text(), nullable=True),
        sa.Column("latest", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["capture"], ["capture.id"], name=op.f("fk_document_capture")),
        sa.ForeignKeyConstraint(["run"], ["run.id"], name=op.f("fk_document_run")),
        sa.ForeignKeyConstraint(["supersedes"], ["document.id"], name=op.f("fk_document_supersedes")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document")),
    )
    op.create_index(op.f("ix_document_address"), "document", ["address"], unique=False)
    op.create_index(op.f("ix_document_capture"), "document", ["capture"], unique=False)
    op.create_index("ix_document_newest", "document", ["latest", "added", "id"], unique=False)
    op.create_index(op.f("ix_document_outlet"), "document", ["outlet"], unique=False)
    op.create_index(op.f("ix_document_published_from"), "document", ["published_from"], unique=False)
    op.create_index(op.f("ix_document_text_sha256"), "document", ["text_sha256"], unique=False)
    op.create_index(op.f("ix_document_url"), "document", ["url"], unique=False)
    op.create_table(
        "event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("date_from", sa.Text(), nullable=True),
        sa.Column("date_to", sa.Text(), nullable=True),
        sa.Column("precision", sa.Text(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("statement", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["document"], ["document.id"], name=op.f("fk_event_document")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event")),
    )
    op.create_index(op.f("ix_event_date_from"), "event", ["date_from"], unique=False)
    op.create_index(op.f("ix_event_document"), "event", ["document"], unique=False)
    op.create_table(
        "fact",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("field", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("original", sa.Text(), nullable=True),
        sa.Column("evidence", sa.Text(), nullable=True),
        sa.Column("start", sa.Integer(), nullable=True),
        sa.Column("end", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["document"], ["document.id"], name=op.f("fk_fact_document")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fact")),
    )
    op.create_index(op.f("ix_fact_document"), "fact", ["document"], unique=False)
    op.create_index("ix_fact_field_value", "fact", ["field", "value"], unique=False)
    op.create_table(
        "headline_check",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("assertion", sa.Text(), nullable=False),
        sa.Column("verdict", sa.Text(), nullable=False),
        sa.Column("nearest", sa.Text(), nullable=False),
        sa.Column("because", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["document"], ["document.id"], name=op.f("fk_headline_check_document")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_headline_check")),
    )
    op.create_index(op.f("ix_headline_check_document"), "headline_check", ["document"], unique=False)
    op.create_index(op.f("ix_headline_check_verdict"), "headline_check", ["verdict"], unique=False)
    op.create_table(
        "outcome",
        sa.Column("capture", sa.Integer(), nullable=False),
        sa.Column("run", sa.Integer(), nullable=False),
        sa.Column("document", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["capture"], ["capture.id"], name=op.f("fk_outcome_capture")),
        sa.ForeignKeyConstraint(["document"], ["document.id"], name=op.f("fk_outcome_document")),
        sa.ForeignKeyConstraint(["run"], ["run.id"], name=op.f("fk_outcome_run")),
        sa.PrimaryKeyConstraint("capture", name=op.f("pk_outcome")),
    )
    op.create_index(op.f("ix_outcome_document"), "outcome", ["document"], unique=False)
    op.create_table(
        "profile",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("local", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("roles", sa.Text(), nullable=False),
        sa.Column("forms", sa.Text(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=True),
        sa.Column("linked", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["actor"], ["actor.id"], name=op.f("fk_profile_actor")),
        sa.ForeignKeyConstraint(["document"], ["document.id"], name=op.f("fk_profile_document")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_profile")),
        sa.UniqueConstraint("document", "local", name=op.f("uq_profile_document_local")),
    )
    op.create_index(op.f("ix_profile_actor"), "profile", ["actor"], unique=False)
    op.create_index(op.f("ix_profile_document"), "profile", ["document"], unique=False)
    op.create_index("ix_profile_linked", "profile", ["linked", "id"], unique=False)
    op.create_index(op.f("ix_profile_local"), "profile", ["local"], unique=False)
    op.create_table(
        "reading",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("run", sa.Integer(), nullable=False),
        sa.Column("engine", sa.Text(), nullable=False),
        sa.Column("made", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("packed", sa.LargeBinary(), nullable=False),
        sa.Column("current", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["document"], ["document.id"], name=op.f("fk_reading_document")),
        sa.ForeignKeyConstraint(["run"], ["run.id"], name=op.f("fk_reading_run")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reading")),
    )
    op.create_index(op.f("ix_reading_document"), "reading", ["document"], unique=False)
    op.create_table(
        "relation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document", sa.Text(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("left", sa.Text(), nullable=True),
        sa.Column("right", sa.Text(), nullable=True),
        sa.Column("asserted_by", sa.Text(), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=True),
        sa.Column("end", sa.Integer(), nullable=True),
        sa.Column("run", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["document"], ["document.id"], name=op.f("fk_relation_document")),
        sa.ForeignKeyConstraint(["run"], ["run.id"], name=op.f("fk_relation_run")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_relation")),
    )
    op.create_index(op.f("ix_relation_document"), "relation", ["document"], unique=False)
    op.create_index(op.f("ix_relation_left"), "relation", ["left"], unique=False)
    op.create_index(op.f("ix_relation_right"), "relation", ["right"], unique=False)
    op.create_table(
        "review",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("subject_kind", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("field", sa.Text(), nullable=False),
        sa.Column("verdict", sa.Text(), nullable=False),
        sa.Column("old", sa.Text(), nullable=True),
        sa.Column("new", sa.Text(), nullable=True),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("reviewer", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("created", sa.Text(), nullable=False),
        sa.Column("withdrawn", sa.Text(), nullable=True),
        sa.Column("sample", sa.Text(), nullable=True),
        sa.Column("document", sa.Text(), nullable=True),
        sa.Column("anchor", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["document"], ["document.id"], name=op.f("fk_review_document")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review")),
    )
    op.create_index(op.f("ix_review_document"), "review", ["document"], unique=False)
    op.create_index("ix_review_subject", "review", ["subject_kind", "subject"], unique=False)
    op.create_table(
        "former",
        sa.Column("sid", sa.Text(), nullable=False),
        sa.Column("reading", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["reading"], ["reading.id"], name=op.f("fk_former_reading")),
        sa.PrimaryKeyConstraint("sid", name=op.f("pk_former")),
    )
    op.create_index(op.f("ix_former_reading"), "former", ["reading"], unique=False)
    op.create_table(
        "profile_key",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("profile", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["profile"], ["profile.id"], name=op.f("fk_profile_key_profile"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("key", "profile", name=op.f("pk_profile_key")),
    )
    op.create_index(op.f("ix_profile_key_profile"), "profile_key", ["profile"], unique=False)
    op.create_table(
        "statement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sid", sa.Text(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("reading", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("mode", sa.Text(), nullable=False),
        sa.Column("polarity", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("cue", sa.Text(), nullable=True),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("speaker", sa.Text(), nullable=True),
        sa.Column("profile", sa.Integer(), nullable=True),
        sa.Column("actor", sa.Text(), nullable=True),
        sa.Column("role", sa.Text(), nullable=True),
        sa.Column("organisation", sa.Text(), nullable=True),
        sa.Column("resolved", sa.Boolean(), nullable=False),
        sa.Column("said_from", sa.Text(), nullable=True),
        sa.Column("said_to", sa.Text(), nullable=True),
        sa.Column("said_precision", sa.Text(), nullable=True),
        sa.Column("said_words", sa.Text(), nullable=True),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("occasion", sa.Text(), nullable=True),
        sa.Column("audience", sa.Text(), nullable=True),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("inside", sa.Text(), nullable=True),
        sa.Column("verdict", sa.Text(), nullable=True),
        sa.Column("latest", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["actor"], ["actor.id"], name=op.f("fk_statement_actor")),
        sa.ForeignKeyConstraint(["document"], ["document.id"], name=op.f("fk_statement_document")),
        sa.ForeignKeyConstraint(["profile"], ["profile.id"], name=op.f("fk_statement_profile")),
        sa.ForeignKeyConstraint(["reading"], ["reading.id"], name=op.f("fk_statement_reading")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_statement")),
        sa.UniqueConstraint("sid", name=op.f("uq_statement_sid")),
    )
    op.create_index("ix_statement_actor", "statement", ["actor", "latest", "id"], unique=False)
    op.create_index(op.f("ix_statement_document"), "statement", ["document"], unique=False)
    op.create_index(op.f("ix_statement_profile"), "statement", ["profile"], unique=False)
    op.create_index("ix_statement_said", "statement", ["said_from", "id"], unique=False)
    op.create_index("ix_statement_verdict", "statement", ["verdict", "id"], unique=False)
    if op.get_bind().dialect.name == "sqlite":
        _for_sqlite()
    else:
        _for_postgres()


def _for_sqlite() -> None:
    op.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    op.execute(
        "CREATE VIRTUAL TABLE statement_words USING fts5("
        "content, speaker, role, organisation, content = 'statement', content_rowid = 'id', "
        "tokenize = 'unicode61 remove_diacritics 2')"
    )
    columns = "content, speaker, role, organisation"
    new, old = ("".join(f", {side}.{name}" for name in columns.split(", ")) for side in ("new", "old"))
    into = "INSERT INTO statement_words"
    add = f"{into}(rowid, {columns}) VALUES (new.id{new});"
    drop = f"{into}(statement_words, rowid, {columns}) VALUES ('delete', old.id{old});"
    op.execute(f"CREATE TRIGGER statement_added AFTER INSERT ON statement BEGIN {add} END")
    op.execute(f"CREATE TRIGGER statement_dropped AFTER DELETE ON statement BEGIN {drop} END")
    op.execute(f"CREATE TRIGGER statement_changed AFTER UPDATE OF id, {columns} ON statement BEGIN {drop} {add} END")
    for table, column, words in _LASTING:
        changed = f"BEFORE UPDATE OF {column} ON {table}" if column else f"BEFORE UPDATE ON {table}"
        op.execute(f"CREATE TRIGGER {table}_lasts {changed} BEGIN SELECT RAISE(ABORT, '{words}'); END")
    review = "BEGIN SELECT RAISE(ABORT, 'a review is never changed, only withdrawn'); END"
    op.execute(f"CREATE TRIGGER review_kept BEFORE DELETE ON review {review}")
    op.execute(
        f"CREATE TRIGGER review_lasts BEFORE UPDATE ON review WHEN {_changed('IS NOT')} "
        f"OR old.withdrawn IS NOT NULL {review}"
    )


_LASTING = (
    ("blob", "", "bytes are never changed"),
    ("capture", "", "a capture is never changed"),
    ("document", "text", "a text is frozen once offsets point into it"),
)
_KEPT = "id subject_kind subject field verdict old new scope reviewer note created sample".split()


def _changed(differs: str) -> str:
    return "(" + " OR ".join(f"new.{name} {differs} old.{name}" for name in _KEPT) + ")"


def _for_postgres() -> None:
    op.execute("CREATE EXTENSION IF NOT EXISTS unaccent")
    op.execute("CREATE TEXT SEARCH CONFIGURATION onrecord (COPY = simple)")
    op.execute(
        "ALTER TEXT SEARCH CONFIGURATION onrecord ALTER MAPPING FOR hword, hword_part, word WITH unaccent, simple"
    )
    parts = " || ".join(
        f"setweight(to_tsvector('onrecord', coalesce({name}, '')), '{weight}')"
        for name, weight in zip("content speaker role organisation".split(), "ABCD", strict=True)
    )
    op.execute(f"ALTER TABLE statement ADD COLUMN words tsvector GENERATED ALWAYS AS ({parts}) STORED")
    op.execute("CREATE INDEX ix_statement_words ON statement USING gin (words)")
    for table, column, words in _LASTING:
        _refuse(f"{table}_lasts", f"BEFORE UPDATE {f'OF {column} ' if column else ''}ON {table}", words)
    words = "a review is never changed, only withdrawn"
    _refuse("review_kept", "BEFORE DELETE ON review", words)
    _refuse(
        "review_lasts",
        "BEFORE UPDATE ON review",
        words,
        when=f"WHEN ({_changed('IS DISTINCT FROM')} OR old.withdrawn IS NOT NULL)",
    )


def _refuse(name: str, change: str, words: str, when: str = "") -> None:
    op.execute(
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '{words}'; END $$"
    )
    op.execute(f"CREATE TRIGGER {name} {change} FOR EACH ROW {when} EXECUTE FUNCTION {name}()")
