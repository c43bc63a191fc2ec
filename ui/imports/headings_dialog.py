"""Dialog that asks where the headings of a workbook are, and what each of its columns is; the answer is remembered."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSignalBlocker, Signal, Slot
from PySide6.QtWidgets import QComboBox, QFormLayout, QScrollArea, QSplitter, QTableView, QWidget

from roundtable.contribution import own_columns
from roundtable.contribution_intake import reader
from roundtable.contribution_intake.reader import SheetHead
from roundtable.errors import RoundtableError
from roundtable.progress import Progress
from roundtable.workspace import Workspace
from ui.base.theme import Theme
from ui.base.value_texts import translate
from ui.dialogs.dialog import Dialog
from ui.imports.column_table import meaning_choice
from ui.jobs.jobs import Job, Jobs
from ui.widgets.combo_box import ComboBox
from ui.widgets.factories import button, label, row, table
from ui.widgets.message_bar import MessageBar
from ui.widgets.rows_model import Column, RowsModel

_SHOWN_COLUMNS = 8


class HeadingsDialog(Dialog):
    """Show the first rows of each sheet; the chosen row holds the headings."""

    remembered = Signal()
    """What was said is kept in the workspace: the file can be read now."""

    def __init__(self, file: Path, location: str, *, jobs: Jobs, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent, translate("HeadingsDialog", "Headings of the workbook"), (820, 520))
        self._file, self._location = file, location
        self._heads: Sequence[SheetHead] = ()
        self._choices: dict[int, QComboBox] = {}
        self._bar = MessageBar(theme, self)
        self._sheet = ComboBox()
        self._sheet.setAccessibleName(self.tr("Sheet"))
        self._sheet.currentIndexChanged.connect(self._show_sheet)
        self._model = RowsModel(self._columns(), self)
        self._rows = self._made_table()
        self._area = QScrollArea(widgetResizable=True)
        self._area.setFrameShape(QScrollArea.Shape.NoFrame)
        self._area.setAccessibleName(self.tr("Columns"))
        split = QSplitter()
        split.addWidget(self._rows)
        split.addWidget(self._area)
        split.setChildrenCollapsible(False)
        split.setSizes([460, 340])
        self._do = button(self.tr("&Read with these headings"), self._remember, "primary")
        self._do.setEnabled(False)
        asked = label(self.tr("&Sheet:"))
        asked.setBuddy(self._sheet)
        asked.setWordWrap(False)
        advice = label(self.tr("Choose the heading row and what each column holds; one must be the title."))
        cancel = button(self.tr("Cancel"), self.reject)
        self.lay_out(
            self._bar, advice, row(asked, self._sheet, None), split, buttons=(None, cancel, self._do), stretched=split
        )
        self._job: Job = jobs.start(
            self.tr("Reading the workbook"), location, self._read, self._show, self._bar.show_error, is_preview=True
        )
        self.finished.connect(self._job.cancel)

    def _columns(self) -> list[Column[tuple[int, dict[int, str]]]]:
        def text(number: int, one: tuple[int, dict[int, str]]) -> str:
            return " ".join(one[1].get(number, "").split())

        shown = [Column[tuple[int, dict[int, str]]](self.tr("Row"), lambda one: str(one[0]))]
        letters = (chr(ord("A") + number - 1) for number in range(1, _SHOWN_COLUMNS + 1))
        return shown + [Column(letter, partial(text, number)) for number, letter in enumerate(letters, 1)]

    def _made_table(self) -> QTableView:
        made = table(self._model, self.tr("First rows of the sheet"), (48, *[130] * _SHOWN_COLUMNS))
        made.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        made.selectionModel().currentRowChanged.connect(self._show_columns)
        return made

    def _read(self, _workspace: Workspace, _progress: Progress) -> list[SheetHead]:
        return reader.heads(self._file)

    @Slot(object)
    def _show(self, heads: Sequence[SheetHead]) -> None:
        self._heads = heads
        with QSignalBlocker(self._sheet):
            self._sheet.addItems([head.name for head in heads])
        self._show_sheet()
        self._rows.setFocus()

    @property
    def _head(self) -> SheetHead | None:
        number = self._sheet.currentIndex()
        return self._heads[number] if 0 <= number < len(self._heads) else None

    @Slot()
    def _show_sheet(self) -> None:
        head = self._head
        self._model.set_rows([(number, dict(texts)) for number, texts in head.rows.items()] if head else [])
        last = max((number for _, texts in self._model.rows for number in texts), default=0)
        for number in range(1, _SHOWN_COLUMNS + 1):
            self._rows.setColumnHidden(number, number > last)
        widest = max(range(len(self._model.rows)), key=lambda at: len(self._model.rows[at][1]), default=-1)
        self._rows.selectRow(widest)

    @Slot()
    def _show_columns(self) -> None:
        """Ask about the columns under the headings of the chosen row."""
        head, at = self._head, self._rows.currentIndex().row()
        form = QFormLayout()
        form.setContentsMargins(12, 0, 12, 0)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self._choices = {}
        if head is not None and at >= 0:
            number, texts = self._model.rows[at]
            for column, key in head.keys(number).items():
                known = key if key in own_columns.KEYS else own_columns.NOTE
                self._choices[column] = choice = meaning_choice(texts[column], known)
                choice.currentIndexChanged.connect(self._allow)
                form.addRow(" ".join(texts[column].split())[:40], choice)
        page = QWidget()
        page.setLayout(form)
        self._area.setWidget(page)
        self._allow()

    @Slot()
    def _allow(self) -> None:
        self._do.setEnabled("title" in {choice.currentData() for choice in self._choices.values()})

    def _remember(self) -> None:
        _, texts = self._model.rows[self._rows.currentIndex().row()]
        sender = own_columns.sender_of(texts.values())
        meanings = {(sender, texts[column]): choice.currentData() for column, choice in self._choices.items()}
        try:
            with Workspace.open(self._location) as workspace:
                own_columns.remember(workspace, meanings)
        except RoundtableError as error:
            self._bar.show_error(error)
            return
        self.accept()
        self.remembered.emit()
