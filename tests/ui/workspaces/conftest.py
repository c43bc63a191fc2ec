"""A workspace on the tests' server, and the window on it."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests.postgresql import Server

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.ui.window_driving import OpenWindow
    from ui.shell.main_window import MainWindow


@pytest.fixture
def address(server: Server) -> Iterator[str]:
    """Name a workspace on the server that holds the invented records."""
    with server.database("filled") as made:
        yield made


@pytest.fixture
def shared(address: str, open_window: "OpenWindow", qtbot: "QtBot") -> "Iterator[MainWindow]":
    """Show the window on it, its table filled."""
    from tests.ui.window_driving import ALL_TITLES, titles, until

    window = open_window(address)
    until(qtbot, lambda: titles(window) == ALL_TITLES)
    yield window
    window.close()
