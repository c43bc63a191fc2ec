from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from roundtable import exports
from roundtable.imports import import_files
from roundtable.practices import practice_rows, practice_store
from roundtable.workspace import Workspace
from tests import samples
from tests.ui.window_driving import (
    ALL_TITLES,
    CONTROL,
    NONE,
    SHIFT,
    OpenWindow,
    answer_file_dialog,
    carry_out,
    click,
    column,
    menu,
    part,
    press,
    preview_of,
    search_field,
    shown_preview,
    shown_report,
    status_texts,
    table_named,
    titles,
    until,
    visible_button,
    workspace_switch,
)
from ui.imports.plan_model import OUTCOME
from ui.imports.report_dock import ReportDock
from ui.shell.file_drop import DropOverlay
from ui.shell.main_window import MainWindow


@pytest.fixture
def empty(open_window: OpenWindow, new_location: str) -> MainWindow:
    return open_window(new_location)


def take_in(qtbot: QtBot, window: MainWindow, file: Path) -> ReportDock:
    """Import a file by keys, and return the report that is shown."""
    preview_of(qtbot, window, file)
    carry_out(qtbot, window)
    return shown_report(qtbot, window)


def test_an_import_fills_the_window_and_shows_its_report(empty: MainWindow, sample_file: Path, qtbot: QtBot) -> None:
    report = take_in(qtbot, empty, sample_file)
    assert report.isVisible()
    assert column(table_named(report, "Practices of the report"), 0) == ["new", "new", "new"]
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
    window: MainWindow, filled_location: str, sample_file: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    file = tmp_path / "broken.json"
    file.write_text('{"format": "roundtable/1", ', encoding="utf-8")
    press(qtbot, window, Qt.Key.Key_I, CONTROL)
    answer_file_dialog(qtbot, window, file)
    until(qtbot, lambda: "broken.json" in window.bar.text)
    with Workspace.open(filled_location) as workspace:
        assert practice_rows.count(workspace) == 3
    click(qtbot, window, "Choose another file…")
    assert not window.bar.isVisible()
    answer_file_dialog(qtbot, window, sample_file)
    preview = shown_preview(qtbot, window)
    assert column(table_named(preview, "Practices"), OUTCOME) == ["unchanged"] * 3


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
    assert titles(empty) == []
    carry_out(qtbot, empty)
    until(qtbot, lambda: titles(empty) == ALL_TITLES)


def test_an_annex_dropped_on_the_window_gives_its_records(
    empty: MainWindow, filled_location: str, tmp_path: Path, qtbot: QtBot
) -> None:
    with Workspace.open(filled_location) as workspace:
        practices = exports.annex(workspace, tmp_path / "annex.pdf").practices
    drop(empty, [tmp_path / "annex.pdf"])
    carry_out(qtbot, empty)
    until(qtbot, lambda: len(titles(empty)) == practices > 0)


def test_a_workspace_dropped_on_the_window_is_opened(
    open_window: OpenWindow, workspace_file: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    empty = open_window(tmp_path / "empty.roundtable")
    drop(empty, [workspace_file])
    until(qtbot, lambda: titles(empty) == ALL_TITLES)
    assert empty.windowTitle() == "filled.roundtable — Roundtable"


def test_what_will_happen_to_files_is_said_while_they_are_held_over_the_window(
    window: MainWindow, tmp_path: Path, sample_file: Path, workspace_file: Path
) -> None:
    overlay = part(window, DropOverlay)
    for files, said in (
        ([sample_file], "Import “sample.json”"),
        ([workspace_file], "Open the workspace “filled.roundtable”, or merge it back if it comes from this one"),
        ([tmp_path / "picture.png", sample_file], "“picture.png” cannot be imported."),
        ([workspace_file, sample_file], "“filled.roundtable” cannot be imported."),
    ):
        drag(window, files)
        assert overlay.isVisible()
        assert overlay.text().startswith(said)
        QApplication.sendEvent(window, QDragLeaveEvent())
        assert not overlay.isVisible()


def test_dropped_files_that_cannot_be_taken_in_are_told(window: MainWindow, tmp_path: Path) -> None:
    drop(window, [tmp_path / "picture.png"])
    assert window.bar.text.startswith("“picture.png” cannot be imported. These can: .txt")


def test_a_file_dropped_on_a_field_is_the_windows(window: MainWindow, sample_file: Path) -> None:
    field = search_field(window)
    carried = QMimeData()
    carried.setUrls([QUrl.fromLocalFile(str(sample_file))])
    carried.setText(str(sample_file))
    entering = QDragEnterEvent(QPointF(5, 5), Qt.DropAction.CopyAction, carried, Qt.MouseButton.LeftButton, NONE)
    QApplication.sendEvent(field, entering)
    assert part(window, DropOverlay).isVisible()
    assert field.text() == ""


def test_a_contribution_dropped_on_the_window_is_taken_in(
    empty: MainWindow, filled_location: str, tmp_path: Path, qtbot: QtBot
) -> None:
    with Workspace.open(filled_location) as workspace:
        exports.contribution(workspace, tmp_path / "contribution.xlsx")
    drop(empty, [tmp_path / "contribution.xlsx"])
    carry_out(qtbot, empty)
    until(qtbot, lambda: titles(empty) == [samples.NURSES.title, samples.WELLS.title])


def test_an_annex_is_written_and_offered_to_be_opened(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    press(qtbot, window, Qt.Key.Key_P, CONTROL)
    answer_file_dialog(qtbot, window, tmp_path / "annex.pdf")
    until(qtbot, lambda: "annex.pdf" in window.bar.text)
    assert (tmp_path / "annex.pdf").read_bytes().startswith(b"%PDF")
    with workspace_switch(window, "file") as opened:
        click(qtbot, window, "Open")
    assert opened == [QUrl.fromLocalFile(str(tmp_path / "annex.pdf"))]


def test_scripts_without_a_font_are_named_where_an_annex_is_written(
    window: MainWindow, filled_location: str, tmp_path: Path, qtbot: QtBot
) -> None:
    with Workspace.open(filled_location) as workspace:
        key = practice_rows.find_ids(workspace, "ayacucho")[0]
        with workspace.unit_of_work("Translate") as work:
            practice_store.save(work, key, replace(samples.WELLS, summary="井户 한국"))
    press(qtbot, window, Qt.Key.Key_P, CONTROL)
    answer_file_dialog(qtbot, window, tmp_path / "annex.pdf")
    until(qtbot, lambda: "annex.pdf" in window.bar.text)
    assert "(Chinese, Korean)" in window.bar.text


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
