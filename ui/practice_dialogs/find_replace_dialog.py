"""Find and replace in practices: text, replacement and scope, with every change previewed before and after."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

from PySide6.QtCore import QCoreApplication, QModelIndex, QPersistentModelIndex, QTimer, Slot
from PySide6.QtGui import QFont, QPainter, QTextCharFormat
from PySide6.QtWidgets import QBoxLayout, QCheckBox, QComboBox, QLineEdit, QStyleOptionViewItem, QWidget
from typing_extensions import override

from roundtable.history import practice_versions
from roundtable.history.practice_versions import Piece
from roundtable.history.undo_steps import ChangeSet
from roundtable.practices import practice_edits
from roundtable.practices.practice_edits import Replacement
from roundtable.progress import Progress
from roundtable.workspace import Workspace
from ui.base.theme import Theme
from ui.practice_dialogs.preview_dialog import PreviewDialog
from ui.practice_table.practice_cells import Cell, marked
from ui.widgets.combo_box import ComboBox
from ui.widgets.factories import button, column, label, row, table
from ui.widgets.reading_pane import look_of_change
from ui.widgets.record_text import field_label
from ui.widgets.rows_model import Column, RowsModel

translate = QCoreApplication.translate
_AROUND = 20
"""How many characters are shown before the first change of a text."""
_LOOKING_AFTER_MS = 300
"""How long looking takes before it is told: what is found at once is shown without a flicker."""


class ReplaceRequest(NamedTuple):
    """Describe a replacement in practices."""

    keys: Sequence[int]
    find: str
    by: str
    whole_words: bool
    any_case: bool

    def preview(self, workspace: Workspace) -> list[Replacement]:
        """Return what would change."""
        return practice_edits.replacements(workspace, **self._asdict())

    def apply(self, workspace: Workspace, progress: Progress) -> ChangeSet:
        """Make the change."""
        return practice_edits.edit_many(
            workspace,
            self.keys,
            *practice_edits.find_and_replace(self.find, self.by, whole_words=self.whole_words, any_case=self.any_case),
            progress=progress,
        )


class ReplaceDialog(PreviewDialog):
    """Ask for text, replacement and scope, and preview the changes."""

    def __init__(
        self, location: str, selected: Sequence[int], shown: Sequence[int], theme: Theme, parent: QWidget
    ) -> None:
        title, do = translate("ReplaceDialog", "Find and replace"), translate("ReplaceDialog", "Replace")
        super().__init__(parent, title, (940, 560), location, do)
        self._find, self._by = self._field(self.tr("Find")), self._field(self.tr("Replace with"))
        self._whole = self._check(self.tr("Whole &words"))
        self._case = self._check(self.tr("&Match case"))
        self._where = self._scopes(selected, shown)
        self._summary = label(kind="caption")
        self.lay_out(
            row(self._labelled(self._find), self._labelled(self._by), spacing=12),
            row(self._where, self._whole, self._case, None, spacing=16),
            self._summary,
            self._preview(theme),
            buttons=(None, button(self.tr("Close"), self.reject), self.do),
        )
        self._looking = QTimer(self, singleShot=True, interval=_LOOKING_AFTER_MS)
        self._looking.timeout.connect(self._tell_looking)
        self._find.setFocus()
        self.ask_preview()

    def _field(self, words: str) -> QLineEdit:
        made = QLineEdit()
        made.setAccessibleName(words)
        made.textChanged.connect(self.wait)
        return made

    def _labelled(self, field: QLineEdit) -> QBoxLayout:
        return column(label(field.accessibleName(), "caption"), field, spacing=4)

    def _check(self, words: str) -> QCheckBox:
        made = QCheckBox(words)
        made.toggled.connect(self.wait)
        return made

    def _scopes(self, selected: Sequence[int], shown: Sequence[int]) -> QComboBox:
        made = ComboBox()
        made.setAccessibleName(self.tr("Where to look"))
        made.addItem(self.tr("In all %n practice(s) listed", "", len(shown)), shown)
        if selected:
            made.addItem(self.tr("In the %n practice(s) selected", "", len(selected)), selected)
            made.setCurrentIndex(1 if len(selected) > 1 else 0)
        made.currentIndexChanged.connect(self.wait)
        return made

    def _preview(self, theme: Theme) -> QWidget:
        columns = (
            Column[Replacement](self.tr("Practice"), lambda one: one.title or self.tr("(no title)")),
            Column[Replacement](self.tr("Field"), lambda one: field_label(one.field)),
            Column[Replacement](self.tr("Before"), lambda one: one.before),
            Column[Replacement](self.tr("After"), lambda one: one.after),
        )
        self._model = RowsModel(columns, self)
        made = table(self._model, self.tr("What would change"), (170, 90, 0, 0))
        self._cells = [WordsCell(theme, self._model, side, self) for side in ("removed", "added")]
        for section, cell in enumerate(self._cells, 2):
            made.setItemDelegateForColumn(section, cell)
        return made

    @override
    def request(self) -> ReplaceRequest:
        return ReplaceRequest(
            self._where.currentData(),
            self._find.text(),
            self._by.text(),
            self._whole.isChecked(),
            not self._case.isChecked(),
        )

    @override
    def ask_preview(self) -> None:
        if self._find.text():
            self._looking.start()
            super().ask_preview()
        else:
            self.show_preview(self.request(), [])

    @Slot()
    def _tell_looking(self) -> None:
        self._summary.setText(self.tr("Looking in %n practice(s)…", "", len(self._where.currentData())))

    @override
    def show_preview(self, request: ReplaceRequest, found: Sequence[Replacement]) -> None:
        self._looking.stop()
        self._model.set_rows(found)
        self.do.setEnabled(bool(found))
        practices = len({one.key for one in found})
        texts = self.tr("%n text(s)", "", len(found))
        said = self.tr("{texts} in %n practice(s) would change", "", practices).format(texts=texts)
        self._summary.setText(said if request.find else self.tr("Type what to find; every change is shown here first."))


class WordsCell(Cell):
    """Paint one side of a replacement, starting shortly before the first change, with the changed words marked."""

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
    """Yield one side of a change on one line, shortened at its beginning."""
    for position, (kind, text) in enumerate(pieces):
        line = " ".join(text.split("\n"))
        if kind == "kept" and position == 0 and len(line) > _AROUND:
            yield kind, "…" + line[-_AROUND:]
        elif kind in ("kept", side):
            yield kind, line
