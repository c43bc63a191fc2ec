"""Command that opens the window; the only one that imports Qt."""

import argparse

from roundtable.errors import RoundtableError
from roundtable.workspace import chosen_location
from ui import display_check


def window(chosen: argparse.Namespace) -> int:
    """Open the window on the chosen workspace."""
    return open_window(chosen_location(chosen.workspace))


def open_window(location: str) -> int:
    """Open the window on a workspace; raise RoundtableError if no window can be shown."""
    remedy = "All other commands work without a window: see “roundtable --help”."
    if (reason := display_check.trouble()) is not None:
        raise RoundtableError(f"The window cannot be opened: {reason}.", remedy)
    try:
        from ui.shell.app import run
    except ImportError as error:
        raise RoundtableError(
            f"The window cannot be opened: a library that Qt needs is missing ({error}).", remedy
        ) from error
    return run(location)
