"""Names under which there is no file that can be read."""

import os
from pathlib import Path

from tests.hostile_files.makers import RECORD, Maker, data, text


def nothing(path: Path) -> None:
    """Leave the name without a file."""
    assert not path.name.endswith(os.sep)


def locked(path: Path) -> None:
    path.write_text(RECORD, encoding="utf-8")
    path.chmod(0)


def sparse(begins: bytes, size: int) -> Maker:
    """Return what makes a file of far more bytes than it takes on the disk."""

    def make(path: Path) -> None:
        with path.open("wb") as made:
            made.write(begins)
            made.truncate(size)

    return make


def circle(path: Path) -> None:
    path.symlink_to(path.with_name("other"))
    path.with_name("other").symlink_to(path)


def pipe(path: Path) -> None:
    """Make a pipe that nobody writes into; Windows has none."""
    os.mkfifo(path)


TERABYTE = 1 << 40

NO_FILES: dict[str, Maker] = {
    **{f"a folder.{suffix}": Path.mkdir for suffix in ("txt", "xlsx", "json", "eml")},
    **{f"absent.{suffix}": nothing for suffix in ("txt", "xlsx", "json")},
    **{f"a pipe.{suffix}": pipe for suffix in ("txt", "xlsx", "json")},
    **{f"a device.{suffix}": lambda path: path.symlink_to("/dev/zero") for suffix in ("txt", "xlsx", "json")},
    **{f"locked.{suffix}": locked for suffix in ("txt", "xlsx", "json")},
    **{f"a circle of links.{suffix}": circle for suffix in ("txt", "xlsx", "json")},
    **{f"a process's memory.{suffix}": lambda path: path.symlink_to("/proc/self/mem") for suffix in ("txt", "json")},
    "a terabyte.txt": sparse(RECORD.encode(), TERABYTE),
    "a terabyte.json": sparse(b'{"format": "roundtable/1", ', TERABYTE),
    "a terabyte.xlsx": sparse(b"PK\x03\x04", TERABYTE),
    "a terabyte.pdf": sparse(b"%PDF-1.7\n", TERABYTE),
    "a terabyte.roundtable": sparse(b"SQLite format 3\0", TERABYTE),
    "two gigabytes.json": sparse(b'{"format": "roundtable/1", ', TERABYTE >> 9),
    "a hundred megabytes that break off.json": sparse(b'{"format": "roundtable/1", ', TERABYTE >> 13),
    "two gigabytes.pdf": sparse(b"%PDF-1.7\n", TERABYTE >> 9),
    "a link to nothing.txt": lambda path: path.symlink_to("nothing"),
    f"{'a' * 300}.txt": nothing,
    "a\nname\tof\x1bcontrols.txt": text("Nothing."),
    "no suffix": text(RECORD),
    "a suffix.exe": data(b"MZ"),
}
