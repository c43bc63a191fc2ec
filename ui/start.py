"""Start of a process of the program, with the garbage collector at rest.

Imports nothing of the program before that.
"""

import gc
import os
import sys
from pathlib import Path


def _open_missing_streams() -> None:
    """Lead streams that the shell closed nowhere: a file of ours would get their number, and what is printed there."""
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)
    sys.stdout = sys.stdout or Path(os.devnull).open("w")  # noqa: SIM115 - as long as the process
    sys.stderr = sys.stderr or Path(os.devnull).open("w")  # noqa: SIM115


def run() -> int:
    """Run one command as a process of its own."""
    _open_missing_streams()
    gc.disable()  # a start makes a hundred thousand objects that all stay
    from ui.command_line import main

    gc.freeze()
    gc.enable()
    status = main()
    gc.freeze()  # what is left ends with the process: its last collection would look through all of it for nothing
    return status
