"""Scrolling form of fields that follows the focus, and its style sheet in the theme's colours."""

import re
from dataclasses import asdict

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget
from typing_extensions import override

import resources
from ui.base.theme import Theme
from ui.fields.field import connect_focus
from ui.widgets.factories import Piece, column


class FieldForm(QScrollArea):
    """Show fields below one another; Esc saves and leaves."""

    left = Signal()
    """Esc was pressed."""

    def __init__(self, theme: Theme, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setObjectName("editor")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._theme = theme
        self._page = QWidget()
        self._page.setObjectName("editor_page")

    def lay_out(self, *content: Piece) -> None:
        """Show the content, then apply the style sheet: once instead of at every widget."""
        self._page.setLayout(column(*content, None, margins=(16, 12, 16, 16), spacing=12))
        self.setWidget(self._page)
        connect_focus(self.show_focused)
        self._theme.changed.connect(self._apply_style)
        self._apply_style()

    def flush(self) -> bool:
        """Save all edits; tell whether nothing is left unsaved."""
        raise NotImplementedError

    def show_focused(self, _old: QWidget | None, new: QWidget | None) -> None:
        """Scroll to the input that gets the focus, with its label and a margin around it."""
        if new is not None and self._page.isAncestorOf(new):
            self.ensureWidgetVisible(new, 0, 32)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.flush()
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _apply_style(self) -> None:
        self.setStyleSheet(style_sheet(self._theme))


def style_sheet(theme: Theme) -> str:
    """Fill the names in the style sheet (``@accent``, ``@size_label``) with the theme's values."""
    sizes = {f"size_{name}": f"{theme.size(name)}px" for name in ("body", "label", "caption", "title")}
    values = asdict(theme.colours) | sizes
    sheet = resources.path("styles/editor.qss").read_text(encoding="utf-8")
    return re.sub(r"@(\w+)", lambda name: values[name[1]], sheet)
