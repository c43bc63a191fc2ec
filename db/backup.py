"""Verified backup copy of a workspace file, by SQLite's backup API."""

import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from sqlalchemy import Engine

from db.engine import BUSY_SECONDS
from db.errors import WorkspaceError
from db.sqlite_errors import explained, explanation_of

_PAGES_A_STEP = 1000


def copy(file: Path, target: Path) -> None:
    """Copy a workspace file to ``target``, which must not exist yet, and make sure that the copy holds all of it.

    Raises WorkspaceError, and leaves no half copy, where it cannot be read, written or is not whole.
    """
    try:
        _copy(file, target)
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", 0)
        raise explanation_of(code, target) or explanation_of(code, file) or _not_whole(file, error) from error
    except OSError as error:
        raise WorkspaceError(
            f"No copy of “{file}” can be made at “{target}”: {error.strerror}.", "Check that folder, then try again."
        ) from error


def copy_open(engine: Engine, file: Path, target: Path) -> None:
    """Copy the file that an engine has open into ``target``, which is replaced, whatever lies at ``file`` by now.

    Raises WorkspaceError where it cannot be read or written.
    """
    with explained(target), engine.connect() as connection:
        target.unlink(missing_ok=True)
        driver = connection.connection.driver_connection
        assert isinstance(driver, sqlite3.Connection)  # noqa: S101 - workspaces are SQLite files
        with closing(sqlite3.connect(target, timeout=BUSY_SECONDS)) as made:
            driver.backup(made)
            if _counts(made) != _counts(driver):
                raise _not_whole(file, "it holds other records than the file")


def _copy(file: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    target.touch(exist_ok=False)
    try:
        with (
            closing(sqlite3.connect(file, timeout=BUSY_SECONDS)) as source,
            closing(sqlite3.connect(target, timeout=BUSY_SECONDS)) as made,
        ):
            source.backup(made, pages=_PAGES_A_STEP)
        _check(file, target)
    except BaseException:
        with suppress(OSError):
            target.unlink()
        raise


def _check(file: Path, target: Path) -> None:
    with closing(sqlite3.connect(file)) as source, closing(sqlite3.connect(target)) as made:
        faults = [row[0] for row in made.execute("PRAGMA integrity_check") if row[0] != "ok"]
        faults += [f"{row[0]} {row[1]} refers to nothing" for row in made.execute("PRAGMA foreign_key_check")]
        if not faults and _counts(made) != _counts(source):
            faults.append("it holds other records than the file")
    if faults:
        raise _not_whole(file, faults[0])


def _counts(connection: sqlite3.Connection) -> dict[str, int]:
    tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").fetchall()
    return {name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for (name,) in tables}  # noqa: S608


def _not_whole(file: Path, fault: object) -> WorkspaceError:
    return WorkspaceError(
        f"A copy of “{file}” was made but is not whole: {fault}.",
        "Run “roundtable verify”; keep the file as it is and go back to an older copy or an export of it.",
    )
