"""A window with the editor in it, and the hands of a person who works in it."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QMimeData, QPoint, QSettings, Qt
from PySide6.QtGui import QGuiApplication, QKeySequence, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget
from pytestqt.qtbot import QtBot

from roundtable.errors import RoundtableError
from roundtable.history import undo_steps
from roundtable.history.undo_steps import ChangeSet
from roundtable.practices import practice_store
from roundtable.records.identity import new_id
from roundtable.records.practice import PracticeRecord
from roundtable.workspace import Workspace
from tests.ui.window_driving import show_active
from ui.base.theme import Theme
from ui.editor.chips_field import ChipsField
from ui.editor.practice_editor import PracticeEditor
from ui.fields.field import Field
from ui.fields.row_fields import RowsField
from ui.widgets.type_ahead import Suggestions

NONE = Qt.KeyboardModifier.NoModifier
ALT = Qt.KeyboardModifier.AltModifier
CONTROL = Qt.KeyboardModifier.ControlModifier
LEFT = Qt.MouseButton.LeftButton
Key = Qt.Key


class Desk:
    """The editor in a window; every key goes to whatever has the focus, as a desktop sends it."""

    def __init__(self, workspace: Workspace, keys: list[int], theme: Theme, settings: QSettings, qtbot: QtBot) -> None:
        self.workspace, self.keys, self.qtbot = workspace, keys, qtbot
        with theme.suspended():
            self.window = QMainWindow()
            self.editor = PracticeEditor(theme, settings, self.window)
            self.window.setCentralWidget(self.editor)
        self.window.resize(460, 900)
        qtbot.addWidget(self.window, before_close_func=lambda _: self.editor.show_practice(None, None))
        self.saved: list[ChangeSet] = []
        self.failed: list[RoundtableError] = []
        self.editor.saved.connect(self.saved.append)
        self.editor.failed.connect(self.failed.append)
        show_active(qtbot, self.window)
        if keys:
            self.look_at(keys[0])
        self.steps_before = len(undo_steps.steps(workspace))

    def look_at(self, key: int) -> None:
        self.editor.show_practice(self.workspace, key)

    def go_to(self, name: str) -> None:
        self.editor.start(name)

    def type(self, text: str) -> None:
        QTest.keyClicks(self._focused(), text)

    def press(self, *keys: Qt.Key, held: Qt.KeyboardModifier = NONE) -> None:
        for key in keys:
            QTest.keyClick(self._focused(), key, held)

    def tab(self) -> None:
        self.press(Key.Key_Tab)

    def paste(self, text: str = "", html: str = "") -> None:
        copied = QMimeData()
        copied.setText(text)
        if html:
            copied.setHtml(html)
        QGuiApplication.clipboard().setMimeData(copied)
        QTest.keySequence(self._focused(), QKeySequence.StandardKey.Paste)

    def field(self, name: str) -> Field:
        return next(field for field in self.editor.findChildren(Field) if field.name == name)

    def chips(self, name: str) -> list[str]:
        """Read the chips of a field as a person sees them, off-list ones with their mark."""
        field = self.field(name)
        assert isinstance(field, ChipsField)
        return [f"{chip.text} ?" if chip.is_off_list else chip.text for chip in field.shown_chips()]

    def rows(self, name: str) -> RowsField:
        field = self.field(name)
        assert isinstance(field, RowsField)
        return field

    def suggestions(self) -> list[str]:
        for shown in self.window.findChildren(Suggestions):
            if shown.isVisible():
                return [shown.item(n).text() for n in range(shown.count())]
        return []

    def record(self, number: int = 0) -> PracticeRecord:
        found = practice_store.get(self.workspace, self.keys[number])
        assert found is not None
        return found

    def labels(self) -> list[str]:
        """Name the steps since the desk was set, oldest first."""
        steps = undo_steps.steps(self.workspace)
        return [step.label for step in steps[: len(steps) - self.steps_before]][::-1]

    def click(self, target: QWidget, place: QPoint | None = None) -> None:
        """Click where the mouse would: on the window, which finds out what lies there."""
        QTest.mouseClick(self._handle(), LEFT, NONE, self._in_window(target, place or target.rect().center()))

    def drag(self, target: QWidget, to: QWidget) -> None:
        start, end = (self._in_window(one, one.rect().center()) for one in (target, to))
        QTest.mousePress(self._handle(), LEFT, NONE, start)
        QTest.mouseMove(self._handle(), end)
        QTest.mouseRelease(self._handle(), LEFT, NONE, end)

    def _handle(self) -> QWindow:
        handle = self.window.windowHandle()
        assert handle is not None
        return handle

    def _in_window(self, target: QWidget, place: QPoint) -> QPoint:
        return target.mapTo(self.window, place)

    def until(self, is_so: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(is_so)

    def _focused(self) -> QWidget:
        focused = QApplication.focusWidget()
        assert focused is not None
        return focused


NewDesk = Callable[..., Desk]
"""Shows the editor on records, the first of them chosen."""


def blank(**values: Any) -> PracticeRecord:
    return PracticeRecord(id=new_id(), **values)
