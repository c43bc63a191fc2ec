"""Text direction: base direction of a paragraph and visual order of a line, after the Unicode bidirectional algorithm.

Covers the implicit levels of UAX #9 (rules P2, W1 to W7, N0 to N2, I1, I2, L2); embeddings and isolates do not occur,
since tidy text holds no direction controls.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

_RIGHT = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
_HAS_RIGHT = re.compile(f"[{_RIGHT}]")
# without numbers and Latin letters, punctuation runs right where the paragraph does: no rule needs to be applied
_ALL_RIGHT = re.compile(r"[\s!-/:-@\[-`{-~«»،؛؟…–—‘’“”\u0591-\u05f4\u0610-\u065f\u066d-\u06dc\u06de-\u06ef]*")
_STRONG = ("L", "R", "AL")
_NEUTRAL = ("B", "S", "WS", "ON", "BN", "CS", "ES", "ET")
_LEFT_MARK, _RIGHT_MARK = "\u200e", "\u200f"
_MARKS = "\u061c\u200e\u200f"
_WORDS = re.compile(" |[^ ]+")
_ADDRESS = re.compile(r"(?:https?://|ftp://|www\.)\S+|\S+@\S+")
_POINTS = "\u0591-\u05c7\u064b-\u065f\u0670\u06d6-\u06ed"
# where a vowel point, or a sign that readers take for a part of a number, stands before what is no letter
_LOOSE = re.compile(f"(?<=[{_POINTS}])(?=[^{_RIGHT}]|$)|(?<=[#$%+,./:°£€-])(?=[^{_RIGHT}])")
_BRACKETS = {")": "(", "]": "[", "}": "{"}


def has_right(text: str) -> bool:
    """Return whether ``text`` holds characters that run from right to left."""
    return not text.isascii() and _HAS_RIGHT.search(text) is not None


def runs_right(text: str) -> bool:
    """Return whether a paragraph runs from right to left.

    Its first strong character decides (P2), unless twice as many letters, without addresses, run the other way: a name
    in another script, with which a paragraph begins, turns none of it round (HL1). A mark of direction before all
    decides alone.
    """
    if not has_right(text):
        return False
    kinds = [kind for kind in map(unicodedata.bidirectional, _ADDRESS.sub("", text)) if kind in _STRONG]
    is_right = bool(kinds) and kinds[0] != "L"
    if text[0] in _MARKS:
        return is_right
    left = kinds.count("L")
    right = len(kinds) - left
    return right > 2 * left if not is_right else left <= 2 * right


def held_words(run: str, *, is_embedded: bool) -> Iterator[str]:
    """Yield words, punctuation and blanks of a run that runs right, with marks of direction, which print nothing.

    Readers see just where on a line a character stands. By the marks they find that punctuation belongs to its word,
    to which letter a vowel point before it, and where a run ``is_embedded`` in a paragraph that runs left.
    """
    for place, word in enumerate(_WORDS.findall(run)):
        parts = ["".join(part) for _, part in groupby(word, _is_of_word)]
        for number, part in enumerate(parts, 1):
            core = _LOOSE.sub(_RIGHT_MARK, part)
            before = _LEFT_MARK if is_embedded and place == 0 and number == 1 else ""
            start = "" if number > 1 or word == " " or _is_right(core[0]) else _RIGHT_MARK
            end = "" if number < len(parts) or word == " " or _is_right(core[-1]) else _RIGHT_MARK
            yield f"{before}{start}{core}{end}"


def _is_of_word(char: str) -> bool:
    return unicodedata.bidirectional(char) in ("R", "AL", "NSM", "BN")


def _is_right(char: str) -> bool:
    """Return whether readers see that a character runs right: beyond U+FFFF they do not (Adlam, Rohingya)."""
    return char <= "\uffff" and unicodedata.bidirectional(char) in ("R", "AL")


def levels_of(paragraph: str, *, is_right: bool) -> bytes:
    """Return the level of each character of a paragraph, odd where it runs right; none where all of it runs left."""
    if is_right and _ALL_RIGHT.fullmatch(paragraph):
        return b"\1" * len(paragraph)
    return bytes(_levels(paragraph, base=int(is_right))) if is_right or has_right(paragraph) else b""


def held_left(run: str) -> str:
    """Return a run that runs left in a paragraph that runs right, with a mark that parts it from what follows it."""
    return run if run[:1] == " " else f"{_RIGHT_MARK}{run}"


class VisualRun(NamedTuple):
    """Hold a run of one direction: where it starts in its line, and its text in logical order."""

    start: int
    text: str
    level: int

    @property
    def is_right(self) -> bool:
        """Tell whether it runs right."""
        return bool(self.level % 2)


def visual_runs(line: str, levels: bytes) -> list[VisualRun]:
    """Return the runs of a line from left to right."""
    if not levels:
        return [VisualRun(0, line, 0)]
    start = 0
    runs = []
    for level, same in groupby(levels):
        end = start + len(list(same))
        runs.append(VisualRun(start, line[start:end], level))
        start = end
    for highest in range(max(levels), 0, -1):  # L2: reverse every sequence of runs at this level or above
        runs = _reversed_from(highest, runs)
    return runs


def _reversed_from(level: int, runs: list[VisualRun]) -> list[VisualRun]:
    ordered: list[VisualRun] = []
    for is_turned, part in groupby(runs, lambda run: run.level >= level):
        same = list(part)
        ordered += same[::-1] if is_turned else same
    return ordered


def _levels(line: str, base: int) -> list[int]:
    embedding = "R" if base else "L"
    kinds = _resolved_weak([unicodedata.bidirectional(char) or "L" for char in line], embedding)
    kinds = _resolved_neutral(_resolved_brackets(line, kinds, embedding), embedding)
    odd = {"L": 1, "R": 0, "EN": 1, "AN": 1} if base else {"L": 0, "R": 1, "EN": 2, "AN": 2}
    levels = [base + odd[kind] for kind in kinds]
    end = len(line)
    while end and line[end - 1].isspace():  # L1: blanks at the end keep the paragraph's direction
        end -= 1
        levels[end] = base
    return levels


def _resolved_weak(kinds: list[str], embedding: str) -> list[str]:
    """Resolve marks, numbers and what separates them (W1 to W7)."""
    for at, kind in enumerate(kinds):
        if kind == "NSM":
            kinds[at] = kinds[at - 1] if at else embedding
    kinds = _numbers_after(kinds, "AL", "AN", embedding)
    kinds = ["R" if kind == "AL" else kind for kind in kinds]
    for at, (before, kind, after) in enumerate(zip(kinds, kinds[1:], kinds[2:], strict=False), 1):
        if (before == after == "EN" and kind in ("ES", "CS")) or (before == after == "AN" and kind == "CS"):
            kinds[at] = before
    for _ in range(2):  # terminators after a number, then those before one
        for at in range(1, len(kinds)):
            if kinds[at - 1] == "EN" and kinds[at] == "ET":
                kinds[at] = "EN"
        kinds.reverse()
    return _numbers_after(kinds, "L", "L", embedding)


def _numbers_after(kinds: list[str], direction: str, number: str, embedding: str) -> list[str]:
    """Turn European numbers that follow a strong ``direction`` into ``number``."""
    strong = embedding
    resolved = []
    for kind in kinds:
        strong = kind if kind in _STRONG else strong
        resolved.append(number if kind == "EN" and strong == direction else kind)
    return resolved


def _resolved_brackets(line: str, kinds: list[str], embedding: str) -> list[str]:
    """Give both brackets of a pair, and marks after them, one direction (N0)."""
    open_at: list[int] = []
    for at, char in enumerate(line):
        if char in _BRACKETS.values():
            open_at.append(at)
        elif char in _BRACKETS:
            matching = [place for place in open_at if line[place] == _BRACKETS[char]]
            if matching:
                start = matching[-1]
                open_at = [place for place in open_at if place < start]
                if direction := _bracket_direction(kinds, start, at, embedding):
                    _set_with_marks(line, kinds, start, direction)
                    _set_with_marks(line, kinds, at, direction)
    return kinds


def _bracket_direction(kinds: Sequence[str], start: int, end: int, embedding: str) -> str:
    """Return the direction that what is inside a pair gives it; "" where nothing there has one."""
    inside = {_strong(kind) for kind in kinds[start + 1 : end]} - {""}
    if embedding in inside or not inside:
        return embedding if inside else ""
    return next(filter(None, map(_strong, reversed(kinds[:start]))), embedding)


def _set_with_marks(line: str, kinds: list[str], at: int, direction: str) -> None:
    kinds[at] = direction
    while at + 1 < len(line) and unicodedata.bidirectional(line[at + 1]) == "NSM":
        at += 1
        kinds[at] = direction


def _resolved_neutral(kinds: Sequence[str], embedding: str) -> list[str]:
    """Give what has no direction that of both neighbours, else the paragraph's (N1, N2)."""
    resolved: list[str] = []
    groups = [(is_neutral, list(part)) for is_neutral, part in groupby(kinds, lambda kind: kind in _NEUTRAL)]
    for at, (is_neutral, part) in enumerate(groups):
        if not is_neutral:
            resolved += part
            continue
        before = _strong(groups[at - 1][1][-1]) if at else embedding
        after = _strong(groups[at + 1][1][0]) if at + 1 < len(groups) else embedding
        resolved += [before if before == after else embedding] * len(part)
    return resolved


def _strong(kind: str) -> str:
    """Return the direction that a resolved character lends to neutral neighbours; numbers count as right."""
    return {"L": "L", "R": "R", "EN": "R", "AN": "R"}.get(kind, "")
