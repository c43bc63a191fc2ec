"""Page style: A4 geometry, type scale, spaces and colours, all in points.

Leadings and spaces are multiples of a quarter of the body's leading, so that the lines keep one rhythm.
"""

from dataclasses import dataclass, replace
from typing import Literal

from roundtable.annex.fonts import Face

Color = tuple[float, float, float]
GroupingRole = Literal["Sect", "L", "LI", "TOC", "TOCI", "Table", "TR"]
TextRole = Literal["H1", "H2", "H3", "P", "Lbl", "LBody", "TH", "TD", "Note", "Reference", "Link", "Artifact"]
Role = Literal[GroupingRole, TextRole]


def _color(code: str) -> Color:
    red, green, blue = (round(int(code[at : at + 2], 16) / 255, 4) for at in (0, 2, 4))
    return red, green, blue


INK = _color("1B2430")
MUTED = _color("5B6878")
NAVY = _color("123A6B")
ACCENT = _color("1D5FA8")
WARNING = _color("9A3412")
RULE = _color("8FA3BC")
HAIRLINE = _color("DADFE6")


@dataclass(frozen=True, slots=True)
class Style:
    """Hold face, size, leading and colour of a run of text."""

    face: Face
    size: float
    leading: float
    color: Color

    @property
    def baseline(self) -> float:
        """Return the baseline's distance from the line's top: capitals stand in the line's middle."""
        return self.leading / 2 + self.size * 0.357

    @property
    def linked(self) -> "Style":
        """Return the same style in the colour of links."""
        return replace(self, color=ACCENT)


UNIT = 3.25
MASTHEAD = Style("bold", 11, 5 * UNIT, INK)
MASTHEAD_DETAIL = Style("regular", 9.5, 4 * UNIT, MUTED)
DRAFT = Style("bold", 11, 5 * UNIT, WARNING)
TITLES = (
    Style("bold", 24, 9 * UNIT, NAVY),
    Style("bold", 20, 8 * UNIT, NAVY),
    Style("bold", 17, 7 * UNIT, NAVY),
    Style("bold", 14, 6 * UNIT, NAVY),
)
"""From the largest to the smallest: a heading that takes many lines in one is set in the next."""
LEAD = Style("regular", 11, 5 * UNIT, MUTED)
EYEBROW = Style("bold", 9, 5 * UNIT, ACCENT)
INTRODUCTION = Style("regular", 10.5, 5 * UNIT, INK)
GROUP_TITLES = (Style("bold", 16, 7 * UNIT, NAVY), Style("bold", 13.5, 6 * UNIT, NAVY))
PRACTICE_TITLES = (Style("bold", 12.5, 5 * UNIT, NAVY), Style("bold", 11, 5 * UNIT, NAVY))
UNTITLED = Style("bold-italic", 12.5, 5 * UNIT, MUTED)
REMARK = Style("italic", 9.5, 4 * UNIT, MUTED)
BODY = Style("regular", 9.5, 4 * UNIT, INK)
LABEL = Style("bold", 8, 4 * UNIT, ACCENT)
CONTENTS = BODY
CONTENTS_GROUP = Style("bold", 9.5, 4 * UNIT, NAVY)
CONTENTS_UNTITLED = Style("italic", 9.5, 4 * UNIT, MUTED)
FOOTNOTE = Style("regular", 7.5, 3 * UNIT, MUTED)
FOOTNOTE_MARK = Style("bold", 5.5, 4 * UNIT, ACCENT)
FURNITURE = Style("regular", 8, 4 * UNIT, MUTED)

PAGE_WIDTH, PAGE_HEIGHT = 595.28, 841.89
MARGIN = 62.0
TEXT_WIDTH = PAGE_WIDTH - 2 * MARGIN
BODY_TOP = PAGE_HEIGHT - 68.0
BODY_HEIGHT = 218 * UNIT
ROOM_TO_BEGIN = 0.3 * BODY_HEIGHT
"""What must be free on a page for a group or a table not to begin a new one."""
HEADER_BASELINE = PAGE_HEIGHT - 44.0
FOOTER_BASELINE = 38.0
LABEL_WIDTH = 104.0
VALUE_WIDTH = TEXT_WIDTH - LABEL_WIDTH
NUMBER_WIDTH = 60.0
CONTENTS_NUMBER_WIDTH = 36.0
