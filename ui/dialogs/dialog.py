"""Base class of the dialogs: title and size, content in a column above a row of buttons."""

from collections.abc import Sequence

from PySide6.QtWidgets import QDialog, QLayout, QPushButton, QWidget

from ui.widgets.factories import Piece, button, column, row


class Dialog(QDialog):
    """Show content above a row of buttons."""

    def __init__(self, parent: QWidget, title: str, size: tuple[int, int] | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        if size:
            self.resize(*size)
        else:
            self.setMinimumWidth(440)

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
