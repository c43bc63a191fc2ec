"""Labels of one or a few lines, broken between words, the rest elided."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy
from typing_extensions import override

from ui.base.fitted_text import broken

_CACHED = 4096


class Breaker:
    """Break texts into at most ``most`` lines, with a cache: titles are painted at each step of a scroll."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._cache: dict[tuple[str, str, int], list[str]] = {}

    def lines(self, text: str, font: QFont, width: int) -> list[str]:
        """Return the lines of a text in a font, none wider than ``width`` pixels."""
        key = text, font.key(), width
        if key not in self._cache:
            if len(self._cache) >= _CACHED:
                self._cache.clear()
            self._cache[key] = broken(" ".join(text.split()), font, width, self._most)
        return self._cache[key]


class FewLines(QLabel):
    """Show a text on a few lines; all of it is the tooltip and the accessible name."""

    def __init__(self, most: int, kind: str = "") -> None:
        super().__init__()
        self._text = ""
        self._breaker = Breaker(most)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("kind", kind)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def say(self, text: str) -> None:
        """Show another text."""
        self._text = text
        self.setToolTip(text)
        self.setAccessibleName(text)
        self._fit()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self.ensurePolished()  # the style sheet decides the font
        self.setText("\n".join(self._breaker.lines(self._text, self.font(), self.contentsRect().width())))


class OneLine(FewLines):
    """Show a text on one line."""

    def __init__(self, kind: str = "caption") -> None:
        super().__init__(1, kind)
