"""The matrix as a table: headings, counts and titles stay in place while the cells scroll beneath them.

Tells what a person does to it; what comes of that is the business of whoever listens.
"""

from collections.abc import Iterator

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QItemSelectionRange,
    QModelIndex,
    QObject,
    QRect,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QTableView, QWidget
from typing_extensions import override

from ui.base.practice_drag import dropped
from ui.base.theme import Theme
from ui.mapping.matrix_cells import Look, MatrixCells
from ui.mapping.matrix_headers import Corner, TargetsHeader, TitlesHeader
from ui.mapping.matrix_model import MatrixModel

ROW_HEIGHT, HEADING_HEIGHT = 40, 28
_WIDEST = 150
_TITLES = range(190, 341)
_TITLES_SHARE = 0.23


class MatrixTable(QTableView):
    """Show the matrix; arrows move, a click tells of a cell, practices can be dropped on a column."""

    clicked_alone = Signal(QModelIndex)
    """A cell was clicked without more: no other key, no dragging over several."""
    dropped = Signal(object, int)
    """Practices' keys were dropped on a column."""

    def __init__(self, theme: Theme, model: MatrixModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._pressed = QModelIndex()
        self.setAccessibleName(self.tr("Matrix of practices, questions and measures"))
        self.setModel(model)
        self._cells = MatrixCells(theme, self)
        self._targets = TargetsHeader(theme, model, self)
        self._titles = TitlesHeader(theme, model, self)
        self.setHorizontalHeader(self._targets)
        self.setVerticalHeader(self._titles)
        self._corner = Corner(theme, self)
        self.setCornerButtonEnabled(False)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        for set_mode in (self.setHorizontalScrollMode, self.setVerticalScrollMode):
            set_mode(QTableView.ScrollMode.ScrollPerPixel)
        self._titles.setDefaultSectionSize(ROW_HEIGHT)
        # A heading is painted from the frozen titles on: it must not move along with the cells.
        self.horizontalScrollBar().valueChanged.connect(self.viewport().update)
        self.selectionModel().currentRowChanged.connect(self._titles.paint_again)
        model.modelReset.connect(self._lay_out)
        self._drops = ColumnDrops(self._targets, self)
        self._drops.dropped.connect(self.dropped)
        for place in (self.viewport(), self._targets.viewport()):
            place.setAcceptDrops(True)
            place.installEventFilter(self._drops)
        self.setAcceptDrops(True)

    def matrix(self) -> MatrixModel:
        """Return the model."""
        model = self.model()
        assert isinstance(model, MatrixModel)  # noqa: S101 - no other is ever set
        return model

    def spans(self) -> list[QItemSelectionRange]:
        """Return the rectangles of cells chosen."""
        selection = self.selectionModel().selection()
        return [selection.at(number) for number in range(selection.count())]

    def rows_in_view(self) -> range:
        """Return the rows that can be seen, be it in part."""
        last = self.rowAt(self.viewport().height() - 1)
        return range(max(self.rowAt(0), 0), (last if last >= 0 else self.matrix().rowCount() - 1) + 1)

    def chosen_rows(self) -> list[int]:
        """Return the rows of practices in which a cell is chosen, in order."""
        model = self.matrix()
        rows = {row for chosen in self.spans() for row in range(chosen.top(), chosen.bottom() + 1)}
        return sorted(row for row in rows if model.practice(row) is not None)

    def chosen_cells(self) -> list[tuple[int, int]]:
        """Return row and column of the cells chosen, in order."""
        return sorted(set(self._chosen()))

    def _chosen(self) -> Iterator[tuple[int, int]]:
        model = self.matrix()
        for chosen in self.spans():
            for row in range(chosen.top(), chosen.bottom() + 1):
                if model.practice(row) is not None:
                    yield from ((row, column) for column in range(chosen.left(), chosen.right() + 1))

    def go_to(self, row: int, column: int) -> None:
        """Make one cell the current one, alone."""
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(self.model().index(row, column), flags.ClearAndSelect)

    def show_from(self, practice: int | None, column: int) -> None:
        """Go to a practice's cell, or to the first there is."""
        model = self.matrix()
        row = model.row_of(practice) if practice is not None else None
        if row is None:
            row = next((row for row in range(model.rowCount()) if model.practice(row) is not None), None)
        if row is not None and model.targets:
            self.go_to(row, min(max(column, 0), len(model.targets) - 1))

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        is_plain = event.button() is Qt.MouseButton.LeftButton and not event.modifiers()
        self._pressed = self.indexAt(event.position().toPoint()) if is_plain else QModelIndex()

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        released = self.indexAt(event.position().toPoint())
        if released.isValid() and released == self._pressed and len(self.chosen_cells()) == 1:
            self.clicked_alone.emit(released)
        self._pressed = QModelIndex()

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Take the second press of a quick pair for a press like the first."""
        self.mousePressEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the lines in one go, and over them only the cells that hold something: most hold nothing."""
        painter = QPainter(self.viewport())
        place = event.rect()
        rows = _seen(self._titles, place.top(), place.bottom())
        columns = _seen(self._targets, place.left(), place.right())
        self._paint_lines(painter, rows, columns)
        self._paint_cells(painter, place, rows, columns)
        painter.end()

    def _paint_lines(self, painter: QPainter, rows: range, columns: range) -> None:
        painter.setPen(self._theme.colours.colour("border"))
        width, height = self._targets.length() - self._targets.offset(), self._titles.length() - self._titles.offset()
        if (over := self._drops.column) >= 0:
            start = self._targets.sectionViewportPosition(over)
            soft = self._theme.colours.colour("soft")
            painter.fillRect(start, 0, self._targets.sectionSize(over), height, soft)
        for row in rows:
            y = self._titles.sectionViewportPosition(row) + self._titles.sectionSize(row) - 1
            painter.drawLine(0, y, width - 1, y)
        for column in columns:
            x = self._targets.sectionViewportPosition(column) + self._targets.sectionSize(column) - 1
            painter.drawLine(x, 0, x, height - 1)

    def _paint_cells(self, painter: QPainter, place: QRect, rows: range, columns: range) -> None:
        model, current = self.matrix(), self.currentIndex()
        spans = self.spans()
        lefts = [(self._targets.sectionViewportPosition(n), self._targets.sectionSize(n) - 1) for n in columns]
        for row in rows:
            top, height = self._titles.sectionViewportPosition(row), self._titles.sectionSize(row) - 1
            if heading := model.heading(row):
                whole = QRect(place.left(), top, place.width(), height + 1)
                self._cells.paint_heading(painter, whole, heading)
                continue
            chosen = [span for span in spans if span.top() <= row <= span.bottom()]
            focused = current.column() if self.hasFocus() and row == current.row() else -1
            for column, (left, width) in zip(columns, lefts, strict=True):
                state = model.state(row, column)
                is_chosen = any(span.left() <= column <= span.right() for span in chosen)
                if is_chosen or state or column == focused:
                    has_reason = bool(state) and model.has_reason(row, column)
                    shown = Look(state, has_reason=has_reason, is_chosen=is_chosen, has_focus=column == focused)
                    self._cells.paint(painter, QRect(left, top, width, height), shown)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_width()

    @override
    def updateGeometries(self) -> None:
        super().updateGeometries()
        frame = self.frameWidth()
        self._corner.setGeometry(frame, frame, self._titles.width(), self._targets.height())

    @Slot()
    def _lay_out(self) -> None:
        """Give headings of groups their lesser height, and the columns their share."""
        model = self.matrix()
        for row in model.heading_rows():
            self._titles.resizeSection(row, HEADING_HEIGHT)
        self._share_width()

    def _share_width(self) -> None:
        titles = round(self.width() * _TITLES_SHARE)
        self._titles.setFixedWidth(min(max(titles, _TITLES[0]), _TITLES[-1]))
        if count := self._targets.count():
            room = (
                self.width()
                - 2 * self.frameWidth()
                - self._titles.width()
                - self.verticalScrollBar().sizeHint().width()
            )
            self._targets.setDefaultSectionSize(min(max(room // count, self._targets.usual_width()), _WIDEST))
            self._targets.updateGeometry()
        self.updateGeometries()


class ColumnDrops(QObject):
    """Let practices be dropped on a column, be it on its heading or on any of its cells."""

    dropped = Signal(object, int)

    def __init__(self, header: TargetsHeader, table: QTableView) -> None:
        super().__init__(table)
        self._header = header
        self._table = table
        self.column = -1
        """The column that practices are dragged over; -1 for none."""

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QDragEnterEvent | QDragMoveEvent):
            is_ours = bool(dropped(event.mimeData()))
            column = self._header.logicalIndexAt(event.position().toPoint().x()) if is_ours else -1
            self._show(column)
            if column >= 0:
                event.acceptProposedAction()
            else:
                event.setAccepted(isinstance(event, QDragEnterEvent) and is_ours)
            return True
        if isinstance(event, QDropEvent):
            keys, column = dropped(event.mimeData()), self._header.logicalIndexAt(event.position().toPoint().x())
            self._show(-1)
            if keys and column >= 0:
                event.acceptProposedAction()
                self.dropped.emit(keys, column)
            return True
        if event.type() == QEvent.Type.DragLeave:
            self._show(-1)
            return True
        return False

    def _show(self, column: int) -> None:
        if column != self.column:
            self.column = self._header.drop_column = column
            self._header.viewport().update()
            self._table.viewport().update()


def _seen(header: QHeaderView, first: int, last: int) -> range:
    """Give the sections that are seen between two places."""
    start, stop = header.visualIndexAt(first), header.visualIndexAt(last)
    return range(start, (header.count() - 1 if stop < 0 else stop) + 1) if start >= 0 else range(0)
