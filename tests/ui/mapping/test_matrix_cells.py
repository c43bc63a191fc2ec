"""How the matrix looks: headings are broken between words only, and the whole of each can still be read."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from db import tables as t
from roundtable.practices import practice_edits, practice_rows
from roundtable.suggestions.target_suggestions import Suggestion
from tests.ui.mapping.test_mapping_page import M1, NURSES, Q1, Q2, WELLS, at, model, page, table
from tests.ui.window_driving import ALT, part, practices_table, status_texts, titles, until
from ui.mapping.mapping_page import MappingPage
from ui.mapping.matrix_headers import TargetsHeader
from ui.mapping.matrix_panel import OfferView
from ui.shell.main_window import MainWindow
from ui.widgets.line_breaks import Breaker

pytestmark = pytest.mark.look

__all__ = ["page"]
_words = st.lists(st.text("abcdefghijklmnopqrstuvwxyzéñøßжλ", min_size=1, max_size=30), min_size=1, max_size=20)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(_words, st.integers(40, 300), st.integers(1, 6))
def test_a_text_is_broken_between_words_and_no_line_is_wider_than_its_place(
    application: QApplication, words: list[str], width: int, most: int
) -> None:
    font = QFont()
    lines = Breaker(most).lines(" ".join(words), font, width)
    metrics = QFontMetrics(font)
    assert len(lines) <= most
    assert all(metrics.horizontalAdvance(line) <= width for line in lines)
    whole = [word for line in lines for word in line.split() if "…" not in word]
    assert all(word in words for word in whole)
    if not any("…" in line for line in lines):
        assert " ".join(lines).split() == words


@pytest.mark.parametrize("width", [1280, 1920])
def test_a_long_word_has_room_in_its_heading(window: MainWindow, page: MappingPage, width: int, qtbot: QtBot) -> None:
    window.resize(width, 800)
    until(qtbot, lambda: window.width() == width)
    header = part(table(page), TargetsHeader)
    assert header.sectionSize(Q1) >= header.usual_width()


def test_a_heading_is_told_whole_by_its_tooltip_and_to_a_screen_reader(page: MappingPage) -> None:
    said = "Q1 What keeps nurses at home?\n1 practice, 2 countries"
    for role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
        assert model(page).headerData(Q1, Qt.Orientation.Horizontal, role) == said


def test_a_suggestion_takes_no_more_room_than_seven_lines(page: MappingPage, qtbot: QtBot) -> None:
    QTest.keyClick(at(page, WELLS, M1), Qt.Key.Key_Space)
    until(qtbot, lambda: any(card.isVisible() for card in page.findChildren(OfferView)))
    line = QFontMetrics(table(page).font()).lineSpacing()
    for card in page.findChildren(OfferView):
        assert card.isHidden() or card.height() <= 7 * line


def test_the_list_of_practices_is_read_again_once_it_is_seen(
    window: MainWindow, page: MappingPage, qtbot: QtBot
) -> None:
    workspace = window.workspace_switch.workspace
    assert workspace is not None
    [key] = practice_rows.find_ids(workspace, "infirmières")
    listed = practices_table(window).model()
    with qtbot.assertNotEmitted(listed.modelReset):
        window.signals.changed.emit(
            practice_edits.edit_many(workspace, [key], *practice_edits.set_field("notes", "seen"))
        )
        window.signals.changed.emit(
            practice_edits.edit_many(workspace, [key], *practice_edits.find_and_replace(NURSES, "Zebras"))
        )
    window.go_to("practices")
    until(qtbot, lambda: titles(window)[-1] == "Zebras")


def test_a_step_with_a_long_name_leaves_the_window_as_wide_as_it_is(window: MainWindow, qtbot: QtBot) -> None:
    workspace = window.workspace_switch.workspace
    assert workspace is not None
    least = window.minimumSizeHint().width()
    with workspace.unit_of_work("Do not suggest anything that has so long a title " * 9) as work:
        work.update(t.Practice, 1, {"notes": "seen"})
    window.signals.changed.emit(work.change_set)
    until(qtbot, lambda: any(text.startswith("Undo: Do not") for text in status_texts(window)))
    window.undo_actions.undo()
    until(qtbot, lambda: not window.jobs.is_busy)
    assert window.minimumSizeHint().width() == least


def test_the_keys_stand_beside_the_suggestion_that_they_take(page: MappingPage, qtbot: QtBot) -> None:
    held, shown = model(page), at(page, WELLS, Q1)
    targets = held.targets
    key = held.practice(shown.currentIndex().row())
    assert key is not None
    suggestions = {(key, n): Suggestion(key, targets[n], score, ("word",)) for n, score in ((Q1, 0.9), (Q2, 0.2))}
    held.add_suggestions(suggestions)
    QTest.keyClick(shown, Qt.Key.Key_Right)
    first = next(card for card in page.findChildren(OfferView) if card.isVisible())
    assert next(button.accessibleName() for button in first.findChildren(QPushButton)) == "Map Q2 Who pays for wells?"
    QTest.keyClick(shown, Qt.Key.Key_Y, ALT)
    assert held.cell(shown.currentIndex().row(), Q2).is_mapped
