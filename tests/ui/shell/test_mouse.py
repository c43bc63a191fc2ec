"""A practice's whole way to a file by the mouse alone: every click falls on what lies there, only words are typed."""

from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QListWidget, QPushButton, QScrollArea, QTabBar, QWidget
from pytestqt.qtbot import QtBot

from roundtable.exchange import workspace_contents
from roundtable.records.collection import Collection
from tests import needs
from tests.programs import pdf_text
from tests.samples import QUESTION
from tests.ui.window_driving import answer_file_dialog, pane_text, part, shown_dialog, titles, until
from ui.mapping_dialogs.practice_targets_dialog import PracticeTargetsDialog
from ui.shell.main_window import MainWindow
from ui.widgets.rail import Rail
from ui.widgets.type_ahead import Suggestions

T = TypeVar("T", bound=QWidget)
_NOTCH, _MOST_TURNS = 120, 40
_TICK = 14
"""How far the middle of a tick stands from the left edge of its line."""


class Mouse:
    """Click what is in view, as a person without keys but for words does."""

    def __init__(self, qtbot: QtBot, window: MainWindow) -> None:
        self.qtbot, self.window = qtbot, window

    def click(self, widget: QWidget, at: QPoint | None = None) -> None:
        """Click a place of a widget, its middle at first, which nothing may lie over or cut off."""
        place = widget.rect().center() if at is None else at
        top = widget.window()
        struck = top.childAt(widget.mapTo(top, place)) or top
        assert struck is widget or widget.isAncestorOf(struck), f"{struck} lies over {widget}"
        QTest.mouseClick(struck, Qt.MouseButton.LeftButton, pos=struck.mapFrom(top, widget.mapTo(top, place)))

    def click_row(self, rows: QAbstractItemView, text: str, left: int | None = None) -> None:
        """Click the row of a list that begins so, at its middle or so far from its left edge."""
        model = rows.model()
        found = [model.index(row, 0) for row in range(model.rowCount())]
        [index] = [index for index in found if str(index.data()).startswith(text)]
        place = rows.visualRect(index)
        self.click(rows.viewport(), place.center() if left is None else QPoint(place.left() + left, place.center().y()))

    def click_button(self, words: str) -> None:
        """Click the button in view with these words."""
        [found] = [one for one in self.in_view(QPushButton) if one.text().replace("&", "") == words]
        self.click(found)

    def click_tab(self, words: str) -> None:
        bars = self.in_view(QTabBar)
        [(bar, tab)] = [(bar, tab) for bar in bars for tab in range(bar.count()) if bar.tabText(tab) == words]
        self.click(bar, bar.tabRect(tab).center())

    def go_to(self, page: str) -> None:
        self.click_row(part(self.window, Rail), page)

    def write(self, name: str, words: str) -> None:
        """Click into the field that a screen reader calls so, and type words."""
        field = next(one for one in self._shown(QWidget) if one.accessibleName() == name and one.focusPolicy())
        self._scroll_to(field)
        self.click(field)
        focused = QApplication.focusWidget()
        assert focused is not None
        assert focused is field or field.isAncestorOf(focused), f"the click into {name} went to {focused}"
        QTest.keyClicks(focused, words)

    def take_suggestion(self, words: str) -> None:
        """Click the suggestion in view that begins so."""
        until(self.qtbot, lambda: any(self.in_view(Suggestions)))
        self.click_row(next(self.in_view(Suggestions)), words)

    def _scroll_to(self, widget: QWidget) -> None:
        """Turn the wheel until the middle of a widget is in view."""
        area = widget.parentWidget()
        while area is not None and not isinstance(area, QScrollArea):
            area = area.parentWidget()
        for _ in range(_MOST_TURNS):
            if area is None:
                return
            over = area.viewport()
            if over.rect().contains(widget.mapTo(over, widget.rect().center())):
                return
            middle = QPointF(over.rect().center())
            no_button, no_key = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier
            turn = (QPoint(), QPoint(0, -_NOTCH), no_button, no_key, Qt.ScrollPhase.NoScrollPhase, False)
            QApplication.sendEvent(over, QWheelEvent(middle, over.mapToGlobal(middle), *turn))

    def in_view(self, kind: type[T]) -> Iterator[T]:
        """Yield the widgets of a kind that are in view, of the window or the dialog over it."""
        return (one for one in self._shown(kind) if not one.visibleRegion().isEmpty())

    def _shown(self, kind: type[T]) -> Iterator[T]:
        over = QApplication.activeModalWidget() or self.window
        return (one for one in over.findChildren(kind) if one.isVisible())


def _kept(window: MainWindow) -> Collection:
    workspace = window.workspace_switch.workspace
    assert workspace is not None
    return workspace_contents.collected(workspace)


@needs.program("pdftotext")
def test_a_practice_is_made_filled_mapped_and_filed_by_the_mouse_alone(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    mouse = Mouse(qtbot, window)
    mouse.go_to("Overview")
    mouse.go_to("Practices")
    mouse.click_button("New practice")
    until(qtbot, lambda: any(one.accessibleName() == "Title" for one in mouse.in_view(QWidget)))
    mouse.write("Title", "Boats for teachers")
    mouse.write("Countries", "cabo ver")
    mouse.take_suggestion("Cabo Verde")
    mouse.write("Summary", "The ministry lends boats to teachers on the islands.")
    mouse.click_tab("Read")
    until(qtbot, lambda: "lends boats" in pane_text(window))
    assert "Boats for teachers" in titles(window)

    mouse.click_button("Map…")
    dialog = shown_dialog(qtbot, window, PracticeTargetsDialog)
    mouse.click_row(part(dialog, QListWidget), "Q1", _TICK)
    mouse.click_button("Save")
    [made] = [one for one in _kept(window).practices if one.title == "Boats for teachers"]
    assert [country.code for country in made.countries] == ["CPV"]
    until(qtbot, lambda: made.id in {one.practice for one in _kept(window).mappings})
    assert (made.id, QUESTION.id) in {(one.practice, one.guiding_question) for one in _kept(window).mappings}

    mouse.go_to("Annex")
    until(qtbot, lambda: bool(window.findChildren(QPdfView)))
    mouse.click_button("Export PDF…")
    answer_file_dialog(qtbot, window, tmp_path / "annex.pdf")
    until(qtbot, lambda: "annex.pdf" in window.bar.text)
    assert "lends boats to teachers" in " ".join(pdf_text(tmp_path / "annex.pdf").split())
