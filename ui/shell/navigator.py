"""Navigation of the window: show a practice, a search, a roundtable or a gap on its page."""

from collections.abc import Callable
from dataclasses import dataclass

from roundtable.exchange import field_merge
from roundtable.practices import practice_rows
from ui.mapping.mapping_page import MappingPage
from ui.practices.practices_page import PracticesPage
from ui.roundtables.roundtables_page import RoundtablesPage
from ui.shell.pages import Pages
from ui.workspaces.workspace_switch import WorkspaceSwitch


@dataclass(frozen=True)
class Navigator:
    """Go to a page and have it show something."""

    pages: Pages
    go_to: Callable[[str], object]
    workspace_switch: WorkspaceSwitch
    practices: PracticesPage
    roundtables: RoundtablesPage
    mapping: MappingPage

    def focus_search(self) -> None:
        """Move the focus to the search of the page shown or, where it has none, to that of the practices."""
        if not self.pages.shown.focus_search():
            self.go_to("practices")
            self.practices.focus_search()

    def show_practices(self, query: str) -> None:
        """Show the practices that a query finds."""
        self.go_to("practices")
        self.practices.search_for(query)
        self.practices.focus_table()

    def select_practices(self, keys: list[int]) -> None:
        """Select practices that may be newer than the list."""
        self.go_to("practices")
        self.practices.select(keys)

    def edit_new_practice(self, key: int) -> None:
        """Edit a practice that was just created."""
        self.go_to("practices")
        self.practices.select([key], edited="title")

    def edit_field(self, practice: str, field: str) -> None:
        """Edit a field of a practice, given by its identity; does nothing if it no longer exists."""
        workspace = self.workspace_switch.workspace
        key = practice_rows.key_of(workspace, practice) if workspace else None
        if key is not None:
            self.go_to("practices")
            self.practices.select([key], edited=field)

    def show_practice(self, practice: int | str) -> None:
        """Show a practice by its key or its identity; does nothing if it no longer exists."""
        if isinstance(practice, str):
            workspace = self.workspace_switch.workspace
            key = practice_rows.key_of(workspace, practice) if workspace else None
        else:
            key = practice
        if key is not None:
            self.go_to("practices")
            self.practices.show_practice(key)

    def show_field(self, practice: str, field: str) -> None:
        """Show a practice and, if it has such a field, that to be edited."""
        self.show_practice(practice)
        if field in field_merge.ALL:
            self.practices.pane.edit(field)

    def show_roundtable(self, code: str) -> None:
        """Show a roundtable."""
        self.go_to("roundtables")
        self.roundtables.choose(code)

    def edit_roundtable(self, code: str, field: str) -> None:
        """Edit a field of a roundtable."""
        self.show_roundtable(code)
        self.roundtables.edit(field)

    def show_gaps(self, code: str) -> None:
        """Show the gaps of a roundtable."""
        self.go_to("mapping")
        self.mapping.show_gaps(code)

    def show_gap(self, code: str, key: int) -> None:
        """Show a gap of a roundtable."""
        self.go_to("mapping")
        self.mapping.show_gap(code, key)

    def create_roundtable(self) -> None:
        """Ask for a new roundtable."""
        self.go_to("roundtables")
        self.roundtables.ask_new()
