"""Reading pane: labelled text to read, select and copy, with headings, paragraphs, list items, chips and links.

Plain text only, never markup; opens http, https and mailto links, announces links to roundtables and practices.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from PySide6.QtCore import QMimeData, QRectF, Qt, QUrl, Signal, Slot
from PySide6.QtGui import (
    QDesktopServices,
    QFont,
    QFontMetricsF,
    QPainter,
    QPaintEvent,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextLayout,
)
from PySide6.QtWidgets import QTextBrowser, QWidget
from typing_extensions import override

from roundtable.history.practice_versions import Kind, Piece
from roundtable.search.hits import pieces
from ui.base.theme import Theme

_TONE = QTextFormat.Property.UserProperty + 1
_GAP = "\u2003\u2002\u2009"
"""Separates two chips, with room to paint in; copied as "; "."""
_JOINER = "\u2060"
"""Keeps a chip from being broken after a hyphen; never copied."""
_LONGEST_WHOLE = 32
"""Letters of a chip that is never broken; a longer one is broken between words, for a line may not hold it."""
_LINE, _CHIP_LINE = 120, 150
"""Line heights in percent."""
_LIST_MARK = re.compile(r"(?:[•●▪–-]|\(?(?:\d{1,2}|[a-zA-Z]|[ivxIVX]{1,4})[.)])\s+")
_LINK = re.compile(r"(?:https?://|mailto:|www\.)\S+", re.IGNORECASE)


class ReadingPane(QTextBrowser):
    """Show what a function writes into it, again when the theme changes."""

    roundtable_asked = Signal(str)
    """The code of a roundtable whose link was followed."""
    practice_asked = Signal(str)
    """The identity of a practice whose link was followed."""
    recipient_asked = Signal(str)
    """The identity of a handover whose link was followed."""

    def __init__(self, theme: Theme, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setOpenLinks(False)
        self.setUndoRedoEnabled(False)
        self.document().setDocumentMargin(16)
        self.setMinimumWidth(280)
        self.anchorClicked.connect(self._follow)
        self._theme = theme
        self._fill: Callable[[Writer], None] | None = None
        theme.changed.connect(self._write)

    def show_text(self, fill: Callable[["Writer"], None] | None) -> None:
        """Show what ``fill`` writes, from its top; None shows nothing."""
        self._fill = fill
        self._write()
        self.verticalScrollBar().setValue(0)

    def _write(self) -> None:
        self.clear()
        if self._fill:
            self._fill(Writer(self.document(), self._theme))
        self.moveCursor(QTextCursor.MoveOperation.Start)

    @Slot(QUrl)
    def _follow(self, url: QUrl) -> None:
        match url.scheme():
            case "roundtable":
                self.roundtable_asked.emit(url.path(QUrl.ComponentFormattingOption.FullyDecoded))
            case "practice":
                self.practice_asked.emit(url.path())
            case "handover":
                self.recipient_asked.emit(url.path())
            case _:
                QDesktopServices.openUrl(url)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.translate(-self.horizontalScrollBar().value(), -self.verticalScrollBar().value())
        for rectangle, tone in self._chips(QRectF(event.rect()).translated(0, self.verticalScrollBar().value())):
            painter.setBrush(self._theme.colours.colour("soft" if tone == "accent" else f"{tone}_soft"))
            painter.drawRoundedRect(rectangle, 8, 8)
        painter.end()
        super().paintEvent(event)

    def _chips(self, visible: QRectF) -> Iterator[tuple[QRectF, str]]:
        """Yield the rectangle and the tone of every visible chip."""
        block = self.document().begin()
        while block.isValid():
            place = self.document().documentLayout().blockBoundingRect(block)
            if place.top() > visible.bottom():
                return
            if place.bottom() >= visible.top():
                yield from _chips_of(block, place)
            block = block.next()

    @override
    def createMimeDataFromSelection(self) -> QMimeData:
        copied = QMimeData()
        copied.setText(self.textCursor().selection().toPlainText().replace(_GAP, "; ").replace(_JOINER, ""))
        return copied


def _chips_of(block: QTextBlock, place: QRectF) -> Iterator[tuple[QRectF, str]]:
    part = block.begin()
    while not part.atEnd():
        fragment = part.fragment()
        if tone := fragment.charFormat().property(_TONE):
            first = fragment.position() - block.position()
            for rectangle in _rectangles(block.layout(), first, first + fragment.length()):
                yield rectangle.translated(place.topLeft()), tone
        part += 1


def _rectangles(layout: QTextLayout, first: int, last: int) -> Iterator[QRectF]:
    for number in range(layout.lineCount()):
        line = layout.lineAt(number)
        start, end = max(first, line.textStart()), min(last, line.textStart() + line.textLength())
        if start < end:
            left, right = (_x(line.cursorToX(position)) for position in (start, end))
            yield QRectF(left, line.y() + 1, right - left, line.height() - 2).adjusted(-8, 0, 8, 0)


def _x(found: object) -> float:
    """Unpack what PySide6 returns for an in-out position: the x alone, or the x and the position."""
    return float(found[0]) if isinstance(found, tuple) else float(found)  # type: ignore[arg-type]


def look_of_hit(look: QTextCharFormat, theme: Theme) -> QTextCharFormat:
    """Return a format with the colours of a search hit."""
    marked = QTextCharFormat(look)
    marked.setBackground(theme.colours.colour("mark"))
    marked.setForeground(theme.colours.colour("on_mark"))
    return marked


def look_of_change(kind: Kind, look: QTextCharFormat, theme: Theme) -> QTextCharFormat:
    """Format added or removed text so that it does not rest on colour alone."""
    if kind != "kept":
        tone = "ok" if kind == "added" else "bad"
        look.setForeground(theme.colours.colour(tone))
        look.setBackground(theme.colours.colour(f"{tone}_soft"))
        look.setFontUnderline(kind == "added")
        look.setFontStrikeOut(kind == "removed")
    return look


class Writer:
    """Write a document block by block, search hits marked."""

    def __init__(self, document: QTextDocument, theme: Theme) -> None:
        self._cursor = QTextCursor(document)
        self._theme = theme
        self._is_empty = True
        self.hits: Sequence[str] = ()

    def title(self, text: str) -> None:
        """Write the title."""
        self._block(after=8)
        self._words(text, self._format(size="title", bold=True))

    def caption(self, text: str, *, pill: str = "", tone: str = "") -> None:
        """Write a muted line, after a pill if any."""
        self._block(after=4, indent=8 if pill else 0)
        if pill:
            self._words(pill, self._chip(tone, bold=True))
            self._words("\u2003", self._format())
        self._words(text, self._format("muted", size="label"))

    def heading(self, text: str, note: str = "", *, is_searched: bool = False) -> None:
        """Write a heading, with a note beside it; no search hits what it says unless it is a label that people gave."""
        self._block(before=14 if self._cursor.blockFormat().lineHeight() < _CHIP_LINE else 4, after=4)
        look = self._format("muted", size="label", bold=True)
        if is_searched:
            self._words(text, look)
        else:
            self._cursor.insertText(text, look)
        if note:
            self._cursor.insertText(f"  ·  {note}", self._format("muted", size="label"))

    def paragraphs(self, text: str) -> None:
        """Write paragraphs and list items, separated by blank lines."""
        for paragraph in filter(None, (part.strip() for part in re.split(r"\n\s*\n", text))):
            mark = _LIST_MARK.match(paragraph)
            hang = QFontMetricsF(self._format().font()).horizontalAdvance(mark[0]) if mark else 0
            self._block(after=8, indent=hang, first=-hang)
            self._words(paragraph.replace("\n", "\u2028"), self._format())

    def line(self, text: str, note: str = "") -> None:
        """Write one line, with a muted note in italics after it."""
        self._block(after=2)
        self._words(text, self._format())
        if note:
            muted = self._format("muted")
            muted.setFontItalic(True)
            self._words(f"  {note}", muted)

    def changes(self, pieces: Iterable[Piece]) -> None:
        """Write a text with what was added underlined and what was removed struck through."""
        self._block(after=8)
        before: Piece = ("kept", "")
        for kind, text in pieces:
            if (before[0], kind) == ("removed", "added") and not before[1][-1:].isspace():
                self._words(" ", self._format())
            self._words(text.replace("\n", "\u2028"), look_of_change(kind, self._format(), self._theme))
            before = (kind, text)

    def chips(self, values: Iterable[str]) -> None:
        """Write terms as chips."""
        self._block(indent=8, line=_CHIP_LINE)
        for position, value in enumerate(values):
            if position:
                self._words(_GAP, self._format())
            whole = value.replace(" ", "\u00a0").replace("-", f"-{_JOINER}")
            self._words(whole if len(value) <= _LONGEST_WHOLE else value, self._chip("accent"))

    def link(self, text: str) -> None:
        """Write a web link, with a caption before it if any."""
        self._block(after=2)
        found = _LINK.search(text)
        if found is None:
            self._words(text, self._format())
            return
        self._words(text[: found.start()], self._format())
        address = f"http://{found[0]}" if found[0].lower().startswith("www.") else found[0]
        self._words(found[0], self._anchor(QUrl(address).toString()))
        self._words(text[found.end() :], self._format())

    def roundtable(self, code: str, title: str) -> None:
        """Write the name of a roundtable; its code, if any, is a link."""
        self._block(before=20, after=2)
        if code:
            self._words(code, self._reference("roundtable", code, bold=True))
            title = f"  {title}"
        self._words(title, self._format(bold=True))

    def practice(self, uid: str, title: str) -> None:
        """Write the title of a practice, a link if ``uid`` is given."""
        self._block(after=4)
        self._words(title, self._reference("practice", uid) if uid else self._format())

    def handover(self, uid: str, text: str, note: str, do: str) -> None:
        """Write what was handed over, with a note and a link that asks to whom."""
        self.line(text, note)
        self._words("  ", self._format())
        self._words(do.replace(" ", "\u00a0"), self._reference("handover", uid))

    def _reference(self, scheme: str, path: str, *, bold: bool = False) -> QTextCharFormat:
        address = QUrl()
        address.setScheme(scheme)
        address.setPath(path)
        return self._anchor(address.toString(QUrl.ComponentFormattingOption.FullyEncoded), bold=bold)

    def _anchor(self, address: str, *, bold: bool = False) -> QTextCharFormat:
        look = self._format("accent", bold=bold)
        look.setAnchor(True)
        look.setAnchorHref(address)
        look.setFontUnderline(True)
        return look

    def _block(
        self, *, before: float = 0, after: float = 0, indent: float = 0, first: float = 0, line: float = _LINE
    ) -> None:
        shape = QTextBlockFormat()
        shape.setTopMargin(0 if self._is_empty else before)
        shape.setBottomMargin(after)
        shape.setLeftMargin(indent)
        shape.setTextIndent(first)
        shape.setLineHeight(line, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        if self._is_empty:
            self._cursor.setBlockFormat(shape)
        else:
            self._cursor.insertBlock(shape)
        self._is_empty = False

    def _words(self, text: str, look: QTextCharFormat) -> None:
        for piece, is_hit in pieces(text, self.hits):
            self._cursor.insertText(piece, look_of_hit(look, self._theme) if is_hit else look)

    def _format(self, colour: str = "text", *, size: str = "body", bold: bool = False) -> QTextCharFormat:
        look = QTextCharFormat()
        font = QFont(self._cursor.document().defaultFont())
        font.setPixelSize(self._theme.size(size))
        font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
        look.setFont(font)
        look.setForeground(self._theme.colours.colour(colour))
        return look

    def _chip(self, tone: str, *, bold: bool = False) -> QTextCharFormat:
        look = self._format(tone, size="label", bold=bold)
        look.setProperty(_TONE, tone)
        return look
