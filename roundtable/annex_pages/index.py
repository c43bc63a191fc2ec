"""Index of an annex: its countries and its terms, each with the pages of the practices that name it."""

import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from roundtable.annex.document import AnnexDocument
from roundtable.annex.printed_practice import AnnexPractice
from roundtable.annex.printed_text import Link, Paragraph
from roundtable.annex.strips import Element, height_of
from roundtable.annex_pages.compositor import Compositor, spaced
from roundtable.annex_pages.entries import INDEX_ANCHOR
from roundtable.annex_pages.page_breaks import Filling, Page, anchors_by_page

_LEAST_ROWS = 4
"""The lines below a heading that must find room on its page."""


def with_index(pages: Sequence[Page], compositor: Compositor) -> list[Page]:
    """Return the pages followed by the index, in columns of like height."""
    look, words = compositor.look, compositor.words
    numbers = anchors_by_page(pages)
    filling = Filling(look.body_height, look.body.leading, pages)
    section = Element("Sect")
    heading = compositor.heading(words.index, Element("H2", section), look.group_titles, above=12 * look.unit)
    heading[0].anchor = INDEX_ANCHOR
    heading[0].room = look.room_to_begin
    for kind, entries in (
        (words.index_countries, _by_name(compositor.document, lambda practice: practice.places)),
        (words.index_terms, _by_name(compositor.document, lambda practice: practice.terms)),
    ):
        if entries:
            heading += compositor.heading(kind, Element("H3", section), look.contents_group, above=5 * look.unit)
            heading[0].room = heading[0].room or height_of(heading) + _LEAST_ROWS * look.body.leading
            filling.add(heading)
            lines = [
                spaced(compositor.index_entry(_with_pages(name, found, numbers), Element("P", section)), look.unit / 2)
                for name, found in entries.items()
            ]
            filling.add_columns(lines, look.index_columns, look.index_width + look.index_gap)
            heading = []
    filling.add_all(heading)
    return filling.pages


def _by_name(
    document: AnnexDocument, names_of: Callable[[AnnexPractice], Sequence[Paragraph]]
) -> dict[Paragraph, list[AnnexPractice]]:
    """Return the practices of each country or term, as first spelt, in the order of the alphabet."""
    found: dict[Paragraph, list[AnnexPractice]] = {}
    spelt: dict[str, Paragraph] = {}
    for practice in document.practices():
        for name in names_of(practice):
            found.setdefault(spelt.setdefault(name.text.casefold(), name), []).append(practice)
    return {name: found[name] for name in sorted(found, key=lambda one: _sort_key(one.text))}


def _sort_key(name: str) -> tuple[str, str]:
    plain = "".join(char for char in unicodedata.normalize("NFKD", name) if not unicodedata.combining(char))
    return plain.casefold().removeprefix("the "), name


def _with_pages(name: Paragraph, practices: list[AnnexPractice], numbers: Mapping[str, int]) -> Paragraph:
    """Return a name and its pages, each of which leads to the first practice there."""
    anchors = {number: anchor for anchor in reversed([one.anchor for one in practices]) for number in [numbers[anchor]]}
    text, links = name.text, list[Link]()
    for number in sorted(anchors):
        text += ", "
        links.append(Link(len(text), len(text) + len(str(number)), f"#{anchors[number]}"))
        text += str(number)
    return replace(name, text=text, links=tuple(links))
