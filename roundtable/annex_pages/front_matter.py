"""Front matter of an annex: its masthead, title, introduction and contents."""

from roundtable.annex.page_style import Style
from roundtable.annex.printed_text import Paragraph
from roundtable.annex.strips import Element, Strip, elements_of, hanging_indent, list_indents, run_of, shortened
from roundtable.annex_pages.compositor import Compositor, spaced
from roundtable.annex_pages.entries import CONTENTS_ANCHOR, Entry, entries

_LEAST_ENTRIES = 3


def front_matter(compositor: Compositor) -> list[Strip]:
    """Set all that stands before the first group."""
    look = compositor.look
    document, words, fonts = compositor.document, compositor.words, compositor.fonts
    strips = _masthead(compositor) + _title_block(compositor)
    indents = list_indents(document.introduction, look.introduction, fonts)
    for content, element in elements_of(document.introduction, None):
        strips += spaced(compositor.text(content, element, look.introduction, indents), 2 * look.unit)
    if document.groups:
        note = compositor.text(Paragraph(words.designations), Element("P"), look.footnote)
        strips += spaced(note, 4 * look.unit)
    if document.groups or document.figures:
        return strips + _contents(compositor)
    return strips + compositor.heading(words.empty, Element("P"), look.lead, above=8 * look.unit)


def _masthead(compositor: Compositor) -> list[Strip]:
    """Set what an official looks for first: meeting, code, place and date, original language, the mark of a draft."""
    look = compositor.look
    document = compositor.document
    upper = _line(compositor, look.masthead, document.meeting, document.code)
    strips = [*upper, compositor.rule(2 * look.unit, look.colors.rule)]
    if document.place_and_date or document.original:
        strips += _line(compositor, look.masthead_detail, document.place_and_date, document.original)
    if document.is_draft:
        strips += _line(compositor, look.draft, "", compositor.words.draft.upper())
    for strip in strips:
        strip.is_kept = True
    return strips


def _line(compositor: Compositor, style: Style, left: str, right: str) -> list[Strip]:
    """Set one text at each end of a line, on lines of their own where they are too long."""
    look = compositor.look
    fonts = compositor.fonts
    at_left, at_right = run_of(0.0, left, style, fonts), run_of(0.0, right, style, fonts)
    if at_left.width + at_right.width + 8 * look.unit > look.text_width:
        return [*compositor.heading(left, Element("P"), style), *compositor.heading(right, Element("P"), style)]
    runs = [at_left, at_right._replace(x=look.text_width - at_right.width)]
    return [Strip(style.leading, style.baseline, [(Element("P"), [run]) for run in runs if run.text])]


def _title_block(compositor: Compositor) -> list[Strip]:
    look = compositor.look
    document = compositor.document
    strips = compositor.heading(document.name, Element("P"), look.eyebrow) if document.title else []
    strips += compositor.heading(document.title or document.name, Element("H1"), look.titles)
    if document.co_chairs:
        strips += compositor.heading(document.co_chairs, Element("P"), look.lead, above=2 * look.unit)
    return [*spaced(strips, 12 * look.unit), compositor.rule(6 * look.unit, look.colors.rule)]


def _contents(compositor: Compositor) -> list[Strip]:
    """Set the contents; the last page of them has some entries."""
    look = compositor.look
    words = compositor.words
    heading = compositor.heading(words.contents, Element("H2"), look.group_titles, above=12 * look.unit)
    heading[0].anchor = CONTENTS_ANCHOR
    continued = compositor.heading(
        words.continued.format(heading=words.contents), Element("Artifact"), look.contents_group
    )
    listed = [entry for entry in entries(compositor.document) if entry.anchor != CONTENTS_ANCHOR]
    indents = [
        hanging_indent(
            [Paragraph("", mark=entry.number) for entry in listed if entry.depth == depth], style, compositor.fonts
        )
        for depth, style in enumerate((look.contents_group, look.contents))
    ]
    lists = [Element("TOC")]
    lines = []
    for entry in listed:
        # the practices of a group stand in a list within that of the groups
        lists = lists[: entry.depth + 1]
        if entry.depth == len(lists):
            lists.append(Element("TOC", lists[-1]))
        lines.append(_contents_entry(compositor, entry, Element("Reference", Element("TOCI", lists[-1])), indents))
    depths = [entry.depth for entry in listed]
    for number, (strips, depth, next_depth) in enumerate(zip(lines, depths, [*depths[1:], 0], strict=True)):
        strips[0].repeated = continued
        strips[-1].is_kept = depth < next_depth or len(lines) - _LEAST_ENTRIES <= number < len(lines) - 1
    return [*heading, *(strip for strips in lines for strip in strips)]


def _contents_entry(compositor: Compositor, entry: Entry, element: Element, indents: list[float]) -> list[Strip]:
    look = compositor.look
    style = look.contents_group if not entry.depth else look.contents
    if not entry.is_titled:
        style = look.contents_untitled
    x = indents[0] if entry.depth else 0.0
    room = look.text_width - x - indents[entry.depth] - look.contents_number_width
    text = shortened(entry.heading, style, compositor.fonts, room, lines=2)
    content = Paragraph(text, mark=entry.number)
    strips = compositor.page_line(content, element, style, entry.anchor, x=x, indent=indents[entry.depth])
    return spaced(strips, look.unit if entry.depth else 3 * look.unit)
