"""Groups of an annex: the heading of an issue area, its practices, and cross-references to those of other areas."""

from collections.abc import Iterator
from itertools import dropwhile, takewhile

from roundtable.annex.document import AnnexGroup
from roundtable.annex.printed_practice import AnnexPractice
from roundtable.annex.printed_text import Paragraph
from roundtable.annex.strips import Element, Strip, elements_of, hanging_indent, height_of
from roundtable.annex_pages.compositor import Compositor, spaced
from roundtable.annex_pages.entries import group_anchor

_TEXTS = ("summary", "web_links", "extra")
_SHORT = 3


def group_heading(compositor: Compositor, group: AnnexGroup, section: Element) -> list[Strip]:
    """Set a group's heading, kept with what follows it; it begins a new page unless nearly a third of one is free."""
    look = compositor.look
    strips = []
    if group.is_issue_area:
        eyebrow = compositor.words.issue_area.format(number=group.number)
        strips += compositor.heading(eyebrow, Element("P", section), look.eyebrow)
    mark = "" if group.is_issue_area else group.label
    strips += compositor.heading(group.heading, Element("H2", section), look.group_titles, mark=mark)
    strips[0].anchor = group_anchor(group)
    strips[0].above = 12 * look.unit
    strips[0].room = look.room_to_begin
    return strips


def practice_strips(compositor: Compositor, practice: AnnexPractice, group: Element) -> list[Strip]:
    """Set one practice; its title and the fields above its text stay with the text's first lines where they can."""
    look = compositor.look
    styles = look.practice_titles if practice.is_titled else [look.untitled]
    section = Element("Sect", group)
    element = Element("H3", section, practice.language)
    title = compositor.heading(practice.heading, element, styles, mark=practice.number, above=9 * look.unit)
    title[0].anchor = practice.anchor
    if practice.remark:
        title += compositor.heading(practice.remark, Element("P", section), look.remark)
    title.append(compositor.rule(3 * look.unit, look.colors.rule))
    fields = Element("L", section)
    facts = _facts(compositor, practice, fields)
    texts = list(_texts(compositor, practice, fields))
    if facts and texts:
        divider = compositor.rule(4 * look.unit, look.colors.hairline)
        divider.is_divider = True
        facts.append(divider)
    if height_of(title) + height_of(facts) <= look.body_height / 2:
        for number, strip in enumerate(facts):
            strip.may_part = number > 0 and not strip.is_kept
            strip.is_kept = True
    strips = title + facts + texts
    strips[-1].is_kept = False
    return strips


def _facts(compositor: Compositor, practice: AnnexPractice, element: Element) -> list[Strip]:
    """Set the short fields above the text."""
    look = compositor.look
    fields = takewhile(lambda field: field.name not in _TEXTS, practice.fields)
    return [strip for field in fields for strip in spaced(compositor.field(field, element), look.unit)]


def _texts(compositor: Compositor, practice: AnnexPractice, element: Element) -> Iterator[Strip]:
    """Set the text and what stands below it; a short last field never stands alone on the next page."""
    look = compositor.look
    fields = list(dropwhile(lambda field: field.name not in _TEXTS, practice.fields))
    last: list[Strip] = []
    for number, field in enumerate(fields):
        strips = spaced(compositor.field(field, element, practice.language), 2 * look.unit if number else look.unit)
        if last and field is fields[-1] and len(strips) <= _SHORT:
            last[-1].is_kept = True
        yield from last
        last = strips
    yield from last


def see_also(compositor: Compositor, group: AnnexGroup, section: Element) -> list[Strip]:
    """Set the cross-references to practices of other groups, each in a line with its page."""
    look = compositor.look
    if not group.see_also:
        return []
    listed = [Paragraph(practice.heading, mark=practice.number or "•") for practice in group.see_also]
    indent = hanging_indent(listed, look.body, compositor.fonts)
    body = Element("LBody", Element("LI", Element("L", section)))
    strips: list[Strip] = []
    elements = elements_of(listed, body)
    for place, (practice, (content, element)) in enumerate(zip(group.see_also, elements, strict=True)):
        line = compositor.page_line(content, element, look.body, practice.anchor, x=look.label_width, indent=indent)
        line[-1].is_kept = place == len(listed) - 2  # the last one never begins a page alone
        strips += spaced(line, look.unit if strips else 0.0)
    strips = [
        compositor.rule(4 * look.unit, look.colors.rule),
        *compositor.labelled(compositor.words.see_also, Element("P", body), strips),
    ]
    return spaced(strips, 6 * look.unit if group.practices else 2 * look.unit)
