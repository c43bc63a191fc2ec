"""Image of a practice: accept the formats and sizes of the Policy and Practice Database, judged by the bytes."""

from functools import partial
from pathlib import Path, PurePath

from roundtable.errors import InputError
from roundtable.file_errors import content_of
from roundtable.records.practice import Image

LARGEST = 2 * 1024 * 1024
"""The most bytes that the database's form takes."""
SUFFIXES = (".gif", ".jpg", ".jpeg", ".png")
_SIGNATURES = {
    b"GIF87a": "image/gif",
    b"GIF89a": "image/gif",
    b"\xff\xd8\xff": "image/jpeg",
    b"\x89PNG\r\n\x1a\n": "image/png",
}


def read(file: Path) -> Image:
    """Return the image in a file; raises InputError where it is none, too large, or cannot be read."""
    return checked(file.name, content_of(file, partial(_refuse_large, file.name)))


def checked(name: str, data: bytes) -> Image:
    """Return bytes as an image; raises InputError where they are no GIF, JPEG or PNG, or more than 2 MB."""
    media_type = next((kind for mark, kind in _SIGNATURES.items() if data.startswith(mark)), None)
    if media_type is None:
        raise InputError(
            f"“{name}” is not a GIF, JPEG or PNG image.",
            "Save the image in one of these formats, then choose it again.",
        )
    _refuse_large(name, len(data))
    return Image(PurePath(name).name, media_type, data)


def _refuse_large(name: str, size: int) -> None:
    if size > LARGEST:
        problem = f"“{name}” has {size / 1024 / 1024:.1f} MB; an image may have at most 2 MB."
        raise InputError(problem, "Save it smaller, then choose it again.")
