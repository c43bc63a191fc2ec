"""Atomic file writing, for every export: a temporary file is written, synced and renamed over the target."""

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from time import sleep

from roundtable.errors import OutputError, RoundtableError
from roundtable.file_errors import is_device, write_error
from roundtable.temporary_files import temporary_sibling

_WAITS = (0.1, 0.2, 0.4) if sys.platform == "win32" else ()
"""On Windows, scanners and programs that synchronise folders open whatever was just written, for a moment."""


@contextmanager
def replacing(target: Path) -> Iterator[Path]:
    """Yield a temporary sibling of ``target``; on success sync it and rename it over ``target``.

    A link is followed: what it leads to is replaced, with its permissions and, where that is allowed, its owner.
    Raises OutputError where the folder is missing, the target is a folder, the disk is full or the file is held.
    """
    with _written(target, _replace) as temporary:
        yield temporary


@contextmanager
def creating(target: Path) -> Iterator[Path]:
    """Yield a temporary sibling of ``target`` as ``replacing`` does; a target that appears meanwhile stays as it is."""
    with _written(target, _create) as temporary:
        yield temporary


def check_target(target: Path) -> Path:
    """Return where a file of a name goes, links followed; raise OutputError where there can be none."""
    try:
        target = Path(os.path.realpath(target))
        if sys.platform == "win32" and is_device(target):
            raise OutputError(f"“{target.name}” is a name that Windows reserves for a device.", "Choose another name.")
        if target.is_dir():
            raise OutputError(f"“{target}” is a folder.", "Name a file in that folder.")
        if not target.parent.is_dir():
            raise OutputError(f"The folder “{target.parent}” does not exist.", "Create it first, or choose another.")
    except OSError as error:
        raise write_error(error, target) from error
    return target


@contextmanager
def _written(target: Path, place: Callable[[Path, Path], None]) -> Iterator[Path]:
    target = check_target(target)
    try:
        with temporary_sibling(target) as temporary:
            with called_by(target, temporary):
                yield temporary
            with temporary.open("rb+") as written:
                os.fsync(written.fileno())
            if sys.platform != "win32":  # there, a file that may not be written could not be cleared away either
                temporary.chmod(_usual_mode(target))
            insistently(lambda: place(temporary, target), _WAITS)
    except OSError as error:
        raise write_error(error, target) from error


@contextmanager
def called_by(name: Path, temporary: Path) -> Iterator[None]:
    """Let the errors within name what a temporary file is for, not the temporary file."""
    try:
        yield
    except RoundtableError as error:
        error.rename(temporary, name)
        raise


def insistently(place: Callable[[], None], waits: Sequence[float]) -> None:
    """Do it, and again after each of the waits, in seconds, while the file is held."""
    for wait in waits:
        try:
            place()
        except PermissionError:
            sleep(wait)
        else:
            return
    place()


def _replace(temporary: Path, target: Path) -> None:
    _keep_owner(target, temporary)
    temporary.replace(target)


def _create(temporary: Path, target: Path) -> None:
    with suppress(FileExistsError):
        if sys.platform == "win32":
            temporary.rename(target)
            return
        try:
            target.hardlink_to(temporary)  # the one way to give a name only where there is none yet
        except PermissionError:  # a file system without links
            if not target.exists():
                temporary.rename(target)


def _keep_owner(target: Path, temporary: Path) -> None:
    if hasattr(os, "chown") and target.exists():
        present = target.stat()
        with suppress(OSError):  # only an administrator may give a file away
            os.chown(temporary, present.st_uid, present.st_gid)


def _usual_mode(target: Path) -> int:
    """Return the permissions of a file that is opened plainly; mkstemp makes it private."""
    if target.exists():
        return target.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
