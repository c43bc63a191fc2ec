"""Files of an import: what each was recognised as and brings, and of which roundtable those are that do not say it."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from roundtable.imports import ImportPlan
from ui.base.dropped_files import clipboard_files
from ui.imports import report_words
from ui.widgets.combo_box import ComboBox
from ui.widgets.factories import add_action, button, column, label, row, table
from ui.widgets.rows_model import Column, RowsModel


class _File(NamedTuple):
    path: Path
    kind: str
    brought: str


class FileTable(QWidget):
    """List the files, to be added to and taken from."""

    added = Signal(object)
    """Files to read, too."""
    taken_out = Signal(object)
    """Files that are no longer to be read."""
    nothing_found = Signal(str)
    """Nothing was added: why."""
    headings_asked = Signal(object)
    """A person wants to say where the headings of a workbook are."""
    code_changed = Signal()
    """Another roundtable was named."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        columns = (
            Column[_File](self.tr("File"), lambda one: one.path.name),
            Column[_File](self.tr("Recognised as"), lambda one: one.kind),
            Column[_File](self.tr("Contents"), lambda one: one.brought),
        )
        self._model = RowsModel(columns, self)
        self._shown = table(self._model, self.tr("Files"), (240, 180, 0))
        add_action(self._shown, self.tr("Remove from the import"), self._remove, "Del")
        self._code = ComboBox(editable=True)
        self._code.setAccessibleName(self.tr("Roundtable for files that name none"))
        self._code.setMinimumWidth(160)
        self._code.activated.connect(self._change)
        editor = self._code.lineEdit()
        if editor is not None:
            editor.setAccessibleName(self._code.accessibleName())
            editor.setPlaceholderText(self.tr("RT 3.2"))
            editor.editingFinished.connect(self._change)
        self._asked = ""
        self._headings = button(self.tr("&Headings…"), self._ask_headings)
        self._out = button(self.tr("&Remove"), self._remove)
        self._allow()
        self._shown.selectionModel().selectionChanged.connect(self._allow)
        asked = label(self.tr("Roundtable for files that name none:"))
        asked.setBuddy(self._code)
        asked.setWordWrap(False)
        buttons = row(
            button(self.tr("&Add files…"), self._add),
            button(self.tr("Add the c&lipboard"), self._add_clipboard),
            self._out,
            self._headings,
            None,
        )
        layout = column(self._shown, buttons, row(asked, self._code, None), margins=(0, 0, 0, 8), spacing=8)
        layout.setStretch(0, 1)
        self.setLayout(layout)

    @property
    def code(self) -> str | None:
        """The roundtable that is named for files that do not say it."""
        return self._code.currentText().strip() or None

    def show_plan(self, plan: ImportPlan) -> None:
        """Show what the files are and bring."""
        files = [
            _File(Path(one.file), report_words.kind(one.kind), report_words.brought(one)) for one in plan.report.files
        ]
        for file, error in plan.refused.items():
            path = Path(file)
            files.append(_File(path, self.tr("not read"), str(error).replace(file, path.name)))
        self._model.set_rows(files)
        self._allow()
        self._asked = self._code.currentText().strip()

    def offer_codes(self, codes: Sequence[str], named: str = "") -> None:
        """Offer the roundtables that are here, of which one may be ``named`` already."""
        self._code.addItems(["", *codes])
        self._code.setCurrentText(named)

    def _add(self) -> None:
        dialog = QFileDialog(self, self.tr("Add files"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(lambda names: self.added.emit([*map(Path, names)]))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _add_clipboard(self) -> None:
        """Add what lies on the clipboard as a file."""
        if files := clipboard_files(self):
            self.added.emit(files)
        else:
            self.nothing_found.emit(self.tr("There is no text and no file on the clipboard."))

    @property
    def _chosen(self) -> list[Path]:
        return [self._model.rows[index.row()].path for index in self._shown.selectionModel().selectedRows()]

    @Slot()
    def _allow(self) -> None:
        chosen = self._chosen
        self._headings.setEnabled([file.suffix.lower() for file in chosen] == [".xlsx"])
        self._out.setEnabled(0 < len(chosen) < len(self._model.rows))

    def _ask_headings(self) -> None:
        self.headings_asked.emit(self._chosen[0])

    def _remove(self) -> None:
        if self._out.isEnabled():
            self.taken_out.emit(self._chosen)

    @Slot()
    def _change(self) -> None:
        if self._code.currentText().strip() != self._asked:
            self._asked = self._code.currentText().strip()
            self.code_changed.emit()
