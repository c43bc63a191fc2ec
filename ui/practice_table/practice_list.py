"""List of practices: their table, and what is selected there, kept when the list is read again."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QSettings, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QTableView, QWidget
from typing_extensions import override

from roundtable.workspace import Workspace
from ui.base import preferences
from ui.base.theme import Theme
from ui.practice_table import row_choice
from ui.practice_table.attendants import Attendants
from ui.practice_table.practice_cells import StatusCell, TextCell, TitleCell
from ui.practice_table.practices_model import Field, PracticesModel
from ui.practice_table.table_columns import Columns
from ui.widgets.factories import ROW_HEIGHT, table

_TWO_LINES = 46
"""Height of a row, in which a title may take two lines."""


class PracticeList(QObject):
    """Table of practices, of which some are selected and one is the current one."""

    sort_asked = Signal(str, bool)
    """The name of a sort and whether it descends."""
    edit_asked = Signal()
    """Enter or a double click."""
    paste_asked = Signal()
    selected = Signal()
    """Other practices are selected, or another is the current one."""

    def __init__(self, theme: Theme, settings: QSettings, parent: QWidget) -> None:
        super().__init__(parent)
        self._is_selecting = False
        """Whether the selection is being restored, step by step."""
        self._model = PracticesModel(self)
        self._model.sort_asked.connect(self.sort_asked)
        self.table = table(self._model, self.tr("Practices"))
        self.table.setDragEnabled(True)
        self.table.setDragDropMode(QTableView.DragDropMode.DragOnly)
        self.table.setItemDelegate(TextCell(theme, self))
        self._titles, statuses = TitleCell(theme, self), StatusCell(theme, self)
        self.table.setItemDelegateForColumn(Field.TITLE, self._titles)
        self.table.setItemDelegateForColumn(Field.STATUS, statuses)
        self.columns = Columns(self.table, settings)
        self.show_dense(is_compact=preferences.read(settings).is_compact)
        self.table.setSortingEnabled(True)
        self.table.installEventFilter(self)
        self.table.doubleClicked.connect(self.edit_asked)
        paste = QShortcut(QKeySequence.StandardKey.Paste, self.table)
        paste.setContext(Qt.ShortcutContext.WidgetShortcut)
        paste.activated.connect(self.paste_asked)
        self.table.selectionModel().currentRowChanged.connect(self._announce)
        self.table.selectionModel().selectionChanged.connect(self._announce)

    def show_dense(self, *, is_compact: bool) -> None:
        """Give every row one line, or room for a title of two."""
        self.table.verticalHeader().setDefaultSectionSize(ROW_HEIGHT if is_compact else _TWO_LINES)

    @property
    def keys(self) -> Sequence[int]:
        """The keys of all practices listed, in the order shown."""
        return self._model.keys

    @property
    def selection_size(self) -> int:
        """How many practices are selected."""
        return row_choice.count(self.table)

    @property
    def selected_keys(self) -> list[int]:
        """The keys of the selected practices, in the order shown."""
        return [key for first, last in row_choice.spans(self.table) for key in self.keys[first : last + 1]]

    @property
    def current_key(self) -> int | None:
        """The key of the practice selected, else of the current one."""
        spans = row_choice.spans(self.table)
        row = spans[0][0] if spans else self.table.currentIndex().row()
        return self.keys[row] if row >= 0 else None

    def title(self, key: int) -> str:
        """Return the title of a practice listed, as the table shows it."""
        row = self._model.row_of(key)
        return "" if row is None else str(self._model.index(row, Field.TITLE).data())

    def refresh(self) -> None:
        """Read the same practices again, after some of them changed."""
        self._model.refresh()

    def show_attendants(self, others: Attendants) -> None:
        """Show who else is at which practice."""
        self._model.show_attendants(others)

    def clear(self, workspace: Workspace | None) -> None:
        """Show nothing yet of another workspace."""
        self._model.show(workspace, ())

    def show_found(
        self,
        workspace: Workspace | None,
        keys: Sequence[int],
        hits: Sequence[str],
        wanted: Sequence[int],
        *,
        or_next: bool,
    ) -> None:
        """Show what was found, the hits marked; select what is wanted, else what was selected if it is among it.

        With ``or_next`` the practice after a current one that is gone is the current one.
        """
        if keys:
            self.columns.share()
        selected = wanted or self.selected_keys
        row = self.table.currentIndex().row()
        current = wanted[0] if wanted else row_choice.nearest(self.keys, row, keys, or_next=or_next)
        self._titles.hits = hits
        self._model.show(workspace, keys)
        self._select(current, selected)

    def step(self, rows: int) -> None:
        """Select the practice so many rows below the current one."""
        self._show_row(self.table.currentIndex().row() + rows)

    def show_practice(self, key: int) -> bool:
        """Select one practice; tell whether it is listed."""
        row = self._model.row_of(key)
        if row is not None:
            self._show_row(row)
        return row is not None

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Edit on Enter in the table."""
        is_enter = isinstance(event, QKeyEvent) and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if watched is self.table and is_enter and event.type() == QEvent.Type.KeyPress:
            self.edit_asked.emit()
            return True
        return super().eventFilter(watched, event)

    def _show_row(self, row: int) -> None:
        """Select one row alone, whichever keys are held."""
        if 0 <= row < self._model.rowCount():
            row_choice.choose(self.table, row, ())
            self.table.scrollTo(self._model.index(row, Field.TITLE))

    def _select(self, current: int | None, selected: Sequence[int]) -> None:
        """Make one practice the current one, and select those listed of ``selected`` if it is among them."""
        row = self._model.row_of(current) if current is not None else None
        wanted = set(selected) if current in selected else set()
        rows = [row for row, key in enumerate(self.keys) if key in wanted] if len(wanted) > 1 else []
        self._is_selecting = True
        row_choice.choose(self.table, row or 0, rows)
        self._is_selecting = False
        self.selected.emit()

    def _announce(self) -> None:
        if not self._is_selecting:
            self.selected.emit()
