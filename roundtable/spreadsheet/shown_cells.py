"""Displayed cell text, parsed from a worksheet's XML.

Document type declarations are refused: no spreadsheet program writes them, entity attacks need them.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import IO, Any
from xml.parsers import expat

from roundtable.spreadsheet import link_formula
from roundtable.spreadsheet.cell_text import writable
from roundtable.spreadsheet.number_format import CellStyles, ShownNumber, shown_text

MOST_CELLS = 3_000_000
LONGEST_TEXT = 1_000_000
"""How many characters a cell may have; Excel knows no more than 32,767."""
"""Limit of cells, rows and shared strings in a file, empty ones included; 10,000 practices have 700,000."""

_BLOCK = 1 << 18
"""How many bytes are read between two reports of progress."""
_READ = frozenset(("row", "c", "v", "f", "t", "si", "strike", "col", "hyperlink", "mergeCell"))
"""The elements that are looked at."""
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_AREA = re.compile(r"\$?([A-Za-z]{1,3})\$?(\d{1,7})(?::\$?([A-Za-z]{1,3})\$?(\d{1,7}))?")
_DAY = re.compile(r"\s*(?:DATE|DATEVALUE|EDATE|EOMONTH|TODAY)\s*\((?:[^()]|\([^()]*\))*\)\s*", re.IGNORECASE)
"""A formula whose result is a day, which a cell without a format shows as one."""
_NO_VALUE = "It holds a formula whose result was not saved; open the workbook in its program, save it, and try again."
_COMPUTED = "Its link is computed by a formula; the address could not be read."
_STRUCK = "Some of its text is struck out; it was read like the rest."


class BadXMLError(Exception):
    """A part of the workbook is damaged or is not what a spreadsheet program writes."""


class TooLongError(Exception):
    """A cell has more than LONGEST_TEXT characters."""


class TooLargeError(Exception):
    """The workbook has more than MOST_CELLS cells."""


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle of cells, by its first and last column and row."""

    left: int
    top: int
    right: int
    bottom: int

    def __str__(self) -> str:
        return f"{column_letters(self.left)}{self.top}:{column_letters(self.right)}{self.bottom}"


@dataclass(frozen=True, slots=True)
class GridRow:
    """Non-empty cells of one row by column number, from 1.

    ``faults`` explain cells that could not be read, ``doubts`` cells that may mean something else; ``links`` are the
    addresses behind cells, ``numbers`` numbers with a format of their own. ``merged`` are the areas of covered cells,
    which show the text of the area's first cell.
    """

    number: int
    is_hidden: bool = False
    texts: dict[int, str] = field(default_factory=dict)
    faults: dict[int, str] = field(default_factory=dict)
    doubts: dict[int, str] = field(default_factory=dict)
    links: dict[int, str] = field(default_factory=dict)
    numbers: dict[int, ShownNumber] = field(default_factory=dict)
    merged: dict[int, Area] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows of a sheet that hold something, and the numbers of its hidden columns."""

    rows: tuple[GridRow, ...]
    hidden_columns: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class SharedStrings:
    """The shared string table, and the indexes of texts with a struck-out part."""

    texts: Sequence[str] = ()
    struck: frozenset[int] = frozenset()


class Budget:
    """Limit how many cells, rows and strings are read."""

    def __init__(self) -> None:
        self._left = MOST_CELLS

    def spend(self) -> None:
        """Count one more. Raises TooLargeError beyond MOST_CELLS."""
        self._left -= 1
        if self._left < 0:
            raise TooLargeError


def shared_strings(source: IO[bytes], budget: Budget, told: Callable[[int], object]) -> SharedStrings:
    """Read the shared string table; ``told`` is given the bytes read. Raises BadXMLError, TooLargeError."""
    strings: list[str] = []
    pieces: list[str] = []
    struck: set[int] = set()

    def started(name: str, attributes: Mapping[str, str]) -> bool:
        if name == "strike" and _is_on(attributes):
            struck.add(len(strings))
        return name == "t"

    def ended(name: str, text: str) -> None:
        if name == "t":
            pieces.append(text)
        elif name == "si":
            budget.spend()
            strings.append(_joined(pieces))
            pieces.clear()

    _parse(source, started, ended, told)
    return SharedStrings(strings, frozenset(struck))


def read_grid(
    source: IO[bytes],
    strings: SharedStrings,
    styles: CellStyles,
    budget: Budget,
    *,
    addresses: Callable[[], Mapping[str, str]],
    told: Callable[[int], object],
) -> Grid:
    """Read the non-empty rows of a sheet. Raises BadXMLError, TooLargeError.

    ``addresses`` returns link targets by relationship id; it is called only where the sheet has links. ``told`` is
    given the bytes read.
    """
    sheet = _Sheet(strings, styles, budget)
    _parse(source, sheet.started, sheet.ended, told)
    rows = {row.number: row for row in sheet.rows}
    for area in sheet.merged:
        _fill(area, rows, sheet.last_column, budget)
    known = addresses() if sheet.links else {}
    for area, link in sheet.links:
        if link in known:
            for row in _rows_of(area, rows):
                row.links.update(dict.fromkeys(range(area.left, min(area.right, sheet.last_column) + 1), known[link]))
    return Grid(tuple(sheet.rows), frozenset(sheet.hidden_columns))


def _rows_of(area: Area, rows: Mapping[int, GridRow]) -> Iterator[GridRow]:
    if area.bottom - area.top > len(rows):
        yield from (row for number, row in rows.items() if area.top <= number <= area.bottom)
    else:
        yield from (rows[number] for number in range(area.top, area.bottom + 1) if number in rows)


def _fill(area: Area, rows: Mapping[int, GridRow], last_column: int, budget: Budget) -> None:
    """Let every covered cell of a merged area show what its first cell shows; empty rows stay empty."""
    first = rows.get(area.top, GridRow(area.top))
    for row in _rows_of(area, rows):
        for column in range(area.left, min(area.right, last_column) + 1):
            if (column, row.number) == (area.left, area.top):
                continue
            budget.spend()
            row.merged[column] = area
            for mine, shown in ((row.texts, first.texts), (row.faults, first.faults), (row.numbers, first.numbers)):
                mine.pop(column, None)
                if area.left in shown:
                    mine[column] = shown[area.left]  # type: ignore[assignment] # the same map of two rows


class _Sheet:
    """Element handlers that collect a sheet's rows."""

    def __init__(self, strings: SharedStrings, styles: CellStyles, budget: Budget) -> None:
        self.rows: list[GridRow] = []
        self.links: list[tuple[Area, str]] = []
        """The cells of each link and the relationship id of its target."""
        self.merged: list[Area] = []
        self.hidden_columns: set[int] = set()
        self.last_column = 0
        self._strings = strings
        self._styles = styles
        self._budget = budget
        self._formulas: dict[str, str] = defaultdict(str)
        """Shared formulas by their index."""
        self._row = GridRow(0)
        self._column = 0
        self._is_in_cell = False
        self._kind, self._style = "n", 0
        self._value: str | None = None
        self._pieces: list[str] = []
        self._formula: str | None = None
        self._shared = ""
        self._is_struck = False

    def started(self, name: str, attributes: Mapping[str, str]) -> bool:
        """Begin a row or a cell; return whether the element's text is wanted."""
        if name == "c":
            self._budget.spend()
            self._column = column_number(attributes.get("r", "").rstrip("0123456789")) or self._column + 1
            self._kind, self._style = attributes.get("t", "n"), int(attributes.get("s", 0))
            self._is_in_cell, self._value, self._formula = True, None, None
            self._is_struck = self._style in self._styles.struck
        elif name == "row":
            self._budget.spend()
            self._column = 0
            is_hidden = _is_on(attributes, "hidden") or attributes.get("ht") == "0"
            self._row = GridRow(int(float(attributes.get("r", self._row.number + 1))), is_hidden)
        elif name == "f":
            self._shared = attributes.get("si", "")
        elif name == "strike":
            self._is_struck |= self._is_in_cell and _is_on(attributes)
        elif name in ("col", "hyperlink", "mergeCell"):
            self._note(name, attributes)
        return self._is_in_cell and name in ("v", "t", "f")

    def _note(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "col":
            if _is_on(attributes, "hidden") or float(attributes.get("width", 1)) == 0:
                first, last = int(attributes.get("min", 0)), int(attributes.get("max", 0))
                self.hidden_columns.update(range(first, min(last, 16_384) + 1))
            return
        self._budget.spend()
        area = _area(attributes.get("ref", ""))
        if area is not None and name == "mergeCell":
            self.merged.append(area)
        elif area is not None:
            number = next((value for key, value in attributes.items() if key.endswith(":id")), "")
            self.links.append((area, number))

    def ended(self, name: str, text: str) -> None:
        """Finish a value, a cell or a row."""
        if name == "v":
            self._value = text
        elif name == "t":
            self._pieces.append(text)
        elif name == "f" and self._is_in_cell:
            self._formula = text or self._formulas[self._shared]
            if self._shared and text:
                self._formulas[self._shared] = text
        elif name == "c":
            self._take_cell()
            self._is_in_cell = False
            self._pieces.clear()
        elif name == "row" and (self._row.texts or self._row.faults):
            self.rows.append(self._row)
            self.last_column = max(self.last_column, *self._row.texts, *self._row.faults)

    def _take_cell(self) -> None:
        value, kind, row, column = self._value, self._kind, self._row, self._column
        link = link_formula.parse(self._formula) if self._formula else None
        if kind == "e" and value:
            row.faults[column] = f"It shows the error {value}; mend it in the workbook and try again."
        elif kind == "inlineStr":
            if text := _joined(self._pieces):
                row.texts[column] = shown_text(text, self._styles.code(self._style))
        elif value:
            row.texts[column] = self._text(value, kind)
        elif link is not None and link.address:
            row.texts[column] = link.caption or link.address
        elif self._formula is not None and not (kind == "str" and value is not None):
            row.faults[column] = _NO_VALUE
        if link is not None and link.address:
            row.links[column] = link.address
        elif link is not None:
            row.doubts[column] = _COMPUTED
        if self._is_struck and column in row.texts:
            row.doubts[column] = _STRUCK

    def _text(self, value: str, kind: str) -> str:
        match kind:
            case "s":
                index = int(value)
                self._is_struck |= index in self._strings.struck
                return shown_text(self._strings.texts[index], self._styles.code(self._style))
            case "n":
                is_day = self._formula is not None and _DAY.fullmatch(self._formula) is not None
                shown = self._styles.number(value.strip(), self._style, is_day=is_day)
                if shown.amount != shown.text or shown.currency:
                    self._row.numbers[self._column] = shown
                return shown.text
            case "b":
                return "TRUE" if value.strip() in ("1", "true") else "FALSE"
            case "d":
                return value.strip().removesuffix("Z").removesuffix("T00:00:00")
        return shown_text(_joined([value]), self._styles.code(self._style))


def _is_on(attributes: Mapping[str, str], name: str = "val") -> bool:
    """Return whether a boolean attribute is set; ``val`` is set where it is left out."""
    return attributes.get(name, "1" if name == "val" else "0") in ("1", "true", "on")


def _area(reference: str) -> Area | None:
    match = _AREA.fullmatch(reference.strip())
    if match is None:
        return None
    left, top = column_number(match[1]), int(match[2])
    return Area(left, top, column_number(match[3]) if match[3] else left, int(match[4]) if match[4] else top)


def _joined(pieces: Sequence[str]) -> str:
    text = pieces[0] if len(pieces) == 1 else "".join(pieces)
    if "_x" in text:
        text = "".join(_ESCAPED.sub(lambda match: chr(int(match[1], 16)), piece) for piece in pieces)
    return writable(text)


def _whole(text: Sequence[str]) -> str:
    """Put the parts of a text together; raise TooLongError where they are more than any cell's."""
    if sum(map(len, text)) > LONGEST_TEXT:
        raise TooLongError
    return text[0] if len(text) == 1 else "".join(text)


def _parse(
    source: IO[bytes],
    started: Callable[[str, Any], bool],
    ended: Callable[[str, str], None],
    told: Callable[[int], object],
) -> None:
    """Call ``started`` and ``ended`` for the elements by local name, ``ended`` with the text that was wanted.

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
        if name in _READ and started(name, attributes) and not guides:
            parser.CharacterDataHandler = text.append

    def end(name: str) -> None:
        nonlocal guides
        if ":" in name:
            name = name.rpartition(":")[2]
        guides -= name == "rPh"
        if name in ("t", "v", "f"):
            parser.CharacterDataHandler = None
            if not guides:
                ended(name, _whole(text))
            text.clear()
        elif name in _READ:
            ended(name, "")

    def refuse(*_: object) -> None:
        raise BadXMLError

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.StartDoctypeDeclHandler = refuse
    try:
        while block := source.read(_BLOCK):
            parser.Parse(block)
            told(len(block))
        parser.Parse(b"", True)
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
