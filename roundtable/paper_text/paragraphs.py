"""Join lines into paragraphs and list items, also where list marks were extracted apart from their texts."""

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from roundtable.paper_text.field_fit import BULLETS, is_label_sized
from roundtable.paper_text.source import Line, clean
from roundtable.paper_text.typesetting import SENTENCE_END, Typesetting

_MARK = re.compile(rf"(?:[{''.join(BULLETS)}]|[-–*·](?=\s|$)|\(?(?:\d{{1,2}}|[a-z]|[ivx]{{1,4}})[.)](?=\s|$))")
_LAST_AND = re.compile(r"(?<=[,;]) (?:and|or|et|ou|y|o)$")
_NUMERALS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "x": 10}


def paragraphs(lines: Sequence[Line], typesetting: Typesetting) -> list[str]:
    """Return the paragraphs of running text; a list item is one and begins with its mark."""
    return [
        _shown(mark, typesetting.joined(body)) for mark, body in _rejoined(_blocks(lines, typesetting), typesetting)
    ]


def mark_of(text: str) -> str:
    """Return the list mark that ``text`` begins with, or ""."""
    match = _MARK.match(text)
    return match[0] if match else ""


def diagrams(lines: Sequence[Line]) -> list[Line]:
    """Return the labels of diagrams among running text: two or more boxes of short lines that stand apart."""
    boxes = _apart(lines)
    found: list[Line] = []
    run: list[list[Line]] = []
    for box in [*boxes, []]:
        if box and is_label_sized([line.text for line in box]) and not any(mark_of(line.text) for line in box):
            run.append(box)
            continue
        is_diagram = len(run) >= 2 and sum(map(len, run)) > len(run)
        has_text = len(run) < len(boxes)
        found += [line for labels in run for line in labels] if is_diagram and has_text else []
        run = []
    return found


def _apart(lines: Sequence[Line]) -> list[list[Line]]:
    """Return the lines in blocks between blanks."""
    blocks: list[list[Line]] = []
    for line in lines:
        if not blocks or line.after_blank:
            blocks.append([])
        blocks[-1].append(line)
    return blocks


Block = tuple[str, list[Line]]
"""A list mark, or "", and the lines that follow it."""


def _blocks(lines: Sequence[Line], typesetting: Typesetting) -> list[Block]:
    """Split lines where paragraphs end and list items begin."""
    blocks: list[Block] = []
    orders = set[int | None]()
    previous: Line | None = None
    for line in lines:
        mark = mark_of(line.text)
        if mark and _begins_item(mark, previous, line, orders):
            orders.add(_order(mark))
            rest = line.part(len(mark))
            blocks.append((mark, [rest] if rest.text else []))
        elif previous is None or not blocks[-1][1] or typesetting.ends_paragraph(previous, line):
            blocks.append(("", [line]))
        else:
            blocks[-1][1].append(line)
        previous = line
    return blocks


def _begins_item(mark: str, previous: Line | None, line: Line, earlier: Collection[int | None]) -> bool:
    """Tell whether a line that begins with a mark is a list item, rather than the middle of a sentence."""
    if previous is None or mark[0] in BULLETS or len(mark) == len(line.text):
        return True
    order = _order(mark)
    if order is None:
        return line.after_blank or bool(earlier) or previous.text.endswith((*SENTENCE_END, ","))
    if order == 1:
        return line.after_blank or line.on_new_page or previous.text.endswith(SENTENCE_END)
    return order - 1 in earlier


def _order(mark: str) -> int | None:
    """Return the number a mark counts to; a bullet counts nothing."""
    bare = mark.strip("().")
    if bare.isdigit():
        return int(bare)
    if not bare.isalpha():
        return None
    return _NUMERALS.get(bare) or ord(bare[0]) - ord("a") + 1


def _rejoined(blocks: Sequence[Block], typesetting: Typesetting) -> Iterator[Block]:
    """Rejoin list marks that were extracted before all of their texts."""
    index = 0
    while index < len(blocks):
        bare = index
        while bare < len(blocks) and blocks[bare][0] and not blocks[bare][1]:
            bare += 1
        marks = [mark for mark, _ in blocks[index:bare]]
        if not marks:
            yield blocks[index]
            index += 1
            continue
        end = bare
        while end < len(blocks) and not blocks[end][0]:
            end += 1
        yield from _distributed(marks, [line for _, body in blocks[bare:end] for line in body], typesetting)
        index = end


def _distributed(marks: Sequence[str], lines: Sequence[Line], typesetting: Typesetting) -> Iterator[Block]:
    """Distribute lines over marks, split at the clearest ends; the rest follows as paragraphs."""
    longest = max((len(line.text) for line in lines), default=0)
    rated = [(_seam(*pair, lines[0], longest), number) for number, pair in enumerate(pairwise(lines), 1)]
    clear = sorted((item for item in rated if item[0] >= 1), key=lambda item: (-item[0], item[1]))
    cuts = sorted(number for _, number in clear[: len(marks) - 1])
    edges = [0, *cuts, len(lines)]
    texts = [list(lines[begin:end]) for begin, end in pairwise(edges)]
    last, *rest = _blocks(texts[-1], typesetting) or [("", [])]
    texts[-1] = last[1]
    for number, mark in enumerate(marks):
        yield mark, texts[number] if number < len(texts) else []
    yield from rest


def _seam(line: Line, following: Line, first: Line, longest: int) -> float:
    """Rate how clearly a list item ends between two lines."""
    text = _LAST_AND.sub("", line.text)
    score = 3.0 * following.after_blank + 2.0 * text.endswith((".", ";", "?", "!")) + 1.0 * text.endswith(",")
    score += 1.0 * (len(line.text) + 1 + len(following.text.split(None, 1)[0]) <= longest)
    score += 0.5 if following.text[0].isupper() == first.text[0].isupper() else -1.0
    return score - 2.0 * (text[-1:].isalpha() and following.text[0].islower())


def _shown(mark: str, text: str) -> str:
    shown = "•" if mark and mark in "\uf0b7\uf0a7\uf0d8\uf076" else clean(mark)
    return f"{shown} {text}".strip()
