"""Import preview: reads files, shows what they would do before anything is written, and asks for it to be done."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QProgressBar, QTabWidget, QWidget
from typing_extensions import override

from roundtable import imports
from roundtable.contribution import own_columns
from roundtable.errors import RoundtableError
from roundtable.imports import ImportPlan
from roundtable.progress import Progress
from roundtable.records.intake import Intake
from roundtable.workspace import SUFFIX, Workspace
from ui.base.dropped_files import accept_copy, local_files
from ui.base.theme import Theme
from ui.dialogs.dialog import Dialog
from ui.imports import plan_rows, report_words
from ui.imports.column_table import ColumnTable
from ui.imports.drafts import DecisionDraft, EarlierDecisions
from ui.imports.file_table import FileTable
from ui.imports.plan_rows import PlanRows
from ui.imports.practice_choices import PracticeChoices
from ui.imports.report_tables import DoubtsTable, LeftOutTable
from ui.jobs.jobs import Job, Jobs
from ui.widgets.factories import button, label, open_dialog
from ui.widgets.line_breaks import FewLines
from ui.widgets.message_bar import MessageBar

_SIZE = (1180, 720)
_MARGIN = 24
_COLUMNS_AT = 2


class _Planned(NamedTuple):
    plan: ImportPlan
    rows: PlanRows


class _Teller(QObject):
    """Tell the window's thread what the job has read."""

    read = Signal(object)
    """``PlanRows`` of the files read so far."""


class ImportDialog(Dialog):
    """Show what an import would do, with a tab each for practices, files, columns, doubts and words left out."""

    import_asked = Signal(object, object)
    """The ``ImportPlan`` to carry out, and the decisions by file."""
    failed = Signal(object, object)
    """A RoundtableError, and the files, none of which can be read."""

    def __init__(
        self,
        files: Sequence[Path],
        codes: Sequence[str],
        location: str,
        *,
        jobs: Jobs,
        theme: Theme,
        parent: QWidget,
        earlier: EarlierDecisions | None = None,
    ) -> None:
        """``codes`` are those of the roundtables that are here; ``earlier`` is what was decided on an outdated plan."""
        room = parent.window().size()
        size = (min(_SIZE[0], room.width() - _MARGIN), min(_SIZE[1], room.height() - _MARGIN))
        super().__init__(parent, "", size)
        self._location, self._jobs, self._theme = location, jobs, theme
        self._files = tuple(dict.fromkeys(files))
        self._planned: _Planned | None = None
        self._job: Job | None = None
        self._headline = FewLines(2, "title")
        self._progress = QProgressBar(textVisible=False)
        self._progress.setAccessibleName(self.tr("Reading the files"))
        self._bar = MessageBar(theme, self)
        self._earlier = earlier
        self._draft = earlier.draft() if earlier else DecisionDraft()
        self._practices = PracticeChoices(self._draft, theme, self)
        self._file_table = FileTable(self)
        self._file_table.offer_codes(codes, (earlier and earlier.plan.roundtable) or "")
        self._columns = ColumnTable(self)
        self._doubts = DoubtsTable(self)
        self._left_out = LeftOutTable(self)
        self._tabs = self._made_tabs()
        self._sum = label(kind="caption")
        self._sum.hide()
        self._do = button("", self._act, "primary")
        cancel, copy = button(self.tr("Cancel"), self.reject), button(self.tr("Copy as text"), self._copy)
        content = (self._headline, self._progress, self._bar, self._tabs, self._sum)
        self.lay_out(*content, buttons=(copy, None, cancel, self._do), stretched=self._tabs)
        self._connect()
        self.setAcceptDrops(True)
        self._read()

    def _made_tabs(self) -> QTabWidget:
        made = QTabWidget(documentMode=True)
        made.tabBar().setDrawBase(False)
        for tabs in (made, made.tabBar()):
            tabs.setAccessibleName(self.tr("Parts of the preview"))
        for page, said in (
            (self._practices, self.tr("Practices")),
            (self._file_table, self.tr("Files")),
            (self._columns, self.tr("Unknown columns and labels")),
            (self._doubts, self.tr("To check")),
            (self._left_out, self.tr("Words left out")),
        ):
            made.addTab(page, said)
        made.setTabVisible(_COLUMNS_AT, False)
        return made

    def _connect(self) -> None:
        self._practices.decided.connect(self._show_sum)
        self._practices.same_said.connect(self._plan_again)
        self._file_table.added.connect(self._add_files)
        self._file_table.taken_out.connect(self._take_out)
        self._file_table.nothing_found.connect(lambda said: self._bar.show_message("notice", said))
        self._file_table.code_changed.connect(self._plan_again)
        self._file_table.headings_asked.connect(self._ask_headings)
        self._columns.decided.connect(self._say_columns)
        self._doubts.practice_asked.connect(self._go_to)
        self.finished.connect(self._stop)

    @Slot()
    def _read(self) -> None:
        """Read the files and plan their import."""
        files, code, same, teller = self._files, self._file_table.code, self._practices.identities(), _Teller()
        teller.read.connect(self._show_read)
        self._planned = None
        self._name_dialog()

        def work(own: Workspace, progress: Progress) -> _Planned:
            intakes: list[Intake] = []

            def tell(intake: Intake) -> None:
                intakes.append(intake)
                teller.read.emit(plan_rows.of_intakes(intakes))

            plan = imports.plan(own, files, same, roundtable=code, told=tell, progress=progress)
            return _Planned(plan, plan_rows.of_plan(plan))

        self._headline.say(self.tr("Reading %n file(s)…", "", len(files)))
        self._start(self.tr("Reading the files"), work, self._fail)

    def _name_dialog(self) -> None:
        """Name what is done: files are imported, workspaces alone are merged back, and leave no words out."""
        is_merge = all(file.suffix.lower() == SUFFIX for file in self._files)
        self.setWindowTitle(self.tr("Merge back") if is_merge else self.tr("Import"))
        self._do.setText(self.tr("&Merge") if is_merge else self.tr("&Import"))
        self._tabs.setTabVisible(self._tabs.indexOf(self._left_out), not is_merge)

    @Slot()
    def _plan_again(self) -> None:
        """Plan with what was decided on duplicates and on the roundtable."""
        if self._planned is None:
            return
        plan, same, code = self._planned.plan, self._practices.identities(), self._file_table.code

        def work(own: Workspace, progress: Progress) -> _Planned:
            again = imports.plan_again(own, plan, same, roundtable=code, progress=progress)
            return _Planned(again, plan_rows.of_plan(again))

        self._start(self.tr("Comparing"), work, self._bar.show_error)

    def _start(
        self, title: str, work: Callable[[Workspace, Progress], _Planned], failed: Callable[[RoundtableError], None]
    ) -> None:
        self._stop()
        self._progress.setRange(0, 0)
        self._progress.show()
        self._do.setEnabled(False)
        own: list[Job] = []  # a job that was stopped may still end otherwise

        def done(planned: _Planned) -> None:
            if own == [self._job]:
                self._show_plan(planned)

        def stopped(error: RoundtableError) -> None:
            if own == [self._job]:
                self._job = None
                failed(error)

        self._job = self._jobs.start(title, self._location, work, done, stopped, is_preview=True)
        self._job.progressed.connect(self._show_progress)
        own.append(self._job)

    @Slot()
    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None

    @Slot(int, int)
    def _show_progress(self, done: int, total: int) -> None:
        self._progress.setRange(0, total)
        self._progress.setValue(done)

    def _fail(self, error: RoundtableError) -> None:
        self.reject()
        self.failed.emit(error, self._files)

    @Slot(object)
    def _show_read(self, rows: PlanRows) -> None:
        if self._job is not None and self._planned is None:
            self._practices.show_reading(rows)
            self._headline.say(self.tr("%n practice(s) read, to be compared…", "", len(rows.rows)))

    def _show_plan(self, planned: _Planned) -> None:
        self._job, self._planned = None, planned
        self._progress.hide()
        plan, rows = planned
        self._headline.say(report_words.headline(plan.report))
        self._file_table.show_plan(plan)
        self._columns.show_columns([one for intake in plan.intakes for one in intake.own_columns])
        self._doubts.show_rows(rows)
        self._left_out.show_report(plan.report, rows)
        self._name_tabs(plan, rows)
        self._show_refused(plan)
        self._tell_of_earlier(plan)
        self._practices.show_plan(plan, rows)
        self._do.setEnabled(True)
        if self._tabs.currentWidget() is self._practices:
            self._practices.focus()
        if plan.roundtable != self._file_table.code:  # named while the files were read
            self._plan_again()

    def _tell_of_earlier(self, plan: ImportPlan) -> None:
        """Keep what was decided on an outdated plan as far as it applies, and name the rest, once."""
        if self._earlier is None:
            return
        outdated = self._earlier.outdated(self._draft, plan)
        self._earlier = None
        if outdated:
            said = self.tr("Decisions that no longer apply: {names}.").format(names="; ".join(outdated))
            self._bar.show_message("warning", said, self.tr("Decide on them again; all others were kept."))
        else:
            self._bar.show_message("notice", self.tr("All decisions were kept."))

    def _show_refused(self, plan: ImportPlan) -> None:
        """Name a file that cannot be read, as there are others that can."""
        if len(plan.refused) == 1:
            [(file, error)] = plan.refused.items()
            self._bar.show_message("error", error.cause.replace(file, Path(file).name), error.remedy)
        elif plan.refused:
            said = self.tr("%n file(s) cannot be read.", "", len(plan.refused))
            self._bar.show_message("error", said, self.tr("See “Files” for the reasons."))

    def _name_tabs(self, plan: ImportPlan, rows: PlanRows) -> None:
        number = self.locale().toString
        for page, said, count in (
            (self._practices, self.tr("Practices {count}"), len(rows.rows)),
            (self._file_table, self.tr("Files {count}"), len(self._files)),
            (self._columns, self.tr("Unknown columns and labels {count}"), self._columns.count),
            (self._doubts, self.tr("To check {count}"), len(rows.doubts)),
            (self._left_out, self.tr("Words left out {count}"), report_words.words_left_out(plan.report)),
        ):
            self._tabs.setTabText(self._tabs.indexOf(page), said.format(count=number(count)))
        self._tabs.setTabVisible(_COLUMNS_AT, self._columns.count > 0)

    @Slot()
    def _show_sum(self) -> None:
        said = self._practices.summary()
        self._sum.setText(said)
        self._sum.setVisible(bool(said))

    @Slot(str)
    def _go_to(self, practice: str) -> None:
        self._tabs.setCurrentWidget(self._practices)
        self._practices.go_to(practice)

    @Slot(object)
    def _add_files(self, files: Sequence[Path]) -> None:
        self._files = tuple(dict.fromkeys((*self._files, *files)))
        self._read()

    @Slot(object)
    def _take_out(self, files: Sequence[Path]) -> None:
        self._files = tuple(file for file in self._files if file not in files)
        self._read()

    @Slot(object)
    def _ask_headings(self, file: Path) -> None:
        from ui.imports.headings_dialog import HeadingsDialog

        dialog = HeadingsDialog(file, self._location, jobs=self._jobs, theme=self._theme, parent=self)
        dialog.remembered.connect(self._read)
        open_dialog(dialog)

    @Slot(object)
    def _say_columns(self, meanings: own_columns.Meanings) -> None:
        """Remember what a sender's columns are, and read the files again."""
        try:
            with Workspace.open(self._location) as workspace:
                own_columns.remember(workspace, meanings)
        except RoundtableError as error:
            self._bar.show_error(error)
            return
        self._tabs.setCurrentWidget(self._practices)
        self._read()

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if local_files(event.mimeData()):
            accept_copy(event)

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        accept_copy(event)
        self._add_files(local_files(event.mimeData()))

    def _copy(self) -> None:
        if self._planned:
            QGuiApplication.clipboard().setText("\n".join(report_words.lines(self._planned.plan.report)))

    def _act(self) -> None:
        if self._planned is not None and self._job is None:
            plan, decisions = self._planned.plan, self._practices.decisions()
            self.accept()
            self.import_asked.emit(plan, decisions)
