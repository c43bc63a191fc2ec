"""Practices of the import preview: a grid by outcome, the current practice field by field, and decisions on many."""

from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QSplitter, QStackedWidget, QTableView, QWidget
from typing_extensions import override

from roundtable.exchange.decisions import FILE, HERE, Decisions
from roundtable.import_report import OUTCOMES
from roundtable.imports import ImportPlan
from ui.base.theme import Theme
from ui.imports import report_words
from ui.imports.drafts import DecisionDraft
from ui.imports.field_choices import FieldChoices
from ui.imports.plan_model import ACTION, DOUBT_COUNT, FIELDS, OUTCOME, TAKEN, PlanModel
from ui.imports.plan_rows import DOUBTS, PlanRow, PlanRows
from ui.widgets.combo_box import ComboBox
from ui.widgets.empty_state import EmptyState
from ui.widgets.factories import add_action, column, label, row, table

_NOTHING = PlanRows((), {})
_WIDE = 1000
"""From so many pixels on there is room for every column."""


class PracticeChoices(QWidget):
    """Show what is done with every practice, and take decisions on it."""

    decided = Signal()
    """A decision was made, or taken back."""
    same_said = Signal()
    """A possible duplicate was said to be the practice here, or not to be: that is to be planned again."""

    def __init__(self, draft: DecisionDraft, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._draft = draft
        self._plan: ImportPlan | None = None
        self._rows = _NOTHING
        self._model = PlanModel(self._draft, self)
        self._model.switched.connect(self._refresh)
        self._grid = self._made_grid()
        self._details = FieldChoices(self._draft, theme, self)
        self._details.decided.connect(self._refresh)
        self._filter = self._made_choice(self.tr("Which practices to show"))
        self._filter.currentIndexChanged.connect(self._show_group)
        self._conflicts = self._made_choice(self.tr("All conflicts"))
        for said in (self.tr("decide each"), self.tr("all as here"), self.tr("all as in the file")):
            self._conflicts.addItem(self.tr("Conflicts: {said}").format(said=said))
        self._conflicts.activated.connect(self._decide_conflicts)
        self._roundtables = QCheckBox()
        self._roundtables.toggled.connect(self._take_roundtables)
        self._roundtables.hide()
        self._same = self._made_choice(self.tr("What the practice is"))
        self._same.activated.connect(self._say_same)
        self._hint = label(self.tr("Space: include or leave out · Enter: go to the fields"), "caption")
        self._hint.setWordWrap(False)
        self._lay_out()

    def _made_grid(self) -> QTableView:
        made = table(self._model, self.tr("Practices"), (150, 142, 0, 120, 72))
        made.selectionModel().currentRowChanged.connect(self._show_current)
        made.activated.connect(self._focus_fields)
        add_action(made, self.tr("Include or leave out"), self._switch, "Space")
        return made

    @staticmethod
    def _made_choice(name: str) -> QComboBox:
        made = ComboBox()
        made.setAccessibleName(name)
        made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        made.hide()
        return made

    def _lay_out(self) -> None:
        details = QWidget()
        details.setLayout(column(self._same, self._details, spacing=4))
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(self._grid)
        split.addWidget(details)
        split.setChildrenCollapsible(False)
        split.setSizes([680, 460])
        self._content = QStackedWidget()
        self._content.addWidget(split)
        nothing = self.tr("What else would change is named above.")
        self._content.addWidget(EmptyState(self.tr("No practices"), nothing, []))
        choices = (self._filter, self._conflicts, self._roundtables)
        layout = column(row(*choices, None, self._hint, margins=(0, 8, 0, 8)), self._content)
        layout.setStretch(1, 1)
        self.setLayout(layout)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the titles room where there is little."""
        super().resizeEvent(event)
        self._grid.setColumnHidden(FIELDS, self.width() < _WIDE)
        self._grid.setColumnHidden(DOUBT_COUNT, self.width() < _WIDE)
        self._hint.setVisible(self.width() >= _WIDE and not self._content.currentIndex())

    def show_reading(self, rows: PlanRows) -> None:
        """Show the titles of practices that are not compared yet."""
        self._rows, self._plan = rows, None
        self._model.show(rows)

    def show_plan(self, plan: ImportPlan, rows: PlanRows) -> None:
        """Show a plan; what was decided on its practices before still holds."""
        self._draft.keep({file.file for file in plan.report.files}, {one.key for one in rows.rows})
        self._plan, self._rows = plan, rows
        self._fill_filter()
        self._content.setCurrentIndex(int(not rows.rows))
        self._filter.setVisible(bool(rows.rows))
        self._hint.setVisible(bool(rows.rows) and self.width() >= _WIDE)
        self._conflicts.setVisible(bool(rows.groups["conflict"]))
        self._conflicts.setCurrentIndex(0)
        self._show_roundtables(plan)
        self._show_group()
        self._refresh()

    def _show_roundtables(self, plan: ImportPlan) -> None:
        differing = _differing(plan)
        codes = dict.fromkeys(code for _, code in differing)
        said = self.tr("{codes} as in the file").format(codes=", ".join(codes)).replace("&", "&&")
        self._roundtables.setText(said)
        self._roundtables.setToolTip(self.tr("Its texts, questions and measures were changed here and in the file."))
        self._roundtables.setVisible(bool(codes))
        self._roundtables.setChecked(bool(codes) and self._draft.roundtables == {*differing})

    @Slot(bool)
    def _take_roundtables(self, is_wanted: bool) -> None:
        self._draft.roundtables = {*_differing(self._plan)} if is_wanted and self._plan else set()
        self._refresh()

    def focus(self) -> None:
        """Move the focus to the grid."""
        self._grid.setFocus()

    def go_to(self, practice: str) -> None:
        """Go to a practice by its id."""
        self._filter.setCurrentIndex(0)
        position = self._model.position_of(practice)
        if position is not None:
            self._grid.selectRow(position)
            self._grid.setFocus()

    def decisions(self) -> dict[str, Decisions]:
        """Return what was decided, by file."""
        return self._draft.decisions({one.key: one.outcome for one in self._rows.rows if one.outcome})

    def identities(self) -> dict[str, Decisions]:
        """Return which practices were said to be one that is here, by file."""
        return self._draft.identities()

    def summary(self) -> str:
        """Say how many practices will be imported, and what will not; "" where there are none."""
        if not self._rows.rows:
            return ""
        rows, groups, switched = self._rows.rows, self._rows.groups, self._draft.switched
        trashed = len(switched & {rows[at].key for at in groups["absent"]})
        left_out = len(switched) - trashed
        open_ones = sum(self._is_open(rows[at]) for at in groups["conflict"])
        idle = sum(self._is_idle(rows[at]) for at in groups["conflict"])
        taken = sum(len(groups[name]) for name in TAKEN) - left_out - idle
        is_merge = self._plan is not None and report_words.is_merge(self._plan.report.files)
        imported, merged = self.tr("%n practice(s) to import", "", taken), self.tr("%n practice(s) to merge", "", taken)
        said = [merged if is_merge else imported]
        said += [self.tr("{count} left out").format(count=left_out)] * bool(left_out)
        said += [self.tr("{count} to the trash").format(count=trashed)] * bool(trashed)
        said += [self.tr("%n undecided conflict(s): as here", "", open_ones)] * bool(open_ones)
        return " · ".join(said)

    def _is_open(self, one: PlanRow) -> bool:
        conflicts = one.practice.conflicts if one.practice and one.key not in self._draft.switched else ()
        return any(self._draft.choice(one.key, conflict.field) is None for conflict in conflicts)

    def _is_idle(self, one: PlanRow) -> bool:
        """Tell whether a practice in conflict stays wholly as it is here."""
        is_decided = one.key in self._draft.fields or one.key in self._draft.switched
        return not is_decided and one.practice is not None and not one.practice.changes

    def _fill_filter(self) -> None:
        number, rows = self.locale().toString, self._rows
        names = {name: report_words.outcome(name) for name in OUTCOMES} | {DOUBTS: self.tr("to check")}
        with QSignalBlocker(self._filter):
            self._filter.clear()
            self._filter.addItem(self.tr("All {count}").format(count=number(len(rows.rows))), "")
            for name, said in names.items():
                if count := len(rows.groups[name]):
                    self._filter.addItem(f"{said} {number(count)}", name)

    @Slot()
    def _show_group(self) -> None:
        group = self._filter.currentData() or ""
        self._model.show(self._rows, group)
        self._grid.setColumnHidden(OUTCOME, group in OUTCOMES)
        self._grid.selectRow(0)
        self._show_current()

    @property
    def _current(self) -> PlanRow | None:
        number = self._grid.currentIndex().row()
        return self._model.row(number) if 0 <= number < self._model.rowCount() else None

    @Slot()
    def _show_current(self) -> None:
        current = self._current
        if current is None or self._plan is None:
            self._same.hide()
            self._details.show_practice(None, None, "")
            return
        file, uid = current.key
        source = self._plan.sources.get(file, {}).get(uid, "")
        self._details.show_practice(current, self._rows.records.get(current.key), source)
        self._show_same(current)

    def _show_same(self, current: PlanRow) -> None:
        is_said = self._draft.said_same(current.key) is not None
        self._same.setVisible(is_said or current.outcome == "duplicate")
        self._same.clear()
        self._same.addItem(self.tr("Separate practice: add it"))
        self._same.addItem(self.tr("Same practice: compare the two"))
        self._same.setCurrentIndex(int(is_said))

    @Slot(int)
    def _say_same(self, number: int) -> None:
        current = self._current
        if current is None or current.practice is None:
            return
        said = self._draft.said_same(current.key)
        if number and said is None:
            self._draft.same_as[current.key] = current.practice.duplicate_of
        elif not number and said is not None:
            del self._draft.same_as[said]
        else:
            return
        self.same_said.emit()

    @Slot()
    def _focus_fields(self) -> None:
        self._details.focus_fields()

    @Slot()
    def _switch(self) -> None:
        self._model.switch([index.row() for index in self._grid.selectionModel().selectedRows(ACTION)])

    @Slot(int)
    def _decide_conflicts(self, number: int) -> None:
        choice = (None, HERE, FILE)[number]
        for one in (self._rows.rows[at] for at in self._rows.groups["conflict"]):
            for conflict in one.practice.conflicts if one.practice else ():
                self._draft.choose(one.key, conflict.field, choice)
        self._show_current()
        self._refresh()

    @Slot()
    def _refresh(self) -> None:
        self._model.refresh()
        if self._plan is not None:
            self.decided.emit()


def _differing(plan: ImportPlan) -> list[tuple[str, str]]:
    """Return the files and codes of the roundtables that were changed here and in the file."""
    return [(file.file, code) for file in plan.report.files for code in file.differing_roundtables]
