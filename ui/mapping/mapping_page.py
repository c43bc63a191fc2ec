"""Mapping page: which practice of a roundtable answers which question, and where practices are missing."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSettings, QSignalBlocker, QTimer, Signal, Slot
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QComboBox, QSizePolicy, QStackedWidget, QWidget
from typing_extensions import override

from roundtable.agenda import roundtable_store
from roundtable.history.undo_steps import ChangeSet
from roundtable.mapping import roundtable_matrix
from roundtable.mapping.roundtable_matrix import Matrix
from roundtable.mapping.row_groups import Grouping, RowGroup, RowsQuery, row_groups
from roundtable.workspace import Workspace
from ui.base.theme import Theme
from ui.dialogs.file_prompts import Prompts
from ui.jobs.background_query import BackgroundQuery
from ui.jobs.jobs import Jobs
from ui.mapping.mapping_views import MATRIX, MappingViews
from ui.mapping.matrix_pane import MatrixPane
from ui.mapping.matrix_suggestions import MatrixSuggestions
from ui.pages.page import RoundtablePage, Unsaved
from ui.practice_table.attendants import Attendants
from ui.widgets.combo_box import ComboBox
from ui.widgets.empty_state import EmptyState
from ui.widgets.factories import button, column, command_row
from ui.widgets.search_field import SearchField

_CELL_TABLES = ("mapping", "annex_entry", "refusal", "gap")
_TARGET_TABLES = ("roundtable", "guiding_question", "possible_measure")
_TEXT_TABLES = ("practice", "practice_term", "practice_translation", "practice_reference", "term", "term_alias")
"""What suggestions are made of, beside the questions and measures."""
_GROUPING = "mapping/grouping"
_SHORT, _LONG, _WIDTH_FOR_LONG = 14, 36, 1300
"""How many characters of a roundtable's name are shown, and the width of the page from which on it is more."""
_AT_ONCE = 200
"""Up to this many practices a change is shown without reading all rows again."""
_PAUSE_MS = 300
_CODE = 0x0100 + 1  # one beyond Qt.ItemDataRole.UserRole, which holds the key


class MappingPage(RoundtablePage):
    """Map the practices of one roundtable to its questions and measures."""

    practice_asked = Signal(int)
    add_asked = Signal()
    """Practices are to be added to the roundtable."""

    def __init__(self, theme: Theme, settings: QSettings, prompts: Prompts, jobs: Jobs, parent: QWidget) -> None:
        super().__init__(parent)
        self._settings = settings
        self._workspace: Workspace | None = None
        self._query = BackgroundQuery(None, _read, self)
        self._is_stale = True
        self._own_change: ChangeSet | None = None
        self._delay = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        """Delays reading the rows until the person pauses: it would hold up their next edit."""
        self._delay.timeout.connect(self._read_rows)
        self._groups: list[RowGroup] = []
        self._wanted = 0
        """The practice to go to once it is among the rows; 0 for none."""
        self._build_choices(theme)
        self._matrix = MatrixPane(theme, settings, jobs, self)
        self._suggestions = MatrixSuggestions(self._matrix.table, self._matrix.model, self)
        self._build_empty_states()
        self._stack = QStackedWidget()
        for shown in (self._matrix, self._no_roundtable, self._no_target, self._no_practice):
            self._stack.addWidget(shown)
        self._views = MappingViews(self._stack, theme, settings, prompts, jobs)
        for signal, do in (
            (self._query.answered, self._show_rows),
            (self._query.failed, self.failed),
            (self._matrix.changing, self._give_way),
            (self._matrix.changed, self._report_change),
            (self._matrix.failed, self.failed),
            (self._matrix.practice_asked, self.practice_asked),
            (self._matrix.filled, self._report_counts),
            (self._suggestions.found, self._matrix.show_current),
            (self._suggestions.failed, self.failed),
            (self._search.left, self._matrix.table.setFocus),
            (self._views.changed, self.changed),
            (self._views.failed, self.failed),
            (self._views.practices_asked, self.practices_asked),
            (self._views.picture_saved, self.picture_saved),
            (self._views.view_changed, self._show_choices),
        ):
            signal.connect(do)
        self._add = button(self.tr("Add practices…"), self.add_asked.emit)
        choices = (self._grouping, self._scope, self._search, self._add)
        self.setLayout(column(command_row(self._roundtables, self._views.tabs, *choices), self._views))

    @property
    def code(self) -> str:
        """Return the code of the roundtable chosen; "" while there is none."""
        return str(self._roundtables.currentData(_CODE) or "")

    @Slot(object)
    def show_attendants(self, others: Attendants) -> None:
        """Show who else is at which practice."""
        self._matrix.model.show_attendants(others)

    @override
    def open(self, workspace: Workspace | None) -> None:
        self._query.open(workspace)
        self._matrix.show_rows(None)
        self._workspace = workspace
        self._views.open(workspace)
        self._suggestions.open(workspace)
        self._read_roundtables()

    @override
    def reload(self, change_set: ChangeSet) -> None:
        is_own = change_set is self._own_change
        self._views.reload(change_set)
        if change_set.touches(*_TEXT_TABLES, *_TARGET_TABLES):
            self._suggestions.forget()
        elif change_set.touches("refusal"):
            self._suggestions.renew(change_set.practice_ids)
        if change_set.touches(*_TARGET_TABLES):
            self._read_roundtables()
        elif change_set.touches(*_CELL_TABLES):
            is_shown = self.isVisible() and len(change_set.practice_ids) <= _AT_ONCE
            if is_shown:
                self._matrix.refresh(change_set)
            if not is_own:
                self._read_rows()
            elif not is_shown or change_set.touches("annex_entry"):  # which decides where a practice stands
                self._delay.start()
        elif change_set.practice_ids and not is_own:
            self._is_stale = True
            if self.isVisible():
                self._read_rows()

    @override
    def work(self) -> QWidget:
        if self._views.currentWidget() is not self._stack:
            return self._views.pane()
        is_matrix = self._stack.currentWidget() is self._matrix
        return self._matrix.table if is_matrix else self._stack.currentWidget() or self._stack

    @override
    def focus_search(self) -> bool:
        is_there = self._search.isVisible() and self._search.isEnabled()
        if is_there:
            self._search.start()
        return is_there

    @override
    def panes(self) -> tuple[QWidget, ...]:
        if self._views.currentWidget() is not self._stack:
            return (self._roundtables, self._views.tabs, self._views.pane())
        if self._stack.currentWidget() is self._matrix:
            return (self._search, self._matrix.table, self._matrix.panel)
        return (self._roundtables, self._stack.currentWidget() or self._stack)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._suggestions.request()
        if self._is_stale:
            self._read_rows()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        """Save what is typed when the page is left."""
        self.flush()
        super().hideEvent(event)

    @override
    def flush(self) -> bool:
        saved = self._matrix.flush(), self._views.flush()
        return all(saved)

    @override
    def unsaved(self) -> Unsaved | None:
        reason = self._matrix.unsaved()
        if reason is None:
            return self._views.unsaved()

        def show() -> None:
            self._views.tabs.setCurrentIndex(MATRIX)
            reason.show()

        return Unsaved(reason.field, show)

    @override
    def choose(self, code: str) -> None:
        if (number := self._roundtables.findData(code, _CODE)) >= 0:
            self._roundtables.setCurrentIndex(number)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show more of the roundtable's name where there is room."""
        super().resizeEvent(event)
        self._roundtables.setMinimumContentsLength(_LONG if self.width() >= _WIDTH_FOR_LONG else _SHORT)

    def _build_choices(self, theme: Theme) -> None:
        self._roundtables = _combo_box(self.tr("Roundtable"), self._choose_roundtable)
        self._roundtables.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)  # the tabs beside it stay
        self._grouping = _combo_box(self.tr("Group by"), self._choose_grouping)
        self._rest: dict[Grouping, str] = {}
        """By grouping, the heading of the practices in no group."""
        groupings: tuple[tuple[Grouping, str, str], ...] = (
            ("issue_area", self.tr("Group: issue area"), self.tr("Other related examples")),
            ("country", self.tr("Group: country"), self.tr("Without a country")),
            ("region", self.tr("Group: region"), self.tr("Without a region")),
            ("thematic_area", self.tr("Group: thematic area"), self.tr("Without a thematic area")),
            ("", self.tr("No groups"), ""),
        )
        with QSignalBlocker(self._grouping):
            for name, text, rest in groupings:
                self._grouping.addItem(text, name)
                self._rest[name] = rest
            stored = self._settings.value(_GROUPING, defaultValue="issue_area")
            self._grouping.setCurrentIndex(max(self._grouping.findData(stored), 0))
        self._scope = _combo_box(self.tr("Rows"), self._read_rows)
        self._scope.addItem(self.tr("In this roundtable"), False)
        self._scope.addItem(self.tr("All practices"), True)
        self._search = SearchField(theme, self.tr("Filter the rows"), self)
        self._search.setPlaceholderText(self.tr("Filter rows: nurses country:Ghana"))
        self._search.searched.connect(self._read_rows)

    def _build_empty_states(self) -> None:
        self._no_roundtable = EmptyState(
            self.tr("No roundtable yet"),
            self.tr("Importing a background paper creates its roundtable, with the questions and measures to map to."),
            [(self.tr("Import a paper…"), self.import_asked.emit)],
        )
        self._no_target = EmptyState(
            self.tr("No questions or measures yet"),
            self.tr("Practices are mapped to a roundtable’s guiding questions and possible measures."),
            [(self.tr("Add questions…"), lambda: self.roundtable_asked.emit(self.code))],
        )
        self._no_practice = EmptyState(
            self.tr("No practice here"),
            self.tr("No practice of this roundtable matches. Show all practices, or change the filter."),
            [
                (self.tr("Add practices…"), self.add_asked.emit),
                (self.tr("Show all practices"), lambda: self._scope.setCurrentIndex(1)),
                (self.tr("Copy mappings from another roundtable…"), self._matrix.take_over_any),
                (self.tr("Clear the filter"), self._search.clear),
            ],
        )

    def _read_roundtables(self) -> None:
        """List the roundtables; the one chosen stays chosen while it exists."""
        kept = self._roundtables.currentData()
        rows = roundtable_store.listing(self._workspace) if self._workspace else []
        with QSignalBlocker(self._roundtables):
            self._roundtables.clear()
            for number, row in enumerate(rows):
                self._roundtables.addItem(f"{row.code}  {row.title}".strip(), row.id)
                self._roundtables.setItemData(number, row.code, _CODE)
            self._roundtables.setCurrentIndex(max(self._roundtables.findData(kept), 0) if rows else -1)
        for choice in (self._roundtables, self._grouping, self._scope, self._search, self._add):
            choice.setEnabled(bool(rows))
        self._views.show_roundtable(self._roundtables.currentData() or 0)
        if not rows:
            self._matrix.show_rows(self._workspace)
            self._stack.setCurrentWidget(self._no_roundtable)
            self.said.emit("")
        self._read_rows()

    @Slot(int)
    def _show_choices(self, view: int) -> None:
        """Show the matrix's choices only beside the matrix."""
        self._matrix.flush()
        for choice in (self._grouping, self._scope, self._search, self._add):
            choice.setVisible(view == MATRIX)
        self._suggestions.request()

    @Slot(object)
    def show_practices(self, keys: Sequence[int]) -> None:
        """Go to the first of practices that were added, once the rows are read."""
        self._wanted = keys[0]

    def show_gaps(self, code: str) -> None:
        """Show the gaps of a roundtable."""
        self.choose(code)
        self._views.show_gaps()

    def show_gap(self, code: str, key: int) -> None:
        """Show a gap of a roundtable."""
        self.choose(code)
        self._views.show_gap(key)

    def _choose_roundtable(self) -> None:
        self._matrix.flush()
        self._views.show_roundtable(self._roundtables.currentData() or 0)
        self.chosen.emit(self.code)
        self._read_rows()

    def _choose_grouping(self) -> None:
        self._settings.setValue(_GROUPING, self._grouping.currentData())
        self._read_rows()

    @Slot()
    def _read_rows(self) -> None:
        """Read the rows and their cells in the background."""
        key = self._roundtables.currentData()
        self._delay.stop()
        if self._workspace and key is not None:
            self._is_stale = False
            is_everything, grouping = bool(self._scope.currentData()), self._grouping.currentData()
            self._query.ask(RowsQuery(key, self._search.text().strip(), is_everything, grouping))

    @Slot(object, object)
    def _show_rows(self, query: RowsQuery, found: tuple[list[RowGroup], Matrix]) -> None:
        """Show the rows read; where they are the same as before, only their cells."""
        groups, matrix = found
        before = self._own_change
        self._matrix.flush()
        if self._own_change is not before:  # the rows were read before what is saved just now
            self._read_rows()
            return
        is_same = self._matrix.model.targets == matrix.targets and self._groups == groups
        if is_same and self._stack.currentWidget() is self._matrix:
            self._matrix.show_matrix(matrix)
        else:
            self._groups = groups
            self._matrix.show_rows(self._workspace, groups, matrix, self._rest[query.grouping])
            if (row := self._matrix.model.row_of(self._wanted)) is not None:
                self._matrix.table.go_to(row, 0)
                self._wanted = 0
        shown = self._matrix if groups else self._no_practice
        self._stack.setCurrentWidget(shown if matrix.targets else self._no_target)
        count = self.locale().toString(sum(len(group.keys) for group in groups))
        self._search.show_found(count if query.text else "")
        self._suggestions.request()

    @Slot()
    def _give_way(self) -> None:
        """Interrupt background reads for a save; they are started again in the next pause."""
        self._suggestions.give_way()
        if self._query.give_way() or self._delay.isActive():
            self._delay.start()

    @Slot(object)
    def _report_change(self, change_set: ChangeSet) -> None:
        self._own_change = change_set
        self.changed.emit(change_set)

    @Slot()
    def _report_counts(self) -> None:
        model, number = self._matrix.model, self.locale().toString
        practices, mapped = model.counts()
        text = self.tr("{practices} × {columns} · {mapped} mapped, {rest} not yet").format(
            practices=self.tr("%n practice(s)", "", practices),
            columns=self.tr("%n column(s)", "", len(model.targets)),
            mapped=number(mapped),
            rest=number(practices - mapped),
        )
        self.said.emit(text if model.targets else "")


def _read(workspace: Workspace, query: RowsQuery) -> tuple[list[RowGroup], Matrix]:
    return row_groups(workspace, query), roundtable_matrix.matrix(workspace, query.roundtable)


def _combo_box(name: str, choose: Callable[[], object]) -> QComboBox:
    combo_box = ComboBox(minimumContentsLength=_SHORT)
    combo_box.setAccessibleName(name)
    combo_box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    combo_box.currentIndexChanged.connect(lambda _index: choose())
    return combo_box
