"""Conflicts of an import are seen side by side and decided, by keys alone or with the mouse."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLabel,
    QPlainTextEdit,
    QRadioButton,
    QTabWidget,
    QWidget,
)
from pytestqt.qtbot import QtBot

from roundtable.agenda import roundtable_edits
from roundtable.exchange import json_file, workspace_contents
from roundtable.practices import practice_edits, practice_rows
from roundtable.records.collection import Collection
from roundtable.workspace import Workspace
from tests import samples
from tests.ui.imports.returned_workbook import HERE, THERE
from tests.ui.window_driving import (
    CONTROL,
    OpenWindow,
    carry_out,
    click,
    column,
    part,
    press,
    preview_of,
    shown_preview,
    shown_report,
    table_named,
    until,
)
from ui.imports.plan_model import ACTION, OUTCOME
from ui.shell.main_window import MainWindow
from ui.widgets.reading_pane import ReadingPane

WELLS = samples.WELLS


def test_an_import_with_a_conflict_is_seen_decided_and_done_by_keys_alone(
    open_window: OpenWindow, filled_location: str, returned: Path, qtbot: QtBot
) -> None:
    window = open_window(filled_location)
    preview = preview_of(qtbot, window, returned)
    grid = table_named(preview, "Practices")
    assert grid.hasFocus()
    assert column(grid, OUTCOME) == ["in conflict", "new", "unchanged"]
    assert column(grid, ACTION) == ["update the rest", "add", ""]
    assert summary_here(filled_location) == HERE
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
    assert column(table_named(report, "Practices of the report"), 0) == ["updated", "skipped", "unchanged"]
    assert summary_here(filled_location) == "Clubs in Ohio pay for deep wells. They meet on Sundays. So they say."
    press(qtbot, window, Qt.Key.Key_Z, CONTROL)
    until(qtbot, lambda: summary_here(filled_location) == HERE)


def summary_here(location: str) -> str:
    with Workspace.open(location) as workspace:
        return workspace_contents.collected(workspace).practices_by_id()[WELLS.id].summary


def test_both_texts_of_a_conflict_are_shown_with_their_changes_and_either_is_taken_with_the_mouse(
    open_window: OpenWindow, filled_location: str, returned: Path, qtbot: QtBot
) -> None:
    window = open_window(filled_location)
    preview = preview_of(qtbot, window, returned)
    reading = part(preview, ReadingPane)
    text = reading.toPlainText()
    assert "Summary here" in text
    assert "Practices!C3" in text
    assert "They meet on Sundays." in text
    assert "removed: abroad; added: in Ohio" in reading.accessibleDescription()
    assert "As it stands in the file" in text
    assert "1 undecided conflict: as here" in summary(preview)
    QTest.mouseClick(radio(preview, "As in the &file"), Qt.MouseButton.LeftButton)
    assert summary(preview) == "2 practices to import"
    click(qtbot, preview, "&Import")
    until(qtbot, lambda: summary_here(filled_location) == THERE)


def radio(preview: QWidget, text: str) -> QRadioButton:
    [found] = [button for button in preview.findChildren(QRadioButton) if button.text() == text]
    return found


def summary(preview: QWidget) -> str:
    [found] = [label.text() for label in preview.findChildren(QLabel) if "to import" in label.text()]
    return found


def test_an_undecided_conflict_stays_as_it_is_here_and_all_can_be_decided_at_once(
    open_window: OpenWindow, filled_location: str, returned: Path, qtbot: QtBot
) -> None:
    window = open_window(filled_location)
    preview = preview_of(qtbot, window, returned)
    [every] = [choice for choice in preview.findChildren(QComboBox) if choice.accessibleName() == "All conflicts"]
    every.setFocus()
    QTest.keyClick(every, Qt.Key.Key_End)
    assert summary(preview) == "2 practices to import"
    QTest.keyClick(every, Qt.Key.Key_Home)
    carry_out(qtbot, window)
    report = shown_report(qtbot, window)
    assert column(table_named(report, "Practices of the report"), 0) == ["in conflict", "new", "unchanged"]
    assert summary_here(filled_location) == HERE


def test_a_practice_that_only_conflicts_is_not_counted_until_it_is_decided(
    window: MainWindow, filled_location: str, tmp_path: Path, qtbot: QtBot
) -> None:
    with Workspace.open(filled_location) as workspace:
        key = practice_rows.find_ids(workspace, "ayacucho")[0]
        practice_edits.save(workspace, key, replace(WELLS, title="Wells here"), "Edit")
    file = tmp_path / "there.json"
    json_file.write(Collection(practices=(replace(WELLS, title="Wells there"),)), file)
    preview = preview_of(qtbot, window, file)
    assert summary(preview) == "0 practices to import · 1 undecided conflict: as here"
    QTest.mouseClick(radio(preview, "As in the &file"), Qt.MouseButton.LeftButton)
    assert summary(preview) == "1 practice to import"


@pytest.mark.look
def test_everything_is_legible_in_a_small_window(
    open_window: OpenWindow, filled_location: str, returned: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    bad = tmp_path / "a file whose name is rather long and which nobody can read.json"
    bad.write_text("{", encoding="utf-8")
    window = open_window(filled_location)
    window.resize(850, 560)
    window.file_actions.preview([bad, returned])
    preview = shown_preview(qtbot, window)
    grid, fields = table_named(preview, "Practices"), table_named(preview, "Changed fields")
    for number in (ACTION, OUTCOME):
        assert grid.columnWidth(number) >= grid.sizeHintForColumn(number)
    side = radio(preview, "As &here")
    assert fields.mapTo(preview, fields.rect().bottomLeft()).y() < side.mapTo(preview, side.rect().topLeft()).y()


def test_a_roundtable_changed_here_and_there_is_taken_from_the_file_where_that_is_ticked(
    window: MainWindow, filled_location: str, tmp_path: Path, qtbot: QtBot
) -> None:
    with Workspace.open(filled_location) as workspace:
        roundtable_edits.save(workspace, 1, replace(samples.ROUNDTABLE, title="Here"))
    there = replace(samples.COLLECTION, roundtables=(replace(samples.ROUNDTABLE, title="There"),))
    json_file.write(there, tmp_path / "there.json")
    preview = preview_of(qtbot, window, tmp_path / "there.json")
    tick = part(preview, QCheckBox)
    assert tick.text() == "RT 9.1 as in the file"
    tick.setFocus()
    QTest.keyClick(tick, Qt.Key.Key_Space)
    part(preview, QTabWidget).setCurrentIndex(1)
    QGuiApplication.clipboard().setText("Title: Roads\nCountry: Ghana\nSummary: They build.\n")
    click(qtbot, preview, "Add the c&lipboard")
    shown_preview(qtbot, window)
    assert tick.isChecked()
    carry_out(qtbot, window)
    shown_report(qtbot, window)
    with Workspace.open(filled_location) as workspace:
        assert [one.title for one in workspace_contents.collected(workspace).roundtables] == ["There"]


def test_what_was_decided_holds_when_files_are_added_or_compared_again(
    window: MainWindow, returned: Path, qtbot: QtBot
) -> None:
    preview = preview_of(qtbot, window, returned)
    grid = table_named(preview, "Practices")
    QTest.mouseClick(radio(preview, "As &here"), Qt.MouseButton.LeftButton)
    grid.setFocus()
    grid.selectRow(1)
    QTest.keyClick(grid, Qt.Key.Key_Space)
    assert column(grid, ACTION) == ["update", "leave out", ""]
    assert summary(preview) == "1 practice to import · 1 left out"
    QGuiApplication.clipboard().setText("Title: Wells for Ayacucho\nCountry: Bolivia\nSummary: Clubs pay.\n")
    part(preview, QTabWidget).setCurrentIndex(1)
    click(qtbot, preview, "Add the c&lipboard")
    shown_preview(qtbot, window)
    assert column(grid, ACTION) == ["update", "add", "leave out", ""]
    assert summary(preview) == "2 practices to import · 1 left out"
    part(preview, QTabWidget).setCurrentIndex(0)
    grid.selectRow(1)
    [what] = [one for one in preview.findChildren(QComboBox) if one.accessibleName() == "What the practice is"]
    what.setFocus()
    QTest.keyClick(what, Qt.Key.Key_Down)
    until(qtbot, lambda: "possible duplicate" not in column(grid, OUTCOME))
    assert "leave out" in column(grid, ACTION)
    assert summary(preview).endswith("· 1 left out · 1 undecided conflict: as here")
