"""Front matter of an annex: its masthead, title, introduction and contents."""

from roundtable.annex import page_style
from roundtable.annex.blocks import Element, Strip, elements_of, hanging_indent, list_indents, run_of, shortened
from roundtable.annex.page_style import TEXT_WIDTH, UNIT, Style
from roundtable.annex.printed_text import Paragraph
from roundtable.annex_pages.compositor import Compositor, rule, spaced
from roundtable.annex_pages.entries import CONTENTS_ANCHOR, Entry, entries

_LEAST_ENTRIES = 3


def front_matter(compositor: Compositor) -> list[Strip]:
    """Set all that stands before the first group."""
    document, words, fonts = compositor.document, compositor.words, compositor.fonts
    strips = _masthead(compositor) + _title_block(compositor)
    indents = list_indents(document.introduction, page_style.INTRODUCTION, fonts)
    for content, element in elements_of(document.introduction, None):
        strips += spaced(compositor.text(content, element, page_style.INTRODUCTION, indents), 2 * UNIT)
    if document.groups:
        note = compositor.text(Paragraph(words.designations), Element("P"), page_style.FOOTNOTE)
        strips += spaced(note, 4 * UNIT)
    if document.groups or document.figures:
        return strips + _contents(compositor)
    return strips + compositor.heading(words.empty, Element("P"), page_style.LEAD, above=8 * UNIT)


def _masthead(compositor: Compositor) -> list[Strip]:
    """Set what an official looks for first: meeting, code, place and date, original language, the mark of a draft."""
    document = compositor.document
    upper = _line(compositor, page_style.MASTHEAD, document.meeting, document.code)
    lower = _line(compositor, page_style.MASTHEAD_DETAIL, document.place_and_date, document.original)
    strips = [*upper, rule(2 * UNIT, page_style.RULE), *lower]
    if document.is_draft:
        strips += _line(compositor, page_style.DRAFT, "", compositor.words.draft.upper())
    for strip in strips:
        strip.is_kept = True
    return strips


def _line(compositor: Compositor, style: Style, left: str, right: str) -> list[Strip]:
    """Set one text at each end of a line, on lines of their own where they are too long."""
    fonts = compositor.fonts
    at_left, at_right = run_of(0.0, left, style, fonts), run_of(0.0, right, style, fonts)
    if at_left.width + at_right.width + 8 * UNIT > TEXT_WIDTH:
        return [*compositor.heading(left, Element("P"), style), *compositor.heading(right, Element("P"), style)]
    runs = [at_left, at_right._replace(x=TEXT_WIDTH - at_right.width)]
    return [Strip(style.leading, style.baseline, [(Element("P"), [run]) for run in runs if run.text])]


def _title_block(compositor: Compositor) -> list[Strip]:
    document = compositor.document
    strips = compositor.heading(document.name, Element("P"), page_style.EYEBROW) if document.title else []
    strips += compositor.heading(document.title or document.name, Element("H1"), page_style.TITLES)
    if document.co_chairs:
        strips += compositor.heading(document.co_chairs, Element("P"), page_style.LEAD, above=2 * UNIT)
    return [*spaced(strips, 12 * UNIT), rule(6 * UNIT, page_style.RULE)]


def _contents(compositor: Compositor) -> list[Strip]:
    """Set the contents; the last page of them has some entries."""
    words = compositor.words
    heading = compositor.heading(words.contents, Element("H2"), page_style.GROUP_TITLES, above=12 * UNIT)
    heading[0].anchor = CONTENTS_ANCHOR
    continued = compositor.heading(
        words.continued.format(heading=words.contents), Element("Artifact"), page_style.CONTENTS_GROUP
    )
    listed = [entry for entry in entries(compositor.document) if entry.anchor != CONTENTS_ANCHOR]
    indents = [
        hanging_indent(
            [Paragraph("", mark=entry.number) for entry in listed if entry.depth == depth], style, compositor.fonts
        )
        for depth, style in enumerate((page_style.CONTENTS_GROUP, page_style.CONTENTS))
    ]
    lists = [Element("TOC")]
    lines = []
    for entry in listed:
        # the practices of a group stand in a list within that of the groups
        lists = lists[: entry.depth + 1]
        if entry.depth == len(lists):
            lists.append(Element("TOC", lists[-1]))
        lines.append(_contents_entry(compositor, entry, Element("Reference", Element("TOCI", lists[-1])), indents))
    for number, strips in enumerate(lines):
        strips[0].repeated = continued
        if len(lines) - _LEAST_ENTRIES <= number < len(lines) - 1:
            strips[-1].is_kept = True
    return [*heading, *(strip for strips in lines for strip in strips)]


def _contents_entry(compositor: Compositor, entry: Entry, element: Element, indents: list[float]) -> list[Strip]:
    style = page_style.CONTENTS_GROUP if not entry.depth else page_style.CONTENTS
    if not entry.is_titled:
        style = page_style.CONTENTS_UNTITLED
    x = indents[0] if entry.depth else 0.0
    room = TEXT_WIDTH - x - indents[entry.depth] - page_style.CONTENTS_NUMBER_WIDTH
    text = shortened(entry.heading, style, compositor.fonts, room, lines=2)
    content = Paragraph(text, mark=entry.number)
    strips = compositor.page_line(content, element, style, entry.anchor, x=x, indent=indents[entry.depth])
    if not entry.depth and entry.number:
        strips[-1].is_kept = True
    return spaced(strips, UNIT if entry.depth else 3 * UNIT)
