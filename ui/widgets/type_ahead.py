"""List of suggestions under a field; it never has the focus, its field passes the keys on."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QScrollArea, QWidget

_SHOWN = 9
_GAP = 2


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Hold a value, its text and a note of the spelling that matched."""

    value: Any
    words: str
    note: str = ""


class Suggestions(QListWidget):
    """Show suggestions below a field, or above it where there is more room."""

    taken = Signal(object)
    """The value of a suggestion that was clicked."""

    def __init__(self, field: QWidget, name: str) -> None:
        super().__init__(field)
        self.setObjectName("suggestions")
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._field = field
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.itemClicked.connect(lambda item: self.taken.emit(item.data(Qt.ItemDataRole.UserRole)))
        self.hide()

    def offer(self, suggestions: Sequence[Suggestion], *, is_first_chosen: bool = True) -> None:
        """Show the suggestions, the first of them chosen where that is wanted; none hides the list."""
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
            if is_first_chosen:
                self.step(1)

    def step(self, by: int) -> None:
        """Select the next (1) or previous (-1) suggestion, cyclically."""
        row = min(by, 0) % self.count() if self.currentRow() < 0 else (self.currentRow() + by) % self.count()
        self.setCurrentRow(row)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._field, self.item(row).text()))

    def choose_first(self) -> None:
        """Select the first suggestion where none is selected."""
        if self.currentRow() < 0:
            self.step(1)

    def chosen(self) -> object | None:
        """Return the value of the selected suggestion, None while the list is hidden."""
        item = self.currentItem() if self.isVisible() else None
        return item.data(Qt.ItemDataRole.UserRole) if item else None

    def _place(self) -> None:
        area = self._area()
        if self.parentWidget() is not area:
            self.setParent(area)
            self.show()
        top = self._field.mapTo(area, QPoint(0, 0))
        below, above = area.height() - top.y() - self._field.height() - 2 * _GAP, top.y() - 2 * _GAP
        wanted = self.sizeHintForRow(0) * min(self.count(), _SHOWN) + 10
        height = min(wanted, max(below, above))
        y = top.y() + self._field.height() + _GAP if wanted <= below or below >= above else top.y() - height - _GAP
        self.setGeometry(top.x(), y, self._field.width(), height)

    def _area(self) -> QWidget:
        """Return the parent of the list: the scroll area of the field, else the window."""
        area = self._field
        while (parent := area.parentWidget()) is not None and not isinstance(area, QScrollArea):
            area = parent
        return area
