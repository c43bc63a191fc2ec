"""Combo box that the mouse wheel only scrolls past: it changes no choice unseen; screen readers tell its name."""

from typing import Any

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QHelpEvent, QShowEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QLabel, QStyle, QStyledItemDelegate, QStyleOptionComboBox, QToolTip
from typing_extensions import override

_AROUND_LIST = 24
"""Room for padding and scroll bar of the list, in pixels."""


class ComboBox(QComboBox):
    """Choose one of several values; a text too long for its room ends in an ellipsis and is whole in the tool tip."""

    def __init__(self, **properties: Any) -> None:
        super().__init__(**properties)
        self.setItemDelegate(QStyledItemDelegate(self))  # its own would not hear of the style sheet's padding
        self._unseen = QLabel(self)
        """Names the box where no label in view does: on Linux a screen reader is told what is chosen, and the label."""
        self._unseen.hide()
        self.destroyed.connect(self._unseen.deleteLater)

    @override
    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        self._unseen.setText(name.replace("&", "&&"))
        if edit := self.lineEdit():
            edit.setAccessibleName(name)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        """Take a place beside the label that has been put there meanwhile, or stand in for it."""
        super().showEvent(event)
        beside = self.parentWidget() or self
        labels = beside.findChildren(QLabel, options=Qt.FindChildOption.FindDirectChildrenOnly)
        is_named = any(label.buddy() == self for label in labels if label is not self._unseen)
        self._unseen.setParent(self if is_named else beside)
        self._unseen.setBuddy(self)  # which counts where both have one parent

    @override
    def showPopup(self) -> None:
        """Make the list as wide as its longest text, at most half the screen."""
        view = self.view()
        view.setTextElideMode(Qt.TextElideMode.ElideRight)
        view.setMinimumWidth(min(view.sizeHintForColumn(0) + _AROUND_LIST, self.screen().availableSize().width() // 2))
        super().showPopup()

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    @override
    def initStyleOption(self, option: QStyleOptionComboBox) -> None:
        super().initStyleOption(option)
        option.currentText = self._fitted()

    @override
    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and not self.toolTip() and self._fitted() != self.currentText():
            QToolTip.showText(event.globalPos(), self.currentText(), self)
            return True
        return super().event(event)

    def _fitted(self) -> str:
        option = QStyleOptionComboBox()
        super().initStyleOption(option)
        part = QStyle.SubControl.SC_ComboBoxEditField
        room = self.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, part, self).width()
        return self.fontMetrics().elidedText(self.currentText(), Qt.TextElideMode.ElideRight, room)
