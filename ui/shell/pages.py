"""Pages of the window: one is shown; all are opened, read again and saved together."""

from collections.abc import Mapping, Sequence
from functools import partial
from itertools import permutations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from roundtable.history.undo_steps import ChangeSet
from roundtable.workspace import Workspace
from ui.pages.page import Page, RoundtablePage, Unsaved


class Pages(QStackedWidget):
    """The pages by their names."""

    said = Signal(str)
    """What the page shown has to say in the status bar."""

    def __init__(self, pages: Mapping[str, Page]) -> None:
        super().__init__()
        self.by_name = pages
        self._texts: dict[Page, str] = {}
        for page in pages.values():
            self.addWidget(page)
            page.said.connect(partial(self._say, page))
        of_roundtables = [page for page in pages.values() if isinstance(page, RoundtablePage)]
        for here, there in permutations(of_roundtables, 2):  # all show the same one
            here.chosen.connect(there.choose)

    @property
    def shown(self) -> Page:
        """The page shown."""
        [page] = (page for page in self.by_name.values() if page is self.currentWidget())
        return page

    def open(self, workspace: Workspace | None) -> None:
        """Show another workspace on every page, None for none."""
        for page in self.by_name.values():
            page.open(workspace)

    def reload(self, change_set: ChangeSet) -> None:
        """Read again on every page what a change concerns."""
        for page in self.by_name.values():
            page.reload(change_set)

    def show_page(self, name: str) -> None:
        """Show a page, and what it has to say."""
        page = self.by_name[name]
        self.setCurrentWidget(page)
        self.said.emit(self._texts.get(page, ""))

    def flush(self) -> bool:
        """Save what is typed on every page; tell whether all of it is saved."""
        is_saved = [page.flush() for page in self.by_name.values()]  # every page, also after one that could not
        return all(is_saved)

    def unsaved(self) -> tuple[str, Unsaved] | None:
        """Return the first field whose text is not saved, with the name of its page."""
        return next(((name, at) for name, page in self.by_name.items() if (at := page.unsaved())), None)

    def focus_work(self) -> None:
        """Move the focus to where the work of the page shown is."""
        _focus(self.shown.work())

    def _say(self, page: Page, text: str) -> None:
        self._texts[page] = text
        if self.currentWidget() is page:
            self.said.emit(text)


def focus_neighbour(panes: Sequence[QWidget], focused: QWidget | None, step: int) -> None:
    """Move the focus on by a pane, 1 or -1, from the one that it is in; round at the ends."""
    at = next((n for n, pane in enumerate(panes) if focused and (pane is focused or pane.isAncestorOf(focused))), -1)
    _focus(panes[(at + step) % len(panes)])


def _focus(target: QWidget) -> None:
    """Move the focus to a part or, where it takes none itself, to the first part of it that does."""
    if target.focusPolicy() is Qt.FocusPolicy.NoFocus and target.focusProxy() is None:
        parts = (part for part in target.findChildren(QWidget) if not part.isHidden() and part.isEnabled())
        target = next((part for part in parts if part.focusPolicy() & Qt.FocusPolicy.TabFocus), target)
    target.setFocus(Qt.FocusReason.ShortcutFocusReason)
