"""The editor alone in a window, on a workspace with invented records."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from roundtable import editing
from roundtable.records import PracticeRecord
from roundtable.workspace import Workspace
from tests.ui.window.conftest import application, settings, theme

if TYPE_CHECKING:
    from PySide6.QtCore import QSettings
    from pytestqt.qtbot import QtBot

    from tests.ui.editor.driving import Desk
    from ui.theme import Theme

__all__ = ["application", "settings", "theme"]


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with Workspace.open(tmp_path / "w.roundtable", create=True) as opened:
        yield opened


@pytest.fixture
def desk(workspace: Workspace, theme: "Theme", settings: "QSettings", qtbot: "QtBot") -> "Callable[..., Desk]":
    """Return a function that shows the editor on records, the first of them chosen."""
    from tests.ui.editor.driving import Desk

    def show(*records: PracticeRecord) -> Desk:
        keys = [editing.create(workspace, record)[0] for record in records]
        return Desk(workspace, keys, theme, settings, qtbot)

    return show
