"""Page breaks: fill pages from top to bottom with strips, chains of kept strips whole where they fit a page."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from roundtable.annex.blocks import Strip, height_of


@dataclass(slots=True)
class Page:
    """Hold the strips of one page, each with its distance from the body's top, and its footnotes."""

    placed: list[tuple[float, Strip]] = field(default_factory=list)
    notes: list[Strip] = field(default_factory=list)
    heading: str = ""


def paginate(strips: Iterable[Strip], height: float, heading: str = "") -> list[Page]:
    """Fill pages of ``height`` with ``strips``; what is kept together but taller than a page is cut at its end."""
    pages = [Page(heading=heading)]
    used = 0.0
    for chain in _chains(strips):
        for unit in [chain] if _needed(chain) <= height else [[strip] for strip in chain]:
            if pages[-1].placed and used + unit[0].above + _needed(unit) > height - height_of(pages[-1].notes):
                pages.append(Page(heading=heading))
                used = 0.0
                for strip in unit[0].repeated:
                    pages[-1].placed.append((used, strip))
                    used += strip.height
            for strip in unit:
                used += strip.above if pages[-1].placed else 0.0
                pages[-1].placed.append((used, strip))
                pages[-1].notes.extend(note for note in strip.note if note not in pages[-1].notes)
                used += strip.height
    return pages


def _chains(strips: Iterable[Strip]) -> Iterator[list[Strip]]:
    """Group each strip with those that may not leave it."""
    chain: list[Strip] = []
    for strip in strips:
        chain.append(strip)
        if not strip.is_kept:
            yield chain
            chain = []
    if chain:
        yield chain


def _needed(chain: Sequence[Strip]) -> float:
    """Return the height of a chain at the top of a page, footnotes included."""
    return height_of(chain) - chain[0].above + sum(height_of(strip.note) for strip in chain)
