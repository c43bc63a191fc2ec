"""The editor alone in a window, on a workspace with invented records."""

from typing import TYPE_CHECKING

import pytest

from roundtable.practices import practice_edits
from roundtable.records.practice import PracticeRecord
from roundtable.workspace import Workspace

if TYPE_CHECKING:
    from PySide6.QtCore import QSettings
    from pytestqt.qtbot import QtBot

    from tests.ui.editor.driving import Desk, NewDesk
    from ui.base.theme import Theme


@pytest.fixture
def desk(workspace: Workspace, theme: "Theme", settings: "QSettings", qtbot: "QtBot") -> "NewDesk":
    """Return a function that shows the editor on records, the first of them chosen."""
    from tests.ui.editor.driving import Desk

    def show(*records: PracticeRecord) -> Desk:
        keys = [practice_edits.create(workspace, record)[0] for record in records]
        return Desk(workspace, keys, theme, settings, qtbot)

    return show


@pytest.fixture
def empty(desk: "NewDesk") -> "Desk":
    """Show the editor on an empty record."""
    from tests.ui.editor.driving import blank

    return desk(blank())
