"""Import report beside the pages: it stays in view while the practices and fields that it names are looked at."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QComboBox, QDockWidget, QFrame, QTableView, QTabWidget, QWidget
from typing_extensions import override

from roundtable.import_report import OUTCOMES, ImportReport
from ui.imports import report_words
from ui.imports.plan_rows import DOUBTS, PlanRow, PlanRows
from ui.imports.report_tables import DoubtsTable, LeftOutTable
from ui.widgets.combo_box import ComboBox
from ui.widgets.factories import button, label, row, table
from ui.widgets.line_breaks import OneLine
from ui.widgets.record_text import field_label
from ui.widgets.rows_model import Column, RowsModel


class ReportDock(QDockWidget):
    """Show a report in three tables; a row leads to its practice and field."""

    practice_asked = Signal(str, str)
    """The id of a practice to show, and the field to go to, "" for none."""

    def __init__(self, report: ImportReport, rows: PlanRows, parent: QWidget) -> None:
        super().__init__(report_words.title(report), parent)
        self.setObjectName("import_report")
        self.setAllowedAreas(Qt.DockWidgetArea.BottomDockWidgetArea)
        self.setFeatures(QDockWidget.DockWidgetFeature.DockWidgetClosable)
        self._rows = rows
        self.setTitleBarWidget(self._header(report))
        tabs = QTabWidget(documentMode=True)
        tabs.tabBar().setDrawBase(False)
        for named in (tabs, tabs.tabBar()):
            named.setAccessibleName(self.tr("Parts of the report"))
        doubts, left_out = DoubtsTable(self), LeftOutTable(self)
        doubts.show_rows(rows)
        doubts.practice_asked.connect(self.practice_asked)
        left_out.show_report(report, rows)
        practices, choice = self._practices()
        number = self.locale().toString
        for page, said, count in (
            (practices, self.tr("Practices {count}"), len(rows.rows)),
            (doubts, self.tr("To check {count}"), len(rows.doubts)),
            (left_out, self.tr("Words left out {count}"), report_words.words_left_out(report)),
        ):
            tabs.addTab(page, said.format(count=number(count)))
        tabs.setTabVisible(tabs.indexOf(left_out), not report_words.is_merge(report.files))
        corner = QWidget()
        corner.setLayout(row(choice, margins=(0, 0, 8, 0)))
        tabs.setCornerWidget(corner)
        tabs.currentChanged.connect(lambda shown: choice.setVisible(shown == 0))
        self.setWidget(tabs)
        practices.setFocus()

    def _header(self, report: ImportReport) -> QWidget:
        title, headline = label(report_words.title(report)), OneLine("caption")
        title.setObjectName("page_name")
        title.setWordWrap(False)
        headline.say(report_words.headline(report))
        clipboard = QGuiApplication.clipboard()
        copy = button(self.tr("Copy as text"), lambda: clipboard.setText("\n".join(report_words.lines(report))))
        layout = row(title, headline, copy, button(self.tr("Close the report"), self.close), margins=(12, 6, 8, 6))
        layout.setStretch(1, 1)
        header = QFrame()
        header.setLayout(layout)
        return header

    def _practices(self) -> tuple[QTableView, QComboBox]:
        """Make the table of practices, and the choice of those that it shows."""
        columns = (
            Column[PlanRow](self.tr("Outcome"), lambda one: report_words.outcome(one.outcome)),
            Column[PlanRow](self.tr("Practice"), lambda one: one.title or self.tr("(no title)")),
            Column[PlanRow](self.tr("Changed fields"), _changed),
            Column[PlanRow](self.tr("To check"), _doubts, is_number=True),
        )
        model = RowsModel(columns, self)
        shown = table(model, self.tr("Practices of the report"), (148, 0, 220, 90))
        choice = ComboBox()
        choice.setAccessibleName(self.tr("Which practices to show"))
        groups = {"": range(len(self._rows.rows)), **self._rows.groups}
        number = self.locale().toString
        choice.addItem(self.tr("All {count}").format(count=number(len(self._rows.rows))), "")
        for name in OUTCOMES:
            if groups[name]:
                choice.addItem(f"{report_words.outcome(name)} {number(len(groups[name]))}", name)
        if groups[DOUBTS]:
            choice.addItem(self.tr("to check {count}").format(count=number(len(groups[DOUBTS]))), DOUBTS)

        def show_group() -> None:
            model.set_rows([self._rows.rows[at] for at in groups[choice.currentData()]])

        def ask() -> None:
            practice = model.rows[shown.currentIndex().row()].practice
            if practice:
                named = [part.field for part in practice.conflicts] + [part.field for part in practice.changes]
                self.practice_asked.emit(practice.id, named[0] if named else "")

        choice.currentIndexChanged.connect(show_group)
        shown.activated.connect(ask)
        show_group()
        return shown, choice

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)


def _changed(one: PlanRow) -> str:
    changes = one.practice.changes if one.practice else ()
    return ", ".join(dict.fromkeys(field_label(change.field) for change in changes))


def _doubts(one: PlanRow) -> str:
    return str(len(one.practice.problems) or "") if one.practice else ""
