"""Displayed cell text, parsed from a worksheet's XML.

Document type declarations are refused: no spreadsheet program writes them, entity attacks need them.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import IO, Any
from xml.parsers import expat

from openpyxl.utils.datetime import from_excel

from roundtable.spreadsheet.cell_text import writable

MOST_CELLS = 3_000_000
"""Limit of cells, rows and shared strings in a file, empty ones included; 10,000 practices have 700,000."""

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_DIGITS = re.compile(r"-?\d{1,300}")
_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
_NO_VALUE = "It holds a formula whose result was not saved; open the workbook in its program, save it, and try again."


class BadXMLError(Exception):
    """A part of the workbook is damaged or is not what a spreadsheet program writes."""


class TooLargeError(Exception):
    """The workbook has more than MOST_CELLS cells."""


@dataclass(frozen=True, slots=True)
class GridRow:
    """Non-empty cells of one row by column number, from 1.

    ``faults`` explain cells that could not be read; ``links`` are the addresses behind cells.
    """

    number: int
    texts: dict[int, str] = field(default_factory=dict)
    faults: dict[int, str] = field(default_factory=dict)
    links: dict[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class NumberFormats:
    """Number format codes by cell style, and the workbook's date epoch."""

    codes: Sequence[str]
    dates: frozenset[int]
    durations: frozenset[int]
    epoch: datetime

    def text(self, written: str, style: int) -> str:
        """Return a number as displayed: a date in ISO 8601, 5 and not 5.0, 50% and not 0.5."""
        code = self.codes[style] if style < len(self.codes) else "General"
        if style in self.dates:
            try:
                value = from_excel(float(written), self.epoch, timedelta=style in self.durations)
            except (OverflowError, ValueError):
                value = None
            if value is not None:
                return moment_text(value, code)
        if _DIGITS.fullmatch(written) and not code.endswith("%"):
            return written
        number = float(written)
        return f"{_plain(100 * number)}%" if code.endswith("%") else _plain(number)


def _plain(number: float) -> str:
    rounded = float(f"{number:.15g}")  # as many digits as spreadsheets keep
    return str(int(rounded)) if rounded.is_integer() and abs(rounded) < 1e15 else f"{rounded:.15g}"


def moment_text(value: date | time | timedelta, code: str = "") -> str:
    """Return a date or time in ISO 8601, no finer than its number format ``code`` shows."""
    if isinstance(value, timedelta):
        minutes, seconds = divmod(round(value.total_seconds()), 60)
        return f"{minutes // 60}:{minutes % 60:02}" + (f":{seconds:02}" if seconds else "")
    if isinstance(value, time):
        return value.isoformat("seconds" if value.second else "minutes")
    clock = value.time() if isinstance(value, datetime) else time()
    shown = _QUOTED.sub("", code.casefold())
    day = value.strftime("%Y-%m-%d") if not isinstance(value, datetime) else value.date().isoformat()
    if "d" not in shown and "y" in shown and not clock.hour and not clock.minute:
        return day[:7] if "m" in shown else day[:4]
    return f"{day} {moment_text(clock)}" if clock.replace(microsecond=0) != time() else day


class Budget:
    """Limit how many cells, rows and strings are read."""

    def __init__(self) -> None:
        self._left = MOST_CELLS

    def spend(self) -> None:
        """Count one more. Raises TooLargeError beyond MOST_CELLS."""
        self._left -= 1
        if self._left < 0:
            raise TooLargeError


def shared_strings(source: IO[bytes], budget: Budget) -> list[str]:
    """Read the shared string table. Raises BadXMLError, TooLargeError."""
    strings: list[str] = []
    pieces: list[str] = []

    def ended(name: str, text: str) -> None:
        if name == "t":
            pieces.append(text)
        elif name == "si":
            budget.spend()
            strings.append(_joined(pieces))
            pieces.clear()

    _parse(source, lambda name, _: name == "t", ended)
    return strings


def rows(
    source: IO[bytes],
    strings: Sequence[str],
    formats: NumberFormats,
    budget: Budget,
    addresses: Callable[[], Mapping[str, str]],
) -> list[GridRow]:
    """Read the non-empty rows of a sheet. Raises BadXMLError, TooLargeError.

    ``addresses`` returns link targets by relationship id; it is called only where the sheet has links.
    """
    sheet = _Sheet(strings, formats, budget)
    _parse(source, sheet.started, sheet.ended)
    if sheet.links:
        by_number, known = {row.number: row for row in sheet.rows}, addresses()
        for cell, link in sheet.links:
            letters = cell.rstrip("0123456789")
            row = by_number.get(int(cell[len(letters) :] or 0))
            if row is not None and link in known:
                row.links[column_number(letters)] = known[link]
    return sheet.rows


class _Sheet:
    """Element handlers that collect a sheet's rows."""

    def __init__(self, strings: Sequence[str], formats: NumberFormats, budget: Budget) -> None:
        self.rows: list[GridRow] = []
        self.links: list[tuple[str, str]] = []
        """The first cell of each link and the relationship id of its target."""
        self._strings = strings
        self._formats = formats
        self._budget = budget
        self._row = GridRow(0)
        self._column = 0
        self._is_in_cell = False
        self._kind, self._style = "n", 0
        self._value: str | None = None
        self._pieces: list[str] = []
        self._has_formula = False

    def started(self, name: str, attributes: Mapping[str, str]) -> bool:
        """Begin a row or a cell; return whether the element's text is wanted."""
        if name == "c":
            self._budget.spend()
            self._column = column_number(attributes.get("r", "").rstrip("0123456789")) or self._column + 1
            self._kind, self._style = attributes.get("t", "n"), int(attributes.get("s", 0))
            self._is_in_cell, self._value, self._has_formula = True, None, False
        elif name == "row":
            self._budget.spend()
            self._column = 0
            self._row = GridRow(int(float(attributes.get("r", self._row.number + 1))))
        elif name == "f":
            self._has_formula = self._is_in_cell
        elif name == "hyperlink":
            number = next((value for key, value in attributes.items() if key.endswith(":id")), "")
            self.links.append((attributes.get("ref", "").partition(":")[0], number))
        return self._is_in_cell and name in ("v", "t")

    def ended(self, name: str, text: str) -> None:
        """Finish a value, a cell or a row."""
        if name == "v":
            self._value = text
        elif name == "t":
            self._pieces.append(text)
        elif name == "c":
            self._take_cell()
            self._is_in_cell = False
            self._pieces.clear()
        elif name == "row" and (self._row.texts or self._row.faults):
            self.rows.append(self._row)

    def _take_cell(self) -> None:
        value, kind = self._value, self._kind
        if kind == "e" and value:
            self._row.faults[self._column] = f"It shows the error {value}; mend it in the workbook and try again."
        elif kind == "inlineStr":
            if text := _joined(self._pieces):
                self._row.texts[self._column] = text
        elif value:
            self._row.texts[self._column] = self._text(value, kind)
        elif self._has_formula and not (kind == "str" and value is not None):
            self._row.faults[self._column] = _NO_VALUE

    def _text(self, value: str, kind: str) -> str:
        match kind:
            case "s":
                return self._strings[int(value)]
            case "n":
                return self._formats.text(value.strip(), self._style)
            case "b":
                return "TRUE" if value.strip() == "1" else "FALSE"
            case "d":
                return value.strip().removesuffix("T00:00:00")
        return _joined([value])


def _joined(pieces: Sequence[str]) -> str:
    text = pieces[0] if len(pieces) == 1 else "".join(pieces)
    if "_x" in text:
        text = "".join(_ESCAPED.sub(lambda match: chr(int(match[1], 16)), piece) for piece in pieces)
    return writable(text)


def _parse(source: IO[bytes], started: Callable[[str, Any], bool], ended: Callable[[str, str], None]) -> None:
    """Call ``started`` and ``ended`` for every element by its local name, ``ended`` with the text that was wanted.

    Phonetic guides (``rPh``) are left out.
    """
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.buffer_size = 1 << 16
    text: list[str] = []
    guides = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal guides
        if ":" in name:
            name = name.rpartition(":")[2]
        guides += name == "rPh"
        if started(name, attributes) and not guides:
            parser.CharacterDataHandler = text.append

    def end(name: str) -> None:
        nonlocal guides
        if ":" in name:
            name = name.rpartition(":")[2]
        guides -= name == "rPh"
        if name in ("t", "v"):
            parser.CharacterDataHandler = None
            if not guides:
                ended(name, text[0] if len(text) == 1 else "".join(text))
            text.clear()
        else:
            ended(name, "")

    def refuse(*_: object) -> None:
        raise BadXMLError

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.StartDoctypeDeclHandler = refuse
    try:
        parser.ParseFile(source)
    except (expat.ExpatError, ValueError, IndexError, OverflowError) as error:
        raise BadXMLError from error


@lru_cache(maxsize=1024)
def column_number(letters: str) -> int:
    """Return the number of a column, A being 1; 0 for an invalid name."""
    number = 0
    if len(letters) > 3 or not (letters.isascii() and letters.isalpha()):
        return 0
    for letter in letters.upper():
        number = 26 * number + ord(letter) - 64
    return number


def column_letters(number: int) -> str:
    """Return the letters of a column, 1 being A."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
