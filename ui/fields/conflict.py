"""What another window or program wrote into a field meanwhile, shown under it, and the choice between the two."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame

from ui.widgets.factories import button, column, label, row

translate = QCoreApplication.translate


class Conflict(QFrame):
    """Show the other text, to be read and copied, with a button for each of the two."""

    def __init__(
        self, field: str, changed_by: str, keep_mine: Callable[[], object], take_theirs: Callable[[], object]
    ) -> None:
        super().__init__()
        self.setObjectName("conflict")
        by_another = translate("Conflict", "another window or program meanwhile")
        words = translate("Conflict", "Changed by {whom}. It is now:").format(whom=changed_by or by_another)
        self._heading = label(words, "warning")
        self._theirs = label("", name="theirs")
        mine = button(translate("Conflict", "Keep mine"), keep_mine, "small")
        theirs = button(translate("Conflict", "Take the other"), take_theirs, "small")
        mine.setAccessibleDescription(field)
        theirs.setAccessibleDescription(field)
        self.setLayout(column(self._heading, self._theirs, row(mine, theirs, None), margins=(10, 6, 10, 8), spacing=4))

    def show_text(self, text: str) -> None:
        """Show what is stored now."""
        self._theirs.setText(text or translate("Conflict", "(empty)"))
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, f"{self._heading.text()} {text}"))
