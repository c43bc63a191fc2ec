"""Keep None, True and False alive under a PySide6 that spends references to them.

PySide6 6.12 is one binary for every Python, made with the headers of 3.12, where these three need no counting. On 3.10
and 3.11 they do: each call of Qt that returns None takes one reference too many, until Python aborts with
"deallocating None", after some ten thousand calls. Must not be needed, nor do anything, from Python 3.12 on.
"""

import ctypes
import sys

_PLENTY = 1 << 40


def make_plenty() -> None:
    """Give the three so many references that no session can spend them."""
    if sys.version_info >= (3, 12):
        return
    for value in (None, True, False):
        ctypes.c_ssize_t.from_address(id(value)).value += _PLENTY
