"""Table model of the import preview: what would be done with every practice; filters by groups made elsewhere."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from typing_extensions import override

from ui.imports import report_words
from ui.imports.drafts import DecisionDraft
from ui.imports.plan_rows import PlanRow, PlanRows
from ui.widgets.record_text import field_label

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
TAKEN = ("new", "duplicate", "updated", "conflict")
"""Outcomes of practices that an import changes or adds."""
ACTION, OUTCOME, TITLE, FIELDS, DOUBT_COUNT = range(5)


class PlanModel(QAbstractTableModel):
    """Show the rows of a plan; the box of a row switches it from what is usual for its outcome."""

    switched = Signal()
    """A person switched rows."""

    def __init__(self, draft: DecisionDraft, parent: QObject) -> None:
        super().__init__(parent)
        self._draft = draft
        self._rows = PlanRows((), {})
        self._shown: Sequence[int] = ()
        self._headings = (
            self.tr("Action"),
            self.tr("Outcome"),
            self.tr("Practice"),
            self.tr("Fields"),
            self.tr("To check"),
        )

    def show(self, rows: PlanRows, group: str = "") -> None:
        """Show the rows of a group, "" for all."""
        self.beginResetModel()
        self._rows = rows
        self._shown = rows.groups.get(group, ()) if group else range(len(rows.rows))
        self.endResetModel()

    def row(self, position: int) -> PlanRow:
        """Return the row at a position."""
        return self._rows.rows[self._shown[position]]

    def position_of(self, practice: str) -> int | None:
        """Return the position of a practice by its id, None where it is not shown."""
        rows = self._rows.rows
        found = (n for n, at in enumerate(self._shown) if (one := rows[at].practice) and one.id == practice)
        return next(found, None)

    def can_switch(self, row: PlanRow) -> bool:
        """Tell whether there is a choice about a practice."""
        return row.outcome in (*TAKEN, "absent")

    def switch(self, positions: Sequence[int]) -> None:
        """Switch rows, all to the opposite of the first."""
        rows = [row for position in positions if self.can_switch(row := self.row(position))]
        if not rows:
            return
        is_on = rows[0].key not in self._draft.switched
        for row in rows:
            (self._draft.switched.add if is_on else self._draft.switched.discard)(row.key)
        self.refresh()
        self.switched.emit()

    def refresh(self) -> None:
        """Show the decisions again."""
        if self._shown:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._shown) - 1, DOUBT_COUNT))

    def action(self, row: PlanRow) -> str:
        """Say what is done with a practice."""
        is_switched = row.key in self._draft.switched
        match row.outcome:
            case "unchanged" if row.key in self._draft.fields:
                return self.tr("update")
            case "new" | "duplicate":
                return self.tr("leave out") if is_switched else self.tr("add")
            case "updated":
                return self.tr("leave as it is") if is_switched else self.tr("update")
            case "conflict":
                return self.tr("leave as it is") if is_switched else self._of_conflict(row)
            case "absent":
                return self.tr("move to trash") if is_switched else self.tr("keep")
        return ""

    def _of_conflict(self, row: PlanRow) -> str:
        practice = row.practice
        conflicts = practice.conflicts if practice else ()
        open_ones = [one for one in conflicts if self._draft.choice(row.key, one.field) is None]
        if not open_ones:
            return self.tr("update")
        return self.tr("update the rest") if practice and practice.changes else self.tr("decide")

    @override
    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._shown)

    @override
    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._headings)

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._headings[section]
        return None

    @override
    def flags(self, index: _Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        can_switch = index.isValid() and index.column() == ACTION and self.can_switch(self.row(index.row()))
        return flags | Qt.ItemFlag.ItemIsUserCheckable if can_switch else flags

    @override
    def setData(self, index: _Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole or not self.can_switch(self.row(index.row())):
            return False
        self.switch([index.row()])
        return True

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self.row(index.row())
        if role == Qt.ItemDataRole.CheckStateRole and index.column() == ACTION and self.can_switch(row):
            is_taken = (row.key in self._draft.switched) == (row.outcome == "absent")
            return Qt.CheckState.Checked if is_taken else Qt.CheckState.Unchecked
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self._text(row, index.column())
        return None

    def _text(self, row: PlanRow, column: int) -> str:
        match column:
            case 0:
                return self.action(row)
            case 1:
                return report_words.outcome(row.outcome)
            case 2:
                return row.title or self.tr("(no title)")
        if row.practice is None:
            return ""
        if column == FIELDS:
            names = [part.field for part in row.practice.conflicts] + [part.field for part in row.practice.changes]
            return ", ".join(map(field_label, dict.fromkeys(names)))
        return str(len(row.practice.problems) or "")
