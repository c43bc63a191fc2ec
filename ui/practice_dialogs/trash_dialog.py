"""What is in the trash: practices to take back, or to throw away after a second question.

Asks only; restoring and emptying are done by who opened it.
"""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QDialog, QHeaderView, QSizePolicy, QStackedWidget, QTableView, QWidget

from roundtable.practices import practice_edits
from roundtable.workspace import Workspace
from ui.base.theme import Theme
from ui.practice_table.practice_cells import StatusCell
from ui.practice_table.practices_model import Field, PracticesModel
from ui.widgets.build import Piece, button, column, label, row, table
from ui.widgets.empty_state import EmptyState


class TrashDialog(QDialog):
    """List the trash, the newest first; ``read_again`` brings it in step with the workspace."""

    restore_asked = Signal(object)
    """The keys of practices to take back."""
    empty_asked = Signal()

    def __init__(self, workspace: Workspace, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.setWindowTitle(self.tr("Trash"))
        self.resize(820, 480)
        self._headline = label(kind="title")
        self._model = PracticesModel(self)
        self._table = self._made_table(theme)
        nothing = EmptyState(
            self.tr("The trash is empty"), self.tr("Practices that are deleted wait here until it is emptied."), []
        )
        self._content = QStackedWidget()
        self._content.addWidget(self._table)
        self._content.addWidget(nothing)
        self._empty = button(self.tr("Empty the trash…"), self._ask)
        self._restore = button(self.tr("Restore"), self._take_back, "primary")
        close = button(self.tr("Close"), self.accept)
        self._foot = QStackedWidget()
        for pieces in ((self._empty, None, close, self._restore), self._confirmation()):
            foot = QWidget()
            foot.setLayout(row(*pieces))
            self._foot.addWidget(foot)
        layout = column(self._headline, self._content, self._foot, margins=(16, 16, 16, 16), spacing=12)
        layout.setStretch(1, 1)
        self._foot.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setLayout(layout)
        self.read_again()
        self._table.setFocus()

    @Slot()
    def read_again(self) -> None:
        """Show what is in the trash now."""
        keys = practice_edits.trashed(self._workspace)
        self._model.show(self._workspace, keys)
        self._headline.setText(self.tr("%n practice(s) in the trash", "", len(keys)))
        self._content.setCurrentIndex(0 if keys else 1)
        self._empty.setEnabled(bool(keys))
        self._foot.setCurrentIndex(0)
        if keys:
            self._table.selectRow(0)
        self._allow()

    def _made_table(self, theme: Theme) -> QTableView:
        made = table(self._model, self.tr("Practices in the trash"))
        made.setItemDelegateForColumn(Field.STATUS, StatusCell(theme, self))
        made.horizontalHeader().setSectionResizeMode(Field.TITLE, QHeaderView.ResizeMode.Stretch)
        for field, width in ((Field.COUNTRY, 150), (Field.THEMATIC_AREA, 180), (Field.STATUS, 104)):
            made.horizontalHeader().resizeSection(field, width)
        made.hideColumn(Field.CHANGED)
        made.activated.connect(self._take_back)
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
        self._question.setText(self.tr("Throw %n practice(s) away, out of every annex and mapping?", "", count))
        self._foot.setCurrentIndex(1)
        self._keep.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take_back(self) -> None:
        rows = self._table.selectionModel().selectedRows()
        self.restore_asked.emit([self._model.keys[index.row()] for index in rows])

    def _allow(self) -> None:
        self._restore.setEnabled(self._table.selectionModel().hasSelection())
