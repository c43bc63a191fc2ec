"""Line breaks of a paragraph, by word widths. Nothing is hyphenated; the text is passed over once."""

import re
import unicodedata
from collections.abc import Iterator, Sequence

from roundtable.annex.fonts import Widths

Span = tuple[int, int, float]
"""Start and end of a line in its text, and its width; the blank at which it broke belongs to neither line."""

# A hyphen at a line's end reads as hyphenation, to people and programs: a word that ends in one holds the next.
_HOLDING = re.compile(r"(?:[^ ]*- )*[^ ]+")
_CJK = "\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uff60"
_HAS_CJK = re.compile(f"[{_CJK}]")
# Where a word may be cut that is too long for a line, the better places first: between ideographs but before no closing
# mark, after an address's separators, and at its lesser ones, but before a hyphen and before a percent sign.
_CUTS = (
    re.compile(f"[{_CJK}][、。，．！？）」』】〉》：；ーぁぃぅぇぉゃゅょっ]*|[^{_CJK}]+"),
    re.compile("[^/?&#]*[/?&#]*"),
    re.compile("[-%]*[^-%=._:;,+@~|]*[=._:;,+@~|]*"),
)


def break_lines(text: str, widths: Widths, width: float) -> list[Span]:
    """Break printable, single-spaced ``text`` into lines no wider than ``width`` (points at size 1)."""
    space = widths[" "]
    lines: list[Span] = []
    start, end, used = 0, -1, -space
    for word in _HOLDING.findall(text) if "- " in text else text.split(" "):
        word_width = widths[word]
        position = end + 1
        if used + space + word_width <= width:
            used += space + word_width
            end = position + len(word)
            continue
        flows_on = _HAS_CJK.search(word) is not None
        if end > start and not flows_on:
            lines.append((start, end, used))
            start, used = position, -space
        if word_width <= width and not flows_on:
            used, end = word_width, position + len(word)
            continue
        gap = space
        for atom in _atoms(word, widths, width):
            if used + gap + widths[atom] > width and end > start:
                lines.append((start, end, used))
                start, used, gap = position, 0.0, 0.0
            used += gap + widths[atom]
            position = end = position + len(atom)
            gap = 0.0
    lines.append((start, end, used))
    return lines


def first_line(text: str, widths: Widths, width: float) -> str:
    """Shorten printable ``text`` to one line, with an ellipsis where something is left out."""
    if break_lines(text, widths, width)[0][1] == len(text):
        return text
    _, end, _ = break_lines(text, widths, width - widths["…"])[0]
    return text[:end] + "…"


def _atoms(word: str, widths: Widths, width: float, cuts: Sequence[re.Pattern[str]] = _CUTS) -> Iterator[str]:
    """Split a word that may or must be broken into pieces that each fit a line."""
    if not cuts:
        yield from _chunks(word, widths, width)
        return
    for part in filter(None, cuts[0].findall(word)):
        if widths[part] <= width:
            yield part
        else:
            yield from _atoms(part, widths, width, cuts[1:])


def _chunks(atom: str, widths: Widths, width: float) -> Iterator[str]:
    """Split text without a break opportunity where a line is full, never before a combining mark."""
    start, used = 0, 0.0
    for position, char in enumerate(atom):
        used += widths[char]
        if used > width and position > start and not unicodedata.combining(char):
            yield atom[start:position]
            start, used = position, widths[char]
    yield atom[start:]
