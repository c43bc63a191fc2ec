"""Whole practices that are pasted: taken apart into the fields of one, or added as new ones."""

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QTableView, QWidget
from pytestqt.qtbot import QtBot

from roundtable.practices import practice_rows, practice_store
from roundtable.records.practice import PracticeRecord
from tests import journal_steps
from tests.ui.window_driving import (
    ALT,
    CONTROL,
    click,
    column,
    part,
    practices_table,
    press,
    shown_dialog,
    titles,
    until,
)
from ui.editor.practice_editor import PracticeEditor
from ui.practice_dialogs.pasted_record_dialog import PastedRecordDialog
from ui.practice_table import row_choice
from ui.shell.main_window import MainWindow
from ui.widgets.message_bar import MessageBar

TEXT = """Title: Night school
Country: Ghana
Partner(s): IOM
Tags: Gender
Budget: 20 EUR
Summary: It teaches at night.

Anybody may come."""
WORD = (
    "<p class=MsoNormal><b>Title:</b> Night school</p><table><tr><td><p>Country: Ghana</p></td><td><p>Partner(s): IOM"
    "</p></td></tr></table><p><b>Summary:</b> It teaches at night.</p><p>Anybody may come.</p>"
)


def copy(text: str, html: str = "") -> None:
    copied = QMimeData()
    copied.setText(text)
    if html:
        copied.setHtml(html)
    QGuiApplication.clipboard().setMimeData(copied)


def focused() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def paste(window: MainWindow, field: str, qtbot: QtBot) -> None:
    """Paste into a field of the practice that is looked at."""
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.practices.pane.edit()
    part(window.practices, PracticeEditor).start(field)
    QTest.keySequence(focused(), QKeySequence.StandardKey.Paste)


def record(window: MainWindow, title: str) -> PracticeRecord:
    workspace = window.workspace_switch.workspace
    assert workspace is not None
    [key] = practice_rows.find_ids(workspace, f'"{title}"')
    found = practice_store.get(workspace, key)
    assert found is not None
    return found


def bar(window: MainWindow) -> MessageBar:
    return part(window.practices, MessageBar)


def new_practice(window: MainWindow, qtbot: QtBot) -> None:
    before = len(titles(window))
    press(qtbot, window, Qt.Key.Key_N, CONTROL)
    until(qtbot, lambda: len(titles(window)) == before + 1 and window.jobs.current is None)
    until(qtbot, lambda: bool(window.practices.findChildren(QWidget, "title_input")))


@pytest.mark.parametrize("html", ["", WORD])
@pytest.mark.parametrize("field", ["title", "summary", "contact"])
def test_a_pasted_practice_is_taken_apart_by_one_key_and_one_undo(
    window: MainWindow, qtbot: QtBot, field: str, html: str
) -> None:
    new_practice(window, qtbot)
    copy(TEXT, html)
    paste(window, field, qtbot)
    assert bar(window).text.startswith("This looks like a whole practice.")
    QTest.keyClick(window, Qt.Key.Key_S, ALT)
    dialog = shown_dialog(qtbot, window, PastedRecordDialog)
    assert column(part(dialog, QTableView), 0)[0] == "Title"
    press(qtbot, dialog, Qt.Key.Key_Return)
    until(qtbot, lambda: "Night school" in titles(window))
    made = record(window, "Night school")
    assert made.summary == "It teaches at night.\n\nAnybody may come."
    assert [country.code for country in made.countries] == ["GHA"]
    assert made.contact == made.notes == ""
    workspace = window.workspace_switch.workspace
    assert workspace is not None
    assert journal_steps.next_undo(workspace) == "Split the pasted practice into fields"


def test_a_filled_title_is_replaced_only_where_that_is_ticked(window: MainWindow, qtbot: QtBot) -> None:
    row_choice.choose(practices_table(window), 2, ())
    copy(TEXT)
    paste(window, "summary", qtbot)
    QTest.keyClick(window, Qt.Key.Key_S, ALT)
    dialog = shown_dialog(qtbot, window, PastedRecordDialog)
    outcomes = part(dialog, QTableView)
    assert column(outcomes, 2)[0] == "added to the notes"
    ticks = dialog.findChildren(QCheckBox)
    assert ticks[0].text() == "Replace the &title “Wells for Ayacucho”"
    QTest.keyClick(ticks[1], Qt.Key.Key_Space)
    assert column(outcomes, 2)[0] == "added to the notes"
    click(qtbot, dialog, "Split")
    until(qtbot, lambda: "Night school" in record(window, "Wells for Ayacucho").notes)
    made = record(window, "Wells for Ayacucho")
    assert "Title: Night school" in made.notes
    assert made.summary.startswith("It teaches at night.")


def test_an_ordinary_paste_offers_nothing(window: MainWindow, qtbot: QtBot) -> None:
    row_choice.choose(practices_table(window), 2, ())
    copy("It digs wells.")
    paste(window, "title", qtbot)
    assert bar(window).text == ""


def test_the_offer_goes_with_the_practice(window: MainWindow, qtbot: QtBot) -> None:
    row_choice.choose(practices_table(window), 2, ())
    copy(TEXT)
    paste(window, "summary", qtbot)
    assert bar(window).text
    row_choice.choose(practices_table(window), 1, ())
    assert bar(window).text == ""
