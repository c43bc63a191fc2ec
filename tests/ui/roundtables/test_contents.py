"""The contents of a roundtable lead to its parts, by keys and by mouse."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTableView
from pytestqt.qtbot import QtBot

from tests.ui.roundtables.driving import field, shown, text, type_over
from tests.ui.window_driving import click, part, press, until
from ui.roundtables.contents_list import ContentsList
from ui.roundtables.roundtables_page import RoundtablesPage
from ui.shell.main_window import MainWindow

LONG = "Strengthening the developmental impacts of migrant returnees, and what this asks of all of their countries"


def entries(page: RoundtablesPage) -> list[str]:
    shown_list = part(page, ContentsList)
    return [shown_list.item(row).text() for row in range(shown_list.count())]


def test_the_contents_name_sections_questions_and_measures_and_follow_edits(page: RoundtablesPage) -> None:
    headings = shown(page, "Heading")
    questions = ["Q1 What keeps nurses at home?", "Q2 Who pays for wells?"]
    assert entries(page)[: len(headings) + 2] == [*headings, *questions]
    assert entries(page)[-1].startswith("M1 ")
    type_over(field(page, "Heading"), LONG)
    assert entries(page)[0] == LONG


def test_enter_in_the_contents_leads_to_the_part(window: MainWindow, page: RoundtablesPage, qtbot: QtBot) -> None:
    part(page, QTableView).setFocus()
    press(qtbot, window, Qt.Key.Key_F6)
    contents = part(page, ContentsList)
    assert contents.hasFocus()
    QTest.keyClick(contents, Qt.Key.Key_End)
    QTest.keyClick(contents, Qt.Key.Key_Return)
    until(qtbot, lambda: field(page, "Measure").hasFocus())
    assert field(page, "Measure").visibleRegion().boundingRect().height() > 0


def test_a_click_in_the_contents_leads_to_the_part(page: RoundtablesPage) -> None:
    contents = part(page, ContentsList)
    item = contents.item(entries(page).index("Q2 Who pays for wells?"))
    QTest.mouseClick(
        contents.viewport(), Qt.MouseButton.LeftButton, pos=contents.visualItemRect(item).topLeft() + QPoint(9, 9)
    )
    assert field(page, "Question", 2).hasFocus()


def test_a_long_heading_wraps_and_enter_leaves_it(page: RoundtablesPage, qtbot: QtBot) -> None:
    heading = field(page, "Heading")
    height = heading.height()
    heading.setFocus()
    QTest.keyClicks(heading, f"  {LONG}  {LONG} ")
    until(qtbot, lambda: heading.height() > height)
    QTest.keyClick(heading, Qt.Key.Key_Return)
    assert field(page, "Text").hasFocus()
    assert entries(page)[0].startswith(f"{LONG} {LONG}")
    assert text(heading)


def test_a_roundtable_without_parts_has_no_contents(page: RoundtablesPage, window: MainWindow, qtbot: QtBot) -> None:
    click(qtbot, page, "New roundtable")
    from tests.ui.roundtables.driving import answer

    answer(qtbot, window, "RT 4.4")
    until(qtbot, lambda: part(page, ContentsList).isHidden())
