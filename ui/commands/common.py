"""What several commands need: the workspace that was meant, progress on a terminal, and how things are printed.

Must not know any one command.
"""

import argparse
import json
import sys
from typing import Any

from roundtable.progress import Progress, silent
from roundtable.workspace import Workspace, chosen_location

SHOWN_PROBLEMS = 20


def opened(chosen: argparse.Namespace, *, create: bool = False) -> Workspace:
    """Open the workspace that was meant."""
    return Workspace.open(chosen_location(chosen.workspace), create=create)


def terminal_progress() -> Progress:
    """Draw a line on a terminal; say nothing to a file or a pipe."""
    if not sys.stderr.isatty():
        return silent

    def show(done: int, total: int) -> None:
        end = "\r" if done < total else "\r\x1b[K"
        print(f"{100 * done // max(total, 1):3} %", end=end, file=sys.stderr, flush=True)

    return show


def short(text: str, length: int = 60) -> str:
    """Return a text on one line, cut where it is longer than ``length``."""
    line = " ".join(text.split())
    return line if len(line) <= length else f"{line[: length - 1]}…"


def print_json(document: dict[str, Any]) -> None:
    """Print the one document that ``--json`` promises."""
    print(json.dumps(document, ensure_ascii=False, indent=1))
