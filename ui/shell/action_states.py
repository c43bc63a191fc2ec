"""What can be done when: with a workspace, with a roundtable, with chosen practices that are seen, on the annex page.

Allows and forbids the window's actions; what they do is their parts' business.
"""

from ui.shell.actions import Actions

_OF_WORKSPACE = (
    "file_actions.ask_import",
    "file_actions.open_sample",
    "file_actions.ask_json",
    "navigator.search",
    "navigator.start_roundtable",
    "saved_search_actions.save",
    "copy_actions.copy",
    "paste_actions.paste",
    "practices.look_at_next",
    "practices.look_at_previous",
    "practice_actions.create",
    "practice_actions.show_trash",
    "practice_actions.replace",
)
_OF_SELECTION = (
    "practices.edit_practice",
    "practice_actions.duplicate",
    "practice_actions.delete",
    "practice_actions.show_history",
    "menu:status",
    "practice_actions.add_term:tags",
    "practice_actions.remove_term:tags",
    "practice_actions.add_term:thematic_areas",
    "practice_actions.remove_term:thematic_areas",
    "practice_actions.replace_term:tags",
    "practice_actions.replace_term:thematic_areas",
    "practice_actions.set_field",
)
_OF_SEVERAL = ("practice_actions.merge",)
_OF_ROUNDTABLE = ("file_actions.ask_annex", "file_actions.ask_contribution")
_OF_ANNEX = ("annex.zoom_in", "annex.zoom_out", "annex.zoom_fit")


class ActionStates:
    """Allow what can be done now, and only that."""

    def __init__(self, actions: Actions) -> None:
        self._actions = actions

    def show_workspace(self, *, is_open: bool, has_roundtable: bool) -> None:
        """Allow what needs a workspace, and what needs a roundtable in it."""
        self._actions.enable(_OF_WORKSPACE, enabled=is_open)
        self._actions.enable(_OF_ROUNDTABLE, enabled=has_roundtable)

    def show_selection(self, *, is_seen: bool, has_several: bool) -> None:
        """Allow what is done to chosen practices only while they are seen."""
        self._actions.enable(_OF_SELECTION, enabled=is_seen)
        self._actions.enable(_OF_SEVERAL, enabled=is_seen and has_several)

    def show_annex(self, *, is_seen: bool) -> None:
        """Allow what changes the look of the annex only while it is seen."""
        self._actions.enable(_OF_ANNEX, enabled=is_seen)
