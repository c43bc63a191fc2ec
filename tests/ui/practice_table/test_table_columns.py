from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QGuiApplication, QKeySequence, QStandardItemModel
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTableView
from pytestqt.qtbot import QtBot

from tests.ui.practices.test_practice_actions import choose_rows
from tests.ui.window_driving import ALL_TITLES, OpenWindow, practices_table, titles, until
from ui.practice_table.practices_model import Field
from ui.shell.main_window import MainWindow


def test_columns_that_are_hidden_moved_and_widened_come_back_so(
    window: MainWindow, open_window: OpenWindow, filled_location: str, qtbot: QtBot
) -> None:
    table = practices_table(window)
    status = window._actions["practices.list.columns.toggle:status"]
    assert status.isChecked()
    status.trigger()
    assert table.isColumnHidden(Field.STATUS)
    table.horizontalHeader().moveSection(Field.CHANGED, 0)
    table.setColumnWidth(Field.COUNTRY, 123)
    window.close()
    again = open_window(filled_location)
    until(qtbot, lambda: titles(again) == ALL_TITLES)
    shown = practices_table(again)
    assert shown.isColumnHidden(Field.STATUS)
    assert shown.horizontalHeader().visualIndex(Field.CHANGED) == 0
    assert shown.columnWidth(Field.COUNTRY) == 123
    assert not again._actions["practices.list.columns.toggle:status"].isChecked()
    again._actions["practices.list.columns.toggle:status"].trigger()
    assert not shown.isColumnHidden(Field.STATUS)


def test_a_remembered_header_says_the_order_that_the_list_has(
    window: MainWindow, open_window: OpenWindow, filled_location: str, qtbot: QtBot
) -> None:
    table = practices_table(window)
    table.sortByColumn(Field.STATUS, Qt.SortOrder.DescendingOrder)
    until(qtbot, lambda: titles(window) != ALL_TITLES)
    table.setColumnWidth(Field.COUNTRY, 123)
    window.close()
    again = open_window(filled_location)
    until(qtbot, lambda: titles(again) == ALL_TITLES)
    header = practices_table(again).horizontalHeader()
    assert (header.sortIndicatorSection(), header.sortIndicatorOrder()) == (Field.TITLE, Qt.SortOrder.AscendingOrder)


def test_a_header_remembered_by_an_earlier_version_hides_what_it_did_not_know(
    settings: QSettings, open_window: OpenWindow, filled_location: str, qtbot: QtBot
) -> None:
    before = QTableView()
    qtbot.addWidget(before)
    before.setModel(QStandardItemModel(0, 5, before))
    before.horizontalHeader().moveSection(Field.CHANGED, 0)
    before.setColumnHidden(Field.STATUS, True)
    settings.setValue("practices/columns", before.horizontalHeader().saveState())
    window = open_window(filled_location)
    until(qtbot, lambda: titles(window) == ALL_TITLES)
    shown = [Field.CHANGED, Field.TITLE, Field.COUNTRY, Field.THEMATIC_AREA]
    assert window.practices.list.columns.shown() == shown
    window._actions["practices.list.columns.toggle:partner"].trigger()
    assert window.practices.list.columns.shown() == [*shown, Field.PARTNER]
    assert practices_table(window).columnWidth(Field.PARTNER) > 100


def test_rows_are_copied_with_the_columns_that_are_shown_in_their_order(window: MainWindow, qtbot: QtBot) -> None:
    table = practices_table(window)
    for name in ("country", "thematic_area", "status", "changed", "region"):
        window._actions[f"practices.list.columns.toggle:{name}"].trigger()
    table.horizontalHeader().moveSection(table.horizontalHeader().visualIndex(Field.REGION), 0)
    choose_rows(window, 2)
    QTest.keySequence(table, QKeySequence.StandardKey.Copy)
    assert QGuiApplication.clipboard().text() == "Americas\tWells for Ayacucho"


def test_the_heading_offers_the_columns_of_the_menu(window: MainWindow) -> None:
    offered = [action.objectName() for action in practices_table(window).horizontalHeader().actions()]
    assert sorted(offered) == sorted(f"practices.list.columns.toggle:{field.sort}" for field in Field if field)


def test_the_title_stays_readable_beside_all_the_columns(window: MainWindow) -> None:
    for name in ("region", "tag", "partner"):
        window._actions[f"practices.list.columns.toggle:{name}"].trigger()
    assert practices_table(window).columnWidth(Field.TITLE) >= 168
