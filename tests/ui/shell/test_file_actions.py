from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel
from pytestqt.qtbot import QtBot

from roundtable import exports
from roundtable.exchange import json_file
from roundtable.exchange.workspace_contents import collected
from roundtable.imports import import_files
from roundtable.practices import practice_edits, practice_rows, practice_store
from roundtable.records.collection import Collection
from roundtable.records.identity import derived_id
from roundtable.records.practice import PracticeRecord
from roundtable.workspace import Workspace
from tests import samples
from tests.ui.window_driving import (
    ALL_TITLES,
    CONTROL,
    NONE,
    SHIFT,
    OpenWindow,
    answer_file_dialog,
    click,
    column,
    menu,
    part,
    press,
    search_field,
    shown_dialog,
    status_texts,
    table_named,
    titles,
    until,
    visible_button,
    workspace_switch,
)
from ui.dialogs.import_report_dialog import ImportReportDialog
from ui.shell.drop_overlay import DropOverlay
from ui.shell.main_window import MainWindow


@pytest.fixture
def empty(open_window: OpenWindow, tmp_path: Path) -> MainWindow:
    return open_window(tmp_path / "empty.roundtable")


def take_in(qtbot: QtBot, window: MainWindow, file: Path) -> ImportReportDialog:
    """Import a file by the keys of the menu, and return the report that is shown."""
    press(qtbot, window, Qt.Key.Key_I, CONTROL)
    answer_file_dialog(qtbot, window, file)
    return shown_dialog(qtbot, window, ImportReportDialog)


def test_an_import_fills_the_window_and_shows_its_report(empty: MainWindow, sample_file: Path, qtbot: QtBot) -> None:
    report = take_in(qtbot, empty, sample_file)
    assert report.isVisible()
    assert not report.isModal()
    assert column(table_named(report, "Practices"), 0) == ["new", "new", "new"]
    until(qtbot, lambda: titles(empty) == ALL_TITLES)
    assert "Undo: Import sample.json" in status_texts(empty)


def test_undo_and_redo_by_the_keys_of_the_menu_after_an_import(
    empty: MainWindow, sample_file: Path, qtbot: QtBot
) -> None:
    take_in(qtbot, empty, sample_file).close()
    until(qtbot, lambda: titles(empty) == ALL_TITLES)
    assert menu_texts(empty)[:2] == ["&Undo import sample.json", "&Redo"]
    press(qtbot, empty, Qt.Key.Key_Z, CONTROL)
    until(qtbot, lambda: titles(empty) == [])
    assert visible_button(empty, "Open the sample")
    assert menu_texts(empty)[:2] == ["&Undo", "&Redo import sample.json"]
    press(qtbot, empty, Qt.Key.Key_Z, CONTROL | SHIFT)
    until(qtbot, lambda: titles(empty) == ALL_TITLES)


def menu_texts(window: MainWindow) -> list[str]:
    return [action.text() for action in menu(window, "Edit").actions()]


def test_a_file_that_cannot_be_taken_in_is_explained_with_a_way_on(
    window: MainWindow, sample_file: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    file = tmp_path / "broken.json"
    file.write_text('{"format": "roundtable/1", ', encoding="utf-8")
    press(qtbot, window, Qt.Key.Key_I, CONTROL)
    answer_file_dialog(qtbot, window, file)
    until(qtbot, lambda: "broken.json" in window.bar.text)
    with Workspace.open(tmp_path / "sample.roundtable") as workspace:
        assert practice_rows.count(workspace) == 3
    click(qtbot, window, "Choose another file…")
    assert not window.bar.isVisible()
    answer_file_dialog(qtbot, window, sample_file)
    report = shown_dialog(qtbot, window, ImportReportDialog)
    assert column(table_named(report, "Practices"), 0) == ["unchanged"] * 3


def test_a_cancelled_import_leaves_the_workspace_as_it_was(
    window: MainWindow, workspace_file: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    with Workspace.open(workspace_file) as workspace:
        before = collected(workspace)
    files = []
    for number in range(300):
        record = PracticeRecord(id=derived_id(str(number)), title=f"Number {number}")
        files.append(tmp_path / f"{number}.json")
        json_file.write(Collection(practices=(record,)), files[-1])
    drop(window, files)
    click(qtbot, window, "Cancel")
    until(qtbot, lambda: "cancelled" in window.bar.text)
    assert titles(window) == ALL_TITLES
    with Workspace.open(workspace_file) as workspace:
        assert collected(workspace) == before


def drag(window: MainWindow, files: list[Path]) -> QMimeData:
    """Hold files over the window as a file manager does that would rather move them."""
    carried = QMimeData()
    carried.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    either = Qt.DropAction.CopyAction | Qt.DropAction.MoveAction
    entering = QDragEnterEvent(QPointF(9, 9), either, carried, Qt.MouseButton.LeftButton, NONE)
    entering.setDropAction(Qt.DropAction.MoveAction)
    entering.ignore()
    QApplication.sendEvent(window, entering)
    assert entering.isAccepted()
    assert entering.dropAction() is Qt.DropAction.CopyAction
    return carried


def drop(window: MainWindow, files: list[Path]) -> None:
    """Drop files on the window as a person does; they are copied, never moved."""
    carried = drag(window, files)
    either = Qt.DropAction.CopyAction | Qt.DropAction.MoveAction
    dropping = QDropEvent(QPointF(9, 9), either, carried, Qt.MouseButton.LeftButton, NONE)
    dropping.setDropAction(Qt.DropAction.MoveAction)
    QApplication.sendEvent(window, dropping)
    assert dropping.dropAction() is Qt.DropAction.CopyAction
    assert not part(window, DropOverlay).isVisible()


def test_files_dropped_on_the_window_are_taken_in(empty: MainWindow, sample_file: Path, qtbot: QtBot) -> None:
    drop(empty, [sample_file])
    until(qtbot, lambda: titles(empty) == ALL_TITLES)


def test_a_workspace_dropped_on_the_window_is_opened(empty: MainWindow, workspace_file: Path, qtbot: QtBot) -> None:
    drop(empty, [workspace_file])
    until(qtbot, lambda: titles(empty) == ALL_TITLES)
    assert empty.windowTitle() == "sample.roundtable — Roundtable"


def test_what_will_happen_to_files_is_said_while_they_are_held_over_the_window(
    window: MainWindow, tmp_path: Path, sample_file: Path, workspace_file: Path
) -> None:
    overlay = part(window, DropOverlay)
    for files, said in (
        ([sample_file], "Import “sample.json”"),
        ([workspace_file], "Open the workspace sample.roundtable"),
        ([tmp_path / "picture.png", sample_file], "“picture.png” cannot be imported."),
        ([workspace_file, sample_file], "“sample.roundtable” cannot be imported."),
    ):
        drag(window, files)
        assert overlay.isVisible()
        assert overlay.text().startswith(said)
        QApplication.sendEvent(window, QDragLeaveEvent())
        assert not overlay.isVisible()


def test_dropped_files_that_cannot_be_taken_in_are_told(window: MainWindow, tmp_path: Path) -> None:
    drop(window, [tmp_path / "picture.png"])
    assert window.bar.text.startswith("“picture.png” cannot be imported. What can be: .txt")


def test_a_file_dropped_on_a_field_is_the_windows(window: MainWindow, sample_file: Path) -> None:
    field = search_field(window)
    carried = QMimeData()
    carried.setUrls([QUrl.fromLocalFile(str(sample_file))])
    carried.setText(str(sample_file))
    entering = QDragEnterEvent(QPointF(5, 5), Qt.DropAction.CopyAction, carried, Qt.MouseButton.LeftButton, NONE)
    QApplication.sendEvent(field, entering)
    assert part(window, DropOverlay).isVisible()
    assert field.text() == ""


def test_the_report_narrows_to_what_needs_a_look_and_shows_the_practice(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    added = PracticeRecord(id=derived_id("added"), title="Added")
    changed = tmp_path / "changed.json"
    json_file.write(Collection(practices=(samples.WELLS, added)), changed)
    report = take_in(qtbot, window, changed)
    table, choice = table_named(report, "Practices"), part(report, QComboBox)
    assert column(table, 0) == ["unchanged", "new"]
    choice.setFocus()
    QTest.keyClick(choice, Qt.Key.Key_Down)
    assert column(table, 1) == ["Added"]
    table.setFocus()
    table.selectRow(0)
    QTest.keyClick(table, Qt.Key.Key_Return)
    until(qtbot, lambda: "Added" in titles(window))
    click(qtbot, report, "Copy as text")
    assert QGuiApplication.clipboard().text().startswith("changed.json: 1 new, 1 unchanged")


def test_what_is_doubtful_and_what_was_left_out_of_a_paper_is_shown_with_its_place(
    empty: MainWindow, paper: Path, qtbot: QtBot
) -> None:
    report = take_in(qtbot, empty, paper)
    assert table_named(report, "Practices").model().rowCount() == 39
    doubts = table_named(report, "What to check")
    assert "(no title)" in column(doubts, 0)
    assert all(where.startswith("line ") for where in column(doubts, 3))
    left_out = table_named(report, "Words left out")
    assert "footnote mark" in column(left_out, 1)
    assert any("left out." in label.text() for label in report.findChildren(QLabel))


def test_conflicts_stay_until_the_files_version_is_taken(
    open_window: OpenWindow, workspace_file: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    edited = tmp_path / "edited.json"
    with Workspace.open(workspace_file) as workspace:
        key = practice_rows.find_ids(workspace, "ayacucho")[0]
        with workspace.unit_of_work("Edit") as work:
            practice_store.save(work, key, PracticeRecord(id=samples.WELLS.id, title="Edited here"))
    json_file.write(Collection(practices=(PracticeRecord(id=samples.WELLS.id, title="Edited there"),)), edited)
    window = open_window(workspace_file)
    report = take_in(qtbot, window, edited)
    assert column(table_named(report, "Practices"), 0) == ["in conflict"]
    click(qtbot, report, "Take the file’s version of 1 conflict")
    until(qtbot, lambda: "Edited there" in titles(window))


def test_a_contribution_that_comes_back_tells_its_conflicts_with_field_and_cell(
    open_window: OpenWindow, workspace_file: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    book = tmp_path / "contribution.xlsx"
    with Workspace.open(workspace_file) as workspace:
        exports.contribution(workspace, book)
        key = practice_rows.find_ids(workspace, "ayacucho")[0]
        practice_edits.save(workspace, key, replace(samples.WELLS, title="Edited here"), "Edit")
    edited = openpyxl.load_workbook(book)
    edited["Practices"]["B3"], edited["Practices"]["T3"] = "Edited there", "9 wells"
    edited.save(book)
    window = open_window(workspace_file)
    report = take_in(qtbot, window, book)
    assert column(table_named(report, "Practices"), 0) == ["unchanged", "in conflict"]
    doubts = table_named(report, "What to check")
    assert (column(doubts, 1), column(doubts, 3)) == (["Title"], ["Practices!B3"])
    click(qtbot, report, "Take the file’s version of 1 conflict")
    until(qtbot, lambda: "Edited there" in titles(window))


def test_a_contribution_dropped_on_the_window_is_taken_in(
    empty: MainWindow, workspace_file: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    with Workspace.open(workspace_file) as workspace:
        exports.contribution(workspace, tmp_path / "contribution.xlsx")
    drop(empty, [tmp_path / "contribution.xlsx"])
    until(qtbot, lambda: titles(empty) == [samples.NURSES.title, samples.WELLS.title])


def test_an_annex_is_written_and_offered_to_be_opened(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    press(qtbot, window, Qt.Key.Key_P, CONTROL)
    answer_file_dialog(qtbot, window, tmp_path / "annex.pdf")
    until(qtbot, lambda: "annex.pdf" in window.bar.text)
    assert (tmp_path / "annex.pdf").read_bytes().startswith(b"%PDF")
    with workspace_switch(window, "file") as opened:
        click(qtbot, window, "Open")
    assert opened == [QUrl.fromLocalFile(str(tmp_path / "annex.pdf"))]


def test_a_contribution_and_an_exchange_file_are_written(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    press(qtbot, window, Qt.Key.Key_E, CONTROL)
    answer_file_dialog(qtbot, window, tmp_path / "contribution")
    until(qtbot, lambda: "contribution.xlsx" in window.bar.text)
    assert (tmp_path / "contribution.xlsx").read_bytes().startswith(b"PK")
    press(qtbot, window, Qt.Key.Key_E, CONTROL | SHIFT)
    answer_file_dialog(qtbot, window, tmp_path / "all.json")
    until(qtbot, lambda: "all.json" in window.bar.text)
    with Workspace.open(tmp_path / "copy.roundtable", create=True) as copy:
        import_files(copy, [tmp_path / "all.json"])
        assert practice_rows.count(copy) == 3


def test_a_place_that_cannot_be_written_is_explained_with_a_way_on(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    target = tmp_path / "gone" / "all.json"
    target.parent.mkdir()
    press(qtbot, window, Qt.Key.Key_E, CONTROL | SHIFT)
    target.parent.rmdir()
    answer_file_dialog(qtbot, window, target)
    until(qtbot, lambda: "does not exist" in window.bar.text)
    assert visible_button(window, "Choose another place…")


def test_the_folder_of_the_last_file_is_remembered_for_its_kind(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    folder = tmp_path / "handed over"
    folder.mkdir()
    press(qtbot, window, Qt.Key.Key_E, CONTROL | SHIFT)
    answer_file_dialog(qtbot, window, folder / "all.json")
    until(qtbot, lambda: "all.json" in window.bar.text)
    press(qtbot, window, Qt.Key.Key_E, CONTROL | SHIFT)
    answer_file_dialog(qtbot, window, Path("again.json"))
    until(qtbot, lambda: "again.json" in window.bar.text)
    assert (folder / "again.json").is_file()
