"""The next contribution to a roundtable: what it holds, what is missing in it, and what is new since the last.

Looks and asks; the workbook is written by the exporter.
"""

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QModelIndex, QSettings, Qt, Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QCheckBox, QHeaderView, QStackedWidget, QWidget
from typing_extensions import override

from roundtable.agenda import roundtable_store
from roundtable.history.undo_steps import ChangeSet
from roundtable.workspace import Workspace
from ui.base import value_texts
from ui.base.theme import Theme
from ui.jobs.background_query import Questions
from ui.pages.export_page import ExportPage
from ui.widgets.build import button, column, command_row, label, table
from ui.widgets.empty_state import EmptyState
from ui.widgets.panes import Panes
from ui.widgets.reading_pane import ReadingPane, Writer
from ui.widgets.rows_model import Column, RowsModel

if TYPE_CHECKING:
    from roundtable.contribution.preview import Outlook, OutlookRow

_EMPTY, _CONTENT, _NONE = range(3)
_FEW = 500
"""So many practices are counted for the rail though the page is not looked at; more would slow other work down."""


class _Question(NamedTuple):
    code: str


class ContributionsPage(ExportPage):
    """Show what the next contribution to one roundtable holds, and let it be written."""

    write_asked = Signal()
    practice_asked = Signal(str)
    """The identity of a practice to go to."""

    def __init__(self, theme: Theme, settings: QSettings, empty: EmptyState, parent: QWidget) -> None:
        super().__init__(parent)
        self._coverage.setToolTip(self.tr("Two more sheets: what is covered, and what is missing."))
        self._workspace: Workspace | None = None
        self._questions: Questions | None = None
        self._sizes: dict[str, int] = {}
        self._is_stale = True
        self._contacts = QCheckBox(self.tr("Take contacts along"))
        self._contacts.setAccessibleName(self.tr("Take contacts along"))
        self._contacts.setToolTip(self.tr("Contacts of persons leave this workspace only where you choose so here."))
        self._build_table()
        self._told = ReadingPane(theme, self.tr("State of the contribution"), self)
        self._told.practice_asked.connect(self.practice_asked)
        name = label(self.tr("Contributions"), name="page_name")
        name.setWordWrap(False)
        self._write = button(self.tr("Write workbook…"), self.write_asked.emit, "primary")
        self._empty = empty
        self._none = EmptyState(
            self.tr("No practice in this roundtable yet"),
            self.tr("A contribution holds the practices of the annex, and those mapped to a question or a measure."),
            [],
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(empty)
        self._stack.addWidget(Panes(settings, "contributions", (self._table, self._told), (760, 350)))
        self._stack.addWidget(self._none)
        top = command_row(name, self._codes, self._languages, None, self._contacts, self._coverage, self._write)
        self.setLayout(column(top, self._stack))

    @property
    def has_contacts(self) -> bool:
        """Tell whether the person wants contacts to go along."""
        return self._contacts.isChecked()

    @override
    def open(self, workspace: Workspace | None) -> None:
        if self._questions:
            self._questions.close()
            self._questions.deleteLater()
        self._workspace = workspace
        self._questions = Questions(workspace.location, _look, self) if workspace else None
        if self._questions:
            self._questions.answered.connect(self._show)
            self._questions.failed.connect(self.failed)
        self._contacts.setChecked(False)
        self._read_again()

    @override
    def reload(self, change_set: ChangeSet) -> None:
        if change_set.touches("roundtable", "annex_entry"):  # what the list of roundtables is made of
            self._read_again()
        else:
            self._make_stale()

    @override
    def panes(self) -> tuple[QWidget, ...]:
        if self._stack.currentIndex() != _CONTENT:
            return (self._codes,)
        return (self._codes, self._table, self._told)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._refresh()

    @Slot()
    def refresh(self) -> None:
        """Look again: something was handed over."""
        self._make_stale()

    def _build_table(self) -> None:
        self._model = RowsModel["OutlookRow"](
            (
                Column("#", lambda row: self.locale().toString(row.number), is_number=True),
                Column(self.tr("Title"), lambda row: row.title or self.tr("(no title)")),
                Column(self.tr("Country"), lambda row: value_texts.some(row.countries, 2)),
                Column(self.tr("State"), lambda row: self.tr("ready") if row.is_ready else self.tr("not ready")),
                Column(self.tr("What is missed"), _missed),
                Column(self.tr("Since the last"), _news),
            ),
            self,
        )
        self._table = table(self._model, self.tr("Practices of the contribution"))
        self._table.setSelectionMode(self._table.SelectionMode.SingleSelection)
        header = self._table.horizontalHeader()
        for section in (1, 4):
            header.setSectionResizeMode(section, QHeaderView.ResizeMode.Stretch)
        for section, width in ((0, 44), (2, 110), (3, 84), (5, 104)):
            header.resizeSection(section, width)
        self._table.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
        self._table.clicked.connect(self._go_to)
        self._table.activated.connect(self._go_to)

    @Slot(QModelIndex)
    def _go_to(self, index: QModelIndex) -> None:
        if self.isVisible():  # where one click activates, the second signal comes when the page is left already
            self.practice_asked.emit(self._model.rows[index.row()].id)

    def _read_again(self) -> None:
        rows = roundtable_store.listing(self._workspace) if self._workspace else []
        self._sizes = {row.code: row.practices for row in rows}
        self._codes.set_codes(list(self._sizes))
        for choice in (self._languages, self._contacts, self._write):
            choice.setEnabled(bool(rows))
        self._make_stale()

    @override
    def _choose(self, code: str) -> None:
        self._contacts.setChecked(False)
        self.chosen.emit(code)
        self._make_stale()

    def _make_stale(self) -> None:
        self._is_stale = True
        if self.isVisible() or self._sizes.get(self.code, 0) <= _FEW:
            self._refresh()

    def _refresh(self) -> None:
        if not self._is_stale:
            return
        self._is_stale = False
        if self._questions is None or not self.code:
            self.counted.emit(None)
            self.said.emit("")
            self._model.set_rows(())
            self._stack.setCurrentIndex(_EMPTY)
            return
        self._questions.ask(_Question(self.code))

    @Slot(object, object)
    def _show(self, question: _Question, found: "Outlook") -> None:
        if question.code != self.code:
            return
        at = self._table.currentIndex().row()
        self._model.set_rows(found.rows)
        if found.rows:
            self._table.selectRow(min(max(at, 0), len(found.rows) - 1))
        has_anything = bool(found.rows or found.earlier)
        self._stack.setCurrentIndex(_CONTENT if has_anything else _NONE)
        self._told.show_text(partial(self._tell, found))
        left = len(found.rows) - found.ready
        self.counted.emit(left)
        shown = self.tr("%n practice(s) in the contribution", "", len(found.rows))
        self.said.emit(self.tr("{shown}, {left} not ready").format(shown=shown, left=self.locale().toString(left)))

    def _tell(self, found: "Outlook", writer: Writer) -> None:
        from ui.contributions.preview_text import write_outlook

        write_outlook(found, self.locale(), writer)


def _look(workspace: Workspace, question: _Question) -> "Outlook":
    from roundtable.contribution import preview

    return preview.of(workspace, question.code)


def _missed(row: "OutlookRow") -> str:
    from ui.contributions.preview_text import problem

    return " · ".join(map(problem, row.problems))


def _news(row: "OutlookRow") -> str:
    from ui.contributions.preview_text import news

    return news(row.news)
