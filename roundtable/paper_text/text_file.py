"""Read a text file in any common encoding; refuse binary files."""

import re
from pathlib import Path

from roundtable.errors import InputError

LARGEST = 8_000_000
"""Largest file in bytes."""

_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")
_MARKS: tuple[tuple[bytes, str], ...] = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)

_OTHER_FORMATS = (
    b"%PDF-",
    b"PK\x03\x04",
    b"{\\rtf",
    b"\xd0\xcf\x11\xe0",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x7fELF",
    b"MZ",
)


def read_file(file: Path) -> tuple[str, str]:
    """Return the text of ``file`` and a doubt about its encoding ("" for none).

    Raises InputError for a file that cannot be opened, is empty, too large, or no text.
    """
    try:
        size = file.stat().st_size
        if size > LARGEST:
            raise InputError(
                f"“{file}” is too large for a paper: {size / 1e6:.0f} MB of text, where a paper has less than 1 MB.",
                f"Take the paper's own text out of it; up to {LARGEST // 1_000_000} MB can be taken in.",
            )
        data = file.read_bytes()
    except OSError as error:
        raise InputError(
            f"“{file}” cannot be opened: {error.strerror or error}.", "Check the name and that you may read the file."
        ) from error
    if not data.strip(b"\0 \t\r\n\f\xef\xbb\xbf\xff\xfe"):
        raise InputError(f"“{file}” is empty.", "Choose the file that holds the paper's text.")
    return _decoded(file, data)


def _decoded(file: Path, data: bytes) -> tuple[str, str]:
    if data.startswith(_OTHER_FORMATS):
        raise _binary(file)
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strictly(file, data[len(mark) :], encoding), ""
    if b"\0" in data[:4096]:
        encoding = _utf16_without_mark(data)
        if not encoding:
            raise _binary(file)
        return _strictly(file, data, encoding), ""
    try:
        return _checked(file, data.decode("utf-8")), ""
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
    text = _checked(file, data.decode("cp1252", errors="replace"))
    return (
        text,
        f"The file is not UTF-8 (first at line {line}) and was read as Windows-1252; check its accented letters.",
    )


def _utf16_without_mark(data: bytes) -> str:
    """Return the encoding of Latin text in UTF-16: every second byte is zero."""
    sample = data[:4096]
    zeros = [sample[at::2].count(0) / max(1, len(sample) // 2) for at in (0, 1)]
    return "utf-16-be" if zeros[0] > 0.8 > zeros[1] else "utf-16-le" if zeros[1] > 0.8 > zeros[0] else ""


def _strictly(file: Path, data: bytes, encoding: str) -> str:
    try:
        return _checked(file, data.decode(encoding))
    except UnicodeDecodeError as error:
        raise _binary(file) from error


def _checked(file: Path, text: str) -> str:
    """Refuse text with many control characters."""
    sample = text[:100_000]
    if "\0" in sample or len(_CONTROL.findall(sample)) > len(sample) / 200:
        raise _binary(file)
    return text


def _binary(file: Path) -> InputError:
    return InputError(
        f"“{file}” is no text: its bytes are those of a program's own format.",
        "Save the paper as plain text (UTF-8) in the program it comes from, then take that file in.",
    )
