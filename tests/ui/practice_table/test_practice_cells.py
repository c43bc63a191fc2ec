import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPixmap, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QApplication, QStyleOptionViewItem, QTableView

from tests.ui.window_driving import practices_table
from ui.base.theme import Theme
from ui.practice_table import practice_cells
from ui.practice_table.practice_cells import TitleCell
from ui.practice_table.practices_model import Field
from ui.shell.main_window import MainWindow


def written_rows(shown: QTableView, row: int, field: Field) -> set[int]:
    """Return the heights (pixels) at which something is written in a cell."""
    cell = shown.visualRect(shown.model().index(row, field)).adjusted(2, 2, -2, -2)
    picture = shown.viewport().grab(QRect(cell)).toImage()
    ground = QColor(picture.pixel(0, 0))
    return {
        y
        for y in range(picture.height())
        if any(QColor(picture.pixel(x, y)).lightness() < ground.lightness() - 60 for x in range(picture.width()))
    }


def test_countries_that_need_more_room_than_their_column_has_go_on_in_a_second_line(window: MainWindow) -> None:
    shown = practices_table(window)
    row = next(row for row in range(3) if "diaspora destination" in str(shown.model().index(row, Field.COUNTRY).data()))
    room = shown.fontMetrics().horizontalAdvance(str(shown.model().index(row, Field.COUNTRY).data())) + 60
    shown.setColumnWidth(Field.COUNTRY, room)
    on_one_line = written_rows(shown, row, Field.COUNTRY)
    shown.setColumnWidth(Field.COUNTRY, room // 2)
    on_two = written_rows(shown, row, Field.COUNTRY)
    assert max(on_two) - min(on_two) > 1.5 * (max(on_one_line) - min(on_one_line))


def test_a_word_wider_than_its_cell_has_an_ellipsis(application: QApplication) -> None:
    font = QFont(application.font())
    [line] = practice_cells._broken("Afghanistan and others", font.toString(), 40)
    assert line.endswith("…")
    assert QFontMetrics(font).horizontalAdvance(line) <= 40


@pytest.mark.parametrize("title", ["Co-Development", "Study", "移民と開発", "नमस्ते दुनिया"])
def test_a_title_is_painted_however_narrow_its_column_is(theme: Theme, application: QApplication, title: str) -> None:
    cell, model, option = TitleCell(theme, application), QStandardItemModel(), QStyleOptionViewItem()
    model.appendRow(QStandardItem(title))
    picture = QPixmap(120, 40)
    with QPainter(picture) as painter:
        for width in range(121):
            option.rect = QRect(0, 0, width, 40)
            cell.paint(painter, option, model.index(0, 0))
    assert not picture.isNull()
