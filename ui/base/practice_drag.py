"""Practices that are dragged: their keys as MIME data."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QMimeData,
)

DRAGGED = "application/x-roundtable-practices"
"""What practices that are dragged are called: their keys, with spaces between."""


def dragged(keys: Sequence[int]) -> QMimeData:
    """Give practices a form in which they can be dragged."""
    data = QMimeData()
    data.setData(DRAGGED, " ".join(map(str, keys)).encode())
    return data


def dropped(data: QMimeData) -> list[int]:
    """Return the keys of the practices that are dropped; [] where something else is."""
    return [int(key) for key in bytes(data.data(DRAGGED).data()).split()] if data.hasFormat(DRAGGED) else []
