"""Paragraphs as strips: lines of positioned text runs, with the rules that keep lines of a paragraph on one page."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import NamedTuple

from roundtable.annex.fonts import Fonts
from roundtable.annex.line_breaks import Span, balanced_lines, break_lines, first_line
from roundtable.annex.page_style import Color, Role, Style
from roundtable.annex.printed_text import Paragraph
from roundtable.annex.text_direction import levels_of, runs_right


@dataclass(slots=True, eq=False)
class Element:
    """Identify one structural element (a heading, a paragraph), also where its strips lie on two pages.

    ``parent`` is what holds it, None the document itself; elements of one parent stand in the order in which they are
    drawn. ``language`` is that of its text where its parent has another. ``headings`` are the cells that head a cell.
    ``text`` is what it reads as, where that is not to be told from its glyphs one by one.
    """

    role: Role
    parent: "Element | None" = None
    language: str = ""
    headings: Sequence["Element"] = ()
    text: str = ""


class Run(NamedTuple):
    """Hold text of one style at ``x`` points from the text's left edge; ``target`` is a URL, or ``#`` and an anchor.

    ``text`` is in logical order; ``levels`` are those of its characters in its paragraph, none where all run left. A
    blank beyond them is read but not shown.
    """

    x: float
    text: str
    style: Style
    width: float
    target: str = ""
    rise: float = 0.0
    levels: bytes = b""


class Stroke(NamedTuple):
    """Hold a horizontal line from ``start`` to ``end``, ``below`` the strip's top; always an artifact."""

    start: float
    end: float
    below: float
    color: Color
    is_dotted: bool = False


class Ground(NamedTuple):
    """Hold a coloured ground from ``start`` to ``end``, as high as its strip; always an artifact."""

    start: float
    end: float
    color: Color


@dataclass(slots=True)
class Strip:
    """Hold one line of the page; ``is_kept`` forbids a page break between it and the next strip.

    ``may_part`` allows that break where the page would be left open otherwise. ``room`` is the height that must be free
    for the strip not to begin a page; a divider is left out where it would. ``note`` is set at the foot of its page,
    ``repeated`` (a table's headings) above it where it begins a page.
    """

    height: float
    baseline: float = 0.0
    parts: list[tuple[Element, list[Run]]] = field(default_factory=list)
    above: float = 0.0
    is_kept: bool = False
    may_part: bool = False
    is_divider: bool = False
    room: float = 0.0
    stroke: Stroke | None = None
    grounds: Sequence[Ground] = ()
    anchor: str = ""
    note: Sequence["Strip"] = ()
    repeated: Sequence["Strip"] = ()


_MARK_GAP = 0.53
"""The gap between a mark and its text, as a part of the size of type."""


def elements_of(
    contents: Sequence[Paragraph], parent: Element | None, language: str = ""
) -> Iterator[tuple[Paragraph, Element]]:
    """Give each paragraph its element in ``parent``; adjacent items share a list, and each has a body there.

    A list of a deeper level stands in the body of the item before it.
    """
    bodies: list[Element] = []
    lists: list[Element] = []
    for content in contents:
        if not content.mark:
            lists, bodies = [], []
            yield content, Element("P", parent, language)
            continue
        lists, bodies = lists[: content.level + 1], bodies[: content.level]
        if len(lists) <= content.level:
            lists.append(Element("L", bodies[-1]) if bodies else Element("L", parent, language))
        bodies.append(Element("LBody", Element("LI", lists[-1])))
        yield content, bodies[-1]


def strips_of(
    content: Paragraph,
    element: Element,
    style: Style,
    fonts: Fonts,
    width: float,
    *,
    x: float = 0.0,
    indent: float = 0.0,
    is_balanced: bool = False,
) -> list[Strip]:
    """Set one paragraph in ``width``, its list mark hanging in ``indent``; no line of it alone at a page's end."""
    text = fonts.printable(content.text)
    widths = fonts.widths(style.face)
    opening = style.leading / 4 if not text.isascii() and _STACKED.search(text) else 0.0
    is_right = runs_right(text)
    levels = levels_of(text, is_right=is_right)
    strips = []
    broken = balanced_lines if is_balanced else break_lines
    for span in broken(text, widths, (width - indent) / style.size):
        runs = _runs(text, levels, span, content, style=style, fonts=fonts, x=x + indent)
        if is_right:
            runs = _turned(runs, x + indent, x + width - (indent if content.mark else 0.0))
        strips.append(Strip(style.leading + opening, style.baseline + opening / 2, [(element, runs)]))
    if content.mark:
        mark = fonts.printable(content.mark)
        mark_width = widths[mark] * style.size
        gap = _MARK_GAP * style.size
        at = x + width - indent + gap if is_right else x + indent - gap - mark_width
        mark_levels = levels_of(mark, is_right=is_right)
        label = _label_of(element)
        shown = f"{mark} " if label is element else mark
        strips[0].parts.insert(0, (label, [Run(at, shown, style, mark_width, levels=mark_levels)]))
    for strip in strips[:1] + strips[-2:-1]:
        strip.is_kept = strip is not strips[-1]
    return strips


def _label_of(element: Element) -> Element:
    """Return the element of the mark of a paragraph: a label, but in a heading, which holds none."""
    if element.role == "LBody":
        return Element("Lbl", element.parent)
    return Element("Lbl", element) if element.role == "Note" else element


def hanging_indent(contents: Sequence[Paragraph], style: Style, fonts: Fonts) -> float:
    """Return the indent that the widest list mark of ``contents`` needs; 0 where there is none."""
    marks = {content.mark for content in contents if content.mark}
    if not marks:
        return 0.0
    widths = fonts.widths(style.face)
    return (max(widths[fonts.printable(mark)] for mark in marks) + _MARK_GAP) * style.size


def list_indents(contents: Sequence[Paragraph], style: Style, fonts: Fonts) -> Sequence[tuple[float, float]]:
    """Return for each level of a list where its items begin, and the indent in which their marks hang."""
    if not any(content.mark for content in contents):
        return ((0.0, 0.0),)
    indents = []
    start = 0.0
    for level in range(max((content.level for content in contents), default=0) + 1):
        indent = hanging_indent([content for content in contents if content.level == level], style, fonts)
        indents.append((start, indent))
        start += indent
    return indents


def run_of(x: float, text: str, style: Style, fonts: Fonts, *, target: str = "", rise: float = 0.0) -> Run:
    """Make one run of short text that needs no breaking."""
    printable = fonts.printable(text)
    width = sum(fonts.widths(style.face)[word] for word in _WORDS.findall(printable)) * style.size
    levels = levels_of(printable, is_right=runs_right(printable))
    return Run(x, printable, style, width, target, rise, levels)


def shortened(text: str, style: Style, fonts: Fonts, width: float, *, lines: int = 1) -> str:
    """Shorten ``text`` to ``lines`` of ``width``, with an ellipsis."""
    text, widths, width = fonts.printable(text), fonts.widths(style.face), width / style.size
    broken = break_lines(text, widths, width)
    if len(broken) <= lines:
        return text
    start = broken[lines - 1][0]
    return text[:start] + first_line(text[start:], widths, width)


def height_of(strips: Sequence[Strip]) -> float:
    """Return the height of strips set one below the other."""
    return sum(strip.above + strip.height for strip in strips)


def moved(strip: Strip, by: float) -> Strip:
    """Return a strip with its text ``by`` points further right."""
    return replace(strip, parts=[(part, [run._replace(x=run.x + by) for run in runs]) for part, runs in strip.parts])


def note_marks(strip: Strip) -> list[str]:
    """Return the marks of the footnotes that a strip calls."""
    return [run.text for _, runs in strip.parts for run in runs if run.style.is_note_call]


def note_mark(x: float, mark: str, style: Style, fonts: Fonts) -> Run:
    """Make the raised mark that calls a footnote in a text of ``style``."""
    return run_of(x, mark, style.note_call, fonts, rise=_NOTE_RISE * style.size)


def _runs(
    text: str, levels: bytes, span: Span, content: Paragraph, *, style: Style, fonts: Fonts, x: float
) -> list[Run]:
    """Split a line into runs where its links begin and end and where it calls a footnote."""
    start, end, width = span
    # the blank at which a line breaks is there, though not measured: what reads tags finds words apart by it alone
    shown = end + (text[end : end + 1] == " ")
    if not content.links and not content.notes:
        return [Run(x, text[start:shown], style, width * style.size, levels=levels[start:end])]
    widths = fonts.widths(style.face)
    targets = {at: link.target for link in content.links for at in range(max(link.start, start), min(link.end, end))}
    calls = {call.position: call.mark for call in content.notes if start < call.position <= end}
    edges = {at for at in range(start + 1, end) if targets.get(at) != targets.get(at - 1)}
    runs = []
    for left, right in pairwise(sorted({start, end, *edges, *calls})):
        piece, target = text[left:right], targets.get(left, "")
        width = sum(widths[word] for word in _WORDS.findall(piece)) * style.size
        piece = text[left:shown] if right == end else piece
        runs.append(Run(x, piece, style.linked if target else style, width, target, levels=levels[left:right]))
        x += width
        if right in calls:
            runs.append(note_mark(x + _NOTE_GAP, calls[right], style, fonts))
            x += _NOTE_GAP + runs[-1].width
    return runs


def _turned(runs: list[Run], left: float, right: float) -> list[Run]:
    """Place the runs of a line from the right edge to the left: its paragraph runs right."""
    return [run._replace(x=left + right - run.x - run.width) for run in runs]


_STACKED = re.compile("[\u0f00-\u109f\u1780-\u17ff]")  # Tibetan, Burmese, Khmer: their lines stand further apart
_NOTE_RISE = 0.316
_NOTE_GAP = 0.5
_WORDS = re.compile(" |[^ ]+")
