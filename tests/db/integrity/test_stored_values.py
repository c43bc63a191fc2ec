"""What the journal packs is told from noise without being unpacked as a whole."""

import zlib
from itertools import chain, repeat

import pytest

from db.integrity.stored_values import is_packed

_LARGE = zlib.compress(b"[" + b", ".join(str(number).encode() for number in range(200_000)) + b"]")


@pytest.mark.parametrize("value", [None, b"", zlib.compress(b"{}"), zlib.compress(b"[1]"), _LARGE])
def test_what_is_packed_is_known(value: bytes | None) -> None:
    assert is_packed(value)


@pytest.mark.parametrize(
    "value",
    [
        b"noise",
        zlib.compress(b"noise"),
        _LARGE[:-1],
        _LARGE[:70_000],
        bytes(chain(_LARGE[:70_000], repeat(0, 9), _LARGE[70_009:])),
    ],
)
def test_what_is_cut_short_or_changed_is_noise(value: bytes) -> None:
    assert not is_packed(value)
