"""Dialog that adds practices to a roundtable, from any search among those that are not in it."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Signal, Slot
from PySide6.QtWidgets import QTableView, QWidget

from roundtable.practices import practice_rows
from roundtable.search.query import written
from roundtable.workspace import Workspace
from ui.base.theme import Theme
from ui.dialogs.dialog import Dialog
from ui.jobs.background_query import BackgroundQuery
from ui.practice_table import row_choice
from ui.practice_table.practice_cells import StatusCell
from ui.practice_table.practices_model import Field, PracticesModel
from ui.widgets.factories import button, label, table
from ui.widgets.search_field import SearchField

translate = QCoreApplication.translate
_SHOWN = (Field.TITLE, Field.COUNTRY, Field.THEMATIC_AREA, Field.STATUS)


class AddPracticesDialog(Dialog):
    """Search, select and add."""

    asked = Signal(object)
    """The keys of the practices to add."""
    create_asked = Signal()
    failed = Signal(object)

    def __init__(self, workspace: Workspace, code: str, theme: Theme, parent: QWidget) -> None:
        title = translate("AddPractices", "Add practices to {code}").format(code=code)
        super().__init__(parent, title, (780, 520))
        self._workspace = workspace
        self._outside = f"-{written('roundtable', code)}"
        self._query = BackgroundQuery(workspace.location, _find, self)
        self._query.answered.connect(self._show)
        self._query.failed.connect(self.failed)
        self.finished.connect(self._query.close)
        self._search = SearchField(theme, self.tr("Search practices"), self)
        self._search.searched.connect(self._ask)
        self._model = PracticesModel(self)
        self._table = self._made_table(theme)
        self._search.left.connect(self._table.setFocus)
        self._summary = label(kind="caption")
        new = button(self.tr("&New practice"), self._create)
        cancel = button(self.tr("Cancel"), self.reject)
        self._add = button("", self._answer, "primary")
        self._add.setDefault(True)
        self.lay_out(
            self._search, self._summary, self._table, buttons=(new, None, cancel, self._add), stretched=self._table
        )
        self._allow()
        self._search.setFocus()

    def _made_table(self, theme: Theme) -> QTableView:
        made = table(self._model, self.tr("Practices to add"), (0, 150, 180, 104))
        made.setItemDelegateForColumn(Field.STATUS, StatusCell(theme, self))
        for field in Field:
            made.setColumnHidden(field, field not in _SHOWN)
        made.doubleClicked.connect(self._answer)
        made.selectionModel().selectionChanged.connect(self._allow)
        return made

    @Slot(str)
    def _ask(self, typed: str) -> None:
        self._query.ask(f"{typed} {self._outside}")

    @Slot(object, object)
    def _show(self, _query: str, keys: Sequence[int]) -> None:
        self._model.show(self._workspace, keys)
        self._summary.setText(self.tr("%n practice(s) not in it yet", "", len(keys)))
        if keys:
            row_choice.choose(self._table, 0, ())
        self._allow()

    @Slot()
    def _allow(self) -> None:
        count = row_choice.count(self._table)
        words = self.tr("Add %n practice(s)", "", count) if count else self.tr("Add")
        self._add.setText(words)
        self._add.setAccessibleName(words)
        self._add.setEnabled(count > 0)

    @Slot()
    def _answer(self) -> None:
        keys = [key for first, last in row_choice.spans(self._table) for key in self._model.keys[first : last + 1]]
        if keys:
            self.accept()
            self.asked.emit(keys)

    def _create(self) -> None:
        self.accept()
        self.create_asked.emit()


def _find(workspace: Workspace, typed: str) -> list[int]:
    return practice_rows.find_ids(workspace, typed)
