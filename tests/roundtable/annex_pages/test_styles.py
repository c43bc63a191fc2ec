"""Every style of the annex keeps to its paper, its sizes of type and its contrast."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import product

import pytest

from roundtable.annex.document import AnnexDocument, build
from roundtable.annex.page_style import Color, PageStyle, page_style
from roundtable.annex.strips import Run, height_of
from roundtable.annex_pages.page_breaks import Page
from roundtable.mapping.figures import Figures
from roundtable.records.annex_options import PAPERS, STYLES, AnnexOptions
from roundtable.records.practice import Country, PracticeRecord
from roundtable.records.roundtable import AnnexEntry, RoundtableRecord
from tests.roundtable.annex.examples import annex_with_references
from tests.roundtable.annex_pages.laid_out import pages_of, whites
from tests.roundtable.annex_pages.test_page_economy import sample

ALL = [page_style(style, paper, is_plain=plain) for style, paper, plain in product(STYLES, PAPERS, (False, True))]
NAMES = [f"{style} {paper}{' plain' * plain}" for style, paper, plain in product(STYLES, PAPERS, (False, True))]


def runs(pages: list[Page]) -> Iterator[Run]:
    for page in pages:
        for strip in (*(strip for _, strip in page.placed), *page.notes):
            yield from (run for _, line in strip.parts for run in line)


def contrast(color: Color) -> float:
    """Return the contrast of a colour on white paper (WCAG 2.1)."""
    parts = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in color)
    return 1.05 / (sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), parts, strict=True)) + 0.05)


def with_long_words() -> AnnexDocument:
    """Build an annex of words longer than a line, wherever one may stand."""
    word = "Donaudampfschifffahrt" * 9
    practice = PracticeRecord(
        id="a",
        title=word,
        countries=(Country(word),),
        summary=f"• {word}\n\n• {word}",
        web_links=(f"http://example.org/{word}",),
        extra=((word, word),),
    )
    roundtable = RoundtableRecord(
        id="", code=word, title=word, meeting=word, dates=word, co_chairs=word, annex=(AnnexEntry("a"),)
    )
    columns, row = (word, "Practices", word), (f"M1 {word}", "7", "0%")
    wide = Figures(name="Coverage", heading=word, columns=columns, rows=(row,), is_counted=True, note=word)
    narrow = replace(wide, name="Partners", columns=columns[:2], rows=(row[:2],))
    options = AnnexOptions(has_index=True)
    return build(roundtable, {"a": practice}, (), (wide, narrow), options=options)


@pytest.mark.parametrize("made", [lambda: annex_with_references("fr"), with_long_words], ids=["example", "long words"])
@pytest.mark.parametrize("look", ALL, ids=NAMES)
def test_no_line_leaves_the_text_area(look: PageStyle, made: Callable[[], AnnexDocument]) -> None:
    pages = pages_of(made(), look)
    assert all(run.x >= -1e-6 and run.x + run.width <= look.text_width + 1e-6 for run in runs(pages))
    for page in pages:
        top, strip = page.placed[-1]
        assert top + strip.height + height_of(page.notes) <= look.body_height + 1e-6
    assert look.body_top - look.body_height > look.footer_baseline + look.furniture.size


@pytest.mark.parametrize("look", ALL, ids=NAMES)
def test_all_text_has_the_contrast_of_wcag(look: PageStyle) -> None:
    assert min(contrast(run.style.color) for run in runs(pages_of(annex_with_references(), look))) >= 4.5


@pytest.mark.parametrize("look", ALL, ids=NAMES)
def test_numbers_are_well_read_on_every_ground_of_a_heat_map(look: PageStyle) -> None:
    assert min(contrast(look.body.color) / contrast(shade) for shade in look.shades) >= 4.5


@pytest.mark.parametrize("style", STYLES)
def test_every_style_fills_its_pages(style: str) -> None:
    look = page_style(style)
    *free, _ = whites(pages_of(sample(), look), look)
    assert sum(free) / len(free) <= 0.08
    assert max(free) <= 2 / 3


def test_large_print_is_large_and_the_compact_style_saves_pages() -> None:
    official, compact, large = (pages_of(sample(), page_style(style)) for style in STYLES)
    assert len(compact) < 0.85 * len(official)
    read = {run.style.size for run in runs(large) if not run.style.is_note_call}
    assert min(read) >= 12
    assert page_style("large").body.size >= 16


def test_plain_print_has_no_colours() -> None:
    plain = page_style(is_plain=True)
    assert all(len(set(run.style.color)) == 1 for run in runs(pages_of(annex_with_references(), plain)))
