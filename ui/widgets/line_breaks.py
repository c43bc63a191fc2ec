"""Texts broken into lines between words, as many as there is room for.

Measures and cuts; whoever asked paints.
"""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetrics, QResizeEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QLabel, QSizePolicy
from typing_extensions import override

_MOST_HELD = 4096


class Breaker:
    """Break texts into lines between words, and remember them: a page of titles is painted at each step of a scroll.

    The last line is cut short where there are more, and so is a word that is wider than a line.
    """

    def __init__(self, most: int) -> None:
        """Give no text more than ``most`` lines."""
        self._most = most
        self._held: dict[tuple[str, str, int], list[str]] = {}

    def lines(self, text: str, font: QFont, width: int) -> list[str]:
        """Return the lines of a text in a font, none wider than ``width`` pixels."""
        key = text, font.key(), width
        if key not in self._held:
            if len(self._held) >= _MOST_HELD:
                self._held.clear()
            self._held[key] = _broken(text, font, width, self._most)
        return self._held[key]


def _broken(text: str, font: QFont, width: int, most: int) -> list[str]:
    text = " ".join(text.split())  # a layout takes no line break of the text's own
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WordWrap)
    layout.setTextOption(option)
    metrics = QFontMetrics(font)
    layout.beginLayout()
    lines: list[str] = []
    while len(lines) < most and (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        is_last = len(lines) == most - 1
        said = _units(text, line.textStart(), None if is_last else line.textLength()).rstrip()
        lines.append(metrics.elidedText(said, Qt.TextElideMode.ElideRight, width))
    layout.endLayout()
    return lines


def _units(text: str, start: int, length: int | None = None) -> str:
    """Cut a text as Qt counts, in UTF-16."""
    if text.isascii():
        return text[start:] if length is None else text[start : start + length]
    encoded = text.encode("utf-16-le")
    end = None if length is None else 2 * (start + length)
    return encoded[2 * start : end].decode("utf-16-le")


class FewLines(QLabel):
    """Say something on a few lines; the whole of it is the tooltip and what a screen reader reads."""

    def __init__(self, most: int, kind: str = "") -> None:
        super().__init__()
        self._said = ""
        self._breaker = Breaker(most)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("kind", kind)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def say(self, words: str) -> None:
        """Say something else."""
        self._said = words
        self.setToolTip(words)
        self.setAccessibleName(words)
        self._fit()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self.ensurePolished()  # the style sheet decides the font
        self.setText("\n".join(self._breaker.lines(self._said, self.font(), self.contentsRect().width())))
