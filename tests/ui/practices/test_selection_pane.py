"""The pane shows what commands act on: one practice, or several with what they share."""

import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLabel
from pytestqt.qtbot import QtBot

from roundtable.practices import practice_rows
from roundtable.practices.shared_values import shared_values
from roundtable.workspace import Workspace
from tests.ui.practices.test_practice_actions import choose_rows, records
from tests.ui.shell.test_main_window import nameless
from tests.ui.window_driving import CONTROL, SHIFT, click, part, practices_table, press, titles, until
from ui.editor.chips_field import ChipsField
from ui.practices.selection_pane import SelectionPane
from ui.shell.main_window import MainWindow


def chosen_titles(window: MainWindow) -> list[str]:
    keys = window.practices.list.selected_keys
    workspace = window.workspace_switch.workspace
    assert workspace is not None
    found = practice_rows.titles(workspace, keys)
    return [found[key] for key in keys]


def shown_pane(window: MainWindow, qtbot: QtBot) -> SelectionPane:
    pane = part(window, SelectionPane)
    until(qtbot, lambda: pane.isVisible() and part(pane, QComboBox).isEnabled())
    return pane


def test_next_and_previous_select_the_practice_shown_alone(window: MainWindow, qtbot: QtBot) -> None:
    practices_table(window).setFocus()
    for key, title in (
        (Qt.Key.Key_PageDown, "Étude des infirmières"),
        (Qt.Key.Key_PageDown, "Wells for Ayacucho"),
        (Qt.Key.Key_PageUp, "Étude des infirmières"),
    ):
        press(qtbot, window, key, CONTROL)
        assert chosen_titles(window) == [title]
    press(qtbot, window, Qt.Key.Key_Delete)
    until(qtbot, lambda: titles(window) == ["(no title)", "Wells for Ayacucho"])


def test_several_are_told_with_what_they_share(window: MainWindow, qtbot: QtBot) -> None:
    table = practices_table(window)
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_Down, SHIFT)
    QTest.keyClick(table, Qt.Key.Key_Down, SHIFT)
    pane = shown_pane(window, qtbot)
    assert part(pane, QLabel, "selection_heading").text() == "3 practices selected"
    assert "• (no title)\n• Étude des infirmières\n• Wells for Ayacucho" in [
        label.text() for label in pane.findChildren(QLabel)
    ]
    assert part(pane, QComboBox).currentText() == "Draft 2, Cleared 1"
    assert nameless(pane) == []
    QTest.keyClick(table, Qt.Key.Key_Up)
    assert not pane.isVisible()
    assert chosen_titles(window) == ["Étude des infirmières"]


def test_a_tag_is_given_to_all_and_taken_from_all_by_keys(window: MainWindow, qtbot: QtBot) -> None:
    choose_rows(window, 1, 2)
    pane = shown_pane(window, qtbot)
    press(qtbot, window, Qt.Key.Key_F2)
    assert part(pane, QComboBox).hasFocus()
    [tags] = [field for field in pane.findChildren(ChipsField) if field.name == "tags"]
    tags.input.setFocus()
    QTest.keyClicks(tags.input, "Zebra")
    QTest.keyClick(tags.input, Qt.Key.Key_Return)
    until(qtbot, lambda: all("Zebra" in records(window)[title].tags for title in chosen_titles(window)))
    until(qtbot, lambda: [chip.text for chip in tags.shown_chips()] == ["Zebra"] and tags.isEnabled())
    assert "Gender" in records(window)["Étude des infirmières"].tags
    tags.input.setFocus()
    QTest.keyClick(tags.input, Qt.Key.Key_Backspace)
    until(qtbot, lambda: not any("Zebra" in record.tags for record in records(window).values()))


def test_the_status_of_all_is_set_and_undone_in_one_step(window: MainWindow, qtbot: QtBot) -> None:
    choose_rows(window, 1, 2)
    pane = shown_pane(window, qtbot)
    QTest.keyClicks(part(pane, QComboBox), "Submitted")
    until(qtbot, lambda: [r.status for r in records(window).values()].count("submitted") == 2)
    until(qtbot, lambda: window.bar.text.startswith("Status of 2 practices"))
    click(qtbot, window.bar, "Undo")
    until(qtbot, lambda: [r.status for r in records(window).values()].count("submitted") == 0)


def test_what_all_share_is_counted_over_all_of_them(filled_location: str) -> None:
    with Workspace.open(filled_location) as workspace:
        shared = shared_values(workspace, [1, 2, 3])
        alone = shared_values(workspace, [1])
    assert (shared.practices, shared.tags, shared.countries) == (3, (), ())
    assert set(alone.partners) == {"Ministry of Water", "Andean Fund"}


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the system does not list what a process has open")
def test_a_workspace_that_is_closed_while_several_are_selected_is_not_held_by_the_pane(
    window: MainWindow, workspace_file: Path, qtbot: QtBot
) -> None:
    choose_rows(window, 0, 1)
    shown_pane(window, qtbot)
    window.workspace_switch.close()
    assert _times_open(workspace_file) == 1  # by ``file_header``, which keeps its own


def _times_open(file: Path) -> int:
    handles = [entry for entry in Path("/proc/self/fd").iterdir() if entry.is_symlink()]
    return [handle.readlink() for handle in handles].count(file)
