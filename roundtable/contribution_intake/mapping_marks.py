"""The mapping sheet of a workbook: which mark stands for a mapping, and which heading for which question or measure.

Pure; must not know a workspace.
"""

from collections import Counter
from collections.abc import Sequence
from typing import Literal, Protocol

from rapidfuzz import fuzz

from roundtable.contribution.document import MARK
from roundtable.contribution_intake.returned_workbook import ReturnedTarget
from roundtable.contribution_intake.row_comparison import bare
from roundtable.spreadsheet.cell_text import writable
from roundtable.vocabulary.term_lookup import folded

_MARKS = frozenset("x✓✔☑✗✘☒×•*+v1yos") | {"yes", "true", "oui", "vrai", "si", "sí", "verdadero", "ok"}
_NO_MARKS = frozenset("-–—0n") | {"no", "false", "non", "faux", "falso"}
_NEAR = 80
"""How much two texts are alike, of 100, where one is the other with small changes."""
_NEARER = 5
"""How much nearer than any other the meant one must be."""


Decision = Literal["stays", "taken", "conflict", "differs"]
"""What becomes of a mark; one that ``differs`` stays, and is told of."""


class Asked(Protocol):
    """What a question or a measure says of itself."""

    @property
    def mark(self) -> str:
        """Return Q1, M2 ..."""

    @property
    def text(self) -> str:
        """Return its text."""


def mark_in(text: str) -> str | None:
    """Return the reason that a cell gives, "" for a mark without a reason, None for no mark."""
    said = bare(text)
    if not said or said.casefold() in _NO_MARKS:
        return None
    return "" if said.casefold() in _MARKS else said


def cell_of(reason: str | None) -> str:
    """Write a reason, "" or None as the workbook does."""
    return "" if reason is None else writable(reason or MARK)


def decided(there: str | None, ours: str | None, then: str | None) -> Decision:
    """Decide between a file's mark and ours by what it was when the file was written."""
    if there in (ours, then):
        return "stays"
    return "taken" if ours == then else "conflict"


def decided_without_base(there: str | None, ours: str | None) -> Decision:
    """Decide where nothing tells what it was: what is missing here is added, nothing is taken away."""
    if there == ours or (there == "" and ours is not None):  # a mark agrees with a reason
        return "stays"
    if there is None:
        return "differs"
    return "conflict" if ours else "taken"


def matched(given: Sequence[ReturnedTarget], asked: Sequence[Asked]) -> dict[int, int]:
    """Find for each heading, by its number, which question or measure it means; what means none is left out.

    The same text counts first, the mark where the text stands there more than once, was emptied, or was only touched
    up; no question or measure is meant twice.
    """
    by_text: dict[str, list[int]] = {}
    for number, target in enumerate(asked):
        by_text.setdefault(folded(target.text), []).append(number)
    found: dict[int, int] = {}
    for at, heading in enumerate(given):
        same = by_text.get(folded(heading.text), []) if folded(heading.text) else []
        marked = [number for number in same if asked[number].mark == heading.mark]
        if len(same) == 1 or marked:
            found[at] = (marked or same)[0]
    for at, heading in enumerate(given):
        if at not in found:
            meant = _meant(heading, asked)
            if meant is not None and meant not in found.values():
                found[at] = meant
    meant_twice = {number for number, count in Counter(found.values()).items() if count > 1}
    first = {number: min(at for at, other in found.items() if other == number) for number in meant_twice}
    return {at: number for at, number in found.items() if first.get(number, at) == at}


def _meant(heading: ReturnedTarget, asked: Sequence[Asked]) -> int | None:
    """Find what a heading means by its mark, or by a text that was touched up, where that is beyond doubt."""
    marked = next((number for number, target in enumerate(asked) if target.mark == heading.mark), None)
    text = folded(heading.text)
    if not text:
        return marked
    alike = {number: fuzz.ratio(text, folded(target.text)) for number, target in enumerate(asked)}
    best = max(alike, key=lambda number: (alike[number], number == marked), default=None)
    if best is None or alike[best] < _NEAR:
        return None
    rivals = [number for number in alike if number not in (best, marked) and alike[number] > alike[best] - _NEARER]
    is_marked = marked is not None and alike[marked] > alike[best] - _NEARER
    return None if rivals else marked if is_marked else best


def agreement(given: Sequence[ReturnedTarget], asked: Sequence[Asked]) -> float:
    """Tell how much of the headings a roundtable asks, from 0 to 1."""
    return len(matched([heading for heading in given if heading.text], asked)) / len(given) if given else 0.0


def in_order(given: Sequence[ReturnedTarget], letter: str) -> list[str]:
    """Return the texts of the questions (Q) or measures (M), by the numbers of their marks."""
    marked = [target for target in given if target.mark.startswith(letter)]
    return [target.text for target in sorted(marked, key=lambda target: int(target.mark[1:]))]
