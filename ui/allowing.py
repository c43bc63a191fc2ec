"""What can be done when: with a workspace, with a roundtable, with chosen practices that are seen, on the annex page.

Allows and forbids the window's actions; what they do is their parts' business.
"""

from ui.actions import Actions

_OF_WORKSPACE = (
    "filing.ask_import",
    "filing.open_sample",
    "filing.ask_json",
    "going.search",
    "going.start_roundtable",
    "saving.save",
    "copying.copy",
    "pasting.paste",
    "practices.look_at_next",
    "practices.look_at_previous",
    "handling.create",
    "handling.show_trash",
    "handling.replace",
)
_OF_SELECTION = (
    "practices.edit_practice",
    "handling.duplicate",
    "handling.delete",
    "handling.show_history",
    "menu:status",
    "handling.add_term:tags",
    "handling.remove_term:tags",
    "handling.add_term:thematic_areas",
    "handling.remove_term:thematic_areas",
    "handling.replace_term:tags",
    "handling.replace_term:thematic_areas",
    "handling.set_field",
)
_OF_SEVERAL = ("handling.merge",)
_OF_ROUNDTABLE = ("filing.ask_annex", "filing.ask_contribution")
_OF_ANNEX = ("annex.zoom_in", "annex.zoom_out", "annex.zoom_fit")


class Allowing:
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
