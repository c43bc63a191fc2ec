"""The window for tests, on a workspace of the test and with settings of its own.

Imports Qt only inside fixtures: where Qt cannot start, its tests are skipped, not broken.
"""

import gc
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from roundtable.exchange import json_file
from roundtable.workspace import file_of
from tests import samples
from tests.conftest import OPENED

if TYPE_CHECKING:
    from PySide6.QtCore import QSettings
    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from tests.ui.window_driving import OpenWindow
    from ui.base.theme import Theme
    from ui.shell.main_window import MainWindow


PATIENCE_MS = 30_000
"""How long a test waits for what must come: as long as a slow machine with other things to do may take."""


@pytest.fixture
def qtbot(qtbot: "QtBot") -> "Iterator[QtBot]":
    """Wait patiently, and destroy the widgets of a test before the next: each that is left is dressed again with it."""
    from PySide6.QtCore import QCoreApplication, QEvent

    for wait in ("waitActive", "waitExposed", "waitSignal", "waitUntil"):
        setattr(qtbot, wait, partial(getattr(qtbot, wait), timeout=PATIENCE_MS))
    yield qtbot
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect(1)  # the whole heap would take five times as long


@pytest.fixture
def settings(tmp_path: Path) -> "QSettings":
    from PySide6.QtCore import QSettings

    return QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)


@pytest.fixture(scope="session")
def application(qapp: "QApplication") -> "QApplication":
    """Name the application and give it its words, once."""
    from PySide6.QtCore import QLocale

    from ui.base import reference_counts
    from ui.shell.app import install_translators, name_application

    reference_counts.make_plenty()
    QLocale.setDefault(QLocale(QLocale.Language.English))
    name_application()
    install_translators(qapp, QLocale(QLocale.Language.English))
    gc.freeze()  # what is loaded by now stays: a collection after each window need not walk it
    return qapp


@pytest.fixture
def theme(
    application: "QApplication",
    settings: "QSettings",
    qtbot: "QtBot",
    monkeypatch: pytest.MonkeyPatch,
    request: pytest.FixtureRequest,
) -> "Iterator[Theme]":
    """Make the theme; the whole window goes without style sheet where its look is not tested: a third quicker."""
    from ui.base.theme import Choice, Theme

    if "open_window" in request.fixturenames and not request.node.get_closest_marker("look"):
        monkeypatch.setattr("ui.base.theme.Theme.style_sheet", lambda *_: "")
    made = Theme(application, settings)
    made.choose(Choice.LIGHT)
    yield made
    made.deleteLater()


@pytest.fixture
def open_window(
    qtbot: "QtBot", settings: "QSettings", theme: "Theme", request: pytest.FixtureRequest
) -> "Iterator[OpenWindow]":
    """Return a function that shows the window on a workspace, made where it is missing."""
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QDialog

    from ui.shell.main_window import MainWindow

    for location in OPENED & {*request.fixturenames}:
        request.getfixturevalue(location)  # made first, a workspace is removed after the window that shows it

    windows: list[MainWindow] = []

    def show(location: str | Path) -> MainWindow:
        with theme.suspended():
            window = MainWindow(settings, theme)
        windows.append(window)
        if not settings.contains("window/geometry"):
            window.resize(1280, 800)  # the screen of the offscreen platform is smaller
        with qtbot.waitExposed(window):
            window.show()
        QTest.keyRelease(window, Qt.Key.Key_Shift)  # else what the last key of the test before held is held still
        window.activateWindow()
        window.workspace_switch.open_location(str(location), create=True)
        return window

    yield show
    for window in windows:
        for dialog in window.findChildren(QDialog):
            dialog.done(QDialog.DialogCode.Rejected)  # which lets go of what it reads
        if not window.close():  # where a field cannot be saved it stays open
            window.workspace_switch.close()
        window.deleteLater()
    windows.clear()


@pytest.fixture
def sample_file(tmp_path: Path) -> Path:
    """Write the invented records as an exchange file."""
    file = tmp_path / "sample.json"
    json_file.write(samples.COLLECTION, file)
    return file


@pytest.fixture
def workspace_file(filled_location: str) -> Path:
    """Return the path of the workspace that holds the invented records, for a test of what only a file has."""
    return file_of(filled_location)


@pytest.fixture
def window(open_window: "OpenWindow", filled_location: str, qtbot: "QtBot") -> "MainWindow":
    """Show the window on the invented records, its table filled."""
    from tests.ui.window_driving import ALL_TITLES, titles

    shown = open_window(filled_location)
    qtbot.waitUntil(lambda: titles(shown) == ALL_TITLES)
    return shown
