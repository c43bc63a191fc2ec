"""Sessions of the window on a workspace, noted while they last: one that did not end properly leaves its note.

Each note is locked for as long as its window lives.
"""

import secrets
from contextlib import suppress
from pathlib import Path
from typing import IO

from platformdirs import user_data_path

from roundtable.backups import backup_files
from roundtable.temporary_files import lock


class Session:
    """Note that a window has a workspace open; where no note can be written, an unclean end is not told."""

    def __init__(self, file: Path) -> None:
        self.note: IO[bytes] | None = None
        with suppress(OSError):
            folder = _folder_of(file)
            folder.mkdir(parents=True, exist_ok=True)
            self.note = (folder / secrets.token_hex(4)).open("xb")
            lock(self.note)

    def end(self) -> None:
        """Take the note back."""
        if self.note:
            self.note.close()
            with suppress(OSError):
                Path(self.note.name).unlink()


def clear_killed(file: Path) -> bool:
    """Remove the notes of sessions on a workspace that did not end properly; tell whether there were any."""
    found = False
    with suppress(OSError):
        for path in list(_folder_of(file).iterdir()):
            with suppress(OSError):
                with path.open("rb+") as note:
                    lock(note)  # fails while its window lives
                path.unlink()
                found = True
    return found


def _folder_of(file: Path) -> Path:
    folder = user_data_path("Roundtable", appauthor=False, roaming=False) / "sessions"
    return folder / backup_files.folder_of(file).name
