"""Files dragged over the window and dropped on it: what will happen to them is said while they are held."""

from collections.abc import Sequence
from enum import Enum, auto
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication, QMimeData, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QLabel, QMainWindow, QWidget
from typing_extensions import override

from roundtable.workspace import SUFFIX
from ui.base.dropped_files import accept_copy, local_files

IMPORTED = (".txt", ".md", ".html", ".htm", ".eml", ".xlsx", ".json", ".pdf")
"""Suffixes of files that can be imported."""

translate = QCoreApplication.translate
_NAMED = 3


class Drop(Enum):
    """What is done with dropped files."""

    OPEN = auto()
    IMPORT = auto()
    REFUSE = auto()


class DropPlan(NamedTuple):
    """Hold what will happen to dropped files, and the sentence that says so."""

    kind: Drop
    files: tuple[Path, ...]
    words: str


def _plan(data: QMimeData) -> DropPlan | None:
    """Return what will happen to what is dragged; None where it holds no files."""
    files = local_files(data)
    if not files:
        return None
    suffixes = {file.suffix.lower() for file in files}
    if suffixes == {SUFFIX} and len(files) == 1:
        words = translate("Drop", "Open the workspace “{name}”, or merge it back if it comes from this one")
        return DropPlan(Drop.OPEN, files, words.format(name=files[0].name))
    strange = [file for file in files if file.suffix.lower() not in IMPORTED]
    if not strange:
        return DropPlan(Drop.IMPORT, files, translate("Drop", "Import {names}").format(names=_names(files)))
    words = translate("Drop", "{names} cannot be imported. These can: {endings}; or one workspace ({suffix}).")
    endings = " ".join(IMPORTED)
    return DropPlan(Drop.REFUSE, files, words.format(names=_names(strange), endings=endings, suffix=SUFFIX))


def _names(files: Sequence[Path]) -> str:
    names = ", ".join(f"“{file.name}”" for file in files[:_NAMED])
    return f"{names} +{len(files) - _NAMED}" if len(files) > _NAMED else names


class DropOverlay(QLabel):
    """Cover the window while files are held over it, and say what will happen."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self._over = over
        self.setObjectName("drop_overlay")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.hide()

    def show_plan(self, planned: DropPlan) -> None:
        """Say what will happen."""
        self.setText(planned.words)
        self.setProperty("refuses", planned.kind is Drop.REFUSE)
        self.style().polish(self)
        self.setGeometry(self._over.rect())
        self.show()
        self.raise_()


class DropWindow(QMainWindow):
    """Window on which files can be dropped."""

    dropped = Signal(object)
    """The ``DropPlan`` of files that were dropped."""

    def take_drops(self, over: QWidget) -> None:
        """Take files from now on, and say what will happen to them over a part of the window."""
        self._drop_overlay = DropOverlay(over)
        self.setAcceptDrops(True)

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if planned := _plan(event.mimeData()):
            self._drop_overlay.show_plan(planned)
            accept_copy(event)

    @override
    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        if self._drop_overlay.isVisible():
            accept_copy(event)

    @override
    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._drop_overlay.hide()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        self._drop_overlay.hide()
        if planned := _plan(event.mimeData()):
            accept_copy(event)
            self.dropped.emit(planned)
