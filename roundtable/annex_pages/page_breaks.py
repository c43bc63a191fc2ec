"""Page breaks: fill pages from top to bottom with strips, and set the pages flush where little is free at their foot.

Chains of kept strips stay whole where they fit a page and leave none of them open.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from roundtable.annex.strips import Strip, height_of, moved

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


def paginate(strips: Iterable[Strip], height: float, line: float) -> list[Page]:
    """Fill pages of ``height`` with ``strips``; a ``line`` of text is what little is counted in.

    What is kept together is parted where it ``may_part`` rather than leave more than a little of a page free, and
    anywhere rather than leave a page under a third full.
    """
    filling = Filling(height, line)
    filling.add_all(strips)
    filling.set_flush(may_stretch=False)
    return filling.pages


class Filling:
    """Fill the last of ``pages`` and further ones."""

    def __init__(self, height: float, line: float, pages: Sequence[Page] = ()) -> None:
        self._line = line
        self.pages = [*pages] or [Page()]
        self._height = height
        last = self.pages[-1]
        self._room = height - height_of(last.notes)
        """What footnotes leave of the page."""
        self._used = last.placed[-1][0] + last.placed[-1][1].height if last.placed else 0.0
        self._spaces = sum(strip.above for _, strip in last.placed[1:])
        """What may be stretched or shrunk on the page; nothing once it has columns."""
        self._has_columns = False

    def add_all(self, strips: Iterable[Strip]) -> None:
        """Set strips one below the other."""
        for chain in _chains(strips):
            self.add(chain)

    def add_columns(self, entries: Sequence[list[Strip]], count: int, pitch: float) -> None:
        """Set entries in columns, the second ``pitch`` right of the first: of like height where the last one ends."""
        left = list(entries)
        while left:
            columns = self._columns_here(left, count)
            taken = sum(map(len, columns))
            if taken:
                self._place_columns(columns, pitch)
            elif not self.pages[-1].placed:  # taller than a page
                left[:1] = [left[0][: len(left[0]) // 2], left[0][len(left[0]) // 2 :]]
            left = left[taken:]
            if left and (taken or self.pages[-1].placed):
                self._turn()

    def _columns_here(self, entries: Sequence[list[Strip]], count: int) -> list[list[list[Strip]]]:
        """Return the columns that this page has room for, of like height if all entries stand in them."""
        room = self._room - self._used
        columns = _in_columns(entries, count, room)
        while room > (left := self._room - self._used - self._height_of_notes(_strips_in(columns))):
            room = left
            columns = _in_columns(entries, count, room)
        height = sum(map(height_of, entries)) / count
        while sum(map(len, columns)) == len(entries) and height < room:
            if sum(map(len, even := _in_columns(entries, count, height))) == len(entries):
                return even
            height += self._line / 4
        return columns

    def _height_of_notes(self, strips: Iterable[Strip]) -> float:
        """Return the height of the notes that strips call and the page does not have yet."""
        notes: list[Strip] = []
        for strip in strips:
            notes += [note for note in strip.note if note not in notes and note not in self.pages[-1].notes]
        return height_of(notes)

    def _place_columns(self, columns: Sequence[Sequence[list[Strip]]], pitch: float) -> None:
        page = self.pages[-1]
        start = end = self._used
        for number, column in enumerate(columns):
            self._used = start
            for strip in _strips_in([column]):
                self._used += strip.above
                page.placed.append((self._used, moved(strip, number * pitch)))
                self._used += strip.height
                page.notes.extend(note for note in strip.note if note not in page.notes)
            end = max(end, self._used)
        self._used = end
        self._room = self._height - height_of(page.notes)
        self._has_columns = True

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
        shrink = 0.0 if self._has_columns else min(self._line, _SHRINK * self._spaces)
        room = self._room - self._used + shrink + 1e-6
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
        self._has_columns = False

    def set_flush(self, *, may_stretch: bool = True) -> None:
        """Stretch or shrink the spaces of this page to its foot, where that takes but little."""
        page, free = self.pages[-1], self._room - self._used
        is_little = free <= min(_LITTLE * self._line, _STRETCH * self._spaces) if may_stretch else free < 0
        if not (is_little and self._spaces) or self._has_columns:
            return
        moved = 0.0
        for number, (top, strip) in enumerate(page.placed):
            moved += strip.above * free / self._spaces if number else 0.0
            page.placed[number] = (top + moved, strip)


def anchors_by_page(pages: Sequence[Page]) -> dict[str, int]:
    """Return the page number of every anchor."""
    placed = ((number, strip) for number, page in enumerate(pages, 1) for _, strip in page.placed)
    return {strip.anchor: number for number, strip in placed if strip.anchor}


def _strips_in(columns: Sequence[Sequence[list[Strip]]]) -> Iterator[Strip]:
    return (strip for column in columns for entry in column for strip in entry)


def _in_columns(entries: Sequence[list[Strip]], count: int, height: float) -> list[list[list[Strip]]]:
    """Fill at most ``count`` columns of a height with whole entries, as far as they go."""
    columns: list[list[list[Strip]]] = [[]]
    used = 0.0
    for entry in entries:
        if used + height_of(entry) > height + 1e-6 and columns[-1]:
            if len(columns) == count:
                break
            columns.append([])
            used = 0.0
        if used + height_of(entry) > height + 1e-6:
            break
        columns[-1].append(entry)
        used += height_of(entry)
    return columns


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
