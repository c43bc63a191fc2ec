from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QListWidget
from pytestqt.qtbot import QtBot

from db import row_keys
from roundtable.practices import practice_edits, practice_store
from roundtable.records.practice import PracticeRecord
from roundtable.workspace import Workspace
from tests import samples
from tests.ui.practices.test_practice_actions import choose_rows
from tests.ui.shell.test_main_window import nameless
from tests.ui.window_driving import (
    CONTROL,
    click,
    column,
    part,
    practices_table,
    press,
    shown_dialog,
    status_texts,
    table_named,
    titles,
    until,
    visible_button,
)
from ui.dialogs.question_dialog import QuestionDialog
from ui.practice_dialogs.history_dialog import HistoryDialog
from ui.practice_dialogs.restore_dialog import RestoreDialog
from ui.shell.main_window import MainWindow
from ui.widgets.reading_pane import ReadingPane

SUMMARY = "Clubs at home pay for wells."


@pytest.fixture
def filled_location(filled_location: str) -> str:
    """Give the practice about wells a past of two steps, one field in the first and three in the second."""
    with Workspace.open(filled_location) as workspace:
        wells = wells_of(workspace)
        practice_edits.save(workspace, key_of(workspace), replace(wells, title="Deep wells for Ayacucho"), "Reword")
        retold = replace(wells, summary=SUMMARY, tags=("Gender",))
        practice_edits.save(workspace, key_of(workspace), retold, "Retell")
    return filled_location


def key_of(workspace: Workspace) -> int:
    with workspace.reading() as connection:
        return row_keys.keys_by_uid(connection, [samples.WELLS.id])[samples.WELLS.id]


def wells_of(workspace: Workspace) -> PracticeRecord:
    found = practice_store.get(workspace, key_of(workspace))
    assert found is not None
    return found


def wells(window: MainWindow) -> PracticeRecord:
    assert window.workspace_switch.workspace is not None
    return wells_of(window.workspace_switch.workspace)


def open_history(window: MainWindow, qtbot: QtBot, row: int = 2) -> HistoryDialog:
    choose_rows(window, row)
    press(qtbot, window, Qt.Key.Key_H, CONTROL)
    dialog = shown_dialog(qtbot, window, HistoryDialog)
    until(qtbot, lambda: changes(dialog) != "")
    QTest.keyClick(table_named(dialog, "Versions"), Qt.Key.Key_Right)
    return dialog


def rows(dialog: HistoryDialog) -> list[str]:
    return column(table_named(dialog, "Versions"), 2)


def steps(dialog: HistoryDialog) -> list[str]:
    """Return the steps shown, those of open sittings as well, without the sittings themselves."""
    return [row.strip() for row in rows(dialog) if row[0] not in "▸▾"]


def restore(dialog: HistoryDialog, qtbot: QtBot) -> str:
    """Restore as the dialog before it asks; return what it says that would change."""
    asked = shown_dialog(qtbot, dialog, RestoreDialog)
    said = part(asked, ReadingPane).toPlainText()
    QTest.keyClick(asked, Qt.Key.Key_Return)
    return said


def changes(dialog: HistoryDialog) -> str:
    return part(dialog, ReadingPane).toPlainText()


def look_at(dialog: HistoryDialog, qtbot: QtBot, row: int) -> None:
    """Go to a version by keys and wait until its changes are shown."""
    table = table_named(dialog, "Versions")
    QTest.keyClick(table, Qt.Key.Key_Home)
    for _ in range([text.strip() for text in rows(dialog)].index(steps(dialog)[row])):
        QTest.keyClick(table, Qt.Key.Key_Down)
    until(qtbot, lambda: changes(dialog).startswith(steps(dialog)[row]))


def struck_and_underlined(pane: ReadingPane) -> tuple[str, str]:
    """Read the words that are struck through and those that are underlined, whatever their colours."""
    struck, underlined = "", ""
    cursor = QTextCursor(pane.document())
    while not cursor.atEnd():
        cursor.movePosition(QTextCursor.MoveOperation.NextCharacter, QTextCursor.MoveMode.KeepAnchor)
        if cursor.charFormat().fontStrikeOut():
            struck += cursor.selectedText()
        if cursor.charFormat().fontUnderline():
            underlined += cursor.selectedText()
        cursor.clearSelection()
    return struck.strip(), underlined


def test_history_lists_who_did_what_newest_first_and_marks_words_without_colour(
    window: MainWindow, qtbot: QtBot
) -> None:
    dialog = open_history(window, qtbot)
    assert steps(dialog)[:2] == ["Retell", "Reword"]
    assert steps(dialog)[2].startswith("Import")
    assert all(column(table_named(dialog, "Versions"), 0))
    assert all(column(table_named(dialog, "Versions"), 1))
    look_at(dialog, qtbot, 1)
    assert "Title" in changes(dialog)
    assert "3 versions, the newest first" in [shown.text() for shown in dialog.findChildren(QLabel)]
    assert struck_and_underlined(part(dialog, ReadingPane)) == ("Wells", "Deep wells")


def test_an_earlier_version_is_brought_back_as_one_step_that_undo_takes_back(window: MainWindow, qtbot: QtBot) -> None:
    before = wells(window)
    dialog = open_history(window, qtbot)
    assert not visible_button(dialog, "&Restore this version").isEnabled()
    look_at(dialog, qtbot, 1)
    QTest.keyClick(dialog, Qt.Key.Key_R, Qt.KeyboardModifier.AltModifier)
    assert {"Tags", "Summary"} <= set(restore(dialog, qtbot).splitlines())
    until(qtbot, lambda: steps(dialog)[0] == "Restore an earlier version")
    now = wells(window)
    assert (now.title, now.tags, now.summary) == ("Deep wells for Ayacucho", samples.WELLS.tags, samples.WELLS.summary)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    until(qtbot, lambda: not window.findChildren(HistoryDialog))
    until(qtbot, lambda: "Deep wells for Ayacucho" in titles(window))
    assert window.bar.text == "Earlier version restored"
    assert "Undo: Restore an earlier version – Deep wells for Ayacucho" in status_texts(window)
    click(qtbot, window.bar, "Undo")
    until(qtbot, lambda: replace(wells(window), revision=before.revision, changed_at=before.changed_at) == before)


def test_one_field_is_brought_back_and_the_others_stay(window: MainWindow, qtbot: QtBot) -> None:
    dialog = open_history(window, qtbot)
    look_at(dialog, qtbot, 0)
    QTest.keyClick(dialog, Qt.Key.Key_F, Qt.KeyboardModifier.AltModifier)
    question = shown_dialog(qtbot, dialog, QuestionDialog)
    offered = part(question, QListWidget)
    said = [offered.item(number).text() for number in range(offered.count())]
    assert said == [f"{field}, as before this version" for field in ("Title", "Tags", "Summary")]
    QTest.keyClick(offered, Qt.Key.Key_Down)
    QTest.keyClick(question, Qt.Key.Key_Return)
    assert "Summary" not in restore(dialog, qtbot)
    until(qtbot, lambda: steps(dialog)[0] == "Restore tags")
    assert (wells(window).tags, wells(window).summary) == (samples.WELLS.tags, SUMMARY)


def test_what_is_as_it_was_already_cannot_be_brought_back(window: MainWindow, qtbot: QtBot) -> None:
    dialog = open_history(window, qtbot, row=0)
    assert len(steps(dialog)) == 1
    assert not visible_button(dialog, "&Restore this version").isEnabled()
    assert not visible_button(dialog, "Restore this &field…").isEnabled()


def test_history_closed_while_it_looks_back_leaves_nothing_behind(window: MainWindow, qtbot: QtBot) -> None:
    choose_rows(window, 2)
    press(qtbot, window, Qt.Key.Key_H, CONTROL)
    QTest.keyClick(shown_dialog(qtbot, window, HistoryDialog), Qt.Key.Key_Escape)
    until(qtbot, lambda: not window.findChildren(HistoryDialog) and window.jobs.current is None)
    assert practices_table(window).isEnabled()


def test_history_has_names_for_a_screen_reader_and_closes_with_escape(window: MainWindow, qtbot: QtBot) -> None:
    dialog = open_history(window, qtbot)
    assert nameless(dialog) == []
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    until(qtbot, lambda: not window.findChildren(HistoryDialog))


def test_what_is_being_typed_is_a_version_too_and_the_editor_shows_what_is_restored(
    window: MainWindow, qtbot: QtBot
) -> None:
    choose_rows(window, 2)
    press(qtbot, window, Qt.Key.Key_F2)
    typed_into = QApplication.focusWidget()
    assert typed_into is not None
    QTest.keyClick(typed_into, Qt.Key.Key_End, CONTROL)
    QTest.keyClicks(typed_into, " and Lima")
    press(qtbot, window, Qt.Key.Key_H, CONTROL)
    dialog = shown_dialog(qtbot, window, HistoryDialog)
    until(qtbot, lambda: changes(dialog) != "")
    QTest.keyClick(table_named(dialog, "Versions"), Qt.Key.Key_Right)
    assert len(steps(dialog)) == 4, rows(dialog)
    look_at(dialog, qtbot, 0)
    assert struck_and_underlined(part(dialog, ReadingPane)) == ("", " and Lima")
    look_at(dialog, qtbot, 1)
    QTest.keyClick(dialog, Qt.Key.Key_R, Qt.KeyboardModifier.AltModifier)
    restore(dialog, qtbot)
    until(qtbot, lambda: wells(window).title == "Wells for Ayacucho")
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    until(qtbot, lambda: not window.findChildren(HistoryDialog))
    assert window.practices.flush()
    assert wells(window).title == "Wells for Ayacucho"


def test_one_sitting_is_one_entry_that_opens_into_its_steps_and_closes(window: MainWindow, qtbot: QtBot) -> None:
    dialog = open_history(window, qtbot)
    table = table_named(dialog, "Versions")
    QTest.keyClick(table, Qt.Key.Key_Home)
    assert rows(dialog)[0].startswith("▾ 3 steps: ")
    until(qtbot, lambda: SUMMARY in changes(dialog))
    QTest.keyClick(table, Qt.Key.Key_Left)
    [closed] = rows(dialog)
    assert closed.startswith("▸ 3 steps: ")
    assert "Retell, Reword, Import" in closed
    place = table.visualRect(table.model().index(0, 2)).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    QTest.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert len(rows(dialog)) == 4


def test_restoring_can_be_thought_better_of(window: MainWindow, qtbot: QtBot) -> None:
    before = wells(window)
    dialog = open_history(window, qtbot)
    look_at(dialog, qtbot, 1)
    QTest.keyClick(dialog, Qt.Key.Key_R, Qt.KeyboardModifier.AltModifier)
    QTest.keyClick(shown_dialog(qtbot, dialog, RestoreDialog), Qt.Key.Key_Escape)
    until(qtbot, lambda: not dialog.findChildren(RestoreDialog))
    assert wells(window) == before


def test_a_deletion_and_a_restoration_are_in_the_history(window: MainWindow, qtbot: QtBot) -> None:
    workspace = window.workspace_switch.workspace
    assert workspace is not None
    key = key_of(workspace)
    practice_edits.trash(workspace, [key])
    practice_edits.restore(workspace, [key])
    dialog = open_history(window, qtbot)
    assert steps(dialog)[:2] == ["Restore practice", "Delete practice"]
    look_at(dialog, qtbot, 1)
    assert "Moved to the trash." in changes(dialog)
