"""Messages lie over the page, go by themselves where they report success, and belong to their page."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QRect, QTimer
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QTextEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.window_driving import click, part, until
from ui.base.theme import Theme
from ui.shell.main_window import MainWindow
from ui.widgets.message_bar import MessageBar


@pytest.fixture
def bar(theme: Theme, qtbot: QtBot) -> Iterator[MessageBar]:
    over = QWidget()
    over.resize(900, 500)
    qtbot.addWidget(over)
    made = MessageBar(theme, over)
    with qtbot.waitExposed(over):
        over.show()
    yield made


def go(bar: MessageBar) -> None:
    """Let the time pass that a report of success stays."""
    timer = part(bar, QTimer)
    if timer.isActive():
        timer.timeout.emit()


def test_a_message_moves_nothing_of_the_page(window: MainWindow) -> None:
    before = {part: QRect(part.geometry()) for part in window.practices.findChildren(QWidget) if part.isVisible()}
    window.bar.show_message("error", "Something went wrong.", "Mend it.")
    assert window.bar.isVisible()
    assert {part: part.geometry() for part in before} == before


def test_a_long_message_is_whole_in_a_narrow_window(bar: MessageBar) -> None:
    bar.show_message("error", "A cause of many words. " * 12, "A remedy of many words. " * 8)
    over = bar.parentWidget()
    assert over is not None
    for width in (900, 420):
        over.resize(width, 500)
        assert over.rect().contains(bar.geometry())
        for shown in bar.findChildren(QLabel):
            assert shown.height() >= shown.heightForWidth(shown.width())


def test_a_report_of_success_goes_by_itself_and_an_error_stays(bar: MessageBar) -> None:
    bar.show_message("done", "Saved.")
    go(bar)
    assert not bar.isVisible()
    bar.show_message("error", "Not saved.")
    go(bar)
    assert bar.text == "Not saved."


def test_a_message_belongs_to_its_page_and_never_comes_back_once_closed(bar: MessageBar) -> None:
    bar.turn_to("mapping")
    bar.show_message("error", "No room.")
    bar.turn_to("annex")
    assert not bar.isVisible()
    bar.turn_to("mapping")
    assert bar.text == "No room."
    bar.hide()
    bar.turn_to("annex")
    bar.turn_to("mapping")
    assert not bar.isVisible()


def test_a_report_of_success_stays_behind_when_another_page_is_shown(bar: MessageBar) -> None:
    bar.turn_to("practices")
    bar.show_message("done", "Restored.")
    bar.turn_to("annex")
    bar.turn_to("practices")
    assert not bar.isVisible()


def test_a_message_about_the_whole_workspace_stays_on_every_page(bar: MessageBar) -> None:
    bar.turn_to("practices")
    bar.show_message("error", "The file is gone.", is_of_page=False)
    bar.turn_to("annex")
    assert bar.text == "The file is gone."


def test_another_step_withdraws_the_report_of_the_one_before(bar: MessageBar) -> None:
    bar.show_message("done", "Deleted.", buttons=[("Undo", bar.hide)])
    bar.end_step()
    assert not bar.isVisible()
    bar.show_message("error", "Not saved.")
    bar.end_step()
    assert bar.isVisible()


def test_a_button_closes_the_message(bar: MessageBar, qtbot: QtBot) -> None:
    pressed: list[str] = []
    bar.show_message("notice", "Look.", buttons=[("Do it", lambda: pressed.append(bar.text))])
    click(qtbot, bar, "Do it")
    assert pressed == [""]


def test_a_notice_waits_for_the_message_shown_and_for_that_of_the_button_that_closes_it(
    bar: MessageBar, qtbot: QtBot
) -> None:
    bar.show_message("error", "No room.", "", [("Try again", lambda: bar.show_message("done", "Written."))])
    bar.show_notice("By the way.", "It can wait.")
    assert bar.text == "No room."
    click(qtbot, bar, "Try again")
    assert bar.text == "Written."
    go(bar)
    until(qtbot, lambda: bar.text == "By the way. It can wait.")
    bar.show_notice("And this.", "")
    bar.forget()
    bar.show_message("done", "Opened.")
    go(bar)
    bar.show_notice("And that.", "")
    assert bar.text == "And that."


def test_a_notice_that_asks_nothing_goes_with_the_next_step_or_page(bar: MessageBar) -> None:
    bar.turn_to("practices")
    bar.show_notice("Roundtable was not closed properly.", "The workspace is intact.")
    assert bar.text
    bar.end_step()
    assert not bar.isVisible()
    bar.show_notice("Roundtable was not closed properly.", "The workspace is intact.")
    bar.turn_to("annex")
    assert not bar.isVisible()


def test_a_notice_with_a_choice_stays_until_it_is_answered(bar: MessageBar, qtbot: QtBot) -> None:
    answered = []
    bar.turn_to("practices")
    bar.show_notice("The folder is synchronised.", "Move it.", [("Move", lambda: answered.append(1))])
    bar.end_step()
    bar.turn_to("annex")
    assert bar.text == "The folder is synchronised. Move it."
    click(qtbot, bar, "Move")
    assert (answered, bar.isVisible()) == ([1], False)


def test_a_message_covers_no_button_and_no_input_where_there_is_room(bar: MessageBar) -> None:
    over = bar.parentWidget()
    assert over is not None
    taken = [QPushButton("Save", over), QLineEdit(over)]
    taken[0].setGeometry(400, 460, 90, 30)
    taken[1].setGeometry(20, 400, 200, 30)
    for one in taken:
        one.show()
    bar.show_message("error", "Something went wrong.", "Mend it.")
    assert over.rect().contains(bar.geometry())
    assert not any(bar.geometry().intersects(one.geometry()) for one in taken)
    over.resize(900, 520)
    assert not any(bar.geometry().intersects(one.geometry()) for one in taken)


def test_a_message_covers_no_field_that_is_being_edited(window: MainWindow, qtbot: QtBot) -> None:
    window.practices.pane.edit("title")
    window.bar.show_message("error", "Something went wrong.", "Mend it.")
    place = window.bar.geometry()
    area = window.bar.parentWidget()
    assert area is not None
    for field in window.practices.pane.findChildren(QWidget):
        is_input = isinstance(field, (QLineEdit, QTextEdit)) and field.isVisible()
        if is_input and not field.visibleRegion().isEmpty():
            seen = field.visibleRegion().boundingRect().translated(field.mapTo(area, QPoint()))
            assert not seen.intersects(place), field.accessibleName()
