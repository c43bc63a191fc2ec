"""Non-blocking file dialogs; each kind of file remembers its last folder in the settings."""

import re
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QSettings, QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from ui.dialogs.question_dialog import confirm

translate = QCoreApplication.translate
_SUFFIX = re.compile(r"\.[A-Za-z][A-Za-z0-9]*")
_PATTERN = re.compile(r"\*(\.\w+)")


class Prompts:
    """Open file dialogs for a window."""

    def __init__(self, settings: QSettings, window: QWidget) -> None:
        self._settings = settings
        self._window = window

    def files(self, kind: str, title: str, filters: str, then: Callable[[list[Path]], object]) -> None:
        """Ask for existing files."""
        self._open(self._dialog(kind, title, filters, QFileDialog.FileMode.ExistingFiles), kind, then)

    def file(self, kind: str, title: str, filters: str, then: Callable[[Path], object]) -> None:
        """Ask for one existing file."""
        dialog = self._dialog(kind, title, filters, QFileDialog.FileMode.ExistingFile)
        self._open(dialog, kind, lambda files: then(files[0]))

    def folder(self, kind: str, title: str, then: Callable[[Path], object]) -> None:
        """Ask for an existing folder."""
        dialog = self._dialog(kind, title, "", QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        self._open(dialog, kind, lambda chosen: then(chosen[0]))

    def new_file(self, kind: str, title: str, filters: str, name: str, then: Callable[[Path], object]) -> None:
        """Ask for a file to write, proposing ``name``, and confirm replacing an existing one.

        A name without a suffix gets that of the selected filter.
        """
        dialog = self._dialog(kind, title, filters, QFileDialog.FileMode.AnyFile)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(Path(name).suffix.removeprefix("."))
        dialog.filterSelected.connect(lambda chosen: dialog.setDefaultSuffix(_suffix(chosen).removeprefix(".")))
        dialog.selectFile(name)
        self._open(dialog, kind, lambda files: self._complete(files[0], _suffix(dialog.selectedNameFilter()), then))

    def _complete(self, file: Path, suffix: str, then: Callable[[Path], object]) -> None:
        """Add the suffix that the dialog took a name such as “RT 3.2” to have already; it has not checked that file."""
        whole = file if _SUFFIX.fullmatch(file.suffix) else file.with_name(file.name + suffix)
        if whole == file or not whole.exists():
            then(whole)
            return
        title = translate("Prompts", "Replace “{name}”?").format(name=whole.name)
        sentence = translate("Prompts", "A file of this name is already in that folder.")
        confirm(self._window, title, sentence, translate("Prompts", "Replace"), lambda: then(whole))

    def _dialog(self, kind: str, title: str, filters: str, mode: QFileDialog.FileMode) -> QFileDialog:
        folder = self._settings.value(f"folders/{kind}")
        if not isinstance(folder, str) or not Path(folder).is_dir():
            folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        dialog = QFileDialog(self._window, title, folder, filters)
        dialog.setFileMode(mode)
        return dialog

    def _open(self, dialog: QFileDialog, kind: str, then: Callable[[list[Path]], object]) -> None:
        def answer(chosen: Sequence[str]) -> None:
            files = [Path(name) for name in chosen]
            if files:
                self._settings.setValue(f"folders/{kind}", str(files[0].parent))
                then(files)

        dialog.filesSelected.connect(answer)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()


def _suffix(name_filter: str) -> str:
    """Return the suffix in a name filter such as “SVG drawing (*.svg)”, "" where it shows all files."""
    found = _PATTERN.search(name_filter)
    return found[1] if found else ""
