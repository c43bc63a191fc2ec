"""Temporary files beside their targets, noted down while they are written: what a killed run left is found and cleared.

Each has a note in a folder of its own, locked for as long as its writer lives.
"""

import os
import secrets
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from platformdirs import user_data_path

_LONGEST_SUFFIX = 20


def notes_folder() -> Path:
    """Return where the notes of unfinished files lie."""
    return user_data_path("Roundtable", appauthor=False, roaming=False) / "unfinished"


@contextmanager
def temporary_sibling(target: Path) -> Iterator[Path]:
    """Yield a new, empty file in the folder of ``target``, with its suffix; what is left of it goes at the end.

    Raises OSError where none can be made.
    """
    # Not the target's own name and more: it may be as long as names can be.
    suffix = target.suffix if len(target.suffix) <= _LONGEST_SUFFIX else ""
    temporary = target.with_name(f".roundtable-{secrets.token_hex(4)}{suffix}")
    with _noted(temporary):  # before it is made: a run may be killed at any moment
        os.close(os.open(temporary, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        try:
            yield temporary
        finally:
            for left in (temporary, Path(f"{temporary}-journal")):
                with suppress(OSError):
                    left.unlink(missing_ok=True)


@contextmanager
def _noted(temporary: Path) -> Iterator[None]:
    """Note the file down, locked; where no note can be written, a killed run leaves its file."""
    note: IO[bytes] | None = None
    with suppress(OSError):
        notes_folder().mkdir(parents=True, exist_ok=True)
        note = (notes_folder() / temporary.name).open("xb")
        lock(note)
        note.write(os.fsencode(temporary.absolute()))
        note.flush()
    try:
        yield
    finally:
        if note:
            note.close()
            with suppress(OSError):
                Path(note.name).unlink()


def clear_unfinished() -> None:
    """Remove the temporary files of runs that were killed while they wrote them."""
    with suppress(OSError):
        for path in list(notes_folder().iterdir()):
            with suppress(OSError):
                _clear(path)


def _clear(path: Path) -> None:
    with path.open("rb+") as note:
        lock(note)  # fails while its writer lives
        temporary = Path(os.fsdecode(note.read()))
        if temporary.name == path.name:
            for left in (temporary, Path(f"{temporary}-journal")):
                left.unlink(missing_ok=True)
    path.unlink()


if sys.platform == "win32":
    import msvcrt

    _BEYOND = 1 << 30

    def lock(file: IO[bytes]) -> None:
        """Lock a byte beyond the content, which stays readable; raise OSError where another process has it."""
        file.seek(_BEYOND)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        file.seek(0)
else:
    import fcntl

    def lock(file: IO[bytes]) -> None:
        """Lock the file; raise OSError where another process has it."""
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
