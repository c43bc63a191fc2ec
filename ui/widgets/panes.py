"""Panes side by side whose widths are remembered."""

from collections.abc import Sequence

from PySide6.QtCore import QByteArray, QSettings, Qt
from PySide6.QtWidgets import QSplitter, QWidget


class Panes(QSplitter):
    """Splitter from left to right; the first pane takes what room is left over."""

    def __init__(self, settings: QSettings, name: str, panes: Sequence[QWidget], widths: Sequence[int]) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._settings = settings
        self._key = f"{name}/panes"
        for pane in panes:
            self.addWidget(pane)
        self.setChildrenCollapsible(False)
        self.setStretchFactor(0, 1)
        self.setSizes(widths)
        state = settings.value(self._key)
        if isinstance(state, QByteArray):
            self.restoreState(state)
        self.splitterMoved.connect(self._remember)

    def _remember(self) -> None:
        self._settings.setValue(self._key, self.saveState())
