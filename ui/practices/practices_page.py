"""Practices page: search above, filters and table at the left, the current practice beside them."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QSettings, Qt, Signal, Slot
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QWidget
from typing_extensions import override

from roundtable.history.undo_steps import ChangeSet
from roundtable.practices import practice_rows
from roundtable.search import execution, facets
from roundtable.search.completion import complete
from roundtable.search.query import toggled
from roundtable.workspace import Workspace
from ui.base.preferences import Preferences
from ui.base.theme import Theme
from ui.fields.text_fields import SummaryField
from ui.jobs.background_query import BackgroundQuery
from ui.pages.page import Page, Unsaved
from ui.practice_table.attendants import Attendants
from ui.practice_table.practice_list import PracticeList
from ui.practices.facet_panel import FacetPanel
from ui.practices.practice_pane import PracticePane
from ui.practices.search_hint import SearchHint, nothing_found
from ui.widgets.factories import button, column, command_row, row
from ui.widgets.panes import Panes
from ui.widgets.rail import WIDTH
from ui.widgets.record_text import field_label
from ui.widgets.search_field import SearchField

_FILTERS = "practices/filters"
_WIDTH_FOR_FILTERS = 1100 - WIDTH
"""How wide the page must be for the filters to stand beside it: that of a window of 1100 px, less the rail."""


class _Query(NamedTuple):
    text: str = ""
    sort: str = "title"
    descending: bool = False


class PracticesPage(Page):
    """List, find, sort, read and edit practices."""

    practices_pasted = Signal(str)
    """Several ``PastedPractice`` that are wanted as practices."""
    paste_asked = Signal()
    create_asked = Signal()
    save_asked = Signal()
    """The search is to be saved under a name."""
    filters_shown = Signal(bool)
    selected = Signal(int)
    """How many practices are selected now."""
    taken_away = Signal(int, str)
    """The key and the title of a practice that was deleted elsewhere while it was being edited here."""
    attended = Signal(object, str)
    """The key of the practice that is looked at, None for none, and its field that is edited, "" for none."""

    def __init__(self, theme: Theme, settings: QSettings, welcome: QWidget, parent: QWidget) -> None:
        super().__init__(parent)
        self._workspace: Workspace | None = None
        self._settings = settings
        self._searches, self._counts = BackgroundQuery(None, _find, self), BackgroundQuery(None, facets.counts, self)
        self._searches.answered.connect(self._show_found)
        self._completions = BackgroundQuery(None, lambda own, typed: complete(own, *typed), self)
        for questions in (self._searches, self._counts, self._completions):
            questions.failed.connect(self.failed)
        self._query = _Query()
        self._shown_text = ""
        """The search whose result is shown."""
        self._total = 0
        self._wanted: Sequence[int] = ()
        """Practices to select once they are listed."""
        self._edited = ""
        self._is_stale = False
        """Whether something changed that is read once the page is visible."""
        self._saved: ChangeSet | None = None
        self._is_wide = True
        self.language = ""
        self.list = self._made_list(theme)
        self.pane = self._made_pane(theme)
        self._search = SearchField(theme, self.tr("Search practices"), self)
        self._search.setPlaceholderText(
            self.tr("Search practices: nurses “brain drain” -france country:Ghana status:draft")
        )
        self._search.searched.connect(self._search_for)
        self._search.left.connect(self.focus_table)
        self._search.completion_asked.connect(lambda *typed: self._completions.ask(typed))
        self._completions.answered.connect(self._search.offer)
        self._hint = SearchHint(self)
        self._hint.replaced.connect(self._search.setText)
        self._save = button(self.tr("Save search"), self.save_asked.emit)
        self._results = QStackedWidget()
        self._results.addWidget(self.list.table)
        self._results.addWidget(nothing_found(self._search.clear))
        self._facets = FacetPanel(theme, self)
        self._facets.toggled.connect(self._toggle_filter)
        self._counts.answered.connect(self._facets.show_counts)
        self._welcome = welcome
        self._stack = QStackedWidget()
        self._lay_out()

    @property
    def query_text(self) -> str:
        """The search as it is typed."""
        return self._search.text().strip()

    @override
    def open(self, workspace: Workspace | None) -> None:
        self._workspace = workspace
        self._searches.open(workspace)
        self._counts.open(workspace)
        self._completions.open(workspace)
        self._facets.show_counts("", {})
        self._show_filters(self._is_wide and self._wants_filters)
        self.list.clear(workspace)
        self.pane.show_practice(None, None)
        self._refresh()

    @override
    def reload(self, change_set: ChangeSet) -> None:
        if change_set is self._saved:  # a practice that is being typed stays in the list, even if it matches no more
            self.list.refresh()
            self._ask_counts()
            return
        self.pane.refresh(change_set)
        if change_set.touches("practice"):
            self._refresh()
        elif change_set.practice_ids or change_set.touches("term"):
            self._ask_if_visible()

    @Slot(object)
    def show_attendants(self, others: Attendants) -> None:
        """Show who else is at which practice of a shared workspace."""
        self.list.show_attendants(others)
        self.pane.show_attendants(others)

    @override
    def work(self) -> QWidget:
        return self._welcome if self._stack.currentIndex() else self.list.table

    @override
    def panes(self) -> tuple[QWidget, ...]:
        if self._stack.currentIndex():
            return (self._welcome,)
        filters = () if self._facets.isHidden() else (self._facets,)
        return (self._search, *filters, self.list.table, self.pane.shown)

    @override
    def flush(self) -> bool:
        return self.pane.flush()

    @override
    def unsaved(self) -> Unsaved | None:
        found = self.pane.unsaved()
        if found is None or self._workspace is None:
            return None
        key, name = found
        title = practice_rows.titles(self._workspace, [key]).get(key) or self.tr("(no title)")

        def show() -> None:
            self.show_practice(key)
            self.pane.edit(name)

        return Unsaved(self.tr("“{field}” of “{title}”").format(field=field_label(name), title=title), show)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.pane.announce()
        if self._is_stale:
            self._ask()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        """Save what is typed when another page is shown, and count nothing that nobody sees."""
        self.flush()
        if self._counts.give_way():
            self._is_stale = True
        self.attended.emit(None, "")
        super().hideEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._facets.suit(self.width())
        self.list.columns.fit()
        is_wide = self.width() >= _WIDTH_FOR_FILTERS
        if is_wide is not self._is_wide:
            self._is_wide = is_wide
            self._show_filters(is_wide and self._wants_filters)

    @Slot(object)
    @override
    def apply(self, preferred: Preferences) -> None:
        """Show rows, dates and advice as preferred, and remember the language of new practices."""
        self.language = preferred.language
        self.list.show_dense(is_compact=preferred.is_compact)
        self.list.table.viewport().update()
        for summary in self.findChildren(SummaryField):
            summary.show_count()

    def toggle_filters(self) -> None:
        """Show or hide the filters, and remember it."""
        self._settings.setValue(_FILTERS, self._facets.isHidden())
        self._show_filters(self._facets.isHidden())

    def show_next(self) -> None:
        """Show the practice below."""
        self.list.step(1)

    def show_previous(self) -> None:
        """Show the practice above."""
        self.list.step(-1)

    @override
    def focus_search(self) -> bool:
        self._search.start()
        return True

    @Slot()
    def focus_table(self) -> None:
        """Move the focus to the table."""
        self.list.table.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def search_for(self, text: str) -> None:
        """Search for a query from elsewhere."""
        self._search.setText(text)
        self._search_for(text)

    def show_practice(self, key: int) -> None:
        """Show one practice, clearing the search if it hides it."""
        if not self.list.show_practice(key):
            self.select([key])

    def select(self, keys: Sequence[int], *, edited: str = "") -> None:
        """Select practices that may be newer than the list, clearing the search if it hides them.

        The field ``edited`` of the first is edited.
        """
        self._wanted, self._edited = keys, edited
        self._ask()

    def _lay_out(self) -> None:
        top = command_row(
            self._search,
            self._save,
            button(self.tr("Import…"), self.import_asked.emit),
            button(self.tr("New practice"), self.create_asked.emit, "primary"),
        )
        panes = Panes(self._settings, "practices", (self._results, self.pane), (780, 330))
        content = QWidget()
        content.setLayout(column(top, self._hint, row(self._facets, panes, spacing=0)))
        self._stack.addWidget(content)
        self._stack.addWidget(self._welcome)
        self.setLayout(column(self._stack))

    def _made_list(self, theme: Theme) -> PracticeList:
        made = PracticeList(theme, self._settings, self)
        made.sort_asked.connect(self._sort)
        made.edit_asked.connect(self._edit)
        made.paste_asked.connect(self.paste_asked)
        made.selected.connect(self._show_selected)
        return made

    def _made_pane(self, theme: Theme) -> PracticePane:
        pane = PracticePane(theme, self._settings, self)
        pane.saved.connect(self._announce_saved)
        pane.failed.connect(self.failed)
        pane.practices_pasted.connect(self.practices_pasted)
        pane.left.connect(self.focus_table)
        pane.attended.connect(self._announce_attention)
        pane.roundtable_asked.connect(self.roundtable_asked)
        return pane

    @property
    def _wants_filters(self) -> bool:
        return bool(self._settings.value(_FILTERS, defaultValue=True, type=bool))

    def _show_filters(self, is_shown: bool) -> None:
        self._facets.setVisible(is_shown)
        self.filters_shown.emit(is_shown)
        self._ask_counts()

    def _refresh(self) -> None:
        self._total = practice_rows.count(self._workspace) if self._workspace else 0
        self._stack.setCurrentIndex(0 if self._total else 1)
        self.counted.emit(self._total if self._workspace else None)
        self._ask_if_visible()

    def _ask_if_visible(self) -> None:
        """Read the list again once the page is visible: until then, reading would only delay saves elsewhere."""
        self._is_stale = True
        if self.isVisible():
            self._ask()

    def _ask(self) -> None:
        self._is_stale = False
        self._counts.forget()  # asked again once the list is there, which they would slow down until then
        self._searches.ask(self._query)

    def _ask_counts(self) -> None:
        """Count what was found, after it is shown and only while the filters are visible."""
        if not self._facets.isHidden():
            self._counts.ask(self._query.text)

    @Slot(str)
    def _search_for(self, text: str) -> None:
        self._hint.show_for(text)
        self._save.setEnabled(bool(text.strip()))
        if text != self._query.text:
            self._query = self._query._replace(text=text)
            self._ask()

    @Slot(str, bool)
    def _sort(self, sort: str, descending: bool) -> None:
        self._query = self._query._replace(sort=sort, descending=descending)
        self._ask()

    @Slot(object, object)
    def _show_found(self, query: _Query, keys: list[int]) -> None:
        """Show what was found; the same practices stay current and selected if they are among it."""
        if query.text and self._wanted and not set(self._wanted) <= set(keys):
            self._search.clear()
            self._search_for("")
            return
        wanted, self._wanted = self._wanted, ()
        is_same = query.text == self._shown_text
        if is_same and not wanted:
            keys = self._with_typed(keys)
        self._shown_text = query.text
        self.list.show_found(self._workspace, keys, execution.words_of(query.text), wanted, or_next=is_same)
        self._results.setCurrentIndex(0 if keys else 1)
        if not keys:
            self.pane.show_practice(self._workspace, None)
        shown = self.tr("{found} of {total}").format(
            found=self.locale().toString(len(keys)), total=self.locale().toString(self._total)
        )
        self._search.show_found(shown if query.text else "")
        self._ask_counts()
        if self._edited and keys:
            self.pane.edit(self._edited)
            self._edited = ""

    def _with_typed(self, keys: list[int]) -> list[int]:
        """Keep the practice that is being typed listed; where it is gone, type into no other, and say so."""
        key = self.list.current_key
        if self._workspace is None or key is None or key in keys or not self.pane.is_typed_into:
            return keys
        if practice_rows.is_there(self._workspace, key):
            at = self.list.keys.index(key)
            return [*keys[:at], key, *keys[at:]]
        title = self.list.title(key)
        self.pane.read()
        self.focus_table()
        self.taken_away.emit(key, title)
        return keys

    @Slot(str)
    def _toggle_filter(self, query: str) -> None:
        self._search.setText(toggled(self._search.text(), query))

    @Slot()
    def _show_selected(self) -> None:
        """Show in the pane what commands act on: the selected practice, or all of them; else the current one."""
        self._announce_shown()
        if self._workspace is None:
            return
        if self.list.selection_size > 1:
            self.pane.show_selection(self._workspace, self.list.selected_keys)
        elif (key := self.list.current_key) is not None:
            self.pane.show_practice(self._workspace, key, execution.words_of(self._query.text))

    @Slot()
    def _edit(self) -> None:
        """Edit what is selected, as Enter and a double click ask for."""
        self.pane.edit()

    @Slot(object)
    def _announce_saved(self, change_set: ChangeSet) -> None:
        self._saved = change_set
        self.changed.emit(change_set)

    @Slot(object, str)
    def _announce_attention(self, practice: int | None, field: str) -> None:
        if self.isVisible():
            self.attended.emit(practice, field)

    def _announce_shown(self) -> None:
        selected = self.list.selection_size
        shown = self.tr("%n practice(s) shown", "", len(self.list.keys))
        count = self.locale().toString(selected)
        self.said.emit(self.tr("{shown}, {chosen} selected").format(shown=shown, chosen=count))
        self.selected.emit(selected)


def _find(workspace: Workspace, query: _Query) -> list[int]:
    return practice_rows.find_ids(workspace, query.text, sort=query.sort, descending=query.descending)
