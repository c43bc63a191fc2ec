"""Verified copy of a workspace file, by SQLite's backup API, some pages at a time so that no save has to wait."""

import os
import sqlite3
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, closing, contextmanager
from functools import partial
from itertools import chain
from pathlib import Path
from time import monotonic
from typing import Any

from sqlalchemy import Engine
from sqlalchemy.engine import Connection

from db.dialects.sqlite_errors import explained, explanation_of
from db.engine import BUSY_SECONDS, connect, reading
from db.errors import WorkspaceError
from db.integrity import file_header

_PAGES_A_STEP = 500
_WAIT_SECONDS = 0.05
"""How long a writer gets before the next pages are tried."""
_PATIENCE_SECONDS = 30
_ERRORS_OF_WRITING = (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR_WRITE, sqlite3.SQLITE_IOERR_TRUNCATE)
"""Those of the disk that a copy goes to: the file itself is only read."""
_LAST_STEP = "SELECT ifnull(max(id), 0) FROM journal_entry"
_COUNTED = {
    "practices": "SELECT count(*) FROM practice WHERE deleted_at IS NULL",
    "roundtables": "SELECT count(*) FROM roundtable",
    "mappings": "SELECT count(*) FROM mapping",
    "last step": _LAST_STEP,
}


def copy(file: Path, target: Path, report: Callable[[int, int], object] = lambda _done, _total: None) -> None:
    """Copy a workspace file over ``target``, an empty file of the caller's, and make sure that it holds all of it.

    ``report`` is told how many pages are done, of how many. Raises WorkspaceError where the file cannot be read, the
    copy not be written, or is not whole, and OSError where it cannot be synced; ``target`` then is worth nothing.
    """
    try:
        expected = _copied(file, target, _Patience(report))
        faults, counted = _checked(target)
    except (sqlite3.Error, UnicodeDecodeError) as error:  # the second of a name of the schema, in SQLite's own message
        code = getattr(error, "sqlite_errorcode", 0)
        raise explanation_of(code, file) or _not_whole(file, error) from error
    if not faults and expected and counted != expected:
        faults = ["it holds other records than the file"]
    if faults:
        raise _not_whole(file, faults[0])


@contextmanager
def snapshot(file: Path, target: Path) -> Iterator[Callable[[], AbstractContextManager[Connection]]]:
    """Copy a workspace file over ``target`` as ``copy`` does, unchecked, and yield what gives connections to it.

    Raises WorkspaceError where the file cannot be read or the copy not be written.
    """
    with explained(file), closing(sqlite3.connect(file)) as source:
        _copy_pages(source, target, _Patience())
    engine = connect(target)
    try:
        yield partial(reading, engine, file)
    finally:
        engine.dispose()


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
            if _counts_of_all(made) != _counts_of_all(driver):
                raise _not_whole(file, "it holds other records than the file")


class _Patience:
    """Report progress, and give up where another program holds the file for too long."""

    def __init__(self, report: Callable[[int, int], object] = lambda _done, _total: None) -> None:
        self._report = report
        self._moved_at = monotonic()

    def __call__(self, status: int, remaining: int, total: int) -> None:
        if status in (sqlite3.SQLITE_OK, sqlite3.SQLITE_DONE):
            self._moved_at = monotonic()
        elif monotonic() - self._moved_at > _PATIENCE_SECONDS:
            error = sqlite3.OperationalError("database is locked")
            error.sqlite_errorcode = sqlite3.SQLITE_BUSY
            raise error
        self._report(total - remaining, total)


def _copied(file: Path, target: Path, patience: _Patience) -> dict[str, int]:
    """Copy the pages; return the counts of the file's records, none where it was changed meanwhile."""
    with closing(sqlite3.connect(file)) as source:
        before = _version(source)
        _copy_pages(source, target, patience)
        counts = _counts_of_all(source)
        return counts if _version(source) == before else {}


def _copy_pages(source: sqlite3.Connection, target: Path, patience: _Patience) -> None:
    with closing(sqlite3.connect(target)) as made:
        made.execute("PRAGMA journal_mode=OFF")  # a copy that fails is thrown away, not rolled back
        made.execute("PRAGMA synchronous=OFF")  # it is synced while it is checked
        try:
            source.backup(made, pages=_PAGES_A_STEP, progress=patience, sleep=_WAIT_SECONDS)
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode in _ERRORS_OF_WRITING and (
                explained := explanation_of(error.sqlite_errorcode, target)
            ):
                raise explained from error
            raise


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA data_version").fetchone()[0])


def _checked(target: Path) -> tuple[list[str], dict[str, int]]:
    """Return the faults of a copy and the counts of its records: of what lies on the disk, opened anew.

    All pages by ``quick_check``, and the tables that have indexes by ``integrity_check``: that is what it does to a
    whole file, in parts that run side by side, as SQLite works outside Python's lock. Meanwhile the copy is synced.
    """

    def ask(question: Callable[[sqlite3.Connection], Any]) -> Any:
        with closing(sqlite3.connect(target)) as made:
            made.execute("PRAGMA cache_size=-32000")
            return question(made)

    with ThreadPoolExecutor(1) as synced, ThreadPoolExecutor(2) as threads:
        sync = synced.submit(_sync, target)
        checks = ("quick_check", *(f"integrity_check({name})" for name in ask(_indexed)))
        faults = threads.map(ask, (*(partial(_page_faults, check) for check in checks), _reference_faults))
        counted = threads.submit(ask, _counts_of_all)
        sync.result()
        return list(chain.from_iterable(faults)), counted.result()


def _sync(file: Path) -> None:
    with file.open("rb+") as written:
        os.fsync(written.fileno())


def _indexed(connection: sqlite3.Connection) -> list[str]:
    """Name the tables that have indexes, quoted, those with most of them first: their checks take longest."""
    query = "SELECT quote(tbl_name) FROM sqlite_master WHERE type = 'index' GROUP BY tbl_name ORDER BY count(*) DESC"
    return [name for (name,) in connection.execute(query)]


def _page_faults(check: str, connection: sqlite3.Connection) -> list[str]:
    return [row[0] for row in connection.execute(f"PRAGMA {check}") if row[0] != "ok"]


def _reference_faults(connection: sqlite3.Connection) -> list[str]:
    return [f"{row[0]} {row[1]} refers to nothing" for row in connection.execute("PRAGMA foreign_key_check")]


def _counts_of_all(connection: sqlite3.Connection) -> dict[str, int]:
    tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").fetchall()
    return {name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for (name,) in tables}  # noqa: S608


def last_step(file: Path) -> int:
    """Return the number of the last step in the journal of a workspace that others may write to."""
    with explained(file), closing(sqlite3.connect(file)) as connection:
        return int(connection.execute(_LAST_STEP).fetchone()[0])


def counts(file: Path) -> dict[str, int] | None:
    """Count what a copy holds that nobody writes to, and name its last step; None where it is not whole."""
    try:
        header = file_header.read(file, is_in_use=False)
        if not header.is_workspace or header.is_cut_short:
            return None
        with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
            return {name: connection.execute(query).fetchone()[0] for name, query in _COUNTED.items()}
    except (OSError, sqlite3.Error, UnicodeDecodeError, WorkspaceError):
        return None


def _not_whole(file: Path, fault: object) -> WorkspaceError:
    return WorkspaceError(
        f"A copy of “{file}” was made but is not whole: {fault}.",
        "Run “roundtable verify”; keep the file as it is and go back to an older backup or an export of it.",
    )
