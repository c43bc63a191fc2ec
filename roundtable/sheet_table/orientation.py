"""Tables whose records go down, their labels in a column: turned so that they go across."""

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from typing import Any

from roundtable.contribution.columns import BY_KEY
from roundtable.sheet_table import headings
from roundtable.sheet_table.headings import Headings
from roundtable.spreadsheet.shown_cells import Area, GridRow
from roundtable.spreadsheet.workbook_file import Sheet

_BY_CELL = ("texts", "faults", "doubts", "links", "numbers", "merged")
_TELLING = ("summary", "countries")
"""Labels that a record has beside its title."""


def upright(sheet: Sheet, find: Callable[[Sheet], Headings | None]) -> tuple[Sheet, ...]:
    """Return a sheet so that its records go across; of forms below each other, each by itself."""
    across = turned(_with_corner(sheet))
    head = None if headings.kind_of(sheet.name) else find(across)
    if head is None or not head.columns.keys() & {*_TELLING}:
        return (sheet,)
    parts = tuple(_forms(across, head))
    return parts if all(map(find, parts)) else (across,)


def _with_corner(sheet: Sheet) -> Sheet:
    """Return a sheet with the label of its titles, where they stand above the values and the corner is empty."""
    first, *below = sheet.rows or [GridRow(1)]
    column = min((min(row.texts, default=0) for row in below), default=0)
    labels = {headings.key_of(row.texts.get(column, "")) for row in below}
    if column in first.texts or not first.texts or "title" in labels or not labels & {*_TELLING}:
        return sheet
    title = BY_KEY["title"].headings["en"]
    return replace(sheet, rows=(replace(first, texts={column: title, **first.texts}), *below))


def _forms(across: Sheet, head: Headings) -> list[Sheet]:
    """Return the forms that stand below each other, told by labels that come again in the same order."""
    filled = {number for row in across.rows if row.number != head.row for number in row.texts}
    labels = {key: tuple(n for n in numbers if n in filled) for key, numbers in head.columns.items()}
    titles = labels["title"]
    repeated = {key: numbers for key, numbers in labels.items() if titles and len(numbers) == len(titles)}
    if len(titles) < 2 or not repeated.keys() & {*_TELLING}:
        return [across]
    starts = min(repeated.values())
    ends = (*starts[1:], max(filled) + 1)
    is_one_each = all(
        first <= number < end
        for key, numbers in repeated.items()
        if key in ("title", *_TELLING)
        for first, number, end in zip(starts, numbers, ends, strict=True)
    )
    if not is_one_each:
        return [across]
    return [_columns_of(across, first, end) for first, end in pairwise((0, *starts[1:], ends[-1]))]


def _columns_of(sheet: Sheet, first: int, end: int) -> Sheet:
    def cut(row: GridRow) -> GridRow:
        parts: dict[str, Any] = {
            name: {n: v for n, v in getattr(row, name).items() if first <= n < end} for name in _BY_CELL
        }
        return replace(row, **parts)

    return replace(sheet, rows=tuple(map(cut, sheet.rows)))


def turned(sheet: Sheet) -> Sheet:
    """Return a sheet with its rows as columns; ``Sheet.place`` still names the cells as they stand in the file."""
    rows: dict[int, GridRow] = {}
    for row in sheet.rows:
        for number in (*row.texts, *row.faults):
            rows.setdefault(number, GridRow(number, number in sheet.hidden_columns))
        for name in ("texts", "faults", "doubts", "links", "numbers"):
            for number, value in getattr(row, name).items():
                if number in rows:
                    getattr(rows[number], name)[row.number] = value
        for number, area in row.merged.items():
            if number in rows:
                rows[number].merged[row.number] = Area(area.top, area.left, area.bottom, area.right)
    hidden = frozenset(row.number for row in sheet.rows if row.is_hidden)
    return replace(
        sheet, rows=tuple(rows[n] for n in sorted(rows)), hidden_columns=hidden, is_turned=not sheet.is_turned
    )
