"""How tests find the parts of the window that a person sees, and answer its dialogs."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialogButtonBox, QFileDialog, QLabel, QLineEdit, QMenu, QPushButton, QTableView, QWidget
from pytestqt.qtbot import QtBot

from ui.imports.import_dialog import ImportDialog
from ui.imports.report_dock import ReportDock
from ui.practices.practices_page import PracticesPage
from ui.shell.main_window import MainWindow
from ui.widgets.reading_pane import ReadingPane
from ui.widgets.search_field import SearchField

T = TypeVar("T", bound=QObject)
OpenWindow = Callable[[str | Path], MainWindow]
ALL_TITLES = ["(no title)", "Étude des infirmières", "Wells for Ayacucho"]
NONE = Qt.KeyboardModifier.NoModifier
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier


def part(parent: QObject, kind: type[T], name: str = "") -> T:
    """Return the part of a kind, by its object name where there are several."""
    found = parent.findChild(kind, name) if name else parent.findChild(kind)
    assert found is not None, f"there is no {kind.__name__} {name}"
    return found


def table_named(parent: QWidget, name: str) -> QTableView:
    """Return the table that a screen reader calls so."""
    [found] = [table for table in parent.findChildren(QTableView) if table.accessibleName() == name]
    return found


def show_active(qtbot: QtBot, window: QWidget) -> None:
    """Show a window, and have it in front before the first key."""
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)


def press(qtbot: QtBot, window: QWidget, key: Qt.Key, keys: Qt.KeyboardModifier = NONE) -> None:
    """Press keys in the window, which is brought to the front as the desktop would after a dialog."""
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    QTest.keyClick(window, key, keys)


def practices_table(window: MainWindow) -> QTableView:
    return part(part(window, PracticesPage), QTableView)


def search_field(window: MainWindow) -> SearchField:
    return part(part(window, PracticesPage), SearchField)


def pane_text(window: MainWindow) -> str:
    return part(part(window, PracticesPage), ReadingPane).toPlainText()


def titles(window: MainWindow) -> list[str]:
    """Read the titles off the practices table."""
    return column(practices_table(window), 0)


def column(table: QTableView, number: int) -> list[str]:
    model = table.model()
    return [model.index(row, number).data() for row in range(model.rowCount())]


def status_texts(window: MainWindow) -> list[str]:
    return [label.text() for label in window.statusBar().findChildren(QLabel)]


def menu(window: MainWindow, name: str) -> QMenu:
    """Return a menu of the menu bar by its word."""
    [found] = [action.menu() for action in window.menuBar().actions() if action.text().replace("&", "") == name]
    assert isinstance(found, QMenu)
    return found


def shown_texts(parent: QWidget) -> list[str]:
    """Return the texts of the labels that a person sees."""
    return [label.text() for label in parent.findChildren(QLabel) if label.isVisible()]


def visible_button(parent: QWidget, text: str) -> QPushButton:
    """Return the button that a person sees under these words."""
    found = [b for b in parent.findChildren(QPushButton) if b.text() == text and b.isVisible()]
    assert len(found) == 1, f"{len(found)} buttons say “{text}”"
    return found[0]


def click(qtbot: QtBot, parent: QWidget, text: str) -> None:
    """Click on the button with these words, once it has its size: what just appeared is laid out by a later event."""
    found = visible_button(parent, text)
    qtbot.waitUntil(lambda: found.height() >= found.fontMetrics().height())
    QTest.mouseClick(found, Qt.MouseButton.LeftButton)


def answer_file_dialog(qtbot: QtBot, window: QWidget, file: Path) -> None:
    """Put a path into the file dialog that is open, and accept it."""
    qtbot.waitUntil(lambda: bool(window.findChildren(QFileDialog)))
    dialog = part(window, QFileDialog)
    part(dialog, QLineEdit, "fileNameEdit").setText(str(file))  # typed keys would open a list of file names over it
    accept = part(dialog, QDialogButtonBox).buttons()[0]
    QTest.mouseClick(accept, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not window.findChildren(QFileDialog))


def shown_dialog(qtbot: QtBot, window: QWidget, kind: type[T]) -> T:
    """Wait until a dialog of the kind is open."""
    qtbot.waitUntil(lambda: bool(window.findChildren(kind)))
    return part(window, kind)


def shown_preview(qtbot: QtBot, window: MainWindow, does: str = "&Import") -> ImportDialog:
    """Wait until the preview of an import or a merge is open, and everything is compared."""
    preview = shown_dialog(qtbot, window, ImportDialog)
    qtbot.waitUntil(lambda: visible_button(preview, does).isEnabled())
    return preview


def preview_of(qtbot: QtBot, window: MainWindow, file: Path) -> ImportDialog:
    """Ask for the import of a file by keys, and return its preview."""
    press(qtbot, window, Qt.Key.Key_I, CONTROL)
    answer_file_dialog(qtbot, window, file)
    return shown_preview(qtbot, window)


def carry_out(qtbot: QtBot, window: MainWindow) -> None:
    """Import what the preview shows, by its key."""
    preview = shown_preview(qtbot, window)
    QTest.keyClick(preview, Qt.Key.Key_I, ALT)


def shown_report(qtbot: QtBot, window: MainWindow) -> ReportDock:
    """Wait until the report of an import is shown."""
    report = shown_dialog(qtbot, window, ReportDock)
    qtbot.waitUntil(report.isVisible)
    return report


def until(qtbot: QtBot, is_so: Callable[[], bool]) -> None:
    """Wait until something is so, at most as long as a slow machine takes."""
    qtbot.waitUntil(is_so)


class Opener(QObject):
    """Stand where the desktop would open a link, and remember what was asked for."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.asked: list[QUrl] = []

    @Slot(QUrl)
    def open(self, url: QUrl) -> None:
        self.asked.append(url)


@contextmanager
def workspace_switch(parent: QObject, *schemes: str) -> Iterator[list[QUrl]]:
    """Catch the links of these schemes that are handed to the desktop."""
    opener = Opener(parent)
    for scheme in schemes:
        QDesktopServices.setUrlHandler(scheme, opener, "open")  # type: ignore[arg-type] # its stub asks for bytes, it for str
    yield opener.asked
    for scheme in schemes:
        QDesktopServices.unsetUrlHandler(scheme)
