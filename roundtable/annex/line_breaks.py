"""Line breaks of a paragraph, by word widths. Nothing is hyphenated; the text is passed over once.

Words end at blanks. Where a script sets none between them (Thai, Lao, Khmer, Burmese, Chinese, Japanese, Tibetan), or a
zero-width space was typed, ICU says where a line may end, with its dictionaries and strict rules for Japanese.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from roundtable.annex.fonts import Widths
from roundtable.fonts.graphemes import graphemes

Span = tuple[int, int, float]
"""Start and end of a line in its text, and its width; the blank at which it broke belongs to neither line."""

# A hyphen at a line's end reads as hyphenation, to people and programs: a word that ends in one holds the next.
_HOLDING = re.compile(r"(?:[^ ]*- )*[^ ]+")
_FLOWS = re.compile(
    "[\u0e00-\u109f\u1361\u1780-\u17ff\u1950-\u19df\u1a20-\u1aaf\u200b\u2e80-\u312f\u3190-\u9fff\ua9e0-\ua9ff"
    "\uaa60-\uaadf\uf900-\ufaff\uff00-\uff60\U00020000-\U0003ffff]"
)
_REPETITION_MARKS = ("\u0e46", "\u0ec6", "\u17d7")  # Thai, Lao, Khmer: never at a line's start, where ICU may set them
_RULES = "ja@lb=strict"  # of Unicode's line breaking; the language only matters to Japanese and Chinese
_SHORT, _SHORT_WORD = 1 / 6, 5.0
"""The part of the width, or the width itself, below which a last line is one short word rather than a line."""
_PART = 1 / 3
"""The part of a line that may move down to it."""
_HALF = 1 / 2
"""The part of the width below which the last line of a heading leaves it unbalanced."""
_TRIALS = 8
# Where a word may be cut that is too long for a line, the better places first: after an address's separators, and at
# its lesser ones, but before a hyphen and before a percent sign.
_CUTS = (re.compile("[^/?&#]*[/?&#]*"), re.compile("[-%]*[^-%=._:;,+@~|]*[=._:;,+@~|]*"))


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
        flows_on = not word.isascii() and _FLOWS.search(word) is not None
        if end > start and not flows_on:
            lines.append((start, end, used))
            start, used = position, -space
        if word_width <= width and not flows_on:
            used, end = word_width, position + len(word)
            continue
        gap = space
        for atom in _segments(word, widths, width) if flows_on else _atoms(word, widths, width):
            if used + gap + widths[atom] > width and end > start:
                lines.append((start, end, used))
                start, used, gap = position, 0.0, 0.0
            used += gap + widths[atom]
            position = end = position + len(atom)
            gap = 0.0
    lines.append((start, end, used))
    if used < max(_SHORT * width, _SHORT_WORD) and len(lines) > 1:
        _accompany(lines, text, widths, width)
    return lines


def balanced_lines(text: str, widths: Widths, width: float) -> list[Span]:
    """Break a heading into as few lines as ``break_lines`` does, of like length where the last would be short."""
    lines = break_lines(text, widths, width)
    if len(lines) == 1 or lines[-1][2] >= _HALF * width:
        return lines
    least = sum(used for _, _, used in lines) / len(lines)
    trials = (break_lines(text, widths, least + (width - least) * trial / _TRIALS) for trial in range(_TRIALS))
    return next((trial for trial in trials if len(trial) == len(lines)), lines)


def _accompany(lines: list[Span], text: str, widths: Widths, width: float) -> None:
    """Move a word down to a last line of one short word, where the line above keeps most of its own."""
    (start, end, used), (last, last_end, last_used) = lines[-2:]
    cut = text.rfind(" ", start, end)
    moved = widths[text[cut + 1 : end]] + widths[" "]
    if (
        end + 1 == last
        and cut > start
        and text[cut - 1] != "-"
        and moved < min(_PART * used, width - last_used)
        and " " not in text[last:last_end]
    ):
        lines[-2:] = [(start, cut, used - moved), (cut + 1, last_end, moved + last_used)]


def first_line(text: str, widths: Widths, width: float) -> str:
    """Shorten printable ``text`` to one line, with an ellipsis where something is left out."""
    if break_lines(text, widths, width)[0][1] == len(text):
        return text
    _, end, _ = break_lines(text, widths, width - widths["…"])[0]
    return text[:end] + "…"


def _segments(word: str, widths: Widths, width: float) -> Iterator[str]:
    """Split text without blanks where a line may end."""
    from icu4py.breakers import LineBreaker

    ends = [end for _, end in LineBreaker(word, _RULES).segments() if word[end : end + 1] not in _REPETITION_MARKS]
    for start, end in pairwise((0, *ends)):
        yield from _atoms(word[start:end], widths, width)


def _atoms(word: str, widths: Widths, width: float, cuts: Sequence[re.Pattern[str]] = _CUTS) -> Iterator[str]:
    """Split a word that may or must be broken into pieces that each fit a line."""
    if widths[word] <= width:
        yield word
    elif not cuts:
        yield from _chunks(word, widths, width)
    else:
        for part in filter(None, cuts[0].findall(word)):
            yield from _atoms(part, widths, width, cuts[1:])


def _chunks(atom: str, widths: Widths, width: float) -> Iterator[str]:
    """Split text without a break opportunity where a line is full, never within a grapheme."""
    chunk, used = "", 0.0
    for grapheme in graphemes(atom):
        wide = widths[grapheme]
        if chunk and used + wide > width:
            yield chunk
            chunk, used = "", 0.0
        chunk += grapheme
        used += wide
    yield chunk
