"""Icons of the program (``resources/icons``), drawn in a colour of the theme."""

from PySide6.QtCore import QByteArray
from PySide6.QtGui import QIcon, QPixmap

import resources

_SIZES = (16, 24, 32, 48, 64, 128)


def icon(name: str, colour: str = "#000000") -> QIcon:
    """Draw the icon ``name`` with ``colour`` (``#RRGGBB``) wherever its file says ``currentColor``."""
    drawing = resources.path(f"icons/{name}.svg").read_text(encoding="utf-8").replace("currentColor", colour)
    made = QIcon()
    for size in _SIZES:
        sized = drawing.replace("<svg ", f'<svg width="{size}" height="{size}" ', 1)
        pixmap = QPixmap()
        pixmap.loadFromData(QByteArray(sized.encode()), "SVG")
        made.addPixmap(pixmap)
    return made
