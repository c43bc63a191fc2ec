"""Files in and files out: asks where, starts the job, says how it went and what may be done next.

Reads and writes no file itself; services do that on the job's thread.
"""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices

import resources
from roundtable.errors import RoundtableError
from roundtable.history.undo_steps import ChangeSet
from roundtable.progress import Progress
from roundtable.workspace import Workspace
from ui.base.signals import Signals
from ui.dialogs.file_prompts import Prompts
from ui.jobs.jobs import Jobs
from ui.widgets.message_bar import MessageBar
from ui.workspaces.workspace_switch import WorkspaceSwitch

if TYPE_CHECKING:
    from roundtable.exchange.merge import Accept
    from roundtable.imports import ImportReport

IMPORTED = (".txt", ".xlsx", ".json")
"""The endings of files that can be taken in."""


class Subject(NamedTuple):
    """Name what is handed out: the code of a roundtable, a language, whether contacts or coverage and gaps go along."""

    code: str
    language: str
    has_contacts: bool = False
    has_coverage: bool = False


class Written(NamedTuple):
    """Say what is in a file that was written, and what did not come out as it should."""

    size: str = ""
    doubt: str = ""


class FileActions(QObject):
    """Import and export on behalf of the window."""

    reported = Signal(object, object, object)
    """An ``ImportReport``, the files it is about, and the ``Workspace`` that took them in."""
    handed_over = Signal()
    """An annex or a contribution was written, and noted as handed over."""

    def __init__(
        self,
        parent: QObject,
        *,
        workspace_switch: WorkspaceSwitch,
        subject: Callable[[], Subject],
        contribution: Callable[[], Subject],
        jobs: Jobs,
        prompts: Prompts,
        bar: MessageBar,
        signals: Signals,
    ) -> None:
        super().__init__(parent)
        self._workspace_switch = workspace_switch
        self._subject = subject
        self._contribution = contribution
        self._jobs = jobs
        self._prompts = prompts
        self._bar = bar
        self._signals = signals

    def ask_import(self) -> None:
        """Ask for files and take them in."""
        if self._workspace_switch.needed():
            filters = self.tr("Papers, contributions and exchange files (*.txt *.xlsx *.json);;All files (*)")
            self._prompts.files("import", self.tr("Import"), filters, self.take_in)

    def open_sample(self) -> None:
        """Take the sample roundtable in."""
        from roundtable.demo import SAMPLE

        self.take_in([resources.path(SAMPLE)])

    def take_in(self, files: Sequence[Path], accept: "Accept | None" = None) -> None:
        """Take the files in as one step of undo."""
        workspace = self._workspace_switch.needed()
        if workspace is None:
            return

        def work(own: Workspace, progress: Progress) -> "tuple[ImportReport, ChangeSet]":
            from roundtable.imports import import_files

            return import_files(own, files, accept=accept, progress=progress)

        def succeeded(result: "tuple[ImportReport, ChangeSet]") -> None:
            report, change_set = result
            self._signals.changed.emit(change_set)
            self.reported.emit(report, tuple(files), workspace)

        def failed(error: RoundtableError) -> None:
            self._bar.show_error(error, [(self.tr("Choose another file…"), self.ask_import)])

        names = files[0].name if len(files) == 1 else self.tr("%n file(s)", "", len(files))
        job = self._jobs.start(
            self.tr("Importing {names}").format(names=names), workspace.location, work, succeeded, failed
        )
        job.cancelled.connect(self._say_import_cancelled)

    def ask_annex(self) -> None:
        """Ask where the annex PDF of the roundtable goes, and write it."""
        subject = self._subject()
        code = subject.code

        def work(target: Path, own: Workspace, progress: Progress) -> Written:
            from roundtable import exports

            made = exports.annex(
                own,
                target,
                roundtable=code,
                language=subject.language,
                with_coverage=subject.has_coverage,
                progress=progress,
            )
            size = self.tr("%n page(s)", "", made.pages) + ", " + self.tr("%n practice(s)", "", made.practices)
            warnings = [
                self.tr("No font has {count} letters ({script}) of “{title}”.").format(
                    count=len(one.letters), script=one.script or self.tr("symbols"), title=one.heading
                )
                for one in made.missing
            ]
            warnings += [
                self.tr("“{title}” is not fully translated.").format(title=one.heading) for one in made.untranslated
            ]
            return Written(size, "\n".join(warnings))

        self._ask_export("annex", self.tr("Annex of {code}").format(code=code), f"{code} annex.pdf", work)

    def ask_contribution(self) -> None:
        """Ask where the contribution workbook of the roundtable goes, and write it."""
        code, language, has_contacts, has_coverage = self._contribution()

        def work(target: Path, own: Workspace, progress: Progress) -> Written:
            from roundtable import exports

            made = exports.contribution(
                own,
                target,
                roundtable=code,
                language=language,
                include_contacts=has_contacts,
                with_coverage=has_coverage,
                progress=progress,
            )
            lost = self.tr("%n field(s) held characters that a workbook cannot hold.", "", len(made.replacements))
            size = self.tr("%n practice(s)", "", made.practices)
            told = self.tr("{size}, with contacts").format(size=size) if has_contacts else size
            return Written(told, lost if made.replacements else "")

        said = self.tr("Contribution to {code}, with contacts") if has_contacts else self.tr("Contribution to {code}")
        title = said.format(code=code)
        self._ask_export("contribution", title, f"{code} contribution.xlsx", work)

    def ask_json(self) -> None:
        """Ask where an exchange file with all there is goes, and write it."""

        def work(target: Path, own: Workspace, progress: Progress) -> Written:
            from roundtable import exports

            exports.exchange(own, target, progress=progress)
            return Written()

        self._ask_export("json", self.tr("Everything as JSON"), "roundtable.json", work)

    def _ask_export(
        self, kind: str, title: str, name: str, work: Callable[[Path, Workspace, Progress], Written]
    ) -> None:
        """Ask where a file goes, and let ``work`` write it."""
        workspace = self._workspace_switch.needed()
        if workspace is None:
            return
        suffix = Path(name).suffix
        filters = {
            ".pdf": self.tr("PDF (*.pdf)"),
            ".xlsx": self.tr("Excel workbook (*.xlsx)"),
            ".json": self.tr("Exchange file (*.json)"),
        }[suffix]
        ask = partial(self._ask_export, kind, title, name, work)

        def failed(error: RoundtableError) -> None:
            self._bar.show_error(error, [(self.tr("Choose another place…"), ask)])

        def write(target: Path) -> None:
            job = self._jobs.start(
                self.tr("Writing {file}").format(file=target.name),
                workspace.location,
                partial(work, target),
                partial(self._hand_over, target),
                failed,
            )
            job.cancelled.connect(self._say_export_cancelled)

        self._prompts.new_file(kind, title, filters, name, write)

    def say_picture(self, target: Path) -> None:
        """Say that a picture is written, and offer to open it."""
        self._say_written(target, Written())

    def _hand_over(self, target: Path, written: Written) -> None:
        self._say_written(target, written)
        self.handed_over.emit()

    def _say_written(self, target: Path, written: Written) -> None:
        buttons = [
            (self.tr("Open"), partial(_open, target)),
            (self.tr("Show in folder"), partial(_open, target.parent)),
        ]
        said = self.tr("“{file}” is written.").format(file=target.name)
        more = ". ".join(part for part in (written.size, written.doubt) if part)
        self._bar.show_message("warning" if written.doubt else "done", said, more, buttons)

    def _say_import_cancelled(self) -> None:
        self._bar.show_message("notice", self.tr("The import was cancelled; the workspace is as it was."))

    def _say_export_cancelled(self) -> None:
        self._bar.show_message("notice", self.tr("The export was cancelled; no file was written."))


def _open(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
