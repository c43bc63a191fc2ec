"""The window on the roundtables page."""

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from ui.roundtables.roundtables_page import RoundtablesPage
    from ui.shell.main_window import MainWindow


@pytest.fixture
def page(window: "MainWindow", qtbot: "QtBot") -> "RoundtablesPage":
    from PySide6.QtCore import Qt

    from tests.ui.window_driving import CONTROL, part, press
    from ui.roundtables.roundtables_page import RoundtablesPage

    press(qtbot, window, Qt.Key.Key_3, CONTROL)
    return part(window, RoundtablesPage)
