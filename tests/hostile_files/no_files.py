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


def circle(path: Path) -> None:
    path.symlink_to(path.with_name("other"))
    path.with_name("other").symlink_to(path)


def pipe(path: Path) -> None:
    """Make a pipe that nobody writes into; Windows has none."""
    os.mkfifo(path)


NO_FILES: dict[str, Maker] = {
    **{f"a folder.{suffix}": Path.mkdir for suffix in ("txt", "xlsx", "json", "eml")},
    **{f"absent.{suffix}": nothing for suffix in ("txt", "xlsx", "json")},
    **{f"a pipe.{suffix}": pipe for suffix in ("txt", "xlsx", "json")},
    **{f"a device.{suffix}": lambda path: path.symlink_to("/dev/zero") for suffix in ("txt", "xlsx", "json")},
    **{f"locked.{suffix}": locked for suffix in ("txt", "xlsx", "json")},
    **{f"a circle of links.{suffix}": circle for suffix in ("txt", "xlsx", "json")},
    "a link to nothing.txt": lambda path: path.symlink_to("nothing"),
    f"{'a' * 300}.txt": nothing,
    "a\nname\tof\x1bcontrols.txt": text("Nothing."),
    "no suffix": text(RECORD),
    "a suffix.exe": data(b"MZ"),
}
