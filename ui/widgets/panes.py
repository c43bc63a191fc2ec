"""Panes side by side whose widths are remembered."""

from collections.abc import Sequence

from PySide6.QtCore import QByteArray, QSettings, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget
from typing_extensions import override

_LEAST_SHARE, _MOST_SHARE = 0.8, 1.5
"""Of its first width that a pane beside the main one takes in a narrow and in a wide window."""


class Panes(QSplitter):
    """Splitter from left to right; one pane, the first unless said, takes what room is left over.

    The others follow the window within limits, until the person sets a width.
    """

    def __init__(
        self, settings: QSettings, name: str, panes: Sequence[QWidget], widths: Sequence[int], *, main: int = 0
    ) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._settings = settings
        self._key = f"{name}/panes"
        self._widths = widths
        self._main = main
        self._has_widths = False
        """Whether the person has set a width."""
        for pane in panes:
            self.addWidget(pane)
        self.setChildrenCollapsible(False)
        for number in range(len(panes)):
            self.setStretchFactor(number, int(number == main))
        self.setSizes(widths)
        state = settings.value(self._key)
        if isinstance(state, QByteArray):
            self._has_widths = self.restoreState(state)
        self.splitterMoved.connect(self._remember)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._has_widths:
            return
        share = min(max(_LEAST_SHARE, self.width() / sum(self._widths)), _MOST_SHARE)
        widths = [round(width * share) for width in self._widths]
        widths[self._main] = max(1, self.width() - sum(widths) + widths[self._main])
        self.setSizes(widths)

    def _remember(self) -> None:
        self._has_widths = True
        self._settings.setValue(self._key, self.saveState())
