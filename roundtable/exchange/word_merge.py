"""Three-way merge of one text by words: what either side added stays, what one side alone changed is taken."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from roundtable.records import text_words

_LONG = 20_000
"""From so many characters on, texts are merged by sentences."""


@dataclass(frozen=True, slots=True)
class WordMerge:
    """Hold the merged text, and how many of its stretches both sides changed differently; it has both versions."""

    text: str
    overlaps: int


def merge(base: str | None, one: str, other: str) -> WordMerge:
    """Merge two edits of a text; the order of the sides makes no difference.

    Where nobody knows the ``base``, it is taken to be what the two have in common.
    """
    known, ours, theirs = text_words.cut((base or "", one, other), _LONG)
    words = _common(*sorted((ours, theirs))) if base is None else known
    pieces: list[str] = []
    overlaps = 0
    for before, left, right in _stretches(words, ours, theirs):
        if left in (right, before):
            pieces.append(right)
        elif right == before:
            pieces.append(left)
        else:
            overlaps += 1
            pieces.append(_both(*sorted((left, right))))
    return WordMerge("".join(pieces), overlaps)


def _stretches(base: Sequence[str], one: Sequence[str], other: Sequence[str]) -> Iterator[tuple[str, str, str]]:
    """Cut the three texts at the words that both sides kept."""
    left, right = _kept(base, one), _kept(base, other)
    at, here, there = 0, 0, 0
    for place in sorted(left.keys() & right.keys()):
        if left[place] < here or right[place] < there:
            continue
        if (place, left[place], right[place]) != (at, here, there):
            yield "".join(base[at:place]), "".join(one[here : left[place]]), "".join(other[there : right[place]])
        yield base[place], base[place], base[place]
        at, here, there = place + 1, left[place] + 1, right[place] + 1
    if at < len(base) or here < len(one) or there < len(other):
        yield "".join(base[at:]), "".join(one[here:]), "".join(other[there:])


def _kept(base: Sequence[str], side: Sequence[str]) -> dict[int, int]:
    """Return where the words of the base that a side kept stand in it."""
    blocks = SequenceMatcher(None, base, side, autojunk=False).get_matching_blocks()
    return {a + n: b + n for a, b, size in blocks for n in range(size)}


def _common(one: Sequence[str], other: Sequence[str]) -> list[str]:
    blocks = SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks()
    return [word for at, _, size in blocks for word in one[at : at + size]]


def _both(left: str, right: str) -> str:
    """Join two versions of a stretch; one that stands in the other is there already."""
    if f" {left.strip()} " in f" {right} ":
        return right
    if f" {right.strip()} " in f" {left} ":
        return left
    is_apart = left[-1:].isspace() or right[:1].isspace()
    return f"{left}{'' if is_apart else ' '}{right}"
