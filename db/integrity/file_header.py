"""Header of a workspace file, read without SQLite: tells what a file is before anything could write to it."""

import os
import stat
import sys
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import NamedTuple

from db.errors import WorkspaceError

APPLICATION_ID = 0x524E4454
"""``RNDT`` in the file's header: tells a workspace from any other SQLite file."""
_MAGIC = b"SQLite format 3\x00"
_LENGTH = 100
_MOST_KEPT = 64


@dataclass(frozen=True, slots=True)
class FileHeader:
    """Hold what the first 100 bytes say, and the size of the file in bytes."""

    start: bytes
    size: int

    @property
    def is_sqlite(self) -> bool:
        """Whether it is an SQLite file at all."""
        return len(self.start) == _LENGTH and self.start.startswith(_MAGIC)

    @property
    def is_workspace(self) -> bool:
        """Whether it is marked as ours."""
        return self.is_sqlite and self._number(68, 4) == APPLICATION_ID

    @property
    def has_write_ahead_log(self) -> bool:
        """Whether SQLite would write to it even to read it."""
        return self.start[18:20] != b"\x01\x01"

    @property
    def change_counter(self) -> int:
        """A number that every transaction changes."""
        return self._number(24, 4)

    @property
    def is_cut_short(self) -> bool:
        """Whether the file ends before its last page."""
        is_count_valid = self._number(24, 4) == self._number(92, 4)
        page_size = self._number(16, 2) if self._number(16, 2) != 1 else 65_536
        return self.size < (self._number(28, 4) * page_size if is_count_valid else page_size)

    def _number(self, place: int, length: int) -> int:
        return int.from_bytes(self.start[place : place + length], "big")


class _KeptHandles:
    """Handles that stay open: POSIX drops all locks of a process on a file once it closes any handle of it.

    SQLite's would be among them, and another program could write into a transaction of ours.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._kept: dict[tuple[int, int], int] = {}
        """By the file's identity, the one asked for last at the end."""

    def read_start(self, file: Path) -> bytes:
        with self._lock:
            identity = _identity(file.stat())
            handle = self._kept.pop(identity, None)
            if handle is None:
                handle = os.open(file, os.O_RDONLY)
                identity = _identity(os.fstat(handle))
            self._kept[identity] = handle
            if len(self._kept) > _MOST_KEPT:
                os.close(self._kept.pop(next(iter(self._kept))))
            return os.pread(handle, _LENGTH, 0)


def _identity(described: os.stat_result) -> tuple[int, int]:
    return described.st_dev, described.st_ino


_HANDLES = _KeptHandles()


def read(file: Path, *, is_in_use: bool = True) -> FileHeader:
    """Read the header; raise OSError, and WorkspaceError for what is no plain file: a folder, a device, a pipe.

    Only a file that nobody in this process has open is not ``is_in_use``; nothing keeps it from being deleted then.
    """
    described = file.stat()
    if not stat.S_ISREG(described.st_mode):
        kind = "a folder" if stat.S_ISDIR(described.st_mode) else "a device"
        raise WorkspaceError(f"“{file}” is {kind}, not a workspace.", "Name a file that ends in .roundtable.")
    if is_in_use and sys.platform != "win32":  # there, locks are those of a handle
        return FileHeader(_HANDLES.read_start(file), described.st_size)
    with file.open("rb", buffering=0) as opened:
        return FileHeader(opened.read(_LENGTH), described.st_size)


class Signature(NamedTuple):
    """Hold what any change of a file changes: its size in bytes, its time, and the counter in its header."""

    size: int
    modified_ns: int
    change_counter: int


def signature(file: Path) -> Signature:
    """Return the signature of a file; raise what ``read`` raises."""
    header = read(file)
    return Signature(header.size, file.stat().st_mtime_ns, header.change_counter)
