"""The colours and measures of the window, light and dark, as a palette and one style sheet.

Knows no page; a widget that paints for itself asks ``Theme`` for its colours.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, fields
from enum import StrEnum

from PySide6.QtCore import QObject, QSettings, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFontInfo, QPalette
from PySide6.QtWidgets import QApplication

import resources

SETTING = "window/theme"


class Choice(StrEnum):
    """Name what a person may choose; ``system`` follows the desktop, also while the window is open."""

    LIGHT = "light"
    DARK = "dark"
    SYSTEM = "system"


@dataclass(frozen=True, slots=True, kw_only=True)
class Colours:
    """Hold one colour per meaning, ``#RRGGBB``; a ``..._soft`` is the ground its namesake is read on."""

    background: str
    surface: str
    raised: str
    hover: str
    border: str
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
        """Give the colour of a meaning to a painter."""
        return QColor(getattr(self, name))


LIGHT = Colours(
    background="#F5F6F8",
    surface="#FFFFFF",
    raised="#FFFFFF",
    hover="#EEF1F5",
    border="#DADFE6",
    text="#1B2430",
    muted="#5B6878",
    accent="#1D5FA8",
    accent_strong="#174E8C",
    on_accent="#FFFFFF",
    soft="#E5EEF9",
    ok="#1E7A4C",
    ok_soft="#E4F3EA",
    warning="#8F5600",
    warning_soft="#FCF0DC",
    bad="#B3261E",
    bad_soft="#FCE8E6",
    mark="#FBE59A",
    on_mark="#1B2430",
)
DARK = Colours(
    background="#13171D",
    surface="#1B212A",
    raised="#222A35",
    hover="#262F3B",
    border="#323C49",
    text="#E7ECF2",
    muted="#A2AEBD",
    accent="#82B6EF",
    accent_strong="#A3CAF4",
    on_accent="#10151B",
    soft="#213449",
    ok="#6FCF9A",
    ok_soft="#16301F",
    warning="#F0B75A",
    warning_soft="#382810",
    bad="#F2938B",
    bad_soft="#3D1D1B",
    mark="#FBE59A",
    on_mark="#1B2430",
)

READ_ON: tuple[tuple[str, str], ...] = (
    *((text, ground) for text in ("text", "muted", "accent") for ground in ("background", "surface", "raised", "soft")),
    *((text, "hover") for text in ("text", "muted", "accent")),
    *((name, f"{name}_soft") for name in ("ok", "warning", "bad")),
    *(("text", f"{name}_soft") for name in ("ok", "warning", "bad")),
    *((name, "surface") for name in ("ok", "warning", "bad")),
    ("bad", "soft"),
    ("on_accent", "accent"),
    ("on_accent", "accent_strong"),
    ("on_mark", "mark"),
)
"""Every pair of text and ground that the window uses; each reaches a contrast of 4.5:1."""


class Theme(QObject):
    """Dress the application in the chosen colours and tell who paints for itself when they change."""

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
        self.choice = _choice(settings.value(SETTING))
        self._tell_desktop()
        self.colours = self._wanted()
        self._dress()
        application.styleHints().colorSchemeChanged.connect(self._follow_system)

    @contextmanager
    def undressed(self) -> Iterator[None]:
        """Let many widgets be made before they are dressed, all at once: one by one takes twice as long."""
        self._application.setStyleSheet("")
        try:
            yield
        finally:
            self._dress()

    def size(self, name: str) -> int:
        """Give a type size in pixels: ``body``, ``label``, ``caption`` or ``title``."""
        return self._body + {"body": 0, "label": -1, "caption": -2, "title": 5}[name]

    def choose(self, choice: Choice) -> None:
        """Change to the choice and remember it."""
        self.choice = choice
        self._settings.setValue(SETTING, choice.value)
        self._tell_desktop()
        self._follow_system()

    @Slot()
    def _follow_system(self) -> None:
        wanted = self._wanted()
        if wanted is not self.colours:
            self.colours = wanted
            self._dress()
            self.changed.emit()

    def _tell_desktop(self) -> None:
        """Ask for title bars and native dialogs of the same kind."""
        scheme = Qt.ColorScheme
        wanted = {Choice.LIGHT: scheme.Light, Choice.DARK: scheme.Dark, Choice.SYSTEM: scheme.Unknown}
        self._application.styleHints().setColorScheme(wanted[self.choice])

    def _wanted(self) -> Colours:
        if self.choice is Choice.SYSTEM:
            return DARK if self._application.styleHints().colorScheme() is Qt.ColorScheme.Dark else LIGHT
        return DARK if self.choice is Choice.DARK else LIGHT

    def _dress(self) -> None:
        self._application.setPalette(_palette(self.colours))
        sizes = {f"size_{name}": f"{self.size(name)}px" for name in ("body", "label", "caption", "title")}
        self._application.setStyleSheet(style_sheet(self.colours, sizes))


def _choice(stored: object) -> Choice:
    return Choice(stored) if isinstance(stored, str) and stored in tuple(Choice) else Choice.SYSTEM


def style_sheet(colours: Colours, sizes: dict[str, str]) -> str:
    """Fill the names in the style sheet (``@accent``, ``@size_label``) with their values."""
    values = {field.name: getattr(colours, field.name) for field in fields(colours)} | sizes
    values["icons"] = resources.path("icons").as_posix()
    values["shade"] = "dark" if colours is DARK else "light"
    sheet = resources.path("styles/window.qss").read_text(encoding="utf-8")
    return re.sub(r"@(\w+)@?", lambda name: values[name[1]], sheet)


def contrast(first: str, second: str) -> float:
    """Measure the contrast of two colours as WCAG 2 defines it, from 1 to 21."""
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
    for which, name in (
        (role.Window, "background"),
        (role.Base, "surface"),
        (role.AlternateBase, "background"),
        (role.Button, "raised"),
        (role.ToolTipBase, "raised"),
        (role.WindowText, "text"),
        (role.Text, "text"),
        (role.ButtonText, "text"),
        (role.ToolTipText, "text"),
        (role.PlaceholderText, "muted"),
        (role.Mid, "border"),
        (role.Dark, "hover" if colours is LIGHT else "background"),  # what QPdfView lays its pages on
        (role.Highlight, "soft"),
        (role.HighlightedText, "text"),
        (role.Link, "accent"),
        (role.LinkVisited, "accent"),
        (role.Accent, "accent"),
    ):
        palette.setColor(which, colours.colour(name))
    for which in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, which, colours.colour("muted"))
    return palette
