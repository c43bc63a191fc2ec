"""Going to what is asked for elsewhere: a practice, what a search finds, a roundtable, a gap.

Turns to a page and has it show something; what is shown is the page's business.
"""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Slot

from roundtable.practices import practice_rows
from ui.mapping.mapping_page import MappingPage
from ui.practices.practices_page import PracticesPage
from ui.roundtables.roundtables_page import RoundtablesPage
from ui.workspaces.workspace_switch import WorkspaceSwitch


class Navigator(QObject):
    """Go to things on behalf of the window."""

    def __init__(
        self,
        parent: QObject,
        *,
        turn_to: Callable[[str], object],
        workspace_switch: WorkspaceSwitch,
        practices_page: PracticesPage,
        roundtables_page: RoundtablesPage,
        mapping_page: MappingPage,
    ) -> None:
        super().__init__(parent)
        self._turn_to = turn_to
        self._workspace_switch = workspace_switch
        self._practices = practices_page
        self._roundtables = roundtables_page
        self._mapping = mapping_page

    @Slot()
    def search(self) -> None:
        """Go to the search field."""
        self._turn_to("practices")
        self._practices.start_search()

    @Slot(str)
    def run_search(self, query: str) -> None:
        """Go to what a query finds."""
        self._turn_to("practices")
        self._practices.search_for(query)
        self._practices.table.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @Slot(object)
    def show_made(self, keys: list[int]) -> None:
        """Go to practices that may be newer than the list."""
        self._turn_to("practices")
        self._practices.choose(keys)

    @Slot(object)
    def show_new(self, key: int) -> None:
        """Go to a practice that is new and empty, to fill it."""
        self.show_made([key])
        self._practices.edit_when_shown()

    @Slot(str)
    def look_at(self, uid: str) -> None:
        """Go to a practice by its identity; one that is gone is not gone to."""
        workspace = self._workspace_switch.workspace
        if workspace and (key := practice_rows.key_of(workspace, uid)) is not None:
            self.show_practice(key)

    @Slot(int)
    def show_practice(self, key: int) -> None:
        """Go to a practice by its key."""
        self._turn_to("practices")
        self._practices.look_at(key)

    @Slot(str)
    def show_roundtable(self, code: str) -> None:
        """Go to a roundtable."""
        self._turn_to("roundtables")
        self._roundtables.choose(code)

    @Slot(str, int)
    def show_gap(self, code: str, key: int) -> None:
        """Go to a gap of a roundtable."""
        self._turn_to("mapping")
        self._mapping.show_gap(code, key)

    @Slot()
    def start_roundtable(self) -> None:
        """Go to the roundtables and start a new one."""
        self._turn_to("roundtables")
        self._roundtables.ask_new()
