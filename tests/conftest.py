"""Records to test on: a SQLite file, and a database on a PostgreSQL server that these tests start and stop."""

import getpass
import os
import shutil
import socket
import subprocess
import tempfile
import uuid
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from onrecord.record.store import Record


def _programs() -> Path | None:
    """Where the server's programs lie: on the path, or where Debian puts them."""
    found = shutil.which("initdb") or next(
        iter(sorted(map(str, Path("/usr/lib/postgresql").glob("*/bin/initdb")), reverse=True)), None
    )
    return None if found is None else Path(found).resolve().parent


def _as_server(user: str | None, *command: str) -> None:
    """Runs a program of the server, which refuses to run as root."""
    before = ["runuser", "-u", user, "--"] if user else []
    done = subprocess.run([*before, *command], capture_output=True, text=True, check=False, cwd="/")
    if done.returncode:
        raise RuntimeError(f"{command[0]}: {done.stderr or done.stdout}")


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The address of a server without databases of its own, gone after the tests."""
    programs = _programs()
    if programs is None:
        pytest.skip("PostgreSQL is not installed: apt-get install postgresql")
    user = "postgres" if getpass.getuser() == "root" or os.geteuid() == 0 else None
    folder = Path(tempfile.mkdtemp(prefix="onrecord-pg-"))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    if user:
        shutil.chown(folder, user)
    data = folder / "data"
    options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off"
    try:
        _as_server(
            user, str(programs / "initdb"), "-D", str(data), "-U", "onrecord", "-A", "trust", "-E", "UTF8", "--no-sync"
        )
        _as_server(
            user, str(programs / "pg_ctl"), "-D", str(data), "-o", options, "-l", str(folder / "log"), "-w", "start"
        )
        yield f"postgresql://onrecord@127.0.0.1:{port}"
        _as_server(user, str(programs / "pg_ctl"), "-D", str(data), "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def postgres_url(postgres_server: str) -> str:
    """The address of an empty database."""
    name = f"r{uuid.uuid4().hex}"
    with psycopg.connect(f"{postgres_server}/postgres", autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    return f"{postgres_server}/{name}"


@pytest.fixture(params=["sqlite", "postgres"])
def record_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a record can be made: once a file, once a database."""
    if request.param == "sqlite":
        return str(tmp_path / "onrecord.db")
    url: str = request.getfixturevalue("postgres_url")
    return url


@pytest.fixture
def record(record_url: str) -> Iterator[Record]:
    """An empty record."""
    with Record.open(record_url, create=True) as found:
        yield found
