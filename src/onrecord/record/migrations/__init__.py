"""Changes of the record's tables, one module each in `versions`, carried out by Alembic."""

from pathlib import Path

from sqlalchemy import Connection

HEAD = "0001"
KNOWN = frozenset({"0001"})


def migrate(connection: Connection) -> None:
    """Brings the tables to HEAD inside the transaction that is open."""
    from alembic import command  # noqa: PLC0415 - most openings have nothing to migrate
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
