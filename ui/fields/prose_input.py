"""Plain-text input of paragraphs and lists that grows with its text and pastes clean text.

A paragraph of the record is a text block; a line break within one is a line separator (U+2028).
"""

import re
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QMimeData, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent, QTextBlockFormat, QTextCursor
from PySide6.QtWidgets import QScrollArea, QTextEdit
from typing_extensions import override

from ui.base.dropped_files import local_files
from ui.fields import clipboard_text
from ui.fields.own_steps import leaves_undo_to_window

_ITEM = re.compile(r"(?P<mark>[•–-]|(?P<number>\d{1,2})[.)]|(?P<letter>[a-y])\))[ \u00a0](?P<text>.*)")
_BETWEEN_PARAGRAPHS = 8
_AROUND_CARET = 24
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Prose(QTextEdit):
    """Edit paragraphs; Tab leaves, and where ``is_one_line`` is set Enter leaves too."""

    left = Signal()
    items_pasted = Signal(object)
    """The texts of pasted list items after the first, which stays here, where ``splits_items`` is set."""
    splits_items = False
    taking = Signal(object)
    """The QMimeData of a paste or drop that is about to be inserted."""

    def __init__(self, name: str, *, least: int = 1, most: int = 12, is_one_line: bool = False) -> None:
        super().__init__(acceptRichText=False, tabChangesFocus=True)
        self.setAccessibleName(name)
        self.setProperty("kind", "prose")
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(6)
        self._least, self._most = least, most
        self._is_one_line = is_one_line
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        self.cursorPositionChanged.connect(self._follow_caret)

    def text(self) -> str:
        """Return the text in the form of records: paragraphs and list items separated by a blank line."""
        blocks = (self.document().findBlockByNumber(number).text() for number in range(self.document().blockCount()))
        parts = ("\n".join(line.strip() for line in block.split("\u2028")).strip() for block in blocks)
        return "\n\n".join(filter(None, parts))

    def set_text(self, text: str) -> None:
        """Show a text in the form of records and clear the undo stack; the cursor stays between the same words."""
        at, before = self.textCursor().position(), self._units()
        blocks = (part.strip("\n").replace("\n", "\u2028") for part in re.split(r"\n[^\S\n]*\n", text))
        self.setPlainText("\n".join(filter(None, blocks)))
        shape = QTextBlockFormat()
        shape.setBottomMargin(0 if self._is_one_line else _BETWEEN_PARAGRAPHS)
        whole = QTextCursor(self.document())
        whole.select(QTextCursor.SelectionType.Document)
        whole.setBlockFormat(shape)
        self.document().clearUndoRedoStacks()
        cursor = self.textCursor()
        cursor.setPosition(_moved(at, before, self._units()) if self.hasFocus() else 0)
        self.setTextCursor(cursor)

    def _units(self) -> list[bytes]:
        """Return the text in the units that Qt counts positions in."""
        written = self.document().toRawText().encode("utf-16-le", "surrogatepass")
        return [written[at : at + 2] for at in range(0, len(written), 2)]

    @override
    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self.height())

    @override
    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return (source.hasText() or source.hasHtml()) and not local_files(source)

    @override
    def insertFromMimeData(self, source: QMimeData) -> None:
        self.taking.emit(source)
        paragraphs = clipboard_text.from_html(source.html()) if source.hasHtml() else []
        paragraphs = paragraphs or clipboard_text.from_text(source.text())
        items = clipboard_text.items(paragraphs) if self.splits_items else []
        if len(items) > 1:
            self.textCursor().insertText(items[0])
            self.items_pasted.emit(items[1:])
            return
        joined = (" " if self._is_one_line else "\n").join(paragraphs)
        if len(paragraphs) == 1:  # words from the middle of a line keep the blanks around them
            text = source.text()
            joined = " " * text.startswith(" ") + joined + " " * text.endswith(" ")
        self.textCursor().insertText(joined)
        self.ensureCursorVisible()

    @override
    def event(self, event: QEvent) -> bool:
        document = self.document()
        has_undo, has_redo = document.isUndoAvailable(), document.isRedoAvailable()
        if leaves_undo_to_window(event, self, has_undo=has_undo, has_redo=has_redo):
            event.ignore()
            return False
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        cursor = self.textCursor()
        before = cursor.block().text()[: cursor.positionInBlock()]
        is_enter = event.key() in _ENTER and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        if event.key() in _ENTER and self._is_one_line:
            self.left.emit()
            self.focusNextChild()
        elif is_enter and not cursor.hasSelection() and (item := _ITEM.fullmatch(before)):
            self._start_next_item(item)
        else:
            super().keyPressEvent(event)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.left.emit()

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        """Put the cursor at the end of a single line reached by a shortcut, as in a cell of a spreadsheet."""
        super().focusInEvent(event)
        if self._is_one_line and event.reason() == Qt.FocusReason.ShortcutFocusReason:
            self.moveCursor(QTextCursor.MoveOperation.End)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _start_next_item(self, item: re.Match[str]) -> None:
        """Start the next list item; Enter in an empty item ends the list."""
        cursor = self.textCursor()
        if not item["text"].strip():
            cursor.movePosition(QTextCursor.MoveOperation.StartOfBlock, QTextCursor.MoveMode.KeepAnchor)
            cursor.removeSelectedText()
            return
        mark = item["mark"]
        if item["number"]:
            mark = mark.replace(item["number"], str(int(item["number"]) + 1))
        elif item["letter"]:
            mark = mark.replace(item["letter"], chr(ord(item["letter"]) + 1))
        cursor.insertText(f"\n{mark} ")
        self.ensureCursorVisible()

    def _follow_caret(self) -> None:
        """Scroll the form so that the caret is seen, once it has taken the height of the text."""
        if self.hasFocus():
            QTimer.singleShot(0, self, self._show_caret)

    def _show_caret(self) -> None:
        around = self.parentWidget()
        while around is not None and not isinstance(around, QScrollArea):
            around = around.parentWidget()
        if around is not None and (page := around.widget()) is not None:
            place = self.cursorRect()
            for edge in (place.topLeft(), place.bottomLeft()):
                around.ensureVisible(0, self.viewport().mapTo(page, edge).y(), 0, _AROUND_CARET)

    def _fit(self) -> None:
        """Set the height to that of the text, between the least and the most lines; scroll beyond."""
        line = self.fontMetrics().lineSpacing()
        frame = 2 * self.frameWidth() + 2 * round(self.document().documentMargin())
        wanted = round(self.document().size().height()) + 2 * self.frameWidth()
        highest = self._most * line + frame
        height = min(max(wanted, self._least * line + frame), highest)
        needed = Qt.ScrollBarPolicy.ScrollBarAsNeeded if wanted > highest else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.setVerticalScrollBarPolicy(needed)
        if height != self.height() or self.minimumHeight() != height:
            self.setFixedHeight(height)


def _moved(at: int, before: Sequence[bytes], after: Sequence[bytes]) -> int:
    """Return where a position in a text is once another has changed the text before or behind it."""
    most = min(len(before), len(after))
    head = next((n for n in range(most) if before[n] != after[n]), most)
    tail = next((n for n in range(most - head) if before[-1 - n] != after[-1 - n]), most - head)
    return at + len(after) - len(before) if head < at and len(before) - tail <= at else min(at, len(after))
