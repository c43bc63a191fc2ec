"""Search field: announces what is typed at once, and shows how much was found."""

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QDragEnterEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget
from typing_extensions import override

from ui.base.dropped_files import local_files
from ui.base.icons import icon
from ui.base.theme import Theme

_PAUSE_MS = 10
"""Makes one search of letters that come together, from an input method or a paste."""


class SearchField(QLineEdit):
    """Input of a search; Enter and the down arrow leave towards the results, Esc clears."""

    searched = Signal(str)
    left = Signal()

    def __init__(self, theme: Theme, words: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setPlaceholderText(words)
        self.setAccessibleName(words)
        self._theme = theme
        self._glass = QAction(self)
        self.addAction(self._glass, QLineEdit.ActionPosition.LeadingPosition)
        self._clear = QAction(self.tr("Clear the search (Esc)"), self)
        self._clear.triggered.connect(self.clear)
        self.addAction(self._clear, QLineEdit.ActionPosition.TrailingPosition)
        self._found = QLabel(self)
        self._found.setProperty("kind", "caption")
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._search)
        self.textChanged.connect(self._wait)
        theme.changed.connect(self._set_icons)
        self._set_icons()
        self._wait()

    def show_found(self, text: str) -> None:
        """Show how much was found, at the field's end."""
        self._found.setText(text)
        self.setTextMargins(0, 0, self._found.sizeHint().width() + 8 if text else 0, 0)
        self._place()

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Leave files to the window: their names are not meant as text."""
        if local_files(event.mimeData()):
            event.ignore()
        else:
            super().dragEnterEvent(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
            if self._pause.isActive():
                self._search()
            self.left.emit()
        else:
            super().keyPressEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _wait(self) -> None:
        self._clear.setVisible(bool(self.text()))
        self._pause.start()

    def _search(self) -> None:
        self._pause.stop()
        self.searched.emit(self.text())

    def _place(self) -> None:
        size: QSize = self._found.sizeHint()
        self._found.setGeometry(self.width() - size.width() - 36, 0, size.width(), self.height())

    def _set_icons(self) -> None:
        self._glass.setIcon(icon("search", self._theme.colours.muted))
        self._clear.setIcon(icon("close", self._theme.colours.muted))
