from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QFont, QImage
from PySide6.QtWidgets import QApplication

from tests.ui.coverage.test_heat_map import svg_texts
from ui.base.theme import DARK, LIGHT, Colours, contrast
from ui.coverage import pictures
from ui.coverage.bars import Bar, BarChart, BarsPainter

CHART = BarChart(
    "RT 9.1",
    ("Africa", "Small island developing States", "Asia"),
    (Bar(0.5, "50% · 12 practices"), Bar(0.25, "25% · 6 practices"), Bar(0, "0% · 0 practices")),
)


@pytest.fixture
def font(qapp: QApplication) -> QFont:
    made = QFont(qapp.font())
    made.setPixelSize(13)
    return made


def test_a_bar_says_its_number_and_unit_in_words(font: QFont, tmp_path: Path) -> None:
    pictures.save(CHART, font, tmp_path / "bars.svg")
    said = {bar.text for bar in CHART.bars}
    assert {"RT 9.1", *CHART.rows, *said} <= set(svg_texts(tmp_path / "bars.svg"))


def test_a_note_stands_below_the_bars(font: QFont, tmp_path: Path) -> None:
    note = "A practice counts once in each of its regions. " * 4
    pictures.save(replace(CHART, note=note), font, tmp_path / "bars.svg")
    *_, last, below = svg_texts(tmp_path / "bars.svg")
    assert f"{last} {below}" in note
    assert BarsPainter(replace(CHART, note=note), LIGHT, font).size().height() > 20 + (
        BarsPainter(CHART, LIGHT, font).size().height()
    )


def test_a_bar_is_as_long_as_its_share_of_the_longest(font: QFont, tmp_path: Path) -> None:
    pictures.save(CHART, font, tmp_path / "bars.png")
    image, painting = QImage(str(tmp_path / "bars.png")), BarsPainter(CHART, LIGHT, font)
    lengths = [_length(image, round(2 * painting.place(row, 0).center().y())) for row in range(3)]
    assert lengths[0] == pytest.approx(2 * lengths[1], abs=2)
    assert lengths[2] == 0


def _length(image: QImage, y: int) -> int:
    return sum(image.pixelColor(x, y) == QColor(LIGHT.accent) for x in range(image.width()))


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_what_a_bar_says_can_be_read_and_the_bar_be_seen(colours: Colours) -> None:
    assert contrast(colours.text, colours.surface) >= 4.5
    assert contrast(colours.accent, colours.surface) >= 3


def test_a_point_on_a_row_finds_it_and_one_on_the_title_finds_none(font: QFont) -> None:
    painting = BarsPainter(CHART, LIGHT, font)
    assert [painting.at(painting.place(row, 0).center()) for row in range(3)] == [(0, 0), (1, 0), (2, 0)]
    assert painting.at(QPointF(20, 20)) is None
