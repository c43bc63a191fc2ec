"""Page breaks: fill pages from top to bottom with strips, and set the pages flush where little is free at their foot.

Chains of kept strips stay whole where they fit a page and leave none of them open.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from roundtable.annex.strips import Strip, height_of

_LITTLE = 2
"""The lines that may be left free at a page's foot: spaces stretch to take them up."""
_SHRINK, _STRETCH = 0.15, 0.3
"""The parts of its height by which a space may shrink, by one line in all, or stretch."""
_LEAST = 1 / 3
"""The part of a page that is filled whatever is kept together."""


@dataclass(slots=True)
class Page:
    """Hold the strips of one page, each with its distance from the body's top, and its footnotes.

    ``head`` and ``foot`` are what stands there, left and right.
    """

    placed: list[tuple[float, Strip]] = field(default_factory=list)
    notes: list[Strip] = field(default_factory=list)
    head: tuple[str, str] = ("", "")
    foot: tuple[str, str] = ("", "")


def paginate(strips: Iterable[Strip], height: float, line: float, pages: Sequence[Page] = ()) -> list[Page]:
    """Fill pages of ``height`` with ``strips``, after ``pages``; a ``line`` of text is what little is counted in.

    What is kept together is parted where it ``may_part`` rather than leave more than a little of a page free, and
    anywhere rather than leave a page under a third full.
    """
    filling = _Filling(height, line, [*pages] or [Page()])
    for chain in _chains(strips):
        filling.add(chain)
    filling.set_flush(may_stretch=False)
    return filling.pages


class _Filling:
    """Fill the last of ``pages``."""

    def __init__(self, height: float, line: float, pages: list[Page]) -> None:
        self._line = line
        self.pages = pages
        self._height = height
        last = pages[-1]
        self._room = height - height_of(last.notes)
        """What footnotes leave of the page."""
        self._used = last.placed[-1][0] + last.placed[-1][1].height if last.placed else 0.0
        self._spaces = sum(strip.above for _, strip in last.placed[1:])

    def add(self, chain: list[Strip]) -> None:
        """Set a chain of kept strips on this page, the next, or both."""
        if chain[0].room > self._room - self._used and self.pages[-1].placed:
            self._turn()
        while chain:
            count = self._fitting(chain)
            if count < len(chain):
                count = self._cut(chain, count)
            self._place(chain[:count])
            chain = chain[count:]
            if chain:
                self._turn()
                chain = chain[chain[0].is_divider :]

    def _fitting(self, chain: Sequence[Strip]) -> int:
        """Count the strips of a chain for which there is room."""
        page = self.pages[-1]
        room = self._room - self._used + min(self._line, _SHRINK * self._spaces) + 1e-6
        if not page.placed:
            room += chain[0].above if not chain[0].repeated else -height_of(chain[0].repeated)
        for count, strip in enumerate(chain):
            room -= strip.above + strip.height
            if strip.note:
                room -= height_of([note for note in strip.note if note not in page.notes])
            if room < 0:
                return count
        return len(chain)

    def _cut(self, chain: Sequence[Strip], fitting: int) -> int:
        """Return how many of the ``fitting`` strips to set on this page, where not all do."""
        soft = next((count for count in range(fitting, 0, -1) if chain[count - 1].may_part), 0)
        if self._used < _LEAST * self._height:
            return soft or max(fitting, not self.pages[-1].placed)
        return soft if self._room - self._used > _LITTLE * self._line else 0

    def _place(self, strips: Sequence[Strip]) -> None:
        page = self.pages[-1]
        if strips and not page.placed:
            for strip in strips[0].repeated:
                page.placed.append((self._used, strip))
                self._used += strip.height
        for strip in strips:
            if page.placed:
                self._used += strip.above
                self._spaces += strip.above
            page.placed.append((self._used, strip))
            self._used += strip.height
            if strip.note:
                page.notes.extend(note for note in strip.note if note not in page.notes)
                self._room = self._height - height_of(page.notes)

    def _turn(self) -> None:
        self.set_flush()
        self.pages.append(Page())
        self._room = self._height
        self._used = self._spaces = 0.0

    def set_flush(self, *, may_stretch: bool = True) -> None:
        """Stretch or shrink the spaces of this page to its foot, where that takes but little."""
        page, free = self.pages[-1], self._room - self._used
        is_little = free <= min(_LITTLE * self._line, _STRETCH * self._spaces) if may_stretch else free < 0
        if not (is_little and self._spaces):
            return
        moved = 0.0
        for number, (top, strip) in enumerate(page.placed):
            moved += strip.above * free / self._spaces if number else 0.0
            page.placed[number] = (top + moved, strip)


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
