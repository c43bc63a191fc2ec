"""A file is read as it was when it was opened, once its size is checked."""

from pathlib import Path

import pytest

from roundtable.errors import InputError
from roundtable.file_content import content_of
from roundtable.practices import images


def test_what_is_appended_meanwhile_is_not_read(tmp_path: Path) -> None:
    file = tmp_path / "growing.txt"
    file.write_bytes(b"a" * 1000)

    def grow(_size: int) -> None:
        with file.open("ab") as appended:
            appended.write(b"b" * 1000)

    assert content_of(file, grow) == b"a" * 1000


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    file = tmp_path / "large.txt"
    file.write_bytes(b"a")

    def refuse(size: int) -> None:
        raise InputError(f"{size} is too large.", "Divide it.")

    with pytest.raises(InputError, match="1 is too large"):
        content_of(file, refuse)


def test_a_picture_that_never_ends_is_no_picture() -> None:
    if not Path("/dev/zero").exists():
        pytest.skip("the system has no such device")
    with pytest.raises(InputError, match="a device"):
        images.read(Path("/dev/zero"))
