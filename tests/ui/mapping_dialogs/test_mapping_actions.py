"""Practices come into a roundtable from wherever they are: mapped, put into its annex, added in the matrix."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QListWidget
from pytestqt.qtbot import QtBot

from roundtable.agenda import roundtable_edits, roundtable_store
from roundtable.mapping import gaps, roundtable_matrix
from roundtable.practices import practice_edits, practice_rows
from roundtable.workspace import Workspace
from tests import samples
from tests.ui.window_driving import (
    CONTROL,
    SHIFT,
    OpenWindow,
    click,
    menu,
    part,
    practices_table,
    press,
    shown_dialog,
    table_named,
    titles,
    until,
    visible_button,
)
from ui.dialogs.question_dialog import QuestionDialog
from ui.mapping.matrix_table import MatrixTable
from ui.mapping_dialogs.add_practices_dialog import AddPracticesDialog
from ui.mapping_dialogs.practice_targets_dialog import PracticeTargetsDialog
from ui.shell.main_window import MainWindow
from ui.widgets.search_field import SearchField

Key = Qt.Key


@pytest.fixture
def opened(window: MainWindow) -> Workspace:
    workspace = window.workspace_switch.workspace
    assert workspace is not None
    return workspace


def key_of(workspace: Workspace, identity: str) -> int:
    key = practice_rows.key_of(workspace, identity)
    assert key is not None
    return key


def annexed(workspace: Workspace) -> set[str]:
    """Return the titles in the annex of the first roundtable."""
    [row, *_] = roundtable_store.listing(workspace)
    keys = list(roundtable_matrix.matrix(workspace, row.id).annexed)
    return set(practice_rows.titles(workspace, keys).values())


def marks(workspace: Workspace, identity: str) -> list[str]:
    [row, *_] = roundtable_store.listing(workspace)
    found = roundtable_matrix.of_practice(workspace, row.id, key_of(workspace, identity))
    return [target.mark for target in found.targets if target in found.mapped]


def show(qtbot: QtBot, window: MainWindow, identity: str, workspace: Workspace) -> None:
    window.navigator.show_practice(identity)
    key = key_of(workspace, identity)
    until(qtbot, lambda: window.practices.list.selected_keys == [key])


def test_a_practice_is_mapped_by_keys_without_leaving_it(window: MainWindow, opened: Workspace, qtbot: QtBot) -> None:
    show(qtbot, window, samples.WELLS.id, opened)
    press(qtbot, window, Key.Key_L, CONTROL)
    dialog = shown_dialog(qtbot, window, PracticeTargetsDialog)
    shown = part(dialog, QListWidget)
    until(qtbot, shown.hasFocus)
    assert [shown.item(at).checkState() is Qt.CheckState.Checked for at in range(3)] == [False, False, True]
    QTest.keyClick(shown, Key.Key_Down)
    QTest.keyClick(shown, Key.Key_Space)
    QTest.keyClick(shown, Key.Key_Return)
    until(qtbot, lambda: marks(opened, samples.WELLS.id) == ["Q2", "M1"])
    assert window.practices.isVisible()
    until(qtbot, lambda: window.bar.text == "“Wells for Ayacucho” is mapped to Q2, M1")
    click(qtbot, window.bar, "Undo")
    until(qtbot, lambda: marks(opened, samples.WELLS.id) == ["M1"])


def test_the_pane_leads_there_too_and_tells_gaps_and_suggestions(
    window: MainWindow, opened: Workspace, qtbot: QtBot
) -> None:
    [row] = roundtable_store.listing(opened)
    second = roundtable_matrix.matrix(opened, row.id).targets[1]
    gaps.create(opened, row.id, second, due="2031-01-01", owner="A. Person")
    text, key = "Clubs pay for the training of nurses at home.", key_of(opened, samples.UNTITLED.id)
    practice_edits.set_value(opened, key, "summary", text, "Edit summary", read_as=samples.UNTITLED.summary)
    show(qtbot, window, samples.UNTITLED.id, opened)
    click(qtbot, window.practices.pane, "Map…")
    dialog = shown_dialog(qtbot, window, PracticeTargetsDialog)
    shown = part(dialog, QListWidget)
    until(qtbot, lambda: any("suggested" in shown.item(at).text() for at in range(3)))
    assert shown.item(1).text().endswith("gap, A. Person, 1 Jan 2031")
    assert not part(dialog, QCheckBox).isChecked()


def test_unticking_everything_leaves_the_annex_open(window: MainWindow, opened: Workspace, qtbot: QtBot) -> None:
    show(qtbot, window, samples.WELLS.id, opened)
    press(qtbot, window, Key.Key_L, CONTROL)
    dialog = shown_dialog(qtbot, window, PracticeTargetsDialog)
    shown, annex = part(dialog, QListWidget), part(dialog, QCheckBox)
    QTest.keyClick(shown, Key.Key_End)
    QTest.keyClick(shown, Key.Key_Space)
    assert (annex.isEnabled(), annex.isChecked()) == (True, True)
    QTest.keyClick(annex, Key.Key_Space)
    click(qtbot, dialog, "Save")
    until(qtbot, lambda: samples.WELLS.title not in annexed(opened))
    assert marks(opened, samples.WELLS.id) == []


def test_selected_practices_are_put_into_an_annex_and_taken_out_of_it(
    window: MainWindow, opened: Workspace, qtbot: QtBot
) -> None:
    show(qtbot, window, samples.UNTITLED.id, opened)
    choose(window, "Add to the annex of RT 9.1")
    until(qtbot, lambda: "" in annexed(opened))
    until(qtbot, lambda: window.bar.text == "1 practice added to the annex of RT 9.1")
    choose(window, "Remove from the annex of RT 9.1")
    until(qtbot, lambda: "" not in annexed(opened))


def choose(window: MainWindow, words: str) -> None:
    """Choose an action in the menu of the list."""
    [found] = [one for one in practices_table(window).actions() if one.text().replace("&", "") == words]
    found.trigger()


def test_of_several_roundtables_one_is_asked_for(window: MainWindow, opened: Workspace, qtbot: QtBot) -> None:
    key, change_set = roundtable_edits.create(opened, "RT 9.2")
    window.signals.changed.emit(change_set)
    show(qtbot, window, samples.UNTITLED.id, opened)
    choose(window, "Add to an annex…")
    dialog = shown_dialog(qtbot, window, QuestionDialog)
    shown = part(dialog, QListWidget)
    assert [shown.item(at).text() for at in range(2)] == ["RT 9.1  Water and nurses", "RT 9.2"]
    QTest.keyClick(shown, Key.Key_Down)
    QTest.keyClick(shown, Key.Key_Return)
    until(qtbot, lambda: len(roundtable_matrix.matrix(opened, key).annexed) == 1)


def test_practices_are_added_in_the_matrix_from_a_search(window: MainWindow, opened: Workspace, qtbot: QtBot) -> None:
    press(qtbot, window, Key.Key_4, CONTROL)
    matrix = part(window.mapping, MatrixTable)
    until(qtbot, lambda: matrix.model().rowCount() > 2)
    before = matrix.model().rowCount()
    click(qtbot, window.mapping, "Add practices…")
    dialog = shown_dialog(qtbot, window, AddPracticesDialog)
    listed = table_named(dialog, "Practices to add")
    until(qtbot, lambda: listed.model().rowCount() == 1)
    QTest.keyClicks(part(dialog, SearchField), "country:Ghana")
    until(qtbot, lambda: listed.model().rowCount() == 0)
    QTest.keyClick(part(dialog, SearchField), Key.Key_Escape)
    until(qtbot, lambda: listed.model().rowCount() == 1)
    click(qtbot, dialog, "Add 1 practice")
    until(qtbot, lambda: matrix.model().rowCount() == before + 1)
    added = key_of(opened, samples.UNTITLED.id)
    assert window.mapping._matrix.model.practice(matrix.currentIndex().row()) == added


def test_a_new_practice_made_in_the_matrix_is_in_it(window: MainWindow, opened: Workspace, qtbot: QtBot) -> None:
    press(qtbot, window, Key.Key_4, CONTROL)
    press(qtbot, window, Key.Key_P, CONTROL | SHIFT)
    dialog = shown_dialog(qtbot, window, AddPracticesDialog)
    QTest.mouseClick(visible_button(dialog, "&New practice"), Qt.MouseButton.LeftButton)
    until(qtbot, lambda: "" in annexed(opened))
    until(qtbot, lambda: window.practices.isVisible() and len(titles(window)) == 4)
    assert window.undo_actions is not None
    assert "New practice in RT 9.1" in menu(window, "Edit").actions()[0].text().replace("new", "New", 1)


def test_without_a_roundtable_it_is_said_what_to_do(open_window: OpenWindow, new_location: str, qtbot: QtBot) -> None:
    window = open_window(new_location)
    window.practice_actions.create()
    until(qtbot, lambda: titles(window) == ["(no title)"])
    press(qtbot, window, Key.Key_L, CONTROL)
    assert window.bar.text == "There is no roundtable yet. Start one, or import its paper."
