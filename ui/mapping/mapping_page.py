"""The mapping of a roundtable: which practice answers which question, and what is missing.

Chooses what stands in the rows and has it read off the window's thread; what is done in the matrix is its pane's.
"""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QSettings, QTimer, Signal, Slot
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QComboBox, QSizePolicy, QStackedWidget, QWidget
from typing_extensions import override

from roundtable.agenda import roundtable_store
from roundtable.errors import RoundtableError
from roundtable.history.undo_steps import ChangeSet
from roundtable.mapping import roundtable_matrix
from roundtable.mapping.row_groups import Grouping, RowGroup, RowsQuery
from roundtable.mapping.targets import Target
from roundtable.workspace import Workspace
from ui.base.theme import Theme
from ui.dialogs.file_prompts import Prompts
from ui.jobs.background_query import Questions
from ui.jobs.jobs import Jobs
from ui.mapping import take_over_dialog
from ui.mapping.mapping_views import MATRIX, MappingViews
from ui.mapping.matrix_pane import MatrixPane
from ui.mapping.matrix_suggestions import MatrixSuggestions
from ui.mapping.shown_rows import Shown, read
from ui.pages.page import RoundtablePage
from ui.widgets.build import column, command_row
from ui.widgets.empty_state import EmptyState
from ui.widgets.search_field import SearchField

_MARKED = ("mapping", "annex_entry", "refusal", "gap")
_ASKED = ("roundtable", "guiding_question", "possible_measure")
_WORDED = ("practice", "practice_term", "practice_translation", "practice_reference", "term", "term_alias", *_ASKED)
"""What suggestions are made of."""
_GROUPING = "mapping/grouping"
_CONTENT, _NO_ROUNDTABLE, _NO_QUESTION, _NO_PRACTICE = range(4)


class MappingPage(RoundtablePage):
    """Map the practices of one roundtable to its questions and measures."""

    practice_asked = Signal(int)
    roundtable_asked = Signal(str)
    """The code of a roundtable to write questions for."""
    practices_asked = Signal(str)
    """A query for the practices in a cell of the coverage."""
    picture_saved = Signal(object)
    """The path of a picture that is written."""

    def __init__(self, theme: Theme, settings: QSettings, prompts: Prompts, jobs: Jobs, parent: QWidget) -> None:
        super().__init__(parent)
        self._settings = settings
        self._workspace: Workspace | None = None
        self._reads: Questions | None = None
        self._is_stale = True
        self._done_here: ChangeSet | None = None
        self._soon = QTimer(self)
        """Has the rows read again once the person pauses: while they work, reading would hold up their next step."""
        self._soon.setSingleShot(True)
        self._soon.setInterval(_PAUSE_MS)
        self._soon.timeout.connect(self._ask)
        self._groups: list[RowGroup] = []
        self._wanted = 0
        """A practice to go to once it is shown; 0 for none."""
        self._build_choices(theme)
        self._matrix = MatrixPane(theme, settings, jobs, self)
        self._matrix.changing.connect(self._give_way)
        self._matrix.changed.connect(self._tell_changed)
        self._matrix.failed.connect(self.failed)
        self._matrix.practice_asked.connect(self.practice_asked)
        self._matrix.filled.connect(self._tell_shown)
        self._matrix.take_over_asked.connect(self._ask_take_over)
        self._suggestions = MatrixSuggestions(self._matrix.table, self._matrix.model, self)
        self._suggestions.found.connect(self._matrix.show_suggestions)
        self._suggestions.failed.connect(self.failed)
        self._build_empty_states()
        self._stack = QStackedWidget()
        for shown in (self._matrix, self._no_roundtable, self._no_question, self._no_practice):
            self._stack.addWidget(shown)
        self._views = MappingViews(self._stack, theme, settings, prompts, jobs)
        self._views.changed.connect(self.changed)
        self._views.failed.connect(self.failed)
        self._views.practices_asked.connect(self.practices_asked)
        self._views.picture_saved.connect(self.picture_saved)
        self._views.turned.connect(self._show_choices)
        choices = (self._grouping, self._rows, self._search)
        self.setLayout(column(command_row(self._roundtables, self._views.tabs, *choices), self._views))

    @property
    def code(self) -> str:
        """Return the code of the roundtable that is looked at; "" while there is none."""
        return str(self._roundtables.currentData(_CODE) or "")

    @override
    def open(self, workspace: Workspace | None) -> None:
        if self._reads:
            self._reads.close()
            self._reads.deleteLater()
        self._matrix.show_rows(None, (), None, without="")
        self._workspace = workspace
        self._views.open(workspace)
        self._reads = Questions(workspace.location, read, self) if workspace else None
        if self._reads:
            self._reads.answered.connect(self._show_read)
            self._reads.failed.connect(self.failed)
        self._suggestions.open(workspace)
        self._read_roundtables()

    @override
    def reload(self, change_set: ChangeSet) -> None:
        is_ours = change_set is self._done_here
        self._views.reload(change_set)
        if change_set.touches(*_WORDED):
            self._suggestions.forget()
        if change_set.touches(*_ASKED):
            self._read_roundtables()
        elif change_set.touches(*_MARKED):
            is_shown = self._refresh_cells(change_set)
            if not is_ours:
                self._ask()
            elif not is_shown or change_set.touches("annex_entry"):  # which decides where a practice stands
                self._soon.start()
        elif change_set.practice_ids and not is_ours:
            self._is_stale = True
            if self.isVisible():
                self._ask()

    @override
    def panes(self) -> tuple[QWidget, ...]:
        if self._views.way != MATRIX:
            return (self._roundtables, self._views.tabs, self._views.pane())
        empty = (self._matrix, self._no_roundtable, self._no_question, self._no_practice)[self._stack.currentIndex()]
        if empty is not self._matrix:
            return (self._roundtables, empty)
        return (self._search, self._matrix.table, self._matrix.panel)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._suggestions.look()
        if self._is_stale:
            self._ask()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        """Save what is typed when another page is gone to."""
        self.flush()
        super().hideEvent(event)

    @override
    def flush(self) -> bool:
        """Save the reason or the gap that is being typed; tell whether it is saved."""
        return self._matrix.flush() and self._views.flush()

    @override
    def choose(self, code: str) -> None:
        """Look at the roundtable with the code."""
        if (number := self._roundtables.findData(code, _CODE)) >= 0:
            self._roundtables.setCurrentIndex(number)

    def _build_choices(self, theme: Theme) -> None:
        self._roundtables = _choice(self.tr("Roundtable"), self._choose_roundtable)
        self._roundtables.setMinimumContentsLength(14)
        self._roundtables.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)  # the tabs beside it stay
        self._grouping = _choice(self.tr("Group by"), self._choose_grouping)
        self._grouping.setMinimumContentsLength(14)
        groupings: Mapping[Grouping, str] = {
            "issue_area": self.tr("Group: issue area"),
            "country": self.tr("Group: country"),
            "region": self.tr("Group: region"),
            "thematic_area": self.tr("Group: thematic area"),
            "": self.tr("No groups"),
        }
        for name, words in groupings.items():
            self._grouping.addItem(words, name)
        held = self._settings.value(_GROUPING, defaultValue="issue_area")
        self._grouping.setCurrentIndex(max(self._grouping.findData(held), 0))
        self._rows = _choice(self.tr("Rows"), self._ask)
        self._rows.setMinimumContentsLength(14)
        self._rows.addItem(self.tr("In this roundtable"), False)
        self._rows.addItem(self.tr("All practices"), True)
        self._search = SearchField(theme, self.tr("Filter the rows"), self)
        self._search.setPlaceholderText(self.tr("Filter rows: nurses country:Ghana"))
        self._search.searched.connect(self._ask)
        self._search.left.connect(self._enter_table)

    def _build_empty_states(self) -> None:
        self._no_roundtable = EmptyState(
            self.tr("No roundtable yet"),
            self.tr("A background paper brings its roundtable along, with the questions and measures to map to."),
            [(self.tr("Import a paper…"), self.import_asked.emit)],
        )
        self._no_question = EmptyState(
            self.tr("No question and no measure yet"),
            self.tr("Practices are mapped to a roundtable’s guiding questions and possible measures."),
            [(self.tr("Write the questions…"), lambda: self.roundtable_asked.emit(self.code))],
        )
        self._no_practice = EmptyState(
            self.tr("No practice here"),
            self.tr("No practice of this roundtable matches. Look among all practices, or filter otherwise."),
            [
                (self.tr("Show all practices"), self._show_all),
                (self.tr("Take over from another roundtable…"), self._take_over_any),
                (self.tr("Clear the filter"), self._search.clear),
            ],
        )

    def _read_roundtables(self) -> None:
        """List the roundtables, still at the same where it is there."""
        held = self._roundtables.currentData()
        rows = roundtable_store.listing(self._workspace) if self._workspace else []
        self._roundtables.blockSignals(True)
        self._roundtables.clear()
        for row in rows:
            self._roundtables.addItem(f"{row.code}  {row.title}".strip(), row.id)
            self._roundtables.setItemData(self._roundtables.count() - 1, row.code, _CODE)
        self._roundtables.setCurrentIndex(max(self._roundtables.findData(held), 0) if rows else -1)
        self._roundtables.blockSignals(False)
        for choice in (self._roundtables, self._grouping, self._rows, self._search):
            choice.setEnabled(bool(rows))
        self._views.show_roundtable(self._roundtables.currentData() or 0)
        if not rows:
            self._matrix.show_rows(self._workspace, (), None, without="")
            self._stack.setCurrentIndex(_NO_ROUNDTABLE)
            self.counted.emit(None)
            self.said.emit("")
        self._ask()

    @Slot(int)
    def _show_choices(self, way: int) -> None:
        """Offer what the matrix is looked at by only where it is."""
        self._matrix.flush()
        for choice in (self._grouping, self._rows, self._search):
            choice.setVisible(way == MATRIX)
        self._suggestions.look()

    def show_gap(self, code: str, key: int) -> None:
        """Look at a gap of a roundtable."""
        self.choose(code)
        self._views.show_gap(key)

    @Slot()
    def _choose_roundtable(self) -> None:
        self._matrix.flush()
        self._views.show_roundtable(self._roundtables.currentData() or 0)
        self.chosen.emit(self.code)
        self._ask()

    @Slot()
    def _choose_grouping(self) -> None:
        self._settings.setValue(_GROUPING, self._grouping.currentData())
        self._ask()

    @Slot()
    def _ask(self) -> None:
        """Have the rows and their cells read."""
        key = self._roundtables.currentData()
        self._soon.stop()
        if self._reads and key is not None:
            self._is_stale = False
            is_everything, grouping = bool(self._rows.currentData()), self._grouping.currentData()
            self._reads.ask(RowsQuery(key, self._search.text().strip(), is_everything, grouping))

    @Slot(object, object)
    def _show_read(self, query: RowsQuery, shown: Shown) -> None:
        """Show what was read; where the rows are the same as before, nothing but their cells."""
        done = self._done_here
        self._matrix.flush()
        if self._done_here is not done:  # what was read knows nothing of what is saved just now
            self._ask()
            return
        before = self._matrix.model.matrix
        is_same = before is not None and before.targets == shown.matrix.targets and self._groups == shown.groups
        if is_same and self._stack.currentIndex() == _CONTENT:
            self._matrix.show_matrix(shown.matrix)
            self._matrix.model.read_again()
        else:
            self._groups = shown.groups
            self._matrix.show_rows(self._workspace, shown.groups, shown.matrix, without=self._without(query.grouping))
        if not shown.matrix.targets:
            self._stack.setCurrentIndex(_NO_QUESTION)
        else:
            self._stack.setCurrentIndex(_CONTENT if shown.groups else _NO_PRACTICE)
        found = self.locale().toString(sum(len(group.keys) for group in shown.groups))
        self._search.show_found(found if query.text else "")
        self._tell_shown()
        self._suggestions.look()

    def _without(self, grouping: Grouping) -> str:
        """Name the group of those that belong to no other."""
        return {
            "issue_area": self.tr("Other related examples"),
            "country": self.tr("Without a country"),
            "region": self.tr("Without a region"),
            "thematic_area": self.tr("Without a thematic area"),
        }.get(grouping, "")

    def _refresh_cells(self, change_set: ChangeSet) -> bool:
        """Show at once what a change did to a few practices; tell whether it is shown."""
        is_shown = self.isVisible() and len(change_set.practice_ids) <= _AT_ONCE
        if is_shown:
            self._matrix.refresh(change_set)
        return is_shown

    @Slot()
    def _give_way(self) -> None:
        """Let what is about to be saved not wait for what is being read; that is read again in the next pause."""
        self._suggestions.give_way()
        is_reading = self._reads is not None and self._reads.give_way()
        if is_reading or self._soon.isActive():
            self._soon.start()

    @Slot(object)
    def _tell_changed(self, change_set: ChangeSet) -> None:
        self._done_here = change_set
        self.changed.emit(change_set)

    @Slot()
    def _tell_shown(self) -> None:
        practices, mapped = self._matrix.model.counts()
        shown = self.tr("%n practice(s)", "", practices)
        said = self.tr("{practices} × {columns} columns · {mapped} mapped, {rest} not yet").format(
            practices=shown,
            columns=self.locale().toString(len(self._matrix.model.targets)),
            mapped=self.locale().toString(mapped),
            rest=self.locale().toString(practices - mapped),
        )
        self.said.emit(said if self._matrix.model.targets else "")
        share = self._matrix.model.share()
        hundredths = self.locale().toString(round(100 * (share or 0)))
        self.counted.emit(None if share is None else self.tr("{share} %").format(share=hundredths))

    def _take_over_any(self) -> None:
        if matrix := self._matrix.model.matrix:
            self._ask_take_over(list(matrix.targets))

    @Slot(object)
    def _ask_take_over(self, targets: list[Target]) -> None:
        key = self._roundtables.currentData()
        sources = roundtable_matrix.other_targets(self._workspace, key) if self._workspace else []
        if sources:
            take_over_dialog.ask(self, sources, targets, self._matrix.take_over)
        else:
            self.failed.emit(
                RoundtableError(
                    self.tr("There is no other roundtable with questions in this workspace."),
                    self.tr("Import its paper or an exchange file first."),
                )
            )

    @Slot()
    def _show_all(self) -> None:
        self._rows.setCurrentIndex(1)

    @Slot()
    def _enter_table(self) -> None:
        self._matrix.table.setFocus()


_AT_ONCE = 200
_PAUSE_MS = 300
_CODE = 0x0100 + 1  # one beyond Qt.ItemDataRole.UserRole, which holds the key


def _choice(name: str, choose: Callable[[], object]) -> QComboBox:
    made = QComboBox()
    made.setAccessibleName(name)
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    made.currentIndexChanged.connect(lambda _index: choose())
    return made
