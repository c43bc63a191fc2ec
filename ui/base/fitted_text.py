"""Text fitted into a place: broken between words, cut with an ellipsis."""

from collections.abc import Sequence
from itertools import zip_longest

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QTextLayout, QTextOption

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
CENTRE = Qt.AlignmentFlag.AlignCenter


def broken(text: str, font: QFont, width: float, most: int) -> list[str]:
    """Break a text into at most ``most`` lines between its words; the last, or a word wider than a line, is elided."""
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WordWrap)
    layout.setTextOption(option)
    starts: list[int] = []
    layout.beginLayout()
    while len(starts) < most and (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        starts.append(line.textStart())
    layout.endLayout()
    units = text.encode("utf-16-le")  # Qt counts in UTF-16
    lines = (units[2 * start : 2 * end if end else None] for start, end in zip_longest(starts, starts[1:]))
    return [cut(line.decode("utf-16-le").strip(), font, width) for line in lines]


def cut(text: str, font: QFont, width: float) -> str:
    """Return a text elided to a width."""
    return QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, width)


def widest(lines: Sequence[str], font: QFont) -> float:
    """Return the width of the widest line."""
    metrics = QFontMetricsF(font)
    return max(map(metrics.horizontalAdvance, lines), default=0.0)


def write(
    painter: QPainter, place: QRectF, lines: Sequence[str], font: QFont, colour: str, *, at: Qt.AlignmentFlag = LEFT
) -> None:
    """Paint lines that fit already."""
    painter.setFont(font)
    painter.setPen(QColor(colour))
    painter.drawText(place, int(at | Qt.TextFlag.TextDontClip), "\n".join(lines))
