"""Whole practices that are pasted: taken apart into the fields of one, or added as new ones."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QListWidget, QTableView, QWidget
from pytestqt.qtbot import QtBot

from roundtable.intake import annex_part
from roundtable.practices import practice_rows, practice_store
from roundtable.records.practice import PracticeRecord
from roundtable.workspace import Workspace
from tests import journal_steps
from tests.ui.window_driving import (
    ALT,
    CONTROL,
    SHIFT,
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
from ui.practice_dialogs.pasted_practices_dialog import PastedDialog
from ui.practice_dialogs.pasted_record_dialog import PastedRecordDialog
from ui.practice_table import row_choice
from ui.shell.main_window import MainWindow
from ui.widgets.message_bar import MessageBar
from ui.widgets.reading_pane import ReadingPane

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
    QTest.keyClick(window, Qt.Key.Key_A, ALT)
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
    assert journal_steps.next_undo(workspace) == "Take the pasted practice apart"


def test_a_filled_title_is_replaced_only_where_that_is_ticked(window: MainWindow, qtbot: QtBot) -> None:
    row_choice.choose(practices_table(window), 2, ())
    copy(TEXT)
    paste(window, "summary", qtbot)
    QTest.keyClick(window, Qt.Key.Key_A, ALT)
    dialog = shown_dialog(qtbot, window, PastedRecordDialog)
    outcomes = part(dialog, QTableView)
    assert column(outcomes, 2)[0] == "to the notes"
    ticks = dialog.findChildren(QCheckBox)
    assert ticks[0].text() == "Replace the &title “Wells for Ayacucho”"
    QTest.keyClick(ticks[1], Qt.Key.Key_Space)
    assert column(outcomes, 2)[0] == "to the notes"
    click(qtbot, dialog, "Take apart")
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


def test_several_practices_pasted_into_one_are_offered_as_new_ones(window: MainWindow, qtbot: QtBot) -> None:
    row_choice.choose(practices_table(window), 2, ())
    copy(f"{TEXT}\n\n{TEXT.replace('Night', 'Day')}")
    paste(window, "summary", qtbot)
    assert bar(window).text.startswith("This looks like 2 whole practice")
    QTest.keyClick(window, Qt.Key.Key_A, ALT)
    dialog = shown_dialog(qtbot, window, PastedDialog)
    press(qtbot, dialog, Qt.Key.Key_Return)
    until(qtbot, lambda: "Day school" in titles(window))


def test_practices_are_pasted_in_the_table_after_a_look_at_them(
    window: MainWindow, qtbot: QtBot, workspace_file: Path
) -> None:
    copy(f"Kind regards\n\n{TEXT}\n\n{TEXT.replace('Night', 'Day')}")
    table = practices_table(window)
    table.setFocus()
    press(qtbot, window, Qt.Key.Key_V, CONTROL)
    dialog = shown_dialog(qtbot, window, PastedDialog)
    shown = part(dialog, QListWidget)
    assert [shown.item(n).text() for n in range(shown.count())] == ["Night school", "Day school"]
    assert "Kind regards" in part(dialog, ReadingPane).toPlainText()
    QTest.keyClick(shown, Qt.Key.Key_Down)
    assert "Kind regards" not in part(dialog, ReadingPane).toPlainText()
    press(qtbot, dialog, Qt.Key.Key_Return)
    until(qtbot, lambda: {"Night school", "Day school"} <= set(titles(window)))
    until(qtbot, lambda: window.bar.text.startswith("2 practice"))
    click(qtbot, window.bar, "Undo")
    until(qtbot, lambda: "Day school" not in titles(window))
    with Workspace.open(workspace_file) as workspace:
        assert practice_rows.count(workspace) == 3


def test_a_clipboard_with_too_many_practices_says_so(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(annex_part, "_MOST_RECORDS", 2)
    copy("Title: A\nCountry: Ghana\nSummary: It teaches.\n\n" * 3)
    press(qtbot, window, Qt.Key.Key_V, CONTROL | SHIFT)
    until(qtbot, lambda: window.bar.text.startswith("The pasted text holds 3 records, more than the 2"))


@pytest.mark.parametrize("text", ["Wells", None])
def test_a_clipboard_without_a_practice_says_so(window: MainWindow, qtbot: QtBot, text: str | None) -> None:
    if text is None:
        QGuiApplication.clipboard().clear()
    else:
        copy(text)
    press(qtbot, window, Qt.Key.Key_V, CONTROL | SHIFT)
    until(qtbot, lambda: window.bar.text.startswith("There is no practice on the clipboard."))
