"""The vocabulary: thematic areas and tags with their aliases and uses, and what practices carry that is on no list.

Shows, asks and calls the thesaurus; what a change does to practices is the thesaurus's business.
"""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QSettings, Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeySequence, QShowEvent
from PySide6.QtWidgets import QHeaderView, QPushButton, QStackedWidget, QTabBar, QWidget
from typing_extensions import override

from roundtable import query, thesaurus
from roundtable.errors import RoundtableError
from roundtable.history import ChangeSet
from roundtable.records import TermKind, joined
from roundtable.thesaurus import TermRow
from roundtable.vocabulary import KINDS, folded
from roundtable.workspace import Workspace
from ui.dialogs.ask_dialog import AskDialog
from ui.dialogs.question_dialog import ask_choice, ask_lines, confirm
from ui.models.rows_model import Column, RowsModel
from ui.pages.page import Page
from ui.theme import Theme
from ui.widgets.build import button, column, command_row, label, table
from ui.widgets.empty_state import EmptyState
from ui.widgets.panes import Panes
from ui.widgets.search_field import SearchField

TABLES = ("term", "term_alias", "practice_term", "practice")
"""What the list shows; a practice in the trash uses no term."""
_FIELDS: dict[TermKind, str] = {"thematic_area": "area", "tag": "tag"}
_ORDERS: tuple[Callable[[TermRow], str | int], ...] = (
    lambda term: term.name.casefold(),
    lambda term: joined(term.aliases).casefold(),
    lambda term: term.uses,
    lambda term: not term.is_listed,
)
"""What each column is sorted by."""


class VocabularyPage(Page):
    """List terms and tend them."""

    changed = Signal(object)
    """The ``ChangeSet`` of something done here."""
    failed = Signal(object)
    """A RoundtableError: something could not be done."""
    practices_asked = Signal(str)
    """A query for the practices that carry a term."""

    def __init__(self, theme: Theme, settings: QSettings, parent: QWidget) -> None:
        super().__init__(parent)
        self._workspace: Workspace | None = None
        self._terms: list[TermRow] = []
        self._wanted: tuple[int, ...] = ()
        self._is_stale = True
        self._tabs = QTabBar()
        self._tabs.setAccessibleName(self.tr("Kind of term"))
        self._tabs.setDrawBase(False)
        for _ in KINDS:
            self._tabs.addTab("")
        self._filter = SearchField(theme, self.tr("Filter by name or alias"), self)
        self._build_table()
        self._build_actions()
        new = button(self._add.text(), self._add.trigger, "primary")
        self._nothing = EmptyState(
            self.tr("No term matches"),
            self.tr("Neither a name nor an alias holds these words."),
            [(self.tr("Clear the filter"), self._filter.clear), (self.tr("Make it a term…"), self._ask_new)],
        )
        self._results = QStackedWidget()
        self._results.addWidget(self._table)
        self._results.addWidget(self._nothing)
        panes = Panes(settings, "vocabulary", (self._results, self._side_panel()), (820, 260))
        self.setLayout(column(command_row(self._tabs, self._filter, new), panes))
        self._tabs.currentChanged.connect(self._read_terms)
        self._filter.searched.connect(self._show_terms)
        self._filter.left.connect(self._enter_table)

    @override
    def open(self, workspace: Workspace | None) -> None:
        self._workspace = workspace
        self._add.setEnabled(workspace is not None)
        self._read_again()

    @override
    def reload(self, change_set: ChangeSet) -> None:
        if change_set.touches(*TABLES):
            self._read_again()

    @override
    def panes(self) -> tuple[QWidget, ...]:
        return (self._filter, self._nothing if self._results.currentIndex() else self._table, self._panel)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_stale:
            self._read_terms()

    @property
    def _kind(self) -> TermKind:
        return KINDS[self._tabs.currentIndex()]

    def _build_table(self) -> None:
        self._model = RowsModel[TermRow](
            (
                Column(self.tr("Name"), lambda term: term.name),
                Column(self.tr("Aliases"), lambda term: joined(term.aliases)),
                Column(self.tr("Uses"), lambda term: self.locale().toString(term.uses), is_number=True),
                Column(self.tr("On the list"), lambda term: self.tr("Yes") if term.is_listed else self.tr("No")),
            ),
            self,
        )
        self._table = table(self._model, self.tr("Terms"))
        header = self._table.horizontalHeader()
        for section in (0, 1):
            header.setSectionResizeMode(section, QHeaderView.ResizeMode.Stretch)
        header.setSectionsClickable(True)
        header.setSortIndicatorShown(True)
        header.setSortIndicator(0, Qt.SortOrder.AscendingOrder)
        header.sortIndicatorChanged.connect(self._show_terms)
        for section, width in ((2, 64), (3, 92)):
            header.resizeSection(section, width)
        self._table.selectionModel().selectionChanged.connect(self._show_chosen)

    def _build_actions(self) -> None:
        keys = QKeySequence
        self._add = self._action(self.tr("New term…"), self._ask_new, keys("Ins"))
        self._show = self._action(self.tr("Show practices"), self._show_practices, keys("Return"), keys("Enter"))
        self._rename = self._action(self.tr("Rename…"), self._ask_rename, keys("F2"))
        self._alias = self._action(self.tr("Aliases…"), self._ask_aliases, keys("Ctrl+Shift+A"))
        self._merge = self._action(self.tr("Merge selected into…"), self._ask_merge, keys("Ctrl+M"))
        self._list = self._action(self.tr("Make a term"), self._make_term)
        self._fold = self._action(self.tr("Make an alias of…"), self._ask_alias_of)
        self._remove = self._action(self.tr("Remove"), self._ask_remove, keys("Del"))
        self._table.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self._table.doubleClicked.connect(self._show.trigger)

    def _action(self, text: str, do: Callable[[], object], *keys: QKeySequence) -> QAction:
        """Make an action of the table's: in its context menu, and by keys while it has the focus."""
        made = QAction(text, self._table)
        made.setShortcuts(keys)
        made.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        made.triggered.connect(lambda _checked=False: do())
        self._table.addAction(made)
        return made

    def _side_panel(self) -> QWidget:
        self._name = label("", "title")
        self._about = label("", "caption")
        self._aliases = label()
        buttons = (
            self._button(action)
            for action in (self._show, self._list, self._fold, self._rename, self._alias, self._merge, self._remove)
        )
        self._panel = QWidget()
        self._panel.setObjectName("surface")
        self._panel.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._panel.setMinimumWidth(220)
        texts = column(self._name, self._about, self._aliases, spacing=8)
        self._panel.setLayout(column(texts, column(*buttons, spacing=8), None, margins=(16, 16, 16, 16), spacing=16))
        return self._panel

    def _button(self, action: QAction) -> QPushButton:
        """Make a button that does what the action does, and is seen when the action can be done."""
        made = button(action.text(), action.trigger)
        made.setToolTip(action.toolTip())
        if keys := action.shortcut().toString(QKeySequence.SequenceFormat.NativeText):
            made.setToolTip(f"{action.text()} ({keys})")
        action.changed.connect(lambda: made.setVisible(action.isVisible()))
        return made

    def _read_again(self) -> None:
        counts = [thesaurus.count(self._workspace, kind) if self._workspace else 0 for kind in KINDS]
        texts = (self.tr("Thematic areas"), self.tr("Tags"))
        for number, (text, count) in enumerate(zip(texts, counts, strict=True)):
            self._tabs.setTabText(number, f"{text}  {self.locale().toString(count)}")
        self.counted.emit(sum(counts) if self._workspace else None)
        self._is_stale = True
        if self.isVisible():
            self._read_terms()

    def _read_terms(self) -> None:
        """Read the terms; while the page is not seen, counting their uses would only hold up others."""
        self._is_stale = False
        self._terms = thesaurus.listing(self._workspace, self._kind) if self._workspace else []
        self._show_terms()

    def _show_terms(self) -> None:
        """Show the terms that pass the filter, in the order asked for, still choosing the same."""
        wanted = set(self._wanted or (term.id for term in self._chosen()))
        self._wanted = ()
        typed = folded(self._filter.text())
        shown = [term for term in self._terms if any(typed in folded(name) for name in (term.name, *term.aliases))]
        header = self._table.horizontalHeader()
        is_descending = header.sortIndicatorOrder() is Qt.SortOrder.DescendingOrder
        self._model.set_rows(sorted(shown, key=_ORDERS[header.sortIndicatorSection()], reverse=is_descending))
        self._results.setCurrentIndex(1 if typed and not shown else 0)
        self._filter.show_found(self.locale().toString(len(shown)) if typed else "")
        rows = [number for number, term in enumerate(self._model.rows) if term.id in wanted]
        self._choose(rows or [0])
        self.said.emit(self.tr("%n term(s) shown", "", len(shown)))

    def _choose(self, rows: Sequence[int]) -> None:
        selection = QItemSelection()
        for number in rows:
            selection.select(self._model.index(number, 0), self._model.index(number, 0))
        flags = QItemSelectionModel.SelectionFlag
        self._table.setCurrentIndex(self._model.index(rows[0], 0))
        self._table.selectionModel().select(selection, flags.ClearAndSelect | flags.Rows)
        self._show_chosen()

    def _chosen(self) -> list[TermRow]:
        rows = sorted(index.row() for index in self._table.selectionModel().selectedRows())
        return [self._model.rows[number] for number in rows]

    @Slot()
    def _show_chosen(self) -> None:
        """Say what is chosen, and offer what can be done with it."""
        chosen = self._chosen()
        only = chosen[0] if len(chosen) == 1 else None
        uses = sum(term.uses for term in chosen)
        name = self.tr("Nothing is chosen") if not chosen else self.tr("%n term(s)", "", len(chosen))
        about = self.tr("In %n practice(s)", "", uses) if only else ""
        if only and not only.is_listed:
            about += " · " + self.tr("not on the list")
        others = self.tr("Also found as {names}").format(names=joined(only.aliases)) if only and only.aliases else ""
        for shown, text in ((self._name, only.name if only else name), (self._about, about), (self._aliases, others)):
            shown.setText(text)
            shown.setVisible(bool(text))
        is_listed = only is not None and only.is_listed
        is_off_list = only is not None and not only.is_listed
        self._show.setVisible(only is not None and only.uses > 0)
        self._rename.setVisible(only is not None)
        self._alias.setVisible(is_listed)
        self._remove.setVisible(is_listed)
        self._list.setVisible(is_off_list)
        self._fold.setVisible(is_off_list)
        self._merge.setVisible(len(chosen) > 1)

    def _show_practices(self) -> None:
        [term] = self._chosen()
        self.practices_asked.emit(query.written(_FIELDS[term.kind], term.name))

    def _ask_new(self) -> None:
        title = self.tr("New tag") if self._kind == "tag" else self.tr("New thematic area")
        sentence = self.tr("It is offered wherever terms are chosen.")
        self._ask_name(title, sentence, self.tr("Add"), self._filter.text().strip(), self._make)

    def _ask_name(self, title: str, sentence: str, do: str, name: str, then: Callable[[str], object]) -> None:
        dialog = AskDialog(title, sentence, do, self, text=name)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.answered.connect(then)
        dialog.open()

    def _make(self, name: str) -> None:
        if self._workspace:
            self._filter.clear()
            self._do(partial(thesaurus.add, self._workspace, self._kind, name))

    def _make_term(self) -> None:
        [term] = self._chosen()
        self._make(term.name)

    def _ask_rename(self) -> None:
        [term] = self._chosen()
        sentence = self.tr("%n practice(s) follow.", "", term.uses)
        if term.is_listed:
            sentence += " " + self.tr("The old name stays as an alias.")
        title = self.tr("Rename “{name}”").format(name=term.name)
        self._ask_name(title, sentence, self.tr("Rename"), term.name, partial(self._rename_to, term))

    def _rename_to(self, term: TermRow, name: str) -> None:
        if self._workspace:
            do = partial(thesaurus.rename, self._workspace, term.id, name, keep_as_alias=term.is_listed)
            self._do(do, term.id)

    def _ask_aliases(self) -> None:
        [term] = self._chosen()
        title = self.tr("Aliases of “{name}”").format(name=term.name)
        sentence = self.tr("Other names under which it is found and taken in, one per line.")
        ask_lines(self, title, sentence, self.tr("Save"), lines=term.aliases, then=partial(self._set_aliases, term))

    def _set_aliases(self, term: TermRow, names: list[str]) -> None:
        if self._workspace:
            self._do(partial(thesaurus.set_aliases, self._workspace, term.id, names), term.id)

    def _ask_merge(self) -> None:
        chosen = self._chosen()
        uses = sum(term.uses for term in chosen)
        choices = [
            (term.id, f"{term.name} — " + self.tr("%n practice(s) follow", "", uses - term.uses)) for term in chosen
        ]
        title = self.tr("Merge %n term(s)", "", len(chosen))
        sentence = self.tr("Which name stays? The others become its aliases.")
        keys = [term.id for term in chosen]
        ask_choice(self, title, sentence, self.tr("Merge"), choices=choices, then=partial(self._merge_into, keys))

    def _ask_alias_of(self) -> None:
        [term] = self._chosen()
        choices = [(other.id, other.name) for other in self._terms if other.is_listed]
        title = self.tr("Make “{name}” an alias").format(name=term.name)
        sentence = self.tr("Of which term? %n practice(s) follow.", "", term.uses)
        ask_choice(
            self, title, sentence, self.tr("Make an alias"), choices=choices, then=partial(self._merge_into, [term.id])
        )

    def _merge_into(self, keys: Sequence[int], into: int) -> None:
        if self._workspace:
            self._do(partial(thesaurus.merge, self._workspace, list(keys), into), into)

    def _ask_remove(self) -> None:
        [term] = self._chosen()
        if not term.uses:
            self._take_away(term)
            return
        title = self.tr("Remove “{name}”?").format(name=term.name)
        sentence = self.tr("%n practice(s) carry it, and keep it as a value off the list.", "", term.uses)
        confirm(self, title, sentence, self.tr("Remove"), partial(self._take_away, term))

    def _take_away(self, term: TermRow) -> None:
        if self._workspace:
            self._do(partial(thesaurus.remove, self._workspace, term.id), term.id)

    def _do(self, change: Callable[[], ChangeSet], *chosen: int) -> None:
        """Make a change and tell of it, choosing terms afterwards: those given, or those that it is about."""
        try:
            change_set = change()
        except RoundtableError as error:
            self.failed.emit(error)
        else:
            self._wanted = chosen or tuple(made.key for made in change_set.changes if made.table == "term")
            self.changed.emit(change_set)

    @Slot()
    def _enter_table(self) -> None:
        self._table.setFocus(Qt.FocusReason.ShortcutFocusReason)
