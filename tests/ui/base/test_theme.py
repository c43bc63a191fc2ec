import pytest
from PySide6.QtCore import QEvent, QObject, QSettings, Qt
from PySide6.QtGui import QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot
from typing_extensions import override

from tests.ui.window_driving import CONTROL, practices_table, press, search_field, show_active, shown_dialog
from ui.base.theme import DARK, LIGHT, SETTING, Choice, Theme
from ui.preferences.preferences_dialog import PreferencesDialog
from ui.shell.main_window import MainWindow
from ui.widgets.combo_box import ComboBox

pytestmark = pytest.mark.look


def test_choosing_a_theme_in_the_preferences_dresses_the_window_and_is_remembered(
    window: MainWindow, settings: QSettings, application: QApplication, qtbot: QtBot
) -> None:
    press(qtbot, window, Qt.Key.Key_Comma, CONTROL)
    dialog = shown_dialog(qtbot, window, PreferencesDialog)
    [theme] = [combo for combo in dialog.findChildren(ComboBox) if combo.accessibleName() == "Theme"]
    assert theme.currentText() == "Light"
    QTest.keyClicks(theme, "Da")
    assert application.palette().color(QPalette.ColorRole.Base).name().upper() == DARK.surface
    assert window.grab().toImage().pixelColor(20, window.height() - 60).name().upper() == DARK.surface
    assert settings.value(SETTING) == "dark"
    QTest.keyClick(theme, Qt.Key.Key_Up)
    assert window.grab().toImage().pixelColor(20, window.height() - 60).name().upper() == LIGHT.surface


class _Dressings(QObject):
    """Count how often a widget is dressed."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.count = 0
        widget.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.count += event.type() == QEvent.Type.StyleChange
        return False


def test_a_change_of_the_theme_dresses_a_widget_once_and_again_not_for_each_that_holds_it(
    window: MainWindow, theme: Theme
) -> None:
    dressed = [_Dressings(widget) for widget in (practices_table(window).viewport(), search_field(window))]
    theme.choose(Choice.DARK)
    assert all(0 < one.count <= 2 for one in dressed)


def test_a_window_opened_after_a_change_of_the_theme_is_dressed_like_the_others(theme: Theme, qtbot: QtBot) -> None:
    theme.choose(Choice.DARK)
    dialog = QDialog()
    qtbot.addWidget(dialog)
    show_active(qtbot, dialog)
    qtbot.waitUntil(lambda: dialog.grab().toImage().pixelColor(2, 2).name().upper() == DARK.background)
    theme.choose(Choice.LIGHT)
    assert dialog.grab().toImage().pixelColor(2, 2).name().upper() == LIGHT.background


def test_the_theme_of_the_system_is_the_one_that_the_desktop_asks_for(theme: Theme, application: QApplication) -> None:
    theme.choose(Choice.DARK)
    theme.choose(Choice.SYSTEM)
    wanted = DARK if application.styleHints().colorScheme() is Qt.ColorScheme.Dark else LIGHT
    assert theme.colours is wanted


def test_a_setting_that_nobody_knows_means_the_system(application: QApplication, settings: QSettings) -> None:
    settings.setValue(SETTING, "sepia")
    theme = Theme(application, settings)
    assert theme.choice is Choice.SYSTEM
    theme.deleteLater()


def test_every_name_in_the_style_sheet_has_a_value(application: QApplication, theme: Theme) -> None:
    assert "@" not in application.styleSheet()
