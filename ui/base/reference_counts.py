"""Keep None, True and False alive under a PySide6 that consumes references to them.

PySide6 6.12 is one binary for every Python, built with the headers of 3.12, where these three need no counting. On 3.10
and 3.11 they do: each call of Qt that returns None takes one reference too many, until Python aborts with
"deallocating None", after some ten thousand calls.
"""

import ctypes
import sys

_PLENTY = 1 << 40


def make_plenty() -> None:
    """Give the three more references than a run can consume; nothing to do from Python 3.12 on."""
    if sys.version_info >= (3, 12):
        return
    for value in (None, True, False):
        ctypes.c_ssize_t.from_address(id(value)).value += _PLENTY
