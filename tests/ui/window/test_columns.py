from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.window.driving import ALL_TITLES, OpenWindow, practices_table, titles, until
from ui.main_window import MainWindow
from ui.models.practices_model import Field


def test_columns_that_are_hidden_moved_and_widened_come_back_so(
    window: MainWindow, open_window: OpenWindow, workspace_file: Path, qtbot: QtBot
) -> None:
    table = practices_table(window)
    status = window._actions["practices.toggle_column:status"]
    assert status.isChecked()
    status.trigger()
    assert table.isColumnHidden(Field.STATUS)
    table.horizontalHeader().moveSection(Field.CHANGED, 0)
    table.setColumnWidth(Field.COUNTRY, 123)
    window.close()
    again = open_window(workspace_file)
    until(qtbot, lambda: titles(again) == ALL_TITLES)
    shown = practices_table(again)
    assert shown.isColumnHidden(Field.STATUS)
    assert shown.horizontalHeader().visualIndex(Field.CHANGED) == 0
    assert shown.columnWidth(Field.COUNTRY) == 123
    assert not again._actions["practices.toggle_column:status"].isChecked()
    again._actions["practices.toggle_column:status"].trigger()
    assert not shown.isColumnHidden(Field.STATUS)


def test_a_remembered_header_says_the_order_that_the_list_has(
    window: MainWindow, open_window: OpenWindow, workspace_file: Path, qtbot: QtBot
) -> None:
    table = practices_table(window)
    table.sortByColumn(Field.STATUS, Qt.SortOrder.DescendingOrder)
    until(qtbot, lambda: titles(window) != ALL_TITLES)
    table.setColumnWidth(Field.COUNTRY, 123)
    window.close()
    again = open_window(workspace_file)
    until(qtbot, lambda: titles(again) == ALL_TITLES)
    header = practices_table(again).horizontalHeader()
    assert (header.sortIndicatorSection(), header.sortIndicatorOrder()) == (Field.TITLE, Qt.SortOrder.AscendingOrder)
