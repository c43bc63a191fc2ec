"""Errors of the workspace's database in a person's words: disk full, locked, read-only, damaged."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DatabaseError, DBAPIError

from db.errors import BusyError, DamagedError, MovedError, ReadOnlyError, UnreadableError, UnwantedError, WorkspaceError

_BUSY = (
    BusyError,
    "The workspace “{}” is in use by another program.",
    "Wait until that program has finished, or close it, and try again.",
)
_READ_ONLY = (
    ReadOnlyError,
    "The workspace “{}” cannot be changed: the file or its folder is read-only.",
    "Copy it to a folder of your own, or ask for permission to write there.",
)
MOVED_REMEDY = "What is open is as it was: save it under another name, or open the file that is there now."
_READ_ONLY_FOLDER = (
    ReadOnlyError,
    "The workspace “{}” cannot be changed: its folder is read-only, and a second file is needed there.",
    "Copy it to a folder of your own, or ask for permission to write in that folder.",
)
_UNLOCKABLE = (
    WorkspaceError,
    "The drive that holds “{}” cannot lock files, so two programs could damage it.",
    "Copy the file to a drive of this computer and open it there; nothing was changed.",
)
_UNFINISHED = (
    ReadOnlyError,
    "A program was stopped while it wrote to “{}”; repairing the file needs permission to write.",
    "Open it once where you have permission to write, or copy it there with the file that ends in -journal.",
)
_DAMAGE_REMEDY = "Keep it as it is, and restore a backup or recover what can be read: “roundtable recover”."
_EXPLANATIONS: dict[int, tuple[type[WorkspaceError], str, str]] = {
    sqlite3.SQLITE_READONLY_DBMOVED: (
        MovedError,
        "“{}” was moved, replaced or deleted since it was opened.",
        MOVED_REMEDY,
    ),
    sqlite3.SQLITE_READONLY_DIRECTORY: _READ_ONLY_FOLDER,
    sqlite3.SQLITE_READONLY_CANTINIT: _READ_ONLY_FOLDER,
    sqlite3.SQLITE_READONLY_ROLLBACK: _UNFINISHED,
    sqlite3.SQLITE_READONLY_RECOVERY: _UNFINISHED,
    sqlite3.SQLITE_READONLY_CANTLOCK: _UNLOCKABLE,
    sqlite3.SQLITE_IOERR_LOCK: _UNLOCKABLE,
    sqlite3.SQLITE_IOERR_RDLOCK: _UNLOCKABLE,
    sqlite3.SQLITE_IOERR_CHECKRESERVEDLOCK: _UNLOCKABLE,
    sqlite3.SQLITE_BUSY: _BUSY,
    sqlite3.SQLITE_LOCKED: _BUSY,
    sqlite3.SQLITE_READONLY: _READ_ONLY,
    sqlite3.SQLITE_PERM: _READ_ONLY,
    sqlite3.SQLITE_FULL: (
        WorkspaceError,
        "There is no space left on the disk that holds “{}”.",
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
    sqlite3.SQLITE_CORRUPT: (DamagedError, "The workspace “{}” is damaged.", _DAMAGE_REMEDY),
    sqlite3.SQLITE_IOERR: (
        WorkspaceError,
        "The disk that holds “{}” does not respond properly.",
        "Check the drive or network folder, then try again; nothing was changed.",
    ),
}


@contextmanager
def explained(file: Path) -> Iterator[None]:
    """Translate the database's errors that a person can do something about; anything else is a bug and passes."""
    try:
        yield
    except UnreadableError as error:
        raise damaged(file, str(error)) from error
    except UnicodeDecodeError as error:  # a name of the schema, as SQLite's own message repeats it
        raise damaged(file, "it holds text that cannot be decoded") from error
    except (DBAPIError, sqlite3.Error) as error:  # the driver's own come from cursors that are read straight
        driver_error = error.orig if isinstance(error, DBAPIError) else error
        code = getattr(driver_error, "sqlite_errorcode", None)
        if code is None and str(driver_error).startswith("Could not decode to UTF-8"):
            raise damaged(file, "it holds text that cannot be decoded") from error
        if code == sqlite3.SQLITE_INTERRUPT:
            raise UnwantedError from error
        is_database_error = isinstance(error, DatabaseError | sqlite3.DatabaseError)
        if code is None or not is_database_error or (explanation := explanation_of(code, file)) is None:
            raise
        raise explanation from error


def damaged(file: Path, fault: str) -> DamagedError:
    """Say that a workspace is damaged, and how it shows."""
    return DamagedError(f"The workspace “{file}” is damaged: {fault}.", _DAMAGE_REMEDY)


def explanation_of(code: int, file: Path) -> WorkspaceError | None:
    """Explain an SQLite result code, extended or not; None for a code that only a bug can cause."""
    found = _EXPLANATIONS.get(code) or _EXPLANATIONS.get(code & 0xFF)
    if found is None:
        return None
    kind, cause, remedy = found
    return kind(cause.format(file), remedy)
