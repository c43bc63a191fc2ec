"""A workbook of 10,000 rows, read and planned, against bare openpyxl reading all values of the same file's sheets.

Both in CPU time and in the same run, turn by turn; at most 2 is wanted for every workbook. The floor is openpyxl's
read-only mode with values alone (no formats, merged areas or hidden rows); each takes its best of some rounds.
"""

import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import openpyxl

from roundtable import exports, imports
from roundtable.records.intake import Intake
from roundtable.workspace import Workspace
from tests.benchmarks import bench_workbook

EDITED = 1_000
ROUNDS = 3


def main() -> None:
    """Print how many times the floor it takes: of a workbook of ours, and of a table without ids."""
    collection = bench_workbook.invented_collection()
    with tempfile.TemporaryDirectory() as name:
        book, table = Path(name, "contribution.xlsx"), Path(name, "table.xlsx")
        with (
            Workspace.open(Path(name, "w.roundtable"), create=True) as workspace,
            Workspace.open(Path(name, "empty.roundtable"), create=True) as empty,
        ):
            imports.take_in(workspace, [Intake(file="f", kind="json", collection=collection)])
            exports.contribution(workspace, book)
            _write_without_ids(book, table)
            _compare(workspace, book, "with ids, as it went")
            _compare(workspace, table, "without ids, all here")
            _compare(empty, table, "without ids, all new")
            _edit(book)
            _compare(workspace, book, f"with ids, {EDITED:,} rows edited")


def _compare(workspace: Workspace, book: Path, what: str) -> None:
    ours: list[float] = []
    floor: list[float] = []
    for _ in range(ROUNDS):
        floor.append(_seconds(lambda: _read_barely(book)))
        ours.append(_seconds(lambda: imports.plan(workspace, [book])))
    print(
        f"workbook of {bench_workbook.PRACTICES:,} rows {what}: read and planned in {min(ours):.2f} s of CPU, "
        f"{min(ours) / min(floor):.2f} times a bare openpyxl read ({min(floor):.2f} s)"
    )


def _write_without_ids(book: Path, table: Path) -> None:
    """Write the sheet of practices alone, as a table of somebody's own: without the columns that are hidden."""
    copy = openpyxl.Workbook(write_only=True)
    sheet = copy.create_sheet("Practices")
    for row in openpyxl.load_workbook(book, read_only=True)["Practices"].iter_rows(values_only=True):
        sheet.append(row[1:-1])
    copy.save(table)


def _edit(path: Path) -> None:
    book = openpyxl.load_workbook(path)
    for row in range(2, EDITED + 2):
        book["Practices"].cell(row, 3).value = "Another summary."
        book["Mapping"].cell(row, 4).value = "Another reason."
    book.save(path)


def _read_barely(path: Path) -> None:
    book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    for sheet in book.worksheets:
        for _ in sheet.iter_rows(values_only=True):
            pass
    book.close()


def _seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


if __name__ == "__main__":
    main()
