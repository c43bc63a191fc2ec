"""Placeholder of an empty list: why it is empty, and what to do next, as large buttons."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget
from typing_extensions import override

from ui.widgets.factories import button, column, label, row
from ui.widgets.wrapping_row import WrappingRow

_WIDTH = 760
_NARROWEST = 240
_BELOW_EACH_OTHER = 220
_GAP = 12
_MARGIN = 24


class EmptyState(QWidget):
    """Title, sentence and buttons, the first of them the likeliest; below them smaller ones for what else there is."""

    def __init__(
        self,
        title: str,
        text: str,
        buttons: Sequence[tuple[str, Callable[[], object]]],
        others: Sequence[tuple[str, Callable[[], object]]] = (),
    ) -> None:
        super().__init__()
        self.setObjectName("empty_state")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._title = label(title, "title")
        self._text = label(text)
        self._made = [button(text, do, "large" if n else "large-primary") for n, (text, do) in enumerate(buttons)]
        self._buttons = row(*self._made, None, spacing=_GAP)
        self._others = {text: button(text, do) for text, do in others}
        self._steps = QWidget()
        below = WrappingRow([*self._others.values()], (0, 0, 0, 0), _GAP)
        self._steps.setLayout(column(self._text, self._buttons, below, spacing=16))
        inner = QWidget()
        inner.setMaximumWidth(_WIDTH)
        inner.setLayout(column(self._title, self._steps, spacing=16))
        centred = row(None, inner, None, margins=(_MARGIN, _MARGIN, _MARGIN, _MARGIN))
        centred.setStretch(1, 100)
        self.setLayout(column(None, centred, None, None))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stack the buttons where they have no room beside each other."""
        super().resizeEvent(event)
        wanted = sum(one.sizeHint().width() + _GAP for one in self._made)
        has_room = wanted <= min(self.width() - 2 * _MARGIN, _WIDTH)
        direction = QBoxLayout.Direction
        self._buttons.setDirection(direction.LeftToRight if has_room else direction.TopToBottom)
        for one in self._made:
            one.setMinimumWidth(0 if has_room else _BELOW_EACH_OTHER)
            one.setMaximumWidth(_WIDTH if has_room else _BELOW_EACH_OTHER)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(_NARROWEST, super().minimumSizeHint().height())

    def show_steps(self, *, is_shown: bool) -> None:
        """Show the sentence and what to do next, or only the title."""
        self._steps.setVisible(is_shown)

    def set_title(self, title: str) -> None:
        """Change the title."""
        self._title.setText(title)

    def show_button(self, text: str, *, is_shown: bool) -> None:
        """Show or hide one of the other buttons."""
        self._others[text].setVisible(is_shown)

    def set_text(self, text: str) -> None:
        """Change the sentence."""
        self._text.setText(text)
