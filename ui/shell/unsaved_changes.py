"""Before the window leaves a workspace or takes a step: what is typed is saved, on every page.

Saves through the pages; what cannot be saved is the person's to decide.
"""

from collections.abc import Callable, Collection

from PySide6.QtCore import QCoreApplication

from ui.pages.page import Page
from ui.widgets.message_bar import MessageBar

translate = QCoreApplication.translate


class UnsavedChanges:
    """Let nothing that was typed be lost without the person's word."""

    def __init__(self, pages: Collection[Page], bar: MessageBar) -> None:
        self._pages = pages
        self._bar = bar

    def flush(self) -> bool:
        """Save what is typed on every page; tell whether all of it is saved."""
        is_saved = [page.flush() for page in self._pages]  # every page, also after one that could not
        return all(is_saved)

    def may_leave(self, go: Callable[[], None]) -> bool:
        """Save what is typed; where it cannot be saved, stay, unless the person chooses to go without it."""
        if self.flush():
            return True
        text = translate("UnsavedChanges", "Something that you typed could not be saved.")
        remedy = translate("UnsavedChanges", "It stays in its field: copy it, or try again.")
        self._bar.show_message("error", text, remedy, [(translate("UnsavedChanges", "Go on without it"), go)])
        return False
