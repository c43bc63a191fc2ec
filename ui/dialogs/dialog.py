"""Base class of the dialogs: title and size, content in a column above a row of buttons."""

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QLayout, QPushButton, QWidget
from typing_extensions import override

from ui.widgets.factories import Piece, button, column, row

_WIDTH = 440
_FRAME = QSize(16, 48)
"""Room for what the desktop draws around a dialog."""


class Dialog(QDialog):
    """Show content above a row of buttons."""

    def __init__(self, parent: QWidget, title: str, size: tuple[int, int] | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self._has_size = size is not None
        if size:
            self.resize(*size)
        else:
            self.setMinimumWidth(_WIDTH)

    def lay_out(
        self,
        *content: Piece,
        accept: QPushButton | None = None,
        buttons: Sequence[Piece] = (),
        stretched: QWidget | QLayout | None = None,
        margins: tuple[int, int, int, int] = (16, 16, 16, 16),
    ) -> None:
        """Lay out the content, ``stretched`` taking spare height, above Cancel and ``accept`` or other buttons."""
        default = accept
        if accept:
            cancel = button(self.tr("Cancel"), self.reject)
            buttons = (None, cancel, accept)
            if accept.property("kind") == "danger":
                default = cancel
                cancel.setFocus()
                accept.setAutoDefault(True)  # Enter presses it only where a person went to it
        layout = column(*content, row(*buttons), margins=margins, spacing=12)
        if stretched:
            layout.setStretch(content.index(stretched), 1)
        self.setLayout(layout)
        if default:
            default.setDefault(True)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        """Take the height that the texts need at this width, and no more than the screen has."""
        if not self._has_size and (layout := self.layout()) and layout.hasHeightForWidth():
            self.resize(self.width(), layout.totalHeightForWidth(self.width()))
        self.resize(self.size().boundedTo(self.screen().availableSize() - _FRAME))
        super().showEvent(event)
