"""A returned workbook of 10,000 rows: read, compared and taken in, against bare openpyxl reading the same file."""

import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

import openpyxl

from roundtable import exports, imports
from roundtable.records.intake import Intake
from roundtable.workspace import Workspace
from tests.benchmarks import bench_workbook

EDITED = 1_000
ROUNDS = 3


def main() -> None:
    """Print how many times the floor it takes; at most 1.5 is wanted."""
    collection = bench_workbook.invented_collection()
    with tempfile.TemporaryDirectory() as name:
        book = Path(name, "contribution.xlsx")
        with Workspace.open(Path(name, "w.roundtable"), create=True) as workspace:
            imports.take_in(workspace, [Intake(file="f", kind="json", collection=collection)])
            exports.contribution(workspace, book)
            _compare(workspace, book, "as it went")
            _edit(book)
            _compare(workspace, book, f"with {EDITED:,} rows edited")


def _compare(workspace: Workspace, book: Path, what: str) -> None:
    ours: list[float] = []
    floor: list[float] = []
    for _ in range(ROUNDS):
        floor.append(_seconds(lambda: _read_barely(book)))
        ours.append(_seconds(lambda: imports.import_files(workspace, [book], dry_run=True)))
    print(
        f"returned workbook of {bench_workbook.PRACTICES:,} rows, {what}: {median(ours):.2f} s, "
        f"{median(ours) / median(floor):.2f} times a bare openpyxl read ({median(floor):.2f} s)"
    )


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
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
