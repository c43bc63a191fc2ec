"""Tables whose records go down, their labels in a column: turned so that they go across."""

from dataclasses import replace

from roundtable.spreadsheet.shown_cells import Area, GridRow
from roundtable.spreadsheet.workbook_file import Sheet


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
