"""Files that are dragged or pasted, told from texts."""

from pathlib import Path

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QDropEvent, QGuiApplication


def clipboard_data() -> QMimeData:
    """Return what lies on the clipboard; where that holds nothing, Qt gives None in spite of its types."""
    return QGuiApplication.clipboard().mimeData() or QMimeData()


def local_files(data: QMimeData) -> tuple[Path, ...]:
    """Return the files of this computer in what is dragged or pasted."""
    return tuple(Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile())


def accept_copy(event: QDropEvent) -> None:
    """Accept what is dropped as a copy: a file manager that offers to move would take the file away."""
    event.setDropAction(Qt.DropAction.CopyAction)
    event.accept()
