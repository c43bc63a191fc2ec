"""Files that are dragged or pasted, told from texts; a pasted text is made a file."""

from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from weakref import finalize

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QDropEvent, QGuiApplication

from ui.base.value_texts import translate


def clipboard_data() -> QMimeData:
    """Return what lies on the clipboard; where that holds nothing, Qt gives None in spite of its types."""
    return QGuiApplication.clipboard().mimeData() or QMimeData()


def local_files(data: QMimeData) -> tuple[Path, ...]:
    """Return the files of this computer in what is dragged or pasted."""
    return tuple(Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile())


def clipboard_files(owner: object) -> list[Path]:
    """Return the files on the clipboard, or its text in a file that goes with its ``owner``; none where it is empty."""
    data = clipboard_data()
    files = list(local_files(data))
    text, suffix = (data.html(), ".html") if data.hasHtml() else (data.text(), ".txt")
    return files or ([save_text(owner, text, suffix)] if text.strip() else [])


def save_text(owner: object, text: str, suffix: str = ".txt") -> Path:
    """Save a copied text in a file that goes with its ``owner``."""
    folder = mkdtemp(prefix="roundtable-")
    finalize(owner, rmtree, folder, ignore_errors=True)
    file = Path(folder) / f"{translate('DroppedFiles', 'Clipboard')}{suffix}"
    file.write_text(text, encoding="utf-8")
    return file


def accept_copy(event: QDropEvent) -> None:
    """Accept what is dropped as a copy: a file manager that offers to move would take the file away."""
    event.setDropAction(Qt.DropAction.CopyAction)
    event.accept()
