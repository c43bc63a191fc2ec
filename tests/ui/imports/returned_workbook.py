"""A contribution that comes back with a conflict: its summary was changed here and there."""

from dataclasses import replace
from pathlib import Path

import openpyxl

from roundtable import exports
from roundtable.practices import practice_edits, practice_rows
from roundtable.workspace import Workspace
from tests.samples import WELLS

HERE = "Clubs abroad pay for deep wells. They meet on Sundays."
THERE = "Clubs in Ohio pay for wells. They meet."
SENT = "Clubs abroad pay for wells. They meet."


def write(filled_location: str, book: Path) -> None:
    """Write a workbook with one summary changed on both sides, and results and a new row only in it."""
    with Workspace.open(filled_location) as workspace:
        key = practice_rows.find_ids(workspace, "ayacucho")[0]
        practice_edits.save(workspace, key, replace(WELLS, summary=SENT), "Edit")
        exports.contribution(workspace, book, roundtable="RT 9.1")
        practice_edits.save(workspace, key, replace(WELLS, summary=HERE), "Edit")
    workbook = openpyxl.load_workbook(book)
    sheet = workbook["Practices"]
    [row] = [number for number in (2, 3) if sheet.cell(number, 2).value == WELLS.title]
    sheet.cell(row, 3).value, sheet.cell(row, 20).value = THERE, "9 wells"
    sheet["B4"], sheet["C4"], sheet["D4"] = "Roads", "They build roads.", "Peru"
    workbook.save(book)
