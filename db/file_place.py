"""Place of an open workspace file: by its name another may lie there later, and it may be overwritten where it lies."""

import os
from contextlib import suppress
from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError

from db import journal
from db.dialects.sqlite_errors import MOVED_REMEDY
from db.engine import reading
from db.errors import DamagedError, MovedError, OverwrittenError, WorkspaceError
from db.integrity import file_header


class FilePlace:
    """Remember which file an engine opened, and what was read or written there last."""

    def __init__(self, file: Path, engine: Engine) -> None:
        self._file = file
        self._engine = engine
        self._identity = _identity(file.stat())
        self._last = (0, "")
        self.note()

    def note(self) -> None:
        """Remember the file as it is now, having been opened or written to by its owner."""
        self._signature = file_header.signature(self._file)
        with suppress(WorkspaceError), reading(self._engine, self._file) as connection:  # else an earlier step tells
            self._last = journal.last(connection)

    def check(self) -> None:
        """Raise MovedError where another file or none is in the place of the one opened, or it was overwritten."""
        try:
            found = self._file.stat()
        except OSError as error:
            raise MovedError(
                f"“{self._file}” was moved, renamed or deleted since it was opened.", MOVED_REMEDY
            ) from error
        if _identity(found) != self._identity:
            raise MovedError(f"“{self._file}” was replaced by another file since it was opened.", MOVED_REMEDY)
        if found.st_size == 0:
            raise self._overwritten("emptied by another program")
        if file_header.signature(self._file) != self._signature:
            self._check_content()

    def _check_content(self) -> None:
        """Raise OverwrittenError unless the last step that was known is still there: other windows only add some."""
        # A copy over the file heeds no lock and may have its number of changes: SQLite would mix its pages with ours.
        self._engine.dispose()
        try:
            with reading(self._engine, self._file) as connection:
                is_same = journal.holds(connection, *self._last)
        except (DamagedError, DBAPIError):
            is_same = False
        if not is_same:
            raise self._overwritten("overwritten with another file")
        self.note()

    def _overwritten(self, how: str) -> OverwrittenError:
        remedy = "Open the file that is there now, or restore a backup."
        return OverwrittenError(f"“{self._file}” was {how} since it was opened.", remedy)


def _identity(found: os.stat_result) -> tuple[int, int]:
    """Return what tells a file from another of its name; nothing on Windows, where an open file stays in its place."""
    return (0, 0) if os.name == "nt" else (found.st_dev, found.st_ino)
