"""Line above a practice of a shared workspace that says who else is there."""

from collections.abc import Sequence

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy
from typing_extensions import override

from roundtable.records.attention import Attention
from ui.base import fitted_text
from ui.practice_table import attendants


class AttendantsLine(QLabel):
    """Always one line, empty for nobody: who comes and goes does not move the text that one is typing."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("attendants")
        self.setProperty("kind", "caption")
        self.setContentsMargins(16, 6, 16, 2)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._words = ""

    def show_others(self, told: Sequence[Attention]) -> None:
        """Say who else is at the practice shown."""
        self._words = attendants.at_practice(told)
        self.setAccessibleName(self._words)
        self.setToolTip(self._words)
        self._fit()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self.setText(fitted_text.cut(self._words, self.font(), self.contentsRect().width()))
