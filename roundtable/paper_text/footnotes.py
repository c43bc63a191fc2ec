"""Footnotes at page ends and their marks in the text.

A figure is a mark only where a note or an ascending chain of marks proves it.
"""

import re
from collections.abc import Iterator, Sequence

from roundtable.paper_text.labels import has_label
from roundtable.paper_text.source import Line, Source, joined_line
from roundtable.records.roundtable import Footnote

MARK = "footnote mark"

_STRONG = re.compile(
    r"(?:(?<=[^\W\d][.!?…])|(?<=[.!?][”\"’)»])|(?<=[.!?…][ \n])|(?<=[.!?][”\"’)»][ \n]))(\d{1,3})"
    r"(?=\s+[“\"«(]?[A-ZÀ-ÞА-Я]|\s*\Z)"
)
_MEDIUM = re.compile(r"(?:(?<=[^\W\d_]{3})|(?<=[\w)”\"’»] ))(\d{1,3})(?=[.,;:](?![\d]))")
_FAINT = re.compile(r"(?<=[\w)”\"’»,] )(\d{1,3})(?= [a-zß-ÿ])")
_GLUED = re.compile(r"(?<!\S)(\d{1,3})(?=[A-ZÀ-Þ][a-zß-ÿ]{2})")
_SUPERSCRIPT = re.compile(r"[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}(?![\w/])")
_NUMBERED = re.compile(r"(\d{1,3})\s+(?=[“\"«(]?[A-ZÀ-Þ])")
_STEP = 6
"""How many marks in a row may stand where only their neighbours prove them."""


def extract_footnotes(source: Source) -> tuple[Footnote, ...]:
    """Return the footnotes; mark their lines as notes and their marks in the text as ignored."""
    notes = list(_notes(source.lines()))
    for mark, lines in notes:
        source.ignore(mark.start, mark.end, MARK)
        source.noted(lines)
    text = source.shown()
    proven = {int(mark.text) for mark, _ in notes}
    for match in _SUPERSCRIPT.finditer(text):
        source.ignore(*match.span(), MARK)
    chain = _chain(text, proven)
    for match in (*chain, *_single(text, proven - {int(match[1]) for match in chain})):
        source.ignore(*match.span(1), MARK)
    return tuple(Footnote(mark.text, joined_line(lines)) for mark, lines in notes)


def _notes(lines: Sequence[Line]) -> Iterator[tuple[Line, list[Line]]]:
    """Yield marks that stand alone after a blank or a note, each with the lines up to the page's end or a blank."""
    index, after_note = 0, False
    while index < len(lines):
        mark = lines[index]
        end = index + 1
        stands_apart = after_note or mark.after_blank or mark.on_new_page
        after_note = False
        if stands_apart and re.fullmatch(r"\d{1,3}", mark.text) and not lines[max(0, index - 1)].text.endswith(":"):
            while end < len(lines) and _continues(lines[end]):
                end += 1
            if after_note := end > index + 1:
                yield mark, list(lines[index + 1 : end])
        index = end


def _continues(line: Line) -> bool:
    return not (line.after_blank or line.on_new_page or line.text.isdigit() or has_label(line.text))


def _chain(text: str, proven: set[int]) -> list[re.Match[str]]:
    """Return the marks 1, 2, 3 ... of the text: those after a sentence are its links, others fill in between.

    It counts as proven where it has no gap and a third of its marks stand after a sentence.
    """
    links: list[re.Match[str]] = []
    for match in _STRONG.finditer(text):
        if (int(links[-1][1]) if links else 0) < int(match[1]) <= (int(links[-1][1]) if links else 0) + _STEP:
            links.append(match)
    chain: list[re.Match[str]] = []
    for match in links:
        chain += _between(text, chain[-1] if chain else None, match)
        chain.append(match)
    numbers = [int(match[1]) for match in chain]
    is_whole = numbers == list(range(1, len(numbers) + 1))
    is_proven = len(links) >= max(2, len(chain) / 3) and (len(chain) >= 3 or proven >= set(numbers))
    return chain if is_whole and is_proven else []


def _between(text: str, before: re.Match[str] | None, after: re.Match[str]) -> list[re.Match[str]]:
    """Return the marks whose numbers lie between two others, where they stand between them."""
    found: list[re.Match[str]] = []
    at = before.end() if before else 0
    for number in range(int(before[1]) + 1 if before else 1, int(after[1])):
        for pattern in (_MEDIUM, _FAINT):
            match = next((m for m in pattern.finditer(text, at, after.start()) if int(m[1]) == number), None)
            if match:
                found.append(match)
                at = match.end()
                break
    return found


def _single(text: str, proven: set[int]) -> Iterator[re.Match[str]]:
    """Yield marks that a note at a page's end proves, or that stick to the front of a capitalised word."""
    for number in sorted(proven):
        for pattern in (_GLUED, _STRONG, _MEDIUM):
            match = next((m for m in pattern.finditer(text) if int(m[1]) == number), None)
            if match:
                yield match
                break
