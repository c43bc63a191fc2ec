"""Page furniture: page numbers, running heads and feet, leftovers of a mail merge.

A number is a page number by its position on the page, never by its value alone.
"""

import re
from collections import Counter
from collections.abc import Iterable
from itertools import pairwise

from roundtable.paper_text.labels import has_label
from roundtable.paper_text.source import Line, Source

PAGE_MARK = "page number"
RUNNING_HEAD = "running head or foot of the page"
LEFTOVER = "leftover of a mail merge"
CONTENTS = "table of contents"

_LEFTOVER = re.compile(r"(?:«|<<)\s?(?:[A-Za-z]{1,2}\d{1,3}|\w{0,30}_\w{0,30}|MERGEFIELD [^»>\n]{1,40})\s?(?:»|>>)")
_PAGE_MARK = re.compile(
    r"(?:page|página|pág\.|p\.)\s?\d{1,4}(?:\s?(?:/|of|de|sur)\s?\d{1,4})?|[-–—]\s?\d{1,4}\s?[-–—]|\d{1,4}\s?/\s?\d{1,4}",
    re.IGNORECASE,
)
_CONTENTS = re.compile(
    r"(?:table of )?contents|sommaire|table des mati[eè]res|[ií]ndice|contenidos?|tabla de contenidos?", re.IGNORECASE
)
_LEADER = re.compile(r"(.*?\S)\s*(?:(?:[.…·_]\s?){4,}|…|\s{2,}|\t)\s*(\d{1,3}|[ivx]{1,5})")
_NUMBER = re.compile(r"\d{1,4}|[ivxl]{1,6}")
_APART = 15
"""Lines between two page numbers where nothing else tells that pages end there."""


def ignore_page_furniture(source: Source) -> None:
    """Ignore every leftover, page mark and running head of the file."""
    for match in _LEFTOVER.finditer(source.text):
        source.ignore(*match.span(), LEFTOVER)
    _strip_contents(source)
    while _strip_page_edges(source):  # a running head may stand above or below a page number
        pass


def _strip_contents(source: Source) -> None:
    """Ignore a table of contents: lines under its heading that end in a page number or return further down."""
    lines = source.lines()
    again = Counter(line.text.casefold() for line in lines)
    is_open = has_entry = False
    for line in lines:
        entry = _LEADER.fullmatch(line.text)
        name = re.sub(r"(?<![\d.])\s*[.…\s]+\d{1,3}$", "", line.text).casefold()
        is_numbered = name != line.text.casefold() and re.search(r"[^.\d]\s+\d{1,3}$", line.text) is not None
        if _CONTENTS.fullmatch(line.text.rstrip(":")):
            is_open, has_entry = True, False
        elif is_open:
            returns = again[name] > (name == line.text.casefold())
            is_open = entry is not None or (not (line.after_blank and has_entry) and (is_numbered or returns))
            has_entry = True
        has_leader = entry is not None and re.search(r"[.…·_]\s?[.…·_]|…", line.text[len(entry[1]) : -len(entry[2])])
        if is_open or has_leader:
            source.ignore(line.start, line.end, CONTENTS)
            again[line.text.casefold()] -= 1


def _strip_page_edges(source: Source) -> bool:
    lines = source.lines()
    tops, feet = _page_edges(lines)
    edges = tops | feet
    heads = _running_heads(lines, tops) | _running_heads(lines, feet)
    numbers = _counting_numbers(lines)
    found = False
    for index, line in enumerate(lines):
        is_mark = _PAGE_MARK.fullmatch(line.text) or (index in edges and _NUMBER.fullmatch(line.text))
        if index in heads or is_mark or index in numbers:
            source.ignore(line.start, line.end, RUNNING_HEAD if index in heads else PAGE_MARK)
            found = True
    return found


def _page_edges(lines: list[Line]) -> tuple[set[int], set[int]]:
    """Return the first and last lines of pages; without page ends, at most a separate last line."""
    starts = {index for index, line in enumerate(lines) if line.on_new_page}
    if not starts:
        return set(), {len(lines) - 1} if lines and lines[-1].after_blank else set()
    return starts | {0}, {start - 1 for start in starts} | {len(lines) - 1}


def _running_heads(lines: list[Line], edge: set[int]) -> set[int]:
    """Return the edge lines that recur, apart from digits, on at least every second page."""
    texts = {index: re.sub(r"\d+", "#", lines[index].text) for index in edge if not has_label(lines[index].text)}
    returning = Counter(text for text in texts.values() if " " in text)
    return {index for index, text in texts.items() if returning[text] >= max(2, len(edge) / 2)}


def _counting_numbers(lines: Iterable[Line]) -> set[int]:
    """Return bare numbers that ascend by one, a page apart."""
    bare = [(index, int(line.text)) for index, line in enumerate(lines) if re.fullmatch(r"\d{1,4}", line.text)]
    found: set[int] = set()
    for (index, number), (next_index, next_number) in pairwise(bare):
        if next_number == number + 1 and next_index - index >= _APART:
            found |= {index, next_index}
    return found
