"""The workspaces opened last, newest first.

Kept with the person's settings; a workspace that is gone is still named, and opening it says so.
"""

from PySide6.QtCore import QSettings

_KEY = "workspaces/recent"
_KEPT = 8


class Recent:
    """Remember locations."""

    def __init__(self, settings: QSettings) -> None:
        self._settings = settings

    def locations(self) -> list[str]:
        """Return the locations, newest first."""
        stored = self._settings.value(_KEY)
        if isinstance(stored, str):  # an ini file gives back a list of one as the one
            return [stored]
        return [str(location) for location in stored] if isinstance(stored, list) else []

    def add(self, location: str) -> None:
        """Put a location first."""
        others = [other for other in self.locations() if other != location]
        self._settings.setValue(_KEY, [location, *others][:_KEPT])
