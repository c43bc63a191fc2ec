"""Search field: announces what is typed at once, and shows how much was found."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAction, QDragEnterEvent, QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget
from typing_extensions import override

from roundtable.search.completion import Completion
from ui.base.dropped_files import local_files
from ui.base.icons import icon
from ui.base.theme import Theme
from ui.widgets.type_ahead import Suggestion, Suggestions

_PAUSE_MS = 10
"""Makes one search of letters that come together, from an input method or a paste."""


class SearchField(QLineEdit):
    """Input of a search; Enter and the down arrow leave towards the results, Esc clears.

    While completions are offered, the arrows choose one, Tab and Enter take it, and Esc closes their list.
    """

    searched = Signal(str)
    left = Signal()
    completion_asked = Signal(str, int)
    """What is typed, and where the cursor is in it."""

    def __init__(self, theme: Theme, words: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setPlaceholderText(words)
        self.setAccessibleName(words)
        self._theme = theme
        self._glass = QAction(self.tr("Search"), self)
        self._glass.triggered.connect(self.start)
        self.addAction(self._glass, QLineEdit.ActionPosition.LeadingPosition)
        self._clear = QAction(self.tr("Clear the search (Esc)"), self)
        self._clear.triggered.connect(self.clear)
        self.addAction(self._clear, QLineEdit.ActionPosition.TrailingPosition)
        self._found = QLabel(self)
        self._found.setProperty("kind", "caption")
        self._completions = Suggestions(self, self.tr("Completions of the search"))
        self._completions.taken.connect(self._complete)
        self.textEdited.connect(self._ask_completion)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._search)
        self.textChanged.connect(self._wait)
        theme.changed.connect(self._set_icons)
        self._set_icons()
        self._wait()

    def start(self) -> None:
        """Take the focus; what is typed next replaces the search."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()

    def show_found(self, text: str) -> None:
        """Show how much was found, at the field's end."""
        self._found.setText(text)
        self.setTextMargins(0, 0, self._found.sizeHint().width() + 8 if text else 0, 0)
        self._place()

    @Slot(object, object)
    def offer(self, typed: tuple[str, int], completions: Sequence[Completion]) -> None:
        """Offer completions of what was typed up to the cursor, if it still stands there."""
        if self.hasFocus() and typed == (self.text(), self.cursorPosition()):
            offered = [Suggestion(one, one.words, one.note) for one in completions]
            self._completions.offer(offered, is_first_chosen=False)

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Leave files to the window: their names are not meant as text."""
        if local_files(event.mimeData()):
            event.ignore()
        else:
            super().dragEnterEvent(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._completions.isVisible() and self._handle_list_key(event.key()):
            return
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
            if self._pause.isActive():
                self._search()
            self.left.emit()
        else:
            super().keyPressEvent(event)

    @override
    def focusNextPrevChild(self, next: bool) -> bool:
        """Take a completion with Tab; the first where none is chosen."""
        if next and self._completions.isVisible():
            self._completions.choose_first()
            self._complete(self._completions.chosen())
            return True
        return super().focusNextPrevChild(next)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._completions.offer(())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._completions.offer(())
        self._place()

    def _handle_list_key(self, key: int) -> bool:
        """Handle a key of the list of completions; tell whether it was one."""
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._completions.step(1 if key == Qt.Key.Key_Down else -1)
        elif key == Qt.Key.Key_Escape:
            self._completions.offer(())
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and (chosen := self._completions.chosen()):
            self._complete(chosen)
        else:
            return False
        return True

    @Slot(object)
    def _complete(self, completion: object) -> None:
        if isinstance(completion, Completion):
            self._completions.offer(())
            self.selectAll()
            self.insert(completion.text)
            self.setCursorPosition(completion.cursor)
            self._ask_completion()

    @Slot()
    def _ask_completion(self) -> None:
        self._completions.offer(())
        if self.text():
            self.completion_asked.emit(self.text(), self.cursorPosition())

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
