"""What a colleague does in a shared workspace beside the window, and where one types meanwhile."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtWidgets import QTextEdit
from pytestqt.qtbot import QtBot

from roundtable.history import undo_steps
from roundtable.workspace import Workspace
from tests.ui.shell.test_traps import edit_first
from tests.ui.window_driving import pane_text, practices_table, until
from ui.shell.main_window import MainWindow


@contextmanager
def as_ben(address: str) -> Iterator[Workspace]:
    """Open the workspace as another person."""
    with Workspace.open(address) as other:
        undo_steps.use_name("Ben")
        try:
            yield other
        finally:
            undo_steps.use_name("")


def typed_into(window: MainWindow, qtbot: QtBot) -> QTextEdit:
    """Edit the summary of the wells."""
    practices_table(window).selectRow(2)
    until(qtbot, lambda: "Ayacucho" in pane_text(window))
    field = edit_first(window, qtbot, "summary")
    assert isinstance(field, QTextEdit)
    return field


def database_name(address: str) -> str:
    """Return the name of the database of an address."""
    return address.split("/")[3].split("?", maxsplit=1)[0]
