"""Undo and redo (Ctrl+Z, Ctrl+Y): the steps as jobs, and their names in the menu and the status bar."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QLocale, Slot

from roundtable.history import undo_steps
from roundtable.history.undo_steps import ChangeSet
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
        self._step(back=True)

    def redo(self) -> None:
        """Redo the step undone last."""
        self._step(back=False)

    @Slot(str)
    def tell_done(self, said: str) -> None:
        """Tell what a step did, with the way back."""
        self._bar.show_message("done", said, buttons=[(translate("Steps", "Undo"), self.undo)])

    def refresh(self) -> None:
        """Show the next undo and redo, and when the last step was saved."""
        workspace = self._workspace_switch.workspace
        undo = undo_steps.next_step(workspace, back=True) if workspace else None
        redo = undo_steps.next_step(workspace, back=False) if workspace else None
        last = undo_steps.steps(workspace, limit=1) if workspace else []
        for action, text, step in (
            (self._undo, translate("Actions", "&Undo"), undo),
            (self._redo, translate("Actions", "&Redo"), redo),
        ):
            action.setEnabled(step is not None)
            action.setText(f"{text} {_in_menu(str(step))}" if step else text)
        self._status.undo.say(translate("Steps", "Undo: {step}").format(step=undo) if undo else "")
        saved = value_texts.moment(last[0].at, QLocale()) if last else ""
        self._status.saved.setText(translate("Steps", "Saved {moment}").format(moment=saved) if saved else "")

    def _step(self, *, back: bool) -> None:
        """Take a step, and say which it was, with the way back."""
        workspace = self._workspace_switch.workspace
        if workspace is None:
            return
        self._flush()
        step = undo_steps.next_step(workspace, back=back)
        if step is None:
            return
        words = translate("Steps", "Undone: {step}") if back else translate("Steps", "Redone: {step}")
        reverse = translate("Steps", "Redo") if back else translate("Steps", "Undo")

        def done(change_set: ChangeSet) -> None:
            self._signals.changed.emit(change_set)
            buttons = [(reverse, self.redo if back else self.undo)]
            self._bar.show_message("done", words.format(step=step), buttons=buttons)

        work = undo_steps.undo if back else undo_steps.redo
        self._start(words.format(step=step), work, done)


def _in_menu(label: str) -> str:
    """Return a step's label inside a menu text, where & marks a mnemonic."""
    return (label[0].lower() + label[1:]).replace("&", "&&")
