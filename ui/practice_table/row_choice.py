"""Selected rows of a long list, kept when the list is read again; as runs of rows, never an index for each."""

from collections.abc import Sequence
from itertools import groupby

from PySide6.QtCore import QItemSelection, QItemSelectionModel
from PySide6.QtWidgets import QTableView


def spans(table: QTableView) -> list[tuple[int, int]]:
    """Return the first and last row of every run of selected rows."""
    chosen = table.selectionModel().selection()
    return sorted((chosen.at(n).top(), chosen.at(n).bottom()) for n in range(chosen.count()))


def count(table: QTableView) -> int:
    """Return how many rows are selected."""
    return sum(last - first + 1 for first, last in spans(table))


def choose(table: QTableView, row: int, rows: Sequence[int]) -> None:
    """Make one row the current one, and select ``rows`` if there are several and it is among them."""
    selection, model = table.selectionModel(), table.model()
    flags = QItemSelectionModel.SelectionFlag
    selection.setCurrentIndex(model.index(row, 0), flags.ClearAndSelect | flags.Rows)
    if len(rows) > 1 and row in rows:
        runs = QItemSelection()
        for _, run in groupby(enumerate(rows), key=lambda pair: pair[1] - pair[0]):
            first, *rest = [row for _, row in run]
            runs.select(model.index(first, 0), model.index((rest or [first])[-1], 0))
        selection.select(runs, flags.ClearAndSelect | flags.Rows)


def nearest(before: Sequence[int], row: int, after: Sequence[int], *, or_next: bool) -> int | None:
    """Return the key that stood at a row or, if it is gone, the first left below it, else the last."""
    if not 0 <= row < len(before) or not after:
        return None
    if before[row] in after:
        return before[row]
    left = set(after)
    return next((key for key in before[row:] if key in left), after[-1]) if or_next else None
