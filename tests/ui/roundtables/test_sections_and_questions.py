from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.roundtables.driving import (
    field,
    named,
    next_undo,
    saved,
    shown,
    type_over,
    undo,
)
from tests.ui.window_driving import (
    ALT,
    click,
    part,
    press,
    until,
)
from ui.roundtables.part_cards import CardGrip, PartCard
from ui.roundtables.roundtables_page import RoundtablesPage
from ui.shell.main_window import MainWindow


def test_a_section_is_added_named_and_filled(page: RoundtablesPage, filled_location: str, qtbot: QtBot) -> None:
    click(qtbot, page, "Add section")
    assert next_undo(filled_location) == "Add section 3"
    assert field(page, "Heading", 3).hasFocus()
    type_over(field(page, "Heading", 3), "Ways forward")
    assert next_undo(filled_location) == "Change section 3"
    words = field(page, "Text", 3)
    assert words.hasFocus()
    QTest.keyClicks(words, "One.")
    QTest.keyClick(words, Qt.Key.Key_Return)
    QTest.keyClicks(words, "Two.")
    QTest.keyClick(words, Qt.Key.Key_Tab)
    section = saved(filled_location).sections[2]
    assert (section.heading, section.text) == ("Ways forward", "One.\n\nTwo.")


def test_questions_move_by_keys_and_keep_their_mappings_and_the_focus(
    window: MainWindow, page: RoundtablesPage, filled_location: str, qtbot: QtBot
) -> None:
    before = saved(filled_location)
    words = field(page, "Question", 2)
    words.setFocus()
    QTest.keyClicks(words, "And ")
    press(qtbot, window, Qt.Key.Key_Up, ALT)
    until(qtbot, lambda: shown(page, "Question") == ["And Who pays for wells?", "What keeps nurses at home?"])
    assert next_undo(filled_location) == "Move question 2 up"
    assert field(page, "Question", 1).hasFocus()
    after = saved(filled_location)
    assert [q.id for q in after.guiding_questions] == [q.id for q in reversed(before.guiding_questions)]
    assert after.annex == before.annex
    press(qtbot, window, Qt.Key.Key_Up, ALT)
    assert saved(filled_location) == after
    undo(qtbot, window)
    undo(qtbot, window)
    assert saved(filled_location) == before
    until(qtbot, lambda: shown(page, "Question") == ["What keeps nurses at home?", "Who pays for wells?"])


def test_a_section_is_dragged_to_its_place_as_one_step(
    page: RoundtablesPage, filled_location: str, qtbot: QtBot
) -> None:
    first, second = (field(page, "Heading", number) for number in (1, 2))
    card = next(card for card in page.findChildren(PartCard) if card.isAncestorOf(first))
    other = next(card for card in page.findChildren(PartCard) if card.isAncestorOf(second))
    grip = part(card, CardGrip)
    start = grip.rect().center()
    far = other.y() + other.height() - card.y()
    QTest.mousePress(grip, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(grip, start + QPoint(0, far // 2))
    QTest.mouseMove(grip, grip.mapFromGlobal(other.mapToGlobal(other.rect().bottomLeft())))
    QTest.mouseRelease(grip, Qt.MouseButton.LeftButton, pos=start)
    until(qtbot, lambda: shown(page, "Heading") == ["Gender dynamics", "Introduction"])
    assert [section.heading for section in saved(filled_location).sections] == ["Gender dynamics", "Introduction"]
    assert next_undo(filled_location) == "Move section 2"


def test_measures_are_added_and_removed_by_button(
    window: MainWindow, page: RoundtablesPage, filled_location: str, qtbot: QtBot
) -> None:
    click(qtbot, page, "Add measure")
    type_over(field(page, "Measure", 2), "dig deeper")
    assert [measure.text for measure in saved(filled_location).possible_measures] == ["pay for training", "dig deeper"]
    QTest.mouseClick(named(page, "Remove measure 1"), Qt.MouseButton.LeftButton)
    assert next_undo(filled_location) == "Remove measure 1"
    assert shown(page, "Measure") == ["dig deeper"]
    assert field(page, "Measure").hasFocus()
    undo(qtbot, window)
    assert shown(page, "Measure") == ["pay for training", "dig deeper"]


def test_a_pasted_list_becomes_a_measure_for_each_item_in_one_step(
    window: MainWindow, page: RoundtablesPage, filled_location: str, qtbot: QtBot
) -> None:
    click(qtbot, page, "Add measure")
    QGuiApplication.clipboard().setText("• dig deeper\n• count twice\n3. share the wells")
    QTest.keySequence(field(page, "Measure", 2), QKeySequence.StandardKey.Paste)
    texts = ["pay for training", "dig deeper", "count twice", "share the wells"]
    assert shown(page, "Measure") == texts
    assert [measure.text for measure in saved(filled_location).possible_measures] == texts
    assert next_undo(filled_location) == "Add measure 3 to 4"
    undo(qtbot, window)
    assert shown(page, "Measure") == ["pay for training", ""]


def test_undo_takes_back_what_is_typed_in_a_new_part_and_then_the_part(
    window: MainWindow, page: RoundtablesPage, filled_location: str, qtbot: QtBot
) -> None:
    before = saved(filled_location)
    click(qtbot, page, "Add measure")
    QTest.keyClicks(field(page, "Measure", 2), "dig")
    undo(qtbot, window)
    assert shown(page, "Measure") == ["pay for training", ""]
    undo(qtbot, window)
    assert shown(page, "Measure") == ["pay for training"]
    assert saved(filled_location) == before
