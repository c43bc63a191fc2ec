"""Import and export from the window: ask for the file, run the job, report its outcome."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices

import resources
from roundtable.agenda import roundtable_store
from roundtable.errors import HeadingsError, RoundtableError
from roundtable.history.undo_steps import ChangeSet
from roundtable.progress import Progress
from roundtable.records.output_format import file_name
from roundtable.workspace import SUFFIX, Workspace
from ui.base.dropped_files import clipboard_files, save_text
from ui.contributions.recipient_actions import RecipientActions
from ui.dialogs.file_prompts import Prompts
from ui.shell.file_drop import IMPORTED, Drop, DropPlan
from ui.widgets.factories import open_dialog
from ui.widgets.message_bar import Button
from ui.workspace_merge.take_along_actions import TakeAlongActions
from ui.workspaces.workspace_actions import T, WindowParts, Work, WorkspaceActions

if TYPE_CHECKING:
    from roundtable.exchange.decisions import Decisions
    from roundtable.import_report import ImportReport
    from roundtable.imports import ImportPlan
    from ui.imports.drafts import EarlierDecisions
    from ui.imports.plan_rows import PlanRows

Options = dict[str, Any]
"""Keyword arguments of an export: ``roundtable``, ``language``, ``with_coverage``, ``cleared_only`` ..."""


class Written(NamedTuple):
    """Size of a file that was written, what could not be written as it is, and the identity of its handover, if any."""

    size: str = ""
    doubt: str = ""
    handover: str = ""


_NOTHING_LOST = Written()


class FileActions(WorkspaceActions):
    """Import and export."""

    reported = Signal(object, object)
    """An ``ImportReport`` to show, and its ``PlanRows``."""
    handed_over = Signal()
    """An annex or a contribution was written, and noted as a handover."""

    def __init__(self, parts: WindowParts, prompts: Prompts, options: Callable[[str], Options]) -> None:
        """``options`` returns those chosen on the page ``annex`` or ``contributions``."""
        super().__init__(parts)
        self._prompts = prompts
        self._options = options
        self.recipients = RecipientActions(parts)
        self.take_along = TakeAlongActions(parts, prompts, self.preview, self.report_written)

    def ask_import(self) -> None:
        """Ask for files and show what their import would do."""
        if self._workspace_switch.needed():
            endings = " ".join(f"*{suffix}" for suffix in IMPORTED)
            kinds = self.tr("Papers, contributions and exchange files ({endings})").format(endings=endings)
            filters = f"{kinds};;{self.tr('All files (*)')}"
            self._prompts.files("import", self.tr("Import"), filters, self.preview)

    def open_sample(self) -> None:
        """Import the sample roundtable."""
        from roundtable.demo import SAMPLE

        sample = resources.path(SAMPLE)

        def work(own: Workspace, progress: Progress) -> "tuple[ImportReport, ChangeSet]":
            from roundtable.imports import import_files

            return import_files(own, [sample], progress=progress)

        self._import(self.tr("Opening the sample"), work)

    def preview(self, files: Sequence[Path], earlier: "EarlierDecisions | None" = None) -> None:
        """Show what an import would do, and carry it out as it is decided; ``earlier`` was decided before."""
        workspace = self._workspace_switch.needed()
        if workspace is None:
            return
        from ui.imports.import_dialog import ImportDialog

        codes = [one.code for one in roundtable_store.listing(workspace)]
        dialog = ImportDialog(
            files,
            codes,
            workspace.location,
            jobs=self._jobs,
            theme=self._theme,
            parent=self._window,
            earlier=earlier,
        )
        dialog.import_asked.connect(self._carry_out)
        dialog.failed.connect(self._offer_another_file)
        open_dialog(dialog)

    @Slot(object)
    def take_dropped(self, planned: DropPlan) -> None:
        """Do what files dropped on the window are for, or say why they are for nothing."""
        match planned.kind:
            case Drop.OPEN:
                self.take_along.open_or_merge(planned.files[0])
            case Drop.IMPORT:
                self.preview(planned.files)
            case Drop.REFUSE:
                self._bar.show_message("warning", planned.words)

    def preview_clipboard(self) -> None:
        """Show what an import of the clipboard would do."""
        if files := clipboard_files(self):
            self.preview(files)
        else:
            remedy = self.tr("Copy practices from a text, an e-mail or a spreadsheet, or copy their files.")
            self._bar.show_message("notice", self.tr("There is no practice on the clipboard."), remedy)

    def preview_text(self, text: str) -> None:
        """Show what an import of a pasted text would do."""
        self.preview([save_text(self, text)])

    def _offer_another_file(self, error: RoundtableError, files: Sequence[Path]) -> None:
        ask = self.take_along.ask_merge if _are_workspaces(files) else self.ask_import
        buttons: list[Button] = [(self.tr("Choose another file…"), ask)]
        if isinstance(error, HeadingsError) and len(files) == 1:
            buttons.insert(0, (self.tr("Set its headings…"), partial(self._ask_headings, files[0])))
        self._bar.show_error(error, buttons)

    def _ask_headings(self, file: Path) -> None:
        workspace = self._workspace_switch.needed()
        if workspace is None:
            return
        from ui.imports.headings_dialog import HeadingsDialog

        dialog = HeadingsDialog(file, workspace.location, jobs=self._jobs, theme=self._theme, parent=self._window)
        dialog.remembered.connect(partial(self.preview, [file]))
        open_dialog(dialog)

    def _carry_out(self, plan: "ImportPlan", decisions: "Mapping[str, Decisions]") -> None:
        """Import what was planned, as one undo step."""
        files = [Path(intake.file) for intake in plan.intakes]

        def work(own: Workspace, progress: Progress) -> "tuple[ImportReport, ChangeSet]":
            from roundtable import imports

            return imports.apply(own, plan, decisions, progress=progress)

        names = files[0].name if len(files) == 1 else self.tr("%n file(s)", "", len(files))
        title = self.tr("Merging {names}") if _are_workspaces(files) else self.tr("Importing {names}")
        from ui.imports.drafts import EarlierDecisions

        again = partial(self.preview, files, EarlierDecisions(plan, decisions))
        self._import(title.format(names=names), work, files, again)

    def _import(
        self,
        title: str,
        work: "Work[tuple[ImportReport, ChangeSet]]",
        files: Sequence[Path] = (),
        again: Callable[[], None] | None = None,
    ) -> None:
        def whole(own: Workspace, progress: Progress) -> "tuple[ImportReport, PlanRows, ChangeSet]":
            from ui.imports.plan_rows import PlanRows

            report, change_set = work(own, progress)
            return report, PlanRows.of(report, {}), change_set

        def succeeded(result: "tuple[ImportReport, PlanRows, ChangeSet]") -> None:
            report, rows, change_set = result
            self._signals.changed.emit(change_set)
            self.reported.emit(report, rows)

        def failed(error: RoundtableError) -> None:
            self._bar.show_error(error, [(self.tr("Preview again…"), again)] if again else [])

        cancelled = (
            self.tr("The merge was cancelled; the workspace is as it was.")
            if files and _are_workspaces(files)
            else self.tr("The import was cancelled; nothing was changed.")
        )
        self._run(title, whole, succeeded, failed, cancelled)

    def show_earlier_imports(self) -> None:
        """List the imports whose report is kept."""
        from roundtable import import_report
        from ui.imports.earlier_imports_dialog import EarlierImportsDialog

        workspace = self._workspace_switch.needed()
        if workspace is None:
            return
        dialog = EarlierImportsDialog(import_report.steps(workspace), self._window)
        dialog.asked.connect(self.show_report)
        open_dialog(dialog)

    def show_report(self, entry: int) -> None:
        """Show the report that a journal entry keeps."""

        def work(own: Workspace, _progress: Progress) -> "tuple[ImportReport, PlanRows]":
            from roundtable import import_report
            from ui.imports.plan_rows import PlanRows

            report = import_report.of_step(own, entry)
            return report, PlanRows.of(report, {})

        self._start(self.tr("Reading the report"), work, lambda found: self.reported.emit(*found))

    def ask_annex(self) -> None:
        """Ask for a PDF file and write the roundtable's annex."""
        options = self._options("annex")
        code = options["roundtable"]

        def work(target: Path, own: Workspace, progress: Progress) -> Written:
            from roundtable import exports

            made = exports.annex(own, target, progress=progress, **options)
            size = self.tr("%n page(s)", "", made.pages) + ", " + self.tr("%n practice(s)", "", made.practices)
            if made.drafts:
                size += ", " + self.tr("%n draft(s)", "", len(made.drafts))
            warnings = []
            if made.missing:
                scripts = ", ".join(dict.fromkeys(one.script or self.tr("symbols") for one in made.missing))
                text = self.tr("No installed font has some letters ({scripts}): the Annex page lists them.")
                warnings.append(text.format(scripts=scripts))
            if made.untranslated:
                titles = "; ".join(f"“{one.heading}”" for one in made.untranslated)
                warnings.append(self.tr("Not fully translated: {titles}.").format(titles=titles))
            return Written(size, "\n".join(warnings), made.handover)

        self._ask_export("annex", self.tr("Annex of {code}").format(code=code), file_name(code, "annex.pdf"), work)

    def ask_contribution(self) -> None:
        """Ask for a workbook file and write the roundtable's contribution."""
        options = self._options("contributions")
        code, has_contacts = options["roundtable"], options["include_contacts"]

        def work(target: Path, own: Workspace, progress: Progress) -> Written:
            from roundtable import exports

            made = exports.contribution(own, target, progress=progress, **options)
            lost = self.tr("%n field(s) held characters that a workbook cannot hold.", "", len(made.replacements))
            size = self.tr("%n practice(s)", "", made.practices)
            size = self.tr("{size}, with contacts").format(size=size) if has_contacts else size
            return Written(size, lost if made.replacements else "", made.handover)

        title = self.tr("Contribution to {code}, with contacts") if has_contacts else self.tr("Contribution to {code}")
        title = title.format(code=code)
        self._ask_export("contribution", title, file_name(code, "contribution.xlsx"), work)

    def ask_json(self) -> None:
        """Ask for an exchange file and export the whole workspace into it."""

        def work(target: Path, own: Workspace, progress: Progress) -> Written:
            from roundtable import exports

            exports.exchange(own, target, progress=progress)
            return Written()

        self._ask_export("json", self.tr("Export everything as JSON"), "roundtable.json", work)

    def _ask_export(
        self, kind: str, title: str, name: str, work: Callable[[Path, Workspace, Progress], Written]
    ) -> None:
        """Ask for a file and have ``work`` write it in a job."""
        if self._workspace_switch.needed() is None:
            return
        filters = {
            ".pdf": self.tr("PDF (*.pdf)"),
            ".xlsx": self.tr("Excel workbook (*.xlsx)"),
            ".json": self.tr("Exchange file (*.json)"),
        }[Path(name).suffix]
        ask = partial(self._ask_export, kind, title, name, work)

        def failed(error: RoundtableError) -> None:
            self._bar.show_error(error, [(self.tr("Choose another place…"), ask)])

        def write(target: Path) -> None:
            title = self.tr("Saving {file}").format(file=target.name)
            cancelled = self.tr("The export was cancelled; no file was saved.")
            self._run(title, partial(work, target), partial(self._report_export, target), failed, cancelled)

        self._prompts.new_file(kind, title, filters, name, write)

    def _run(
        self,
        title: str,
        work: Work[T],
        done: Callable[[T], None],
        failed: Callable[[RoundtableError], None],
        cancelled: str,
    ) -> None:
        if job := self._start(title, work, done, failed):
            job.cancelled.connect(partial(self._bar.show_message, "notice", cancelled))

    def _report_export(self, target: Path, written: Written) -> None:
        self.report_written(target, written)
        self.handed_over.emit()

    def report_written(self, target: Path, written: Written = _NOTHING_LOST) -> None:
        """Report that a file was written, and offer to open it."""
        buttons = [
            (self.tr("Open"), partial(_open, target)),
            (self.tr("Show in folder"), partial(_open, target.parent)),
        ]
        if written.handover:
            buttons.append((self.tr("Sent to…"), partial(self.recipients.ask, written.handover)))
        message = self.tr("“{file}” was saved.").format(file=target.name)
        more = ". ".join(part for part in (written.size, written.doubt) if part)
        self._bar.show_message("warning" if written.doubt else "done", message, more, buttons)


def _are_workspaces(files: Sequence[Path]) -> bool:
    """Tell whether files are merged back rather than imported."""
    return all(file.suffix.lower() == SUFFIX for file in files)


def _open(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
