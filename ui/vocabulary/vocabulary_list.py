"""List of vocabulary entries (terms or places): filter, sort order, actions, and a panel of details and buttons."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any, Generic

from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QObject,
    QSettings,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QPushButton, QScrollArea, QStackedWidget, QWidget
from typing_extensions import override

from roundtable.errors import RoundtableError
from roundtable.history.undo_steps import ChangeSet
from roundtable.progress import Progress
from roundtable.records.output_format import joined
from roundtable.search import query
from roundtable.vocabulary.term_lookup import folded
from roundtable.workspace import Workspace
from ui.base import value_texts
from ui.dialogs.input_dialog import InputDialog
from ui.dialogs.question_dialog import ask_choice, ask_lines, confirm
from ui.jobs.jobs import Jobs
from ui.vocabulary.entry_kind import EntryKind, Question, R
from ui.vocabulary.names_dialog import NamesDialog
from ui.widgets.empty_state import EmptyState
from ui.widgets.factories import add_action, button, column, label, table
from ui.widgets.panes import Panes
from ui.widgets.rows_model import Column, RowsModel

translate = QCoreApplication.translate
_LEAST_PANEL = 220
_LEAST_ALIASES = 90
_FIXED = (56, 140)
"""Widths of the columns of uses and of the last one."""
_AT_ONCE = 300
"""Up to how many practices a change may concern without a background job."""


class VocabularyList(QWidget, Generic[R]):
    """List entries of one kind and edit the selected ones."""

    changed = Signal(object)
    """The ``ChangeSet`` of an edit."""
    failed = Signal(object)
    """A RoundtableError: an edit failed."""
    practices_asked = Signal(str)
    """A query for the practices that use an entry."""
    said = Signal(str)
    """The number of rows shown, for the status bar."""
    found = Signal(str)
    """The number of rows that match the filter, "" without a filter."""
    done = Signal(str)
    """What followed from a change that reaches further than the rows shown."""
    unfiltered = Signal()
    """The filter is to be cleared."""

    def __init__(self, settings: QSettings, jobs: Jobs, kind: EntryKind[R]) -> None:
        super().__init__()
        self._jobs = jobs
        self.kind = kind
        self.workspace: Workspace | None = None
        self.typed = ""
        self._all: list[R] = []
        self._selected_next: tuple[object, ...] = ()
        """The keys of the rows to select after the next reading."""
        self._orders: tuple[Callable[[R], Any], ...] = (
            kind.name_order,
            lambda row: folded(joined(row.aliases)),
            lambda row: row.uses,
            kind.last_order,
        )
        self._build_table()
        self.nothing = EmptyState(
            kind.no_match,
            kind.no_match_more,
            [
                (self.tr("Clear the filter"), self.unfiltered.emit),
                (kind.make_typed, self._ask_new),
            ],
        )
        self._results = QStackedWidget()
        self._results.addWidget(self.table)
        self._results.addWidget(self.nothing)
        self._build_actions()
        panes = Panes(settings, "vocabulary", (self._results, _Column(self._side_panel())), (820, 260))
        self.setLayout(column(panes))

    @property
    def add(self) -> QAction:
        """Return the action that adds an entry."""
        return self._actions["new"]

    def panes(self) -> tuple[QWidget, ...]:
        """Return the parts that F6 cycles through."""
        return (self.nothing if self._results.currentIndex() else self.table, self._panel)

    def set_rows(self, rows: Sequence[R]) -> None:
        """Show what was read."""
        self._all = list(rows)
        self.show_rows()

    def filter(self, typed: str) -> None:
        """Show only the rows that match a text."""
        self.typed = typed
        self.show_rows()

    def chosen(self) -> list[R]:
        """Return the selected rows in order."""
        rows = sorted(index.row() for index in self.table.selectionModel().selectedRows())
        return [self._model.rows[number] for number in rows]

    @Slot()
    def show_rows(self) -> None:
        """Show the rows that match the filter in the sort order, keeping the selection."""
        selected = set(self._selected_next or (row.id for row in self.chosen()))
        self._selected_next = ()
        typed = folded(self.typed)
        shown = [row for row in self._all if self.kind.matches(row, typed)]
        header = self.table.horizontalHeader()
        is_descending = header.sortIndicatorOrder() is Qt.SortOrder.DescendingOrder
        self._model.set_rows(sorted(shown, key=self._orders[header.sortIndicatorSection()], reverse=is_descending))
        self._results.setCurrentIndex(1 if typed and not shown else 0)
        self.found.emit(self.locale().toString(len(shown)) if typed else "")
        rows = [number for number, row in enumerate(self._model.rows) if row.id in selected]
        self._select(rows or [0])
        self.said.emit(self.kind.shown_text(len(shown)))

    def do(
        self,
        change: Callable[[Workspace], ChangeSet],
        *selected: object,
        say: Callable[[str], str] | None = None,
        is_merge: bool = False,
    ) -> None:
        """Make a change and report it, then select the rows with these keys, or the ones it created.

        ``say`` words what followed for so many practices.

        A merge, or a change of many practices, runs as a background job, and a backup is made before.
        """
        if self.workspace is None:
            return

        def done(change_set: ChangeSet) -> None:
            self._selected_next = selected or self.kind.made(change_set)
            self.changed.emit(change_set)
            if say:
                self.done.emit(say(self.locale().toString(len(change_set.practice_ids))))

        if is_merge or sum(row.uses for row in self.chosen()) > _AT_ONCE:

            def work(own: Workspace, progress: Progress) -> ChangeSet:
                own.back_up("before merge" if is_merge else "before bulk edit", progress=progress)
                return change(own)

            title = self.tr("Changing the vocabulary")
            self._jobs.start(title, self.workspace.location, work, done, self.failed.emit)
            return
        try:
            change_set = change(self.workspace)
        except RoundtableError as error:
            self.failed.emit(error)
        else:
            done(change_set)

    def _build_table(self) -> None:
        columns = (
            Column[R](self.tr("Name"), lambda row: row.name),
            Column[R](self.tr("Aliases"), lambda row: joined(row.aliases)),
            Column[R](self.tr("Uses"), self.kind.uses_text, is_number=True),
            Column[R](*self.kind.last_column),
        )
        self._model = RowsModel[R](columns, self)
        self.table = table(self._model, self.kind.table, (0, _LEAST_ALIASES, *_FIXED))
        self.table.viewport().installEventFilter(self)
        header = self.table.horizontalHeader()
        header.setSectionsClickable(True)
        header.setSortIndicatorShown(True)
        header.setSortIndicator(0, Qt.SortOrder.AscendingOrder)
        header.sortIndicatorChanged.connect(self.show_rows)
        self.table.selectionModel().selectionChanged.connect(self._show_selected)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leave most of the room to the names: few have aliases."""
        if event.type() == QEvent.Type.Resize and watched is self.table.viewport():
            room = self.table.viewport().width() - sum(_FIXED)
            self.table.horizontalHeader().resizeSection(1, max(_LEAST_ALIASES, room * 3 // 10))
        return super().eventFilter(watched, event)

    def _build_actions(self) -> None:
        of_row: dict[str, tuple[str, Callable[[R], object], tuple[str, ...]]] = {
            "show": (self.tr("Show practices"), self._show_practices, ("Return", "Enter")),
            "make": (self.kind.make, self._make_selected, ()),
            "alias_of": (self.tr("Make an alias of…"), self._ask_alias_of, ()),
            "rename": (self.tr("Rename…"), self._ask_rename, ("F2",)),
            "aliases": (self.tr("Aliases…"), self._ask_aliases, ("Ctrl+Shift+A",)),
            "names": (self.tr("Names in other languages…"), self._ask_names, ("Ctrl+Shift+L",)),
            "members": (self.tr("Members…"), self._ask_members, ("Ctrl+G",)),
            "remove": (self.tr("Remove"), self._ask_remove, ("Del",)),
        }
        self._actions = {"new": add_action(self.table, self.kind.new, self._ask_new, "Ins")}
        for name in self.kind.menu:
            if name == "merge":
                text = self.tr("Merge selected into…")
                self._actions[name] = add_action(self.table, text, self._ask_merge, "Ctrl+M")
            else:
                text, do, keys = of_row[name]
                self._actions[name] = add_action(self.table, text, partial(self._do_selected, do), *keys)
        self.table.doubleClicked.connect(self._actions["show"].trigger)

    def _side_panel(self) -> QWidget:
        self._labels = (label("", "title"), label("", "caption"), label())
        buttons = (self._button(self._actions[name]) for name in self.kind.panel)
        self._panel = QWidget()
        self._panel.setObjectName("surface")
        self._panel.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        texts = column(*self._labels, spacing=8)
        self._panel.setLayout(column(texts, column(*buttons, spacing=8), None, margins=(16, 16, 16, 16), spacing=16))
        return self._panel

    def _button(self, action: QAction) -> QPushButton:
        """Make a button for an action, visible with it."""
        made = button(action.text(), action.trigger)
        made.setToolTip(action.toolTip())
        if keys := action.shortcut().toString(QKeySequence.SequenceFormat.NativeText):
            made.setToolTip(f"{action.text()} ({keys})")
        action.changed.connect(lambda: made.setVisible(action.isVisible()))
        return made

    def _select(self, rows: Sequence[int]) -> None:
        selection = QItemSelection()
        for number in rows:
            selection.select(self._model.index(number, 0), self._model.index(number, 0))
        flags = QItemSelectionModel.SelectionFlag
        self.table.setCurrentIndex(self._model.index(rows[0], 0))
        self.table.selectionModel().select(selection, flags.ClearAndSelect | flags.Rows)
        self._show_selected()

    @Slot()
    def _show_selected(self) -> None:
        """Describe the selected rows and show their actions."""
        chosen = self.chosen()
        if len(chosen) == 1:
            [row] = chosen
            about, *details = self.kind.description(row, self._all)
            also = self.kind.also.format(names=joined(row.aliases)) if row.aliases else ""
            names = "\n".join(f"{value_texts.language(language)}: {name}" for language, name in row.names)
            texts = (row.name, about, "\n".join(filter(None, (*details, also, names))))
        else:
            nothing = self.tr("Nothing selected")
            texts = (self.kind.selected_text(len(chosen)) if chosen else nothing, "", "")
        for shown, text in zip(self._labels, texts, strict=True):
            shown.setText(text)
            shown.setVisible(bool(text))
        can_merge = len(chosen) > 1 and self.kind.can_merge(chosen)
        offered = self.kind.offered(chosen[0]) if len(chosen) == 1 else ("merge",) if can_merge else ()
        for name, action in self._actions.items():
            action.setVisible(name == "new" or name in offered)

    def _do_selected(self, do: Callable[[R], object]) -> None:
        [row] = self.chosen()
        do(row)

    def _show_practices(self, row: R) -> None:
        self.practices_asked.emit(query.written(self.kind.query_field, row.name))

    def _ask_new(self) -> None:
        def make(name: str) -> None:
            self.unfiltered.emit()
            self.do(lambda workspace: self.kind.add(workspace, name, None))

        self._ask_name(self.kind.new_title, self.kind.new_text, self.tr("Add"), self.typed.strip(), make)

    def _make_selected(self, row: R) -> None:
        self.unfiltered.emit()
        self.do(lambda workspace: self.kind.add(workspace, row.name, row))

    def _ask_rename(self, row: R) -> None:
        self._ask_name(
            self.tr("Rename “{name}”").format(name=row.name),
            self.kind.rename_text(row),
            self.tr("Rename"),
            row.name,
            lambda name: self.do(lambda workspace: self.kind.rename(workspace, row, name), row.id),
        )

    def _ask_name(self, title: str, sentence: str, words: str, name: str, then: Callable[[str], object]) -> None:
        dialog = InputDialog(title, sentence, words, self, text=name)
        dialog.answered.connect(then)
        dialog.open()

    def _ask_aliases(self, row: R) -> None:
        self._ask_lines(
            row,
            self.tr("Aliases of “{name}”").format(name=row.name),
            self.tr("Other names under which it is found and imported, one per line."),
            row.aliases,
            lambda workspace, lines: self.kind.set_aliases(workspace, row, lines),
        )

    def _ask_names(self, row: R) -> None:
        def then(names: dict[str, str]) -> None:
            self.do(lambda workspace: self.kind.set_names(workspace, row, names), row.id)

        title = self.tr("“{name}” in other languages").format(name=row.name)
        dialog = NamesDialog(title, self.kind.names, dict(row.names), self)
        dialog.answered.connect(then)
        dialog.open()

    def _ask_lines(
        self,
        row: R,
        title: str,
        sentence: str,
        lines: Sequence[str],
        change: Callable[[Workspace, list[str]], ChangeSet],
    ) -> None:
        def then(answer: list[str]) -> None:
            self.do(lambda workspace: change(workspace, answer), row.id)

        ask_lines(self, title, sentence, self.tr("Save"), lines=lines, then=then)

    def _ask_alias_of(self, row: R) -> None:
        title = self.tr("Make “{name}” an alias").format(name=row.name)
        words = self.tr("Make an alias")
        self._ask_target([row], Question(title, self.kind.alias_text(row), words, self._targets()))

    def _ask_merge(self) -> None:
        chosen = self.chosen()
        question = self.kind.merge_question(chosen)
        self._ask_target(chosen, question if question.choices else replace(question, choices=self._targets()))

    def _ask_target(self, rows: Sequence[R], question: Question) -> None:
        """Ask which entry to merge rows into."""
        ask_choice(
            self,
            question.title,
            question.sentence,
            question.words,
            choices=question.choices,
            then=lambda into: self._merge(rows, into),
        )

    def _merge(self, rows: Sequence[R], into: object) -> None:
        """Merge rows into the entry with a key, and say what followed."""
        name = next(row.name for row in self._all if row.id == into)
        others = value_texts.some([f"“{row.name}”" for row in rows if row.id != into], 3)
        said = self.tr("{others} merged into “{name}”. Practices changed: {count}.")
        self.do(
            lambda workspace: self.kind.merge(workspace, rows, into),
            into,
            say=lambda count: said.format(others=others, name=name, count=count),
            is_merge=True,
        )

    def _targets(self) -> list[tuple[Any, str]]:
        return [(row.id, row.name) for row in self._all if self.kind.is_listed(row)]

    def _ask_members(self, row: R) -> None:
        self.kind.ask_members(self, row, self._all, lambda change: self.do(change, row.id))

    def _ask_remove(self, row: R) -> None:
        def remove() -> None:
            self.do(lambda workspace: self.kind.remove(workspace, row.id), row.id)

        if row.uses:
            title = self.tr("Remove “{name}”?").format(name=row.name)
            confirm(self, title, self.kind.remove_text(row), self.tr("Remove"), remove)
        else:
            remove()


class _Column(QScrollArea):
    """Scroll a panel from top to bottom where it is higher than its room, never narrower than what it holds."""

    def __init__(self, panel: QWidget) -> None:
        super().__init__(widgetResizable=True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(panel)

    @override
    def minimumSizeHint(self) -> QSize:
        panel = self.widget()
        least = panel.minimumSizeHint().width() if panel else 0
        return QSize(max(_LEAST_PANEL, least + self.verticalScrollBar().sizeHint().width()), 0)
