"""Undo inside a field: first its text, then its own saved steps, never those of another field."""

from collections.abc import Callable

from PySide6.QtCore import QEvent
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget


class OwnSteps:
    """Remember which steps of the journal a field has made."""

    def __init__(self) -> None:
        self.next_step: Callable[[bool], int] = lambda _back: 0
        """Return the journal entry that undo (True) or redo would turn next; 0 for none."""
        self._entries: set[int] = set()

    def note(self) -> None:
        """Note that the newest step is the field's own."""
        self._entries.add(self.next_step(True))

    def owns_next(self, *, back: bool) -> bool:
        """Tell whether undo or redo would turn a step of the field."""
        return self.next_step(back) in self._entries


def leaves_undo_to_window(event: QEvent, field: QWidget, *, has_undo: bool, has_redo: bool) -> bool:
    """Tell whether the key is Undo or Redo and is meant for the window: the text has none, the field's steps have."""
    if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
        return False
    is_undo, is_redo = event.matches(QKeySequence.StandardKey.Undo), event.matches(QKeySequence.StandardKey.Redo)
    if (is_undo and has_undo) or (is_redo and has_redo) or not (is_undo or is_redo):
        return False
    around: QWidget | None = field
    while around is not None:
        steps = getattr(around, "steps", None)
        if isinstance(steps, OwnSteps) and steps.owns_next(back=is_undo):
            return True
        around = around.parentWidget()
    return False
