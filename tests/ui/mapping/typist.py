"""A program that types a reason into the matrix without a pause, and says each time how much: it is there to be killed.

Takes a workspace with a roundtable and a practice in its annex.
"""

import sys
from pathlib import Path

from PySide6.QtCore import QSettings, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from ui.base import reference_counts
from ui.base.theme import Theme
from ui.mapping.matrix_panel import ReasonInput
from ui.mapping.matrix_table import MatrixTable
from ui.shell.main_window import MainWindow


def main(file: Path) -> None:
    """Type one letter every 40 ms, once the matrix is there, until killed."""
    reference_counts.make_plenty()
    application = QApplication([])
    settings = QSettings(str(file.with_suffix(".ini")), QSettings.Format.IniFormat)
    window = MainWindow(settings, Theme(application, settings))
    window.show()
    window.workspace_switch.open_location(str(file))
    window.go_to("mapping")
    table, reason = window.mapping.findChild(MatrixTable), window.mapping.findChild(ReasonInput)
    assert table is not None
    assert reason is not None
    typed = 0

    def type_on() -> None:
        nonlocal typed
        if table.currentIndex().isValid():
            QTest.keyClick(reason, Qt.Key.Key_X)
            typed += 1
            print(typed, flush=True)

    timer = QTimer(application)
    timer.timeout.connect(type_on)
    timer.start(40)
    application.exec()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
