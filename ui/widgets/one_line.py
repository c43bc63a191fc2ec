"""A line of words that is cut with an ellipsis where there is no room, and never widens what it stands in.

Shows what it is told; the whole of it is its tooltip and what a screen reader reads.
"""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy
from typing_extensions import override


class OneLine(QLabel):
    """Say something on one line."""

    def __init__(self, kind: str = "caption") -> None:
        super().__init__()
        self._said = ""
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
        metrics = QFontMetrics(self.font())
        self.setText(metrics.elidedText(self._said, Qt.TextElideMode.ElideRight, self.contentsRect().width()))
