"""Fields of text: what does not fit can be read all the same."""

from PySide6.QtCore import QPoint
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from tests.ui.window_driving import show_active
from ui.fields.text_fields import Line

_LONG = "Ministry of Health and Social Protection of the Republic of Utopia"


def _line(qtbot: QtBot, text: str) -> Line:
    line = Line("Partner")
    qtbot.addWidget(line)
    line.setFixedWidth(160)
    line.setText(text)
    line.setCursorPosition(0)
    show_active(qtbot, line)
    return line


def _tool_tip(qtbot: QtBot, text: str) -> str:
    line = _line(qtbot, text)
    place = QPoint(5, 5)
    QApplication.sendEvent(line, QHelpEvent(QHelpEvent.Type.ToolTip, place, line.mapToGlobal(place)))
    return QToolTip.text()


def test_a_text_that_a_line_cuts_is_whole_in_its_tool_tip(qtbot: QtBot) -> None:
    assert _tool_tip(qtbot, _LONG) == _LONG


def test_a_text_that_fits_has_no_tool_tip(qtbot: QtBot) -> None:
    QToolTip.hideText()
    assert _tool_tip(qtbot, "WHO") == ""


def test_a_text_that_a_line_cuts_ends_in_an_ellipsis_until_it_is_edited(qtbot: QtBot) -> None:
    line = _line(qtbot, _LONG)
    line.clearFocus()
    left = line.grab().toImage()
    assert line.shown_text.endswith("…")
    cut = line.shown_text
    line.setText(cut)
    line.setCursorPosition(0)
    assert line.grab().toImage() == left
    line.setFocus()
    edited = line.grab().toImage()
    line.setText(_LONG)
    line.setCursorPosition(0)
    assert line.grab().toImage() != edited
