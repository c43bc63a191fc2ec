"""Practices on the clipboard go the way of every file: they are looked at, decided on, and taken in as one step."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from roundtable.intake import annex_part
from roundtable.practices import practice_rows
from roundtable.workspace import Workspace
from tests import journal_steps
from tests.ui.practices.test_clipboard_actions import TEXT, WORD, bar, copy, paste
from tests.ui.window_driving import (
    ALT,
    CONTROL,
    SHIFT,
    OpenWindow,
    carry_out,
    click,
    column,
    menu,
    part,
    practices_table,
    press,
    shown_preview,
    shown_report,
    table_named,
    titles,
    until,
)
from ui.imports.plan_model import TITLE
from ui.practice_table import row_choice
from ui.shell.main_window import MainWindow
from ui.widgets.reading_pane import ReadingPane

BOTH = f"{TEXT}\n\n{TEXT.replace('Night', 'Day')}"


def test_practices_pasted_in_the_table_are_imported_after_a_look_at_them(
    window: MainWindow, qtbot: QtBot, filled_location: str
) -> None:
    copy(f"Kind regards\n\n{BOTH}")
    practices_table(window).setFocus()
    press(qtbot, window, Qt.Key.Key_V, CONTROL)
    preview = shown_preview(qtbot, window)
    assert column(table_named(preview, "Practices"), TITLE) == ["Night school", "Day school"]
    carry_out(qtbot, window)
    shown_report(qtbot, window)
    until(qtbot, lambda: {"Night school", "Day school"} <= set(titles(window)))
    with Workspace.open(filled_location) as workspace:
        assert journal_steps.next_undo(workspace) == "Import Clipboard.txt"
        assert practice_rows.count(workspace) == 5


def test_an_empty_workspace_offers_to_paste_the_rows_that_were_copied(
    open_window: OpenWindow, new_location: str, qtbot: QtBot
) -> None:
    empty = open_window(new_location)
    copy("Title\tCountry\tSummary\nWells\tGhana\tThey dig.\nNurses\tTogo\tThey heal.\n")
    click(qtbot, empty, "Paste as practices…")
    preview = shown_preview(qtbot, empty)
    assert column(table_named(preview, "Practices"), TITLE) == ["Wells", "Nurses"]


def test_the_menu_says_what_would_be_pasted_as_practices(window: MainWindow, tmp_path: Path) -> None:
    def offered() -> str:
        edit = menu(window, "Edit")
        edit.aboutToShow.emit()
        return next(one.text() for one in edit.actions() if "practices…" in one.text())

    copy("Wells\tGhana\nNurses\tTogo")
    assert offered() == "&Paste 2 rows as practices…"
    copy("Wells of Ayacucho")
    assert offered() == "&Paste as practices…"
    files = QMimeData()
    files.setUrls([QUrl.fromLocalFile(str(tmp_path / "paper.txt"))])
    QGuiApplication.clipboard().setMimeData(files)
    assert offered() == "&Paste 1 file as practices…"


def test_a_practice_copied_from_word_is_read_by_its_paragraphs(window: MainWindow, qtbot: QtBot) -> None:
    copy(TEXT, WORD)
    press(qtbot, window, Qt.Key.Key_V, CONTROL | SHIFT)
    preview = shown_preview(qtbot, window)
    assert column(table_named(preview, "Practices"), TITLE) == ["Night school"]
    assert "It teaches at night." in part(preview, ReadingPane).toPlainText()


def test_several_practices_pasted_into_one_are_offered_as_an_import(window: MainWindow, qtbot: QtBot) -> None:
    row_choice.choose(practices_table(window), 2, ())
    copy(BOTH)
    paste(window, "summary", qtbot)
    assert bar(window).text.startswith("This looks like 2 whole practice")
    QTest.keyClick(window, Qt.Key.Key_A, ALT)
    preview = shown_preview(qtbot, window)
    assert column(table_named(preview, "Practices"), TITLE) == ["Night school", "Day school"]


def test_a_clipboard_with_too_many_practices_says_so(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(annex_part, "_MOST_RECORDS", 2)
    copy("Title: A\nCountry: Ghana\nSummary: It teaches.\n\n" * 3)
    press(qtbot, window, Qt.Key.Key_V, CONTROL | SHIFT)
    until(qtbot, lambda: "3 records, more than the 2" in window.bar.text)


def test_a_clipboard_without_a_practice_says_so(window: MainWindow, qtbot: QtBot) -> None:
    copy("Wells")
    press(qtbot, window, Qt.Key.Key_V, CONTROL | SHIFT)
    until(qtbot, lambda: "Clipboard.txt" in window.bar.text)


def test_an_empty_clipboard_is_told_at_once(window: MainWindow, qtbot: QtBot) -> None:
    QGuiApplication.clipboard().clear()
    press(qtbot, window, Qt.Key.Key_V, CONTROL | SHIFT)
    until(qtbot, lambda: window.bar.text.startswith("There is no practice on the clipboard."))
