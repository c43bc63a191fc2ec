"""The window has room for all it shows, from 850 by 560 pixels on."""

from collections import Counter

import pytest
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QAction, QScreen
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QDialog,
    QFileDialog,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QTabBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.ui.shell.test_accessibility import DIALOGS
from tests.ui.window_driving import CONTROL, part, practices_table, press, table_named, until
from ui.editor.practice_editor import PracticeEditor
from ui.fields.prose_input import Prose
from ui.shell.main_window import MainWindow
from ui.widgets.factories import CommandRow
from ui.widgets.panes import Panes
from ui.widgets.rail import NARROW, WIDTH, Rail

PAGES = ("practices", "roundtables", "mapping", "annex", "contributions", "vocabulary")


def cut(row: QWidget) -> list[str]:
    """Name the controls of a command row that have less room than they ask for, or lie outside it."""
    kinds = (QAbstractButton, QComboBox, QLineEdit)
    shown = [one for one in row.children() if isinstance(one, kinds) and one.isVisible()]
    return [
        one.accessibleName()
        for one in shown
        if one.width() < one.minimumSizeHint().width()
        or not row.rect().contains(one.mapTo(row, one.rect().bottomRight()))
    ]


@pytest.mark.parametrize("width", [850, 1366])
def test_every_page_fits_and_no_control_of_its_row_is_cut(window: MainWindow, qtbot: QtBot, width: int) -> None:
    for name in PAGES:
        window.go_to(name)
        window.resize(width, 560)
        until(qtbot, lambda: window.width() == width)
        assert window.height() == 560, name
        content = window.centralWidget()
        assert content is not None
        until(qtbot, lambda shown=content: shown.minimumSizeHint().width() <= width)  # type: ignore[misc]
        [row] = [row for row in window.findChildren(CommandRow) if row.isVisible()]
        assert cut(row) == [], name


def lines(row: QWidget) -> list[int]:
    """Return how many controls stand in each line of a command row."""
    layout = row.layout()
    assert layout is not None
    shown = [item for i in range(layout.count()) if (item := layout.itemAt(i)) and not item.isEmpty()]
    return list(Counter(item.geometry().center().y() for item in shown).values())


@pytest.mark.parametrize("width", [900, 1000, 1100, 1200, 1280])
def test_no_button_of_a_command_row_stands_alone_in_a_second_line(window: MainWindow, qtbot: QtBot, width: int) -> None:
    window.go_to("mapping")
    window.resize(width, 560)
    until(qtbot, lambda: window.width() == width)
    [row] = [row for row in window.findChildren(CommandRow) if row.isVisible()]
    assert len(lines(row)) == 1 or lines(row)[-1] > 1


def test_most_of_the_room_of_the_vocabulary_is_for_the_names(window: MainWindow, qtbot: QtBot) -> None:
    window.go_to("vocabulary")
    window.resize(911, 560)
    terms = table_named(window, "Terms")
    header = terms.horizontalHeader()
    until(qtbot, lambda: header.sectionSize(0) > 1.5 * header.sectionSize(1))


SMALL = QSize(911, 512)
"""A screen of 1366 by 768 pixels at 150 %."""


def outside(dialog: QDialog) -> list[str]:
    """Name what of a dialog a small screen does not show: its edges, or buttons that are cut."""
    shown = [one for one in dialog.findChildren(QPushButton) if one.isVisible()]
    inside = [QRect(one.mapTo(dialog, one.rect().topLeft()), one.size()) for one in shown]
    hidden = [
        f"{dialog.windowTitle()}: {one.text()}"
        for one, place in zip(shown, inside, strict=True)
        if not dialog.rect().contains(place) or one.width() < one.minimumSizeHint().width()
    ]
    is_larger = dialog.width() > SMALL.width() or dialog.height() > SMALL.height()
    return [*hidden, *([f"{dialog.windowTitle()}: {dialog.size()}"] if is_larger else [])]


@pytest.mark.look
def test_every_dialog_fits_a_small_screen_with_all_its_buttons(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QScreen, "availableSize", lambda _: SMALL)
    window.resize(SMALL)
    QApplication.clipboard().setText("Title\tCountry\nBoats for teachers\tGhana\n")
    table, found = practices_table(window), []
    for action in DIALOGS:
        window.go_to("practices")
        table.selectAll() if action == "practice_actions.merge" else table.selectRow(2)
        part(window, QAction, action).trigger()
        until(qtbot, lambda: isinstance(QApplication.activeModalWidget(), QDialog))
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QDialog)
        found += [] if isinstance(dialog, QFileDialog) else outside(dialog)
        dialog.reject()
        until(qtbot, lambda closed=dialog: QApplication.activeModalWidget() is not closed)  # type: ignore[misc]
    assert found == []


def cut_tabs(window: MainWindow) -> list[str]:
    """Name the tabs that lie outside their row, or have less room than their text takes."""
    bars = [bar for bar in window.findChildren(QTabBar) if bar.isVisible()]
    return [
        bar.tabText(number)
        for bar in bars
        for number in range(bar.count())
        if not bar.rect().contains(bar.tabRect(number))
        or bar.tabRect(number).width() < bar.fontMetrics().horizontalAdvance(bar.tabText(number))
    ]


@pytest.mark.look
def test_no_tab_is_cut_in_the_smallest_window(window: MainWindow, qtbot: QtBot) -> None:
    window.resize(850, 560)
    for name in PAGES:
        window.go_to(name)
        until(qtbot, lambda: cut_tabs(window) == [])


def test_panes_follow_the_width_of_the_window_until_a_person_sets_theirs(window: MainWindow, qtbot: QtBot) -> None:
    panes = next(one for one in window.practices.findChildren(Panes) if one.isVisible())
    window.resize(1000, 700)
    narrow = panes.sizes()[-1]
    window.resize(1900, 700)
    until(qtbot, lambda: panes.sizes()[-1] > narrow)
    panes.moveSplitter(panes.width() - 400, panes.count() - 1)
    chosen = panes.sizes()[-1]
    window.resize(1800, 700)
    until(qtbot, lambda: panes.width() < 1800)
    assert panes.sizes()[-1] == chosen


def test_the_rail_becomes_icons_where_the_window_is_narrow(window: MainWindow) -> None:
    rail = part(window, Rail)
    assert rail.width() == WIDTH
    window.resize(850, 560)
    assert rail.width() == NARROW
    window.resize(1280, 800)
    assert rail.width() == WIDTH


def test_a_double_click_and_enter_edit_a_practice(window: MainWindow, qtbot: QtBot) -> None:
    table = practices_table(window)
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_Return)
    assert window.practices.pane.is_editing
    press(qtbot, window, Qt.Key.Key_2, CONTROL)
    window.practices.pane._tabs.setCurrentIndex(0)
    place = table.visualRect(table.model().index(1, 0)).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    QTest.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert window.practices.pane.is_editing


def test_the_menu_of_the_list_offers_what_can_be_done_with_practices(window: MainWindow) -> None:
    table = practices_table(window)
    assert table.contextMenuPolicy() is Qt.ContextMenuPolicy.ActionsContextMenu
    offered = [action.text().replace("&", "") for action in table.actions()]
    for words in ("Edit", "Duplicate", "Set status", "Add tag…", "Copy rows", "Delete"):
        assert words in offered


def edited(window: MainWindow, qtbot: QtBot, field: str) -> Prose:
    window.resize(850, 560)
    practices_table(window).setFocus()
    press(qtbot, window, Qt.Key.Key_F2)
    part(window.practices, PracticeEditor).start(field)
    focused = window.focusWidget()
    assert isinstance(focused, Prose)
    return focused


def test_the_caret_of_a_long_text_is_always_in_view(window: MainWindow, qtbot: QtBot) -> None:
    prose = edited(window, qtbot, "summary")
    form = part(window.practices, PracticeEditor)

    def is_seen() -> bool:
        caret = prose.viewport().mapTo(form.viewport(), prose.cursorRect().center())
        return form.viewport().rect().contains(caret)

    for _ in range(30):
        QTest.keyClicks(prose, "words")
        QTest.keyClick(prose, Qt.Key.Key_Return)
    until(qtbot, is_seen)
    QTest.keyClick(prose, Qt.Key.Key_Home, CONTROL)
    until(qtbot, is_seen)
    QTest.keyClick(prose, Qt.Key.Key_End, CONTROL)
    until(qtbot, is_seen)


def test_a_long_title_makes_the_editor_no_wider_than_its_pane(window: MainWindow, qtbot: QtBot) -> None:
    prose = edited(window, qtbot, "title")
    QTest.keyClicks(prose, "word " * 60)
    form = part(window.practices, PracticeEditor)
    assert isinstance(form, QScrollArea)
    page = form.widget()
    assert page is not None
    until(qtbot, lambda: page.width() <= form.viewport().width())


def test_a_long_line_shows_its_beginning_once_it_is_left(window: MainWindow, qtbot: QtBot) -> None:
    edited(window, qtbot, "summary")
    part(window.practices, PracticeEditor).start("partners")
    line = window.focusWidget()
    assert isinstance(line, QLineEdit)
    QTest.keyClicks(line, "The Academy of Sciences and of many other things")
    QTest.keyClick(line, Qt.Key.Key_Tab)
    assert line.cursorPosition() == 0
