"""The commands that look at the journal, go back and forth in it, and check that the workspace is whole.

What a step means is the business of the services.
"""

import argparse
import sys
from typing import Literal

from roundtable.errors import RoundtableError
from ui.commands.common import opened, print_json


def list_steps(chosen: argparse.Namespace) -> int:
    """List what was done, newest first."""
    from roundtable.history import undo_steps

    with opened(chosen) as workspace:
        steps = undo_steps.steps(workspace, chosen.practice)
    if chosen.json:
        print_json(
            {
                "steps": [
                    {"id": step.id, "at": step.at, "author": step.author, "label": step.label, "state": step.state}
                    for step in steps
                ]
            }
        )
        return 0
    for step in steps:
        state = "" if step.state in {"done", "note"} else f"  ({step.state})"
        print(f"{step.at[:19].replace('T', ' ')} UTC  {step.author}  {step.label}{state}")
    return 0


def undo(chosen: argparse.Namespace) -> int:
    """Take back the last step."""
    return _turn(chosen, "undo")


def redo(chosen: argparse.Namespace) -> int:
    """Do again what was undone last."""
    return _turn(chosen, "redo")


def _turn(chosen: argparse.Namespace, way: Literal["undo", "redo"]) -> int:
    from roundtable.history import undo_steps

    with opened(chosen) as workspace:
        change_set = getattr(undo_steps, way)(workspace)
    print(f"{'Undone' if way == 'undo' else 'Done again'}: {change_set.label}")
    return 0


def verify(chosen: argparse.Namespace) -> int:
    """Check that the workspace is whole."""
    from roundtable import verification

    with opened(chosen) as workspace:
        findings = verification.verify(workspace)
    for name, counted in findings.counts.items():
        print(f"{counted:8} {name}")
    for fault in findings.faults:
        print(fault, file=sys.stderr)
    if findings.faults:
        raise RoundtableError(
            f"“{workspace.location}” is damaged: {len(findings.faults)} faults.",
            "Keep the file as it is, and go back to a copy or an export of it.",
        )
    print("The workspace is whole.")
    return 0
