"""Auto-save of the current cell's reason: on a pause of typing and when the cell is left; refused saves are retried."""

from PySide6.QtCore import QObject, Qt, Signal, Slot

from roundtable.errors import BusyError, ChangedError, RoundtableError
from roundtable.exchange import word_merge
from roundtable.history import undo_steps
from roundtable.mapping import roundtable_matrix
from roundtable.mapping.roundtable_matrix import Pair
from roundtable.workspace import Workspace
from ui.base.save_retry import LAST_PATIENCE_SECONDS, PATIENCE_SECONDS, SaveRetry
from ui.base.typing_pause import Pauses
from ui.fields import conflict
from ui.fields.conflict import who_changed
from ui.mapping.matrix_panel import MatrixPanel


class ReasonSaver(QObject):
    """Save the reasons typed into the panel; each save is one step of undo."""

    changing = Signal()
    changed = Signal(object)
    failed = Signal(object)
    """The error of a save; the reason stays typed, and is saved again later."""

    def __init__(self, panel: MatrixPanel) -> None:
        super().__init__(panel)
        self._panel = panel
        self._workspace: Workspace | None = None
        self._pair: Pair | None = None
        self._stored = ""
        """The current reason in the workspace; what is typed may differ."""
        self._present = ""
        """What the workspace holds in a conflict."""
        self._unsaved: dict[Pair, tuple[str, str]] = {}
        """The refused reasons of cells that are no longer current, and what each was begun with."""
        self._reported = ""
        self._pauses = Pauses(self)
        self._pauses.due.connect(self._save_soon)
        self._retry = SaveRetry(self._save_soon, self)
        self._retry.late.connect(self.failed)
        panel.reason.steps.next_step = self._next_step
        panel.reason.textChanged.connect(self._pauses.wait)
        panel.reason.left.connect(self._save_soon)

    def open(self, workspace: Workspace | None) -> None:
        """Save into another workspace; what was typed for the one before is discarded."""
        if workspace is not self._workspace:
            self._workspace = workspace
            self._pair = None
            self._unsaved.clear()
            self._settle()

    def show(self, pair: Pair | None, reason: str) -> None:
        """Show the reason of a cell as stored; text being typed stays."""
        if pair != self._pair:
            self._leave()
            self._panel.end_conflict()
            self._pair, self._stored = pair, reason
            typed, read_as = self._unsaved.pop(pair, (reason, reason)) if pair else ("", "")
            self._fill(typed)
            if pair and reason not in (read_as, typed):
                self._stored = read_as
                self._show_conflict(reason, read_as)
            return
        is_typed = self._typed() != self._stored
        if is_typed and reason not in (self._stored, self._typed()):
            self._show_conflict(reason, self._stored)
            return
        self._stored = reason
        if not is_typed and self._typed() != reason:
            self._fill(reason)

    def flush(self) -> bool:
        """Save what is typed; tell whether all is saved, also of cells left before."""
        self._reported = ""
        return self._save_all(LAST_PATIENCE_SECONDS)

    def unsaved(self) -> Pair | None:
        """Return the cell of a reason that is not saved."""
        if self._pair is not None and self._typed() != self._stored:
            return self._pair
        return next(iter(self._unsaved), None)

    @Slot()
    def _save_soon(self) -> None:
        self._save_all(PATIENCE_SECONDS)

    def _save_all(self, patience: float) -> bool:
        if self._panel.has_conflict:
            return False
        if self._pair is not None and (typed := self._typed()) != self._stored:
            before, self._stored = self._stored, typed
            if not self._write(self._pair, typed, before, patience):
                self._stored = before
                return False
        for pair in list(self._unsaved):
            reason, read_as = self._unsaved.pop(pair)
            if not self._write(pair, reason, read_as, patience):
                self._unsaved[pair] = reason, read_as
                return False
        self._settle()
        return True

    def _leave(self) -> None:
        pair, typed = self._pair, self._typed()
        if pair is not None and typed != self._stored:
            self._pair = None
            if self._panel.has_conflict or not self._write(pair, typed, self._stored, PATIENCE_SECONDS):
                self._unsaved[pair] = typed, self._stored

    def _show_conflict(self, present: str, before: str) -> None:
        """Tell beside what is typed that the workspace holds something else by now than ``before``; let them choose."""
        if self._panel.has_conflict and present == self._present:
            return  # it may be unfolded
        self._present = present

        def settle() -> None:
            self._panel.reason.setFocus(Qt.FocusReason.OtherFocusReason)  # first: that of what is hidden goes anywhere
            self._panel.end_conflict()
            self._stored = present

        def keep_mine() -> None:
            settle()
            self._save_soon()

        def take_theirs() -> None:
            settle()
            self._fill(present)

        def merge_both() -> None:
            settle()
            self._fill(merged)
            self._save_soon()

        merged = word_merge.merge(before, self._typed(), present).text
        practice = self._pair[0] if self._pair else 0
        whom = who_changed(self._workspace, "mapping", "reason", [present], self._panel.locale(), practice=practice)
        choices = [*conflict.choices(keep_mine, take_theirs), conflict.merging(merge_both)]
        self._panel.show_conflict(whom, before, present, choices)

    def _write(self, pair: Pair, reason: str, read_as: str, patience: float) -> bool:
        """Save one reason; tell whether it is saved."""
        if self._workspace is None:
            return False
        self.changing.emit()
        try:
            change_set = roundtable_matrix.set_reason(
                self._workspace.with_patience(patience), *pair, reason, read_as=read_as
            )
        except ChangedError as error:
            if pair == self._pair:
                self._show_conflict(str(error.present), read_as)
            elif self._reported != str(pair):
                self._reported = str(pair)
                self.failed.emit(error)
            return False
        except RoundtableError as error:
            self._panel.unsaved.show()
            if isinstance(error, BusyError):
                self._retry.refuse(error)
            elif self._reported != str(error):  # once, not at every pause of typing
                self._reported = str(error)
                self.failed.emit(error)
            return False
        self._reported = ""
        if change_set.changes:
            self._panel.reason.steps.note()
            self.changed.emit(change_set)
        return True

    def _next_step(self, back: bool) -> int:
        return undo_steps.next_entry(self._workspace, back=back)

    def _settle(self) -> None:
        self._pauses.stop()
        self._retry.settle()
        self._panel.unsaved.hide()

    def _fill(self, text: str) -> None:
        self._panel.reason.set_text(text)
        if self._typed() == self._stored:
            self._pauses.stop()

    def _typed(self) -> str:
        return " ".join(self._panel.reason.text().split())
