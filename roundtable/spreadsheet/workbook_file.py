"""Workbook file (.xlsx) as its sheets of displayed text; sizes are checked before anything is unpacked."""

import html
import re
import warnings
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

from openpyxl.packaging.relationship import get_dependents, get_rels_path
from openpyxl.reader.excel import ExcelReader
from openpyxl.styles.numbers import BUILTIN_FORMATS, BUILTIN_FORMATS_MAX_SIZE
from openpyxl.styles.stylesheet import apply_stylesheet
from openpyxl.xml.constants import SHARED_STRINGS

from roundtable.errors import InputError
from roundtable.progress import Cancelled, Progress, silent
from roundtable.spreadsheet import shown_cells
from roundtable.spreadsheet.number_format import GENERAL, CellStyles
from roundtable.spreadsheet.shown_cells import BadXMLError, GridRow, SharedStrings, TooLargeError, TooLongError

LARGEST = 300_000_000
"""Limit of a workbook's unpacked size in bytes; 10,000 practices have some 20,000,000."""

LARGEST_OF_SMALL = 30_000_000
"""Limit of the XML parts other than cells (styles, properties, manifest), in bytes."""

_CELLS = re.compile(r"xl/(?:worksheets/[^/]+\.xml|sharedStrings\.xml)$", re.IGNORECASE)
_STRICT = b"http://purl.oclc.org/ooxml/"
_COMMON = b"http://schemas.openxmlformats.org/"
_OFFICE = b"officeDocument/2006/"
_STRICT_NAMES = (
    (_STRICT + b"spreadsheetml/main", _COMMON + b"spreadsheetml/2006/main"),
    (_STRICT + b"drawingml/", _COMMON + b"drawingml/2006/"),
    (
        _STRICT + b"officeDocument/relationships/extendedProperties",
        _COMMON + _OFFICE + b"relationships/extended-properties",
    ),
    (
        _STRICT + b"officeDocument/relationships/customProperties",
        _COMMON + _OFFICE + b"relationships/custom-properties",
    ),
    (_STRICT + b"officeDocument/extendedProperties", _COMMON + _OFFICE + b"extended-properties"),
    (_STRICT + b"officeDocument/customProperties", _COMMON + _OFFICE + b"custom-properties"),
    (_STRICT + b"officeDocument/", _COMMON + _OFFICE),
)
"""Namespaces and relationship types of strict workbooks and those of common ones."""
_OTHER_PROGRAM = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_SAVE_AS_XLSX = "Open it in Excel or LibreOffice and save it as an Excel workbook (.xlsx)."


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet's name, its non-empty rows, what of it is hidden, and whether rows and columns changed places."""

    name: str
    rows: tuple[GridRow, ...]
    hidden_columns: frozenset[int] = frozenset()
    is_hidden: bool = False
    is_turned: bool = False

    def place(self, column: int, row: int) -> str:
        """Return a cell's reference: Practices!C7."""
        first, second = (row, column) if self.is_turned else (column, row)
        return f"{self.name}!{shown_cells.column_letters(first)}{second}"


@dataclass(frozen=True, slots=True)
class Package:
    """Sheets in order, custom document properties, whether any cell has a comment, and who saved the file last."""

    sheets: tuple[Sheet, ...]
    properties: Mapping[str, Any]
    has_comments: bool
    saved_by: str = ""


def read(file: Path, progress: Progress = silent) -> Package:
    """Read a workbook file (.xlsx).

    Raises InputError for a file that cannot be opened, is another kind, encrypted, damaged or too large.
    """
    try:
        with file.open("rb") as stream:
            _check_kind(file, stream)
            return _unpacked(file, stream, progress)
    except OSError as error:
        raise InputError(
            f"“{file}” cannot be opened: {error.strerror or error}.",
            "Check its name and your permission to read it, and close it in other programs.",
        ) from error


def _check_kind(file: Path, stream: IO[bytes]) -> None:
    """Refuse a file whose first bytes are not those of a zip archive."""
    head = stream.read(1 << 16)
    if head.startswith(_OTHER_PROGRAM):
        if _ENCRYPTED in head + stream.read(1 << 24):
            raise InputError(
                f"“{file}” is protected by a password.", "Open it with its password, save it without one and try again."
            )
        raise InputError(f"“{file}” is a workbook of the old kind (.xls), whatever its name.", _SAVE_AS_XLSX)
    if not head.startswith(b"PK"):
        what = "is empty" if not head.strip(b"\0 \t\r\n") else "is no Excel workbook, whatever its name"
        if head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<":
            what = "is a web page or XML, no Excel workbook, whatever its name"
        raise InputError(f"“{file}” {what}.", _SAVE_AS_XLSX)
    stream.seek(0)


def _unpacked(file: Path, stream: IO[bytes], progress: Progress) -> Package:
    try:
        with ExitStack() as opened:
            archive = opened.enter_context(ZipFile(stream))
            _check_parts(file, archive)
            if _STRICT in archive.read("_rels/.rels"):
                stream = opened.enter_context(_transitional(archive))
            opened.enter_context(warnings.catch_warnings())
            warnings.simplefilter("ignore")  # openpyxl warns of what it would lose on writing; nothing is written
            return _package(stream, progress)
    except (InputError, MemoryError, Cancelled):
        raise
    except TooLargeError as error:
        raise InputError(
            f"“{file}” has more than {shown_cells.MOST_CELLS:,} rows and cells.",
            "Delete the empty rows and columns around the practices, save it and try again.",
        ) from error
    except TooLongError as error:
        raise InputError(
            f"“{file}” has a cell of more than {shown_cells.LONGEST_TEXT:,} characters.",
            "Shorten it, or delete the column if it is none of a practice, save it and try again.",
        ) from error
    except Exception as error:
        if isinstance(error, OSError) and error.errno is not None:  # the disk's word, not openpyxl's
            raise
        # whatever openpyxl stumbles over: it checks nothing before it uses it
        raise InputError(
            f"“{file}” is damaged or broken off: it cannot be read as a workbook.",
            "Have it sent or copied once more, or open it in Excel or LibreOffice and save it anew.",
        ) from error


def _check_parts(file: Path, archive: ZipFile) -> None:
    parts = archive.infolist()
    names = {part.filename for part in parts}
    if any(part.flag_bits & 1 for part in parts):
        raise InputError(f"“{file}” is protected by a password.", "Unpack it with its password and try again.")
    size = sum(part.file_size for part in parts)
    small = (part for part in parts if part.filename.endswith((".xml", ".rels")) and not _CELLS.match(part.filename))
    if size > LARGEST or sum(part.file_size for part in small) > LARGEST_OF_SMALL:
        raise InputError(
            f"“{file}” unpacks to {size / 1e6:,.0f} MB, more than any contribution.",
            "Delete what is not a practice (images, empty rows, other sheets), save it and try again.",
        )
    if "[Content_Types].xml" not in names or "xl/workbook.bin" in names:
        if "mimetype" in names or "xl/workbook.bin" in names:
            raise InputError(f"“{file}” is a workbook of another kind (.ods or .xlsb).", _SAVE_AS_XLSX)
        raise BadZipFile
    if not any(name.startswith("xl/") for name in names):
        raise InputError(f"“{file}” is an Office document, but no workbook.", _SAVE_AS_XLSX)


def _package(stream: IO[bytes], progress: Progress) -> Package:
    """Read manifest, properties and styles by openpyxl, the cells by ``shown_cells``."""
    reader = ExcelReader(stream, read_only=True, data_only=True, keep_links=False)
    reader.read_manifest()
    reader.read_workbook()
    reader.read_custom()
    apply_stylesheet(reader.archive, reader.wb)
    styles = _styles(reader.wb)
    part = reader.package.find(SHARED_STRINGS)  # type: ignore[no-untyped-call]
    budget, told = shown_cells.Budget(), _told_bytes(reader, progress)
    strings = SharedStrings()
    if part is not None and part.PartName[1:] in reader.valid_files:
        with reader.archive.open(part.PartName[1:]) as source:
            strings = shown_cells.shared_strings(source, budget, told)
    sheets = []
    for sheet, relation in reader.parser.find_sheets():
        if relation.target in reader.valid_files and relation.Type.endswith("/worksheet"):
            with reader.archive.open(relation.target) as source:
                addresses = partial(_addresses, reader, relation.target)
                grid = shown_cells.read_grid(source, strings, styles, budget, addresses=addresses, told=told)
                is_hidden = (sheet.state or "visible") != "visible"
                sheets.append(Sheet(sheet.name, grid.rows, grid.hidden_columns, is_hidden))
    if not sheets:
        raise BadXMLError
    has_comments = any(name.startswith(("xl/comments", "xl/threadedComments")) for name in reader.valid_files)
    return Package(tuple(sheets), _properties(reader.wb), has_comments, _saved_by(reader))


def _told_bytes(reader: ExcelReader, progress: Progress) -> Callable[[int], None]:
    """Return what reports the progress when it is told of bytes read, of all those that hold cells."""
    total, done = sum(part.file_size for part in reader.archive.infolist() if _CELLS.match(part.filename)), 0

    def told(size: int) -> None:
        nonlocal done
        done += size
        progress(min(done, total), total)

    return told


def _addresses(reader: ExcelReader, sheet: str) -> dict[str, str]:
    """Return a sheet's external link targets by relationship id."""
    path = get_rels_path(sheet)  # type: ignore[no-untyped-call]
    if path not in reader.valid_files:
        return {}
    relations = get_dependents(reader.archive, path)
    return {one.Id or "": one.target for one in relations if one.TargetMode == "External" and one.target}


def _saved_by(reader: ExcelReader) -> str:
    """Return who saved the workbook last, or made it; read as text, for the dates beside it may be invalid."""
    if "docProps/core.xml" not in reader.valid_files:
        return ""
    text = reader.archive.read("docProps/core.xml").decode("utf-8", "replace")
    names = (re.search(rf"<(?:\w+:)?{tag}>([^<]{{1,200}})<", text) for tag in ("lastModifiedBy", "creator"))
    return next((html.unescape(name[1]).strip() for name in names if name), "")


def _properties(book: Any) -> dict[str, Any]:
    return {one.name: one.value for one in book.custom_doc_props}


def _styles(book: Any) -> CellStyles:
    own = book._number_formats
    codes = []
    for style in book._cell_styles:
        number = style.numFmtId - BUILTIN_FORMATS_MAX_SIZE
        is_own = 0 <= number < len(own)
        codes.append(own[number] if is_own else BUILTIN_FORMATS.get(style.numFmtId, GENERAL))
    struck = (number for number, style in enumerate(book._cell_styles) if book._fonts[style.fontId].strike)
    dates, durations = frozenset(book._date_formats), frozenset(book._timedelta_formats)
    return CellStyles(codes, dates, durations, frozenset(struck), book.epoch)


def _transitional(archive: ZipFile) -> IO[bytes]:
    """Return a strict workbook (ISO/IEC 29500) with the names of the common kind, which alone openpyxl knows."""
    copy = TemporaryFile()  # noqa: SIM115 # the caller closes it
    with ZipFile(copy, "w", ZIP_DEFLATED) as renamed:
        for part in archive.infolist():
            content = archive.read(part)
            if part.filename.endswith((".xml", ".rels")) and not _CELLS.match(part.filename):
                for strict, common in _STRICT_NAMES:
                    content = content.replace(strict, common)
            renamed.writestr(part.filename, content)
    copy.seek(0)
    return copy
