"""The header table of a record, extracted line by line: find the field of every line, also of lines of two columns.

Must not read a value; it gives each field its lines in order.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from roundtable.paper_text.field_fit import Fit, join_score, waits_for_more
from roundtable.paper_text.labels import Kind
from roundtable.paper_text.source import Line

_LEFT: frozenset[Kind] = frozenset(("country", "target", "coordination", "area"))
_BEAM = 12
_NEAR = 12
_ABOUT = 4
_APART = 12
"""Characters by which the beginnings of one column's lines differ at most, and those of two columns at least."""
_MOST_LINES = 60
"""Lines of one header table that are weighed; what goes on longer is no table."""


@dataclass(slots=True, eq=False)
class Slot:
    """Hold one field of a record: its label as printed, its lines, and the columns where it stands on the page."""

    kind: Kind
    label: str
    label_lines: tuple[Line, ...] = ()
    lines: list[Line] = field(default_factory=list)
    columns: set[int] = field(default_factory=set)

    @property
    def text(self) -> str:
        """Return the lines one under the other."""
        return "\n".join(line.text for line in self.lines)

    @property
    def side(self) -> str:
        """Return the column of the header table in which the field usually stands."""
        if self.kind == "extra":
            return "any"
        return "left" if self.kind in _LEFT else "right"

    @property
    def row(self) -> int:
        """Return the row of the header table in which the field usually stands."""
        return 1 if self.kind in ("area", "tag") else 0


Piece = tuple[int, Line]
"""The number of a field and a line, or part of one, that is placed there."""


@dataclass(frozen=True, slots=True)
class _Way:
    """Hold one way to place the lines so far."""

    texts: dict[int, str]
    ends: dict[int, int]
    placed: tuple[Piece, ...] = ()
    last: int = -1
    over: frozenset[int] = frozenset()
    bonus: float = 0.0


def untangle(events: Sequence[Slot | Line], fit: Fit, *, is_grid: bool) -> float:
    """Give every line of ``events`` to one of the fields opened before it (in the order printed).

    Returns how much better that fits than to leave every line to the field above it. In a grid, a page that was
    extracted with its layout, the column in which a line begins tells its field.
    """
    table = _Table(fit, is_grid=is_grid)
    for event in events:
        if isinstance(event, Slot):
            table.open(event)
        else:
            table.place(event)
    return table.settle()


class _Table:
    """Follow the most promising ways to place the lines of one header table."""

    def __init__(self, fit: Fit, *, is_grid: bool) -> None:
        self._fit = fit
        self._is_grid = is_grid
        self._slots: list[Slot] = []
        self._ways = [_Way({}, {})]
        self._in_order = self._ways[0]
        """The way in which every line goes on the field above it."""
        self._count = 0

    def open(self, slot: Slot) -> None:
        """Open a field: others are over where a blank stands before its label, or where they were already."""
        number = len(self._slots)
        self._slots.append(slot)
        values, slot.lines = slot.lines, []
        after_blank = bool(slot.label_lines) and slot.label_lines[0].after_blank
        self._in_order, *self._ways = [
            _Way(
                way.texts | {number: ""},
                way.ends | {number: 0},
                way.placed,
                number,
                frozenset(n for n in (range(number) if after_blank else way.over) if self._keeps_over(n, slot)),
                way.bonus,
            )
            for way in (self._in_order, *self._ways)
        ]
        for value in values:
            self._place(value, [number], may_part=slot.side == "left")

    def _keeps_over(self, number: int, slot: Slot) -> bool:
        return self._slots[number].side != slot.side or slot.label_lines[0].after_blank

    def place(self, line: Line) -> None:
        """Place a line in every way that is likely enough."""
        self._count += 1
        if self._count > _MOST_LINES:
            self._slots[-1].lines.append(line)
            return
        self._place(line, [self._above(line)] if self._is_grid else self._candidates())

    def _place(self, line: Line, candidates: Sequence[int], *, may_part: bool = True) -> None:
        newest = len(self._slots) - 1
        self._in_order = self._grown(self._in_order, newest, line, [newest])
        ways = [self._grown(way, number, line, candidates) for way in self._ways for number in candidates]
        for left, right, at, distance in self._cuts(line) if may_part else ():
            halves = ((left, line.part(0, at)), (right, line.part(at)))
            ways += [self._parted(way, halves, distance) for way in self._ways]
        if len(ways) > 1:
            ways = sorted(ways, key=lambda way: -self._worth(way, is_whole=False))[:_BEAM]
        self._ways = ways

    def settle(self) -> float:
        """Give the fields their lines as the best way has them; return what it is worth more than the printed order."""
        best = max(self._ways, key=lambda way: self._worth(way, is_whole=True))
        for number, line in best.placed:
            self._slots[number].lines.append(line)
        for slot in self._slots:
            slot.lines.sort(key=lambda line: line.start)
        return self._worth(best, is_whole=True) - self._worth(self._in_order, is_whole=True)

    def _above(self, line: Line) -> int:
        """Return the newest field in the column of the page in which a line begins."""
        columns = sorted({at for slot in self._slots for at in slot.columns})
        begin = end = columns[0] if columns else 0
        for previous, column in pairwise(columns):
            if column > line.column + _ABOUT and column - previous >= _APART:
                break
            begin, end = column if column - previous >= _APART else begin, column
        within = range(begin, end + 1)
        found = (number for number, slot in enumerate(self._slots) if any(at in within for at in slot.columns))
        return max(found, default=len(self._slots) - 1)

    def _candidates(self) -> list[int]:
        """Return the last field opened on each side of the table, the last of all first."""
        if self._fit.is_in_order:
            return [len(self._slots) - 1]
        last = {slot.side: number for number, slot in enumerate(self._slots)}
        newest = len(self._slots) - 1
        recent = [number for number, slot in enumerate(self._slots) if slot.kind != "extra"][-3:]
        return sorted({newest, *(number for number in last.values() if number in recent)}, reverse=True)

    def _cuts(self, line: Line) -> Iterator[tuple[int, int, int, int]]:
        """Yield where a line may part into two columns: the fields, the place, how far it is from the gutter.

        Columns run together only where their labels did in the annex: on one line, with hardly a blank between.
        """
        if self._fit.is_in_order:
            return
        sides = {slot.side: number for number, slot in enumerate(self._slots)}
        left, right = sides.get("left"), sides.get("right")
        if left is None or right is None or self._slots[left].row != self._slots[right].row:
            return
        gutter = self._gutter(self._slots[right])
        if not gutter or not line.column + _ABOUT < gutter.start <= line.reach:
            return
        for match in re.finditer(r" +", line.text):
            column = line.column + match.end()
            distance = max(gutter.start - column, column - gutter.stop, 0)
            if distance <= _NEAR:
                yield left, right, match.end(), distance

    def _gutter(self, right: Slot) -> range:
        """Return the columns in which the right side of the table may begin."""
        if self._is_grid and right.columns:
            return range(min(right.columns), max(right.columns) + _ABOUT)
        return self._fit.gutter

    def _grown(self, way: _Way, number: int, line: Line, candidates: Sequence[int]) -> _Way:
        """Give a whole line to a field; columns take turns until one of them is over."""
        bonus = way.bonus + self._join_bonus(way, number, line)
        over = way.over
        if number in over and not self._is_grid:
            bonus -= 1.4
        if self._slots[number].row != self._slots[-1].row and not self._is_grid:
            bonus -= 1.0
        if number == way.last:
            over = over | {other for other in candidates if other != number}
        elif number != candidates[0]:
            bonus += 0.15
        return self._with(way, ((number, line),), number, over, bonus)

    def _parted(self, way: _Way, halves: tuple[Piece, Piece], distance: int) -> _Way:
        """Give the halves of a line to two fields."""
        bonus = way.bonus + sum(self._join_bonus(way, *half) for half in halves) - 0.1 * distance
        return self._with(way, halves, halves[1][0], way.over, bonus)

    def _join_bonus(self, way: _Way, number: int, line: Line) -> float:
        before, kind = way.texts[number], self._slots[number].kind
        bonus = join_score(kind, before, line.text)
        if before and not waits_for_more(before) and self._fit.would_have_fitted(kind, way.ends[number], line.text):
            bonus -= 0.8
        return bonus

    def _with(self, way: _Way, pieces: tuple[Piece, ...], last: int, over: frozenset[int], bonus: float) -> _Way:
        texts, ends = dict(way.texts), dict(way.ends)
        for number, line in pieces:
            texts[number] = f"{texts[number]}\n{line.text}".lstrip("\n")
            ends[number] = line.reach
        return _Way(texts, ends, (*way.placed, *pieces), last, over, bonus)

    def _worth(self, way: _Way, *, is_whole: bool) -> float:
        scores = (self._fit.score(self._slots[n].kind, text, is_whole=is_whole) for n, text in way.texts.items())
        return way.bonus + sum(scores)
