"""Clipboard as a source of an import: the files that lie on it, or its text as a file."""

from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from weakref import finalize

from ui.base.dropped_files import clipboard_data, local_files
from ui.base.value_texts import translate


def saved(owner: object) -> list[Path]:
    """Return the files on the clipboard, or its text in a file that goes with its ``owner``; none where it is empty."""
    data = clipboard_data()
    files = list(local_files(data))
    text, suffix = (data.html(), ".html") if data.hasHtml() else (data.text(), ".txt")
    return files or ([save_text(owner, text, suffix)] if text.strip() else [])


def save_text(owner: object, text: str, suffix: str = ".txt") -> Path:
    """Save a copied text in a file that goes with its ``owner``."""
    folder = mkdtemp(prefix="roundtable-")
    finalize(owner, rmtree, folder, ignore_errors=True)
    file = Path(folder) / f"{translate('ClipboardFiles', 'Clipboard')}{suffix}"
    file.write_text(text, encoding="utf-8")
    return file
