"""A program that types without a pause, into the summary or a reason, and says each letter: it is there to be killed.

Takes ``editor`` or ``matrix`` and a workspace with a practice; for the matrix, with one in a roundtable's annex.
"""

import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSettings, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from roundtable.workspace import Workspace
from ui.base import reference_counts
from ui.base.theme import Theme
from ui.editor.practice_editor import PracticeEditor
from ui.mapping.matrix_panel import ReasonInput
from ui.mapping.matrix_table import MatrixTable
from ui.shell.main_window import MainWindow

INTERVAL_MS = 40
Shown = tuple[QWidget, Callable[[], QWidget | None]]
"""A window, and what tells where in it to type now."""


def show_editor(file: Path, settings: QSettings, theme: Theme) -> Shown:
    editor = PracticeEditor(theme, settings)
    editor.show_practice(Workspace.open(file), 1)
    editor.show()
    editor.activateWindow()
    editor.start("summary")
    return editor, QApplication.focusWidget


def show_matrix(file: Path, settings: QSettings, theme: Theme) -> Shown:
    window = MainWindow(settings, theme)
    window.show()
    window.workspace_switch.open_location(str(file))
    window.go_to("mapping")
    table, reason = window.mapping.findChild(MatrixTable), window.mapping.findChild(ReasonInput)
    assert table is not None
    return window, lambda: reason if table.currentIndex().isValid() else None


def main(place: str, file: Path) -> None:
    """Type a letter each time the timer fires, until killed."""
    reference_counts.make_plenty()
    application = QApplication([])
    settings = QSettings(str(file.with_suffix(".ini")), QSettings.Format.IniFormat)
    show = {"editor": show_editor, "matrix": show_matrix}[place]
    _window, target = show(file, settings, Theme(application, settings))

    def type_on() -> None:
        if (focused := target()) is not None:
            QTest.keyClick(focused, Qt.Key.Key_X)
            print("x", flush=True)

    timer = QTimer(application)
    timer.timeout.connect(type_on)
    timer.start(INTERVAL_MS)
    application.exec()


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
