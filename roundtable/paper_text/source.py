"""Text of a file as lines with their offsets, and the loss report: which characters were mapped, noted or ignored."""

import re
import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from roundtable.records.intake import Ignored, Loss

NO_PLACE = "it stands where no field, heading or paragraph was recognised"

_LINE_END = re.compile(r"(\f)|\r\n?|[\n\x0b\x1c-\x1e\x85\u2028\u2029]")
_LIGATURES = str.maketrans(dict(zip("ﬀﬁﬂﬃﬄﬅﬆ", ("ff", "fi", "fl", "ffi", "ffl", "st", "st"), strict=True)))
_INVISIBLE = re.compile("(?<=\\S)[\u00ad\u200b\u2060\ufeff]+(?=\\S)")
_WORD = re.compile(r"\S+")
_MASK = "\x1a"
"""Replaces an ignored character, so that offsets stay."""
_BEFORE_POINT = re.compile(rf"\s*{_MASK}+(?=[.,;:!?)\]])(?:([,;:])(?=[^\W\d_]))?")
_BLANKS = f" \t\r\n\v\f\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000{_MASK}" + "".join(
    map(chr, range(0x2000, 0x200B))
)
_UNPLACED, _MAPPED, _NOTE, _IGNORED = range(4)


@dataclass(frozen=True, slots=True)
class Line:
    """Hold a stretch of one line without the blanks around it; ``clean`` its text before it leaves the intake.

    ``start`` is its offset in the file, ``column`` its distance from the line's beginning; ``after_blank`` and
    ``on_new_page`` tell what stands before it.
    """

    text: str
    start: int
    number: int
    column: int = 0
    after_blank: bool = False
    on_new_page: bool = False

    @property
    def end(self) -> int:
        """Return the offset behind the last character."""
        return self.start + len(self.text)

    @property
    def end_column(self) -> int:
        """Return the column behind the last character."""
        return self.column + len(self.text)

    @property
    def where(self) -> str:
        """Return the place as shown to a person."""
        return f"line {self.number}"

    def part(self, begin: int, end: int | None = None) -> "Line":
        """Cut out ``text[begin:end]``; only a part from the very beginning still stands after a blank line."""
        piece = self.text[begin:end]
        bare = piece.strip(_BLANKS)
        skipped = begin + len(piece) - len(piece.lstrip(_BLANKS)) if bare else begin
        first = begin == 0
        return Line(
            bare,
            self.start + skipped,
            self.number,
            self.column + skipped,
            self.after_blank and first,
            self.on_new_page and first,
        )


class Source:
    """Hold a file's text and the state of each character: mapped, kept as a note or ignored."""

    def __init__(self, text: str) -> None:
        """Take the text as read; a byte order mark is no character of it."""
        self.text = normalized(text)
        self._states = bytearray(len(self.text))
        self._ignored: list[tuple[int, int, str]] = []
        self._hidden: list[tuple[int, int]] = []

    def lines(self) -> list[Line]:
        """Return the lines with any text, without ignored characters."""
        shown = self.shown()
        lines: list[Line] = []
        blank, new_page, start, number = False, False, 0, 1
        has_feeds = "\f" in self.text
        for end, after, feeds in self._line_ends():
            raw = shown[start:end]
            if bare := raw.strip(_BLANKS):
                column = raw.index(bare[0])
                new_page = new_page or (not has_feeds and raw[:column] == " " and number > 1)
                lines.append(Line(bare, start + column, number, column, blank, new_page))
                blank = new_page = False
            elif not feeds and not raw.strip():
                blank = True
            new_page = new_page or feeds
            number += not feeds
            start = after
        return lines

    def shown(self) -> str:
        """Return the text with ignored and noted characters masked; offsets stay."""
        parts, start = [], 0
        for begin, end in sorted(self._hidden):
            parts += [self.text[start:begin], _MASK * (end - max(begin, start))]
            start = max(start, end)
        return "".join((*parts, self.text[start:]))

    def mapped(self, lines: Iterable[Line]) -> None:
        """Mark lines as mapped to a field or to structure."""
        self._mark(lines, _MAPPED)

    def noted(self, lines: Sequence[Line]) -> None:
        """Mark lines as kept as notes."""
        self._mark(lines, _NOTE)
        self._hidden += [(line.start, line.end) for line in lines]

    def ignore(self, start: int, end: int, reason: str) -> None:
        """Mark a stretch of the text as ignored, for ``reason``."""
        self._states[start:end] = bytes((_IGNORED,)) * (end - start)
        self._ignored.append((start, end, reason))
        self._hidden.append((start, end))

    def loss(self) -> Loss:
        """Count the words by state; a partly mapped word counts as mapped."""
        counts: Counter[int] = Counter()
        unplaced: list[tuple[int, int, int]] = []
        by_priority = (_MAPPED, _NOTE, _IGNORED)
        for index, word in enumerate(_WORD.finditer(self.text)):
            start, end = word.span()
            state = next((state for state in by_priority if self._states.find(state, start, end) >= 0), _UNPLACED)
            counts[state] += 1
            if state == _UNPLACED:
                unplaced.append((index, start, end))
        for _, group in groupby(enumerate(unplaced), key=lambda item: item[1][0] - item[0]):
            run = [span for _, span in group]
            self._ignored.append((run[0][1], run[-1][2], NO_PLACE))
        return Loss(
            words_in=counts.total(),
            words_mapped=counts[_MAPPED],
            words_kept_as_note=counts[_NOTE],
            words_ignored=counts[_IGNORED] + counts[_UNPLACED],
            ignored=tuple(self._reported()),
        )

    def _reported(self) -> Iterator[Ignored]:
        ends = [end for end, _, feeds in self._line_ends() if not feeds]
        for start, end, reason in sorted(self._ignored):
            yield Ignored(" ".join(self.text[start:end].split()), reason, f"line {bisect_left(ends, start) + 1}")

    def _mark(self, lines: Iterable[Line], state: int) -> None:
        for line in lines:
            span = slice(line.start, line.end)
            self._states[span] = self._states[span].replace(b"\0", bytes((state,)))

    def _line_ends(self) -> Iterator[tuple[int, int, bool]]:
        """Yield for each line its end, the next line's start, and whether a page ends there."""
        for match in _LINE_END.finditer(self.text):
            yield match.start(), match.end(), match[1] is not None
        yield len(self.text), len(self.text), False


def normalized(text: str) -> str:
    """Return the text in NFC, without ligatures and invisible characters."""
    return _INVISIBLE.sub("", unicodedata.normalize("NFC", text).translate(_LIGATURES))


def clean(text: str) -> str:
    """Return a text with single blanks between words and without ignored characters."""
    if _MASK in text:
        text = _BEFORE_POINT.sub(lambda match: f"{match[1]} " if match[1] else "", text).replace(_MASK, " ")
    return " ".join(text.split())


def joined_line(lines: Iterable[Line]) -> str:
    """Return the text of several lines as one."""
    return clean(" ".join(line.text for line in lines))
