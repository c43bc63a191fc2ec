"""The report of an import stays at hand, leads to its practices and is found again."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QTabWidget,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests import samples
from tests.ui.window_driving import (
    CONTROL,
    OpenWindow,
    carry_out,
    click,
    column,
    menu,
    part,
    press,
    preview_of,
    shown_dialog,
    shown_report,
    table_named,
    until,
)
from ui.imports.earlier_imports_dialog import EarlierImportsDialog
from ui.practice_dialogs.history_dialog import HistoryDialog
from ui.shell.main_window import MainWindow

WELLS = samples.WELLS


def test_a_row_of_the_report_leads_to_its_field_and_stays_in_view(
    open_window: OpenWindow, filled_location: str, returned: Path, qtbot: QtBot
) -> None:
    window = open_window(filled_location)
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
    copied = QGuiApplication.clipboard().text()
    assert copied.startswith("contribution.xlsx: 3 practices: 1 new, 1 unchanged, 1 in conflict")
    assert "contribution.xlsx | Wells for Ayacucho | Summary | It was changed here and in the file" in copied


def test_the_report_is_opened_again_from_the_earlier_imports(
    open_window: OpenWindow, filled_location: str, returned: Path, qtbot: QtBot
) -> None:
    window = open_window(filled_location)
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


def test_the_history_of_a_practice_leads_to_the_report_of_its_import(window: MainWindow, qtbot: QtBot) -> None:
    window.navigator.show_practice(WELLS.id)
    press(qtbot, window, Qt.Key.Key_H, CONTROL)
    history = shown_dialog(qtbot, window, HistoryDialog)
    until(qtbot, lambda: column(table_named(history, "Versions"), 2) == ["Import sample.json"])
    click(qtbot, history, "Import re&port")
    report = shown_report(qtbot, window)
    assert column(table_named(report, "Practices of the report"), 0) == ["new"] * 3


def test_an_import_that_changed_nothing_but_left_a_conflict_is_among_the_earlier_ones(
    open_window: OpenWindow, filled_location: str, returned: Path, qtbot: QtBot
) -> None:
    window = open_window(filled_location)
    for _ in range(2):
        preview_of(qtbot, window, returned)
        carry_out(qtbot, window)
        click(qtbot, shown_report(qtbot, window), "Close the report")
        until(qtbot, lambda: window.findChild(QWidget, "import_report") is None)
    [action] = [one for one in menu(window, "File").actions() if one.text() == "&Earlier imports…"]
    action.trigger()
    earlier = table_named(shown_dialog(qtbot, window, EarlierImportsDialog), "Earlier imports")
    assert column(earlier, 3) == ["changed nothing", "", ""]
    QTest.keyClick(earlier, Qt.Key.Key_Return)
    report = shown_report(qtbot, window)
    assert "in conflict" in column(table_named(report, "Practices of the report"), 0)
