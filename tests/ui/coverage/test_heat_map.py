from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from PySide6.QtCore import QLocale, QPointF, QRectF
from PySide6.QtGui import QColor, QFont, QImage, QPainter
from PySide6.QtWidgets import QApplication

from roundtable.errors import OutputError
from ui.base.theme import DARK, LIGHT, Colours, contrast
from ui.coverage import pictures
from ui.coverage.heat_map import HeatCell, HeatMap, HeatMapPainter

MAP = HeatMap(
    "RT 9.1 by region",
    ("Q1 What keeps nurses at home?", "M1 pay for training"),
    ("Africa", "Americas", "Asia"),
    ((HeatCell(12), HeatCell(3), HeatCell(0)), (HeatCell(0, "gap"), HeatCell(1), HeatCell(7))),
)


@pytest.fixture
def font(qapp: QApplication) -> QFont:
    made = QFont(qapp.font())
    made.setPixelSize(13)
    return made


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_every_number_can_be_read_on_its_ground(font: QFont, colours: Colours) -> None:
    cells = [*(HeatCell(count) for count in range(1, 41)), HeatCell(0), HeatCell(0, "gap")]
    painting = HeatMapPainter(HeatMap("", ("Q1",), [""] * 42, [cells]), colours, font)
    looks = [painting.cell_colours(0, column) for column in range(42)]
    assert min(contrast(ground, text) for ground, text in looks) >= 4.5
    assert len({ground for ground, _ in looks}) == 7


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_steps_differ_in_lightness_for_readers_who_tell_no_hues_apart(font: QFont, colours: Colours) -> None:
    cells = [HeatCell(count) for count in (0, 1, 10, 20, 30, 40)]
    painting = HeatMapPainter(HeatMap("", ("Q1",), [""] * 6, [cells]), colours, font)
    grounds = [painting.cell_colours(0, column)[0] for column in range(6)]
    assert all(contrast(one, next_one) >= 1.14 for one, next_one in pairwise(grounds))
    strengths = [contrast(ground, colours.surface) for ground in grounds]
    assert strengths == sorted(strengths)


def test_where_each_column_counts_something_else_the_largest_of_each_is_the_strongest(font: QFont) -> None:
    cells = ((HeatCell(40), HeatCell(20)), (HeatCell(1), HeatCell(1)))
    apart = HeatMapPainter(HeatMap("", ("Q1", "Q2"), ("Practices", "Regions"), cells, is_by_column=True), LIGHT, font)
    together = HeatMapPainter(HeatMap("", ("Q1", "Q2"), ("Practices", "Regions"), cells), LIGHT, font)
    assert apart.cell_colours(0, 0) == apart.cell_colours(0, 1) == together.cell_colours(0, 0)
    assert together.cell_colours(0, 1) != apart.cell_colours(0, 1)


def test_a_point_in_a_cell_finds_it_and_one_beside_finds_none(font: QFont) -> None:
    painting = HeatMapPainter(MAP, LIGHT, font)
    places = [(row, column) for row in range(2) for column in range(3)]
    assert [painting.at(painting.place(*place).center()) for place in places] == places
    assert painting.at(QPointF(1, 1)) is None
    assert painting.at(QPointF(painting.size().width(), painting.size().height())) is None


def test_long_headings_are_broken_between_words_and_end_with_an_ellipsis(font: QFont, tmp_path: Path) -> None:
    file = tmp_path / "coverage.svg"
    question = "Q1 " + "What keeps nurses at home? " * 9
    columns = ("Labour mobility and skills", "Internationalisation and more", "Asia")
    pictures.save(HeatMap("", (question,), columns, ((HeatCell(12), HeatCell(0), HeatCell(1)),)), font, file)
    written = svg_texts(file)
    row = [text for text in written if len(text) > 2 and text.rstrip("…") in question]
    pieces = [text for text in written if text in columns[0]]
    assert len(pieces) > 1
    assert " ".join(pieces) == columns[0]
    assert any(text.startswith("Inter") and text.endswith("…") for text in written)
    assert len(row) == 2
    assert row[1].endswith("…")


@pytest.mark.parametrize("shape", [(2, 3), (45, 8), (8, 45)])
def test_a_saved_picture_fits_on_the_page_of_a_document(font: QFont, tmp_path: Path, shape: tuple[int, int]) -> None:
    rows, columns = ([f"{word} {number}" for number in range(of)] for word, of in zip("QC", shape, strict=True))
    cells = [[HeatCell(1)] * len(columns)] * len(rows)
    for name in ("a.png", "a.svg"):
        pictures.save(HeatMap("RT 9.1", rows, columns, cells), font, tmp_path / name)
    image, svg = QImage(str(tmp_path / "a.png")), ET.parse(tmp_path / "a.svg").getroot()  # noqa: S314 - our own file
    drawn = [float(svg.attrib[side].removesuffix("mm")) for side in ("width", "height")]
    assert drawn == pytest.approx([image.widthMM(), image.heightMM()], abs=1)
    assert max(drawn[0] / 160, drawn[1] / 239) <= 1.01


def test_large_numbers_are_written_as_the_person_writes_them(font: QFont, tmp_path: Path) -> None:
    before = QLocale()
    QLocale.setDefault(QLocale(QLocale.Language.German))
    pictures.save(HeatMap("", ("Q1",), ("Asia",), ((HeatCell(12_345),),)), font, tmp_path / "coverage.svg")
    QLocale.setDefault(before)
    assert "12.345" in svg_texts(tmp_path / "coverage.svg")


def test_short_headings_take_no_more_room_than_they_need(font: QFont) -> None:
    cells = [[HeatCell(1)]]
    short = HeatMapPainter(HeatMap("", ("Q1",), ("Asia",), cells), LIGHT, font).size()
    long = HeatMapPainter(HeatMap("", ("Q1 What keeps nurses?",), ("East and South Asia",), cells), LIGHT, font).size()
    assert short.width() < long.width()
    assert short.height() < long.height()


def test_the_longest_word_of_a_heading_decides_how_wide_cells_are(font: QFont, tmp_path: Path) -> None:
    columns = ("Diaspora empowerment and engagement", "Migration and entrepreneurship", "Asia")
    heat_map = HeatMap("", ("Q1",), columns, ((HeatCell(1), HeatCell(1), HeatCell(1)),))
    pictures.save(heat_map, font, tmp_path / "coverage.svg")
    written = svg_texts(tmp_path / "coverage.svg")
    assert {"empowerment", "entrepreneurship"} <= {word for text in written for word in text.split()}
    assert not any("…" in text for text in written)


def test_without_a_column_it_says_so(font: QFont, tmp_path: Path) -> None:
    pictures.save(HeatMap("RT 9.1 by tag", ("Q1", "M1"), (), ((), ()), nothing="No tag."), font, tmp_path / "a.svg")
    assert {"RT 9.1 by tag", "Q1", "M1", "No tag."} <= set(svg_texts(tmp_path / "a.svg"))


def test_headings_stay_in_view_where_only_a_part_is_shown(font: QFont) -> None:
    columns = [f"C{number}" for number in range(40)]
    wide = HeatMap("RT 9.1", ["Q1"] * 30, columns, [[HeatCell(1)] * 40] * 30)
    painting = HeatMapPainter(wide, LIGHT, font)
    part = QRectF(900, 500, 400, 300)
    image = QImage(400, 300, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    painter.translate(-part.topLeft())
    painting.paint(painter, None, part)
    painter.end()
    corner = painting.corner.toSize()
    assert image.pixelColor(corner.width() - 4, corner.height() + 2) == QColor(LIGHT.surface)
    assert has_text(image.copy(0, corner.height() + 8, corner.width(), 80))
    assert has_text(image.copy(corner.width(), 44, 300, corner.height() - 44))


def has_text(image: QImage) -> bool:
    colours = {image.pixelColor(x, y).lightness() for x in range(image.width()) for y in range(image.height())}
    return min(colours) < 160


def svg_texts(file: Path) -> list[str]:
    parts = ET.parse(file).iter()  # noqa: S314 - our own file
    return [said for one in parts if one.tag.endswith("}text") and (said := "".join(one.itertext()).strip())]


def test_an_svg_holds_its_headings_numbers_and_legend_as_text(font: QFont, tmp_path: Path) -> None:
    file = tmp_path / "coverage.svg"
    pictures.save(MAP, font, file)
    assert {"RT 9.1 by region", *MAP.rows, *MAP.columns, "12", "3", "0 · gap", "Fewer", "More"} <= set(svg_texts(file))
    pictures.save(replace(MAP, is_by_column=True), font, file)
    assert "More within a column" in svg_texts(file)


def test_a_picture_of_many_columns_is_turned_so_that_a_document_can_hold_it(font: QFont, tmp_path: Path) -> None:
    countries = [f"Country {number}" for number in range(40)]
    counts = [[HeatCell(100 * row + column) for column in range(40)] for row in range(1, 4)]
    pictures.save(HeatMap("RT 9.1 by country", ("Q1", "Q2", "M1"), countries, counts), font, tmp_path / "a.svg")
    assert {*countries, "Q1", "Q2", "M1", "100", "339"} <= set(svg_texts(tmp_path / "a.svg"))
    width, height = ET.parse(tmp_path / "a.svg").getroot().attrib["viewBox"].split()[2:]  # noqa: S314 - our own file
    assert float(width) < 1_000 < float(height)


def test_a_png_is_light_and_twice_as_fine(font: QFont, tmp_path: Path) -> None:
    file = tmp_path / "coverage.png"
    pictures.save(MAP, font, file)
    image, painting = QImage(str(file)), HeatMapPainter(MAP, LIGHT, font)
    assert image.size() == (painting.size() * 2).toSize()
    corner = painting.place(0, 0).topLeft() + QPointF(4, 4)
    assert image.pixelColor((corner * 2).toPoint()) == QColor(LIGHT.accent)


def test_a_picture_that_cannot_be_written_says_so_and_leaves_nothing(font: QFont, tmp_path: Path) -> None:
    with pytest.raises(OutputError):
        pictures.save(MAP, font, tmp_path / "missing" / "coverage.png")
    assert list(tmp_path.iterdir()) == []


def test_a_picture_of_another_kind_is_refused(font: QFont, tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="neither a PNG nor an SVG"):
        pictures.save(MAP, font, tmp_path / "coverage.jpg")
    assert list(tmp_path.iterdir()) == []
