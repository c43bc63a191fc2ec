"""The roundtables, and all that the paper says of the one that is looked at.

Shows only; writes nothing.
"""

from functools import partial

from PySide6.QtCore import QModelIndex, QSettings, Signal, Slot
from PySide6.QtWidgets import QHeaderView, QStackedWidget, QWidget
from typing_extensions import override

from roundtable import roundtables
from roundtable.history import ChangeSet
from roundtable.roundtables import RoundtableRow
from roundtable.workspace import Workspace
from ui.models.rows_model import Column, RowsModel
from ui.pages.page import Page
from ui.theme import Theme
from ui.widgets.build import column, table
from ui.widgets.empty_state import EmptyState
from ui.widgets.panes import Panes
from ui.widgets.reading_pane import ReadingPane
from ui.widgets.record_text import write_roundtable

TABLES = (
    "roundtable",
    "section",
    "footnote",
    "linked_roundtable",
    "guiding_question",
    "possible_measure",
    "annex_entry",
)
"""What a roundtable is made of; a change to any of these is a change to it."""


class RoundtablesPage(Page):
    """List roundtables and read them."""

    chosen = Signal(str)
    """The code of the roundtable that is looked at now."""

    def __init__(self, theme: Theme, settings: QSettings, empty: EmptyState, parent: QWidget) -> None:
        super().__init__(parent)
        self._workspace: Workspace | None = None
        self._model = RowsModel[RoundtableRow](
            (
                Column(self.tr("Code"), lambda row: row.code),
                Column(self.tr("Title"), lambda row: row.title),
                Column(self.tr("Meeting"), lambda row: row.meeting),
                Column(self.tr("Practices"), lambda row: str(row.practices), is_number=True),
            ),
            self,
        )
        self._table = table(self._model, self.tr("Roundtables"))
        header = self._table.horizontalHeader()
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        for section, width in ((0, 90), (2, 150), (3, 90)):
            header.resizeSection(section, width)
        self._table.selectionModel().currentRowChanged.connect(self._show_current)
        self._pane = ReadingPane(theme, self.tr("Roundtable"), self)
        panes = Panes(settings, "roundtables", (self._table, self._pane), (600, 600))
        self._empty = empty
        self._stack = QStackedWidget()
        self._stack.addWidget(panes)
        self._stack.addWidget(empty)
        self.setLayout(column(self._stack))

    @override
    def open(self, workspace: Workspace | None) -> None:
        self._workspace = workspace
        self._read_again()

    @override
    def reload(self, change_set: ChangeSet) -> None:
        if change_set.touches(*TABLES):
            self._read_again()

    @override
    def panes(self) -> tuple[QWidget, ...]:
        return (self._empty,) if self._stack.currentIndex() else (self._table, self._pane)

    def choose(self, code: str) -> None:
        """Look at the roundtable with the code."""
        codes = [row.code for row in self._model.rows]
        if code in codes:
            self._table.setCurrentIndex(self._model.index(codes.index(code), 0))

    def _read_again(self) -> None:
        looked_at = self._table.currentIndex().row()
        rows = roundtables.listing(self._workspace) if self._workspace else []
        self._model.set_rows(rows)
        self._stack.setCurrentIndex(0 if rows else 1)
        self.counted.emit(len(rows) if self._workspace else None)
        self.said.emit(self.tr("%n roundtable(s)", "", len(rows)))
        self._table.setCurrentIndex(self._model.index(min(max(looked_at, 0), len(rows) - 1), 0))

    @Slot(QModelIndex)
    def _show_current(self, index: QModelIndex) -> None:
        if self._workspace is None or not index.isValid():
            self._pane.show_text(None)
            return
        row = self._model.rows[index.row()]
        record = roundtables.get(self._workspace, row.id)
        self._pane.show_text(partial(write_roundtable, record) if record else None)
        self.chosen.emit(row.code)
