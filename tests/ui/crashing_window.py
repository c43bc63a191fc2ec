"""The real window, which crashes a moment after it is shown, or tells what it offers of the crash before.

Takes ``bug``, ``fault`` or ``look`` and a workspace; prints what is shown, a line each. After a ``bug that stays`` the
window is looked at only once all that a start does is done.
"""

import ctypes
import os
import sys

from PySide6.QtCore import QSettings, QTimer
from PySide6.QtWidgets import QApplication, QLabel, QPlainTextEdit, QPushButton

from tests import samples
from ui.base.theme import Theme
from ui.jobs.crash_reports import CrashDialog
from ui.shell import app
from ui.shell.main_window import MainWindow
from ui.widgets.message_bar import MessageBar

LOOK_MS = 100
SETTLED_MS = 3000


def fail() -> None:
    raise ValueError(samples.WELLS.title)  # as an error that quotes a record does


def dialogs() -> list[CrashDialog]:
    return [one for one in QApplication.topLevelWidgets() if isinstance(one, CrashDialog) and one.isVisible()]


def look() -> None:
    """Press what offers the report; once it is shown, print all of it and end as a crash does."""
    for button in (one for window in QApplication.topLevelWidgets() for one in window.findChildren(QPushButton)):
        if button.text() == "Show the report" and button.isVisible():
            button.click()
            return
    for bar in (one for window in QApplication.topLevelWidgets() for one in window.findChildren(MessageBar)):
        bar.hide()  # a person has read it: what waits is told next
    for dialog in dialogs():
        for said in dialog.findChildren(QLabel):
            print(said.text())
        print(dialog.findChildren(QPlainTextEdit)[0].toPlainText(), flush=True)
        os._exit(7)


CRASHES = {"bug": fail, "bug that stays": fail, "fault": lambda: ctypes.string_at(0), "look": lambda: None}


class CrashingWindow(MainWindow):
    """Window that crashes once it has opened a workspace."""

    def __init__(self, settings: QSettings, theme: Theme) -> None:
        super().__init__(settings, theme)
        self._looking = QTimer(self, interval=LOOK_MS)
        self._looking.timeout.connect(look)
        QTimer.singleShot(SETTLED_MS if sys.argv[1] == "bug that stays" else 0, self._looking.start)
        self.workspace_switch.opened.connect(lambda _: QTimer.singleShot(LOOK_MS, CRASHES[sys.argv[1]]))


if __name__ == "__main__":
    setattr(app, "MainWindow", CrashingWindow)  # noqa: B010 - it exports nothing
    app.run(sys.argv[2])
