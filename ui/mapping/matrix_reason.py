"""The reason of the cell that is looked at: saved while its typing pauses and when it is left, each time a step.

Keeps what could not be saved and tries again; what is saved where is the mapping service's business.
"""

from PySide6.QtCore import QObject, Signal, Slot

from roundtable.errors import BusyError, RoundtableError
from roundtable.mapping import roundtable_matrix
from roundtable.mapping.roundtable_matrix import Pair
from roundtable.workspace import Workspace
from ui.base.save_retry import LAST_PATIENCE_SECONDS, PATIENCE_SECONDS, SaveRetry
from ui.base.typing_pause import Pauses
from ui.mapping.matrix_panel import MatrixPanel


class Reason(QObject):
    """Keep the reason in the panel and in the workspace in step."""

    changing = Signal()
    """A reason is about to be saved."""
    changed = Signal(object)
    """The ``ChangeSet`` of a reason that is saved."""
    failed = Signal(object)
    """A RoundtableError: a reason could not be saved; it stays, and is tried again."""

    def __init__(self, panel: MatrixPanel) -> None:
        super().__init__(panel)
        self._panel = panel
        self._workspace: Workspace | None = None
        self._pair: Pair | None = None
        self._held = ""
        """The reason of the pair as it is kept; what is typed may differ."""
        self._unsaved: dict[Pair, str] = {}
        """What could not be saved of cells that are no longer looked at."""
        self._told = ""
        self._pauses = Pauses(self)
        self._pauses.due.connect(self._save_soon)
        self._retrying = SaveRetry(self._save_soon, self)
        self._retrying.late.connect(self.failed)
        panel.reason.textChanged.connect(self._pauses.wait)
        panel.reason_left.connect(self._save_soon)

    def open(self, workspace: Workspace | None) -> None:
        """Keep the reasons of another workspace; what was typed for the one before is let go of."""
        if workspace is not self._workspace:
            self._workspace = workspace
            self._pair = None
            self._unsaved.clear()
            self._settle()

    def show(self, pair: Pair | None, reason: str) -> None:
        """Show the reason of a cell as the workspace holds it; what is being typed stays."""
        if pair != self._pair:
            self._leave()
            self._pair, self._held = pair, reason
            self._fill(self._unsaved.pop(pair, reason) if pair else "")
        elif self._typed() == self._held:
            self._held = reason
            if self._typed() != reason:
                self._fill(reason)
        else:
            self._held = reason

    def flush(self) -> bool:
        """Save what is typed now; tell whether all of it is saved, also of cells looked at before."""
        self._told = ""
        return self._save_all(LAST_PATIENCE_SECONDS)

    @Slot()
    def _save_soon(self) -> None:
        self._save_all(PATIENCE_SECONDS)

    def _save_all(self, patience: float) -> bool:
        if self._pair is not None and self._typed() != self._held:
            typed = self._typed()
            before, self._held = self._held, typed
            if not self._write(self._pair, typed, patience):
                self._held = before
                return False
        for pair in list(self._unsaved):
            reason = self._unsaved.pop(pair)
            if not self._write(pair, reason, patience):
                self._unsaved[pair] = reason
                return False
        self._settle()
        return True

    def _leave(self) -> None:
        if self._pair is not None and self._typed() != self._held:
            pair, typed = self._pair, self._typed()
            self._pair = None
            if not self._write(pair, typed, PATIENCE_SECONDS):
                self._unsaved[pair] = typed

    def _write(self, pair: Pair, reason: str, patience: float) -> bool:
        """Save one reason; tell whether it is saved."""
        if self._workspace is None:
            return False
        self.changing.emit()
        try:
            change_set = roundtable_matrix.set_reason(self._workspace.with_patience(patience), *pair, reason)
        except BusyError as error:
            self._panel.show_waiting(is_waiting=True)
            self._retrying.refuse(error)
            return False
        except RoundtableError as error:
            self._panel.show_waiting(is_waiting=True)
            self._tell(error)
            return False
        self._told = ""
        if change_set.changes:
            self.changed.emit(change_set)
        return True

    def _tell(self, error: RoundtableError) -> None:
        """Say once why it cannot be saved, not at every pause of the typing."""
        if self._told != str(error):
            self._told = str(error)
            self.failed.emit(error)

    def _settle(self) -> None:
        self._pauses.stop()
        self._retrying.settle()
        self._panel.show_waiting(is_waiting=False)

    def _fill(self, text: str) -> None:
        self._panel.reason.set_text(text)
        if self._typed() == self._held:
            self._pauses.stop()

    def _typed(self) -> str:
        return " ".join(self._panel.reason.text().split())
