"""Combo box that the mouse wheel only scrolls past: it changes no choice unseen."""

from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox
from typing_extensions import override


class ComboBox(QComboBox):
    """Choose one of several values."""

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()
