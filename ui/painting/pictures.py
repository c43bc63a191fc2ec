"""A heat map as a file, PNG or SVG by its suffix, always light: it goes into papers.

Writes the file whole or not at all; asks nobody where.
"""

from pathlib import Path

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QFont, QImage, QImageWriter, QPainter

from roundtable.errors import OutputError
from roundtable.output import replacing
from ui.painting.heat_map import HeatMap, HeatMapPainter
from ui.theme import LIGHT

_SCALE = 2


def save(heat_map: HeatMap, font: QFont, target: Path) -> None:
    """Write the picture; text in an SVG stays text.

    Raises OutputError where the file cannot be written.
    """
    painting = HeatMapPainter(heat_map, LIGHT, font)
    write = _write_svg if target.suffix.lower() == ".svg" else _write_png
    with replacing(target) as file:
        if not write(painting, heat_map.title, file):
            raise OutputError(f"“{target}” cannot be written.", "Free some space, or choose another place.")


def _write_png(painting: HeatMapPainter, title: str, file: Path) -> bool:
    image = QImage((painting.size() * _SCALE).toSize(), QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(_SCALE)
    image.setText("Title", title)
    painter = QPainter(image)
    painting.paint(painter)
    painter.end()
    return QImageWriter(str(file), b"PNG").write(image)


def _write_svg(painting: HeatMapPainter, title: str, file: Path) -> bool:
    from PySide6.QtSvg import QSvgGenerator  # loaded late: a start does not need it

    size: QSize = painting.size().toSize()
    writer = QSvgGenerator()
    writer.setFileName(str(file))
    writer.setSize(size)
    writer.setViewBox(QRectF(0, 0, size.width(), size.height()))
    writer.setTitle(title)
    painter = QPainter()
    if not painter.begin(writer):
        return False
    painting.paint(painter)
    return painter.end()
