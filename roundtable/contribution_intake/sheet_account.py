"""Account of one workbook's sheets while they are read: words, problems, and what was hidden or cleared."""

from dataclasses import dataclass, field

from roundtable.records.intake import Ignored, Loss, OwnColumn, Problem
from roundtable.spreadsheet.shown_cells import GridRow
from roundtable.spreadsheet.workbook_file import Sheet


@dataclass(slots=True, kw_only=True)
class SheetAccount:
    """Words, problems and unread rows; hidden rows and columns count as unread unless ``with_hidden``."""

    with_hidden: bool
    words_mapped: int = 0
    words_kept: int = 0
    words_ignored: int = 0
    ignored: list[Ignored] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    own_columns: list[OwnColumn] = field(default_factory=list)
    unread: dict[str, str] = field(default_factory=dict)
    """Cells of hidden and cleared rows by the id in them."""

    def leave_out(self, sheet: Sheet, row: GridRow, column: int, reason: str) -> None:
        """Count a cell that is not taken in; what a merged area shows again does not count."""
        if column not in row.merged:
            self.words_ignored += len(row.texts[column].split())
            self.ignored.append(Ignored(row.texts[column], reason, sheet.place(column, row.number)))

    def leave_out_row(self, sheet: Sheet, row: GridRow, reason: str) -> None:
        """Count a row that is not taken in."""
        for column in row.texts:
            self.leave_out(sheet, row, column, reason)

    def leave_out_sheet(self, sheet: Sheet, reason: str, *, counts: bool = True) -> None:
        """Count a sheet that is not read; one that only explains the workbook ``counts`` no words."""
        words = sum(len(text.split()) for row in sheet.rows for text in row.texts.values())
        if words:
            self.words_ignored += words if counts else 0
            self.ignored.append(Ignored(sheet.name, f"the sheet is not read: {reason}", sheet.name))

    def is_hidden(self, row: GridRow) -> bool:
        """Return whether a row is hidden and therefore not read."""
        return row.is_hidden and not self.with_hidden

    def hidden_columns(self, sheet: Sheet, head_row: int, but: set[int]) -> frozenset[int]:
        """Report hidden columns and rows, count their words and return the columns."""
        rows = [row for row in sheet.rows if row.number > head_row]
        hidden_rows = [row.number for row in rows if self.is_hidden(row)]
        if hidden_rows:
            shown = ", ".join(map(str, hidden_rows[:10])) + (" …" if len(hidden_rows) > 10 else "")
            which = f"The hidden rows {shown} were" if len(hidden_rows) > 1 else f"The hidden row {shown} was"
            self.problems.append(Problem("", f"{which} not read.", sheet.place(1, hidden_rows[0])))
        columns = frozenset() if self.with_hidden else sheet.hidden_columns - but
        for column in sorted(columns):
            filled = [row for row in rows if column in row.texts and not self.is_hidden(row)]
            if filled:
                where = sheet.place(column, head_row)
                heading = next((row.texts.get(column, "") for row in sheet.rows if row.number == head_row), "")
                self.problems.append(Problem("", f"The hidden column “{heading[:60]}” was not read.", where))
            for row in filled:
                self.leave_out(sheet, row, column, "the column is hidden")
        return columns

    def loss(self) -> Loss:
        """Return the account of all words."""
        return Loss(
            words_in=self.words_mapped + self.words_kept + self.words_ignored,
            words_mapped=self.words_mapped,
            words_kept_as_note=self.words_kept,
            words_ignored=self.words_ignored,
            ignored=tuple(self.ignored),
        )
