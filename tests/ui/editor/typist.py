"""A program that types into the summary without a pause, and says each time how much: it is there to be killed."""

import sys
from pathlib import Path

from PySide6.QtCore import QSettings, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from roundtable.workspace import Workspace
from ui.base import reference_counts
from ui.base.theme import Theme
from ui.editor.practice_editor import PracticeEditor


def main(file: Path) -> None:
    """Type one letter every 40 ms until killed."""
    reference_counts.make_plenty()
    application = QApplication([])
    settings = QSettings(str(file.with_suffix(".ini")), QSettings.Format.IniFormat)
    editor = PracticeEditor(Theme(application, settings), settings)
    editor.show_practice(Workspace.open(file), 1)
    editor.show()
    editor.activateWindow()
    editor.start("summary")
    typed = 0

    def type_on() -> None:
        nonlocal typed
        focused = QApplication.focusWidget()
        if focused is not None:
            QTest.keyClick(focused, Qt.Key.Key_X)
            typed += 1
            print(typed, flush=True)

    timer = QTimer(application)
    timer.timeout.connect(type_on)
    timer.start(40)
    application.exec()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
