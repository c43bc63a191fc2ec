"""Picture files of coverage: PNG or SVG by suffix, always in light colours."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QRectF, QSizeF
from PySide6.QtGui import QFont, QImage, QImageWriter, QPainter

from roundtable.atomic_file import replacing
from roundtable.errors import OutputError
from ui.base.theme import LIGHT, Colours
from ui.coverage.bars import BarChart, BarsPainter
from ui.coverage.heat_map import HeatMap, HeatMapPainter
from ui.coverage.picture_painter import PicturePainter

_SCALE = 2
_SCREEN = 96
_PAGE = QSizeF(6.3, 9.4)
"""The type area of a document on A4 or Letter, in inches."""
_MOST_COLUMNS = 12
"""Of a heat map across the page of a document."""
Picture = HeatMap | BarChart


def painter_of(picture: Picture, colours: Colours, font: QFont) -> PicturePainter:
    """Return the painter of a picture."""
    if isinstance(picture, HeatMap):
        return HeatMapPainter(picture, colours, font)
    return BarsPainter(picture, colours, font)


def save(picture: Picture, font: QFont, target: Path) -> None:
    """Write a picture whole or not at all, no larger than a page of a document; text in an SVG stays text.

    A heat map too wide for a page is turned: its columns become rows.
    Raises OutputError where the file cannot be written or has another suffix.
    """
    if isinstance(picture, HeatMap) and len(picture.columns) > _MOST_COLUMNS and not picture.is_by_column:
        turned = list(zip(*picture.cells, strict=True))
        picture = replace(picture, rows=picture.columns, columns=picture.rows, cells=turned)
    source = painter_of(picture, LIGHT, font)
    write = {".png": _write_png, ".svg": _write_svg}.get(target.suffix.lower())
    if write is None:
        raise OutputError(f"“{target}” is neither a PNG nor an SVG image.", "Let its name end in .png or .svg.")
    with replacing(target) as file:
        if not write(source, picture.title, file):
            raise OutputError(f"“{target}” cannot be written.", "Free some space, or choose another place.")


def _resolution(size: QSizeF) -> float:
    """Return the pixels per inch at which a picture fits into a page."""
    return max(_SCREEN, size.width() / _PAGE.width(), size.height() / _PAGE.height())


def _write_png(source: PicturePainter, title: str, file: Path) -> bool:
    image = QImage((source.size() * _SCALE).toSize(), QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(_SCALE)
    per_metre = round(_SCALE * _resolution(source.size()) / 0.0254)
    image.setDotsPerMeterX(per_metre)
    image.setDotsPerMeterY(per_metre)
    image.setText("Title", title)
    painter = QPainter(image)
    source.paint(painter)
    painter.end()
    return QImageWriter(str(file), b"PNG").write(image)


def _write_svg(source: PicturePainter, title: str, file: Path) -> bool:
    from PySide6.QtSvg import QSvgGenerator  # late: the start does not need it

    size = source.size().toSize()
    writer = QSvgGenerator()
    writer.setFileName(str(file))
    writer.setResolution(_SCREEN)  # a pixel of the picture is one of the drawing
    writer.setSize((source.size() * (_SCREEN / _resolution(source.size()))).toSize())
    writer.setViewBox(QRectF(0, 0, size.width(), size.height()))
    writer.setTitle(title)
    painter = QPainter()
    if not painter.begin(writer):
        return False
    source.paint(painter)
    return painter.end()
