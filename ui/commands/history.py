"""Commands on the journal: history, undo, redo."""

import argparse
from functools import partial
from typing import Literal

from ui.commands.arguments import AddCommand, add_json
from ui.commands.console import opened, print_json


def add_commands(add: AddCommand) -> None:
    """Add the commands of this module."""
    history = add("history", _list_steps, "list all steps, newest first")
    history.add_argument("practice", nargs="?", metavar="PRACTICE_ID")
    add_json(history)
    add("undo", partial(_step, "undo"), "undo the last step")
    add("redo", partial(_step, "redo"), "redo the step undone last")


def _list_steps(chosen: argparse.Namespace) -> int:
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


def _step(direction: Literal["undo", "redo"], chosen: argparse.Namespace) -> int:
    """Undo the last step, or redo the one undone last."""
    from roundtable.history import undo_steps

    with opened(chosen) as workspace:
        change_set = getattr(undo_steps, direction)(workspace)
    print(f"{'Undone' if direction == 'undo' else 'Redone'}: {change_set.label}")
    return 0
