"""The web links of a practice: one row each, checked for form, opened by a button.

A link that is not well formed is marked and kept; nothing is fetched.
"""

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from PySide6.QtCore import QEvent, QObject, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QKeyEvent
from typing_extensions import override

from ui.base.theme import Theme
from ui.fields.row_fields import ENTER, Grip, Row, RowLine, RowsField, small_button
from ui.widgets.build import label, row

_LINK = re.compile(r"(?:(?P<caption>.*\S)\s*:\s+|(?P<lead>.*?\s))?(?P<address>\S+)", re.DOTALL)
_HOST = re.compile(
    r"(?:[^\W_](?:[\w-]*[^\W_])?\.)+[^\W\d_]{2,}|localhost|\d+(?:\.\d+){3}|\[[0-9a-f:]+\]", re.IGNORECASE
)


class LinksField(RowsField):
    """Edit the links in their order; a caption may stand before one: ``caption: URL``."""

    def __init__(self, theme: Theme) -> None:
        super().__init__("web_links", lambda: _LinkRow(theme, self.add))


def address_of(text: str) -> str:
    """Return the address of a link that may be followed; "" where its form is not that of a web address."""
    found = _LINK.fullmatch(text.strip())
    address = found["address"] if found else ""
    try:
        parts = urlsplit(address)
        has_form = parts.scheme in ("http", "https") and bool(_HOST.fullmatch(parts.hostname or ""))
    except ValueError:
        return ""
    return address if has_form and not re.search(r'[<>"{}|\\^`]', address) else ""


class _LinkRow(Row):
    def __init__(self, theme: Theme, add: Callable[[list[str], Row], None]) -> None:
        super().__init__()
        self._text = RowLine(self.tr("Web link"), r"\n", lambda links: add(links, self))
        self._text.setPlaceholderText(self.tr("https://… or caption: https://…"))
        self._mark = label("?", "warning")
        self._mark.setToolTip(self.tr("This does not look like a web address (http:// or https://)"))
        self._mark.setWordWrap(False)
        self._open = small_button("↗", self.tr("Open this link (Ctrl+Enter)"))
        self._remove = small_button("×", self.tr("Remove this link"))
        self._grip = Grip(theme)
        self.first = self._text
        self.setLayout(row(self._grip, self._text, self._mark, self._open, self._remove, spacing=4))
        self._text.editingFinished.connect(self.edited)
        self._text.textChanged.connect(self._show_parts)
        self._text.textEdited.connect(self.typed)
        self._open.clicked.connect(self._follow)
        self._remove.clicked.connect(self.removed)
        self._grip.dragged.connect(self.dragged)
        self.watch(self._text)
        self._show_parts()

    @override
    def value(self) -> str | None:
        return self._text.text().strip() or None

    @override
    def fill(self, value: Any) -> None:
        self._text.setText(value or "")
        self._text.setCursorPosition(0)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            is_control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            if is_control and event.key() in ENTER:
                self._follow()
                return True
        return super().eventFilter(watched, event)

    def _follow(self) -> None:
        if address := address_of(self._text.text()):
            QDesktopServices.openUrl(QUrl(address))

    def _show_parts(self) -> None:
        text = self._text.text().strip()
        is_web = bool(address_of(text))
        self._grip.setVisible(bool(text))
        self._remove.setVisible(bool(text))
        self._open.setVisible(is_web)
        self._mark.setVisible(bool(text) and not is_web)
        self._text.setAccessibleDescription(self._mark.toolTip() if text and not is_web else "")
        self._text.setToolTip(text)
