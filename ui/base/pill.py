"""Word on a soft ground with round corners, painted at one end of a place: a status, the initials of others."""

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter

from ui.base.theme import Theme


def paint(
    painter: QPainter,
    place: QRect,
    theme: Theme,
    text: str,
    tone: str,
    *,
    at_end: bool = False,
    is_chosen: bool = False,
) -> int:
    """Paint a word on the soft ground of its tone, at the left of a place or its right end; return its width."""
    font = QFont(painter.font())
    font.setPixelSize(theme.size("caption"))
    font.setWeight(QFont.Weight.DemiBold)
    metrics = QFontMetrics(font)
    pill = QRectF(0, 0, metrics.horizontalAdvance(text) + 14, metrics.height() + 4)
    pill.moveLeft(place.left())
    if at_end:
        pill.moveRight(place.right())
    pill.moveTop(place.top() + (place.height() - 1 - pill.height()) // 2)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    plain = "surface" if is_chosen else "soft"  # a chosen row is soft itself
    painter.setBrush(theme.colours.colour(plain if tone == "accent" else f"{tone}_soft"))
    painter.drawRoundedRect(pill, 4, 4)
    painter.setFont(font)
    painter.setPen(theme.colours.colour(tone))
    painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, text)
    painter.restore()
    return int(pill.width())
