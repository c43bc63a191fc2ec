"""Errors of the workspace's database in a person's words: disk full, locked, read-only, damaged."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DatabaseError, DBAPIError

from db.errors import BusyError, ReadOnlyError, UnwantedError, WorkspaceError

_BUSY = (
    BusyError,
    "The workspace “{}” is in use by another program.",
    "Wait until that program has finished, or close it, and try again.",
)
_READ_ONLY = (
    ReadOnlyError,
    "The workspace “{}” cannot be changed: the file or its folder is read-only.",
    "Copy it to a folder of your own, or ask for the right to write there.",
)
_EXPLANATIONS: dict[int, tuple[type[WorkspaceError], str, str]] = {
    sqlite3.SQLITE_BUSY: _BUSY,
    sqlite3.SQLITE_LOCKED: _BUSY,
    sqlite3.SQLITE_READONLY: _READ_ONLY,
    sqlite3.SQLITE_PERM: _READ_ONLY,
    sqlite3.SQLITE_FULL: (
        WorkspaceError,
        "There is no room left on the disk that holds “{}”.",
        "Free some space and try again; nothing was changed.",
    ),
    sqlite3.SQLITE_CANTOPEN: (
        WorkspaceError,
        "The workspace “{}” cannot be opened.",
        "Check that its folder exists and that you may read and write there.",
    ),
    sqlite3.SQLITE_NOTADB: (
        WorkspaceError,
        "“{}” is not a Roundtable workspace.",
        "Choose a file that ends in .roundtable, or import this file into a workspace.",
    ),
    sqlite3.SQLITE_CORRUPT: (
        WorkspaceError,
        "The workspace “{}” is damaged.",
        "Keep the file as it is and go back to a copy or an export of it.",
    ),
    sqlite3.SQLITE_IOERR: (
        WorkspaceError,
        "The disk that holds “{}” does not answer as it should.",
        "Check the drive or network folder, then try again; nothing was changed.",
    ),
}


@contextmanager
def explained(file: Path) -> Iterator[None]:
    """Translate the database's errors that a person can do something about; anything else is a bug and passes."""
    try:
        yield
    except (DBAPIError, sqlite3.Error) as error:  # the driver's own come from cursors that are read straight
        code = getattr(error.orig if isinstance(error, DBAPIError) else error, "sqlite_errorcode", None)
        if code == sqlite3.SQLITE_INTERRUPT:
            raise UnwantedError from error
        is_database_error = isinstance(error, DatabaseError | sqlite3.DatabaseError)
        if code is None or not is_database_error or (explanation := explanation_of(code, file)) is None:
            raise
        raise explanation from error


def explanation_of(code: int, file: Path) -> WorkspaceError | None:
    """Explain an SQLite result code, extended or not; None for a code that only a bug can cause."""
    if (code & 0xFF) not in _EXPLANATIONS:
        return None
    kind, cause, remedy = _EXPLANATIONS[code & 0xFF]
    return kind(cause.format(file), remedy)
