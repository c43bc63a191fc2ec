"""Coverage pages of an annex: tables of numbers, and of rows that have a few fields each."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate

from roundtable.annex.page_style import Style
from roundtable.annex.printed_practice import AnnexField
from roundtable.annex.printed_text import Paragraph
from roundtable.annex.strips import (
    Element,
    Ground,
    Strip,
    elements_of,
    hanging_indent,
    height_of,
    list_indents,
    run_of,
    strips_of,
)
from roundtable.annex_pages.compositor import Compositor, spaced
from roundtable.annex_pages.entries import table_anchor
from roundtable.mapping.figures import Figures

_MOST_FOR_NUMBERS = 0.6
"""The part of the width that the columns of numbers may take; a table that needs more is set as labelled fields."""
_LEAST_TO_PART = 1 / 3
"""The part of a page from which on a row may be parted: its numbers then stand where the row begins."""
_LEAST_ALONE = 1 / 8
"""The part of a page from which on a row may stand alone at its end."""
_NO_DIGITS = re.compile(r"\D")
_TARGET_MARK = re.compile(r"[A-Z]\d+")


def table_strips(compositor: Compositor, table: Figures) -> list[Strip]:
    """Set a table: numbers in columns as a heat map, other values as labelled fields under the row's heading."""
    look = compositor.look
    section = Element("Sect")
    strips = compositor.heading(table.heading, Element("H2", section), look.group_titles, above=12 * look.unit)
    strips[0].anchor = table_anchor(table)
    strips[0].room = look.room_to_begin
    widths = _number_widths(compositor, table) if table.is_counted else []
    if widths and sum(widths) <= _MOST_FOR_NUMBERS * look.text_width:
        counted = _counted(compositor, table, section, widths)
        strips += counted
        if any(strip.grounds for strip in counted):
            strips[-1].is_kept = True
            strips += _legend(compositor, section)
    else:
        strips += _described(compositor, table, section)
    if table.note:
        strips[-1].is_kept = True
        note = compositor.text(Paragraph(table.note), Element("P", section), look.footnote)
        strips += spaced(note, 2 * look.unit)
    return strips


def _described(compositor: Compositor, table: Figures, section: Element) -> list[Strip]:
    """Set each row as labelled fields; rows of which only the second value is filled share a list under it."""
    look = compositor.look
    strips: list[Strip] = []
    listed: dict[str, list[str]] = {}
    for row in table.rows:
        if row[1] and not any(row[2:]):
            listed.setdefault(row[1], []).append(row[0])
        else:
            strips += _figure(compositor, row, table.columns, section)
    for state, texts in listed.items():
        strips += compositor.heading(state, Element("H3", section), look.contents_group, above=5 * look.unit)
        strips.append(compositor.rule(3 * look.unit, look.colors.hairline))
        rows = [_marked(text) for text in texts]
        indents = list_indents(rows, look.body, compositor.fonts)
        for content, element in elements_of(rows, section):
            strips += spaced(compositor.text(content, element, look.body, indents), look.unit)
    return strips


def _figure(compositor: Compositor, row: Sequence[str], columns: Sequence[str], section: Element) -> list[Strip]:
    """Set one row as fields, which share a page unless they are very long."""
    look = compositor.look
    about = _marked(row[0])
    indents = list_indents([about], look.contents_group, compositor.fonts)
    strips = compositor.text(about, Element("H3", section), look.contents_group, indents)
    strips = [*spaced(strips, 5 * look.unit), compositor.rule(3 * look.unit, look.colors.hairline)]
    fields = Element("L", section)
    for label, value in zip(columns[1:], row[1:], strict=True):
        if value:
            strips += spaced(
                compositor.field(AnnexField("figure", label, (Paragraph(_number(value)),)), fields), look.unit
            )
    for strip in strips[:-1]:
        strip.is_kept = strip.is_kept or height_of(strips) <= look.body_height / 2
    return strips


def _number_widths(compositor: Compositor, table: Figures) -> list[float]:
    look = compositor.look
    labels = [run_of(0.0, heading, look.label, compositor.fonts).width for heading in table.columns[1:]]
    return [max(look.number_width, label + 3 * look.unit) for label in labels]


def _counted(compositor: Compositor, table: Figures, section: Element, widths: Sequence[float]) -> list[Strip]:
    """Set rows of numbers beside the first line of what they count; the headings are repeated on each page."""
    look = compositor.look
    rows = [_marked(row[0]) for row in table.rows]
    indent = hanging_indent(rows, look.body, compositor.fonts)
    grounds = _grounds(compositor, table, widths)
    cells = Element("Table", section)
    row_of_headings = Element("TR", cells)
    columns = [Element("TH", row_of_headings) for _ in table.columns]
    headings = _counted_row(
        compositor, Paragraph(table.columns[0]), table.columns[1:], columns, widths, style=look.label
    )
    headings.append(compositor.rule(2 * look.unit, look.colors.rule))
    for strip in spaced(headings, 4 * look.unit):
        strip.is_kept = True
    repeated = [replace(one, parts=[(Element("Artifact"), runs) for _, runs in one.parts]) for one in headings]
    strips = list(headings)
    for place, (about, (_, *numbers)) in enumerate(zip(rows, table.rows, strict=True)):
        line = Element("TR", cells)
        heading = Element("TH", line, headings=columns[:1])
        numbered = [Element("TD", line, headings=(column, heading)) for column in columns[1:]]
        row = _counted_row(
            compositor,
            about,
            list(map(_number, numbers)),
            [heading, *numbered],
            widths,
            style=look.body,
            indent=indent,
        )
        for strip in row:
            strip.grounds = grounds[place]
        row = [*spaced(row, look.unit), compositor.rule(2 * look.unit, look.colors.hairline)]
        row[0].repeated = repeated
        for strip in row:
            strip.is_kept = strip is not row[-1] or place in (0, len(rows) - 2)  # no row alone at either end of a page
        row[-1].may_part = height_of(row) > _LEAST_ALONE * look.body_height  # and rather there than within a row
        strips += row
    strips[-1].is_kept = False
    return strips


def _counted_row(
    compositor: Compositor,
    about: Paragraph,
    numbers: Sequence[str],
    cells: Sequence[Element],
    widths: Sequence[float],
    *,
    style: Style,
    indent: float = 0.0,
) -> list[Strip]:
    """Set one row: the numbers are read after the text, so they are raised from its last line to its first.

    In a row so high that it may be parted, they belong to the first line alone.
    """
    look = compositor.look
    room = look.text_width - sum(widths)
    strips = strips_of(about, cells[0], style, compositor.fonts, room - 2 * look.unit, indent=indent)
    bearing = strips[-1] if height_of(strips) < _LEAST_TO_PART * look.body_height else strips[0]
    rise = height_of(strips[1:]) if bearing is strips[-1] else 0.0
    for number, end, cell in zip(numbers, accumulate(widths), cells[1:], strict=True):
        figures = run_of(0.0, number, style, compositor.fonts, rise=rise)
        bearing.parts.append((cell, [figures._replace(x=room + end - look.unit - figures.width)]))
    return strips


def _grounds(compositor: Compositor, table: Figures, widths: Sequence[float]) -> list[list[Ground]]:
    """Return the grounds of each row's cells: the darker, the larger a number is within its column; none under 0."""
    look = compositor.look
    rows = [[int(_NO_DIGITS.sub("", text)) for text in row[1:]] for row in table.rows]
    most = list(map(max, zip(*rows, strict=True)))
    ends = list(accumulate(widths, initial=look.text_width - sum(widths)))
    return [
        [
            Ground(ends[at] + look.unit, ends[at + 1], look.shades[(number - 1) * len(look.shades) // most[at]])
            for at, number in enumerate(row)
            if number
        ]
        for row in rows
    ]


def _legend(compositor: Compositor, section: Element) -> list[Strip]:
    """Set the grounds from light to dark, and what they say."""
    look = compositor.look
    width = 3 * look.unit
    end = width * len(look.shades)
    strips = compositor.text(
        Paragraph(compositor.words.legend), Element("P", section), look.footnote, x=end + 2 * look.unit
    )
    strips[0].grounds = [Ground(width * at, width * (at + 1), color) for at, color in enumerate(look.shades)]
    return spaced(strips, 2 * look.unit)


def _marked(text: str) -> Paragraph:
    """Return a row's heading with the mark of its question or measure (``Q1``, ``M2``) as a hanging mark."""
    mark, _, rest = text.partition(" ")
    return Paragraph(rest, mark=mark) if _TARGET_MARK.fullmatch(mark) and rest else Paragraph(text)


def _number(text: str) -> str:
    return "–" if text.rstrip(" %\xa0") == "0" else text
