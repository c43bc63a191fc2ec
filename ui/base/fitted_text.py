"""How texts are fitted into pictures: broken between words, cut with an ellipsis, never just cut off.

Measures and writes; decides no place and no colour.
"""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QTextLayout, QTextOption

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
CENTRE = Qt.AlignmentFlag.AlignCenter


def broken(text: str, font: QFont, width: float, most: int) -> list[str]:
    """Break a text into lines between its words; what is too long for them ends with an ellipsis."""
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WordWrap)
    layout.setTextOption(option)
    starts: list[int] = []
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        starts.append(line.textStart())
    layout.endLayout()
    kept = starts[:most]
    ends = [*kept[1:], None]
    return [cut(text[start:end].strip(), font, width) for start, end in zip(kept, ends, strict=True)]


def cut(text: str, font: QFont, width: float) -> str:
    """Return a text as far as there is room for it, with an ellipsis where that is not all."""
    return QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, width)


def widest(lines: Sequence[str], font: QFont) -> float:
    """Return how wide the widest of some lines is."""
    metrics = QFontMetricsF(font)
    return max(map(metrics.horizontalAdvance, lines), default=0.0)


def write(
    painter: QPainter,
    place: QRectF,
    lines: Sequence[str],
    font: QFont,
    colour: str,
    *,
    at: Qt.AlignmentFlag = LEFT,
) -> None:
    """Write lines that fit already, so that nothing is broken or cut once more."""
    painter.setFont(font)
    painter.setPen(QColor(colour))
    painter.drawText(place, int(at | Qt.TextFlag.TextDontClip), "\n".join(lines))
