"""An import is seen and decided before anything is written, by keys alone or with the mouse."""

from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QRadioButton,
    QTabWidget,
    QWidget,
)
from pytestqt.qtbot import QtBot

from roundtable import exports
from roundtable.agenda import roundtable_edits
from roundtable.exchange import json_file, workspace_contents
from roundtable.practices import practice_edits, practice_rows
from roundtable.records.collection import Collection
from roundtable.records.identity import derived_id
from roundtable.records.practice import PracticeRecord
from roundtable.workspace import Workspace
from tests import samples
from tests.ui.window_driving import (
    CONTROL,
    OpenWindow,
    answer_file_dialog,
    carry_out,
    click,
    column,
    menu,
    part,
    press,
    shown_dialog,
    shown_preview,
    shown_report,
    table_named,
    until,
    visible_button,
)
from ui.imports.earlier_imports_dialog import EarlierImportsDialog
from ui.imports.headings_dialog import HeadingsDialog
from ui.imports.import_dialog import ImportDialog
from ui.imports.plan_model import ACTION, OUTCOME, TITLE
from ui.practice_dialogs.history_dialog import HistoryDialog
from ui.shell.main_window import MainWindow
from ui.widgets.reading_pane import ReadingPane

WELLS = samples.WELLS
HERE = "Clubs abroad pay for deep wells. They meet on Sundays."
THERE = "Clubs in Ohio pay for wells. They meet."
SENT = "Clubs abroad pay for wells. They meet."


@pytest.fixture
def returned(workspace_file: Path, tmp_path: Path) -> Path:
    """Return a workbook whose summary was changed here and there, and its results and a new row only there."""
    book = tmp_path / "contribution.xlsx"
    with Workspace.open(workspace_file) as workspace:
        key = practice_rows.find_ids(workspace, "ayacucho")[0]
        practice_edits.save(workspace, key, replace(WELLS, summary=SENT), "Edit")
        exports.contribution(workspace, book, roundtable="RT 9.1")
        practice_edits.save(workspace, key, replace(WELLS, summary=HERE), "Edit")
    workbook = openpyxl.load_workbook(book)
    sheet = workbook["Practices"]
    [row] = [number for number in (2, 3) if sheet.cell(number, 2).value == WELLS.title]
    sheet.cell(row, 3).value, sheet.cell(row, 20).value = THERE, "9 wells"
    sheet["B4"], sheet["C4"], sheet["D4"] = "Roads", "They build roads.", "Peru"
    workbook.save(book)
    return book


def preview_of(qtbot: QtBot, window: MainWindow, file: Path) -> ImportDialog:
    press(qtbot, window, Qt.Key.Key_I, CONTROL)
    answer_file_dialog(qtbot, window, file)
    return shown_preview(qtbot, window)


def summary_here(file: Path) -> str:
    with Workspace.open(file) as workspace:
        return workspace_contents.collected(workspace).practices_by_id()[WELLS.id].summary


def test_an_import_with_a_conflict_is_seen_decided_and_done_by_keys_alone(
    open_window: OpenWindow, workspace_file: Path, returned: Path, qtbot: QtBot
) -> None:
    window = open_window(workspace_file)
    preview = preview_of(qtbot, window, returned)
    grid = table_named(preview, "Practices")
    assert grid.hasFocus()
    assert column(grid, OUTCOME) == ["in conflict", "new", "unchanged"]
    assert column(grid, ACTION) == ["update the rest", "add", ""]
    assert summary_here(workspace_file) == HERE
    QTest.keyClick(grid, Qt.Key.Key_Return)
    fields = table_named(preview, "Changed fields")
    assert fields.hasFocus()
    assert [*zip(column(fields, 0), column(fields, 1), strict=True)] == [
        ("Summary", "to decide"),
        ("Results", "as in the file"),
    ]
    QTest.keyClick(fields, Qt.Key.Key_B, Qt.KeyboardModifier.AltModifier)
    merged = part(preview, QPlainTextEdit)
    until(qtbot, lambda: merged.toPlainText() == "Clubs in Ohio pay for deep wells. They meet on Sundays.")
    QTest.keyClick(preview.focusWidget(), Qt.Key.Key_Tab)
    assert merged.hasFocus()
    QTest.keyClick(merged, Qt.Key.Key_End, CONTROL)
    QTest.keyClicks(merged, " So they say.")
    assert column(fields, 1) == ["merged", "as in the file"]
    grid.setFocus()
    QTest.keyClick(grid, Qt.Key.Key_Down)
    QTest.keyClick(grid, Qt.Key.Key_Space)
    assert column(grid, ACTION) == ["update", "leave out", ""]
    carry_out(qtbot, window)
    report = shown_report(qtbot, window)
    assert column(table_named(report, "Practices of the report"), 0) == ["updated", "left as it is", "unchanged"]
    assert summary_here(workspace_file) == "Clubs in Ohio pay for deep wells. They meet on Sundays. So they say."
    press(qtbot, window, Qt.Key.Key_Z, CONTROL)
    until(qtbot, lambda: summary_here(workspace_file) == HERE)


def test_both_texts_of_a_conflict_are_shown_with_their_changes_and_either_is_taken_with_the_mouse(
    open_window: OpenWindow, workspace_file: Path, returned: Path, qtbot: QtBot
) -> None:
    window = open_window(workspace_file)
    preview = preview_of(qtbot, window, returned)
    reading = part(preview, ReadingPane)
    text = reading.toPlainText()
    assert "Summary here" in text
    assert "Practices!C3" in text
    assert "They meet on Sundays." in text
    assert "removed: abroad; added: in Ohio" in reading.accessibleDescription()
    assert "As it stands in the file" in text
    assert "1 conflict open: as here" in summary(preview)
    QTest.mouseClick(radio(preview, "As in the &file"), Qt.MouseButton.LeftButton)
    assert summary(preview) == "2 practices to import"
    click(qtbot, preview, "&Import")
    until(qtbot, lambda: summary_here(workspace_file) == THERE)


def radio(preview: QWidget, text: str) -> QRadioButton:
    [found] = [button for button in preview.findChildren(QRadioButton) if button.text() == text]
    return found


def summary(preview: QWidget) -> str:
    [found] = [label.text() for label in preview.findChildren(QLabel) if "to import" in label.text()]
    return found


def test_an_undecided_conflict_stays_as_it_is_here_and_all_can_be_decided_at_once(
    open_window: OpenWindow, workspace_file: Path, returned: Path, qtbot: QtBot
) -> None:
    window = open_window(workspace_file)
    preview = preview_of(qtbot, window, returned)
    [every] = [choice for choice in preview.findChildren(QComboBox) if choice.accessibleName() == "All conflicts"]
    every.setFocus()
    QTest.keyClick(every, Qt.Key.Key_End)
    assert summary(preview) == "2 practices to import"
    QTest.keyClick(every, Qt.Key.Key_Home)
    carry_out(qtbot, window)
    report = shown_report(qtbot, window)
    assert column(table_named(report, "Practices of the report"), 0) == ["in conflict", "new", "unchanged"]
    assert summary_here(workspace_file) == HERE


def test_a_practice_that_only_conflicts_is_not_counted_until_it_is_decided(
    window: MainWindow, workspace_file: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    with Workspace.open(workspace_file) as workspace:
        key = practice_rows.find_ids(workspace, "ayacucho")[0]
        practice_edits.save(workspace, key, replace(WELLS, title="Wells here"), "Edit")
    file = tmp_path / "there.json"
    json_file.write(Collection(practices=(replace(WELLS, title="Wells there"),)), file)
    preview = preview_of(qtbot, window, file)
    assert summary(preview) == "0 practices to import · 1 conflict open: as here"
    QTest.mouseClick(radio(preview, "As in the &file"), Qt.MouseButton.LeftButton)
    assert summary(preview) == "1 practice to import"


def test_cancelling_the_preview_writes_nothing(
    open_window: OpenWindow, workspace_file: Path, returned: Path, qtbot: QtBot
) -> None:
    with Workspace.open(workspace_file) as workspace:
        before = workspace_contents.collected(workspace)
    window = open_window(workspace_file)
    preview = preview_of(qtbot, window, returned)
    QTest.keyClick(preview, Qt.Key.Key_Escape)
    assert not preview.isVisible()
    with Workspace.open(workspace_file) as workspace:
        assert workspace_contents.collected(workspace) == before


def test_cancelling_while_many_files_are_read_leaves_everything_as_it_was(
    window: MainWindow, workspace_file: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    files = []
    for number in range(100):
        record = PracticeRecord(id=derived_id(str(number)), title=f"Number {number}")
        files.append(tmp_path / f"{number}.json")
        json_file.write(Collection(practices=(record,)), files[-1])
    window.file_actions.preview(files)
    preview = shown_dialog(qtbot, window, ImportDialog)
    until(qtbot, lambda: table_named(preview, "Practices").model().rowCount() > 0)  # rows come while it reads
    QTest.keyClick(preview, Qt.Key.Key_Escape)
    until(qtbot, lambda: window.jobs.current is None)
    with Workspace.open(workspace_file) as workspace:
        assert practice_rows.count(workspace) == 3


def test_a_row_of_the_report_leads_to_its_field_and_stays_in_view(
    open_window: OpenWindow, workspace_file: Path, returned: Path, qtbot: QtBot
) -> None:
    window = open_window(workspace_file)
    preview_of(qtbot, window, returned)
    carry_out(qtbot, window)
    report = shown_report(qtbot, window)
    part(report, QTabWidget).setCurrentIndex(1)
    doubts = table_named(report, "What to check")
    assert (column(doubts, 1), column(doubts, 3)) == (["Summary"], ["Practices!C3"])
    doubts.setFocus()
    doubts.selectRow(0)
    QTest.keyClick(doubts, Qt.Key.Key_Return)
    until(qtbot, lambda: window.focusWidget() is not None and window.focusWidget().accessibleName() == "Summary")
    assert report.isVisible()
    click(qtbot, report, "Copy as text")
    assert (
        QGuiApplication.clipboard()
        .text()
        .startswith("contribution.xlsx: 3 practices: 1 new, 1 unchanged, 1 in conflict")
    )


def test_the_report_is_opened_again_from_the_earlier_imports(
    open_window: OpenWindow, workspace_file: Path, returned: Path, qtbot: QtBot
) -> None:
    window = open_window(workspace_file)
    preview_of(qtbot, window, returned)
    carry_out(qtbot, window)
    click(qtbot, shown_report(qtbot, window), "Close the report")
    until(qtbot, lambda: window.findChild(QWidget, "import_report") is None)
    [action] = [one for one in menu(window, "File").actions() if one.text() == "&Earlier imports…"]
    action.trigger()
    dialog = shown_dialog(qtbot, window, EarlierImportsDialog)
    assert column(table_named(dialog, "Earlier imports"), 2) == ["Import contribution.xlsx", "Import sample.json"]
    QTest.keyClick(table_named(dialog, "Earlier imports"), Qt.Key.Key_Return)
    report = shown_report(qtbot, window)
    assert column(table_named(report, "Practices of the report"), 0) == ["in conflict", "new", "unchanged"]


def test_a_possible_duplicate_can_be_compared_with_the_practice_here(
    window: MainWindow, workspace_file: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    file = tmp_path / "annex.txt"
    file.write_text("Title: Wells for Ayacucho\nCountry: Bolivia\nSummary: Clubs pay.\n", encoding="utf-8")
    preview = preview_of(qtbot, window, file)
    grid = table_named(preview, "Practices")
    assert column(grid, OUTCOME) == ["possible duplicate"]
    [what] = [one for one in preview.findChildren(QComboBox) if one.accessibleName() == "What the practice is"]
    what.setFocus()
    QTest.keyClick(what, Qt.Key.Key_Down)
    until(qtbot, lambda: column(grid, OUTCOME) in (["updated"], ["in conflict"]))
    carry_out(qtbot, window)
    shown_report(qtbot, window)
    with Workspace.open(workspace_file) as workspace:
        assert practice_rows.count(workspace) == 3


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
    assert tabs.tabText(2) == "Unknown columns 1"
    tabs.setCurrentIndex(2)
    [meaning] = [one for one in preview.findChildren(QComboBox) if one.accessibleName() == "Our view"]
    assert meaning.currentText() == "internal note"
    meaning.setFocus()
    QTest.keyClick(meaning, Qt.Key.Key_Down)
    click(qtbot, preview, "&Read again with these columns")
    until(qtbot, lambda: "Our view" in part(preview, ReadingPane).toPlainText())
    QTest.keyClick(preview, Qt.Key.Key_Escape)
    until(qtbot, lambda: not window.findChildren(ImportDialog))
    again = preview_of(qtbot, window, tmp_path / "own.xlsx")
    [meaning] = [one for one in again.findChildren(QComboBox) if one.accessibleName() == "Our view"]
    assert meaning.currentText() == "printed field of its own"


def test_the_roundtable_is_asked_where_the_file_does_not_say_it(
    window: MainWindow, workspace_file: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    file = tmp_path / "annex.txt"
    file.write_text("Title: Roads\nCountry: Ghana\nSummary: They build.\n", encoding="utf-8")
    preview = preview_of(qtbot, window, file)
    files = table_named(preview, "Files")
    assert (column(files, 0), column(files, 1)) == (["annex.txt"], ["annex or practices"])
    name_roundtable(preview, "RT 9.1")
    carry_out(qtbot, window)
    shown_report(qtbot, window)
    assert annex_length(workspace_file) == 3


def name_roundtable(preview: ImportDialog, code: str) -> None:
    """Say of which roundtable the files are that do not say it."""
    part(preview, QTabWidget).setCurrentIndex(1)
    [named] = [one for one in preview.findChildren(QComboBox) if one.isEditable()]
    named.setFocus()
    QTest.keyClicks(part(named, QLineEdit), code)
    QTest.keyClick(part(named, QLineEdit), Qt.Key.Key_Return)


def annex_length(file: Path) -> int:
    with Workspace.open(file) as workspace:
        [roundtable] = workspace_contents.collected(workspace).roundtables
        return len(roundtable.annex)


def test_a_roundtable_named_while_the_file_is_read_counts(
    window: MainWindow, workspace_file: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    file = tmp_path / "annex.txt"
    file.write_text("Title: Roads\nCountry: Ghana\nSummary: They build.\n", encoding="utf-8")
    window.file_actions.preview([file])
    name_roundtable(shown_dialog(qtbot, window, ImportDialog), "RT 9.1")
    carry_out(qtbot, window)
    shown_report(qtbot, window)
    assert annex_length(workspace_file) == 3


def test_what_lies_on_the_clipboard_is_a_file_among_others(window: MainWindow, sample_file: Path, qtbot: QtBot) -> None:
    preview = preview_of(qtbot, window, sample_file)
    part(preview, QTabWidget).setCurrentIndex(1)
    QGuiApplication.clipboard().setText("Title: Roads\nCountry: Ghana\nSummary: They build.\n")
    click(qtbot, preview, "Add the c&lipboard")
    shown_preview(qtbot, window)
    assert "Roads" in column(table_named(preview, "Practices"), TITLE)
    assert column(table_named(preview, "Files"), 0) == ["sample.json", "Clipboard.txt"]
    assert "2 files: 4 practices: 1 new, 3 unchanged" in shown_texts(preview)


def shown_texts(preview: QWidget) -> list[str]:
    return [label.text() for label in preview.findChildren(QLabel) if label.isVisible()]


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
    assert not visible_button(preview, "Take &out").isEnabled()
    files.selectRow(0)
    click(qtbot, preview, "Take &out")
    shown_preview(qtbot, window)
    assert column(files, 0) == ["contribution.xlsx"]
    files.selectRow(0)
    assert not visible_button(preview, "Take &out").isEnabled()


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


def test_a_person_says_where_the_headings_of_a_workbook_are(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["Our policies"], ["Benennung", "Land", "Was"], ["Roads", "Ghana", "They build."]):
        sheet.append(row)
    book.save(tmp_path / "own.xlsx")
    window.file_actions.preview([tmp_path / "own.xlsx"])
    until(qtbot, lambda: "holds no practices" in window.bar.text)
    click(qtbot, window, "Say where its headings are…")
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


def test_the_history_of_a_practice_leads_to_the_report_of_its_import(window: MainWindow, qtbot: QtBot) -> None:
    window.navigator.show_practice(WELLS.id)
    press(qtbot, window, Qt.Key.Key_H, CONTROL)
    history = shown_dialog(qtbot, window, HistoryDialog)
    until(qtbot, lambda: column(table_named(history, "Versions"), 2) == ["Import sample.json"])
    click(qtbot, history, "Import re&port")
    report = shown_report(qtbot, window)
    assert column(table_named(report, "Practices of the report"), 0) == ["new"] * 3


def test_a_roundtable_changed_here_and_there_is_taken_from_the_file_where_that_is_ticked(
    window: MainWindow, workspace_file: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    with Workspace.open(workspace_file) as workspace:
        roundtable_edits.save(workspace, 1, replace(samples.ROUNDTABLE, title="Here"))
    there = replace(samples.COLLECTION, roundtables=(replace(samples.ROUNDTABLE, title="There"),))
    json_file.write(there, tmp_path / "there.json")
    preview = preview_of(qtbot, window, tmp_path / "there.json")
    tick = part(preview, QCheckBox)
    assert tick.text() == "RT 9.1 as in the file"
    tick.setFocus()
    QTest.keyClick(tick, Qt.Key.Key_Space)
    carry_out(qtbot, window)
    shown_report(qtbot, window)
    with Workspace.open(workspace_file) as workspace:
        assert [one.title for one in workspace_contents.collected(workspace).roundtables] == ["There"]


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


def test_the_numbers_of_a_report_agree_with_each_other(window: MainWindow, returned: Path, qtbot: QtBot) -> None:
    preview = preview_of(qtbot, window, returned)
    tabs = part(preview, QTabWidget)
    assert (tabs.tabText(0), tabs.tabText(4)) == ("Practices 3", "Words left out 0")
    account = next(one.text() for one in preview.findChildren(QLabel) if "are in fields" in one.text())
    assert account.endswith("0 left out.")


@pytest.mark.look
def test_everything_is_legible_in_a_small_window(
    open_window: OpenWindow, workspace_file: Path, returned: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    bad = tmp_path / "a file whose name is rather long and which nobody can read.json"
    bad.write_text("{", encoding="utf-8")
    window = open_window(workspace_file)
    window.resize(850, 560)
    window.file_actions.preview([bad, returned])
    preview = shown_preview(qtbot, window)
    grid, fields = table_named(preview, "Practices"), table_named(preview, "Changed fields")
    for number in (ACTION, OUTCOME):
        assert grid.columnWidth(number) >= grid.sizeHintForColumn(number)
    side = radio(preview, "As &here")
    assert fields.mapTo(preview, fields.rect().bottomLeft()).y() < side.mapTo(preview, side.rect().topLeft()).y()
