"""Commands that keep copies of the workspace and bring them back."""

import argparse
from pathlib import Path

from roundtable.workspace import chosen_location
from ui.commands.common import opened, terminal_progress


def keep(chosen: argparse.Namespace) -> int:
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


def restore(chosen: argparse.Namespace) -> int:
    """Put a copy of a backup in the place of the workspace."""
    from roundtable.recovery.restore import restore_file

    file = Path(chosen_location(chosen.workspace)).expanduser()
    kept = restore_file(file, chosen.file, progress=terminal_progress())
    print(file)
    if kept:
        print(f"What was there is kept as {kept}")
    return 0
