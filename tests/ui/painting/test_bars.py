from pathlib import Path

import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QFont, QImage
from PySide6.QtWidgets import QApplication

from tests.ui.painting.test_heat_map import svg_texts
from ui.painting import pictures
from ui.painting.bars import Bar, BarChart, BarsPainter
from ui.theme import LIGHT

CHART = BarChart(
    "RT 9.1",
    ("Q1 What keeps nurses at home?", "M1 pay for training"),
    ((Bar(12, "12 practices"), Bar(6, "6 countries")), (Bar(0, "0 practices"), Bar(0, "0 countries"))),
)


@pytest.fixture
def font(qapp: QApplication) -> QFont:
    made = QFont(qapp.font())
    made.setPixelSize(13)
    return made


def test_a_bar_says_its_number_and_unit_in_words(font: QFont, tmp_path: Path) -> None:
    pictures.save(CHART, font, tmp_path / "bars.svg")
    assert {"RT 9.1", *CHART.rows, "12 practices", "6 countries", "0 practices"} <= set(
        svg_texts(tmp_path / "bars.svg")
    )


def test_a_bar_is_as_long_as_its_share_of_the_longest(font: QFont, tmp_path: Path) -> None:
    pictures.save(CHART, font, tmp_path / "bars.png")
    image = QImage(str(tmp_path / "bars.png"))
    lengths = [_length(image, colour) for colour in (LIGHT.accent, LIGHT.muted)]
    assert lengths[0] == pytest.approx(2 * lengths[1], abs=2)


def _length(image: QImage, colour: str) -> int:
    wanted = QColor(colour)
    lines = (sum(image.pixelColor(x, y) == wanted for x in range(image.width())) for y in range(0, image.height(), 4))
    return max(lines)


def test_a_point_on_a_row_finds_it_and_one_on_the_title_finds_none(font: QFont) -> None:
    painting = BarsPainter(CHART, LIGHT, font)
    assert [painting.at(painting.place(row, 0).center()) for row in range(2)] == [(0, 0), (1, 0)]
    assert painting.at(QPointF(20, 20)) is None
