"""The practices table over the keys that SQL found and sorted, reading only the rows that are looked at.

Neither filters nor sorts; asks for another order through ``sort_asked``.
"""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from enum import IntEnum

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

from roundtable.practices import practice_rows
from roundtable.practices.practice_rows import PracticeRow
from roundtable.progress import Progress, silent
from roundtable.records.values import joined
from roundtable.workspace import Workspace
from ui.base import value_texts
from ui.base.practice_drag import DRAGGED, dragged

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_PAGE = 64
_PAGES_KEPT = 32
_ROWS_A_STEP = 500


class Field(IntEnum):
    """Name the columns; new ones go to the end, for what is remembered of them is their number."""

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
        """Name the column as ``practices.SORTS`` does."""
        return self.name.lower()


class PracticesModel(QAbstractTableModel):
    """Show practices, read-only; ``UserRole`` gives the whole ``PracticeRow`` of a cell."""

    sort_asked = Signal(str, bool)
    """The name of a sort and whether it descends."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace: Workspace | None = None
        self._keys: Sequence[int] = ()
        self._pages: OrderedDict[int, dict[int, PracticeRow]] = OrderedDict()
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
        """Return the keys of what is shown, in order."""
        return self._keys

    def show(self, workspace: Workspace | None, keys: Sequence[int]) -> None:
        """Show the practices with these keys; what was read before is forgotten."""
        self.beginResetModel()
        self._workspace = workspace
        self._keys = keys
        self._pages.clear()
        self.endResetModel()

    def read_again(self) -> None:
        """Read the same rows again, for some of them changed."""
        self._pages.clear()
        if self._keys:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._keys) - 1, len(Field) - 1))

    def row_of(self, key: int) -> int | None:
        """Tell where a practice stands; None where it is not shown."""
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
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.UserRole):
            row = self._row(index.row())
            if row is None or role == Qt.ItemDataRole.UserRole:
                return row
            if role == Qt.ItemDataRole.DisplayRole:
                return self._cell(row, Field(index.column()))
            return self._tip(row, Field(index.column()))
        return None

    def _row(self, position: int) -> PracticeRow | None:
        number = position // _PAGE
        page = self._pages.get(number)
        if page is None:
            keys = self._keys[number * _PAGE : (number + 1) * _PAGE]
            page = {row.id: row for row in practice_rows.rows(self._workspace, keys)} if self._workspace else {}
            self._pages[number] = page
            if len(self._pages) > _PAGES_KEPT:
                self._pages.popitem(last=False)
        self._pages.move_to_end(number)
        return page.get(self._keys[position])

    def _cell(self, row: PracticeRow, field: Field) -> str:
        show: dict[Field, Callable[[], str]] = {
            Field.TITLE: lambda: row.title or self.tr("(no title)"),
            Field.COUNTRY: lambda: value_texts.some(row.countries, 2),
            Field.THEMATIC_AREA: lambda: value_texts.some(row.thematic_areas, 1),
            Field.STATUS: lambda: value_texts.status(row.status),
            Field.CHANGED: lambda: value_texts.day(row.changed_at, self._locale),
            Field.REGION: lambda: value_texts.some(row.regions, 2),
            Field.TAG: lambda: value_texts.some(row.tags, 1),
            Field.PARTNER: lambda: value_texts.some(row.partners, 1),
        }
        return show[field]()

    def _tip(self, row: PracticeRow, field: Field) -> str | None:
        """Give what a cell had no room for; as plain text, one value a line."""
        values = {
            Field.TITLE: row.title,
            Field.COUNTRY: "\n".join(row.countries),
            Field.THEMATIC_AREA: "\n".join(row.thematic_areas),
            Field.CHANGED: value_texts.moment(row.changed_at, self._locale),
            Field.REGION: "\n".join(row.regions),
            Field.TAG: "\n".join(row.tags),
            Field.PARTNER: "\n".join(row.partners),
        }
        return values.get(field)


def as_lines(workspace: Workspace, keys: Sequence[int], fields: Sequence[Field], progress: Progress = silent) -> str:
    """Write columns of rows as tab-separated lines that paste into a spreadsheet, several values joined by "; "."""
    locale = QLocale()
    lines = []
    for start in range(0, len(keys), _ROWS_A_STEP):
        progress(start, len(keys))
        for row in practice_rows.rows(workspace, keys[start : start + _ROWS_A_STEP]):
            cells = {
                Field.TITLE: row.title,
                Field.COUNTRY: joined(row.countries),
                Field.THEMATIC_AREA: joined(row.thematic_areas),
                Field.STATUS: value_texts.status(row.status),
                Field.CHANGED: value_texts.moment(row.changed_at, locale),
                Field.REGION: joined(row.regions),
                Field.TAG: joined(row.tags),
                Field.PARTNER: joined(row.partners),
            }
            lines.append("\t".join(" ".join(cells[field].split()) for field in fields))
    return "\n".join(lines)
