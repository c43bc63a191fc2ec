"""Table view of the matrix: titles, questions and counts stay in place while the cells scroll."""

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
from PySide6.QtWidgets import QTableView, QWidget
from typing_extensions import override

from ui.base.practice_drag import dropped
from ui.base.theme import Theme
from ui.mapping.matrix_cells import HEADING_PADDING, MatrixCells, paint_heading
from ui.mapping.matrix_headers import Corner, TargetsHeader, TitlesHeader
from ui.mapping.matrix_model import MatrixModel

ROW_HEIGHT, HEADING_HEIGHT = 40, 28
_WIDEST = 150
_TITLES = range(190, 341)
_TITLES_SHARE = 0.23


class MatrixTable(QTableView):
    """Show the matrix; practices can be dropped on a column."""

    cell_clicked = Signal(QModelIndex)
    """One cell was clicked, with no modifier key and no dragging over several."""
    dropped = Signal(object, int)
    """The keys of practices dropped, and the column."""

    def __init__(self, theme: Theme, model: MatrixModel, parent: QWidget) -> None:
        super().__init__(parent)
        self.matrix_model = model
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
        # A heading continues from the titles' header: it must not scroll along with the cells.
        self.horizontalScrollBar().valueChanged.connect(self.viewport().update)
        self.selectionModel().currentRowChanged.connect(self._titles.repaint_rows)
        model.modelReset.connect(self._set_sizes)
        drops = ColumnDrops(self._targets, self)
        drops.dropped.connect(self.dropped)
        for place in (self.viewport(), self._targets.viewport()):
            place.setAcceptDrops(True)
            place.installEventFilter(drops)
        self.setAcceptDrops(True)

    def spans(self) -> list[QItemSelectionRange]:
        """Return the rectangles of cells selected."""
        selection = self.selectionModel().selection()
        return [selection.at(number) for number in range(selection.count())]

    def rows_in_view(self) -> range:
        """Return the rows that are visible, at least in part."""
        return self._titles.visible_sections(0, self.viewport().height() - 1)

    def selected_rows(self) -> list[int]:
        """Return the rows of practices with a selected cell, in order."""
        return sorted({row for row, _ in self.selected_cells()})

    def selected_cells(self) -> list[tuple[int, int]]:
        """Return row and column of the practices' cells selected, in order."""
        cells = {
            (row, column)
            for span in self.spans()
            for row in range(span.top(), span.bottom() + 1)
            if self.matrix_model.practice(row) is not None
            for column in range(span.left(), span.right() + 1)
        }
        return sorted(cells)

    def go_to(self, row: int, column: int) -> None:
        """Make a cell current and select it alone."""
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(self.model().index(row, column), flags.ClearAndSelect)

    def go_near(self, practice: int | None, column: int) -> None:
        """Go to a practice's cell, or to the first of all."""
        model = self.matrix_model
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
        if released.isValid() and released == self._pressed and len(self.selected_cells()) == 1:
            self.cell_clicked.emit(released)
        self._pressed = QModelIndex()

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Treat the second press of a double click like the first."""
        self.mousePressEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint all grid lines, then only the cells that hold something: most are empty."""
        painter = QPainter(self.viewport())
        place = event.rect()
        rows = self._titles.visible_sections(place.top(), place.bottom())
        columns = self._targets.visible_sections(place.left(), place.right())
        self._paint_lines(painter, rows, columns)
        self._paint_cells(painter, place, rows, columns)
        painter.end()

    def _paint_lines(self, painter: QPainter, rows: range, columns: range) -> None:
        painter.setPen(self._theme.colours.colour("border"))
        width, height = self._targets.length() - self._targets.offset(), self._titles.length() - self._titles.offset()
        if (over := self._targets.drop_column) >= 0:
            left, over_width = self._targets.sectionViewportPosition(over), self._targets.sectionSize(over)
            painter.fillRect(left, 0, over_width, height, self._theme.colours.colour("soft"))
        for row in rows:
            y = self._titles.sectionViewportPosition(row) + self._titles.sectionSize(row) - 1
            painter.drawLine(0, y, width - 1, y)
        for column in columns:
            x = self._targets.sectionViewportPosition(column) + self._targets.sectionSize(column) - 1
            painter.drawLine(x, 0, x, height - 1)

    def _paint_cells(self, painter: QPainter, place: QRect, rows: range, columns: range) -> None:
        model, current = self.matrix_model, self.currentIndex()
        spans, paint = self.spans(), self._cells.paint
        lefts = [(self._targets.sectionViewportPosition(n), self._targets.sectionSize(n) - 1) for n in columns]
        for row in rows:
            top, height = self._titles.sectionViewportPosition(row), self._titles.sectionSize(row) - 1
            if heading := model.heading(row):
                whole = QRect(place.left(), top, place.width(), height + 1)
                left = HEADING_PADDING - self._titles.width()
                paint_heading(painter, whole, heading, self._theme, font=self.font(), left=left)
                continue
            selected = [span for span in spans if span.top() <= row <= span.bottom()]
            focused = current.column() if self.hasFocus() and row == current.row() else -1
            for column, (left, width) in zip(columns, lefts, strict=True):
                state, has_focus = model.state(row, column), column == focused
                is_selected = any(span.left() <= column <= span.right() for span in selected)
                if not (is_selected or state or has_focus):
                    continue
                has_reason = bool(state) and model.has_reason(row, column)
                cell = QRect(left, top, width, height)
                paint(painter, cell, state, has_reason=has_reason, is_selected=is_selected, has_focus=has_focus)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._set_widths()

    @override
    def updateGeometries(self) -> None:
        super().updateGeometries()
        frame = self.frameWidth()
        self._corner.setGeometry(frame, frame, self._titles.width(), self._targets.height())

    @Slot()
    def _set_sizes(self) -> None:
        for row in self.matrix_model.heading_rows():
            self._titles.resizeSection(row, HEADING_HEIGHT)
        self._set_widths()

    def _set_widths(self) -> None:
        titles = round(self.width() * _TITLES_SHARE)
        self._titles.setFixedWidth(min(max(titles, _TITLES[0]), _TITLES[-1]))
        if count := self._targets.count():
            beside = 2 * self.frameWidth() + self._titles.width() + self.verticalScrollBar().sizeHint().width()
            share = (self.width() - beside) // count
            self._targets.setDefaultSectionSize(min(max(share, self._targets.usual_width()), _WIDEST))
            self._targets.updateGeometry()
        self.updateGeometries()


class ColumnDrops(QObject):
    """Accept practices dropped on a column's heading or cells."""

    dropped = Signal(object, int)

    def __init__(self, header: TargetsHeader, table: QTableView) -> None:
        super().__init__(table)
        self._header = header
        self._table = table

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.DragLeave:
            self._highlight(-1)
            return True
        if not isinstance(event, QDropEvent):
            return False
        is_drop = not isinstance(event, QDragMoveEvent)
        keys = dropped(event.mimeData())
        column = self._header.logicalIndexAt(event.position().toPoint().x()) if keys else -1
        self._highlight(-1 if is_drop else column)
        if column >= 0:
            event.acceptProposedAction()
        elif not is_drop:
            event.setAccepted(isinstance(event, QDragEnterEvent) and bool(keys))
        if is_drop and column >= 0:
            self.dropped.emit(keys, column)
        return True

    def _highlight(self, column: int) -> None:
        if column != self._header.drop_column:
            self._header.drop_column = column
            self._header.viewport().update()
            self._table.viewport().update()
