"""Start of the window: application, settings, translations, theme, crash reports."""

import gc
import signal
import sys

from platformdirs import user_log_path
from PySide6.QtCore import QLibraryInfo, QLocale, QSettings, QTimer, QTranslator
from PySide6.QtWidgets import QApplication

import resources
from roundtable import __version__
from roundtable.temporary_files import clear_unfinished
from ui.base import reference_counts
from ui.base.theme import Theme
from ui.jobs.crash_reports import CrashReporter, last_report, log_into, watch_faults
from ui.shell.main_window import MainWindow

SWITCH_SECONDS = 0.001
"""Longest time a busy thread keeps the window waiting for the interpreter; Python's own 0.005 add up."""
_SETTLED_MS = 2000
"""When everything that a start makes is made."""


def run(workspace_location: str) -> int:
    """Show the window on the workspace, created if missing, until it is closed; return the exit status."""
    reference_counts.make_plenty()
    sys.setswitchinterval(SWITCH_SECONDS)
    gc.disable()  # the window is made of objects that stay: searching them for garbage would only delay it
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl+C in the terminal: Qt's loop would never let Python see it
    application = QApplication(sys.argv[:1])
    name_application()
    install_translators(application, QLocale())
    log_folder = user_log_path("Roundtable", appauthor=False)
    crashes = CrashReporter(log_into(log_folder), application)
    watch_faults(log_folder)
    report = last_report(log_folder)  # before this run can leave one of its own
    settings = QSettings()
    theme = Theme(application, settings)
    with theme.suspended():
        window = MainWindow(settings, theme)
    crashes.refused.connect(window.show_error)
    crashes.is_damage = window.file_check.is_damage
    crashes.newest_backup = window.backup_actions.newest
    window.show()
    QTimer.singleShot(0, lambda: window.workspace_switch.open_location(workspace_location, create=True))
    QTimer.singleShot(_SETTLED_MS, _collect_again)
    QTimer.singleShot(_SETTLED_MS, clear_unfinished)
    QTimer.singleShot(_SETTLED_MS, lambda: window.offer_report(report, crashes.show_report))
    return application.exec()


def _collect_again() -> None:
    gc.freeze()
    gc.enable()


def name_application() -> None:
    """Name the program to the desktop and to the settings."""
    QApplication.setOrganizationName("Roundtable")
    QApplication.setApplicationName("Roundtable")
    QApplication.setApplicationVersion(__version__)
    QApplication.setDesktopFileName("roundtable")


def install_translators(application: QApplication, locale: QLocale) -> None:
    """Load Qt's and our translations; the English one, with its plurals, for languages that have none."""
    for name, folder in (
        ("qtbase", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)),
        ("roundtable", str(resources.path("translations"))),
    ):
        translator = QTranslator(application)
        if translator.load(locale, name, "_", folder) or translator.load(f"{name}_en", folder):
            application.installTranslator(translator)
