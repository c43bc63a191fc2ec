"""Detect that a text which looks like whole practices is pasted into an input, without changing the paste."""

from PySide6.QtCore import QEvent, QMimeData, QObject, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from ui.base.dropped_files import clipboard_data
from ui.fields import clipboard_text
from ui.fields.prose_input import Prose


class PasteWatch(QObject):
    """Watch the inputs of the editor: Prose signals what is pasted, for the others the key is watched."""

    noticed = Signal(QWidget, str)
    """The input, unchanged so far, and the text."""

    def watch(self, left: QWidget | None, entered: QWidget | None) -> None:
        """Watch the input that gets the focus instead of the one that loses it."""
        if left is not None:
            left.removeEventFilter(self)
        if entered is not None and not isinstance(entered, Prose):
            entered.installEventFilter(self)

    def check(self, target: QWidget, source: QMimeData) -> None:
        """Emit ``noticed`` where the text about to be pasted looks like practices."""
        from roundtable.intake.pasted_text import looks_like_records

        text = clipboard_text.whole(source.html(), source.text())
        if looks_like_records(text):
            self.noticed.emit(target, text)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            isinstance(watched, QWidget)
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.matches(QKeySequence.StandardKey.Paste)
        ):
            self.check(watched, clipboard_data())
        return super().eventFilter(watched, event)
