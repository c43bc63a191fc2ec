"""The list under a field that offers what the typing may mean.

Never takes the focus: the field it belongs to passes the keys on.
"""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QScrollArea, QWidget

from ui.editor.value_choices import Suggestion

_SHOWN = 9
_GAP = 2


class Suggestions(QListWidget):
    """Offer suggestions below (or, near the window's end, above) a field; the first is chosen at once."""

    taken = Signal(object)
    """The value of a suggestion that was clicked."""

    def __init__(self, field: QWidget, name: str) -> None:
        super().__init__(field)
        self._field = field
        self.setObjectName("suggestions")
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.itemClicked.connect(lambda item: self.taken.emit(item.data(Qt.ItemDataRole.UserRole)))
        self.hide()

    def offer(self, suggestions: Sequence[Suggestion]) -> None:
        """Show the suggestions; none hides the list."""
        self.clear()
        for suggestion in suggestions:
            item = QListWidgetItem(f"{suggestion.words}  ·  {suggestion.note}" if suggestion.note else suggestion.words)
            item.setData(Qt.ItemDataRole.UserRole, suggestion.value)
            item.setToolTip(item.text())
            self.addItem(item)
        self.setVisible(bool(suggestions))
        if suggestions:
            self._place()
            self.raise_()
            self.step(1)

    def step(self, by: int) -> None:
        """Choose the suggestion below or above, going round."""
        row = 0 if self.currentRow() < 0 else (self.currentRow() + by) % self.count()
        self.setCurrentRow(row)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._field, self.item(row).text()))

    def chosen(self) -> object | None:
        """Return the value of the suggestion that Enter would take, None while none is offered."""
        item = self.currentItem() if self.isVisible() else None
        return item.data(Qt.ItemDataRole.UserRole) if item else None

    def _place(self) -> None:
        ground = self._ground()
        if self.parentWidget() is not ground:
            self.setParent(ground)
            self.show()
        top = self._field.mapTo(ground, QPoint(0, 0))
        below, above = ground.height() - top.y() - self._field.height() - 2 * _GAP, top.y() - 2 * _GAP
        wanted = self.sizeHintForRow(0) * min(self.count(), _SHOWN) + 10
        height = min(wanted, max(below, above))
        y = top.y() + self._field.height() + _GAP if wanted <= below or below >= above else top.y() - height - _GAP
        self.setGeometry(top.x(), y, self._field.width(), height)

    def _ground(self) -> QWidget:
        """Return what the list lies on: the area that the field scrolls in, else the window."""
        ground = self._field
        while (parent := ground.parentWidget()) is not None and not isinstance(ground, QScrollArea):
            ground = parent
        return ground
