"""Commands on work that is taken along as a workspace file of its own, and merged back."""

import argparse
from pathlib import Path

from roundtable.errors import InputError, counted
from roundtable.workspace import SUFFIX
from ui.commands.arguments import AddCommand, add_file, add_import_choices, add_json
from ui.commands.console import opened, print_json, terminal_progress, wanted_suffix
from ui.commands.files import print_report


def add_commands(add: AddCommand) -> None:
    """Add the commands of this module."""
    taken = add("take-along", _take_along, f"save everything, or a part, as a workspace of its own ({SUFFIX})")
    add_file(taken)
    part = taken.add_mutually_exclusive_group()
    part.add_argument("--roundtable", metavar="CODE", help="only this roundtable and its practices")
    part.add_argument("--search", metavar="TEXT", help="only the practices that a search finds")
    add_json(taken)

    merged = add("merge", _merge, "merge back a workspace taken along from this one or with it, or a copy")
    add_file(merged)
    add_import_choices(merged)


def _take_along(chosen: argparse.Namespace) -> int:
    """Write a workspace file that remembers what it was taken along from."""
    from roundtable.workspace_merge.take_along import take_along

    wanted_suffix(chosen.file, {SUFFIX: "a workspace"}, "which is not the name of a workspace")
    parts = {"roundtable": chosen.roundtable, "search": chosen.search}
    with opened(chosen) as workspace:
        taken = take_along(workspace, chosen.file, progress=terminal_progress(), **parts)
    if chosen.json:
        print_json({"file": str(chosen.file), "practices": taken.practices, "roundtables": taken.roundtables})
    else:
        print(chosen.file)
        print(f"  {counted(taken.practices, 'practices')}, {counted(taken.roundtables, 'roundtables')}")
    return 0


def _merge(chosen: argparse.Namespace) -> int:
    """Merge a workspace file, and report what became of every practice that it changed."""
    from roundtable import imports

    file: Path = chosen.file
    if file.suffix.lower() != SUFFIX:
        remedy = "Import a paper, a workbook or an exchange file with “roundtable import”."
        raise InputError(f"“{file}” is not a workspace file: its name does not end in {SUFFIX}.", remedy)
    choices = {"accept": chosen.accept, "dry_run": chosen.dry_run, "progress": terminal_progress()}
    with opened(chosen) as workspace:
        report, _ = imports.import_files(workspace, [file], **choices)
    print_report(report, as_json=chosen.json)
    return 0
