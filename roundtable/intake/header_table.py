"""Header table of a practice record: assign each extracted line to its field.

Columns that were extracted line by line are separated by a beam search over all assignments.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from roundtable.paper_text.field_fit import Fit, join_score, waits_for_more
from roundtable.paper_text.label_spellings import Kind
from roundtable.paper_text.labels import language_of
from roundtable.paper_text.source import Line

_LEFT: frozenset[Kind] = frozenset(("country", "target", "coordination", "area"))
_BEAM = 12
_NEAR = 12
_ABOUT = 4
_APART = 12
"""Characters by which the beginnings of one column's lines differ at most, and those of two columns at least."""
_MOST_LINES = 60
"""Lines of a header table that are searched; longer ones are no table."""


@dataclass(slots=True, eq=False)
class RawField:
    """Hold one field of a record: its label as printed, its lines, and the columns where it stands on the page."""

    kind: Kind
    label: str
    label_lines: tuple[Line, ...] = ()
    lines: list[Line] = field(default_factory=list)
    columns: set[int] = field(default_factory=set)

    @property
    def text(self) -> str:
        """Return the lines joined by line breaks."""
        return "\n".join(line.text for line in self.lines)

    @property
    def language(self) -> str:
        """Return the language that the label, or a hint behind it, names."""
        return language_of(" ".join(line.text for line in self.label_lines) or self.label)

    @property
    def side(self) -> str:
        """Return the column of the header table in which the field usually stands."""
        if self.kind in ("extra", "detail"):
            return "any"
        return "left" if self.kind in _LEFT else "right"

    @property
    def row(self) -> int:
        """Return the row of the header table in which the field usually stands."""
        return 1 if self.kind in ("area", "tag") else 0


Piece = tuple[int, Line]
"""A field's number and a line, or part of one, assigned to it."""


@dataclass(frozen=True, slots=True)
class _Assignment:
    """Hold one assignment of the lines read so far."""

    texts: dict[int, str]
    ends: dict[int, int]
    placed: tuple[Piece, ...] = ()
    last: int = -1
    over: frozenset[int] = frozenset()
    bonus: float = 0.0


def assign_lines(events: Sequence[RawField | Line], fit: Fit, *, is_grid: bool) -> float:
    """Assign every line of ``events`` (in printed order) to one of the fields opened before it.

    Returns how much better that fits than to leave every line to the field above it. In a grid, a page that was
    extracted with its layout, the column in which a line begins tells its field.
    """
    fields = [event for event in events if isinstance(event, RawField)]
    columns = {at for one in fields for at in one.columns}
    for one in fields:  # one blank behind a long label, where other values stand, begins a column, too
        one.columns |= columns.intersection(line.column for line in one.lines)
    table = _Table(fit, is_grid=is_grid)
    for event in events:
        if isinstance(event, RawField):
            table.open(event)
        else:
            table.place(event)
    return table.finish()


class _Table:
    """Search the best assignment of the lines of one header table."""

    def __init__(self, fit: Fit, *, is_grid: bool) -> None:
        self._fit = fit
        self._is_grid = is_grid
        self._fields: list[RawField] = []
        self._assignments = [_Assignment({}, {})]
        self._in_order = self._assignments[0]
        """The assignment in which every line goes on the field above it."""
        self._count = 0

    def open(self, field: RawField) -> None:
        """Open a field; a blank line before its label closes the others."""
        number = len(self._fields)
        self._fields.append(field)
        values, field.lines = field.lines, []
        after_blank = bool(field.label_lines) and field.label_lines[0].after_blank
        self._in_order, *self._assignments = [
            _Assignment(
                assignment.texts | {number: ""},
                assignment.ends | {number: 0},
                assignment.placed,
                number,
                frozenset(n for n in (range(number) if after_blank else assignment.over) if self._keeps_over(n, field)),
                assignment.bonus,
            )
            for assignment in (self._in_order, *self._assignments)
        ]
        for value in values:
            self._place(value, [number], may_part=field.side == "left")

    def _keeps_over(self, number: int, field: RawField) -> bool:
        return self._fields[number].side != field.side or field.label_lines[0].after_blank

    def place(self, line: Line) -> None:
        """Extend the assignments by a line and keep the best."""
        self._count += 1
        if self._count > _MOST_LINES:
            self._fields[-1].lines.append(line)
            return
        self._place(line, [self._above(line)] if self._is_grid else self._candidates())

    def _place(self, line: Line, candidates: Sequence[int], *, may_part: bool = True) -> None:
        newest = len(self._fields) - 1
        self._in_order = self._with_line(self._in_order, newest, line, [newest])
        assignments = [
            self._with_line(assignment, number, line, candidates)
            for assignment in self._assignments
            for number in candidates
        ]
        for left, right, at, distance in self._cuts(line) if may_part else ():
            halves = ((left, line.part(0, at)), (right, line.part(at)))
            assignments += [self._with_split_line(assignment, halves, distance) for assignment in self._assignments]
        if len(assignments) > 1:
            assignments = sorted(assignments, key=lambda assignment: -self._worth(assignment, is_whole=False))[:_BEAM]
        self._assignments = assignments

    def finish(self) -> float:
        """Apply the best assignment; return by how much it scores above the printed order."""
        best = max(self._assignments, key=lambda assignment: self._worth(assignment, is_whole=True))
        for number, line in best.placed:
            self._fields[number].lines.append(line)
        for opened in self._fields:
            opened.lines.sort(key=lambda line: line.start)
        return self._worth(best, is_whole=True) - self._worth(self._in_order, is_whole=True)

    def _above(self, line: Line) -> int:
        """Return the newest field in the column of the page in which a line begins."""
        columns = sorted({at for field in self._fields for at in field.columns})
        begin = end = columns[0] if columns else 0
        for previous, column in pairwise(columns):
            if column > line.column + _ABOUT and column - previous >= _APART:
                break
            begin, end = column if column - previous >= _APART else begin, column
        within = range(begin, end + 1)
        found = (number for number, field in enumerate(self._fields) if any(at in within for at in field.columns))
        return max(found, default=len(self._fields) - 1)

    def _candidates(self) -> list[int]:
        """Return the last field opened on each side of the table, the last of all first."""
        if self._fit.is_in_order:
            return [len(self._fields) - 1]
        last = {field.side: number for number, field in enumerate(self._fields)}
        newest = len(self._fields) - 1
        recent = [number for number, field in enumerate(self._fields) if field.kind not in ("extra", "detail")][-3:]
        return sorted({newest, *(number for number in last.values() if number in recent)}, reverse=True)

    def _cuts(self, line: Line) -> Iterator[tuple[int, int, int, int]]:
        """Yield where a line may split into two columns: both fields, the offset, its distance from the gutter.

        Columns run together only where their labels did in the annex: on one line, with hardly a blank between.
        """
        if self._fit.is_in_order:
            return
        sides = {field.side: number for number, field in enumerate(self._fields)}
        left, right = sides.get("left"), sides.get("right")
        if left is None or right is None or self._fields[left].row != self._fields[right].row:
            return
        gutter = self._gutter(self._fields[right])
        if not gutter or not line.column + _ABOUT < gutter.start <= line.end_column:
            return
        for match in re.finditer(r" +", line.text):
            column = line.column + match.end()
            distance = max(gutter.start - column, column - gutter.stop, 0)
            if distance <= _NEAR:
                yield left, right, match.end(), distance

    def _gutter(self, right: RawField) -> range:
        """Return the columns in which the right side of the table may begin."""
        if self._is_grid and right.columns:
            return range(min(right.columns), max(right.columns) + _ABOUT)
        return self._fit.gutter

    def _with_line(self, assignment: _Assignment, number: int, line: Line, candidates: Sequence[int]) -> _Assignment:
        """Assign a whole line to a field; columns alternate until one of them ends."""
        bonus = assignment.bonus + self._join_bonus(assignment, number, line)
        over = assignment.over
        if number in over and not self._is_grid:
            bonus -= 1.4
        if self._fields[number].row != self._fields[-1].row and not self._is_grid:
            bonus -= 1.0
        if number == assignment.last:
            over = over | {other for other in candidates if other != number}
        elif number != candidates[0]:
            bonus += 0.15
        return self._extended(assignment, ((number, line),), number, over, bonus)

    def _with_split_line(self, assignment: _Assignment, halves: tuple[Piece, Piece], distance: int) -> _Assignment:
        """Assign the halves of a line to two fields."""
        bonus = assignment.bonus + sum(self._join_bonus(assignment, *half) for half in halves) - 0.1 * distance
        return self._extended(assignment, halves, halves[1][0], assignment.over, bonus)

    def _join_bonus(self, assignment: _Assignment, number: int, line: Line) -> float:
        before, kind = assignment.texts[number], self._fields[number].kind
        bonus = join_score(kind, before, line.text)
        if (
            before
            and not waits_for_more(before)
            and self._fit.would_have_fitted(kind, assignment.ends[number], line.text)
        ):
            bonus -= 0.8
        return bonus

    def _extended(
        self, assignment: _Assignment, pieces: tuple[Piece, ...], last: int, over: frozenset[int], bonus: float
    ) -> _Assignment:
        texts, ends = dict(assignment.texts), dict(assignment.ends)
        for number, line in pieces:
            texts[number] = f"{texts[number]}\n{line.text}".lstrip("\n")
            ends[number] = line.end_column
        return _Assignment(texts, ends, (*assignment.placed, *pieces), last, over, bonus)

    def _worth(self, assignment: _Assignment, *, is_whole: bool) -> float:
        scores = (
            self._fit.score(self._fields[n].kind, text, is_whole=is_whole) for n, text in assignment.texts.items()
        )
        return assignment.bonus + sum(scores)
