"""Bugs: logged, and shown once in a dialog with a report that a person can copy.

Errors of the user's world never come here; they belong in the message bar.
"""

import logging
import platform
import sys
import threading
import traceback
from importlib.metadata import version
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

from PySide6 import __version__ as qt_version
from PySide6.QtCore import QObject, Signal, Slot

from roundtable.errors import RoundtableError

LOG = logging.getLogger("roundtable")
_LOG_BYTES = 500_000


def log_into(folder: Path) -> Path:
    """Write what is logged into a file of ``folder`` too, and return the file."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / "roundtable.log"
    handler = RotatingFileHandler(file, maxBytes=_LOG_BYTES, backupCount=2, encoding="utf-8")
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    LOG.addHandler(handler)
    return file


def report(error: BaseException) -> None:
    """Hand a bug to the one place that every bug goes to."""
    sys.excepthook(type(error), error, error.__traceback__)


def report_text(error: BaseException) -> str:
    """Describe a bug for whoever is to mend it."""
    trace = "".join(traceback.format_exception(error))
    return (
        f"Roundtable {version('roundtable')}, Qt {qt_version}, Python {platform.python_version()}, "
        f"{platform.platform()}\n\n{trace}"
    )


class CrashReporter(QObject):
    """Catch whatever nobody caught, on whichever thread: a bug is shown, the first of several."""

    refused = Signal(object)
    """A RoundtableError came where nobody had thought of it; it is no bug and belongs in the message bar."""
    _caught = Signal(object)

    def __init__(self, log_file: Path, parent: QObject) -> None:
        super().__init__(parent)
        self._log_file = log_file
        self._is_shown = False
        self._caught.connect(self._show)
        sys.excepthook = self._catch
        threading.excepthook = lambda bug: self._catch(bug.exc_type, bug.exc_value, bug.exc_traceback)

    def _catch(self, _type: type[BaseException], error: BaseException | None, _trace: TracebackType | None) -> None:
        if error is None or isinstance(error, KeyboardInterrupt):
            return
        if isinstance(error, RoundtableError):
            self.refused.emit(error)
            return
        LOG.critical("A bug", exc_info=error)
        self._caught.emit(error)

    @Slot(object)
    def _show(self, error: BaseException) -> None:
        if self._is_shown:
            return
        from ui.jobs.crash_dialog import CrashDialog

        self._is_shown = True
        dialog = CrashDialog(report_text(error), self._log_file)
        dialog.finished.connect(self._forget)
        dialog.open()
        self._dialog = dialog

    @Slot()
    def _forget(self) -> None:
        self._is_shown = False
