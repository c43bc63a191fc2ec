"""Page style: paper, looks, type scale, spaces and colours, all in points.

Leadings and spaces are multiples of a quarter of the body's leading, so that the lines keep one rhythm.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from math import ceil
from typing import Literal

import resources
from roundtable.annex.fonts import Face

Color = tuple[float, float, float]
GroupingRole = Literal["Sect", "L", "LI", "TOC", "TOCI", "Table", "TR"]
TextRole = Literal["H1", "H2", "H3", "P", "Lbl", "LBody", "TH", "TD", "Note", "Reference", "Link", "Span", "Artifact"]
Role = Literal[GroupingRole, TextRole]
_SIZES: dict[str, tuple[float, float]] = {"A4": (595.28, 841.89), "letter": (612.0, 792.0)}
_TOP, _BOTTOM = 68.0, 65.0
_SHADES = (0.08, 0.16, 0.24, 0.32, 0.4)
"""The parts of colour in the grounds of a heat map, on all of which the ink is well read."""
_TIGHT, _OPEN = 1.2, 1.3
"""The least leadings of the large headings and of the others, as parts of their sizes."""


def _color(code: str) -> Color:
    red, green, blue = (round(int(code[at : at + 2], 16) / 255, 4) for at in (0, 2, 4))
    return red, green, blue


def _tint(color: Color, part: float) -> Color:
    red, green, blue = (round(1 - part * (1 - value), 4) for value in color)
    return red, green, blue


@dataclass(frozen=True, slots=True, kw_only=True)
class Palette:
    """Hold the colours of a look."""

    ink: Color
    muted: Color
    heading: Color
    accent: Color
    warning: Color
    rule: Color
    hairline: Color


COLORED = Palette(
    ink=_color("1B2430"),
    muted=_color("5B6878"),
    heading=_color("123A6B"),
    accent=_color("1D5FA8"),
    warning=_color("9A3412"),
    rule=_color("8FA3BC"),
    hairline=_color("DADFE6"),
)
PLAIN = Palette(
    ink=_color("000000"),
    muted=_color("4D4D4D"),
    heading=_color("000000"),
    accent=_color("000000"),
    warning=_color("000000"),
    rule=_color("808080"),
    hairline=_color("CCCCCC"),
)


@dataclass(frozen=True, slots=True)
class Style:
    """Hold face, size, leading and colour of a run of text, and the colour of links in it."""

    face: Face
    size: float
    leading: float
    color: Color
    accent: Color
    is_note_call: bool = False

    @property
    def baseline(self) -> float:
        """Return the baseline's distance from the line's top: capitals stand in the line's middle."""
        return self.leading / 2 + self.size * 0.357

    @property
    def linked(self) -> "Style":
        """Return the same style in the colour of links."""
        return _linked(self)

    @property
    def note_call(self) -> "Style":
        """Return the style of the raised marks that call notes in it."""
        return replace(self, face="bold", size=round(0.58 * self.size, 1), color=self.accent, is_note_call=True)


@cache
def _linked(style: Style) -> Style:
    return replace(style, color=style.accent)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """Hold the sizes of a look (``annex_styles.json``): the unit of its spaces, its margins and columns, its types.

    Of headings the largest size comes first: one that takes many lines is set in the next.
    """

    unit: float
    margin: float
    label_width: float
    index_columns: int
    titles: Sequence[float]
    group_titles: Sequence[float]
    practice_titles: Sequence[float]
    lead: float
    introduction: float
    eyebrow: float
    body: float
    label: float
    footnote: float
    furniture: float


@cache
def _scales() -> dict[str, Scale]:
    looks = json.loads(resources.path("annex_styles.json").read_text(encoding="utf-8"))
    return {name: Scale(**sizes) for name, sizes in looks.items()}


class PageStyle:
    """Hold a look on one paper: geometry, styles and colours."""

    def __init__(self, scale: Scale, paper: tuple[float, float], colors: Palette) -> None:
        self.unit = scale.unit
        self.page_width, self.page_height = paper
        self.margin, self.label_width = scale.margin, scale.label_width
        self.text_width = self.page_width - 2 * self.margin
        self.body_top = self.page_height - _TOP
        self.body_height = (self.body_top - _BOTTOM) // self.unit * self.unit
        self.room_to_begin = 0.3 * self.body_height
        """What must be free on a page for a group or a table not to begin a new one."""
        self.header_baseline, self.footer_baseline = self.page_height - 44.0, 38.0
        self.number_width = 18 * self.unit
        self.contents_number_width = 11 * self.unit
        self.index_columns, self.index_gap = scale.index_columns, 6 * self.unit
        self.index_width = (self.text_width + self.index_gap) / self.index_columns - self.index_gap
        self.colors = colors
        self.shades = tuple(_tint(colors.accent, part) for part in _SHADES)
        """The grounds of the cells of a heat map, from that of the smallest numbers to that of the largest."""
        self._set_styles(scale, colors)

    def _set_styles(self, scale: Scale, colors: Palette) -> None:
        self.masthead = self._style("bold", scale.lead, 5, colors.ink)
        self.masthead_detail = self._style("regular", scale.body, 4, colors.muted)
        self.draft = self._style("bold", scale.lead, 5, colors.warning)
        self.titles = self._headings(scale.titles, _TIGHT)
        self.group_titles = self._headings(scale.group_titles, _OPEN)
        self.practice_titles = self._headings(scale.practice_titles, _OPEN)
        self.untitled = replace(self.practice_titles[0], face="bold-italic", color=colors.muted)
        self.lead = self._style("regular", scale.lead, 5, colors.muted)
        self.eyebrow = self._style("bold", scale.eyebrow, 5, colors.accent)
        self.introduction = self._style("regular", scale.introduction, 5, colors.ink)
        self.body = self.contents = self._style("regular", scale.body, 4, colors.ink)
        self.remark = self._style("italic", scale.body, 4, colors.muted)
        self.label = self._style("bold", scale.label, 4, colors.accent)
        self.contents_group = self._style("bold", scale.body, 4, colors.heading)
        self.contents_untitled = self.remark
        self.footnote = self._style("regular", scale.footnote, 3, colors.muted)
        self.furniture = self._style("regular", scale.furniture, 4, colors.muted)

    def _style(self, face: Face, size: float, units: int, color: Color) -> Style:
        return Style(face, size, units * self.unit, color, self.colors.accent)

    def _headings(self, sizes: Sequence[float], least: float) -> tuple[Style, ...]:
        units = (ceil(round(least * size / self.unit, 3)) for size in sizes)
        return tuple(
            self._style("bold", size, count, self.colors.heading) for size, count in zip(sizes, units, strict=True)
        )


@cache
def page_style(style: str = "official", paper: str = "A4", *, is_plain: bool = False) -> PageStyle:
    """Return one of STYLES on one of PAPERS, in colours or in black and grey."""
    return PageStyle(_scales()[style], _SIZES[paper], PLAIN if is_plain else COLORED)
