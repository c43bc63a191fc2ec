"""The practices room: search above, the table at the left, the practice that is looked at beside it.

Shows and finds; writes nothing but what is typed into the practice beside the table.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import QItemSelection, QModelIndex, QSettings, Qt, Signal, Slot
from PySide6.QtGui import QHideEvent, QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QTableView, QWidget
from typing_extensions import override

from roundtable.history.undo_steps import ChangeSet
from roundtable.practices import practice_rows
from roundtable.search import execution, facets
from roundtable.search.facets import Value
from roundtable.search.query import toggled
from roundtable.workspace import Workspace
from ui.base.theme import Theme
from ui.jobs.background_query import Query, Questions, find
from ui.pages.page import Page
from ui.practice_table import row_choice
from ui.practice_table.practice_cells import StatusCell, TitleCell
from ui.practice_table.practices_model import Field, PracticesModel
from ui.practice_table.table_columns import Columns
from ui.practices.facet_panel import FacetPanel
from ui.practices.practice_pane import PracticePane
from ui.widgets.build import button, column, command_row, row, table
from ui.widgets.empty_state import EmptyState
from ui.widgets.panes import Panes
from ui.widgets.search_field import SearchField

_FILTERS = "practices/filters"
_ROOM_FOR_FILTERS = 1100 - 168
"""How wide the page must be for the filters to stand beside it: that of a window of 1100 px, less the rail."""


class PracticesPage(Page):
    """List, find, sort, read and copy practices."""

    practices_pasted = Signal(object)
    """Several ``PastedPractice`` that are wanted as practices."""
    paste_asked = Signal()
    roundtable_asked = Signal(str)
    """The code of a roundtable that the practice looked at was used in."""
    create_asked = Signal()
    filters_shown = Signal(bool)
    selected = Signal(int)
    """How many practices are chosen now."""

    def __init__(self, theme: Theme, settings: QSettings, welcome: QWidget, parent: QWidget) -> None:
        super().__init__(parent)
        self._workspace: Workspace | None = None
        self._settings = settings
        self._searches: Questions | None = None
        self._counts: Questions | None = None
        self._query = Query()
        self._total = 0
        self._wanted: Sequence[int] = ()
        self._shown_text = ""
        self._is_stale = False
        """Whether something has changed that is read once the page is seen."""
        self._build_table(theme)
        self._build_pane(theme, settings)
        self._saved: ChangeSet | None = None
        self._is_new = False
        self._search = SearchField(theme, self.tr("Search practices"), self)
        self._search.setPlaceholderText(
            self.tr("Search practices: nurses “brain drain” -france country:Ghana status:draft")
        )
        self._search.searched.connect(self._look_for)
        self._search.left.connect(self._enter_table)
        take_in = button(self.tr("Import…"), self.import_asked.emit)
        create = button(self.tr("New practice"), self.create_asked.emit, "primary")
        nothing = EmptyState(
            self.tr("No practice matches"),
            self.tr("Every word must occur, in any field. Try fewer words, or the beginning of a word."),
            [(self.tr("Clear the search"), self._search.clear)],
        )
        self._results = QStackedWidget()
        self._results.addWidget(self._table)
        self._results.addWidget(nothing)
        panes = Panes(settings, "practices", (self._results, self._pane), (780, 330))
        self._facets = FacetPanel(theme, self)
        self._facets.toggled.connect(self._toggle_filter)
        self._is_wide = True
        content = QWidget()
        beside = row(self._facets, panes, spacing=0)
        content.setLayout(column(command_row(self._search, take_in, create), beside))
        self._welcome = welcome
        self._stack = QStackedWidget()
        self._stack.addWidget(content)
        self._stack.addWidget(welcome)
        self.setLayout(column(self._stack))

    @property
    def table(self) -> QTableView:
        """Return the table, which the copy action belongs to."""
        return self._table

    @property
    def query_text(self) -> str:
        """Return what is searched for, as it is typed."""
        return self._search.text().strip()

    @property
    def has_selection(self) -> bool:
        """Tell whether any practice is chosen."""
        return self._table.selectionModel().hasSelection()

    @property
    def has_several(self) -> bool:
        """Tell whether more than one practice is chosen."""
        return sum(last - first + 1 for first, last in row_choice.spans(self._table)) > 1

    @override
    def open(self, workspace: Workspace | None) -> None:
        for questions in (self._searches, self._counts):
            if questions:
                questions.close()
                questions.deleteLater()
        self._workspace = workspace
        self._searches = Questions(workspace.location, find, self) if workspace else None
        self._counts = Questions(workspace.location, facets.counts, self) if workspace else None
        for questions, show in ((self._searches, self._show_found), (self._counts, self._show_counts)):
            if questions:
                questions.answered.connect(show)
                questions.failed.connect(self.failed)
        self._facets.show_counts({}, "")
        self._show_filters(self._is_wide and self._wants_filters)
        self._model.show(workspace, ())
        self._pane.show_practice(None, None)
        self._read_again()

    @override
    def reload(self, change_set: ChangeSet) -> None:
        if change_set is self._saved:  # a practice that is being typed stays in the list, even if it matches no more
            self._model.read_again()
            self._ask_counts()
            return
        self._pane.refresh(change_set)
        if change_set.touches("practice"):
            self._read_again()
        elif change_set.practice_ids or change_set.touches("term"):
            self._ask_if_seen()

    @override
    def panes(self) -> tuple[QWidget, ...]:
        if self._stack.currentIndex():
            return (self._welcome,)
        filters = () if self._facets.isHidden() else (self._facets,)
        return (self._search, *filters, self._table, self._pane.shown)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._columns.fit()
        is_wide = self.width() >= _ROOM_FOR_FILTERS
        if is_wide is not self._is_wide:
            self._is_wide = is_wide
            self._show_filters(is_wide and self._wants_filters)

    def edit_practice(self) -> None:
        """Go to the title of the practice that is looked at, to edit it."""
        self._pane.edit()

    def read_practice(self) -> None:
        """Show the practice that is looked at to be read."""
        self._pane.read()

    def refresh_uses(self) -> None:
        """Look up again where the practice was used that is looked at: something was handed over."""
        self._pane.refresh_uses()

    def edit_when_shown(self) -> None:
        """Edit the practice that is about to be listed."""
        self._is_new = True

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_stale:
            self._ask()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        """Save what is typed when another page is gone to, and count nothing that nobody sees."""
        self.flush()
        if self._counts and self._counts.give_way():
            self._is_stale = True
        super().hideEvent(event)

    @override
    def flush(self) -> bool:
        return self._pane.flush()

    def toggle_filters(self) -> None:
        """Show or hide the filters, and remember it."""
        self._settings.setValue(_FILTERS, self._facets.isHidden())
        self._show_filters(self._facets.isHidden())

    @property
    def _wants_filters(self) -> bool:
        return bool(self._settings.value(_FILTERS, defaultValue=True, type=bool))

    def _show_filters(self, wanted: bool) -> None:
        self._facets.setVisible(wanted)
        self.filters_shown.emit(wanted)
        self._ask_counts()

    def look_at_next(self) -> None:
        """Look at the practice below."""
        self._step(1)

    def look_at_previous(self) -> None:
        """Look at the practice above."""
        self._step(-1)

    def start_search(self) -> None:
        """Go to the search field."""
        self._search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._search.selectAll()

    def search_for(self, text: str) -> None:
        """Search for what was asked for elsewhere."""
        self._search.setText(text)
        self._look_for(text)

    def look_at(self, key: int) -> None:
        """Show one practice, clearing the search where it hides it."""
        row = self._model.row_of(key)
        if row is None:
            self.choose([key])
        else:
            self._table.setCurrentIndex(self._model.index(row, Field.TITLE))

    def choose(self, keys: Sequence[int]) -> None:
        """Select practices that may be newer than the list, clearing the search where it hides them."""
        self._wanted = keys
        self._ask()

    def shown_keys(self) -> Sequence[int]:
        """Return the keys of all that is listed, in the order shown."""
        return self._model.keys

    def selected_keys(self) -> list[int]:
        """Return the keys of the chosen practices, in the order shown."""
        return [key for first, last in row_choice.spans(self._table) for key in self._model.keys[first : last + 1]]

    def _step(self, by: int) -> None:
        row = self._table.currentIndex().row() + by
        if 0 <= row < self._model.rowCount():
            self._table.setCurrentIndex(self._model.index(row, Field.TITLE))

    def _build_table(self, theme: Theme) -> None:
        self._model = PracticesModel(self)
        self._table = table(self._model, self.tr("Practices"))
        self._table.setDragEnabled(True)
        self._table.setDragDropMode(QTableView.DragDropMode.DragOnly)
        self._titles = TitleCell(theme, self)
        self._statuses = StatusCell(theme, self)
        self._table.setItemDelegateForColumn(Field.TITLE, self._titles)
        self._table.setItemDelegateForColumn(Field.STATUS, self._statuses)
        self._columns = Columns(self._table, self._settings)
        self._table.setSortingEnabled(True)
        self._model.sort_asked.connect(self._sort)
        paste = QShortcut(QKeySequence.StandardKey.Paste, self._table)
        paste.setContext(Qt.ShortcutContext.WidgetShortcut)
        paste.activated.connect(self.paste_asked)
        self._table.selectionModel().currentRowChanged.connect(self._show_current)
        self._table.selectionModel().selectionChanged.connect(self._tell_shown)

    def _build_pane(self, theme: Theme, settings: QSettings) -> None:
        self._pane = PracticePane(theme, settings, self)
        self._pane.saved.connect(self._tell_saved)
        self._pane.failed.connect(self.failed)
        self._pane.practices_pasted.connect(self.practices_pasted)
        self._pane.left.connect(self._enter_table)
        self._pane.roundtable_asked.connect(self.roundtable_asked)

    def toggle_column(self, name: str) -> None:
        """Show or hide a column other than the title."""
        self._columns.toggle(Field[name.upper()])

    def shown_columns(self) -> list[Field]:
        """Name the columns that are shown, in the order that a person sees."""
        return self._columns.shown()

    def _read_again(self) -> None:
        self._total = practice_rows.count(self._workspace) if self._workspace else 0
        self._stack.setCurrentIndex(0 if self._total else 1)
        self.counted.emit(self._total if self._workspace else None)
        self._ask_if_seen()

    def _ask_if_seen(self) -> None:
        """Have the list read again, once it is seen: until then, reading would only hold up others that save."""
        self._is_stale = True
        if self.isVisible():
            self._ask()

    def _ask(self) -> None:
        self._is_stale = False
        if self._searches:
            if self._counts:  # they are asked for again once the list is there, and would slow it down until then
                self._counts.forget()
            self._searches.ask(self._query)

    @Slot(str)
    def _look_for(self, text: str) -> None:
        if text != self._query.text:
            self._query = replace(self._query, text=text)
            self._ask()

    @Slot(str, bool)
    def _sort(self, sort: str, descending: bool) -> None:
        self._query = replace(self._query, sort=sort, descending=descending)
        self._ask()

    @Slot(object, object)
    def _show_found(self, query: Query, keys: list[int]) -> None:
        """Show what was found, still looking at the same practices where they are among them."""
        if query.text and self._wanted and not set(self._wanted) <= set(keys):
            self._search.clear()
            self._look_for("")
            return
        if keys:
            self._columns.share()
        chosen = self._wanted or self.selected_keys()
        row = self._table.currentIndex().row()
        is_same = query.text == self._shown_text
        current = self._wanted[0] if self._wanted else row_choice.nearest(self._model.keys, row, keys, or_next=is_same)
        self._wanted = ()
        self._shown_text = query.text
        self._titles.hits = execution.words_of(query.text)
        self._model.show(self._workspace, keys)
        self._results.setCurrentIndex(0 if keys else 1)
        self._select(current, chosen)
        if not keys:
            self._pane.show_practice(self._workspace, None)
        shown = self.tr("{found} of {total}").format(
            found=self.locale().toString(len(keys)), total=self.locale().toString(self._total)
        )
        self._search.show_found(shown if query.text else "")
        self._tell_shown()
        self._ask_counts()
        if self._is_new and keys:
            self._is_new = False
            self.edit_practice()

    def _ask_counts(self) -> None:
        """Have what was found counted, after it is shown and only where somebody sees it."""
        if self._counts and not self._facets.isHidden():
            self._counts.ask(self._query.text)

    @Slot(object, object)
    def _show_counts(self, typed: str, counts: Mapping[str, Sequence[Value]]) -> None:
        self._facets.show_counts(counts, typed)

    @Slot(str)
    def _toggle_filter(self, asked: str) -> None:
        self._search.setText(toggled(self._search.text(), asked))

    def _select(self, current: int | None, chosen: Sequence[int]) -> None:
        """Make one practice the current one, and choose all of them that are listed where it is among them."""
        row = self._model.row_of(current) if current is not None else None
        wanted = set(chosen) if current in chosen else set()
        rows = [row for row, key in enumerate(self._model.keys) if key in wanted] if len(wanted) > 1 else []
        row_choice.choose(self._table, row or 0, rows)

    @Slot(QModelIndex)
    def _show_current(self, index: QModelIndex) -> None:
        if self._workspace is None or not index.isValid():
            return
        self._pane.show_practice(self._workspace, self._model.keys[index.row()], execution.words_of(self._query.text))

    @Slot(object)
    def _tell_saved(self, change_set: ChangeSet) -> None:
        self._saved = change_set
        self.changed.emit(change_set)

    @Slot(QItemSelection)
    def _tell_shown(self, _changed: QItemSelection | None = None) -> None:
        chosen = sum(last - first + 1 for first, last in row_choice.spans(self._table))
        shown = self.tr("%n practice(s) shown", "", len(self._model.keys))
        self.said.emit(self.tr("{shown}, {chosen} selected").format(shown=shown, chosen=self.locale().toString(chosen)))
        self.selected.emit(chosen)

    @Slot()
    def _enter_table(self) -> None:
        self._table.setFocus(Qt.FocusReason.ShortcutFocusReason)
