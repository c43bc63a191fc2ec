"""ICC profile of the colour space sRGB, made from the figures of IEC 61966-2-1 as ICC.1:2010 lays them out.

Every colour of the annex is meant in it; PDF/A wants that said by an embedded profile.
"""

import struct

_D50 = (0.9642, 1.0, 0.8249)
# the primaries of sRGB, adapted from D65 to D50 (Bradford), as published with ICC's own sRGB profiles
_PRIMARIES = {
    "rXYZ": (0.4360657, 0.2224884, 0.0139160),
    "gXYZ": (0.3851471, 0.7168732, 0.0970764),
    "bXYZ": (0.1430664, 0.0606079, 0.7140961),
}
_CURVE = (2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)  # gamma, a, b, c, d of ICC's parametric curve of type 3
_PUBLISHED = (1999, 10, 18, 0, 0, 0)
_HEAD = 128


def srgb_profile() -> bytes:
    """Return the profile, the same at every call."""
    curve = struct.pack(">4s4xHH", b"para", 3, 0) + _fixed(*_CURVE)
    parts = [("desc", _text("sRGB")), ("cprt", _text("Public domain")), ("wtpt", _point(_D50))]
    parts += [(name, _point(values)) for name, values in _PRIMARIES.items()]
    start = at = _HEAD + 4 + 12 * (len(parts) + 3)
    table = b""
    for name, part in parts:
        table += struct.pack(">4sII", name.encode(), at, len(part))
        at += len(part)
    for channel in (b"rTRC", b"gTRC", b"bTRC"):
        table += struct.pack(">4sII", channel, at, len(curve))
    body = b"".join(part for _, part in parts) + curve
    head = struct.pack(
        ">I4sI4s4s4s6H4s28x12s48x",
        start + len(body),
        b"\0\0\0\0",
        0x04200000,
        b"mntr",
        b"RGB ",
        b"XYZ ",
        *_PUBLISHED,
        b"acsp",
        _fixed(*_D50),
    )
    return head + struct.pack(">I", len(parts) + 3) + table + body


def _fixed(*values: float) -> bytes:
    return struct.pack(f">{len(values)}i", *(round(value * 65536) for value in values))


def _point(values: tuple[float, float, float]) -> bytes:
    return struct.pack(">4s4x", b"XYZ ") + _fixed(*values)


def _text(text: str) -> bytes:
    """Return a text in American English, padded to whole words of four bytes."""
    content = text.encode("utf-16-be")
    packed = struct.pack(">4s4xII2s2sII", b"mluc", 1, 12, b"en", b"US", len(content), 28) + content
    return packed + bytes(-len(packed) % 4)
