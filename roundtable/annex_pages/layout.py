"""Layout of an annex: its parts as strips, filled into pages, with page numbers and running heads."""

from collections.abc import Iterator

from roundtable.annex.document import AnnexDocument
from roundtable.annex.fonts import Fonts
from roundtable.annex.page_style import PageStyle
from roundtable.annex.strips import Element, Strip, height_of
from roundtable.annex_pages.compositor import Compositor
from roundtable.annex_pages.coverage_tables import table_strips
from roundtable.annex_pages.front_matter import front_matter
from roundtable.annex_pages.groups import group_heading, practice_strips, see_also
from roundtable.annex_pages.index import with_index
from roundtable.annex_pages.page_breaks import Page, anchors_by_page, paginate
from roundtable.annex_pages.running_heads import set_running_heads
from roundtable.progress import Progress

_OPEN = 2 / 3
"""The part of the first page that must be free for the first group to begin on it."""


def lay_out(document: AnnexDocument, fonts: Fonts, look: PageStyle, progress: Progress) -> list[Page]:
    """Lay out the whole annex in a look; ``progress`` counts the practices."""
    compositor = Compositor(document, fonts, look)
    front = front_matter(compositor)
    body = list(_body(compositor, progress))
    if body:
        is_one_page = height_of(front) <= look.body_height
        body[0].room = _OPEN * look.body_height if is_one_page else look.room_to_begin
    pages = paginate(front + body, look.body_height, look.body.leading)
    if document.has_index:
        pages = with_index(pages, compositor)
    compositor.set_page_numbers(anchors_by_page(pages))
    set_running_heads(pages, document, fonts, look)
    return pages


def _body(compositor: Compositor, progress: Progress) -> Iterator[Strip]:
    document = compositor.document
    total = sum(len(group.practices) for group in document.groups)
    done = 0
    for group in document.groups:
        section = Element("Sect")
        yield from group_heading(compositor, group, section)
        for practice in group.practices:
            done += 1
            yield from practice_strips(compositor, practice, section)
            progress(done, total)
        yield from see_also(compositor, group, section)
    for table in document.figures:
        yield from table_strips(compositor, table)
