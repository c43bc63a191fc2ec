"""Lock of a workspace by the window that may write to it: a file beside it tells who, locked while the window lives.

Commands take no lock: each of their writes is checked against what it was read from, as those of the window are.
"""

import errno
import json
import os
import platform
import sys
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import IO, NamedTuple

from db.unit_of_work import person
from roundtable.temporary_files import lock

STALE_AFTER = timedelta(minutes=15)
"""After how long a silent computer is taken for one that crashed; a window renews its lock far more often."""
_HELD = (errno.EAGAIN, errno.EWOULDBLOCK, errno.EACCES, errno.EDEADLK)
_TRIES = 3


class Holder(NamedTuple):
    """Tell who may write to a workspace, on which computer, and since when and when heard of last (UTC, ISO 8601)."""

    author: str
    machine: str
    since: str
    last_seen: str
    is_stale: bool = False
    """Whether the computer has not been heard of for long: the window may have crashed."""


class LockFile:
    """Hold the lock of a workspace until ``release``; where no file can be made beside it, hold none."""

    def __init__(self, path: Path, handle: IO[bytes] | None) -> None:
        self._path = path
        self._handle = handle

    def renew(self) -> None:
        """Tell other computers that the window still lives."""
        with suppress(OSError):
            os.utime(self._path)

    def release(self) -> None:
        """Let another window write."""
        if self._handle:
            if sys.platform != "win32":  # while it is locked: nobody else's is taken away
                self._path.unlink(missing_ok=True)
            self._handle.close()
            with suppress(OSError):  # there, no file that is open goes; another window may have opened it meanwhile
                if sys.platform == "win32":
                    self._path.unlink()
            self._handle = None


def take(file: Path, *, by_force: bool = False) -> LockFile | Holder:
    """Take the lock of a workspace, or tell who holds it; ``by_force`` takes that of a computer that crashed."""
    path = _path_of(file)
    for _ in range(_TRIES):
        try:
            handle = path.open("ab+")
        except OSError:
            return LockFile(path, None)
        is_free = _lock(handle)
        holder = _holder(handle)
        if not is_free or (holder and holder.machine != platform.node() and not by_force):
            handle.close()
            return holder._replace(is_stale=holder.is_stale and is_free) if holder else Holder("", "", "", "")
        if _is_there(path, handle):  # else its last holder has just taken it away
            _write(handle)
            return LockFile(path, handle)
        handle.close()
    return LockFile(path, None)


def holder_of(file: Path) -> Holder | None:
    """Return who holds the lock of a workspace; None where nobody does."""
    if not os.path.exists(_path_of(file)):  # noqa: PTH110 - False also for a name that no disk takes
        return None
    found = take(file)
    if isinstance(found, Holder):
        return found
    found.release()
    return None


def _path_of(file: Path) -> Path:
    real = Path(os.path.realpath(file))
    return real.with_name(f".{real.name}.lock")


def _lock(handle: IO[bytes]) -> bool:
    """Lock the file for this process; False where another has it, True also where the drive knows no locks."""
    try:
        lock(handle)
    except OSError as error:
        return error.errno not in _HELD
    return True


def _is_there(path: Path, handle: IO[bytes]) -> bool:
    try:
        return os.path.samestat(os.fstat(handle.fileno()), path.stat())
    except OSError:
        return False


def _holder(handle: IO[bytes]) -> Holder | None:
    """Read who holds the lock; None for a file that says nothing."""
    try:
        handle.seek(0)
        told = json.loads(handle.read(10_000))
        seen = datetime.fromtimestamp(os.fstat(handle.fileno()).st_mtime, UTC)
        is_stale = datetime.now(UTC) - seen > STALE_AFTER
        return Holder(str(told["author"]), str(told["machine"]), str(told["since"]), seen.isoformat(), is_stale)
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _write(handle: IO[bytes]) -> None:
    told = {"author": person(), "machine": platform.node(), "since": datetime.now(UTC).isoformat()}
    with suppress(OSError):
        handle.truncate(0)
        handle.write(json.dumps(told).encode())
        handle.flush()
