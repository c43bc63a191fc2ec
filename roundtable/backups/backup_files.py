"""Backup files of a workspace: made, listed, thinned out."""

import hashlib
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from platformdirs import user_config_path

from db import backup
from roundtable.atomic_file import called_by, replacing
from roundtable.backups import ladder, second_folder
from roundtable.errors import OutputError, RoundtableError, WorkspaceError
from roundtable.file_errors import make_folder, read_error, write_error
from roundtable.progress import Progress, silent
from roundtable.temporary_files import temporary_sibling

MOST_BYTES = 4_000_000_000
"""How much room the backups of one workspace may take."""
_NAME = re.compile(r"(\d{4}-\d\d-\d\d \d\d-\d\d-\d\d\.\d{6})Z (.+)\.roundtable")
_MOMENT = "%Y-%m-%d %H-%M-%S.%f"


class Backup(NamedTuple):
    """Hold one backup: its file, when it was made (UTC), on what occasion, and its size in bytes.

    ``doubt`` says why there is no copy of it in the second folder, where one was wanted.
    """

    file: Path
    moment: datetime
    occasion: str
    size: int
    doubt: str = ""


def folder() -> Path:
    """Return where copies of workspaces are kept: beside the settings, not beside the workspaces."""
    return user_config_path("Roundtable", appauthor=False, roaming=False) / "backups"


def folder_of(file: Path) -> Path:
    """Return where the backups of a workspace are kept; a workspace is known by its place."""
    place = os.path.normcase(os.path.realpath(file))
    digest = hashlib.blake2b(os.fsencode(place), digest_size=4).hexdigest()
    return folder() / f"{file.stem[:40]} {digest}"


def listing(file: Path) -> list[Backup]:
    """Return the backups of a workspace, the newest first."""
    return _in(folder_of(file))


def _in(place: Path) -> list[Backup]:
    made = []
    try:
        for entry in os.scandir(place):
            with suppress(FileNotFoundError):  # thinned out meanwhile by another window
                if found := _NAME.fullmatch(entry.name):
                    moment = datetime.strptime(found[1], _MOMENT).replace(tzinfo=UTC)
                    made.append(Backup(Path(entry.path), moment, found[2], entry.stat().st_size))
    except FileNotFoundError:
        return []  # no folder yet
    except OSError as error:
        raise read_error(error, place) from error
    return sorted(made, key=lambda one: one.moment, reverse=True)


def make(file: Path, occasion: str, *, progress: Progress = silent) -> Backup:
    """Make a verified backup of a workspace and thin out the older ones.

    Raises RoundtableError where the workspace is damaged or the copy cannot be written; no half of one is left then.
    """
    moment = datetime.now(UTC)
    target = folder_of(file) / f"{moment.strftime(_MOMENT)}Z {occasion}.roundtable"
    make_folder(target.parent, "Create it yourself, or ask for permission to write there.", OutputError)
    copy(file, target, progress=progress)
    _thin_out(target.parent)
    return Backup(target, moment, occasion, target.stat().st_size, _copy_again(target))


def _copy_again(made: Path) -> str:
    """Keep a copy in the second folder; say why where that is not possible."""
    try:
        if place := second_folder.copy(made):
            _thin_out(place)
    except RoundtableError as error:
        return str(error)
    return ""


def make_if_changed(file: Path, occasion: str, *, progress: Progress = silent) -> Backup | None:
    """Make a backup unless the newest one that is whole holds what the workspace holds."""
    for one in listing(file):
        if (held := backup.counts(one.file)) is not None:
            is_as_in_it = held["last step"] == backup.last_step(file) and _written_at(file) < one.moment.timestamp()
            return None if is_as_in_it else make(file, occasion, progress=progress)
    return make(file, occasion, progress=progress)


def _written_at(file: Path) -> float:
    try:
        return file.stat().st_mtime
    except OSError as error:
        raise WorkspaceError(f"“{file}” no longer exists.", "Restore a backup of it.") from error


def copy(file: Path, target: Path, *, progress: Progress = silent) -> None:
    """Write a verified copy of a workspace, whole or not at all, over ``target``.

    Raises RoundtableError where the workspace is damaged or the copy cannot be written.
    """
    with replacing(target) as temporary:
        backup.copy(file, temporary, progress)


@contextmanager
def temporary_place(file: Path) -> Iterator[Path]:
    """Yield an empty file with the backups of a workspace, on this computer, for a copy that goes at the end.

    Raises OutputError where none can be made.
    """
    place = folder_of(file) / "copy"
    make_folder(place.parent, "Create it yourself, or ask for permission to write there.", OutputError)
    try:
        with temporary_sibling(place) as temporary, called_by(place.parent, temporary):
            yield temporary
    except OSError as error:
        raise write_error(error, place) from error


def counts(file: Path) -> dict[str, int] | None:
    """Count the practices, roundtables and mappings of a backup, and its last step; None for one that is not whole."""
    return backup.counts(file)


def _thin_out(place: Path) -> None:
    made = {ladder.Made(one.moment, one.size): one.file for one in _in(place)}
    for gone in made.keys() - ladder.kept(list(made), datetime.now(UTC), MOST_BYTES):
        with suppress(OSError):  # somebody looks at it: it goes the next time
            made[gone].unlink()
