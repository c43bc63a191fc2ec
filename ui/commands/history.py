"""Commands on the journal: history, undo, redo."""

import argparse
from typing import Literal

from ui.commands.console import opened, print_json


def list_steps(chosen: argparse.Namespace) -> int:
    """List what was done, newest first."""
    from roundtable.history import undo_steps

    with opened(chosen) as workspace:
        steps = undo_steps.steps(workspace, chosen.practice)
    if chosen.json:
        fields = ("id", "at", "author", "label", "state")
        print_json({"steps": [{name: getattr(step, name) for name in fields} for step in steps]})
        return 0
    for step in steps:
        state = "" if step.state in {"done", "note"} else f"  ({step.state})"
        print(f"{step.at[:19].replace('T', ' ')} UTC  {step.author}  {step.label}{state}")
    return 0


def undo(chosen: argparse.Namespace) -> int:
    """Undo the last step."""
    return _step(chosen, "undo")


def redo(chosen: argparse.Namespace) -> int:
    """Redo the step undone last."""
    return _step(chosen, "redo")


def _step(chosen: argparse.Namespace, direction: Literal["undo", "redo"]) -> int:
    from roundtable.history import undo_steps

    with opened(chosen) as workspace:
        change_set = getattr(undo_steps, direction)(workspace)
    print(f"{'Undone' if direction == 'undo' else 'Done again'}: {change_set.label}")
    return 0
