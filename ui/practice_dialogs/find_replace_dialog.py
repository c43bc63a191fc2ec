"""Find and replace: what to find, where, and every text as it is and as it would be.

Shows and asks; nothing is written here.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QTimer, Signal, Slot
from PySide6.QtGui import QFont, QPainter, QTextCharFormat
from PySide6.QtWidgets import QCheckBox, QComboBox, QDialog, QHeaderView, QLineEdit, QStyleOptionViewItem, QWidget
from typing_extensions import override

from roundtable.history import practice_versions
from roundtable.history.practice_versions import Piece
from roundtable.history.undo_steps import ChangeSet
from roundtable.practices import practice_edits
from roundtable.practices.practice_edits import Replacement
from roundtable.progress import Progress
from roundtable.workspace import Workspace
from ui.base.theme import Theme
from ui.jobs.background_query import Questions
from ui.practice_table.practice_cells import Cell, marked
from ui.widgets.build import button, column, label, row, table
from ui.widgets.reading_pane import look_of_change
from ui.widgets.record_text import field_label
from ui.widgets.rows_model import Column, RowsModel

_PAUSE_MS = 150
_AROUND = 30
"""How many characters are shown before the first change of a text."""


@dataclass(frozen=True, slots=True)
class Replacing:
    """Hold what was asked for."""

    keys: Sequence[int]
    find: str
    by: str
    whole_words: bool
    any_case: bool

    def preview(self, workspace: Workspace) -> list[Replacement]:
        """Show what would change."""
        return practice_edits.replacements(
            workspace, self.keys, self.find, self.by, whole_words=self.whole_words, any_case=self.any_case
        )

    def apply(self, workspace: Workspace, progress: Progress) -> ChangeSet:
        """Change it."""
        return practice_edits.edit_many(
            workspace,
            self.keys,
            *practice_edits.find_and_replace(self.find, self.by, whole_words=self.whole_words, any_case=self.any_case),
            progress=progress,
        )


class ReplaceDialog(QDialog):
    """Show what would change while it is typed; it is done only with the button."""

    asked = Signal(object)
    """A ``Replacing`` that is to be done."""
    failed = Signal(object)
    """A RoundtableError that came while looking."""

    def __init__(
        self, location: str, selected: Sequence[int], shown: Sequence[int], theme: Theme, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Find and replace"))
        self.resize(940, 560)
        self._questions = Questions(location, lambda workspace, wanted: wanted.preview(workspace), self)
        self._questions.answered.connect(self._show_preview)
        self._questions.failed.connect(self.failed)
        self.finished.connect(self._questions.close)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._look)
        self._find, self._by = self._field(self.tr("Find")), self._field(self.tr("Replace by"))
        self._whole = self._check(self.tr("Whole &words"))
        self._case = self._check(self.tr("&Match case"))
        self._where = self._scopes(selected, shown)
        self._model = self._preview_model()
        self._found = label(kind="caption")
        self._do = button(self.tr("Replace"), self._act, "primary")
        self.setLayout(
            column(
                row(self._find, self._by, spacing=12),
                row(self._where, self._whole, self._case, None, spacing=16),
                self._found,
                self._preview(theme),
                row(None, button(self.tr("Close"), self.reject), self._do),
                margins=(16, 16, 16, 16),
                spacing=12,
            )
        )
        self._find.setFocus()
        self._look()

    def _field(self, words: str) -> QLineEdit:
        made = QLineEdit()
        made.setPlaceholderText(words)
        made.setAccessibleName(words)
        made.textChanged.connect(self._wait)
        return made

    def _check(self, words: str) -> QCheckBox:
        made = QCheckBox(words)
        made.toggled.connect(self._wait)
        return made

    def _scopes(self, selected: Sequence[int], shown: Sequence[int]) -> QComboBox:
        made = QComboBox()
        made.setAccessibleName(self.tr("Where to look"))
        made.addItem(self.tr("In all %n practice(s) listed", "", len(shown)), shown)
        if selected:
            made.addItem(self.tr("In the %n practice(s) selected", "", len(selected)), selected)
            made.setCurrentIndex(1 if len(selected) > 1 else 0)
        made.currentIndexChanged.connect(self._wait)
        return made

    def _preview_model(self) -> RowsModel[Replacement]:
        columns = (
            Column[Replacement](self.tr("Practice"), lambda one: one.title or self.tr("(no title)")),
            Column[Replacement](self.tr("Field"), lambda one: field_label(one.field)),
            Column[Replacement](self.tr("Before"), lambda one: one.before),
            Column[Replacement](self.tr("After"), lambda one: one.after),
        )
        return RowsModel(columns, self)

    def _preview(self, theme: Theme) -> QWidget:
        made = table(self._model, self.tr("What would change"))
        self._cells = [WordsCell(theme, self._model, side, self) for side in ("removed", "added")]
        for section, cell in enumerate(self._cells, 2):
            made.setItemDelegateForColumn(section, cell)
            made.horizontalHeader().setSectionResizeMode(section, QHeaderView.ResizeMode.Stretch)
        made.horizontalHeader().resizeSection(0, 200)
        made.horizontalHeader().resizeSection(1, 90)
        return made

    def _wanted(self) -> Replacing:
        return Replacing(
            self._where.currentData(),
            self._find.text(),
            self._by.text(),
            self._whole.isChecked(),
            not self._case.isChecked(),
        )

    def _wait(self) -> None:
        self._do.setEnabled(False)
        self._pause.start()

    @Slot()
    def _look(self) -> None:
        if self._find.text():
            self._questions.ask(self._wanted())
        else:
            self._show_preview(self._wanted(), [])

    @Slot(object, object)
    def _show_preview(self, wanted: Replacing, found: list[Replacement]) -> None:
        if wanted != self._wanted():
            return
        self._model.set_rows(found)
        self._do.setEnabled(bool(found))
        practices = len({one.key for one in found})
        texts = self.tr("%n text(s)", "", len(found))
        said = self.tr("{texts} in %n practice(s) would change", "", practices).format(texts=texts)
        self._found.setText(said if wanted.find else self.tr("Type what to find; every change is shown here first."))

    def _act(self) -> None:
        self.accept()
        self.asked.emit(self._wanted())


class WordsCell(Cell):
    """Paint one side of a replacement from shortly before its first change on, the changed words marked."""

    def __init__(
        self, theme: Theme, model: RowsModel[Replacement], side: Literal["removed", "added"], parent: QWidget
    ) -> None:
        super().__init__(theme, parent)
        self._model = model
        self._side = side

    @override
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        self.paint_ground(painter, option, index)
        one = self._model.rows[index.row()]
        shown = list(_excerpt(_pieces(one.before, one.after), self._side))
        looks = [(text, look_of_change(kind, QTextCharFormat(), self._theme)) for kind, text in shown]
        self.paint_line(painter, option, "".join(text for text, _ in looks), QFont(option.font), marked(looks))


@lru_cache(maxsize=512)
def _pieces(before: str, after: str) -> tuple[Piece, ...]:
    return tuple(practice_versions.pieces(before, after))


def _excerpt(pieces: Sequence[Piece], side: Literal["removed", "added"]) -> Iterator[Piece]:
    """Give one side of a change on one line, cut short at its beginning."""
    for position, (kind, text) in enumerate(pieces):
        line = " ".join(text.split("\n"))
        if kind == "kept" and position == 0 and len(line) > _AROUND:
            yield kind, "…" + line[-_AROUND:]
        elif kind in ("kept", side):
            yield kind, line
