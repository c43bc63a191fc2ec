"""The vocabulary page of the real window."""

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from ui.shell.main_window import MainWindow
    from ui.vocabulary.vocabulary_page import VocabularyPage


@pytest.fixture
def page(window: "MainWindow", qtbot: "QtBot") -> "VocabularyPage":
    from PySide6.QtCore import Qt

    from tests.ui.vocabulary.driving import names
    from tests.ui.window_driving import CONTROL, part, press, until
    from ui.vocabulary.vocabulary_page import VocabularyPage

    press(qtbot, window, Qt.Key.Key_7, CONTROL)
    found = part(window, VocabularyPage)
    until(qtbot, lambda: bool(names(found)))
    return found
