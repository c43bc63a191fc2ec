"""An import is seen before anything is written, and can be given up."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QComboBox,
    QLabel,
    QTabWidget,
)
from pytestqt.qtbot import QtBot

from roundtable.exchange import json_file, workspace_contents
from roundtable.practices import practice_rows
from roundtable.records.collection import Collection
from roundtable.records.identity import derived_id
from roundtable.records.practice import PracticeRecord
from roundtable.workspace import Workspace
from tests.ui.window_driving import (
    OpenWindow,
    carry_out,
    column,
    part,
    preview_of,
    shown_dialog,
    shown_report,
    table_named,
    until,
)
from ui.imports.import_dialog import ImportDialog
from ui.imports.plan_model import OUTCOME
from ui.shell.main_window import MainWindow


def test_cancelling_the_preview_writes_nothing(
    open_window: OpenWindow, filled_location: str, returned: Path, qtbot: QtBot
) -> None:
    with Workspace.open(filled_location) as workspace:
        before = workspace_contents.collected(workspace)
    window = open_window(filled_location)
    preview = preview_of(qtbot, window, returned)
    QTest.keyClick(preview, Qt.Key.Key_Escape)
    assert not preview.isVisible()
    with Workspace.open(filled_location) as workspace:
        assert workspace_contents.collected(workspace) == before


def test_cancelling_while_many_files_are_read_leaves_everything_as_it_was(
    window: MainWindow, filled_location: str, tmp_path: Path, qtbot: QtBot
) -> None:
    files = []
    for number in range(100):
        record = PracticeRecord(id=derived_id(str(number)), title=f"Number {number}")
        files.append(tmp_path / f"{number}.json")
        json_file.write(Collection(practices=(record,)), files[-1])
    window.file_actions.preview(files)
    preview = shown_dialog(qtbot, window, ImportDialog)
    until(qtbot, lambda: table_named(preview, "Practices").model().rowCount() > 0)  # rows come while it reads
    QTest.keyClick(preview, Qt.Key.Key_Escape)
    until(qtbot, lambda: window.jobs.current is None)
    with Workspace.open(filled_location) as workspace:
        assert practice_rows.count(workspace) == 3


def test_the_numbers_of_a_report_agree_with_each_other(window: MainWindow, returned: Path, qtbot: QtBot) -> None:
    preview = preview_of(qtbot, window, returned)
    tabs = part(preview, QTabWidget)
    assert (tabs.tabText(0), tabs.tabText(4)) == ("Practices 3", "Words left out 0")
    account = next(one.text() for one in preview.findChildren(QLabel) if "are in fields" in one.text())
    assert account.endswith("0 left out.")


def test_a_possible_duplicate_can_be_compared_with_the_practice_here(
    window: MainWindow, filled_location: str, tmp_path: Path, qtbot: QtBot
) -> None:
    file = tmp_path / "annex.txt"
    file.write_text("Title: Wells for Ayacucho\nCountry: Bolivia\nSummary: Clubs pay.\n", encoding="utf-8")
    preview = preview_of(qtbot, window, file)
    grid = table_named(preview, "Practices")
    assert column(grid, OUTCOME) == ["possible duplicate"]
    [what] = [one for one in preview.findChildren(QComboBox) if one.accessibleName() == "What the practice is"]
    what.setFocus()
    QTest.keyClick(what, Qt.Key.Key_Down)
    until(qtbot, lambda: column(grid, OUTCOME) in (["updated"], ["in conflict"]))
    QTest.keyClick(what, Qt.Key.Key_Up)
    until(qtbot, lambda: column(grid, OUTCOME) == ["possible duplicate"])
    QTest.keyClick(what, Qt.Key.Key_Down)
    until(qtbot, lambda: column(grid, OUTCOME) in (["updated"], ["in conflict"]))
    carry_out(qtbot, window)
    shown_report(qtbot, window)
    with Workspace.open(filled_location) as workspace:
        assert practice_rows.count(workspace) == 3
