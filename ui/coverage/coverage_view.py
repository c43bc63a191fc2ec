"""The coverage of a roundtable: where its practices come from and what is missing, as pictures and as tables.

Has it read off the window's thread; a cell leads to its practices, which are shown elsewhere.
"""

from operator import itemgetter
from pathlib import Path

from PySide6.QtCore import QModelIndex, QSettings, Signal, Slot
from PySide6.QtGui import QFont, QGuiApplication, QShowEvent
from PySide6.QtWidgets import QComboBox, QStackedWidget, QTabBar, QTableView, QWidget
from typing_extensions import override

from roundtable.history.undo_steps import ChangeSet
from roundtable.progress import Progress
from roundtable.workspace import Workspace
from ui.base.theme import Theme
from ui.coverage import pictures
from ui.coverage.coverage_sheet import VIEWS, Asked, Sheet, read, view_words
from ui.coverage.picture_area import PictureArea
from ui.dialogs.file_prompts import Prompts
from ui.jobs.background_query import Questions
from ui.jobs.jobs import Jobs
from ui.widgets.build import add_action, button, column, command_row, row, table
from ui.widgets.empty_state import EmptyState
from ui.widgets.line_breaks import OneLine
from ui.widgets.rows_model import Column, RowsModel

TABLES = (
    "mapping",
    "annex_entry",
    "gap",
    "guiding_question",
    "possible_measure",
    "roundtable",
    "practice",
    "practice_country",
    "practice_term",
    "practice_partner",
    "place",
    "place_member",
)
"""What decides how well a question or measure is covered."""
_PICTURE, _TABLE, _NOTHING = range(3)
_SETTING = "coverage/{name}"
_FIRST_WIDTH, _LEAST, _MOST = 320, 96, 220
"""How wide the names are, and the numbers at least and at most: as wide as their heading."""


class CoverageView(QWidget):
    """Show how well the questions and measures of a roundtable are covered."""

    practices_asked = Signal(str)
    """A query for the practices in a cell."""
    failed = Signal(object)
    """A RoundtableError: something could not be done."""
    saved = Signal(object)
    """The path of a picture that is written."""

    def __init__(self, theme: Theme, settings: QSettings, prompts: Prompts, jobs: Jobs, parent: QWidget) -> None:
        super().__init__(parent)
        self._settings = settings
        self._prompts = prompts
        self._jobs = jobs
        self._location = ""
        self._reads: Questions | None = None
        self._roundtable = 0
        self.sheet: Sheet | None = None
        """What is shown; None while nothing is."""
        self._is_stale = True
        self._picture = PictureArea(theme, self.tr("Coverage"))
        self._picture.moved.connect(self._say_cell)
        self._picture.asked.connect(self._ask_practices)
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
        """Return what the focus goes to."""
        shown = self._stack.currentWidget()
        return self._choice if shown is self._empty or shown is None else shown

    def open(self, workspace: Workspace | None) -> None:
        """Show another workspace, or that none is open; a roundtable is named after that."""
        if self._reads:
            self._reads.close()
            self._reads.deleteLater()
        self._reads = Questions(workspace.location, read, self) if workspace else None
        self._location = workspace.location if workspace else ""
        self._roundtable = 0
        self._show_sheet(None)
        if self._reads:
            self._reads.answered.connect(self._show_read)
            self._reads.failed.connect(self.failed)

    def show_roundtable(self, key: int) -> None:
        """Show the coverage of the roundtable with a key; 0 for none."""
        if key != self._roundtable:
            self._roundtable = key
            self._show_sheet(None)
            self._read_again()

    def reload(self, change_set: ChangeSet) -> None:
        """Read again what a change concerns."""
        if change_set.touches(*TABLES):
            self._read_again()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_stale:
            self._read_again()

    def _build_choices(self) -> QWidget:
        self._choice = QComboBox()
        self._choice.setAccessibleName(self.tr("Coverage by"))
        for view in VIEWS:
            self._choice.addItem(view_words(view), view)
        self._choice.setCurrentIndex(max(0, self._choice.findData(self._settings.value(_SETTING.format(name="view")))))
        self._choice.currentIndexChanged.connect(self._choose_view)
        self._tabs = QTabBar()
        self._tabs.setAccessibleName(self.tr("Picture or table"))
        self._tabs.setDrawBase(False)
        self._tabs.addTab(self.tr("Picture"))
        self._tabs.addTab(self.tr("Table"))
        is_table = self._settings.value(_SETTING.format(name="form")) == "table"
        self._tabs.setCurrentIndex(_TABLE if is_table else _PICTURE)
        self._tabs.currentChanged.connect(self._choose_form)
        self._copy = button(self.tr("Copy table"), self._copy_table)
        self._save = button(self.tr("Save picture…"), self._ask_file)
        return command_row(self._choice, self._tabs, None, self._copy, self._save)

    def _choose_view(self) -> None:
        self._settings.setValue(_SETTING.format(name="view"), self._choice.currentData())
        self._picture.current = (0, 0)
        self._read_again()

    def _choose_form(self, form: int) -> None:
        self._settings.setValue(_SETTING.format(name="form"), "table" if form == _TABLE else "picture")
        if self.sheet is not None:
            self._stack.setCurrentIndex(form)
            self._say_current()

    def _read_again(self) -> None:
        """Have the coverage read; while it is not seen, that would only hold up others."""
        self._is_stale = not self.isVisible()
        if not self._is_stale and self._reads and self._roundtable:
            self._reads.ask(Asked(self._roundtable, str(self._choice.currentData())))

    @Slot(object, object)
    def _show_read(self, asked: Asked, sheet: Sheet) -> None:
        if asked.roundtable == self._roundtable:
            self._show_sheet(sheet if sheet.picture.rows else None)

    def _show_sheet(self, sheet: Sheet | None) -> None:
        is_other = sheet is None or self.sheet is None or sheet.headings != self.sheet.headings
        self.sheet = sheet
        for made in (self._copy, self._save):
            made.setEnabled(sheet is not None)
        if sheet is None:
            self._stack.setCurrentIndex(_NOTHING)
            self._cell.say("")
            return
        if is_other:
            self._build_table(sheet)
        self._model.set_rows(sheet.rows)
        self._picture.show_picture(sheet.picture, sheet.said)
        self._stack.setCurrentIndex(self._tabs.currentIndex())
        self._say_current()

    def _build_table(self, sheet: Sheet) -> None:
        """Make a table of the sheet's columns in the place of the one before."""
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
        header.resizeSection(0, _FIRST_WIDTH)
        self._table.selectionModel().currentChanged.connect(self._say_index)
        self._table.doubleClicked.connect(self._ask_index)
        add_action(self._table, self.tr("Show practices"), self._ask_current, "Return", "Enter")
        add_action(self._table, self.tr("Copy table"), self._copy_table, "Ctrl+C")
        self._stack.insertWidget(_TABLE, self._table)

    def _copy_table(self) -> None:
        """Copy the chosen rows with their headings, all of them where not more than one cell is chosen."""
        if self.sheet is None:
            return
        chosen = self._table.selectionModel().selectedIndexes()
        numbers = sorted({index.row() for index in chosen}) if len(chosen) > 1 else range(len(self.sheet.rows))
        lines = [self.sheet.headings, *(self.sheet.rows[number] for number in numbers)]
        QGuiApplication.clipboard().setText("\n".join("\t".join(line) for line in lines))

    def _say_current(self) -> None:
        if self._stack.currentIndex() == _TABLE:
            self._say_index(self._table.currentIndex())
        else:
            self._say_cell(*self._picture.current)

    def _say_index(self, index: QModelIndex) -> None:
        if index.isValid() and index.column() > 0:
            self._say_cell(index.row(), index.column() - 1)
        else:
            self._cell.say("")

    def _say_cell(self, line: int, at: int) -> None:
        self._cell.say(self.sheet.said(line, at) if self.sheet else "")

    def _ask_current(self) -> None:
        self._ask_index(self._table.currentIndex())

    def _ask_index(self, index: QModelIndex) -> None:
        if index.isValid() and index.column() > 0:
            self._ask_practices(index.row(), index.column() - 1)

    def _ask_practices(self, line: int, at: int) -> None:
        if self.sheet and (query := self.sheet.query(line, at)):
            self.practices_asked.emit(query)

    def _ask_file(self) -> None:
        if self.sheet:
            filters = self.tr("PNG picture (*.png);;SVG drawing (*.svg)")
            name = f"{self.sheet.picture.title}.png".replace("/", "-")
            self._prompts.new_file("pictures", self.tr("Save picture"), filters, name, self._save_picture)

    def _save_picture(self, file: Path) -> None:
        if self.sheet is None:
            return
        picture, font = self.sheet.picture, QFont(self.font())

        def work(_workspace: Workspace, _progress: Progress) -> Path:
            pictures.save(picture, font, file)
            return file

        self._jobs.start(self.tr("Saving the picture"), self._location, work, self.saved.emit, self.failed.emit)
