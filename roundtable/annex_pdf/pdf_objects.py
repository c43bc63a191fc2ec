"""Objects of a PDF file: numbered, packed in object streams, written as they come (ISO 32000-1, 7.5)."""

import struct
import zlib
from datetime import UTC, datetime
from hashlib import sha256
from typing import IO

_HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
_PACKED = 200  # objects of one stream: a reader unpacks all of them to see one
_LEVEL = 4  # of compression: 6 % larger than at the usual 6, in half the time
_ESCAPES = str.maketrans({"\\": r"\\", "(": r"\(", ")": r"\)"})


class PdfFile:
    """Write the objects of one file to ``target``; the same objects in the same order give the same bytes."""

    def __init__(self, target: IO[bytes]) -> None:
        self._target = target
        self._size = 0
        self._digest = sha256()
        self._places: list[tuple[int, int, int]] = [(0, 0, 65535)]
        """What the cross-reference stream says of each number: 1 with an offset, 2 with a stream and a place in it."""
        self._waiting: list[tuple[int, str]] = []
        self._write(_HEADER)

    def reserve(self, count: int = 1) -> int:
        """Return the first of ``count`` numbers for objects that are put later."""
        first = len(self._places)
        self._places += [(0, 0, 0)] * count
        return first

    def put(self, body: str, number: int = 0) -> int:
        """Put an object, ASCII and without a stream, under its number, else a new one; return the number."""
        number = number or self.reserve()
        self._waiting.append((number, body))
        if len(self._waiting) == _PACKED:
            self._pack()
        return number

    def put_stream(self, content: bytes, entries: str = "", number: int = 0, *, is_packed: bool = True) -> int:
        """Put a stream with further ``entries`` of its dictionary; any program can read one that is not packed."""
        number = number or self.reserve()
        self._places[number] = (1, self._size, 0)
        if is_packed:
            content = zlib.compress(content, _LEVEL)
            entries += "/Filter/FlateDecode"
        head = f"{number} 0 obj\n<<{entries}/Length {len(content)}>>\nstream\n"
        # two characters: a content may end in a carriage return, which would be taken for part of a shorter line end
        self._write(b"".join((head.encode("ascii"), content, b"\r\nendstream\nendobj\n")))
        return number

    def close(self, catalog: int, info: int) -> None:
        """Write the cross-reference stream and the trailer."""
        self._pack()
        number, offset = self.reserve(), self._size
        self._places[number] = (1, offset, 0)
        table = b"".join(struct.pack(">BIH", *place) for place in self._places)
        identity = self._digest.hexdigest()[:32]
        entries = f"/Type/XRef/Size {len(self._places)}/W[1 4 2]/Root {catalog} 0 R/Info {info} 0 R"
        self.put_stream(table, f"{entries}/ID[<{identity}><{identity}>]", number)
        self._write(b"startxref\n%d\n%%%%EOF\n" % offset)

    def _pack(self) -> None:
        """Write the waiting objects as one object stream."""
        if not self._waiting:
            return
        waiting, self._waiting = self._waiting, []
        container = self.reserve()
        places = []
        at = 0
        for index, (number, body) in enumerate(waiting):
            self._places[number] = (2, container, index)
            places.append(f"{number} {at}")
            at += len(body) + 1
        index_of_all = " ".join(places) + "\n"
        content = index_of_all + "\n".join(body for _, body in waiting)
        entries = f"/Type/ObjStm/N {len(waiting)}/First {len(index_of_all)}"
        self.put_stream(content.encode("ascii"), entries, container)

    def _write(self, content: bytes) -> None:
        self._target.write(content)
        self._digest.update(content)
        self._size += len(content)


def text_string(text: str) -> str:
    """Return a text as a PDF string: ASCII as it is, else UTF-16."""
    if text.isascii() and text.isprintable():
        return f"({text.translate(_ESCAPES)})"
    return f"<FEFF{text.encode('utf-16-be').hex().upper()}>"


def date_string(moment: datetime) -> str:
    """Return a moment as a PDF string."""
    return f"(D:{moment.astimezone(UTC):%Y%m%d%H%M%S}Z)"
