"""Work is taken along and merged back in the window, by keys and clicks; a person decides what both sides changed."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QFileDialog, QLineEdit, QRadioButton, QTabWidget
from pytestqt.qtbot import QtBot

from roundtable.practices import practice_edits, practice_rows
from roundtable.vocabulary import term_edits
from roundtable.workspace import Workspace
from roundtable.workspace_merge.take_along import take_along
from tests.samples import NURSES, ROUNDTABLE, WELLS
from tests.ui.window_driving import (
    ALT,
    NONE,
    OpenWindow,
    answer_file_dialog,
    click,
    column,
    menu,
    part,
    shown_dialog,
    shown_preview,
    shown_report,
    shown_texts,
    table_named,
    titles,
    until,
    visible_button,
)
from ui.imports.import_dialog import ImportDialog
from ui.imports.plan_model import ACTION, OUTCOME
from ui.shell.main_window import MainWindow
from ui.workspace_merge.take_along_dialog import TakeAlongDialog


@pytest.fixture
def taken(filled_location: str, tmp_path: Path) -> Path:
    file = tmp_path / "taken.roundtable"
    with Workspace.open(filled_location) as workspace:
        take_along(workspace, file)
    return file


def set_field(location: str | Path, uid: str, field: str, value: str) -> None:
    with Workspace.open(location) as workspace:
        change = practice_edits.set_field(field, value)[1]
        practice_edits.edit_many(workspace, [key_of(workspace, uid)], "Edit", change)


def key_of(workspace: Workspace, uid: str) -> int:
    key = practice_rows.key_of(workspace, uid)
    assert key is not None
    return key


def asked(qtbot: QtBot, window: MainWindow) -> TakeAlongDialog:
    """Choose File > Take along, and return the dialog."""
    trigger(window, "Take a&long…")
    dialog = shown_dialog(qtbot, window, TakeAlongDialog)
    until(qtbot, dialog.isActiveWindow)
    return dialog


def trigger(window: MainWindow, text: str) -> None:
    [action] = [action for action in menu(window, "File").actions() if action.text() == text]
    action.trigger()


def merge(qtbot: QtBot, window: MainWindow, file: Path) -> ImportDialog:
    """Choose File > Merge back and a file, and return the preview."""
    trigger(window, "&Merge back…")
    answer_file_dialog(qtbot, window, file)
    return shown_preview(qtbot, window, "&Merge")


def test_everything_is_taken_along_into_a_file_that_says_where_it_is_from(
    open_window: OpenWindow, window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    assert window.workspace_switch.workspace
    name = window.workspace_switch.workspace.name
    click(qtbot, asked(qtbot, window), "&Take along…")
    answer_file_dialog(qtbot, window, tmp_path / "taken.roundtable")
    until(qtbot, lambda: "“taken.roundtable” was saved." in window.bar.text)
    other = open_window(tmp_path / "taken.roundtable")
    until(qtbot, lambda: len(titles(other)) == 3)
    assert other.windowTitle() == f"taken.roundtable, taken along from {name} — Roundtable"


def test_a_roundtable_or_a_search_is_chosen_by_keys(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    dialog = asked(qtbot, window)
    codes, search = part(dialog, QComboBox), part(dialog, QLineEdit)
    assert (codes.accessibleName(), search.accessibleName()) == (
        "Roundtable to take along",
        "Search for what to take along",
    )
    assert (codes.isEnabled(), search.isEnabled()) == (False, False)
    QTest.keyClick(dialog, Qt.Key.Key_R, ALT)
    until(qtbot, codes.isEnabled)
    assert codes.currentText() == ROUNDTABLE.code
    QTest.keyClick(dialog, Qt.Key.Key_P, ALT)
    until(qtbot, search.isEnabled)
    assert not visible_button(dialog, "&Take along…").isEnabled()
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
    assert search.hasFocus()
    QTest.keyClicks(search, "infirmieres")
    QTest.keyClick(search, Qt.Key.Key_Return)
    answer_file_dialog(qtbot, window, tmp_path / "found.roundtable")
    until(qtbot, lambda: "“found.roundtable” was saved." in window.bar.text)
    with Workspace.open(tmp_path / "found.roundtable") as workspace:
        assert practice_rows.count(workspace) == 1


def test_what_only_the_file_changed_is_merged_as_one_step(window: MainWindow, taken: Path, qtbot: QtBot) -> None:
    set_field(taken, WELLS.id, "notes", "asked twice")
    with Workspace.open(taken) as workspace:
        practice_edits.trash(workspace, [key_of(workspace, NURSES.id)])
    preview = merge(qtbot, window, taken)
    grid = table_named(preview, "Practices")
    assert column(grid, OUTCOME) == ["updated", "updated"]
    assert column(table_named(preview, "Changed fields"), 0) == ["Internal notes"]
    assert preview.windowTitle() == "Merge back"
    assert shown_texts(preview)[-1] == "2 practices to merge"
    QTest.keyClick(preview, Qt.Key.Key_M, ALT)
    until(qtbot, lambda: titles(window) == ["(no title)", "Wells for Ayacucho"])
    assert menu(window, "Edit").actions()[0].text() == "&Undo merge taken.roundtable"
    report = shown_report(qtbot, window)
    tabs = part(report, QTabWidget)
    assert report.windowTitle() == "Merge report"
    assert [tabs.tabText(at) for at in range(tabs.count()) if tabs.isTabVisible(at)] == ["Practices 2", "To check 0"]


def test_a_file_in_which_nothing_was_changed_says_so(window: MainWindow, taken: Path, qtbot: QtBot) -> None:
    assert "taken.roundtable: no changed practices" in shown_texts(merge(qtbot, window, taken))


def test_what_is_changed_beside_practices_is_told_and_the_work_is_called_a_merge(
    window: MainWindow, taken: Path, qtbot: QtBot
) -> None:
    with Workspace.open(taken) as workspace:
        term_edits.add(workspace, "tag", "Deep wells")
        term_edits.add(workspace, "tag", "Shallow wells")
    preview = merge(qtbot, window, taken)
    assert "taken.roundtable: 2 changed terms" in shown_texts(preview)
    until(qtbot, lambda: "No practices" in shown_texts(preview))
    assert not table_named(preview, "Practices").isVisible()
    assert not any("to merge" in said for said in shown_texts(preview))
    begun: list[str] = []
    window.jobs.started.connect(lambda job: begun.append(job.title))
    QTest.keyClick(preview, Qt.Key.Key_M, ALT)
    shown_report(qtbot, window)
    assert "Merging taken.roundtable" in begun


def test_an_edit_here_and_a_deletion_in_the_file_are_decided_by_a_person(
    window: MainWindow, filled_location: str, taken: Path, qtbot: QtBot
) -> None:
    set_field(filled_location, NURSES.id, "notes", "asked twice")
    with Workspace.open(taken) as workspace:
        practice_edits.trash(workspace, [key_of(workspace, NURSES.id)])
    preview = merge(qtbot, window, taken)
    grid = table_named(preview, "Practices")
    assert (column(grid, OUTCOME), column(grid, ACTION)) == (["in conflict"], ["decide"])
    fields = table_named(preview, "Changed fields")
    assert [*zip(column(fields, 0), column(fields, 1), strict=True)] == [("Deletion", "to decide")]
    [there] = [one for one in preview.findChildren(QRadioButton) if one.text() == "As in the &file"]
    QTest.mouseClick(there, Qt.MouseButton.LeftButton)
    assert column(grid, ACTION) == ["update"]
    click(qtbot, preview, "&Merge")
    until(qtbot, lambda: titles(window) == ["(no title)", "Wells for Ayacucho"])


def test_a_file_dropped_on_the_window_it_was_taken_along_from_may_be_merged(
    window: MainWindow, taken: Path, qtbot: QtBot
) -> None:
    set_field(taken, WELLS.id, "title", "Deep wells")
    drop(window, taken)
    assert "was taken along from this workspace" in window.bar.text
    assert visible_button(window.bar, "Open it")
    click(qtbot, window.bar, "Merge it back…")
    click(qtbot, shown_preview(qtbot, window, "&Merge"), "&Merge")
    until(qtbot, lambda: "Deep wells" in titles(window))


def test_any_other_workspace_dropped_on_the_window_is_opened(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    Workspace.open(tmp_path / "other.roundtable", create=True).close()
    drop(window, tmp_path / "other.roundtable")
    until(qtbot, lambda: window.windowTitle() == "other.roundtable — Roundtable")


def drop(window: MainWindow, file: Path) -> None:
    carried = QMimeData()
    carried.setUrls([QUrl.fromLocalFile(str(file))])
    for kind in (QDragEnterEvent, QDropEvent):
        event = kind(QPointF(9, 9), Qt.DropAction.CopyAction, carried, Qt.MouseButton.LeftButton, NONE)
        QApplication.sendEvent(window, event)


def test_a_file_of_another_workspace_is_refused_with_a_way_on(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    Workspace.open(tmp_path / "other.roundtable", create=True).close()
    trigger(window, "&Merge back…")
    answer_file_dialog(qtbot, window, tmp_path / "other.roundtable")
    until(qtbot, lambda: "neither taken along from this workspace" in window.bar.text)
    click(qtbot, window.bar, "Choose another file…")
    assert shown_dialog(qtbot, window, QFileDialog).windowTitle() == "Merge back"
