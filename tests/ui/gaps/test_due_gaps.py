import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from roundtable.mapping import gaps, targets
from roundtable.workspace import Workspace
from tests.ui.window_driving import CONTROL, menu, part, press, table_named, until, visible_button
from ui.gaps.due_gaps import DueGaps
from ui.roundtables.roundtables_page import RoundtablesPage
from ui.shell.main_window import MainWindow
from ui.widgets.line_breaks import OneLine


@pytest.fixture
def page(window: MainWindow, qtbot: QtBot) -> RoundtablesPage:
    press(qtbot, window, Qt.Key.Key_3, CONTROL)
    return part(window, RoundtablesPage)


def note_gap(window: MainWindow, location: str, number: int, due: str) -> int:
    """Note a gap at a question or measure, counted from 0, as another part of the window would."""
    with Workspace.open(location) as workspace:
        with workspace.reading() as connection:
            target = targets.of_roundtable(connection, 1)[number]
        key, change_set = gaps.create(workspace, 1, target, due=due)
    window.signals.changed.emit(change_set)
    return key


def in_days(days: int) -> str:
    return QDate.currentDate().addDays(days).toString(Qt.DateFormat.ISODate)


def line(page: RoundtablesPage) -> str:
    shown = part(page, DueGaps)
    return part(shown, OneLine).accessibleName() if shown.isVisible() else ""


def test_the_most_urgent_gap_is_told_and_how_many_are_due(
    window: MainWindow, page: RoundtablesPage, filled_location: str
) -> None:
    note_gap(window, filled_location, 2, in_days(7))
    note_gap(window, filled_location, 1, "2020-12-05")
    assert line(page).startswith("2 ")
    assert line(page).endswith("RT 9.1, 5 Dec 2020: Q2 Who pays for wells?")


def test_nothing_is_said_while_nothing_is_due_within_a_week(
    window: MainWindow, page: RoundtablesPage, filled_location: str, qtbot: QtBot
) -> None:
    assert line(page) == ""
    note_gap(window, filled_location, 1, in_days(8))
    assert line(page) == ""
    note_gap(window, filled_location, 2, in_days(-1))
    assert line(page) != ""
    menu(window, "Edit").actions()[0].trigger()
    until(qtbot, lambda: window.jobs.current is None and line(page) == "")


def test_the_button_goes_to_the_gap(window: MainWindow, page: RoundtablesPage, filled_location: str) -> None:
    note_gap(window, filled_location, 2, "2020-12-05")
    note_gap(window, filled_location, 1, "2020-11-05")
    show = visible_button(page, "Show gap")
    show.setFocus()
    QTest.keyClick(show, Qt.Key.Key_Space)
    gaps_table = table_named(window, "Gaps")
    assert gaps_table.isVisible()
    assert gaps_table.currentIndex().siblingAtColumn(1).data() == "Q2 Who pays for wells?"
