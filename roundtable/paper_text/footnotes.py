"""Footnotes at page ends and their marks in the text.

A figure is a mark only where a note or an ascending chain of marks proves it.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from roundtable.paper_text.labels import has_label
from roundtable.paper_text.source import Line, Source, Span, joined_line
from roundtable.paper_text.table_layout import RECORD_NUMBER
from roundtable.records.roundtable import Footnote

MARK = "footnote mark"
HEADING = "heading of the footnotes"

_STRONG = re.compile(
    r"(?:(?<=[^\W\d][.!?…])|(?<=[.!?][”\"’)»])|(?<=[.!?…][ \n])|(?<=[.!?][”\"’)»][ \n]))(\d{1,3})"
    r"(?=\s+[“\"«(]?[A-ZÀ-ÞА-Я]|\s*\Z)"
)
_MEDIUM = re.compile(r"(?:(?<=[^\W\d_]{3})|(?<=[\w)”\"’»] ))(\d{1,3})(?=[.,;:](?![\d]))")
_FAINT = re.compile(r"(?<=[\w)”\"’»,] )(\d{1,3})(?= [a-zß-ÿ])")
_GLUED = re.compile(r"(?<!\S)(\d{1,3})(?=[A-ZÀ-Þ][a-zß-ÿ]{2})")
_SUPERSCRIPT = re.compile(r"[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}(?![\w/])")
_ATTACHED = re.compile(
    r"(?<=[^\W\d_])(\d{1,3})(?=[\s.,;:)”’»]|\Z)|(?<=[.,;:)”’»])(?<!\s\d[.,:])(?<!\s\d\d[.,:])(\d{1,3})(?=\s|\Z)"
)
"""Figures behind a word or its punctuation; those behind a point in a number (“2.1”) are none."""
_BRACKETED = re.compile(r"\s?(?:\[(\d{1,3})\]|\((\d{1,3})\))")
_NOTE = re.compile(
    r"(?:\[(\d{1,3})\]|\((\d{1,3})\)|(\d{1,3})[.)]?|([⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}))\s*(?=[^\W\d_]|[“\"«‘(]|https?:)"
)
_SIGN_NOTE = re.compile(r"(\*{1,3}|[†‡§]{1,2}|\([a-h]\))\s*(?=[^\W\d_]|[“\"«‘(]|https?:)")
_ATTACHED_SIGN = re.compile(r"(?<=[\w.,;:)”’»])(\*{1,3}|[†‡§]{1,2}|\([a-h]\))(?=[\s.,;:)”’»]|\Z)")
_HEADING = re.compile(r"(?:(?:foot|end)?notes?|notes de bas de page|notas(?: al pie)?)\s?:?", re.IGNORECASE)
_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_STEP = 6
"""How many marks in a row may stand where only their neighbours prove them."""


def extract_footnotes(source: Source) -> tuple[Footnote, ...]:
    """Return the footnotes; mark their lines as notes and their marks in the text as ignored."""
    lines = source.lines()
    notes = list(_notes(lines, source.shown()))
    starts = {mark.start for mark, _ in notes}
    for line, following in pairwise(lines):
        if following.start in starts and _HEADING.fullmatch(line.text):
            source.ignore(line.start, line.end, HEADING)
    for mark, note in notes:
        source.ignore(mark.start, mark.end, MARK)
        source.noted(note)
    text = source.shown()
    regions = _regions([mark for mark, _ in notes], len(text))
    proven = {number for number, _, _ in regions}
    for match in _SUPERSCRIPT.finditer(text):
        source.ignore(*match.span(), MARK)
    chain = _chain(text, proven)
    chained = {int(match[1]) for match in chain}
    for match in (*chain, *_single(text, [region for region in regions if region[0] not in chained])):
        source.ignore(*match.span(match.lastindex or 0), MARK)
    bracketed = {mark.text.strip() for mark, _ in notes if mark.text.startswith(("[", "("))}
    for match in _BRACKETED.finditer(text) if bracketed else ():
        if match[0].strip() in bracketed:
            source.ignore(*match.span(), MARK)
    found = tuple(Footnote(str(_number(mark.text)), joined_line(note)) for mark, note in notes)
    return (*found, *_sign_notes(source))


def _regions(marks: Sequence[Line], end: int) -> list[tuple[int, int, int]]:
    """Return for each note its number and where its mark may stand: where numbers begin anew, above its own note."""
    numbers = [_number(mark.text) for mark in marks]
    counts = Counter(numbers)
    last: dict[int, int] = {}
    regions = []
    for number, mark in zip(numbers, marks, strict=True):
        is_repeated = counts[number] > 1
        regions.append((number, last.get(number, 0), mark.start if is_repeated else end))
        last[number] = mark.start
    return regions


def _sign_notes(source: Source) -> Iterator[Footnote]:
    """Yield the notes that begin with a sign (*, †, (a)) which stands behind a word further up; ignore the signs."""
    lines = source.lines()
    marks: dict[str, list[Span]] = {}
    for match in _ATTACHED_SIGN.finditer(source.shown()):
        marks.setdefault(match[1], []).append(match.span(1))
    index = begin = 0
    while marks and index < len(lines):
        block = _sign_block(lines, index, begin, marks)
        for mark, sign, note in block:
            source.ignore(*mark, MARK)
            source.ignore(sign.start, sign.end, MARK)
            source.noted(note)
            yield Footnote(sign.text.strip("()"), joined_line(note))
        begin = block[-1][2][-1].end if block else begin
        index += sum(len(note) for _, _, note in block) or 1


def _sign_block(
    lines: Sequence[Line], index: int, begin: int, marks: Mapping[str, Sequence[Span]]
) -> list[tuple[Span, Line, list[Line]]]:
    """Return the notes that begin at ``index``: its mark behind ``begin``, its sign, its lines."""
    block: list[tuple[Span, Line, list[Line]]] = []
    is_apart = lines[index].after_blank or lines[index].on_new_page
    for at_line in range(index, len(lines)) if is_apart else ():
        line = lines[at_line]
        match = _SIGN_NOTE.match(line.text)
        if match and match[1] not in [sign.text for _, sign, _ in block]:
            spans = marks.get(match[1], ())
            at = bisect_left(spans, (begin, 0))
            if at == len(spans) or spans[at][0] > lines[index].start:
                break
            block.append((spans[at], line.part(0, match.end(1)), [line.part(match.end())]))
        elif block and not match and _continues(line):
            block[-1][2].append(line)
        else:
            break
    return block


def _number(mark: str) -> int:
    return int(mark.strip("[].() ").translate(_DIGITS))


def _notes(lines: Sequence[Line], text: str) -> Iterator[tuple[Line, list[Line]]]:
    """Yield marks that stand alone after a blank or a note, each with the lines up to the page's end or a blank."""
    index, after_note, last = 0, False, 0
    marks = _marks_in(text)
    while index < len(lines):
        block = _note_block(lines, index, marks, last)
        if block:
            yield from block
            last = _number(block[-1][0].text)
            index += sum(len(rest) for _, rest in block)
            continue
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


def _note_block(
    lines: Sequence[Line], index: int, marks: Mapping[int, Sequence[Span]], last: int
) -> list[tuple[Line, list[Line]]]:
    """Return the notes that begin at ``index``, each with its number, if they count on and the text has their marks."""
    first = lines[index]
    heads = index and _HEADING.fullmatch(lines[index - 1].text)
    begins = _NOTE.match(first.text)
    if not begins or not (first.after_blank or first.on_new_page or heads):
        return []
    counts_on = _number(begins[0]) in (1, last + 1)
    if not counts_on and last:
        return []
    notes: list[tuple[Line, list[Line]]] = []
    expected = 0
    for at_line in range(index, len(lines)):
        line = lines[at_line]
        match = _NOTE.match(line.text)
        number = _number(match[0]) if match else -1
        if match and (number == expected or not notes):
            notes.append((line.part(0, match.end()), [line.part(match.end())]))
            expected = number + 1
        elif notes and _continues(line):
            notes[-1][1].append(line)
        else:
            break
    if not counts_on and len(notes) == 1:  # an annex that goes on with a paper's numbers has several
        return []
    return notes if _has_marks(marks, [_number(mark.text) for mark, _ in notes], first.start) else []


def _marks_in(text: str) -> dict[int, list[Span]]:
    """Return where figures stand behind a word, as marks of notes do, by number."""
    marks: dict[int, list[Span]] = {}
    for pattern in (_ATTACHED, _BRACKETED, _SUPERSCRIPT):
        for match in pattern.finditer(text):
            number = _number(next(group for group in (*match.groups(), match[0]) if group))
            marks.setdefault(number, []).append(match.span())
    return {number: sorted(spans) for number, spans in marks.items()}


def _has_marks(marks: Mapping[int, Sequence[Span]], numbers: Sequence[int], end: int) -> bool:
    """Tell whether marks of these numbers stand before an offset, in their order."""
    at = 0
    for number in numbers:
        spans = marks.get(number, ())
        place = bisect_left(spans, (at, 0))
        if place == len(spans) or spans[place][1] > end:
            return False
        at = spans[place][1]
    return True


def _continues(line: Line) -> bool:
    return not (line.after_blank or line.on_new_page or line.text.isdigit() or has_label(line.text))


def _chain(text: str, proven: set[int]) -> list[re.Match[str]]:
    """Return the marks 1, 2, 3 ... of the text: those after a sentence are its links, others fill in between.

    It counts as proven where it has no gap and a third of its marks stand after a sentence.
    """
    links: list[re.Match[str]] = []
    for match in _STRONG.finditer(text):
        line = text[text.rfind("\n", 0, match.start()) + 1 : match.end()].strip()
        if RECORD_NUMBER.fullmatch(line) and line != match[1]:  # “Practice No. 1” ends no sentence
            continue
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


def _single(text: str, regions: Sequence[tuple[int, int, int]]) -> Iterator[re.Match[str]]:
    """Yield marks that a note at a page's end proves, or that stick to the front of a capitalised word."""
    for number, begin, end in sorted(regions):
        for pattern in (_GLUED, _STRONG, _ATTACHED, _MEDIUM):
            found = pattern.finditer(text, begin, end)
            match = next((m for m in found if int(m[m.lastindex or 0]) == number), None)
            if match:
                yield match
                break
