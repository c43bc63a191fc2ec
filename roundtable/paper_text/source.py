"""Text of a file as lines with their offsets, and the loss report: which characters were mapped, noted or ignored."""

import re
import unicodedata
from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from roundtable.records.intake import Ignored, Loss

NO_PLACE = "it stands where no field, heading or paragraph was recognised"

_LINE_END = re.compile(r"(\f)|\r\n?|[\n\x0b\x1c-\x1e\x85\u2028\u2029]")
_LIGATURES = str.maketrans(dict(zip("ﬀﬁﬂﬃﬄﬅﬆ", ("ff", "fi", "fl", "ffi", "ffl", "st", "st"), strict=True)))
_INVISIBLE = re.compile(
    "(?<=\\S)[\u00ad\u200b\u2060\ufeff]+(?=\\S)|\ufeff+(?=\\S)|^[\u200b\u200e\u200f\u2060\ufeff]+(?=\\S)", re.MULTILINE
)
_WORD = re.compile(r"\S+")
_LABEL_MARKS = re.compile("[\ue000\ue001]")
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


Span = tuple[int, int]
Piece = Span | str
"""A stretch of a text by its offsets, or characters to insert."""


class Source:
    """Hold a file's text and the state of each character: mapped, kept as a note or ignored."""

    def __init__(self, text: str) -> None:
        """Take the text as read; a byte order mark is no character of it."""
        self.text = self._original = normalized(text)
        self._origin: Sequence[int] = range(len(self.text))
        """For each character of ``text`` its offset in the file, -1 for one that was inserted."""
        self._states = bytearray(len(self.text))
        self._ignored: list[tuple[int, int, str]] = []
        self._noted: list[Line] = []
        self._hidden: list[tuple[int, int]] = []

    def lines(self) -> list[Line]:
        """Return the lines with any text, without ignored characters."""
        shown = self.shown()
        lines: list[Line] = []
        blank, new_page, start, number = False, False, 0, 1
        ends = self._ends() if self.is_rearranged else []
        has_feeds = "\f" in self.text
        for end, after, feeds in _line_ends(self.text):
            raw = shown[start:end]
            if bare := raw.strip(_BLANKS):
                column = raw.index(bare[0])
                if self.is_rearranged:
                    spans = self._spans(start + column, start + column + len(bare))
                    number = next((bisect_left(ends, begin) + 1 for begin, _ in spans), number)
                new_page = new_page or (not has_feeds and raw[:column] == " " and number > 1)
                lines.append(Line(bare, start + column, number, column, blank, new_page))
                blank = new_page = False
            elif not feeds and not raw.strip():
                blank = True
            new_page = new_page or feeds
            number += not feeds and not self.is_rearranged
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
        self._noted += lines
        self._hidden += [(line.start, line.end) for line in lines]

    def ignore(self, start: int, end: int, reason: str) -> None:
        """Mark a stretch of the text as ignored, for ``reason``."""
        for begin, finish in self._spans(start, end):
            self._states[begin:finish] = bytes((_IGNORED,)) * (finish - begin)
            self._ignored.append((begin, finish, reason))
        self._hidden.append((start, end))

    def discard(self, lines: Iterable[Line], reason: str) -> None:
        """Mark lines that were mapped, and all notes, as ignored after all."""
        for line in (*lines, *self._noted):
            for begin, end in self._spans(line.start, line.end):
                if any(state in (_MAPPED, _NOTE) for state in self._states[begin:end]):
                    self._states[begin:end] = bytes((_IGNORED,)) * (end - begin)
                    self._ignored.append((begin, end, reason))

    def rearrange(self, pieces: Iterable[Piece]) -> None:
        """Put the text together anew from stretches of it, in any order, and inserted characters.

        Marks that are in no stretch count as structure; words in none count as ignored.
        """
        shown, parts, origin = self.shown(), list[str](), array("q")
        is_kept = bytearray(len(shown))
        for piece in pieces:
            if isinstance(piece, str):
                parts.append(piece)
                origin.extend((-1,) * len(piece))
            else:
                begin, end = piece
                parts.append(shown[begin:end])
                origin.extend(self._origin[begin:end])
                is_kept[begin:end] = b"\1" * (end - begin)
        for gap in re.finditer(rb"\0+", is_kept):
            if not any(letter.isalnum() for letter in shown[slice(*gap.span())]):
                self._set_state(*gap.span(), _MAPPED)
        self.text, self._origin, self._hidden = "".join(parts), origin, []

    def edit(self, edits: Iterable[tuple[int, int, str]]) -> None:
        """Replace stretches of the text by others; of overlapping ones the first counts."""
        pieces: list[Piece] = []
        at = 0
        for begin, end, new in sorted(edits):
            if begin >= at:
                pieces += [(at, begin), new]
                at = end
                if new:
                    self._set_state(begin, end, _MAPPED)
        if pieces:
            self.rearrange([*pieces, (at, len(self.text))])

    @property
    def is_rearranged(self) -> bool:
        """Tell whether the text stands in another order, or with other characters, than in the file."""
        return not isinstance(self._origin, range)

    def original(self, offset: int) -> int:
        """Return the offset in the file of a character of the text, or of the next one that was not inserted."""
        return next((begin for begin, _ in self._spans(offset, len(self.text))), len(self._original))

    def between(self, line: Line, following: Line) -> str:
        """Return what stands in the file between two lines, also what was left out."""
        return self._original[self.original(line.end - 1) + 1 : self.original(following.start)]

    def original_without(self, *reasons: str) -> str:
        """Return the file's text with blanks for what was ignored for the ``reasons``; offsets stay."""
        parts, at = [], 0
        for begin, end, why in sorted(self._ignored):
            if why in reasons and end > at:
                parts += [self._original[at : max(begin, at)], " " * (end - max(begin, at))]
                at = end
        return "".join((*parts, self._original[at:]))

    def loss(self) -> Loss:
        """Count the words by state; a partly mapped word counts as mapped."""
        ignored = list(self._ignored)
        counts: Counter[int] = Counter()
        unplaced: list[tuple[int, int, int]] = []
        by_priority = (_MAPPED, _NOTE, _IGNORED)
        for index, word in enumerate(_WORD.finditer(self._original)):
            start, end = word.span()
            state = next((state for state in by_priority if self._states.find(state, start, end) >= 0), _UNPLACED)
            counts[state] += 1
            if state == _UNPLACED:
                unplaced.append((index, start, end))
        for _, group in groupby(enumerate(unplaced), key=lambda item: item[1][0] - item[0]):
            run = [span for _, span in group]
            ignored.append((run[0][1], run[-1][2], NO_PLACE))
        return Loss(
            words_in=counts.total(),
            words_mapped=counts[_MAPPED],
            words_kept_as_note=counts[_NOTE],
            words_ignored=counts[_IGNORED] + counts[_UNPLACED],
            ignored=tuple(self._reported(ignored)),
        )

    def _reported(self, ignored: Iterable[tuple[int, int, str]]) -> Iterator[Ignored]:
        ends = self._ends()
        for start, end, reason in sorted(ignored):
            yield Ignored(" ".join(self._original[start:end].split()), reason, f"line {bisect_left(ends, start) + 1}")

    def _ends(self) -> list[int]:
        """Return where the lines of the file end."""
        return [end for end, _, feeds in _line_ends(self._original) if not feeds]

    def _mark(self, lines: Iterable[Line], state: int) -> None:
        for line in lines:
            self._set_state(line.start, line.end, state)

    def _set_state(self, start: int, end: int, state: int) -> None:
        """Give a state to the characters of a stretch that have none."""
        for begin, finish in self._spans(start, end):
            span = slice(begin, finish)
            self._states[span] = self._states[span].replace(b"\0", bytes((state,)))

    def _spans(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Yield where in the file a stretch of the text stands."""
        if isinstance(self._origin, range):
            yield start, end
            return
        begin = start
        for at in range(start + 1, end + 1):
            if at == end or self._origin[at] != self._origin[at - 1] + 1 or self._origin[begin] < 0:
                if self._origin[begin] >= 0:
                    yield self._origin[begin], self._origin[at - 1] + 1
                begin = at


def _line_ends(text: str) -> Iterator[tuple[int, int, bool]]:
    """Yield for each line its end, the next line's start, and whether a page ends there."""
    for match in _LINE_END.finditer(text):
        yield match.start(), match.end(), match[1] is not None
    yield len(text), len(text), False


def normalized(text: str) -> str:
    """Return the text in NFC, without ligatures and invisible characters."""
    return _INVISIBLE.sub("", unicodedata.normalize("NFC", text).translate(_LIGATURES))


def clean(text: str) -> str:
    """Return a text with single blanks between words and without ignored characters."""
    if _MASK in text:
        text = _BEFORE_POINT.sub(lambda match: f"{match[1]} " if match[1] else "", text).replace(_MASK, " ")
    return " ".join(_LABEL_MARKS.sub("", text).split())


def joined_line(lines: Iterable[Line]) -> str:
    """Return the text of several lines as one."""
    return clean(" ".join(line.text for line in lines))
