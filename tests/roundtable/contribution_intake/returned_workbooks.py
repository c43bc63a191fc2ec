"""A workspace with a roundtable, its workbook, and what people do to that before it comes back.

No tests here.
"""

import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import openpyxl

from db import row_keys
from roundtable import exports, imports
from roundtable.exchange.decisions import Accept
from roundtable.import_report import FileReport
from roundtable.mapping import roundtable_matrix
from roundtable.practices import practice_edits, practice_store
from roundtable.records.collection import Collection
from roundtable.records.intake import Intake
from roundtable.records.practice import PracticeRecord, with_fields
from roundtable.workspace import Workspace
from tests import samples

CODE = samples.ROUNDTABLE.code


def fill(workspace: Workspace, collection: Collection = samples.COLLECTION) -> None:
    """Take records in as an exchange file would bring them."""
    imports.take_in(workspace, [Intake(file="f", kind="json", collection=collection)])


def export(workspace: Workspace, path: Path, language: str = "en", *, include_contacts: bool = False) -> Path:
    exports.contribution(workspace, path, language=language, include_contacts=include_contacts, roundtable=CODE)
    return path


def hand_over(new_file: Path, folder: Path, collection: Collection = samples.COLLECTION) -> Path:
    """Keep in a folder a workspace with these records, before and after its workbook was written, and that workbook."""
    with Workspace.open(shutil.copyfile(new_file, folder / "before.roundtable")) as workspace:
        fill(workspace, collection)
    with Workspace.open(shutil.copyfile(folder / "before.roundtable", folder / "after.roundtable")) as workspace:
        export(workspace, folder / "contribution.xlsx")
    return folder


def take_in(workspace: Workspace, path: Path, accept: Accept | None = None) -> FileReport:
    report, _ = imports.import_files(workspace, [path], accept=accept)
    return report.files[0]


@contextmanager
def edited(path: Path) -> Iterator[Any]:
    """Give the workbook to be changed as somebody does in Excel, and save it."""
    book = openpyxl.load_workbook(path)
    yield book
    book.save(path)


def column_of(sheet: Any, heading: str) -> int:
    found: list[int] = [cell.column for cell in sheet[1] if str(cell.value or "").startswith(heading)]
    return found[0]


def cell_of(sheet: Any, title: str, heading: str) -> Any:
    """Return the cell of the practice with this title in the column with this heading."""
    row = next(row for row in range(2, sheet.max_row + 1) if sheet.cell(row, 2).value == title)
    return sheet.cell(row, column_of(sheet, heading))


def write_cell(path: Path, sheet: str, title: str, heading: str, value: object) -> str:
    """Write into a cell, and return where it is as reports say it."""
    with edited(path) as book:
        cell = cell_of(book[sheet], title, heading)
        cell.value = value
        return f"{sheet}!{cell.coordinate}"


def made(path: Path, *sheets: tuple[str, Sequence[Sequence[object]]]) -> Path:
    """Make a workbook by hand: the names of its sheets and their rows."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets:
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    book.save(path)
    return path


def key_of(workspace: Workspace, uid: str) -> int:
    with workspace.reading() as connection:
        return row_keys.keys_by_uid(connection, [uid])[uid]


def here(workspace: Workspace, uid: str) -> PracticeRecord:
    record = practice_store.get(workspace, key_of(workspace, uid))
    assert record is not None
    return record


def save(workspace: Workspace, uid: str, **values: object) -> None:
    """Change a practice here."""
    practice_edits.save(workspace, key_of(workspace, uid), with_fields(here(workspace, uid), **values), "Edit")


def marks(workspace: Workspace, code: str = CODE) -> dict[tuple[str, str], str]:
    """Return the reasons of all marks of a roundtable by the practice's title and the mark of the target."""
    with workspace.reading() as connection:
        titles = {key: title for key, (_, title) in practice_store.names(connection).items()}
    matrix = roundtable_matrix.matrix(workspace, roundtable_key(workspace, code))
    return {
        (titles[key], target.mark): reason
        for target in matrix.targets
        for key, reason in matrix.cells.mapped(target).items()
    }


def roundtable_key(workspace: Workspace, code: str = CODE) -> int:
    from roundtable.agenda import roundtable_store

    with workspace.reading() as connection:
        return roundtable_store.key_of(connection, code)


def set_reasons(workspace: Workspace, reasons: Mapping[tuple[str, str], str | None]) -> None:
    """Set reasons by a practice's identity and a target's mark; None takes the mark away."""
    key = roundtable_key(workspace)
    targets = {target.mark: target for target in roundtable_matrix.matrix(workspace, key).targets}
    roundtable_matrix.set_reasons(
        workspace, key, {(key_of(workspace, uid), targets[mark]): reason for (uid, mark), reason in reasons.items()}
    )


def problems(report: FileReport) -> list[tuple[str, str]]:
    """Return field and place of everything that a report says of practices and file."""
    found: Iterable[Any] = (
        *report.problems,
        *(problem for practice in report.practices for problem in practice.problems),
    )
    return [(problem.field, problem.where) for problem in found]
