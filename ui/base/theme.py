"""Colours and type sizes of the window, light and dark, as a palette and one style sheet."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from enum import StrEnum

from PySide6.QtCore import QObject, QSettings, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFontInfo, QPalette
from PySide6.QtWidgets import QApplication

import resources

SETTING = "window/theme"


class Choice(StrEnum):
    """Theme in the settings; ``system`` follows the desktop, also while the window is open."""

    LIGHT = "light"
    DARK = "dark"
    SYSTEM = "system"


@dataclass(frozen=True, slots=True, kw_only=True)
class Colours:
    """One colour per meaning, ``#RRGGBB``; a ``..._soft`` is the background its namesake is read on.

    A ``border`` only divides; an ``outline`` shows that there is a control, and stands out as WCAG asks for it.
    """

    background: str
    surface: str
    raised: str
    hover: str
    border: str
    outline: str
    text: str
    muted: str
    accent: str
    accent_strong: str
    on_accent: str
    soft: str
    ok: str
    ok_soft: str
    warning: str
    warning_soft: str
    bad: str
    bad_soft: str
    mark: str
    on_mark: str

    def colour(self, name: str) -> QColor:
        """Return the colour of a meaning for a painter."""
        return QColor(getattr(self, name))


_LIGHT_AND_DARK = {
    "background": ("#F5F6F8", "#13171D"),
    "surface": ("#FFFFFF", "#1B212A"),
    "raised": ("#FFFFFF", "#222A35"),
    "hover": ("#EEF1F5", "#262F3B"),
    "border": ("#DADFE6", "#323C49"),
    "outline": ("#7E8896", "#6F7D8F"),
    "text": ("#1B2430", "#E7ECF2"),
    "muted": ("#5B6878", "#A2AEBD"),
    "accent": ("#1D5FA8", "#82B6EF"),
    "accent_strong": ("#174E8C", "#A3CAF4"),
    "on_accent": ("#FFFFFF", "#10151B"),
    "soft": ("#E5EEF9", "#213449"),
    "ok": ("#1E7A4C", "#6FCF9A"),
    "ok_soft": ("#E4F3EA", "#16301F"),
    "warning": ("#8F5600", "#F0B75A"),
    "warning_soft": ("#FCF0DC", "#382810"),
    "bad": ("#B3261E", "#F2938B"),
    "bad_soft": ("#FCE8E6", "#3D1D1B"),
    "mark": ("#FBE59A", "#FBE59A"),
    "on_mark": ("#1B2430", "#1B2430"),
}
LIGHT = Colours(**{name: light for name, (light, _) in _LIGHT_AND_DARK.items()})
DARK = Colours(**{name: dark for name, (_, dark) in _LIGHT_AND_DARK.items()})


class Theme(QObject):
    """Apply the chosen colours to the application; ``changed`` tells widgets that paint for themselves."""

    changed = Signal()

    def __init__(self, application: QApplication, settings: QSettings) -> None:
        super().__init__(application)
        self._application = application
        self._settings = settings
        self._body = max(13, QFontInfo(application.font()).pixelSize())
        application.setStyle("Fusion")
        font = application.font()
        font.setPixelSize(self._body)
        application.setFont(font)
        stored = settings.value(SETTING)
        self.choice = Choice(stored) if stored in [*Choice] else Choice.SYSTEM
        self._set_colour_scheme()
        self.colours = self._chosen_colours()
        self._apply()
        application.styleHints().colorSchemeChanged.connect(self._update)
        application.focusWindowChanged.connect(self._dress)

    @contextmanager
    def suspended(self) -> Iterator[None]:
        """Apply no style while many widgets are made, then all at once: one by one takes twice as long."""
        self._application.setStyleSheet("")
        try:
            yield
        finally:
            self._apply()

    def size(self, name: str) -> int:
        """Return a type size in pixels: ``body``, ``label``, ``caption`` or ``title``."""
        return self._body + {"body": 0, "label": -1, "caption": -2, "title": 5}[name]

    def choose(self, choice: Choice) -> None:
        """Change to a theme and remember it."""
        self.choice = choice
        self._settings.setValue(SETTING, choice.value)
        self._set_colour_scheme()
        self._update()

    @Slot()
    def _update(self) -> None:
        colours = self._chosen_colours()
        if colours is not self.colours:
            self.colours = colours
            self._application.setPalette(_palette(colours))
            self._dress()
            self.changed.emit()

    @Slot()
    def _dress(self) -> None:
        """Apply the style sheet to the windows that do not have it yet, each with all that it opened."""
        # Qt would apply the application's to each widget once for every widget that holds it: 14 times here.
        if self._application.styleSheet() == (sheet := self.style_sheet()):
            sheet = ""
        for window in self._application.topLevelWidgets():
            if window.parent() is None and window.styleSheet() != sheet:
                window.setStyleSheet(sheet)

    def _set_colour_scheme(self) -> None:
        """Ask the desktop for title bars and native dialogs of the same kind."""
        scheme = Qt.ColorScheme
        wanted = {Choice.LIGHT: scheme.Light, Choice.DARK: scheme.Dark, Choice.SYSTEM: scheme.Unknown}
        self._application.styleHints().setColorScheme(wanted[self.choice])

    def _chosen_colours(self) -> Colours:
        if self.choice is Choice.SYSTEM:
            return DARK if self._application.styleHints().colorScheme() is Qt.ColorScheme.Dark else LIGHT
        return DARK if self.choice is Choice.DARK else LIGHT

    def _apply(self) -> None:
        self._application.setPalette(_palette(self.colours))
        self._application.setStyleSheet(self.style_sheet())

    def style_sheet(self) -> str:
        """Return the style sheet, its names (``@accent``, ``@size_label``) replaced by their values."""
        values = asdict(self.colours)
        values |= {f"size_{size}": f"{self.size(size)}px" for size in ("body", "label", "caption", "title")}
        values["icons"] = resources.path("icons").as_posix()
        values["shade"] = "dark" if self.colours is DARK else "light"
        sheets = (resources.path(f"styles/{name}.qss").read_text(encoding="utf-8") for name in ("window", "editor"))
        return re.sub(r"@(\w+)@?", lambda name: values[name[1]], "\n".join(sheets))


def contrast(first: str, second: str) -> float:
    """Return the contrast of two colours as WCAG 2 defines it, from 1 to 21."""
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def mixed(ground: str, ink: str, share: float) -> str:
    """Mix a share of a colour, from 0 to 1, into a ground."""
    pairs = zip(QColor(ground).getRgb()[:3], QColor(ink).getRgb()[:3], strict=True)  # type: ignore[index]
    return QColor(*(round(start + (end - start) * share) for start, end in pairs)).name()


def _luminance(colour: str) -> float:
    parts = (QColor(colour).redF(), QColor(colour).greenF(), QColor(colour).blueF())
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _palette(colours: Colours) -> QPalette:
    role = QPalette.ColorRole
    palette = QPalette()
    behind_pdf_pages = "hover" if colours is LIGHT else "background"
    for name, roles in (
        ("background", (role.Window, role.AlternateBase)),
        ("surface", (role.Base,)),
        ("raised", (role.Button, role.ToolTipBase)),
        ("text", (role.WindowText, role.Text, role.ButtonText, role.ToolTipText, role.HighlightedText)),
        ("muted", (role.PlaceholderText,)),
        ("border", (role.Mid,)),
        (behind_pdf_pages, (role.Dark,)),
        ("soft", (role.Highlight,)),
        ("accent", (role.Link, role.LinkVisited, role.Accent)),
    ):
        for which in roles:
            palette.setColor(which, colours.colour(name))
    for which in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, which, colours.colour("muted"))
    return palette
