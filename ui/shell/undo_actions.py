"""Undo and redo: their words in the menu and the status bar, and the steps themselves as jobs.

What a step does is the journal's business.
"""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QLocale

from roundtable.history import undo_steps
from roundtable.history.undo_steps import ChangeSet
from roundtable.progress import Progress
from roundtable.workspace import Workspace
from ui.base import value_texts
from ui.base.signals import Signals
from ui.jobs.jobs import Jobs
from ui.jobs.status_bar import StatusBar
from ui.shell.actions import Actions
from ui.widgets.message_bar import MessageBar
from ui.workspaces.workspace_switch import WorkspaceSwitch

translate = QCoreApplication.translate


class UndoActions:
    """Take steps back and forth, and say which would be next."""

    def __init__(
        self,
        *,
        workspace_switch: WorkspaceSwitch,
        jobs: Jobs,
        signals: Signals,
        bar: MessageBar,
        actions: Actions,
        status: StatusBar,
    ) -> None:
        self._workspace_switch = workspace_switch
        self._jobs = jobs
        self._signals = signals
        self._bar = bar
        self._undo, self._redo = actions["undo_actions.undo"], actions["undo_actions.redo"]
        self._status = status
        self.before: Callable[[], bool] = lambda: True
        """Saves what is being typed, which is a step, too; no step is taken where it cannot."""

    def undo(self) -> None:
        """Take back the newest step."""
        self._turn(self._undo.text(), undo_steps.undo)

    def redo(self) -> None:
        """Do again the step that was undone last."""
        self._turn(self._redo.text(), undo_steps.redo)

    def refresh(self) -> None:
        """Bring the words in step with the journal."""
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
        self._status.show_undo(translate("Steps", "Undo: {step}").format(step=undo) if undo else "")
        saved = value_texts.moment(last[0].at, QLocale()) if last else ""
        self._status.show_saved(translate("Steps", "Saved {moment}").format(moment=saved) if saved else "")

    def _turn(self, title: str, turn: Callable[[Workspace], ChangeSet]) -> None:
        workspace = self._workspace_switch.workspace
        if workspace is None or not self.before():
            return

        def work(own: Workspace, _progress: Progress) -> ChangeSet:
            return turn(own)

        shown = title.removeprefix("&").replace("&&", "&")
        self._jobs.start(shown, workspace.location, work, self._signals.changed.emit, self._bar.show_error)


def _in_menu(label: str) -> str:
    """Say a step in the middle of a menu's sentence, where & has a meaning of its own."""
    return (label[0].lower() + label[1:]).replace("&", "&&")
