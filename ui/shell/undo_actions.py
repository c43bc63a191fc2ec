"""Undo and redo (Ctrl+Z, Ctrl+Y): the steps as jobs, and their names in the menu and the status bar."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QLocale

from roundtable.history import undo_steps
from roundtable.history.undo_steps import ChangeSet
from roundtable.workspace import Workspace
from ui.base import value_texts
from ui.shell.actions import Actions
from ui.workspaces.workspace_actions import WindowParts, WorkspaceActions

translate = QCoreApplication.translate


class UndoActions(WorkspaceActions):
    """Undo and redo steps of the journal."""

    def __init__(self, parts: WindowParts, actions: Actions, flush: Callable[[], object]) -> None:
        """Take a step once ``flush`` has saved what is typed, which is a step, too; what cannot be saved stays."""
        super().__init__(parts)
        self._undo, self._redo = actions["undo_actions.undo"], actions["undo_actions.redo"]
        self._flush = flush

    def undo(self) -> None:
        """Undo the newest step."""
        self._step(self._undo.text(), undo_steps.undo)

    def redo(self) -> None:
        """Redo the step undone last."""
        self._step(self._redo.text(), undo_steps.redo)

    def refresh(self) -> None:
        """Show the next undo and redo, and when the last step was saved."""
        workspace = self._workspace_switch.workspace
        undo = undo_steps.next_undo(workspace) if workspace else None
        redo = undo_steps.next_redo(workspace) if workspace else None
        last = undo_steps.steps(workspace, limit=1) if workspace else []
        for action, text, label in (
            (self._undo, translate("Actions", "&Undo"), undo),
            (self._redo, translate("Actions", "&Redo"), redo),
        ):
            action.setEnabled(label is not None)
            action.setText(f"{text} {_in_menu(label)}" if label else text)
        self._status.undo.say(translate("Steps", "Undo: {step}").format(step=undo) if undo else "")
        saved = value_texts.moment(last[0].at, QLocale()) if last else ""
        self._status.saved.setText(translate("Steps", "Saved {moment}").format(moment=saved) if saved else "")

    def _step(self, title: str, step: Callable[[Workspace], ChangeSet]) -> None:
        if self._workspace_switch.workspace:
            self._flush()
            self._change(title.removeprefix("&").replace("&&", "&"), lambda own, _: step(own))


def _in_menu(label: str) -> str:
    """Return a step's label inside a menu text, where & marks a mnemonic."""
    return (label[0].lower() + label[1:]).replace("&", "&&")
