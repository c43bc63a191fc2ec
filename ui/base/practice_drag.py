"""Drag and drop of practices: their keys as MIME data."""

from collections.abc import Sequence

from PySide6.QtCore import QMimeData

DRAGGED = "application/x-roundtable-practices"
"""MIME type: keys of practices, separated by spaces."""


def dragged(keys: Sequence[int]) -> QMimeData:
    """Return the MIME data of dragged practices."""
    data = QMimeData()
    data.setData(DRAGGED, " ".join(map(str, keys)).encode())
    return data


def dropped(data: QMimeData) -> list[int]:
    """Return the keys of dropped practices; [] for anything else."""
    return [int(key) for key in bytes(data.data(DRAGGED).data()).split()] if data.hasFormat(DRAGGED) else []
