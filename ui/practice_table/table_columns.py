"""Columns of the practices table: shown or hidden, order and width, remembered in the settings."""

from PySide6.QtCore import QByteArray, QSettings, Qt
from PySide6.QtWidgets import QHeaderView, QTableView

from ui.practice_table.practices_model import Field

_STATE, _KNOWN = "practices/columns", "practices/known_columns"
_FIRST = 5
"""How many columns there were before their number was remembered."""
_AT_FIRST = (Field.TITLE, Field.COUNTRY, Field.THEMATIC_AREA, Field.STATUS, Field.CHANGED)
_WIDTHS = {Field.STATUS: 104, Field.CHANGED: 100, Field.REGION: 104, Field.TAG: 168, Field.PARTNER: 168}
_SHARES = {Field.COUNTRY: 0.22, Field.THEMATIC_AREA: 0.28}
"""Initial share of the width that the columns of fixed width leave; the title has the rest."""
_LEAST_FOR_TITLE = 168
_LEAST = 72


class Columns:
    """Show, hide and remember the columns of a table; the title is always shown."""

    def __init__(self, table: QTableView, settings: QSettings) -> None:
        self._table = table
        self._header = table.horizontalHeader()
        self._settings = settings
        self._has_widths = False
        """Whether the person has set a width."""
        self._is_sharing = False
        self._header.setSectionResizeMode(Field.TITLE, QHeaderView.ResizeMode.Stretch)
        self._header.setSectionsMovable(True)
        self._header.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self._restore()
        self._header.setSortIndicator(Field.TITLE, Qt.SortOrder.AscendingOrder)
        self._header.sectionMoved.connect(self._remember)
        self._header.sectionResized.connect(self._note_width)

    def shown(self) -> list[Field]:
        """Return the columns shown, in visual order."""
        return sorted((field for field in Field if not self._table.isColumnHidden(field)), key=self._header.visualIndex)

    def toggle(self, name: str) -> None:
        """Show or hide a column other than the title."""
        field = Field[name.upper()]
        is_shown = self._table.isColumnHidden(field)
        self._table.setColumnHidden(field, not is_shown)
        if is_shown and self._table.columnWidth(field) < self._header.minimumSectionSize():
            self._table.setColumnWidth(field, _WIDTHS.get(field, self._header.defaultSectionSize()))
        self.fit()
        self._remember()

    def share(self) -> None:
        """Share the table's width among the columns, until the person sets one."""
        if self._has_widths:
            return
        self._is_sharing = True
        room = self._table.viewport().width() - sum(_WIDTHS[field] for field in self.shown() if field in _WIDTHS)
        most = (room - _LEAST_FOR_TITLE) / len(_SHARES)
        shared = {field: max(_LEAST, int(min(share * room, most))) for field, share in _SHARES.items()}
        for field, width in (_WIDTHS | shared).items():
            if not self._table.isColumnHidden(field):
                self._header.resizeSection(field, width)
        self._is_sharing = False
        self._fit()

    def fit(self) -> None:
        """Suit the columns to another width of the table."""
        self.share()
        self._fit()

    def _fit(self) -> None:
        """Let the title fill the table, or keep it readable if the others leave too little and the table scrolls."""
        others = sum(self._table.columnWidth(field) for field in self.shown() if field is not Field.TITLE)
        is_roomy = self._table.viewport().width() - others >= _LEAST_FOR_TITLE
        mode = QHeaderView.ResizeMode.Stretch if is_roomy else QHeaderView.ResizeMode.Interactive
        if mode is not self._header.sectionResizeMode(Field.TITLE):
            self._header.setSectionResizeMode(Field.TITLE, mode)
            if not is_roomy:
                self._header.resizeSection(Field.TITLE, _LEAST_FOR_TITLE)

    def _restore(self) -> None:
        for field in Field:
            if field in _WIDTHS:
                self._header.resizeSection(field, _WIDTHS[field])
        state = self._settings.value(_STATE)
        known = 0
        if isinstance(state, QByteArray) and self._header.restoreState(state):
            self._has_widths = True
            known = int(str(self._settings.value(_KNOWN, _FIRST)))
        for field in Field:
            if field >= known:  # a state of an earlier version knows nothing of it, and would show it
                self._header.resizeSection(field, _WIDTHS.get(field, self._header.defaultSectionSize()))
                self._table.setColumnHidden(field, field not in _AT_FIRST)

    def _note_width(self, section: int) -> None:
        """Keep the widths from now on where the person has set one; the title's follows from the others."""
        if section != Field.TITLE and not self._is_sharing and self._header.isVisible():
            self._has_widths = True
            self._remember()

    def _remember(self) -> None:
        if self._has_widths:
            self._settings.setValue(_STATE, self._header.saveState())
            self._settings.setValue(_KNOWN, len(Field))
