"""Pages of an SQLite file, read without SQLite: rows of table leaves, however the pages above them are broken.

As https://sqlite.org/fileformat2.html describes them. Nothing here trusts what it reads: what does not fit is left out.
"""

import mmap
import struct
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

_MAGIC = b"SQLite format 3\x00"
_USUAL_SIZE = 4096
_INNER, _LEAF = 5, 13
_HEADER_LENGTH = {_INNER: 12, _LEAF: 8}
_INTEGER_LENGTHS = (0, 1, 2, 3, 4, 6, 8)
_LONGEST_VARINT = 9
Value = int | float | bytes | None
"""A stored value: a text is its bytes, as a blob is."""


class CutText(bytes):
    """The beginning of a text whose end lies on pages that cannot be read."""


class Cell(NamedTuple):
    """Hold the key of a row and its values; those that lie on pages that cannot be read are None, or a CutText."""

    key: int
    values: tuple[Value, ...]


class PageFile:
    """Give the pages of a file by their numbers, from 1."""

    def __init__(self, content: mmap.mmap) -> None:
        self._content = content
        header = content[:100]
        self._has_header = header.startswith(_MAGIC)
        size = int.from_bytes(header[16:18], "big")
        size = 65_536 if size == 1 else size
        is_valid = self._has_header and size >= 512 and size & (size - 1) == 0
        self._size = size if is_valid else _USUAL_SIZE
        self._usable = self._size - header[20] if is_valid and header[20] <= 32 else self._size
        self.count = len(content) // self._size

    def kind(self, number: int) -> int:
        """Return the first byte of a page, which tells what it is."""
        return self._content[(number - 1) * self._size + (100 if number == 1 else 0)]

    def is_leaf(self, number: int) -> bool:
        """Tell whether a page says that it holds rows of a table."""
        return self.kind(number) == _LEAF

    def children(self, number: int) -> list[int]:
        """Return the pages below an inner page of a table; [] for every other page."""
        if self.kind(number) != _INNER:
            return []
        page = self._page(number)
        start = 100 if number == 1 else 0
        found = [int.from_bytes(page[at : at + 4], "big") for at in self._cells(page, start)]
        last = int.from_bytes(page[start + 8 : start + 12], "big")
        return [child for child in (*found, last) if 1 < child <= self.count]

    def rows(self, number: int) -> Iterator[Cell]:
        """Yield the rows of a leaf that can be decoded."""
        page = self._page(number)
        for at in self._cells(page, 100 if number == 1 else 0):
            with suppress(ValueError, IndexError, struct.error):
                yield self._cell(page, at)

    def free(self) -> set[int]:
        """Return the pages that the file says are in no use: what they hold was deleted."""
        found: set[int] = set()
        trunk = int.from_bytes(self._content[32:36], "big") if self._has_header else 0
        while 1 < trunk <= self.count and trunk not in found:
            page = self._page(trunk)
            count = min(int.from_bytes(page[4:8], "big"), self._usable // 4 - 2)
            found.add(trunk)
            found.update(int.from_bytes(page[8 + 4 * n : 12 + 4 * n], "big") for n in range(count))
            trunk = int.from_bytes(page[:4], "big")
        return found

    def _page(self, number: int) -> bytes:
        return self._content[(number - 1) * self._size : number * self._size]

    def _cells(self, page: bytes, start: int) -> list[int]:
        """Return where the cells of a page of a table begin."""
        first = start + _HEADER_LENGTH[page[start]]
        count = min(int.from_bytes(page[start + 3 : start + 5], "big"), (self._usable - first) // 2)
        places = (int.from_bytes(page[first + 2 * n : first + 2 * n + 2], "big") for n in range(count))
        return [place for place in places if first + 2 * count <= place < self._usable]

    def _cell(self, page: bytes, at: int) -> Cell:
        length, at = _varint(page, at)
        key, at = _varint(page, at)
        if length > len(self._content):
            raise ValueError(length)
        most = self._usable - 35
        least = (self._usable - 12) * 32 // 255 - 23
        here = length if length <= most else least + (length - least) % (self._usable - 4)
        here = least if here > most else here
        payload = page[at : at + here]
        if here < length:
            payload += self._overflow(int.from_bytes(page[at + here : at + here + 4], "big"), length - here)
        return Cell(key if key < 1 << 63 else key - (1 << 64), tuple(_values(payload)))

    def _overflow(self, number: int, length: int) -> bytes:
        """Return what of a payload lies on further pages, as much of it as can be read."""
        parts: list[bytes] = []
        seen: set[int] = set()
        while length > 0 and 1 < number <= self.count and number not in seen:
            seen.add(number)
            page = self._page(number)
            if not any(page):
                break
            parts.append(page[4 : min(self._usable, 4 + length)])
            length -= len(parts[-1])
            number = int.from_bytes(page[:4], "big")
        return b"".join(parts)


@contextmanager
def opened(file: Path) -> Iterator[PageFile]:
    """Open the pages of a file that is not empty; raise OSError and ValueError."""
    with file.open("rb") as handle, mmap.mmap(handle.fileno(), 0, access=mmap.ACCESS_READ) as content:
        yield PageFile(content)


def _varint(content: bytes, at: int) -> tuple[int, int]:
    """Return a number of one to nine bytes, and where it ends."""
    number = 0
    for place in range(at, at + _LONGEST_VARINT - 1):
        number = number << 7 | content[place] & 0x7F
        if content[place] < 0x80:
            return number, place + 1
    return number << 8 | content[at + _LONGEST_VARINT - 1], at + _LONGEST_VARINT


def _values(payload: bytes) -> Iterator[Value]:
    """Yield the values of a record; None for those beyond the end of the payload, of a text what is there of it."""
    at, kinds = 0, []
    end, at = _varint(payload, at)
    while at < end:
        kind, at = _varint(payload, at)
        kinds.append(kind)
    for kind in kinds:
        length = (kind - 12) // 2 if kind >= 12 else 8 if kind == 7 else _INTEGER_LENGTHS[kind] if kind < 7 else 0
        content = payload[at : at + length]
        at += length
        if kind in (10, 11):
            raise ValueError(kind)
        if kind in (8, 9):
            yield kind - 8
        elif kind == 0 or len(content) < length:
            yield CutText(content) if content and kind > 12 and kind % 2 else None
        elif kind >= 12:
            yield content
        else:
            yield struct.unpack(">d", content)[0] if kind == 7 else int.from_bytes(content, "big", signed=True)
