"""Combo box whose text does not fit."""

from PySide6.QtCore import QPoint
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QStyleOptionComboBox, QToolTip
from pytestqt.qtbot import QtBot

from tests.ui.window_driving import show_active
from ui.widgets.combo_box import ComboBox

_LONG = "RT 9.1 Water and nurses, and what they bring home from abroad"


def _box(qtbot: QtBot, width: int) -> ComboBox:
    made = ComboBox()
    qtbot.addWidget(made)
    made.addItems([_LONG, "RT 9.2"])
    made.setFixedWidth(width)
    show_active(qtbot, made)
    return made


def _painted(box: ComboBox) -> str:
    option = QStyleOptionComboBox()
    box.initStyleOption(option)
    return str(option.currentText)


def _ask_tool_tip(box: ComboBox) -> str:
    place = QPoint(5, 5)
    QApplication.sendEvent(box, QHelpEvent(QHelpEvent.Type.ToolTip, place, box.mapToGlobal(place)))
    return QToolTip.text()


def test_a_text_too_long_for_its_room_ends_in_an_ellipsis_and_is_whole_in_the_tool_tip(qtbot: QtBot) -> None:
    box = _box(qtbot, 160)
    assert _painted(box).endswith("…")
    assert _LONG.startswith(_painted(box).removesuffix("…").rstrip())
    assert _ask_tool_tip(box) == _LONG


def test_a_text_that_fits_stays_as_it_is(qtbot: QtBot) -> None:
    assert _painted(_box(qtbot, 800)) == _LONG


def test_the_list_is_wider_than_the_box_where_its_texts_are(qtbot: QtBot) -> None:
    box = _box(qtbot, 160)
    box.showPopup()
    assert box.view().width() > box.width()
    box.hidePopup()
