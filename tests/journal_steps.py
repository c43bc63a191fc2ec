"""Labels of the steps that undo and redo would turn next."""

from roundtable.history import undo_steps
from roundtable.workspace import Workspace


def next_undo(workspace: Workspace) -> str | None:
    """Return the label of the step that undo would revert."""
    return _label(workspace, back=True)


def next_redo(workspace: Workspace) -> str | None:
    """Return the label of the step that redo would repeat."""
    return _label(workspace, back=False)


def _label(workspace: Workspace, *, back: bool) -> str | None:
    step = undo_steps.next_step(workspace, back=back)
    return step.label if step else None
