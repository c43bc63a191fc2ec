"""Commands that keep the workspace safe: backups of it, their restoration, and the check that it is whole."""

import argparse
import sys
from pathlib import Path

from roundtable.errors import RoundtableError
from roundtable.workspace import Workspace, chosen_location
from ui.commands.arguments import AddCommand, add_file
from ui.commands.console import opened, terminal_progress


def add_commands(add: AddCommand) -> None:
    """Add the commands of this module."""
    keep = add("backup", _keep, "make a verified copy of the workspace, among the backups or as FILE")
    keep.add_argument("file", nargs="?", type=Path, metavar="FILE")
    add_file(add("restore", _restore, "put a copy of FILE in the place of the workspace, which is kept"))
    what = "copy all that can be read of the damaged workspace FILE into a new one beside it"
    add_file(add("recover", _recover, what))
    add("verify", _verify, "check that the workspace is whole")


def _keep(chosen: argparse.Namespace) -> int:
    """Make a verified copy: among the backups, or as the named file."""
    from roundtable.backups import backup_files

    progress = terminal_progress()
    with opened(chosen) as workspace:
        if chosen.file:
            backup_files.copy(workspace.file, chosen.file, progress=progress)
            print(chosen.file)
        else:
            print(backup_files.make(workspace.file, "by hand", progress=progress).file)
    return 0


def _recover(chosen: argparse.Namespace) -> int:
    """Copy what can be read of a damaged workspace into a new one, and report."""
    from roundtable.recovery import salvage

    report = salvage.recover(chosen.file, progress=terminal_progress())
    print(report.file)
    for name, counted in report.counts.items():
        print(f"{counted:8} {name}")
    for loss in report.losses:
        print(loss, file=sys.stderr)
    return 0


def _restore(chosen: argparse.Namespace) -> int:
    """Put a copy of a backup in the place of the workspace."""
    from roundtable.recovery.restore import restore_file

    file = Path(chosen_location(chosen.workspace)).expanduser()
    kept = restore_file(file, chosen.file, progress=terminal_progress())
    print(file)
    if kept:
        print(f"What was there is kept as {kept}")
    return 0


def _verify(chosen: argparse.Namespace) -> int:
    """Check that the workspace is whole."""
    from roundtable import verification

    with Workspace.open(chosen_location(chosen.workspace)) as workspace:
        findings = verification.verify(workspace)
    for name, counted in findings.counts.items():
        print(f"{counted:8} {name}")
    for fault in findings.faults:
        print(fault, file=sys.stderr)
    if findings.faults:
        raise RoundtableError(
            f"“{workspace.location}” is damaged: {len(findings.faults)} faults.",
            "Keep it as it is, and restore a backup or take out what can be read: “roundtable recover”.",
        )
    print("The workspace is whole.")
    return 0
