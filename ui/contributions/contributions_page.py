"""Contributions page: the practices of the next contribution, their problems, and changes since the last one."""

from functools import partial
from types import ModuleType
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, QSettings, Qt, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QWidget
from typing_extensions import override

from roundtable.workspace import Workspace
from ui.base import value_texts
from ui.base.theme import Theme
from ui.jobs.background_query import BackgroundQuery
from ui.pages.export_page import ExportPage
from ui.widgets.empty_state import EmptyState
from ui.widgets.factories import button, column, command_row, table
from ui.widgets.panes import Panes
from ui.widgets.reading_pane import ReadingPane
from ui.widgets.rows_model import Column, RowsModel

if TYPE_CHECKING:
    from roundtable.contribution.preview import Outlook, OutlookRow

_ROW_HEIGHT = 46
"""Two lines, in px."""


class ContributionsPage(ExportPage):
    """Show what the next contribution to one roundtable holds, and let it be written."""

    write_asked = Signal()
    practice_asked = Signal(str)
    """The identity of a practice to go to."""

    def __init__(self, theme: Theme, settings: QSettings, empty: EmptyState, parent: QWidget) -> None:
        super().__init__(empty, parent)
        self._name.setText(self.tr("Contributions"))
        self._coverage.setToolTip(self.tr("Adds two sheets: what is covered and what is missing."))
        self._preview = BackgroundQuery(None, _preview, self)
        self._preview.answered.connect(self._show)
        self._preview.failed.connect(self.failed)
        self._contacts = QCheckBox(self.tr("Include contacts"))
        self._contacts.setAccessibleName(self.tr("Include contacts"))
        self._contacts.setToolTip(self.tr("Contacts are left out of the workbook unless you include them here."))
        self._build_table()
        self._report = ReadingPane(theme, self.tr("State of the contribution"), self)
        self._report.practice_asked.connect(self.practice_asked)
        self._report.recipient_asked.connect(self.recipient_asked)
        self._write = button(self.tr("Export workbook…"), self.write_asked.emit, "primary")
        self._content = Panes(settings, "contributions", (self._table, self._report), (760, 350))
        self._no_practice = EmptyState(
            self.tr("No practice in this roundtable yet"),
            self.tr("A contribution holds the practices of the annex, and those mapped to a question or a measure."),
            [],
        )
        self._stack.addWidget(self._content)
        self._stack.addWidget(self._no_practice)
        top = (self._name, self._codes, self._languages, None, self._contacts, self._coverage, self._write)
        self.setLayout(column(command_row(*top), self._stack))

    @property
    @override
    def options(self) -> dict[str, Any]:
        return super().options | {"include_contacts": self._contacts.isChecked()}

    @override
    def open(self, workspace: Workspace | None) -> None:
        self._preview.open(workspace)
        self._contacts.setChecked(False)
        super().open(workspace)

    @override
    def work(self) -> QWidget:
        return self._table if self._stack.currentWidget() is self._content else self._empty

    @override
    def panes(self) -> tuple[QWidget, ...]:
        is_empty = self._stack.currentWidget() is not self._content
        return (self._codes,) if is_empty else (self._codes, self._table, self._report)

    @Slot()
    def refresh(self) -> None:
        """Read again after a contribution was handed over."""
        self._make_stale()

    def _build_table(self) -> None:
        columns: tuple[Column[OutlookRow], ...] = (
            Column("#", lambda row: self.locale().toString(row.number), is_number=True),
            Column(self.tr("Title"), lambda row: row.title or self.tr("(no title)")),
            Column(self.tr("Country"), lambda row: value_texts.some(row.countries, 2)),
            Column(self.tr("State"), lambda row: self.tr("ready") if row.is_ready else self.tr("not ready")),
            Column(self.tr("To check"), lambda row: " · ".join(map(_texts().problem, row.problems))),
            Column(self.tr("Since last sent"), lambda row: _texts().news(row.news)),
        )
        self._model = RowsModel(columns, self)
        self._table = table(self._model, self.tr("Practices of the contribution"), (44, 0, 140, 84, 0, 116))
        self._table.setWordWrap(True)  # what is missing may be more than a line
        self._table.verticalHeader().setDefaultSectionSize(_ROW_HEIGHT)
        self._table.setSelectionMode(self._table.SelectionMode.SingleSelection)
        self._table.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
        self._table.clicked.connect(self._go_to)
        self._table.activated.connect(self._go_to)

    @Slot(QModelIndex)
    def _go_to(self, index: QModelIndex) -> None:
        if self.isVisible():  # where one click activates, the second signal comes when the page is left already
            self.practice_asked.emit(self._model.rows[index.row()].id)

    @override
    def _read_roundtables(self) -> None:
        super()._read_roundtables()
        for choice in (self._languages, self._contacts, self._write):
            choice.setEnabled(bool(self._sizes))

    @override
    def _choose(self, code: str) -> None:
        self._contacts.setChecked(False)
        super()._choose(code)

    @override
    def _refresh(self) -> None:
        if not self._is_stale:
            return
        self._is_stale = False
        if self._workspace and self.code:
            if self._stack.currentWidget() is self._empty:  # which says what may be true no longer
                self._stack.setCurrentWidget(self._content)
            self._preview.ask(self.code)
            return
        self.said.emit("")
        self._model.set_rows(())
        self._stack.setCurrentWidget(self._empty)

    @Slot(object, object)
    def _show(self, code: str, found: "Outlook") -> None:
        if code != self.code:
            return
        at = self._table.currentIndex().row()
        self._model.set_rows(found.rows)
        if found.rows:
            self._table.selectRow(min(max(at, 0), len(found.rows) - 1))
        self._stack.setCurrentWidget(self._content if found.rows or found.earlier else self._no_practice)
        self._report.show_text(partial(_texts().write_outlook, found, self.locale()))
        left = len(found.rows) - found.ready
        shown = self.tr("%n practice(s) in the contribution", "", len(found.rows))
        self.said.emit(self.tr("{shown}, {left} not ready").format(shown=shown, left=self.locale().toString(left)))


def _preview(workspace: Workspace, code: str) -> "Outlook":
    from roundtable.contribution import preview

    return preview.of(workspace, code)


def _texts() -> ModuleType:
    """Import the texts late: the start needs none of them."""
    from ui.contributions import preview_text

    return preview_text
