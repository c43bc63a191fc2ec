"""Trash of practices: restore them, or delete all after a confirmation."""

from PySide6.QtCore import QCoreApplication, Qt, Signal, Slot
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QTableView, QWidget

from roundtable.practices import practice_edits
from roundtable.workspace import Workspace
from ui.base.theme import Theme
from ui.dialogs.dialog import Dialog
from ui.practice_table import row_choice
from ui.practice_table.practice_cells import StatusCell
from ui.practice_table.practices_model import Field, PracticesModel
from ui.widgets.empty_state import EmptyState
from ui.widgets.factories import Piece, button, label, row, table

translate = QCoreApplication.translate


class TrashDialog(Dialog):
    """List the trash, the newest first; ``refresh`` reads it."""

    restore_asked = Signal(object)
    """The keys of practices to restore."""
    empty_asked = Signal()

    def __init__(self, workspace: Workspace, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent, translate("TrashDialog", "Trash"), (820, 480))
        self._workspace = workspace
        self._headline = label(kind="title")
        self._model = PracticesModel(self)
        self._table = self._made_table(theme)
        nothing = EmptyState(
            self.tr("The trash is empty"), self.tr("Deleted practices stay here until the trash is emptied."), []
        )
        self._content = QStackedWidget()
        self._content.addWidget(self._table)
        self._content.addWidget(nothing)
        self._empty = button(self.tr("Empty the trash…"), self._ask)
        self._restore = button(self.tr("Restore"), self._restore_selected, "primary")
        close = button(self.tr("Close"), self.accept)
        self._foot = QStackedWidget()
        for pieces in ((self._empty, None, close, self._restore), self._confirmation()):
            foot = QWidget()
            foot.setLayout(row(*pieces))
            self._foot.addWidget(foot)
        self._foot.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.lay_out(self._headline, self._content, buttons=(self._foot,), stretched=self._content)
        self.refresh()
        self._table.setFocus()

    @Slot()
    def refresh(self) -> None:
        """Read the trash again."""
        keys = practice_edits.trashed(self._workspace)
        self._model.show(self._workspace, keys)
        self._headline.setText(self.tr("%n practice(s) in the trash", "", len(keys)))
        self._headline.setVisible(bool(keys))
        self._content.setCurrentIndex(0 if keys else 1)
        self._empty.setEnabled(bool(keys))
        self._foot.setCurrentIndex(0)
        if keys:
            row_choice.choose(self._table, 0, ())
        self._allow()

    def _made_table(self, theme: Theme) -> QTableView:
        made = table(self._model, self.tr("Practices in the trash"), (0, 150, 180, 104))
        made.setItemDelegateForColumn(Field.STATUS, StatusCell(theme, self))
        for field in Field:
            if field not in (Field.TITLE, Field.COUNTRY, Field.THEMATIC_AREA, Field.STATUS):
                made.hideColumn(field)
        made.activated.connect(self._restore_selected)
        made.selectionModel().selectionChanged.connect(self._allow)
        return made

    def _confirmation(self) -> tuple[Piece, ...]:
        self._question = label(kind="warning")
        self._question.setWordWrap(False)
        self._keep = button(self.tr("Keep them"), lambda: self._foot.setCurrentIndex(0))
        throw_away = button(self.tr("Empty the trash"), self.empty_asked.emit, "danger")
        return self._question, None, self._keep, throw_away

    def _ask(self) -> None:
        count = self._model.rowCount()
        self._question.setText(
            self.tr("Permanently delete %n practice(s), also from every annex and mapping?", "", count)
        )
        self._foot.setCurrentIndex(1)
        self._keep.setFocus(Qt.FocusReason.OtherFocusReason)

    def _restore_selected(self) -> None:
        rows = self._table.selectionModel().selectedRows()
        self.restore_asked.emit([self._model.keys[index.row()] for index in rows])

    def _allow(self) -> None:
        self._restore.setEnabled(self._table.selectionModel().hasSelection())
