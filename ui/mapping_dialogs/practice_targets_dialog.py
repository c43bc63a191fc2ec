"""Dialog of the questions and measures that one practice is mapped to, with suggestions and gaps."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QListWidget, QListWidgetItem, QWidget

from roundtable.agenda import roundtable_store
from roundtable.errors import RoundtableError
from roundtable.mapping import gaps, roundtable_matrix
from roundtable.mapping.targets import Target
from roundtable.workspace import Workspace
from ui.base import value_texts
from ui.dialogs.dialog import Dialog
from ui.jobs.background_query import BackgroundQuery
from ui.mapping.matrix_suggestions import Query, SuggestionReader
from ui.widgets.combo_box import ComboBox
from ui.widgets.factories import button, column, label

if TYPE_CHECKING:
    from roundtable.suggestions.target_suggestions import Suggestion

translate = QCoreApplication.translate
_TARGET = Qt.ItemDataRole.UserRole
_CHECKED, _UNCHECKED = Qt.CheckState.Checked, Qt.CheckState.Unchecked


class PracticeTargetsDialog(Dialog):
    """Tick what a practice answers; what is ticked stands in the annex in any case."""

    asked = Signal(int, object, bool)
    """The key of a roundtable, the targets ticked, and whether the practice is to stand in its annex."""
    failed = Signal(object)

    def __init__(self, workspace: Workspace, practice: int, title: str, code: str, parent: QWidget) -> None:
        """Begin with the roundtable of that code."""
        super().__init__(parent, translate("PracticeTargets", "Map a practice"), (640, 560))
        self._workspace = workspace
        self._practice = practice
        self._notes: dict[Target, str] = {}
        self._suggested: set[Target] = set()
        self._query = BackgroundQuery(workspace.location, SuggestionReader(), self)
        self._query.answered.connect(self._show_suggestions)
        self._query.failed.connect(self.failed)
        self.finished.connect(self._query.close)
        self._roundtables = self._made_choice(code)
        self._list = QListWidget()
        self._list.setWordWrap(True)
        self._list.setAccessibleName(self.tr("Questions and measures"))
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.itemChanged.connect(self._follow_ticks)
        self._annex = QCheckBox(self.tr("In the &annex"))
        self._was_annexed = False
        heading = label(title or self.tr("(no title)"), "strong")
        choice = column(self._roundtables, spacing=0)
        save = button(self.tr("Save"), self._answer, "primary")
        self.lay_out(heading, choice, self._list, self._annex, accept=save, stretched=self._list)
        self._show_roundtable()
        self._list.setFocus()

    def _made_choice(self, code: str) -> ComboBox:
        made = ComboBox(minimumContentsLength=24)
        made.setAccessibleName(self.tr("Roundtable"))
        for at, row in enumerate(roundtable_store.listing(self._workspace)):
            made.addItem(f"{row.code}  {row.title}".strip(), row.id)
            if row.code == code:
                made.setCurrentIndex(at)
        made.currentIndexChanged.connect(self._show_roundtable)
        return made

    def _roundtable(self) -> int:
        return int(self._roundtables.currentData())

    @Slot()
    def _show_roundtable(self) -> None:
        """Read what the practice is mapped to now, and where practices are missing."""
        key = self._roundtable()
        try:
            marks = roundtable_matrix.of_practice(self._workspace, key, self._practice)
            self._notes = self._read_notes(key)
        except RoundtableError as error:
            self.failed.emit(error)
            return
        self._was_annexed = marks.is_annexed
        self._suggested = set()
        self._list.clear()
        for target in marks.targets:
            item = QListWidgetItem()
            item.setData(_TARGET, target)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(_CHECKED if target in marks.mapped else _UNCHECKED)
            self._list.addItem(item)
            self._write(item)
        self._list.setCurrentRow(0)
        self._annex.setChecked(marks.is_annexed)
        self._follow_ticks()
        self._query.ask(Query(key, 0, (self._practice,)))

    def _read_notes(self, key: int) -> dict[Target, str]:
        """Return what is told of questions and measures that lack a practice."""
        notes = dict.fromkeys(gaps.uncovered(self._workspace, key), self.tr("no practice yet"))
        for gap in gaps.listing(self._workspace, key):
            if gap.is_open:
                due = value_texts.calendar_day(gap.due, self.locale())
                words = ", ".join(filter(None, (self.tr("gap"), gap.owner, due)))
                notes[gap.target] = words
        return notes

    def _write(self, item: QListWidgetItem) -> None:
        target: Target = item.data(_TARGET)
        note = " · ".join(filter(None, (self._suggestion_words(target), self._notes.get(target, ""))))
        text = f"{target.mark}  {' '.join(target.text.split())}"
        item.setText(f"{text}\n{note}" if note else text)

    def _suggestion_words(self, target: Target) -> str:
        return self.tr("suggested") if target in self._suggested else ""

    @Slot(object, object)
    def _show_suggestions(self, query: Query, found: "Sequence[Suggestion]") -> None:
        """Say at each question and measure that it is suggested; no line moves."""
        if query.roundtable != self._roundtable():
            return
        self._suggested = {one.target for one in found if not one.is_mapped}
        for item in self._items():
            self._write(item)

    def _items(self) -> list[QListWidgetItem]:
        return [self._list.item(at) for at in range(self._list.count())]

    def _ticked(self) -> list[Target]:
        return [item.data(_TARGET) for item in self._items() if item.checkState() is _CHECKED]

    @Slot()
    def _follow_ticks(self) -> None:
        """Keep the practice in the annex while it is mapped to anything."""
        is_mapped = bool(self._ticked())
        if self._annex.isEnabled() is is_mapped:
            self._annex.setEnabled(not is_mapped)
            self._annex.setChecked(is_mapped or self._was_annexed)

    def _answer(self) -> None:
        self.accept()
        self.asked.emit(self._roundtable(), self._ticked(), self._annex.isChecked())
