"""Earlier imports: the steps of the journal whose report is kept, each to be read again."""

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QTableView, QWidget

from roundtable.history.undo_steps import Step
from ui.base import value_texts
from ui.base.value_texts import translate
from ui.dialogs.dialog import Dialog
from ui.widgets.factories import button, label, table
from ui.widgets.rows_model import Column, RowsModel


class EarlierImportsDialog(Dialog):
    """List the imports, newest first."""

    asked = Signal(int)
    """The journal entry whose report is to be shown."""

    def __init__(self, steps: Sequence[Step], parent: QWidget) -> None:
        super().__init__(parent, translate("EarlierImports", "Earlier imports"), (680, 420))
        columns = (
            Column[Step](self.tr("When"), lambda one: value_texts.moment(one.at, self.locale())),
            Column[Step](self.tr("Who"), lambda one: one.author),
            Column[Step](self.tr("What"), lambda one: one.label),
            Column[Step](self.tr("State"), self._state),
        )
        self._model = RowsModel(columns, self)
        self._model.set_rows(steps)
        self._shown = self._made_table()
        do = button(self.tr("Show the &report"), self._act, "primary")
        do.setEnabled(bool(steps))
        self.lay_out(
            label(self.tr("%n import(s), the newest first", "", len(steps)), "caption"),
            self._shown,
            accept=do,
            stretched=self._shown,
        )
        self._shown.selectRow(0)
        self._shown.setFocus()

    def _made_table(self) -> QTableView:
        made = table(self._model, self.tr("Earlier imports"), (150, 110, 0, 80))
        made.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        made.activated.connect(self._act)
        return made

    def _state(self, one: Step) -> str:
        return {"done": "", "note": self.tr("changed nothing")}.get(one.state, self.tr("undone"))

    @Slot()
    def _act(self) -> None:
        number = self._shown.currentIndex().row()
        if 0 <= number < len(self._model.rows):
            self.accept()
            self.asked.emit(self._model.rows[number].id)
