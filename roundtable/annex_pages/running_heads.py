"""Running heads and feet of an annex: where a reader is, in words that are short enough never to be cut."""

from collections.abc import Iterable, Iterator, Sequence

from roundtable.annex.document import AnnexDocument
from roundtable.annex.fonts import Fonts
from roundtable.annex.page_style import PageStyle
from roundtable.annex.printed_practice import AnnexWords
from roundtable.annex.strips import run_of
from roundtable.annex_pages.entries import entries
from roundtable.annex_pages.page_breaks import Page

_PART = 0.8
"""The part of a line that the left text may take."""


def set_running_heads(pages: Sequence[Page], document: AnnexDocument, fonts: Fonts, look: PageStyle) -> None:
    """Set on each page but the first the area in force at its top and the practices on it; at its foot its number."""
    draft = document.words.draft if document.is_draft else ""
    foot = _fitting(([document.meeting], [document.name], [document.code]), fonts, look)
    for number, (page, (area, practices)) in enumerate(zip(pages, _in_view(pages, document), strict=True), 1):
        if number > 1:
            page.head = _fitting(([draft, document.code, area], [draft, area], [draft]), fonts, look), practices
        page.foot = foot, f"{number}/{len(pages)}"


def _in_view(pages: Sequence[Page], document: AnnexDocument) -> Iterator[tuple[str, str]]:
    """Yield the area and the practices of each page."""
    by_anchor = {entry.anchor: entry for entry in entries(document)}
    area = practice = ""
    for page in pages:
        begun = [by_anchor[strip.anchor] for _, strip in page.placed if strip.anchor]
        if page.placed and page.placed[0][1].anchor:
            area, practice = begun[0].area, ""
        numbers = [number for number in (practice, *(entry.number for entry in begun if entry.depth)) if number]
        yield area, _range(numbers, document.words)
        for entry in begun:
            area, practice = entry.area, entry.number if entry.depth else ""


def _range(numbers: Sequence[str], words: AnnexWords) -> str:
    """Name the practices of a page by their first and last number."""
    if not numbers:
        return ""
    if numbers[0] == numbers[-1]:
        return words.practice.format(number=numbers[0])
    return words.practices.format(first=numbers[0], last=numbers[-1])


def _fitting(choices: Iterable[Sequence[str]], fonts: Fonts, look: PageStyle) -> str:
    """Join the texts of the first choice that fits; "" where none does."""
    joined = (" · ".join(filter(None, texts)) for texts in choices)
    most = _PART * look.text_width
    return next((text for text in joined if text and run_of(0.0, text, look.furniture, fonts).width <= most), "")
