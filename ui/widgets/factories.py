"""Builders of labels, buttons, layouts and tables; colours and sizes come from the style sheet by ``kind``."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QAbstractItemModel, QEvent, QItemSelection, QItemSelectionModel, QObject, QSize, Qt
from PySide6.QtGui import QAction, QFont, QFontMetrics, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QBoxLayout,
    QDialog,
    QFrame,
    QHeaderView,
    QLabel,
    QLayout,
    QPushButton,
    QSizePolicy,
    QTabBar,
    QTableView,
    QWidget,
)
from typing_extensions import override

from ui.widgets.wrapping_row import WrappingRow

ROW_HEIGHT = 32
_LEAST_STRETCHED = 140
_AROUND_TAB = 26
Piece = QWidget | QLayout | None
"""Part of a layout; None is a stretch."""


def label(text: str = "", kind: str = "", name: str = "") -> QLabel:
    """Make a label of plain text that wraps and can be selected."""
    made = QLabel(text)
    made.setObjectName(name)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    made.setWordWrap(True)
    made.setProperty("kind", kind)
    return made


def button(text: str, do: Callable[[], object], kind: str = "") -> QPushButton:
    """Make a button that calls a function."""
    made = QPushButton(text, autoDefault=False)
    made.setAccessibleName(text.replace("&", ""))
    made.setProperty("kind", kind)
    made.clicked.connect(lambda _checked=False: do())
    return made


def tab_bar(name: str, texts: Sequence[str]) -> QTabBar:
    """Make a row of tabs for the parts of a page or a pane, none of which is ever cut."""
    made = _Tabs(drawBase=False, expanding=False, usesScrollButtons=False)
    made.setAccessibleName(name)
    made.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Preferred)
    for text in texts:
        made.addTab(text)
    return made


class _Tabs(QTabBar):
    """Tabs with room for the bold text of the selected one, so that none moves when another is selected."""

    @override
    def tabSizeHint(self, index: int) -> QSize:
        bold = QFont(self.font())
        bold.setWeight(QFont.Weight.DemiBold)
        return (
            super()
            .tabSizeHint(index)
            .expandedTo(QSize(QFontMetrics(bold).horizontalAdvance(self.tabText(index)) + _AROUND_TAB, 0))
        )

    @override
    def minimumTabSizeHint(self, index: int) -> QSize:
        return self.tabSizeHint(index)


def row(*pieces: Piece, margins: tuple[int, int, int, int] = (0, 0, 0, 0), spacing: int = 8) -> QBoxLayout:
    """Lay pieces out from left to right."""
    return _filled(QBoxLayout(QBoxLayout.Direction.LeftToRight), pieces, margins, spacing)


def column(*pieces: Piece, margins: tuple[int, int, int, int] = (0, 0, 0, 0), spacing: int = 0) -> QBoxLayout:
    """Lay pieces out from top to bottom."""
    return _filled(QBoxLayout(QBoxLayout.Direction.TopToBottom), pieces, margins, spacing)


def _filled(
    layout: QBoxLayout, pieces: tuple[Piece, ...], margins: tuple[int, int, int, int], spacing: int
) -> QBoxLayout:
    layout.setContentsMargins(*margins)
    layout.setSpacing(spacing)
    for piece in pieces:
        if piece is None:
            layout.addStretch(1)
        elif isinstance(piece, QWidget):
            layout.addWidget(piece)
        else:
            layout.addLayout(piece)
    return layout


def table(model: QAbstractItemModel, name: str, widths: Sequence[int] = ()) -> QTableView:
    """Make a table of 32 px rows, selected whole, of these column widths (px, 0 stretches); Tab leaves it."""
    made = QTableView()
    made.setAccessibleName(name)
    made.setModel(model)
    made.setShowGrid(False)
    made.setWordWrap(False)
    made.setTabKeyNavigation(False)
    made.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
    made.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
    made.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
    rows = made.verticalHeader()
    rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    rows.setDefaultSectionSize(ROW_HEIGHT)
    rows.hide()
    columns = made.horizontalHeader()
    columns.setHighlightSections(False)
    columns.setTextElideMode(Qt.TextElideMode.ElideRight)
    # Asked whether a column is wholly chosen, the table's own selection model looks at every row to paint a heading.
    columns.setSelectionModel(QItemSelectionModel(model, columns))
    columns.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    for section, width in enumerate(widths):
        if width:
            columns.resizeSection(section, width)
        else:
            columns.setSectionResizeMode(section, QHeaderView.ResizeMode.Stretch)
    made.installEventFilter(_EndKeys(made))
    if 0 in widths:
        _StretchFloor(made, [section for section, width in enumerate(widths) if not width])
    return made


class _StretchFloor(QObject):
    """Keep the columns that take what room is left readable: where too little is left, the table scrolls."""

    def __init__(self, table: QTableView, sections: Sequence[int]) -> None:
        super().__init__(table)
        self._table = table
        self._sections = sections
        table.viewport().installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            columns, modes = self._table.horizontalHeader(), QHeaderView.ResizeMode
            shown = [section for section in range(columns.count()) if not columns.isSectionHidden(section)]
            others = sum(columns.sectionSize(section) for section in shown if section not in self._sections)
            is_roomy = self._table.viewport().width() - others >= _LEAST_STRETCHED * len(self._sections)
            for section in self._sections:
                columns.setSectionResizeMode(section, modes.Stretch if is_roomy else modes.Interactive)
                if not is_roomy:
                    columns.resizeSection(section, _LEAST_STRETCHED)
        return False


class _EndKeys(QObject):
    """Go to the first and the last row with Home and End, which in a row of cells chosen whole would do nothing."""

    def __init__(self, table: QTableView) -> None:
        super().__init__(table)
        self._table = table

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        held, keys = event.modifiers(), (Qt.Key.Key_Home, Qt.Key.Key_End)
        is_range = held == Qt.KeyboardModifier.ShiftModifier
        if event.key() not in keys or (held and not is_range) or not self._table.model().rowCount():
            return False
        self._go_to(0 if event.key() == Qt.Key.Key_Home else self._table.model().rowCount() - 1, is_range=is_range)
        return True

    def _go_to(self, row: int, *, is_range: bool) -> None:
        current, flag = self._table.currentIndex(), QItemSelectionModel.SelectionFlag
        end = current.siblingAtRow(row) if current.isValid() else self._table.model().index(row, 0)
        chosen = self._table.selectionModel()
        if is_range and current.isValid():
            chosen.select(QItemSelection(current, end), flag.Select | flag.Rows)
            chosen.setCurrentIndex(end, flag.NoUpdate)
        else:
            chosen.setCurrentIndex(end, flag.ClearAndSelect | flag.Rows)


def add_action(shown: QAbstractItemView, text: str, do: Callable[[], object], *keys: str) -> QAction:
    """Add an action to the context menu of a table or list, with keys that work while that has the focus."""
    made = QAction(text, shown)
    made.setShortcuts([QKeySequence(key) for key in keys])
    made.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
    made.triggered.connect(lambda _checked=False: do())
    shown.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
    shown.addAction(made)
    return made


def command_row(*pieces: QWidget | None) -> QFrame:
    """Make the row on top of a page, with its search or main choices; it goes on in a second line where narrow."""
    return CommandRow(pieces)


class CommandRow(QFrame):
    """Frame as high as its lines need."""

    def __init__(self, pieces: Sequence[QWidget | None]) -> None:
        super().__init__()
        self.setObjectName("command_row")
        self._lines = WrappingRow(pieces, margins=(16, 8, 16, 8), spacing=8)
        self.setLayout(self._lines)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @override
    def event(self, event: QEvent) -> bool:
        is_done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return is_done

    def _fit(self) -> None:
        """Take the height of the lines at this width."""
        height = self._lines.heightForWidth(self.width())
        if height != self.minimumHeight():
            self.setFixedHeight(height)


def open_dialog(dialog: QDialog) -> None:
    """Open a dialog that is deleted once it is closed."""
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
