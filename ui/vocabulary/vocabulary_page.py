"""Vocabulary page: lists of thematic areas, tags and places with shared tabs and filter."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QSettings, Qt, Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget, QWidget
from typing_extensions import override

from roundtable.history.undo_steps import ChangeSet
from roundtable.standard_vocabulary import TERM_KINDS
from roundtable.vocabulary import place_store, term_edits
from roundtable.vocabulary.place_store import PlaceRow
from roundtable.vocabulary.term_edits import TermRow
from roundtable.workspace import Workspace
from ui.base.theme import Theme
from ui.jobs.background_query import BackgroundQuery
from ui.jobs.jobs import Jobs
from ui.pages.page import Page
from ui.vocabulary.place_entries import place_entries
from ui.vocabulary.term_entries import term_entries
from ui.vocabulary.vocabulary_list import VocabularyList
from ui.widgets.factories import button, column, command_row, tab_bar
from ui.widgets.search_field import SearchField

_TABLES = (
    *("term", "term_alias", "practice_term", "place", "place_alias", "place_member", "practice_country"),
    "practice",  # one in the trash uses no entry
)
"""The database tables that the lists show."""


class VocabularyPage(Page):
    """List and edit terms and places."""

    done = Signal(str)
    """What followed from a change, to be told beside Undo."""

    def __init__(self, theme: Theme, settings: QSettings, jobs: Jobs, parent: QWidget) -> None:
        super().__init__(parent)
        self._workspace: Workspace | None = None
        self._is_stale = True
        self._counts = BackgroundQuery(None, _counted, self)
        self._counts.answered.connect(self._show_counts)
        self._rows = BackgroundQuery(None, self._read, self)
        self._rows.answered.connect(self._show_rows)
        for asked in (self._counts, self._rows):
            asked.failed.connect(self.failed)
        self._tabs = tab_bar(self.tr("Kind of term"), [""] * (len(TERM_KINDS) + 1))
        self._filter = SearchField(theme, self.tr("Filter by name or alias"), self)
        self._term_kinds = [term_entries(kind) for kind in TERM_KINDS]
        self.terms = VocabularyList(settings, jobs, self._term_kinds[0])
        self.places = VocabularyList(settings, jobs, place_entries())
        self._lists = QStackedWidget()
        self._new = [button(shown.add.text(), shown.add.trigger, "primary") for shown in (self.terms, self.places)]
        for shown in (self.terms, self.places):
            self._lists.addWidget(shown)
            shown.changed.connect(self.changed)
            shown.failed.connect(self.failed)
            shown.done.connect(self.done)
            shown.practices_asked.connect(self.practices_asked)
            shown.said.connect(self.said)
            shown.found.connect(self._filter.show_found)
            shown.unfiltered.connect(self._filter.clear)
        self.setLayout(column(command_row(self._tabs, self._filter, *self._new), self._lists))
        self._new[1].hide()
        self._tabs.currentChanged.connect(self._ask_rows)
        self._filter.searched.connect(lambda: self._list.filter(self._filter.text()))
        self._filter.left.connect(lambda: self._list.table.setFocus(Qt.FocusReason.ShortcutFocusReason))

    @override
    def open(self, workspace: Workspace | None) -> None:
        self._workspace = workspace
        for asked in (self._counts, self._rows):
            asked.open(workspace)
        for shown in (self.terms, self.places):
            shown.workspace = workspace
            shown.add.setEnabled(workspace is not None)
        self._refresh()

    @override
    def reload(self, change_set: ChangeSet) -> None:
        if change_set.touches(*_TABLES):
            self._refresh()

    @override
    def work(self) -> QWidget:
        return self._list.panes()[0]

    @override
    def focus_search(self) -> bool:
        self._filter.start()
        return True

    @override
    def panes(self) -> tuple[QWidget, ...]:
        return (self._filter, *self._list.panes())

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_stale:
            self._ask_rows()

    @property
    def _list(self) -> VocabularyList[TermRow] | VocabularyList[PlaceRow]:
        return self.places if self._lists.currentIndex() else self.terms

    def _refresh(self) -> None:
        if self._workspace is None:
            self._show_counts(None, [0] * self._tabs.count())
            self._show_rows(self._tabs.currentIndex(), [])
            self.counted.emit(None)
        self._counts.ask(None)
        self._is_stale = True
        if self.isVisible():
            self._ask_rows()

    @Slot(object, object)
    def _show_counts(self, _question: object, counts: Sequence[int]) -> None:
        texts = (self.tr("Thematic areas"), self.tr("Tags"), self.tr("Places"))
        for number, (text, count) in enumerate(zip(texts, counts, strict=True)):
            self._tabs.setTabText(number, f"{text}  {self.locale().toString(count)}")
        self.counted.emit(sum(counts[: len(TERM_KINDS)]))

    @Slot()
    def _ask_rows(self) -> None:
        """Ask for the rows of the tab; postponed while the page is hidden, for counting uses is slow."""
        self._is_stale = False
        self._rows.ask(self._tabs.currentIndex())

    def _read(self, workspace: Workspace, tab: int) -> Sequence[TermRow | PlaceRow]:
        if tab < len(TERM_KINDS):
            return self._term_kinds[tab].read(workspace)
        return self.places.kind.read(workspace)

    @Slot(object, object)
    def _show_rows(self, tab: int, rows: Sequence[Any]) -> None:
        """Show what was read for a tab; until then the list of the tab before stays whole."""
        if tab < len(TERM_KINDS):
            self.terms.kind = self._term_kinds[tab]
        self._lists.setCurrentIndex(int(tab >= len(TERM_KINDS)))
        for made, of in zip(self._new, (self.terms, self.places), strict=True):
            made.setVisible(of is self._list)
        self._list.typed = self._filter.text()
        self._list.set_rows(rows)


def _counted(workspace: Workspace, _question: object) -> list[int]:
    """Count the terms of each kind, and the places, which looks at all practices."""
    return [*(term_edits.count(workspace, kind) for kind in TERM_KINDS), place_store.count(workspace)]
