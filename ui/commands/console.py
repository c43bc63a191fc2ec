"""Shared by the commands: the chosen workspace, the file to write, progress on a terminal, printing."""

import argparse
import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from roundtable.errors import OutputError, counted
from roundtable.progress import Progress, silent
from roundtable.temporary_files import clear_unfinished
from roundtable.workspace import Workspace, chosen_location

SHOWN_PROBLEMS = 20


@contextmanager
def opened(chosen: argparse.Namespace, *, create: bool = False) -> Iterator[Workspace]:
    """Open the workspace of the command line, the environment or the default; clear up what killed runs left.

    One that was changed outside since it was last left is checked first; a damaged one raises DamagedError.
    """
    from roundtable import verification

    clear_unfinished()
    with Workspace.open(chosen_location(chosen.workspace), create=create) as workspace:
        verification.ensure_whole(workspace)
        yield workspace


def wanted_suffix(file: Path, kinds: Mapping[str, str], why: str) -> str:
    """Return the suffix of a file to write; raise OutputError for a folder or an unknown suffix."""
    with suppress(OSError):  # a name that cannot be looked up is told when it is written to
        if file.is_dir():
            raise OutputError(f"“{file}” is a folder.", "Name a file in that folder.")
    suffix = file.suffix.lower()
    if suffix not in kinds:
        ends = f"ends in “{file.suffix}”" if file.suffix else "has no ending"
        remedy = " or ".join(f"{name} ({kind})" for name, kind in kinds.items())
        raise OutputError(f"“{file}” {ends}, {why}.", f"Let its name end in {remedy}.")
    return suffix


def terminal_progress() -> Progress:
    """Return a progress line for a terminal; silent for a file or a pipe."""
    if not sys.stderr.isatty():
        return silent

    def show(done: int, total: int) -> None:
        end = "\r" if done < total else "\r\x1b[K"
        print(f"{100 * done // max(total, 1):3} %", end=end, file=sys.stderr, flush=True)

    return show


def short(text: str, length: int = 60) -> str:
    """Return a text on one line, cut to ``length`` characters."""
    line = " ".join(text.split())
    return line if len(line) <= length else f"{line[: length - 1]}…"


def print_counts(counts: Mapping[str, int]) -> None:
    """Print a count a line, each with its things, which are named in the plural."""
    for things, count in counts.items():
        number, _, named = counted(count, things).partition(" ")
        print(f"{number:>8} {named}")


def print_json(document: dict[str, Any]) -> None:
    """Print the document of ``--json``."""
    print(json.dumps(document, ensure_ascii=False, indent=1))


def by_kind(target_rows: Iterable[tuple[str, dict[str, Any]]]) -> dict[str, Any]:
    """Return rows of guiding questions and possible measures under the keys of their kinds."""
    kinds: dict[str, list[dict[str, Any]]] = {"guiding_questions": [], "possible_measures": []}
    for kind, row in target_rows:
        kinds[f"{kind}s"].append(row)
    return kinds
