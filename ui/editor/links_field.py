"""Web links of a practice: one row each, its form checked, opened by a button; nothing is fetched."""

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from PySide6.QtCore import QEvent, QObject, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QKeyEvent
from typing_extensions import override

from ui.base.theme import Theme
from ui.fields.row_fields import ENTER, Row, RowLine, RowsField, small_button
from ui.widgets.factories import label

_LINK = re.compile(r"(?:(?P<caption>.*\S)\s*:\s+|(?P<lead>.*?\s))?(?P<address>\S+)", re.DOTALL)
_BETWEEN = r"\n|[,;]\s+|[,;](?=https?://)"
"""What stands between pasted links; a comma within an address has no blank after it."""
_HOST = re.compile(
    r"(?:[^\W_](?:[\w-]*[^\W_])?\.)+[^\W\d_]{2,}|localhost|\d+(?:\.\d+){3}|\[[0-9a-f:]+\]", re.IGNORECASE
)


class LinksField(RowsField):
    """Edit the links; a caption may precede one (``caption: URL``); a malformed one is marked and kept."""

    def __init__(self, theme: Theme) -> None:
        super().__init__("web_links", lambda: _LinkRow(theme, self.add))


def address_of(text: str) -> str:
    """Return the web address in a link text, "" where there is none of valid form."""
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
        self._text = RowLine(self.tr("Web link"), _BETWEEN, lambda links: add(links, self))
        self._text.setPlaceholderText(self.tr("https://… or caption: https://…"))
        self._mark = label("?", "warning")
        self._mark.setToolTip(self.tr("This does not look like a web address (http:// or https://)"))
        self._mark.setWordWrap(False)
        self._open = small_button("↗", self.tr("Open this link (Ctrl+Enter)"))
        self._open.clicked.connect(self._open_link)
        self.lay_out(theme, self._text, remove=self.tr("Remove this link"), extra=(self._mark, self._open))

    @override
    def value(self) -> str | None:
        return self._text.text().strip() or None

    @override
    def fill(self, value: Any) -> None:
        self._text.show_text(value or "")

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            is_control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            if is_control and event.key() in ENTER:
                self._open_link()
                return True
        return super().eventFilter(watched, event)

    def _open_link(self) -> None:
        if address := address_of(self._text.text()):
            QDesktopServices.openUrl(QUrl(address))

    @override
    def show_parts(self) -> None:
        text = self._text.text().strip()
        is_web = bool(address_of(text))
        for part in (self._grip, self._remove):
            part.setVisible(bool(text))
        self._open.setVisible(is_web)
        self._mark.setVisible(bool(text) and not is_web)
        self._text.setAccessibleDescription(self._mark.toolTip() if text and not is_web else "")
        self._text.setToolTip(text)
