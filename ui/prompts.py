"""Questions for files and folders, each kind remembering where it was answered last.

Asks without blocking: the answer goes to a function. Reads and writes no file.
"""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QSettings, QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget


class Prompts:
    """Ask for files on behalf of a window."""

    def __init__(self, settings: QSettings, window: QWidget) -> None:
        self._settings = settings
        self._window = window

    def files(self, kind: str, title: str, filters: str, then: Callable[[list[Path]], object]) -> None:
        """Ask for files that exist."""
        self._ask(kind, title, filters, QFileDialog.FileMode.ExistingFiles, then)

    def file(self, kind: str, title: str, filters: str, then: Callable[[Path], object]) -> None:
        """Ask for one file that exists."""
        self._ask(kind, title, filters, QFileDialog.FileMode.ExistingFile, lambda files: then(files[0]))

    def new_file(self, kind: str, title: str, filters: str, name: str, then: Callable[[Path], object]) -> None:
        """Ask where to write a file, proposing ``name``; whoever answers has agreed to replace what is there."""
        dialog = self._dialog(kind, title, filters, QFileDialog.FileMode.AnyFile)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(Path(name).suffix.removeprefix("."))
        dialog.selectFile(name)
        self._open(dialog, kind, lambda files: then(files[0]))

    def _ask(
        self,
        kind: str,
        title: str,
        filters: str,
        mode: QFileDialog.FileMode,
        then: Callable[[list[Path]], object],
    ) -> None:
        self._open(self._dialog(kind, title, filters, mode), kind, then)

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
