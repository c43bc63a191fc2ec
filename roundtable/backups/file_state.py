"""What is known of a workspace file since it was last checked: whole, or with a fault, or changed outside since.

Kept beside the program's data, not in the file: a file that is damaged is never written to.
"""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from platformdirs import user_data_path

from db.errors import WorkspaceError
from db.integrity import file_header
from roundtable.backups import backup_files


class FileState(NamedTuple):
    """Tell whether a file is as it was left, the fault that was found in it then, "" for none, and if it was ever."""

    is_as_left: bool
    fault: str = ""
    is_known: bool = True


def look_up(file: Path) -> FileState:
    """Return what is known of a file; one that was never checked, or was changed since, is not as left."""
    try:
        signature, _, fault = _note_of(file).read_text(encoding="utf-8").partition("\n")
    except (OSError, UnicodeDecodeError):
        return FileState(is_as_left=False, is_known=False)
    is_as_left = signature == _signature(file)
    return FileState(is_as_left, fault if is_as_left else "")


def note(file: Path, fault: str = "") -> None:
    """Note that a file was left as it is, whole or with a fault; where that cannot be kept, it is checked again."""
    with suppress(OSError):
        note_file = _note_of(file)
        note_file.parent.mkdir(parents=True, exist_ok=True)
        note_file.write_text(f"{_signature(file)}\n{fault}", encoding="utf-8", errors="replace")


@contextmanager
def own_change(file: Path) -> Iterator[None]:
    """Count what is written within as left so: a file that was as it had been left is so afterwards."""
    before = look_up(file)
    yield
    if before.is_as_left:
        note(file, before.fault)


def _note_of(file: Path) -> Path:
    folder = user_data_path("Roundtable", appauthor=False, roaming=False) / "checked"
    return folder / backup_files.folder_of(file).name


def _signature(file: Path) -> str:
    try:
        return " ".join(map(str, file_header.signature(file)))
    except (OSError, WorkspaceError):
        return ""
