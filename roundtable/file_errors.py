"""Errors of files and folders in a person's words: disk full, file open elsewhere, no permission, not found.

Those of the workspace's database are in ``db.dialects``.
"""

import errno
import os
import stat
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path, PurePath

from roundtable.errors import InputError, OutputError, WorkspaceError

_FULL = ("There is no space left on the disk for “{}”.", "Free some space and try again.")
_HELD = (
    "“{}” cannot be saved: it is open in another program, or write-protected.",
    "Close it there, or choose another name or folder.",
)
_GONE = ("“{}” cannot be saved: its folder is gone.", "Check that the drive is still connected.")
_READ_ONLY = ("“{}” cannot be saved: the disk is read-only.", "Choose another place.")
_TOO_LONG = ("“{}” cannot be saved: the name is too long.", "Choose a shorter name, or a folder nearer the top.")
_NO_NAME = (
    "“{}” cannot be saved: the name contains a character that this system does not allow.",
    "Choose another name.",
)
_DEVICES = frozenset(
    {"CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"}
    | {f"{port}{n}" for port in ("COM", "LPT") for n in "123456789¹²³"}
)
_LONGEST_PATH = 260
"""Characters from which on Windows finds no path, unless its administrator allows it to."""
_WINDOWS_ERRORS = {
    19: _READ_ONLY,
    32: _HELD,
    33: _HELD,
    39: _FULL,
    53: _GONE,
    59: _GONE,
    64: _GONE,
    67: _GONE,
    112: _FULL,
    121: _GONE,
    123: _NO_NAME,
    206: _TOO_LONG,
    1224: _HELD,
    1231: _GONE,
}
"""By the codes of Windows, several of which the usual ones throw together."""
_WRITE_ERRORS = {
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
    errno.EACCES: _HELD,
    errno.EPERM: _HELD,
    errno.EBUSY: _HELD,
    errno.ETXTBSY: _HELD,
    errno.ENOENT: _GONE,
    errno.ENOTDIR: _GONE,
    errno.EROFS: _READ_ONLY,
    errno.ENAMETOOLONG: _TOO_LONG,
    errno.EFBIG: ("“{}” is larger than this disk can hold in one file.", "Choose another disk."),
}


def write_error(error: OSError, target: Path) -> OutputError:
    """Explain why a file cannot be written."""
    plain = (f"“{{}}” cannot be written: {error.strerror or error}.", "Choose another place.")
    code = getattr(error, "winerror", None) or 0
    # Windows calls a path that is too long for it one that is not found.
    windows = _TOO_LONG if code == 3 and len(str(target)) >= _LONGEST_PATH else _WINDOWS_ERRORS.get(code)
    cause, remedy = windows or _WRITE_ERRORS.get(error.errno or 0, plain)
    return OutputError(cause.format(target), remedy)


def read_error(error: OSError, file: Path) -> InputError:
    """Explain why a file cannot be read."""
    return InputError(
        f"“{file}” cannot be read: {error.strerror or error}.", "Check the name and your permission to read it."
    )


def check_is_file(file: Path) -> None:
    """Raise InputError for a pipe, device or socket, which may never end; what cannot be opened says so later."""
    with suppress(OSError):
        mode = file.stat().st_mode
        if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
            raise InputError(f"“{file}” is a pipe, a device or a socket, not a file.", "Choose the file itself.")


def content_of(file: Path, check_size: Callable[[int], object]) -> bytes:
    """Return what a file holds as it is opened, without what is appended meanwhile.

    ``check_size`` is given its size first and raises what is to be told of one that is too large. Raises InputError for
    what is no file, such as a pipe, and for a file that cannot be read.
    """
    check_is_file(file)
    try:
        with file.open("rb") as stream:
            size = os.fstat(stream.fileno()).st_size
            check_size(size)
            return stream.read(size)
    except OSError as error:
        raise read_error(error, file) from error


def is_taken(target: Path) -> bool:
    """Tell whether there is something at a path already; raise OutputError where nothing can be, as for a long name."""
    try:
        return target.exists()
    except OSError as error:
        raise write_error(error, target) from error


def is_device(file: PurePath) -> bool:
    """Tell whether Windows takes a name for a device, whatever its folder and its suffix: NUL, con.txt."""
    return file.name.partition(".")[0].rstrip(" ").upper() in _DEVICES


def make_folder(folder: Path, remedy: str, kind: type[WorkspaceError | OutputError]) -> None:
    """Make a folder and those above it; raise an error of the kind where that is not possible."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise kind(f"The folder “{folder}” cannot be created: {error.strerror or error}.", remedy) from error
