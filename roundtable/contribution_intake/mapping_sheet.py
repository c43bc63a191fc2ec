"""Mapping sheet of a workbook: its headings as targets, its rows as marks."""

from collections import Counter

from roundtable.contribution_intake import headings
from roundtable.contribution_intake.headings import Headings
from roundtable.contribution_intake.returned_workbook import ReturnedMarks, ReturnedTarget, covered_cells, place
from roundtable.contribution_intake.row_identity import identity_in
from roundtable.contribution_intake.sheet_account import SheetAccount
from roundtable.records.intake import Problem
from roundtable.spreadsheet.shown_cells import GridRow
from roundtable.spreadsheet.workbook_file import Sheet


def read(
    sheet: Sheet, head: Headings, account: SheetAccount, *, first: int
) -> tuple[list[ReturnedTarget], list[ReturnedMarks]]:
    """Read targets and marks; marks are by the target's index, counted from ``first``."""
    hidden = account.hidden_columns(sheet, head.row, {head.first("id"), 1 if "id" in head.columns else 0})
    numbers = {column: first + n for n, column in enumerate(head.others)}
    marks: list[ReturnedMarks] = []
    words: Counter[int] = Counter()
    for row in sheet.rows:
        if row.number < head.row:
            account.leave_out_row(sheet, row, "it stands above the headings")
        elif row.number > head.row and account.is_hidden(row):
            account.leave_out_row(sheet, row, "the row is hidden")
        elif row.number > head.row:
            faults = {**row.faults, **covered_cells(row, head.row)}
            readable = {column: n for column, n in numbers.items() if column not in faults and column not in hidden}
            marks.append(_marks(sheet, row, head, readable))
            account.problems += [
                Problem("mappings", message, place(sheet.name, column, row.number))
                for column, message in faults.items()
            ]
            for column, text in row.texts.items():
                if column in numbers and column not in hidden:
                    words[column] += len(text.split()) if column not in row.merged else 0
                elif column not in numbers and not head.key_at(column):
                    account.leave_out(sheet, row, column, "it stands below no heading")
    targets = []
    for column, text in head.others.items():
        mark, question = headings.target_of(text)
        where = place(sheet.name, column, head.row)
        targets.append(ReturnedTarget(mark=mark, text=question, where=where, column=column, words=words[column]))
    account.words_mapped += words.total()
    return targets, marks


def _marks(sheet: Sheet, row: GridRow, head: Headings, numbers: dict[int, int]) -> ReturnedMarks:
    return ReturnedMarks(
        sheet=sheet.name,
        number=row.number,
        identity=identity_in(row.texts.get(head.first("id"), ""))[0],
        title=row.texts.get(head.first("title"), ""),
        title_column=head.first("title") or 1,
        cells={number: row.texts.get(column, "") for column, number in numbers.items()},
    )
