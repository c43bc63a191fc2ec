"""Import report: the outcome of every practice, problems with their places, and text left out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QComboBox, QTableView, QTabWidget, QWidget

from roundtable.exchange.merge_result import Outcome
from roundtable.import_report import OUTCOMES, FileReport, ImportReport, PracticeOutcome
from roundtable.records.intake import Ignored, Problem
from ui.base.value_texts import translate
from ui.dialogs.dialog import Dialog
from ui.widgets.factories import button, column, label, row, table
from ui.widgets.record_text import field_label
from ui.widgets.rows_model import Column, RowsModel

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Doubt:
    practice: str
    problem: Problem
    file: str


class ImportReportDialog(Dialog):
    """Show the report in three tables, not modal."""

    practice_asked = Signal(str)
    """The identity of a practice to show."""
    accept_asked = Signal()
    """The files' versions of the practices in conflict are to be accepted."""

    def __init__(self, report: ImportReport, parent: QWidget) -> None:
        super().__init__(parent, translate("ImportReportDialog", "Import report"), (1000, 640))
        self._report = report
        self._tabs = QTabWidget(documentMode=True)
        self._tabs.tabBar().setDrawBase(False)
        for tabs in (self._tabs, self._tabs.tabBar()):
            tabs.setAccessibleName(self.tr("Parts of the report"))
        self._add_practices([practice for file in report.files for practice in file.practices])
        self._add_doubts(list(_doubts(report)))
        self._add_left_out([words for file in report.files for words in file.loss.ignored])
        conflicts = sum(file.count("conflict") for file in report.files)
        take = button(self.tr("Take the file’s version of %n conflict(s)", "", conflicts), self._accept_conflicts)
        take.setVisible(conflicts > 0)
        clipboard = QGuiApplication.clipboard()
        copy = button(self.tr("Copy as text"), lambda: clipboard.setText("\n".join(self._lines())))
        close = button(self.tr("Close"), self.accept, "primary")
        headline = label("\n".join(self._headline(file) for file in report.files), "title")
        self.lay_out(headline, self._tabs, buttons=(copy, take, None, close))

    def _headline(self, file: FileReport) -> str:
        number = self.locale().toString
        outcomes = [
            f"{number(count)} {self._outcome_text(outcome)}" for outcome in OUTCOMES if (count := file.count(outcome))
        ]
        return f"{_name(file)}: {', '.join(outcomes) or self.tr('no practices')}"

    def _outcome_text(self, outcome: Outcome) -> str:
        return {
            "new": self.tr("new"),
            "updated": self.tr("updated"),
            "unchanged": self.tr("unchanged"),
            "conflict": self.tr("in conflict"),
            "rejected": self.tr("rejected"),
            "skipped": self.tr("skipped"),
            "absent": self.tr("not in the file"),
        }[outcome]

    def _add_practices(self, practices: list[PracticeOutcome]) -> None:
        columns = (
            Column[PracticeOutcome](self.tr("Outcome"), lambda practice: self._outcome_text(practice.outcome)),
            Column[PracticeOutcome](self.tr("Practice"), lambda practice: practice.title or self.tr("(no title)")),
            Column[PracticeOutcome](self.tr("To check"), lambda p: str(len(p.problems) or ""), is_number=True),
        )
        model = RowsModel(columns, self)
        model.set_rows(practices)
        shown = table(model, self.tr("Practices"), (110, 0, 90))
        choice = QComboBox()
        choice.setAccessibleName(self.tr("Which practices to show"))
        choice.addItem(self.tr("All {count}").format(count=len(practices)), "")
        for outcome in OUTCOMES:
            if count := sum(practice.outcome == outcome for practice in practices):
                choice.addItem(f"{self._outcome_text(outcome)} {count}", outcome)
        if count := sum(bool(practice.problems) for practice in practices):
            choice.addItem(self.tr("to check {count}").format(count=count), "doubts")

        def filter_rows() -> None:
            wanted = choice.currentData()
            model.set_rows([p for p in practices if wanted in ("", p.outcome) or (wanted == "doubts" and p.problems)])

        def ask_practice(index: QModelIndex) -> None:
            self.practice_asked.emit(model.rows[index.row()].id)

        choice.currentIndexChanged.connect(filter_rows)
        shown.activated.connect(ask_practice)
        hint = label(self.tr("Enter or a double click shows the practice in the window."), "caption")
        page = QWidget()
        hint.setWordWrap(False)
        page.setLayout(column(row(choice, hint, None, margins=(0, 12, 0, 8), spacing=12), shown))
        self._tabs.addTab(page, self.tr("Practices {count}").format(count=len(practices)))

    def _add_doubts(self, doubts: list[_Doubt]) -> None:
        columns = (
            Column[_Doubt](self.tr("Practice"), lambda doubt: doubt.practice),
            Column[_Doubt](self.tr("Field"), lambda doubt: field_label(doubt.problem.field)),
            Column[_Doubt](self.tr("What to check"), lambda doubt: doubt.problem.message),
            Column[_Doubt](self.tr("Where"), lambda doubt: doubt.problem.where),
        )
        shown = self._table(columns, doubts, self.tr("What to check"), (190, 130, 0, 120))
        self._tabs.addTab(shown, self.tr("To check {count}").format(count=len(doubts)))

    def _add_left_out(self, left_out: list[Ignored]) -> None:
        columns = (
            Column[Ignored](self.tr("Left out"), lambda part: part.text),
            Column[Ignored](self.tr("Why"), lambda part: part.reason),
            Column[Ignored](self.tr("Where"), lambda part: part.where),
        )
        shown = self._table(columns, left_out, self.tr("Words left out"), (0, 260, 110))
        account = label("\n".join(self._word_counts(file) for file in self._report.files if file.loss.words_in))
        account.setContentsMargins(0, 12, 0, 8)
        page = QWidget()
        page.setLayout(column(account, shown))
        self._tabs.addTab(page, self.tr("Words left out {count}").format(count=len(left_out)))

    def _table(self, columns: Sequence[Column[T]], rows: Sequence[T], name: str, widths: Sequence[int]) -> QTableView:
        model = RowsModel(columns, self)
        model.set_rows(rows)
        return table(model, name, widths)

    def _word_counts(self, file: FileReport) -> str:
        loss, number = file.loss, self.locale().toString
        return self.tr(
            "{file}: of {all} words, {mapped} are in fields, {kept} kept as notes, {ignored} left out."
        ).format(
            file=_name(file),
            all=number(loss.words_in),
            mapped=number(loss.words_mapped),
            kept=number(loss.words_kept_as_note),
            ignored=number(loss.words_ignored),
        )

    def _accept_conflicts(self) -> None:
        self.accept()
        self.accept_asked.emit()

    def _lines(self) -> Iterator[str]:
        for file in self._report.files:
            yield self._headline(file)
            if file.loss.words_in:
                yield self._word_counts(file)
        for doubt in _doubts(self._report):
            parts = (doubt.file, doubt.practice, doubt.problem.field, doubt.problem.message, doubt.problem.where)
            yield " | ".join(part for part in parts if part)
        for file in self._report.files:
            for words in file.loss.ignored:
                yield " | ".join((_name(file), words.where, words.reason, words.text))


def _doubts(report: ImportReport) -> Iterator[_Doubt]:
    for file in report.files:
        for problem in file.problems:
            yield _Doubt("", problem, _name(file))
        for practice in file.practices:
            for problem in practice.problems:
                yield _Doubt(practice.title or translate("Records", "(no title)"), problem, _name(file))


def _name(file: FileReport) -> str:
    return Path(file.file).name
