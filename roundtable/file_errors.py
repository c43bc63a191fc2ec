"""Errors of files and folders in a person's words: disk full, file open elsewhere, no permission, not found.

Those of the workspace's database are in ``db.dialects``.
"""

import errno
import stat
from contextlib import suppress
from pathlib import Path

from roundtable.errors import InputError, OutputError, WorkspaceError

_FULL = ("There is no room left on the disk for “{}”.", "Free some space and try again.")
_HELD = (
    "“{}” cannot be written: it is open in another program, or protected.",
    "Close it there, or choose another name or folder.",
)
_GONE = ("“{}” cannot be written: its folder is gone.", "Look whether the drive is still connected.")
_WRITE_ERRORS = {
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
    errno.EACCES: _HELD,
    errno.EPERM: _HELD,
    errno.EBUSY: _HELD,
    errno.ETXTBSY: _HELD,
    errno.ENOENT: _GONE,
    errno.ENOTDIR: _GONE,
    errno.EROFS: ("“{}” cannot be written: the disk is read-only.", "Choose another place."),
    errno.ENAMETOOLONG: ("“{}” cannot be written: the name is too long.", "Choose a shorter name."),
    errno.EFBIG: ("“{}” is larger than this disk can hold in one file.", "Choose another disk."),
}


def write_error(error: OSError, target: Path) -> OutputError:
    """Explain why a file cannot be written."""
    plain = (f"“{{}}” cannot be written: {error.strerror or error}.", "Choose another place.")
    cause, remedy = _WRITE_ERRORS.get(error.errno or 0, plain)
    return OutputError(cause.format(target), remedy)


def read_error(error: OSError, file: Path) -> InputError:
    """Explain why a file cannot be read."""
    return InputError(f"“{file}” cannot be read: {error.strerror}.", "Check the name and your right to read it.")


def check_is_file(file: Path) -> None:
    """Raise InputError for a pipe, device or socket, which may never end; what cannot be opened says so later."""
    with suppress(OSError):
        mode = file.stat().st_mode
        if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
            raise InputError(f"“{file}” is a pipe, a device or a socket, and no file.", "Choose the file itself.")


def make_folder(folder: Path, remedy: str, kind: type[WorkspaceError | OutputError]) -> None:
    """Make a folder and those above it; raise an error of the kind where that is not possible."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise kind(f"The folder “{folder}” cannot be made: {error.strerror}.", remedy) from error
