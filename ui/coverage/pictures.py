"""Pictures of coverage: how each is painted, and how it goes into a file, PNG or SVG by its suffix.

A file is always light: it goes into papers. Writes it whole or not at all; asks nobody where.
"""

from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF
from PySide6.QtGui import QFont, QImage, QImageWriter, QPainter

from roundtable.atomic_file import replacing
from roundtable.errors import OutputError
from ui.base.theme import LIGHT, Colours
from ui.coverage.bars import BarChart, BarsPainter
from ui.coverage.heat_map import HeatMap, HeatMapPainter

_SCALE = 2
Picture = HeatMap | BarChart


class Painting(Protocol):
    """Paint a picture of cells in rows and columns; places and sizes are in its pixels."""

    @property
    def shape(self) -> tuple[int, int]:
        """Return how many rows and columns of cells there are."""

    @property
    def corner(self) -> QSizeF:
        """Return how much room is above and left of the cells."""

    def size(self) -> QSizeF:
        """Return how large the whole picture is."""

    def place(self, row: int, column: int) -> QRectF:
        """Return where a cell lies."""

    def at(self, point: QPointF) -> tuple[int, int] | None:
        """Return the row and column of the cell under a point; None beside them."""

    def paint(self, painter: QPainter, current: tuple[int, int] | None = None, shown: QRectF | None = None) -> None:
        """Paint the picture, or what of it is shown, the current cell with a frame."""


def painting(picture: Picture, colours: Colours, font: QFont) -> Painting:
    """Return what paints a picture in these colours."""
    if isinstance(picture, HeatMap):
        return HeatMapPainter(picture, colours, font)
    return BarsPainter(picture, colours, font)


def save(picture: Picture, font: QFont, target: Path) -> None:
    """Write the picture; text in an SVG stays text.

    Raises OutputError where the file cannot be written, or is to be something else.
    """
    made = painting(picture, LIGHT, font)
    write = {".png": _write_png, ".svg": _write_svg}.get(target.suffix.lower())
    if write is None:
        raise OutputError(f"“{target}” is neither a PNG nor an SVG picture.", "Let its name end in .png or .svg.")
    with replacing(target) as file:
        if not write(made, picture.title, file):
            raise OutputError(f"“{target}” cannot be written.", "Free some space, or choose another place.")


def _write_png(made: Painting, title: str, file: Path) -> bool:
    image = QImage((made.size() * _SCALE).toSize(), QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(_SCALE)
    image.setText("Title", title)
    painter = QPainter(image)
    made.paint(painter)
    painter.end()
    return QImageWriter(str(file), b"PNG").write(image)


def _write_svg(made: Painting, title: str, file: Path) -> bool:
    from PySide6.QtSvg import QSvgGenerator  # loaded late: a start does not need it

    size: QSize = made.size().toSize()
    writer = QSvgGenerator()
    writer.setFileName(str(file))
    writer.setResolution(96)  # a pixel of the picture is one of the drawing
    writer.setSize(size)
    writer.setViewBox(QRectF(0, 0, size.width(), size.height()))
    writer.setTitle(title)
    painter = QPainter()
    if not painter.begin(writer):
        return False
    made.paint(painter)
    return painter.end()
