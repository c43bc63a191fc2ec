"""What keeps a file from being written is told by its cause, also where Windows has a code of its own for it."""

import errno
from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath

import pytest

from roundtable.errors import InputError
from roundtable.file_errors import content_of, is_device, write_error
from roundtable.practices import images
from roundtable.records.output_format import file_name


@pytest.mark.parametrize(
    ("code", "usual", "told"),
    [
        (32, errno.EACCES, "open in another program"),  # os.replace onto a file that Excel has open
        (1224, errno.EINVAL, "open in another program"),
        (112, errno.ENOSPC, "no space left"),
        (39, errno.ENOSPC, "no space left"),
        (206, errno.ENOENT, "name is too long"),
        (123, errno.EINVAL, "character that this system does not allow"),
        (19, errno.EACCES, "disk is read-only"),
        (64, errno.ENOENT, "its folder is gone"),
        (5, errno.EACCES, "open in another program, or write-protected"),
        (3, errno.ENOENT, "its folder is gone"),
    ],
)
def test_a_code_of_windows_is_told_by_its_cause(code: int, usual: int, told: str) -> None:
    error = OSError(usual, "said by the system")
    error.winerror = code  # type: ignore[attr-defined]  # there is none elsewhere
    explained = write_error(error, Path("annex.pdf"))
    assert told in explained.cause
    assert explained.remedy


def test_a_path_that_windows_does_not_find_for_its_length_is_told_as_too_long() -> None:
    error = OSError(errno.ENOENT, "said by the system")
    error.winerror = 3  # type: ignore[attr-defined]  # there is none elsewhere
    assert "name is too long" in write_error(error, Path("x" * 130, "y" * 130)).cause


@pytest.mark.parametrize(
    "name", ["NUL", "con.txt", "C:/x/Aux.tar.pdf", "COM1", "lpt9.roundtable", "COM².x", "prn .pdf"]
)
def test_a_name_that_windows_keeps_for_a_device_is_known(name: str) -> None:
    assert is_device(PureWindowsPath(name))


@pytest.mark.parametrize("file", [PurePosixPath("/con/x.pdf"), PureWindowsPath("console.pdf"), PurePath("COM10.txt")])
def test_names_that_only_begin_like_one_are_names(file: PurePath) -> None:
    assert not is_device(file)


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("RT 3.2", "RT 3.2 annex.pdf"),
        ("RT 3/2: a?", "RT 3-2- a- annex.pdf"),
        ("..\\x", "-x annex.pdf"),
        ("", "annex.pdf"),
        ("RT 1. ", "RT 1 annex.pdf"),
        ("x" * 300, f"{'x' * 100} annex.pdf"),
    ],
)
def test_a_name_proposed_for_a_file_is_one_on_every_system(code: str, name: str) -> None:
    made = file_name(code, "annex.pdf")
    assert made == name
    assert PureWindowsPath(made).name == PurePosixPath(made).name == made
    assert not is_device(PureWindowsPath(made))


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
