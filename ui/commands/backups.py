"""Commands that keep the workspace safe: backups, restoration, protected copies, the check that it is whole."""

import argparse
import getpass
import sys
from pathlib import Path

from roundtable.errors import InputError, PassphraseError, counted
from roundtable.workspace import Workspace, chosen_location, file_of
from ui.commands.arguments import AddCommand, add_file
from ui.commands.console import opened, print_counts, terminal_progress, wanted_suffix

_LONGEST_PASSPHRASE = 1_000_000
"""How many characters are read of a line that may never end."""


def add_commands(add: AddCommand) -> None:
    """Add the commands of this module."""
    keep = add("backup", _keep, "back up the workspace, verified, with the other backups or as FILE")
    keep.add_argument("file", nargs="?", type=Path, metavar="FILE")
    add_file(add("restore", _restore, "replace the workspace by a copy of FILE; the current one is kept"))
    what = "copy everything readable in the damaged workspace FILE into a new one beside it"
    add_file(add("recover", _recover, what))
    checked = add("verify", _verify, "check the integrity of the workspace")
    checked.add_argument("location", nargs="?", metavar="LOCATION", help="a workspace other than that of --workspace")
    made = add("protect", _protect, "save a copy of the workspace that only a passphrase opens: FILE.protected")
    add_file(made)
    taken = add("unprotect", _unprotect, "save the workspace in a protected copy, beside it or as TARGET")
    add_file(taken)
    taken.add_argument("target", nargs="?", type=Path, metavar="TARGET")
    for command in (made, taken):
        words = "read the passphrase from the first line of a file or of standard input (-)"
        command.add_argument("--passphrase-file", metavar="FILE", help=words)


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
    print_counts(report.counts)
    for loss in report.losses:
        print(loss, file=sys.stderr)
    return 0


def _restore(chosen: argparse.Namespace) -> int:
    """Put a copy of a backup in the place of the workspace."""
    from roundtable.recovery.restore import restore_file

    file = file_of(chosen_location(chosen.workspace))
    kept = restore_file(file, chosen.file, progress=terminal_progress())
    print(file)
    if kept:
        print(f"The previous file was kept as {kept}")
    return 0


def _verify(chosen: argparse.Namespace) -> int:
    """Check that the workspace is whole."""
    from roundtable import verification

    location = chosen_location(chosen.workspace) if chosen.location is None else chosen.location
    with Workspace.open(location) as workspace:
        findings = verification.verify(workspace)
    print_counts(findings.counts)
    for fault in findings.faults:
        print(fault, file=sys.stderr)
    if findings.faults:
        raise workspace.damaged(counted(len(findings.faults), "faults"))
    print("The workspace is intact.")
    return 0


def _protect(chosen: argparse.Namespace) -> int:
    """Write an encrypted copy of the workspace."""
    from roundtable.protected import protected_copy

    wanted_suffix(chosen.file, {protected_copy.SUFFIX: "a protected copy"}, "which is not a protected copy")
    with opened(chosen) as workspace:
        protected_copy.check_target(workspace, chosen.file)
        passphrase = _passphrase(chosen.passphrase_file, is_new=True)
        protected_copy.write(workspace, chosen.file, passphrase, progress=terminal_progress())
    print(chosen.file)
    return 0


def _unprotect(chosen: argparse.Namespace) -> int:
    """Write the workspace that an encrypted copy holds."""
    from roundtable.protected import protected_copy

    protected_copy.check_source(chosen.file)
    target = chosen.target or protected_copy.proposed_target(chosen.file)
    protected_copy.check_new(target)
    passphrase = _passphrase(chosen.passphrase_file, is_new=False)
    protected_copy.read(chosen.file, target, passphrase, progress=terminal_progress())
    print(target)
    return 0


def _passphrase(file: str | None, *, is_new: bool) -> str:
    """Read a passphrase from a file, the standard input or the terminal, there twice if it is new."""
    if file == "-":
        return sys.stdin.readline().rstrip("\r\n")
    if file:
        try:
            with Path(file).open(encoding="utf-8-sig") as text:
                return text.readline(_LONGEST_PASSPHRASE).rstrip("\n")
        except (OSError, UnicodeDecodeError) as error:
            raise InputError(f"“{file}” cannot be read as a text.", "Name a file with the passphrase.") from error
    if not sys.stdin.isatty():
        raise InputError(
            "There is no terminal in which to ask for the passphrase.", "Name a file with --passphrase-file."
        )
    passphrase = getpass.getpass("Passphrase: ")
    if is_new and getpass.getpass("Repeat it: ") != passphrase:
        raise PassphraseError("The two passphrases differ.", "Enter the same one twice.")
    return passphrase
