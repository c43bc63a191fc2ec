"""Line above a practice that says who else is there, and which text being typed another has changed meanwhile."""

from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget
from typing_extensions import override

from roundtable.records.attention import Attention
from ui.base import fitted_text
from ui.practice_table import attendants
from ui.widgets.factories import button, row

_NEWS_MS = 15_000


class AttendantsLine(QWidget):
    """Always one line, empty for nobody: who comes and goes does not move the text that one is typing."""

    conflict_asked = Signal()
    """The text that another has changed is to be shown."""

    def __init__(self) -> None:
        super().__init__()
        self._others = self._conflict = self._news = ""
        self._fading = QTimer(self, singleShot=True, interval=_NEWS_MS)
        self._fading.timeout.connect(self._fade)
        self._words = QLabel()
        self._words.setObjectName("attendants")
        self._words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._show = button(self.tr("Show"), self.conflict_asked.emit, "small")
        self._show.setToolTip(self.tr("Go to the field, and show what was changed in it"))
        policy = self._show.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self._show.setSizePolicy(policy)
        layout = row(self._words, self._show, margins=(16, 4, 8, 4))
        layout.setStretch(0, 1)
        self.setLayout(layout)
        self._tell()

    @property
    def has_conflict(self) -> bool:
        """Whether a text that is being typed was changed by another."""
        return bool(self._conflict)

    def show_others(self, told: Sequence[Attention]) -> None:
        """Say who else is at the practice shown."""
        self._others = attendants.at_practice(told)
        self._tell()

    def show_conflict(self, words: str) -> None:
        """Say instead what another has changed; "" for nothing."""
        self._conflict = words
        self._tell()

    def tell(self, words: str) -> None:
        """Say for a while what another has changed at the place where the person is."""
        self._news = words
        self._fading.start()
        self._tell()

    def _fade(self) -> None:
        self._news = ""
        self._tell()

    @property
    def _said(self) -> str:
        return self._conflict or self._news or self._others

    def _tell(self) -> None:
        words = self._said
        self._words.setProperty("kind", "warning" if self._conflict else "caption")
        self._words.style().polish(self._words)
        self._words.setAccessibleName(words)
        self._words.setToolTip(words)
        self._show.setVisible(self.has_conflict)
        self._fit()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self._words.setText(fitted_text.cut(self._said, self._words.font(), self._words.width()))
