"""Index of an annex: its countries and its terms, each with the pages of the practices that name it."""

import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from roundtable.annex.document import AnnexDocument
from roundtable.annex.printed_practice import AnnexPractice
from roundtable.annex.printed_text import Link, Paragraph
from roundtable.annex.strips import Element, Strip
from roundtable.annex_pages.compositor import Compositor, spaced
from roundtable.annex_pages.entries import INDEX_ANCHOR


def index_strips(compositor: Compositor, numbers: Mapping[str, int]) -> list[Strip]:
    """Set the index with the ``numbers`` of pages by anchor."""
    look, words = compositor.look, compositor.words
    section = Element("Sect")
    strips = compositor.heading(words.index, Element("H2", section), look.group_titles, above=12 * look.unit)
    strips[0].anchor = INDEX_ANCHOR
    strips[0].room = look.room_to_begin
    for heading, entries in (
        (words.index_countries, _by_name(compositor.document, lambda practice: practice.places)),
        (words.index_terms, _by_name(compositor.document, lambda practice: practice.terms)),
    ):
        if entries:
            strips += compositor.heading(heading, Element("H3", section), look.contents_group, above=5 * look.unit)
        last = len(entries) - 1
        for place, (name, practices) in enumerate(entries.items()):
            line = compositor.index_entry(_with_pages(name, practices, numbers), Element("P", section))
            line[-1].is_kept = place in {0, last - 1} - {last}  # no entry alone at either end of a page
            strips += spaced(line, look.unit / 2)
    return strips


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
