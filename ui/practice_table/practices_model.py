"""Model of the practices table: keys found and sorted by SQL, rows read page by page when shown.

Neither filters nor sorts; asks for another order through ``sort_asked``.
"""

from collections.abc import Callable, Sequence
from enum import IntEnum
from functools import lru_cache

from PySide6.QtCore import (
    QAbstractTableModel,
    QLocale,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from typing_extensions import override

from roundtable.errors import MovedError, UnreachableError
from roundtable.practices import practice_rows
from roundtable.practices.practice_rows import PracticeRow
from roundtable.progress import Progress, silent
from roundtable.records.attention import Attention
from roundtable.records.output_format import joined
from roundtable.workspace import Workspace
from ui.base import value_texts
from ui.base.practice_drag import DRAGGED, dragged
from ui.practice_table import attendants
from ui.practice_table.attendants import Attendants

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_PAGE = 64
_PAGES_KEPT = 32
_ROWS_A_STEP = 500
INITIALS = Qt.ItemDataRole.UserRole + 1
"""Role of a title's cell: the initials of who else is at the practice, "" for nobody."""
_ROLES = (
    *(Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.UserRole),
    *(Qt.ItemDataRole.AccessibleDescriptionRole, INITIALS),
)


class Field(IntEnum):
    """Columns; new ones go to the end, because the settings remember their numbers."""

    TITLE = 0
    COUNTRY = 1
    THEMATIC_AREA = 2
    STATUS = 3
    CHANGED = 4
    REGION = 5
    TAG = 6
    PARTNER = 7

    @property
    def sort(self) -> str:
        """The column's name in ``found_practices.SORTS``."""
        return self.name.lower()


_LISTS = {
    Field.COUNTRY: ("countries", 2),
    Field.THEMATIC_AREA: ("thematic_areas", 1),
    Field.REGION: ("regions", 2),
    Field.TAG: ("tags", 1),
    Field.PARTNER: ("partners", 1),
}
"""Columns of several values: the attribute of ``PracticeRow``, and how many values a cell shows."""


class PracticesModel(QAbstractTableModel):
    """Practices, read-only; ``UserRole`` gives the whole ``PracticeRow`` of a cell."""

    sort_asked = Signal(str, bool)
    """The name of a sort and whether it descends."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace: Workspace | None = None
        self._keys: Sequence[int] = ()
        self._known: dict[int, PracticeRow] = {}
        """Rows as they were read last, to be shown while the server does not answer."""
        self._attendants: Attendants = {}
        self._page = lru_cache(_PAGES_KEPT)(self._read_page)
        self._locale = QLocale()
        self._headings = (
            self.tr("Title"),
            self.tr("Country"),
            self.tr("Thematic area"),
            self.tr("Status"),
            self.tr("Changed"),
            self.tr("Region"),
            self.tr("Tags"),
            self.tr("Partners"),
        )

    @property
    def keys(self) -> Sequence[int]:
        """The keys of the practices shown, in order."""
        return self._keys

    def show(self, workspace: Workspace | None, keys: Sequence[int]) -> None:
        """Show the practices with these keys."""
        self.beginResetModel()
        if workspace is not self._workspace:
            self._known.clear()
        self._workspace = workspace
        self._keys = keys
        self._page.cache_clear()
        self.endResetModel()

    def refresh(self) -> None:
        """Read the same rows again, after some of them changed."""
        self._page.cache_clear()
        if self._keys:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._keys) - 1, len(Field) - 1))

    def show_attendants(self, others: Attendants) -> None:
        """Show who else is at which practice."""
        before, self._attendants = self._attendants, others
        for key in before.keys() | others.keys():
            if before.get(key) != others.get(key) and (row := self.row_of(key)) is not None:
                cell = self.index(row, Field.TITLE)
                self.dataChanged.emit(cell, cell)

    def row_of(self, key: int) -> int | None:
        """Return the row of a practice; None if it is not shown."""
        try:
            return self._keys.index(key)
        except ValueError:
            return None

    @override
    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._keys)

    @override
    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(Field)

    @override
    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        if column >= 0:
            self.sort_asked.emit(Field(column).sort, order is Qt.SortOrder.DescendingOrder)

    @override
    def flags(self, index: _Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsDragEnabled if index.isValid() and index.column() == Field.TITLE else flags

    @override
    def mimeTypes(self) -> list[str]:
        return [DRAGGED]

    @override
    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        return dragged([self._keys[row] for row in sorted({index.row() for index in indexes})])

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole and section < len(Field):
            return self._headings[section]
        return None

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        if role not in _ROLES:
            return None
        if role in (INITIALS, Qt.ItemDataRole.AccessibleDescriptionRole):
            return self._attending(index, attendants.initials if role == INITIALS else attendants.in_list)
        row = self._row(index.row())
        if row is None or role == Qt.ItemDataRole.UserRole:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return self._cell(row, Field(index.column()))
        tips = (self._tip(row, Field(index.column())), self._attending(index, attendants.in_list))
        return "\n".join(filter(None, tips)) or None

    def _attending(self, index: _Index, words: Callable[[Sequence[Attention]], str]) -> str:
        """Say in words who else is at the practice of a title, "" for nobody."""
        others = self._attendants.get(self._keys[index.row()]) if index.column() == Field.TITLE else None
        return words(others) if others else ""

    def _row(self, position: int) -> PracticeRow | None:
        return self._page(position // _PAGE).get(self._keys[position])

    def _read_page(self, number: int) -> dict[int, PracticeRow]:
        keys = self._keys[number * _PAGE : (number + 1) * _PAGE]
        try:
            found = {row.id: row for row in practice_rows.rows(self._workspace, keys)} if self._workspace else {}
        except (MovedError, UnreachableError):  # the window tells, and reads all again once it can
            return {key: self._known[key] for key in keys if key in self._known}
        if len(self._known) > _PAGES_KEPT * _PAGE:
            self._known.clear()
        self._known |= found
        return found

    def _cell(self, row: PracticeRow, field: Field) -> str:
        match field:
            case Field.TITLE:
                return row.title or self.tr("(no title)")
            case Field.STATUS:
                return value_texts.status(row.status)
            case Field.CHANGED:
                return value_texts.day(row.changed_at, self._locale)
        attribute, shown = _LISTS[field]
        return value_texts.some(getattr(row, attribute), shown)

    def _tip(self, row: PracticeRow, field: Field) -> str | None:
        """Return what a cell may have had no room for, one value a line."""
        return None if field is Field.STATUS else _full_text(row, field, "\n".join, self._locale)


def _full_text(row: PracticeRow, field: Field, join: Callable[[Sequence[str]], str], locale: QLocale) -> str:
    match field:
        case Field.TITLE:
            return row.title
        case Field.STATUS:
            return value_texts.status(row.status)
        case Field.CHANGED:
            return value_texts.moment(row.changed_at, locale)
    return join(getattr(row, _LISTS[field][0]))


def as_lines(workspace: Workspace, keys: Sequence[int], fields: Sequence[Field], progress: Progress = silent) -> str:
    """Return columns of rows as tab-separated lines for a spreadsheet, several values joined by "; "."""
    locale = QLocale()
    lines = []
    for start in range(0, len(keys), _ROWS_A_STEP):
        progress(start, len(keys))
        for row in practice_rows.rows(workspace, keys[start : start + _ROWS_A_STEP]):
            cells = (_full_text(row, field, joined, locale) for field in fields)
            lines.append("\t".join(" ".join(cell.split()) for cell in cells))
    return "\n".join(lines)
