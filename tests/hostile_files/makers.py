"""Makers of files: each writes one at a path."""

from collections.abc import Callable
from pathlib import Path

Maker = Callable[[Path], object]
RECORD = "Title: Bread\nCountry: Ghana\nTags: Gender\nSummary: Bread is baked at dawn.\n"
KB = 1024


def text(content: str, encoding: str = "utf-8") -> Maker:
    return lambda path: path.write_bytes(content.encode(encoding, "surrogatepass"))


def data(content: bytes) -> Maker:
    return lambda path: path.write_bytes(content)


def repeated(piece: str, size: int = 40 * KB, before: str = "", after: str = "") -> Maker:
    return text(before + piece * (size // len(piece)) + after)
