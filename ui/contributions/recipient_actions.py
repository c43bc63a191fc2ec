"""Recipients: ask to whom an annex or a contribution was sent, and keep it with what was handed over."""

from functools import partial

from roundtable.errors import RoundtableError
from roundtable.history import handovers
from roundtable.workspace import Workspace
from ui.dialogs.input_dialog import InputDialog
from ui.widgets.factories import open_dialog
from ui.workspaces.workspace_actions import WorkspaceActions


class RecipientActions(WorkspaceActions):
    """Ask for the recipient of a handover."""

    def ask(self, handover: str) -> None:
        """Ask to whom a handover, by its identity, was sent; earlier recipients are proposed."""
        workspace = self._workspace_switch.needed()
        if workspace is None:
            return
        try:
            record, known = handovers.get(workspace, handover), handovers.recipients(workspace)
        except RoundtableError as error:
            self._bar.show_error(error)
            return
        if record is None:
            return
        question = self.tr("To whom was “{file}” sent?").format(file=record.file)
        dialog = InputDialog(
            self.tr("Recipient"),
            question,
            self.tr("Save"),
            self._window,
            text=record.recipient,
            proposed=known,
            name=self.tr("Recipient"),
            may_be_empty=True,
        )
        dialog.answered.connect(partial(self._keep, workspace, handover))
        open_dialog(dialog)

    def _keep(self, workspace: Workspace, handover: str, recipient: str) -> None:
        label = self.tr("Set recipient to “{name}”").format(name=recipient) if recipient else self.tr("Clear recipient")
        try:
            done = handovers.set_recipient(workspace, handover, recipient, label)
        except RoundtableError as error:
            self._bar.show_error(error)
        else:
            self._signals.changed.emit(done)
