"""Restore of a whole workspace from a backup: never in place, always as another file."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from db import backup, upgrade
from db.engine import connect
from roundtable.atomic_file import replacing
from roundtable.backups import backup_files, file_state, lock_file
from roundtable.errors import HeldError, OlderError, WorkspaceError
from roundtable.file_errors import is_taken
from roundtable.progress import Progress, silent
from roundtable.workspace import SUFFIX, Workspace


def restore_file(file: Path, source: Path, *, progress: Progress = silent) -> Path | None:
    """Put a verified copy of ``source`` in the place of a workspace; return where what was there is kept.

    Nothing may have the workspace open. What was there is never written to: it is kept among the backups or, where it
    is damaged or a run was killed, beside the new file. Raises RoundtableError, with nothing changed, where the
    source is damaged, of a newer version, or the copies cannot be written.
    """
    if holder := lock_file.holder_of(file):
        whose = f" of {holder.author} on {holder.machine}" if holder.author else ""
        raise HeldError(f"“{file}” is open for writing in a window{whose}.", "Close it there first.")
    upgrade.inspect(source)
    if is_taken(file) and file.samefile(source):
        raise WorkspaceError(f"“{source}” is the workspace itself.", "Name a backup of it.")
    with replacing(file) as temporary:
        backup.copy(source, temporary, progress)
        engine = connect(temporary)
        try:
            upgrade.check(engine, source)
        finally:
            engine.dispose()
        kept = _keep(file) if file.exists() else None
    file_state.note(file)
    return kept


def _keep(file: Path) -> Path:
    if _journal_of(file).exists():
        return _set_aside(file)
    try:
        upgrade.inspect(file)
        kept = backup_files.make(file, "before restore")
        again = backup_files.make_if_changed(file, "before restore")  # somebody may have saved meanwhile
    except WorkspaceError:
        return _set_aside(file)
    return (again or kept).file


def _set_aside(file: Path) -> Path:
    """Copy a file byte by byte, and take its journal along, which must not be applied to another file."""
    aside = file.with_name(f"{file.stem} as it was {datetime.now():%Y-%m-%d %H-%M-%S}{SUFFIX}")
    with replacing(aside) as temporary:
        shutil.copyfile(file, temporary)
    with suppress(FileNotFoundError):
        _journal_of(file).replace(_journal_of(aside))
    return aside


def _journal_of(file: Path) -> Path:
    """Name the file by which SQLite takes back what was under way when a run was killed."""
    return file.with_name(f"{file.name}-journal")


@contextmanager
def opened(source: Path) -> Iterator[Workspace]:
    """Open a backup to read it; one of an earlier version as a copy that is brought up to date."""
    try:
        workspace = Workspace.open(source, may_upgrade=False)
    except OlderError:
        with TemporaryDirectory() as folder:
            copied = Path(shutil.copyfile(source, Path(folder) / source.name))
            upgrade.bring_up_to_date(copied, source)
            with Workspace.open(copied) as workspace:
                yield workspace
        return
    with workspace:
        yield workspace
