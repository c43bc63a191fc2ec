"""Moving the focus from pane to pane, as F6 does.

Knows panes only, not what they are for.
"""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def move_focus(panes: Sequence[QWidget], focused: QWidget | None, by: int) -> None:
    """Give the focus to the pane that lies so many panes after the one that holds the focused widget."""
    at = next((n for n, pane in enumerate(panes) if focused and (pane is focused or pane.isAncestorOf(focused))), -1)
    target = panes[(at + by) % len(panes)]
    if target.focusPolicy() is Qt.FocusPolicy.NoFocus and target.focusProxy() is None:
        parts = (part for part in target.findChildren(QWidget) if part.isVisible() and part.isEnabled())
        target = next((part for part in parts if part.focusPolicy() & Qt.FocusPolicy.TabFocus), target)
    target.setFocus(Qt.FocusReason.ShortcutFocusReason)
