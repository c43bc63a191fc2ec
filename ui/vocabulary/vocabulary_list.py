"""A list that is tended: what passes a filter, in the order asked for, beside a panel that says what can be done.

Knows neither terms nor places; what a row is and what is done to it, its subclasses say.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Generic, Protocol, TypeVar

from PySide6.QtCore import QCoreApplication, QItemSelection, QItemSelectionModel, QSettings, Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QHeaderView, QPushButton, QStackedWidget, QTableView, QWidget

from roundtable.errors import RoundtableError
from roundtable.history.undo_steps import ChangeSet
from roundtable.vocabulary.term_lookup import folded
from roundtable.workspace import Workspace
from ui.dialogs.ask_dialog import AskDialog
from ui.dialogs.question_dialog import ask_lines
from ui.jobs.jobs import Jobs
from ui.widgets.build import add_action, button, column, label, table
from ui.widgets.empty_state import EmptyState
from ui.widgets.panes import Panes
from ui.widgets.rows_model import Column, RowsModel

translate = QCoreApplication.translate
_AT_ONCE = 300
"""How many practices a change may concern that is made while the person waits."""


class VocabularyListing(Protocol):
    """Be a row of such a list."""

    @property
    def id(self) -> object:
        """Name the row, so that it is found again after a change."""

    @property
    def name(self) -> str:
        """Say the row."""

    @property
    def names(self) -> tuple[tuple[str, str], ...]:
        """Give its names in other languages."""

    @property
    def uses(self) -> int:
        """Count the practices that it stands in."""


R = TypeVar("R", bound=VocabularyListing)


class VocabularyList(QWidget, Generic[R]):
    """Show rows of one kind and what can be done with those that are chosen."""

    changed = Signal(object)
    """The ``ChangeSet`` of something done here."""
    failed = Signal(object)
    """A RoundtableError: something could not be done."""
    practices_asked = Signal(str)
    """A query for the practices that a row stands in."""
    said = Signal(str)
    """What is shown, for the status bar."""
    found = Signal(str)
    """How many rows pass the filter, "" where there is none."""
    unfiltered = Signal()
    """The filter is to be cleared."""

    def __init__(
        self, settings: QSettings, jobs: Jobs, name: str, columns: Sequence[Column[R]], orders: Sequence[Any]
    ) -> None:
        super().__init__()
        self._jobs = jobs
        self.workspace: Workspace | None = None
        self.typed = ""
        self._all: list[R] = []
        self._orders = orders
        self._wanted: tuple[object, ...] = ()
        self._model = RowsModel[R](columns, self)
        self.table = self._made_table(name)
        self.nothing = self.empty_state()
        self._results = QStackedWidget()
        self._results.addWidget(self.table)
        self._results.addWidget(self.nothing)
        self.build_actions()
        panes = Panes(settings, "vocabulary", (self._results, self._side_panel()), (820, 260))
        self.setLayout(column(panes))

    def empty_state(self) -> EmptyState:
        """Make what is shown where nothing passes the filter."""
        raise NotImplementedError

    def build_actions(self) -> None:
        """Make the actions in the order of the context menu."""
        raise NotImplementedError

    def panel_actions(self) -> Sequence[QAction]:
        """Give the actions of the panel in the order of its buttons."""
        raise NotImplementedError

    def read_rows(self, workspace: Workspace) -> Sequence[R]:
        """Read all rows."""
        raise NotImplementedError

    def passes(self, row: R, typed: str) -> bool:
        """Tell whether a row is shown, given the filter, folded."""
        raise NotImplementedError

    def texts(self, chosen: Sequence[R]) -> tuple[str, str, str]:
        """Say what is chosen, what it is, and more about it."""
        raise NotImplementedError

    def offer(self, chosen: Sequence[R]) -> None:
        """Show the actions that can be done with what is chosen."""
        raise NotImplementedError

    def made(self, change_set: ChangeSet) -> tuple[object, ...]:
        """Name the rows that a change is about."""
        raise NotImplementedError

    def panes(self) -> tuple[QWidget, ...]:
        """Name the parts that F6 goes through."""
        return (self.nothing if self._results.currentIndex() else self.table, self._panel)

    def read(self) -> None:
        """Read the rows again."""
        self._all = list(self.read_rows(self.workspace)) if self.workspace else []
        self.show_rows()

    def filter(self, typed: str) -> None:
        """Show only what these words find."""
        self.typed = typed
        self.show_rows()

    def all(self) -> Sequence[R]:
        """Give all rows, shown or not."""
        return self._all

    def chosen(self) -> list[R]:
        """Give the rows that are chosen, in order."""
        rows = sorted(index.row() for index in self.table.selectionModel().selectedRows())
        return [self._model.rows[number] for number in rows]

    @Slot()
    def show_rows(self) -> None:
        """Show what passes the filter, in the order asked for, still choosing the same."""
        wanted = set(self._wanted or (row.id for row in self.chosen()))
        self._wanted = ()
        typed = folded(self.typed)
        shown = [row for row in self._all if self.passes(row, typed)]
        header = self.table.horizontalHeader()
        is_descending = header.sortIndicatorOrder() is Qt.SortOrder.DescendingOrder
        self._model.set_rows(sorted(shown, key=self._orders[header.sortIndicatorSection()], reverse=is_descending))
        self._results.setCurrentIndex(1 if typed and not shown else 0)
        self.found.emit(self.locale().toString(len(shown)) if typed else "")
        rows = [number for number, row in enumerate(self._model.rows) if row.id in wanted]
        self._choose(rows or [0])
        self.said.emit(self.shown_text(len(shown)))

    def shown_text(self, count: int) -> str:
        """Say how many are shown."""
        raise NotImplementedError

    def action(self, text: str, do: Callable[[], object], *keys: str) -> QAction:
        """Make an action of the table's: in its context menu, and by keys while it has the focus."""
        return add_action(self.table, text, do, *keys)

    def ask_name(self, title: str, sentence: str, words: str, name: str, then: Callable[[str], object]) -> None:
        """Ask for a name; ``words`` are those of the button."""
        dialog = AskDialog(title, sentence, words, self, text=name)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.answered.connect(then)
        dialog.open()

    def ask_aliases(self, row: R, aliases: Sequence[str], then: Callable[[Workspace, list[str]], ChangeSet]) -> None:
        """Ask for the other names of a row, one per line."""
        ask_lines(
            self,
            translate("VocabularyPage", "Aliases of “{name}”").format(name=row.name),
            translate("VocabularyPage", "Other names under which it is found and taken in, one per line."),
            translate("VocabularyPage", "Save"),
            lines=aliases,
            then=lambda names: self.do(lambda workspace: then(workspace, names), row.id),
        )

    def ask_names(self, row: R, then: Callable[[Workspace, Mapping[str, str]], ChangeSet], sentence: str) -> None:
        """Ask for the names of a row in other languages, one per line."""
        title = translate("VocabularyPage", "“{name}” in other languages").format(name=row.name)
        lines = [f"{language}: {name}" for language, name in row.names]
        ask_lines(
            self,
            title,
            sentence,
            translate("VocabularyPage", "Save"),
            lines=lines,
            then=lambda answered: self.do(lambda workspace: then(workspace, _by_language(answered)), row.id),
        )

    def do(self, change: Callable[[Workspace], ChangeSet], *chosen: object) -> None:
        """Make a change and tell of it, choosing rows afterwards: those given, or those that it is about.

        One that concerns many practices is a job: each of them is renewed with it.
        """
        if self.workspace is None:
            return

        def done(change_set: ChangeSet) -> None:
            self._wanted = chosen or self.made(change_set)
            self.changed.emit(change_set)

        if sum(row.uses for row in self.chosen()) > _AT_ONCE:
            title = translate("VocabularyPage", "Changing the vocabulary")
            self._jobs.start(title, self.workspace.location, lambda own, _: change(own), done, self.failed.emit)
            return
        try:
            change_set = change(self.workspace)
        except RoundtableError as error:
            self.failed.emit(error)
        else:
            done(change_set)

    def _made_table(self, name: str) -> QTableView:
        made = table(self._model, name)
        header = made.horizontalHeader()
        for section in (0, 1):
            header.setSectionResizeMode(section, QHeaderView.ResizeMode.Stretch)
        header.setSectionsClickable(True)
        header.setSortIndicatorShown(True)
        header.setSortIndicator(0, Qt.SortOrder.AscendingOrder)
        header.sortIndicatorChanged.connect(self.show_rows)
        for section, width in ((2, 64), (3, 112)):
            header.resizeSection(section, width)
        made.selectionModel().selectionChanged.connect(self._show_chosen)
        return made

    def _side_panel(self) -> QWidget:
        self._labels = (label("", "title"), label("", "caption"), label())
        buttons = (self._button(action) for action in self.panel_actions())
        self._panel = QWidget()
        self._panel.setObjectName("surface")
        self._panel.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._panel.setMinimumWidth(220)
        texts = column(*self._labels, spacing=8)
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

    def _choose(self, rows: Sequence[int]) -> None:
        selection = QItemSelection()
        for number in rows:
            selection.select(self._model.index(number, 0), self._model.index(number, 0))
        flags = QItemSelectionModel.SelectionFlag
        self.table.setCurrentIndex(self._model.index(rows[0], 0))
        self.table.selectionModel().select(selection, flags.ClearAndSelect | flags.Rows)
        self._show_chosen()

    @Slot()
    def _show_chosen(self) -> None:
        """Say what is chosen, and offer what can be done with it."""
        chosen = self.chosen()
        for shown, text in zip(self._labels, self.texts(chosen), strict=True):
            shown.setText(text)
            shown.setVisible(bool(text))
        self.offer(chosen)


def _by_language(lines: Sequence[str]) -> dict[str, str]:
    """Read names by language, "fr: Santé" a line.

    Raises RoundtableError for a line that names no language.
    """
    pairs = [line.partition(":") for line in lines]
    for language, colon, _ in pairs:
        if not colon:
            raise RoundtableError(
                translate("VocabularyPage", "“{line}” names no language.").format(line=language.strip()),
                translate("VocabularyPage", "Write the language's code, a colon and the name: “fr: Santé”."),
            )
    return {language: name for language, _, name in pairs}


def said_in(names: Sequence[tuple[str, str]]) -> str:
    """Say names in other languages, one a line."""
    return "\n".join(f"{language}: {name}" for language, name in names)
