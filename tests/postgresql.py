"""PostgreSQL for tests: a cluster in a temporary folder, reached by a socket there alone, in which each test has a
database of its own, copied from a template."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any

ROLE = "postgres"
"""The owner of everything; also the account that the server runs under where the tests are root's."""
_SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "autovacuum": "off",
    "max_connections": "150",
    "shared_buffers": "64MB",
}


@cache
def _programs() -> Path | None:
    """Return the folder of the newest PostgreSQL's programs."""
    found = [Path(path).resolve().parent for path in [shutil.which("initdb")] if path]
    found += sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda folder: -int(folder.parent.name))
    return next(iter(found), None)


def problem() -> str:
    """Tell why no server can be started, "" where one can."""
    if sys.platform == "win32":
        return "the tests reach PostgreSQL by a socket of Unix"
    return "" if _programs() else "PostgreSQL's programs are not installed"


def run(program: str, *arguments: str | Path) -> str:
    """Run one of PostgreSQL's programs, not as root, which it refuses; return what it prints."""
    folder = _programs()
    assert folder is not None
    account = ROLE if os.geteuid() == 0 else None
    command = [folder / program, *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd="/", user=account, group=account)
    assert done.returncode == 0, f"{program}: {done.stderr}{done.stdout}"
    return str(done.stdout)


class Server:
    """Hold a running cluster by the folder of its socket."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._numbers = count(1)

    def address(self, database: str, role: str = ROLE) -> str:
        """Return the address of a database."""
        return f"postgresql://{role}@/{database}?host={self.folder}"

    def execute(self, statement: str, database: str = "postgres") -> list[tuple[Any, ...]]:
        """Run a statement outside a transaction, as the owner of everything; return what it selects."""
        import psycopg

        with psycopg.connect(self.address(database), autocommit=True) as connection:
            cursor = connection.execute(statement.encode())
            return cursor.fetchall() if cursor.description else []

    def created(self, database: str, template: str = "template0") -> str:
        """Make a database, and return its address."""
        self.execute(f"CREATE DATABASE {database} TEMPLATE {template}")
        return self.address(database)

    def add_login(self, name: str) -> None:
        """Make a role that may log in, unless it is there."""
        if not self.execute(f"SELECT 1 FROM pg_roles WHERE rolname = '{name}'"):
            self.execute(f"CREATE ROLE {name} LOGIN")

    def make_older(self, database: str) -> None:
        """Take a workspace back to schema 0006, as an earlier version left it."""
        self.execute("UPDATE alembic_version SET version_num = '0006'", database)
        self.execute("DROP TABLE IF EXISTS merged_step, origin, workspace_identity", database)
        self.execute("ALTER TABLE handover DROP COLUMN recipient", database)

    @contextmanager
    def database(self, template: str = "template0") -> Iterator[str]:
        """Give the address of a database that is there for as long as the context."""
        name = f"test_{next(self._numbers)}"
        yield self.created(name, template)
        self.execute(f"DROP DATABASE {name} WITH (FORCE)")

    def crash_and_restart(self) -> None:
        """End every process of the server at once, and start it again."""
        run("pg_ctl", "-D", self.folder / "data", "-m", "immediate", "-l", self.folder / "log", "-w", "restart")


@contextmanager
def running() -> Iterator[Server]:
    """Start a cluster, and stop and remove it in the end."""
    folder = Path(tempfile.mkdtemp(prefix="pg-"))
    if os.geteuid() == 0:
        shutil.chown(folder, ROLE)
    data = folder / "data"
    # Sorted by a language's rules: an order that the program leaves to the database shows.
    run("initdb", "-D", data, "-U", ROLE, "-A", "trust", "-E", "UTF8", "-N", "--locale=C", *_sorted_by_language())
    values = {**_SETTINGS, "unix_socket_directories": folder}
    settings = " ".join(f"-c {name}='{value}'" for name, value in values.items())
    try:
        run("pg_ctl", "-D", data, "-o", settings, "-l", folder / "log", "-w", "start")
        yield Server(folder)
    finally:
        run("pg_ctl", "-D", data, "-m", "immediate", "stop")
        shutil.rmtree(folder)


def _sorted_by_language() -> list[str]:
    told = run("initdb", "--version").split("(PostgreSQL)")[1]
    return ["--locale-provider=icu", "--icu-locale=en-US"] if int(told.split(".")[0]) >= 15 else []
