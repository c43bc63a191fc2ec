"""What once made a person lose work or their way, tried with the keys and clicks that did."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from roundtable.history import undo_steps
from roundtable.mapping import gaps
from roundtable.workspace import Workspace
from tests.ui.mapping.test_mapping_page import M1, NURSES, at, cell, page, undo
from tests.ui.window_driving import CONTROL, click, part, press, table_named
from ui.gaps.gaps_view import GapsView
from ui.mapping.mapping_page import MappingPage
from ui.mapping.mapping_views import GAPS, MATRIX, MappingViews
from ui.shell.main_window import MainWindow

__all__ = ["page"]


def type_no_day(page: MappingPage, qtbot: QtBot) -> QLineEdit:
    """Note a gap and write into its due date what is no day."""
    part(page, MappingViews).tabs.setCurrentIndex(GAPS)
    table_named(page, "Gaps").setFocus()
    click(qtbot, page, "Note this gap")
    [due] = [one for one in part(page, GapsView).findChildren(QLineEdit) if one.accessibleName() == "Due"]
    due.setFocus()
    QTest.keyClicks(due, "soonish")
    QTest.keyClick(due, Qt.Key.Key_Tab)
    return due


def test_a_day_that_cannot_be_saved_stops_no_undo(
    page: MappingPage, window: MainWindow, workspace_file: Path, qtbot: QtBot
) -> None:
    due = type_no_day(page, qtbot)
    part(page, MappingViews).tabs.setCurrentIndex(MATRIX)
    QTest.keyClick(at(page, NURSES, M1), Qt.Key.Key_Space)
    assert cell(page, NURSES, M1).is_mapped
    undo(window, qtbot)
    assert not cell(page, NURSES, M1).is_mapped
    assert "soonish" not in window.bar.text
    assert due.text() == "soonish"
    with Workspace.open(workspace_file) as workspace:
        assert [gap.due for gap in gaps.listing(workspace, 1)] == [""]
        assert undo_steps.next_redo(workspace) is not None


def test_closing_leads_to_the_field_that_could_not_be_saved(
    page: MappingPage, window: MainWindow, qtbot: QtBot
) -> None:
    due = type_no_day(page, qtbot)
    press(qtbot, window, Qt.Key.Key_1, CONTROL)
    assert not window.close()
    assert "“Due” of the gap at Q2 could not be saved." in window.bar.text
    click(qtbot, window, "Show the field")
    assert window.focusWidget() is due
    assert any("“soonish” is no day" in shown.text() for shown in page.findChildren(QLabel) if shown.isVisible())
