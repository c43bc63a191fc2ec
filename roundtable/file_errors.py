"""Errors of files and folders in a person's words: disk full, file open elsewhere, no permission, not found.

Those of the workspace's database are in ``db.sqlite_errors``.
"""

import errno
from pathlib import Path

from roundtable.errors import InputError, OutputError, WorkspaceError


def write_error(error: OSError, target: Path) -> OutputError:
    """Explain why a file cannot be written."""
    if error.errno == errno.ENOSPC:
        return OutputError(f"There is no room left on the disk for “{target}”.", "Free some space and try again.")
    if error.errno in (errno.EACCES, errno.EPERM, errno.EBUSY, errno.ETXTBSY):
        return OutputError(
            f"“{target}” cannot be written: it is open in another program, or protected.",
            "Close it there, or choose another name or folder.",
        )
    return OutputError(f"“{target}” cannot be written: {error.strerror or error}.", "Choose another place.")


def read_error(error: OSError, file: Path) -> InputError:
    """Explain why a file cannot be read."""
    return InputError(f"“{file}” cannot be read: {error.strerror}.", "Check the name and your right to read it.")


def make_folder(folder: Path, remedy: str, kind: type[WorkspaceError | OutputError]) -> None:
    """Make a folder and those above it; raise an error of the kind where that is not possible."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise kind(f"The folder “{folder}” cannot be made: {error.strerror}.", remedy) from error
