"""Two columns of a header table that were extracted line by line: find the field of every line.

Must not read a value; it gives each field its lines in order.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from roundtable.intake.fit import Fit, join_score
from roundtable.intake.labels import Kind
from roundtable.intake.source import Line

_LEFT: frozenset[Kind] = frozenset(("country", "target", "coordination", "area"))
_BEAM = 8


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


@dataclass(frozen=True, slots=True)
class _Way:
    """Hold one way to place the lines so far."""

    texts: dict[int, str]
    placed: tuple[int, ...] = ()
    last: int = -1
    over: frozenset[int] = frozenset()
    bonus: float = 0.0


def untangle(events: Sequence[Slot | Line], fit: Fit) -> None:
    """Give every line of ``events`` to one of the fields opened before it (in the order printed)."""
    slots: list[Slot] = []
    waiting: list[Line] = []
    ways = [_Way({})]
    for event in events:
        if isinstance(event, Slot):
            slots.append(event)
            number = len(slots) - 1
            ways = [
                _Way(way.texts | {number: event.text}, way.placed, number, _reopened(way, slots), way.bonus)
                for way in ways
            ]
        else:
            waiting.append(event)
            candidates = _candidates(slots)
            ways = [_placed(way, event, number, candidates, slots) for way in ways for number in candidates]
            if len(ways) > 1:
                ways = sorted(ways, key=lambda way: -_worth(way, slots, fit, is_whole=False))[:_BEAM]
    best = max(ways, key=lambda way: _worth(way, slots, fit, is_whole=True))
    for line, number in zip(waiting, best.placed, strict=True):
        slots[number].lines.append(line)


def place_by_column(events: Sequence[Slot | Line]) -> None:
    """Give every cell of a page that was extracted with its layout to the field under whose column it stands."""
    opened: list[Slot] = []
    for event in events:
        if isinstance(event, Slot):
            opened.append(event)
        else:
            nearest = min(reversed(opened), key=lambda slot: min(abs(event.column - at) for at in slot.columns))
            nearest.lines.append(event)


def _candidates(slots: Sequence[Slot]) -> list[int]:
    """Return the last field opened in each column, the last of all first."""
    last: dict[str, int] = {}
    for number, slot in enumerate(slots):
        last[slot.side] = number
    newest = len(slots) - 1
    recent = [number for number in last.values() if number >= newest - 2]
    return sorted({newest, *recent}, reverse=True)


def _placed(way: _Way, line: Line, number: int, candidates: Sequence[int], slots: Sequence[Slot]) -> _Way:
    """Place a line; columns take turns until one of them is over."""
    before = way.texts[number]
    bonus = way.bonus + join_score(slots[number].kind, before, line.text)
    over = way.over
    if number in over:
        bonus -= 0.8
    if number == way.last:
        over = over | {other for other in candidates if other != number}
    elif number != candidates[0]:
        bonus += 0.15
    text = f"{before}\n{line.text}" if before else line.text
    return _Way(way.texts | {number: text}, (*way.placed, number), number, over, bonus)


def _reopened(way: _Way, slots: Sequence[Slot]) -> frozenset[int]:
    """Say which columns are over when a label opens a field: those that were, and those of the other side by now."""
    side = slots[-1].side
    return frozenset(number for number in way.over if slots[number].side != side)


def _worth(way: _Way, slots: Sequence[Slot], fit: Fit, *, is_whole: bool) -> float:
    return way.bonus + sum(fit.score(slots[number].kind, text, is_whole=is_whole) for number, text in way.texts.items())
