"""Taking along and merging back from the window: ask for the part and the file, run the job, lead to the preview."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from roundtable.agenda import roundtable_store
from roundtable.errors import RoundtableError
from roundtable.progress import Progress
from roundtable.workspace import SUFFIX, Workspace
from roundtable.workspace_merge import lineage
from ui.dialogs.file_prompts import Prompts
from ui.widgets.factories import open_dialog
from ui.workspaces.workspace_actions import WindowParts, WorkspaceActions

translate = QCoreApplication.translate


def shown_name(workspace: Workspace | None) -> str:
    """Name the open workspace, and the one that it was taken along from; "" where none is open."""
    if workspace is None:
        return ""
    name, origin = workspace.name, lineage.origin_name(workspace)
    return (
        translate("TakeAlong", "{name}, taken along from {origin}").format(name=name, origin=origin) if origin else name
    )


class TakeAlongActions(WorkspaceActions):
    """Take along, and merge back."""

    def __init__(
        self,
        parts: WindowParts,
        prompts: Prompts,
        preview: Callable[[Sequence[Path]], object],
        tell_written: Callable[[Path], None],
    ) -> None:
        """``preview`` shows what the import of files would do, ``tell_written`` that a file was written."""
        super().__init__(parts)
        self._prompts = prompts
        self._preview = preview
        self._tell_written = tell_written

    def ask(self) -> None:
        """Ask what to take along and where to, and write it."""
        workspace = self._workspace_switch.needed()
        if workspace is None:
            return
        from ui.workspace_merge.take_along_dialog import TakeAlongDialog

        dialog = TakeAlongDialog([one.code for one in roundtable_store.listing(workspace)], self._window)
        dialog.chosen.connect(self._ask_file)
        open_dialog(dialog)

    def _ask_file(self, roundtable: str | None, search: str | None) -> None:
        workspace = self._workspace_switch.needed()
        if workspace is None:
            return
        stem = roundtable or Path(workspace.name).stem
        name = self.tr("{name} taken along").format(name=stem) + SUFFIX
        write = partial(self._write, roundtable, search)
        self._prompts.new_file(
            "workspace", self.tr("Take along as"), self._workspace_switch.file_filters(), name, write
        )

    def _write(self, roundtable: str | None, search: str | None, target: Path) -> None:
        def work(own: Workspace, progress: Progress) -> None:
            from roundtable.workspace_merge.take_along import take_along

            take_along(own, target, roundtable=roundtable, search=search, progress=progress)

        def failed(error: RoundtableError) -> None:
            again = partial(self._ask_file, roundtable, search)
            self._bar.show_error(error, [(self.tr("Choose another place…"), again)])

        title = self.tr("Saving {file}").format(file=target.name)
        job = self._start(title, work, lambda _: self._tell_written(target), failed)
        if job:
            cancelled = self.tr("Nothing was taken along; no file was saved.")
            job.cancelled.connect(partial(self._bar.show_message, "notice", cancelled))

    def ask_merge(self) -> None:
        """Ask for a workspace file and show what its merge would do."""
        if self._workspace_switch.needed():
            title = self.tr("Merge back")
            self._prompts.file(
                "workspace", title, self._workspace_switch.file_filters(), lambda file: self._preview([file])
            )

    def open_or_merge(self, file: Path) -> None:
        """Open a workspace file instead of the open one, or merge it where the two belong together, as is chosen."""
        switch = self._workspace_switch
        if switch.workspace is None or not lineage.is_related(switch.workspace, file):
            switch.open_location(str(file))
            return
        said = self.tr("“{file}” was taken along from this workspace or with it, or is a copy of it.").format(
            file=file.name
        )
        merge = (self.tr("Merge it back…"), partial(self._preview, [file]))
        self._bar.show_message(
            "notice", said, "", [merge, (self.tr("Open it"), partial(switch.open_location, str(file)))]
        )
