"""The files of an import are added to, taken out, and explained where the program cannot know what they hold."""

from pathlib import Path

import openpyxl
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLineEdit,
    QTabWidget,
)
from pytestqt.qtbot import QtBot

from roundtable.exchange import workspace_contents
from roundtable.workspace import Workspace
from tests.ui.window_driving import (
    carry_out,
    click,
    column,
    part,
    preview_of,
    shown_dialog,
    shown_preview,
    shown_report,
    shown_texts,
    table_named,
    until,
    visible_button,
)
from ui.imports.headings_dialog import HeadingsDialog
from ui.imports.import_dialog import ImportDialog
from ui.imports.plan_model import TITLE
from ui.shell.main_window import MainWindow
from ui.widgets.reading_pane import ReadingPane


def test_the_roundtable_is_asked_where_the_file_does_not_say_it(
    window: MainWindow, filled_location: str, tmp_path: Path, qtbot: QtBot
) -> None:
    file = tmp_path / "annex.txt"
    file.write_text("Title: Roads\nCountry: Ghana\nSummary: They build.\n", encoding="utf-8")
    preview = preview_of(qtbot, window, file)
    files = table_named(preview, "Files")
    assert (column(files, 0), column(files, 1)) == (["annex.txt"], ["annex or practices"])
    name_roundtable(preview, "RT 9.1")
    carry_out(qtbot, window)
    shown_report(qtbot, window)
    assert annex_length(filled_location) == 3


def name_roundtable(preview: ImportDialog, code: str) -> None:
    """Say of which roundtable the files are that do not say it."""
    part(preview, QTabWidget).setCurrentIndex(1)
    [named] = [one for one in preview.findChildren(QComboBox) if one.isEditable()]
    named.setFocus()
    QTest.keyClicks(part(named, QLineEdit), code)
    QTest.keyClick(part(named, QLineEdit), Qt.Key.Key_Return)


def annex_length(location: str) -> int:
    with Workspace.open(location) as workspace:
        [roundtable] = workspace_contents.collected(workspace).roundtables
        return len(roundtable.annex)


def test_a_roundtable_named_while_the_file_is_read_counts(
    window: MainWindow, filled_location: str, tmp_path: Path, qtbot: QtBot
) -> None:
    file = tmp_path / "annex.txt"
    file.write_text("Title: Roads\nCountry: Ghana\nSummary: They build.\n", encoding="utf-8")
    window.file_actions.preview([file])
    name_roundtable(shown_dialog(qtbot, window, ImportDialog), "RT 9.1")
    carry_out(qtbot, window)
    shown_report(qtbot, window)
    assert annex_length(filled_location) == 3


def test_what_lies_on_the_clipboard_is_a_file_among_others(window: MainWindow, sample_file: Path, qtbot: QtBot) -> None:
    preview = preview_of(qtbot, window, sample_file)
    part(preview, QTabWidget).setCurrentIndex(1)
    QGuiApplication.clipboard().setText("Title: Roads\nCountry: Ghana\nSummary: They build.\n")
    click(qtbot, preview, "Add the c&lipboard")
    shown_preview(qtbot, window)
    assert "Roads" in column(table_named(preview, "Practices"), TITLE)
    assert column(table_named(preview, "Files"), 0) == ["sample.json", "Clipboard.txt"]
    assert "2 files: 4 practices: 1 new, 3 unchanged" in shown_texts(preview)


def test_an_empty_clipboard_is_told(window: MainWindow, sample_file: Path, qtbot: QtBot) -> None:
    preview = preview_of(qtbot, window, sample_file)
    part(preview, QTabWidget).setCurrentIndex(1)
    QGuiApplication.clipboard().clear()
    click(qtbot, preview, "Add the c&lipboard")
    assert "There is no text and no file on the clipboard." in shown_texts(preview)


def test_a_file_added_while_others_are_read_is_one_more(window: MainWindow, sample_file: Path, qtbot: QtBot) -> None:
    QGuiApplication.clipboard().setText("Title: Roads\nCountry: Ghana\nSummary: They build.\n")
    window.file_actions.preview([sample_file])
    preview = shown_dialog(qtbot, window, ImportDialog)
    part(preview, QTabWidget).setCurrentIndex(1)
    click(qtbot, preview, "Add the c&lipboard")
    shown_preview(qtbot, window)
    assert column(table_named(preview, "Files"), 0) == ["sample.json", "Clipboard.txt"]


def test_a_file_is_taken_out_but_not_the_last(
    window: MainWindow, sample_file: Path, returned: Path, qtbot: QtBot
) -> None:
    window.file_actions.preview([sample_file, returned])
    preview = shown_preview(qtbot, window)
    part(preview, QTabWidget).setCurrentIndex(1)
    files = table_named(preview, "Files")
    assert not visible_button(preview, "&Remove").isEnabled()
    files.selectRow(0)
    click(qtbot, preview, "&Remove")
    shown_preview(qtbot, window)
    assert column(files, 0) == ["contribution.xlsx"]
    files.selectRow(0)
    assert not visible_button(preview, "&Remove").isEnabled()


def test_a_file_that_cannot_be_read_is_named_beside_the_others(
    window: MainWindow, sample_file: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    bad = tmp_path / "bad.json"
    bad.write_text("{", encoding="utf-8")
    window.file_actions.preview([bad, sample_file])
    preview = shown_preview(qtbot, window)
    assert any("is not JSON" in text for text in shown_texts(preview))
    files = table_named(preview, "Files")
    assert column(files, 1) == ["exchange file", "not read"]
    assert column(files, 2)[1].startswith("“bad.json” is not JSON")
    name_roundtable(preview, "RT 9.1")
    shown_preview(qtbot, window)
    assert column(files, 1) == ["exchange file", "not read"]


def test_further_files_can_be_dropped_on_the_preview(
    window: MainWindow, sample_file: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    preview = preview_of(qtbot, window, sample_file)
    more = tmp_path / "annex.txt"
    more.write_text("Title: Roads\nCountry: Ghana\nSummary: They build.\n", encoding="utf-8")
    carried = QMimeData()
    carried.setUrls([QUrl.fromLocalFile(str(more))])
    action, button = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    keys = Qt.KeyboardModifier.NoModifier
    for kind in (QDragEnterEvent, QDropEvent):
        QApplication.sendEvent(preview, kind(QPointF(9, 9), action, carried, button, keys))
    shown_preview(qtbot, window)
    assert column(table_named(preview, "Files"), 0) == ["sample.json", "annex.txt"]


def test_unknown_columns_are_asked_and_the_answer_is_there_the_next_time(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Title", "Country", "Summary", "Our view"])
    sheet.append(["Roads", "Ghana", "They build.", "Good."])
    book.save(tmp_path / "own.xlsx")
    preview = preview_of(qtbot, window, tmp_path / "own.xlsx")
    tabs = part(preview, QTabWidget)
    assert tabs.tabText(2) == "Unknown columns and labels 1"
    tabs.setCurrentIndex(2)
    [meaning] = [one for one in preview.findChildren(QComboBox) if one.accessibleName() == "Our view"]
    assert meaning.currentText() == "internal note"
    meaning.setFocus()
    QTest.keyClick(meaning, Qt.Key.Key_Down)
    click(qtbot, preview, "&Read again with these answers")
    until(qtbot, lambda: "Our view" in part(preview, ReadingPane).toPlainText())
    QTest.keyClick(preview, Qt.Key.Key_Escape)
    until(qtbot, lambda: not window.findChildren(ImportDialog))
    again = preview_of(qtbot, window, tmp_path / "own.xlsx")
    [meaning] = [one for one in again.findChildren(QComboBox) if one.accessibleName() == "Our view"]
    assert meaning.currentText() == "printed field of its own"


def test_a_person_says_where_the_headings_of_a_workbook_are(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["Our policies"], ["Benennung", "Land", "Was"], ["Roads", "Ghana", "They build."]):
        sheet.append(row)
    book.save(tmp_path / "own.xlsx")
    window.file_actions.preview([tmp_path / "own.xlsx"])
    until(qtbot, lambda: "holds no practices" in window.bar.text)
    click(qtbot, window, "Set its headings…")
    dialog = shown_dialog(qtbot, window, HeadingsDialog)
    rows = table_named(dialog, "First rows of the sheet")
    until(qtbot, lambda: column(rows, 1) == ["Our policies", "Benennung", "Roads"])
    assert rows.currentIndex().row() == 1
    assert not visible_button(dialog, "&Read with these headings").isEnabled()
    for heading, letter in (("Benennung", "T"), ("Land", "C"), ("Was", "S")):
        [choice] = [one for one in dialog.findChildren(QComboBox) if one.accessibleName() == heading]
        choice.setFocus()
        QTest.keyClicks(choice, letter)
    click(qtbot, dialog, "&Read with these headings")
    preview = shown_preview(qtbot, window)
    assert column(table_named(preview, "Practices"), TITLE) == ["Roads"]


def test_headings_are_asked_of_the_file_that_is_left(
    window: MainWindow, sample_file: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    openpyxl.Workbook().save(tmp_path / "own.xlsx")
    window.file_actions.preview([sample_file, tmp_path / "own.xlsx"])
    preview = shown_preview(qtbot, window)
    part(preview, QTabWidget).setCurrentIndex(1)
    table_named(preview, "Files").selectRow(0)
    click(qtbot, preview, "&Remove")
    until(qtbot, lambda: "own.xlsx" in window.bar.text)
    assert visible_button(window, "Set its headings…")
