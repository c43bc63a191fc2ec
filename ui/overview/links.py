"""Links of the overview: buttons that look like text or like a tile, and lines of them kept from reading to reading."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QWidget
from typing_extensions import override

from ui.widgets.factories import column, label, row

_LEAST = 60
_PADDING = 6
INSET = 2
"""How far the text of a link stands from its edge: its border and padding in the style sheet."""


class Link(QPushButton):
    """Text on one line that leads somewhere; what it has no room for is elided, and whole in the tooltip."""

    def __init__(self, *, is_whole: bool = False) -> None:
        """Make a link that gives way where there is little room, or else ``is_whole``."""
        super().__init__(autoDefault=False)
        self._is_whole = is_whole
        self.setProperty("kind", "link")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._text = ""
        self._do: Callable[[], object] = int
        self.clicked.connect(lambda _checked=False: self._do())

    def lead(self, text: str, name: str, do: Callable[[], object], tone: str = "") -> None:
        """Show a text; ``name`` tells a screen reader where it leads, ``tone`` is a colour's meaning."""
        self._text, self._do = text, do
        self.setAccessibleName(name)
        if tone != self.property("tone"):
            self.setProperty("tone", tone)
            self.style().polish(self)
        self._fit()
        self.updateGeometry()

    @override
    def sizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance(self._text) + _PADDING, super().sizeHint().height())

    @override
    def minimumSizeHint(self) -> QSize:
        wanted = self.sizeHint()
        return wanted if self._is_whole else QSize(min(_LEAST, wanted.width()), wanted.height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self.ensurePolished()
        room = self.width() - _PADDING + 2
        shown = self.fontMetrics().elidedText(self._text, Qt.TextElideMode.ElideRight, room)
        self.setText(shown.replace("&", "&&"))
        self.setToolTip(self._text if shown != self._text else "")


class Tile(QPushButton):
    """Large number above its word."""

    def __init__(self) -> None:
        super().__init__(autoDefault=False)
        self.setProperty("kind", "tile")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._number, self._word = _untouched("title"), _untouched("caption")
        self._do: Callable[[], object] = int
        self.setLayout(column(self._number, self._word, margins=(14, 8, 14, 8), spacing=0))
        self.clicked.connect(lambda _checked=False: self._do())

    def lead(self, number: str, word: str, name: str, do: Callable[[], object]) -> None:
        """Show a number; ``name`` tells a screen reader where it leads."""
        self._do = do
        self._number.setText(number)
        self._word.setText(word)
        self.setAccessibleName(name)

    @override
    def sizeHint(self) -> QSize:
        layout = self.layout()
        return layout.sizeHint() if layout else super().sizeHint()

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()


def _untouched(kind: str) -> QLabel:
    made = QLabel()
    made.setProperty("kind", kind)
    made.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    return made


class Line(NamedTuple):
    """Hold one line of a section: what it is known by, its text, where it leads and, muted after it, a note."""

    key: str
    text: str
    do: Callable[[], object]
    note: str = ""
    tone: str = ""


class Section(QWidget):
    """Heading above lines, each a link; lines that stay keep their widgets and so the focus."""

    def __init__(self, heading: str, nothing: str) -> None:
        super().__init__()
        self._heading = heading
        self._nothing = _untouched("caption")
        self._nothing.setText(nothing)
        self._lines: dict[str, tuple[QWidget, Link, QLabel]] = {}
        self._column = column(spacing=2)
        told = label(heading, "group")
        for text in (told, self._nothing):
            text.setContentsMargins(INSET, 0, 0, 0)
        self.setLayout(column(told, self._nothing, self._column, None, spacing=4))

    def say_nothing(self, words: str) -> None:
        """Say otherwise why there is no line."""
        self._nothing.setText(words)

    def show_lines(self, lines: Sequence[Line], whose: str) -> None:
        """Show other lines; ``whose`` names the roundtable to a screen reader."""
        for key in self._lines.keys() - {line.key for line in lines}:
            gone, _, _ = self._lines.pop(key)
            self._column.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        for at, line in enumerate(lines):
            if line.key not in self._lines:
                self._lines[line.key] = _made_line()
            holder, link, note = self._lines[line.key]
            if self._column.indexOf(holder) != at:
                self._column.insertWidget(at, holder)
            name = ", ".join(filter(None, (line.text, line.note, self._heading, whose)))
            link.lead(line.text, name, line.do, line.tone)
            note.setText(line.note)
            note.setVisible(bool(line.note))
        self._nothing.setVisible(not lines)


def _made_line() -> tuple[QWidget, Link, QLabel]:
    link, note = Link(), _untouched("caption")
    holder = QWidget()
    holder.setLayout(row(link, note, None, spacing=6))
    return holder, link, note
