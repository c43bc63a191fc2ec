"""Coverage view: where a roundtable's practices come from and what is missing, as pictures and tables."""

from operator import itemgetter
from pathlib import Path

from PySide6.QtCore import QSettings, Signal, Slot
from PySide6.QtGui import QFont, QGuiApplication, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QTableView, QWidget
from typing_extensions import override

from roundtable.history.undo_steps import ChangeSet
from roundtable.progress import Progress
from roundtable.workspace import Workspace
from ui.base.theme import Theme
from ui.coverage import pictures
from ui.coverage.coverage_sheet import VIEWS, CoverageQuery, Sheet, read, view_name
from ui.coverage.picture_area import PictureArea
from ui.dialogs.file_prompts import Prompts
from ui.jobs.background_query import BackgroundQuery
from ui.jobs.jobs import Jobs
from ui.widgets.combo_box import ComboBox
from ui.widgets.empty_state import EmptyState
from ui.widgets.factories import add_action, button, column, command_row, row, tab_bar, table
from ui.widgets.line_breaks import OneLine
from ui.widgets.rows_model import Column, RowsModel

_MAPPING_TABLES = ("mapping", "annex_entry", "gap", "guiding_question", "possible_measure", "roundtable")
_PRACTICE_TABLES = ("practice", "practice_country", "practice_term", "practice_partner", "place", "place_member")
_PICTURE, _TABLE, _NOTHING = range(3)
_VIEW_SETTING, _FORM_SETTING = "coverage/view", "coverage/form"
_FIRST_WIDTH, _MOST_FIRST_WIDTH, _LEAST, _MOST = 320, 720, 96, 220
"""The width of the names, and the least and most of the numbers, which are as wide as their heading."""


class CoverageView(QWidget):
    """Show how well the questions and measures of a roundtable are covered."""

    practices_asked = Signal(str)
    """A query for the practices of a cell."""
    failed = Signal(object)
    saved = Signal(object)
    """The path of a picture file written."""

    def __init__(self, theme: Theme, settings: QSettings, prompts: Prompts, jobs: Jobs, parent: QWidget) -> None:
        super().__init__(parent)
        self._settings = settings
        self._prompts = prompts
        self._jobs = jobs
        self._location = ""
        self._query = BackgroundQuery(None, read, self)
        self._query.answered.connect(self._show_answer)
        self._query.failed.connect(self.failed)
        self._roundtable = 0
        self.sheet: Sheet | None = None
        self._is_stale = True
        self._picture = PictureArea(theme, self.tr("Coverage"))
        self._picture.moved.connect(self._describe_current)
        self._picture.activated.connect(self._ask_practices)
        self._empty = EmptyState(
            self.tr("Nothing to cover yet"),
            self.tr("Coverage counts the practices that answer a roundtable's questions and measures."),
            [],
        )
        self._stack = QStackedWidget()
        for shown in (self._picture, QWidget(), self._empty):
            self._stack.addWidget(shown)
        self._cell = OneLine()
        self.setLayout(column(self._build_choices(), self._stack, row(self._cell, margins=(16, 4, 16, 4))))
        self._show_sheet(None)

    @property
    def pane(self) -> QWidget:
        """Return the widget that takes the focus."""
        return (self._stack.currentWidget() if self.sheet else None) or self._choice

    def open(self, workspace: Workspace | None) -> None:
        """Show another workspace, or none, without a roundtable yet."""
        self._query.open(workspace)
        self._location = workspace.location if workspace else ""
        self._roundtable = 0
        self._show_sheet(None)

    def show_roundtable(self, key: int) -> None:
        """Show the coverage of a roundtable by its key; 0 for none."""
        if key != self._roundtable:
            self._roundtable = key
            self._show_sheet(None)
            self._refresh()

    def reload(self, change_set: ChangeSet) -> None:
        """Read again what a change concerns."""
        if change_set.touches(*_MAPPING_TABLES, *_PRACTICE_TABLES):
            self._refresh()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_stale:
            self._refresh()

    def _build_choices(self) -> QWidget:
        self._choice = ComboBox()
        self._choice.setAccessibleName(self.tr("Coverage by"))
        for view in VIEWS:
            self._choice.addItem(view_name(view), view)
        self._choice.setCurrentIndex(max(0, self._choice.findData(self._settings.value(_VIEW_SETTING))))
        self._choice.currentIndexChanged.connect(self._choose_view)
        self._tabs = tab_bar(self.tr("Chart or table"), (self.tr("Chart"), self.tr("Table")))
        self._tabs.setCurrentIndex(_TABLE if self._settings.value(_FORM_SETTING) == "table" else _PICTURE)
        self._tabs.currentChanged.connect(self._choose_form)
        self._copy = button(self.tr("Copy table"), self._copy_table)
        self._save = button(self.tr("Save chart…"), self._ask_file)
        return command_row(self._choice, self._tabs, None, self._copy, self._save)

    def _choose_view(self) -> None:
        self._settings.setValue(_VIEW_SETTING, self._choice.currentData())
        self._picture.current = (0, 0)
        self._refresh()

    def _choose_form(self, form: int) -> None:
        self._settings.setValue(_FORM_SETTING, "table" if form == _TABLE else "picture")
        if self.sheet is not None:
            self._stack.setCurrentIndex(form)
            self._describe_current()

    def _refresh(self) -> None:
        """Read the coverage in the background; hidden, it stays stale, for reading holds up others."""
        self._is_stale = not self.isVisible()
        if not self._is_stale and self._roundtable:
            self._query.ask(CoverageQuery(self._roundtable, str(self._choice.currentData())))

    @Slot(object, object)
    def _show_answer(self, query: CoverageQuery, sheet: Sheet) -> None:
        if query.roundtable == self._roundtable:
            self._show_sheet(sheet if sheet.picture.rows else None)

    def _show_sheet(self, sheet: Sheet | None) -> None:
        is_other = sheet is None or self.sheet is None or sheet.headings != self.sheet.headings
        self.sheet = sheet
        for one in (self._copy, self._save):
            one.setEnabled(sheet is not None)
        if sheet is None:
            self._stack.setCurrentIndex(_NOTHING)
            self._describe_current()
            return
        if is_other:
            self._build_table(sheet)
        self._model.set_rows(sheet.rows)
        self._picture.show_picture(sheet.picture, sheet.description)
        self._stack.setCurrentIndex(self._tabs.currentIndex())
        self._describe_current()

    def _build_table(self, sheet: Sheet) -> None:
        """Replace the table by one of the sheet's columns."""
        columns = [
            Column[tuple[str, ...]](heading, itemgetter(at), is_number=at > 0)
            for at, heading in enumerate(sheet.headings)
        ]
        if old := self._stack.widget(_TABLE):
            self._stack.removeWidget(old)
            old.setParent(None)
            old.deleteLater()
        self._model = RowsModel[tuple[str, ...]](columns, self)
        self._table = table(self._model, self.tr("Coverage"))
        self._table.setSelectionBehavior(QTableView.SelectionBehavior.SelectItems)
        header = self._table.horizontalHeader()
        for section in range(1, len(sheet.headings)):
            header.resizeSection(section, min(max(_LEAST, header.sectionSizeHint(section)), _MOST))
        room = self._stack.width() - header.length() + header.sectionSize(0)
        header.resizeSection(0, min(max(_FIRST_WIDTH, room), _MOST_FIRST_WIDTH))
        self._table.selectionModel().currentChanged.connect(self._describe_current)
        self._table.doubleClicked.connect(self._ask_practices)
        add_action(self._table, self.tr("Show practices"), self._ask_practices, "Return", "Enter")
        add_action(self._table, self.tr("Copy table"), self._copy_table, "Ctrl+C")
        self._stack.insertWidget(_TABLE, self._table)

    def _copy_table(self) -> None:
        """Copy the headings and the selected rows; all rows where at most one cell is selected."""
        if self.sheet is None:
            return
        selected = self._table.selectionModel().selectedIndexes()
        numbers = sorted({index.row() for index in selected}) if len(selected) > 1 else range(len(self.sheet.rows))
        lines = [self.sheet.headings, *(self.sheet.rows[number] for number in numbers)]
        QGuiApplication.clipboard().setText("\n".join("\t".join(line) for line in lines))

    def _current(self) -> tuple[int, int] | None:
        """Return row and column of the current number; None on a row's name."""
        if self._stack.currentIndex() != _TABLE:
            return self._picture.current
        index = self._table.currentIndex()
        return (index.row(), index.column() - 1) if index.column() > 0 else None

    def _describe_current(self) -> None:
        current = self._current()
        self._cell.say(self.sheet.description(*current) if self.sheet and current else "")

    def _ask_practices(self) -> None:
        current = self._current()
        if self.sheet and current and (query := self.sheet.queries[current[0]][current[1]]):
            self.practices_asked.emit(query)

    def _ask_file(self) -> None:
        if self.sheet:
            filters = self.tr("PNG image (*.png);;SVG image (*.svg)")
            name = f"{self.sheet.picture.title}.png".replace("/", "-")
            self._prompts.new_file("pictures", self.tr("Save chart"), filters, name, self._save_picture)

    def _save_picture(self, file: Path) -> None:
        if self.sheet is None:
            return
        picture, font = self.sheet.picture, QFont(self.font())

        def work(_workspace: Workspace, _progress: Progress) -> Path:
            pictures.save(picture, font, file)
            return file

        self._jobs.start(self.tr("Saving the chart"), self._location, work, self.saved.emit, self.failed.emit)
