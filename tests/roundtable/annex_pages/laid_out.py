"""Measures of laid-out pages: how much of each is left white, what stands on it."""

from collections.abc import Sequence

from roundtable.annex.document import AnnexDocument
from roundtable.annex.fonts import Fonts
from roundtable.annex.page_style import PageStyle, page_style
from roundtable.annex.strips import Strip, height_of
from roundtable.annex_pages.layout import lay_out
from roundtable.annex_pages.page_breaks import Page
from roundtable.progress import silent


def pages_of(document: AnnexDocument, look: PageStyle | None = None) -> list[Page]:
    """Lay out a document."""
    characters = document.own_characters().union(*(one.characters() for one in document.practices()))
    return lay_out(document, Fonts(characters), look or page_style(), silent)


def whites(pages: Sequence[Page], look: PageStyle | None = None) -> list[float]:
    """Return the part of each page's height that is free at its foot, above the footnotes."""
    height = (look or page_style()).body_height
    feet = (max(top + strip.height for top, strip in page.placed) for page in pages)
    return [(height - height_of(page.notes) - foot) / height for page, foot in zip(pages, feet, strict=True)]


def text_of(strip: Strip) -> str:
    """Return the text of one line."""
    return " ".join(run.text for _, runs in strip.parts for run in runs)


def texts(page: Page) -> list[str]:
    """Return the runs of a page's body, without the blanks between them."""
    return [run.text.strip() for _, strip in page.placed for _, runs in strip.parts for run in runs]
