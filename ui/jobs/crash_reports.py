"""Crash reports: uncaught exceptions are logged and shown in a dialog with a report to copy."""

import faulthandler
import logging
import platform
import sys
import threading
import traceback
from collections.abc import Callable
from contextlib import suppress
from importlib.metadata import version
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

from PySide6 import __version__ as qt_version
from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QDialog, QPlainTextEdit

from roundtable.backups.backup_files import folder
from roundtable.errors import RoundtableError
from ui.widgets.factories import button, column, label, row

LOG = logging.getLogger("roundtable")
_LOG_BYTES = 500_000
_LAST = "last report.txt"
"""The file beside the log that the next start offers to show."""
_FAULT = "last fault.txt"
"""The file beside the log into which a fault that ends the process is written; it names lines of code only."""


def log_into(folder: Path) -> Path | None:
    """Log into a rotating file in ``folder`` too, and return the file; None where none can be written there."""
    file = folder / "roundtable.log"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(file, maxBytes=_LOG_BYTES, backupCount=2, encoding="utf-8")
    except OSError:
        return None  # the window is to open all the same
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    LOG.addHandler(handler)
    return file


def watch_faults(folder: Path) -> None:
    """Have a fault that ends the process at once, such as one of Qt, leave its stacks for the next start to offer."""
    file = folder / _FAULT
    with suppress(OSError):
        if file.exists() and (stacks := file.read_text(encoding="utf-8", errors="replace")):
            file.with_name(_LAST).write_text(report_text(stacks), encoding="utf-8")
        faulthandler.enable(file.open("wb", buffering=0))  # which keeps it open


def without_texts(error: BaseException) -> str:
    """Return the traceback of a bug without the exceptions' words, which may be those of a record."""
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    earlier = f"{without_texts(before)}\n\nand meanwhile\n\n" if before else ""
    return f"{earlier}{''.join(traceback.format_tb(error.__traceback__))}{type(error).__qualname__}"


def last_report(folder: Path) -> str:
    """Take the report that the last run left in the folder of the log, "" where it left none."""
    file = folder / _LAST
    try:
        text = file.read_text(encoding="utf-8")
        file.unlink()
    except (OSError, UnicodeDecodeError):
        return ""
    return text


def report(error: BaseException) -> None:
    """Report a bug as if nobody had caught it."""
    sys.excepthook(type(error), error, error.__traceback__)


def report_text(trace: str) -> str:
    """Return the versions and the traceback of a bug."""
    return (
        f"Roundtable {version('roundtable')}, Qt {qt_version}, Python {platform.python_version()}, "
        f"{platform.platform()}\n\n{trace}"
    )


class CrashReporter(QObject):
    """Catch uncaught exceptions of every thread: all are logged, the first of several is shown."""

    refused = Signal(object)
    """An uncaught RoundtableError: no bug, it belongs in the message bar."""
    _caught = Signal(object)

    def __init__(self, log_file: Path | None, parent: QObject) -> None:
        super().__init__(parent)
        self._log_file = log_file
        self._dialog: CrashDialog | None = None
        self.is_damage: Callable[[], bool] = lambda: False
        """Tells whether it is no bug but a damaged workspace, and says so to the person."""
        self.newest_backup: Callable[[], Path | None] = lambda: None
        """Finds the newest backup of the open workspace."""
        self._caught.connect(self._show)
        sys.excepthook = self._catch
        threading.excepthook = lambda bug: self._catch(bug.exc_type, bug.exc_value, bug.exc_traceback)

    def _catch(self, _type: type[BaseException], error: BaseException | None, _trace: TracebackType | None) -> None:
        if error is None or isinstance(error, KeyboardInterrupt):
            return
        if isinstance(error, RoundtableError):
            self.refused.emit(error)
            return
        LOG.critical("A bug\n%s", without_texts(error))
        self._caught.emit(error)

    @Slot(object)
    def _show(self, error: BaseException) -> None:
        if self.is_damage():
            return
        if self._log_file:
            with suppress(OSError):
                self._log_file.with_name(_LAST).write_text(report_text(without_texts(error)), encoding="utf-8")
        if self._dialog is None or not self._dialog.isVisible():
            self.show_report(report_text("".join(traceback.format_exception(error))))

    def show_report(self, text: str) -> None:
        """Show a report to copy, of this run or of the last."""
        self._dialog = CrashDialog(text, self._log_file, self.newest_backup())
        self._dialog.open()


class CrashDialog(QDialog):
    """Apology, what is safe, and the report of a bug to copy."""

    def __init__(self, report: str, log_file: Path | None, newest_backup: Path | None = None) -> None:
        super().__init__()
        self.setWindowTitle(self.tr("Something went wrong in Roundtable"))
        self.resize(720, 460)
        text = QPlainTextEdit(report)
        text.setReadOnly(True)
        text.setTabChangesFocus(True)
        text.setAccessibleName(self.tr("Report"))
        text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        copy = button(self.tr("Copy the report"), lambda: QGuiApplication.clipboard().setText(report))
        close = button(self.tr("Close"), self.accept, "primary")
        words = self.tr(
            "This is an error in the program, not a mistake of yours. Saved work is safe; the failed step was not "
            "carried out. Please send the report below to the people who maintain the program."
        )
        backups = (
            self.tr("The newest backup is {file}").format(file=newest_backup)
            if newest_backup
            else self.tr("Backups of your workspaces are in {folder}").format(folder=folder())
        )
        self.setLayout(
            column(
                label(self.tr("Something went wrong"), "title"),
                label(words),
                text,
                label(backups, "caption"),
                label(self.tr("The details are also in {file}").format(file=log_file) if log_file else "", "caption"),
                row(copy, None, close),
                margins=(24, 24, 24, 16),
                spacing=12,
            )
        )
