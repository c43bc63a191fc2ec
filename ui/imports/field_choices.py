"""Field by field view of one practice of an import: before and after, both sides of a conflict, and which is taken."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QModelIndex, QSignalBlocker, Qt, Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QPlainTextEdit, QRadioButton, QSplitter, QWidget

from roundtable.exchange import word_merge
from roundtable.exchange.decisions import FILE, HERE, FieldChoice
from roundtable.history import practice_versions
from roundtable.history.practice_versions import Piece
from roundtable.records.intake import Change, Conflict, Problem
from roundtable.records.practice import OPTIONAL_TEXTS, PracticeRecord
from ui.base.theme import Theme
from ui.imports.drafts import DecisionDraft
from ui.imports.plan_rows import PlanRow
from ui.widgets.factories import ROW_HEIGHT, column, label, row, table
from ui.widgets.reading_pane import ReadingPane, Writer
from ui.widgets.record_text import field_label, write_pasted
from ui.widgets.rows_model import Column, RowsModel

_TEXTS = ("title", "summary", "notes", *OPTIONAL_TEXTS)
"""The fields of one text, whose two versions can be merged and edited."""
_FIELDS_SHOWN = 4
_LEAST_HEIGHT = 56


class _Field(NamedTuple):
    part: Change | Conflict

    @property
    def name(self) -> str:
        return self.part.field

    @property
    def is_text(self) -> bool:
        return self.name in _TEXTS


class FieldChoices(QWidget):
    """Show a practice and take a person's decisions on its fields."""

    decided = Signal()
    """A decision was made, or taken back."""

    def __init__(self, draft: DecisionDraft, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._draft = draft
        self._row: PlanRow | None = None
        self._record: PracticeRecord | None = None
        self._source = ""
        columns = (
            Column[_Field](self.tr("Field"), lambda one: field_label(one.name)),
            Column[_Field](self.tr("Taken"), self._choice_text),
        )
        self._model = RowsModel(columns, self)
        self._fields = table(self._model, self.tr("Changed fields"), (0, 150))
        self._fields.selectionModel().currentRowChanged.connect(self._show_field)
        self._here = QRadioButton(self.tr("As &here"))
        self._file = QRadioButton(self.tr("As in the &file"))
        self._both = QRadioButton(self.tr("&Both, merged"))
        self._sides = QButtonGroup(self)
        for number, side in enumerate((self._here, self._file, self._both)):
            self._sides.addButton(side, number)
        self._sides.idClicked.connect(self._choose)
        self._buttons = QWidget()
        self._buttons.setLayout(row(self._here, self._file, self._both, None, spacing=16, margins=(12, 6, 12, 6)))
        self._merged = QPlainTextEdit()
        self._merged.setAccessibleName(self.tr("Merged text, to be edited"))
        self._merged.setTabChangesFocus(True)
        self._merged.textChanged.connect(self._edit)
        self._overlaps = label(kind="caption")
        self._overlaps.setContentsMargins(12, 0, 12, 6)
        self._reading = ReadingPane(theme, self.tr("Practice in the file"), self)
        for text in (self._merged, self._reading):
            text.setMinimumHeight(_LEAST_HEIGHT)
        parts = QSplitter(Qt.Orientation.Vertical)
        parts.addWidget(self._merged)
        parts.addWidget(self._reading)
        parts.setChildrenCollapsible(False)
        layout = column(self._fields, self._buttons, self._overlaps, parts)
        layout.setStretch(3, 1)
        self.setLayout(layout)
        self.show_practice(None, None, "")

    def show_practice(self, shown: PlanRow | None, record: PracticeRecord | None, source: str) -> None:
        """Show a row with its practice as the file has it, and the text that it was read from."""
        self._row, self._record, self._source = shown, record, source
        practice = shown.practice if shown else None
        parts: Sequence[Change | Conflict] = (*practice.conflicts, *practice.changes) if practice else ()
        self._model.set_rows([_Field(part) for part in parts])
        self._fields.setVisible(bool(parts))
        rows = min(len(parts), _FIELDS_SHOWN)
        head = self._fields.horizontalHeader().sizeHint().height() + 2
        self._fields.setMinimumHeight(head + ROW_HEIGHT)
        self._fields.setMaximumHeight(head + rows * ROW_HEIGHT)
        if parts:
            self._fields.selectRow(0)
        else:
            self._show_field()

    def focus_fields(self) -> None:
        """Move the focus to the fields, or to the text where none changes."""
        (self._fields if self._model.rows else self._reading).setFocus()

    @property
    def _current(self) -> _Field | None:
        number = self._fields.currentIndex().row()
        return self._model.rows[number] if 0 <= number < len(self._model.rows) else None

    def _choice(self, one: _Field) -> FieldChoice | None:
        return self._draft.choice(self._row.key, one.name) if self._row else None

    def _choice_text(self, one: _Field) -> str:
        choice = self._choice(one)
        if choice is None:
            return self.tr("to decide") if isinstance(one.part, Conflict) else self.tr("as in the file")
        return {"here": self.tr("as here"), "file": self.tr("as in the file"), "text": self.tr("merged")}[choice.side]

    @Slot()
    def _show_field(self, _now: QModelIndex | None = None, _before: QModelIndex | None = None) -> None:
        one = self._current
        self._buttons.setVisible(one is not None)
        choice = self._choice(one) if one else None
        side = choice.side if choice else "file" if one and isinstance(one.part, Change) else ""
        self._sides.setExclusive(False)
        for name, button in (("here", self._here), ("file", self._file), ("text", self._both)):
            button.setChecked(side == name)
        self._sides.setExclusive(True)
        self._both.setVisible(bool(one and one.is_text and isinstance(one.part, Conflict)))
        self._show_merged(choice if side == "text" else None)
        self._reading.show_text(self._write)
        self._describe(one)

    def _show_merged(self, choice: FieldChoice | None) -> None:
        self._merged.setVisible(choice is not None)
        self._overlaps.setVisible(choice is not None)
        with QSignalBlocker(self._merged):
            self._merged.setPlainText(choice.text if choice else "")

    def _describe(self, one: _Field | None) -> None:
        """Tell a screen reader the words that colours and lines mark."""
        said = []
        for kind, text in self._pieces(one.part) if one else ():
            if kind != "kept" and text.strip():
                word = self.tr("added: {text}") if kind == "added" else self.tr("removed: {text}")
                said.append(word.format(text=text.strip()))
        self._reading.setAccessibleDescription("; ".join(said))

    @staticmethod
    def _pieces(part: Change | Conflict) -> list[Piece]:
        sides = (part.before, part.after) if isinstance(part, Change) else (part.here, part.file)
        return list(practice_versions.pieces(*sides))

    def _write(self, writer: Writer) -> None:
        one, practice = self._current, self._row.practice if self._row else None
        if one is not None:
            self._write_field(one.part, writer)
            for problem in practice.problems if practice and isinstance(one.part, Change) else ():
                if problem.field == one.name:
                    writer.caption(_said(problem))
        elif self._record is not None:
            doubts = [_said(problem) for problem in practice.problems] if practice else []
            write_pasted(self._record, doubts, self.locale(), writer)
        elif practice is not None:
            writer.title(practice.title or self.tr("(no title)"))
            if practice.outcome == "absent":
                writer.paragraphs(self.tr("The file does not list it. It stays here unless you move it to the trash."))
            for problem in practice.problems:
                writer.paragraphs(_said(problem))
        if self._source:
            writer.heading(self.tr("As it stands in the file"))
            writer.paragraphs(self._source)

    def _write_field(self, part: Change | Conflict, writer: Writer) -> None:
        if isinstance(part, Change):
            writer.heading(self.tr("{field}: from here to the file").format(field=field_label(part.field)), part.where)
            writer.changes(self._pieces(part))
            return
        base = part.here if part.base is None else part.base
        for said, text in ((self.tr("{field} here"), part.here), (self.tr("{field} in the file"), part.file)):
            writer.heading(said.format(field=field_label(part.field)), "" if text is part.here else part.where)
            writer.changes(list(practice_versions.pieces(base, text)) or [("kept", self.tr("(nothing)"))])

    @Slot(int)
    def _choose(self, number: int) -> None:
        one = self._current
        if one is None or self._row is None:
            return
        if number == self._sides.id(self._both) and isinstance(one.part, Conflict):
            merged = word_merge.merge(one.part.base, one.part.here, one.part.file)
            choice = FieldChoice("text", merged.text)
            said = self.tr("Both versions of %n passage(s) are shown: edit them.", "", merged.overlaps)
            self._overlaps.setText(said if merged.overlaps else self.tr("Nothing is lost from either side."))
            self._show_merged(choice)
        else:
            choice = HERE if number == self._sides.id(self._here) else FILE
            self._show_merged(None)
        self._decide(one, choice)

    @Slot()
    def _edit(self) -> None:
        if one := self._current:
            self._decide(one, FieldChoice("text", self._merged.toPlainText()))

    def _decide(self, one: _Field, choice: FieldChoice) -> None:
        if self._row:
            is_usual = isinstance(one.part, Change) and choice.side == "file"
            self._draft.choose(self._row.key, one.name, None if is_usual else choice)
            self._model.refresh()
            self.decided.emit()


def _said(problem: Problem) -> str:
    return " · ".join(filter(None, (problem.message, problem.where)))
