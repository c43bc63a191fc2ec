"""Text for cells: replace characters that a worksheet cannot hold, refuse text over the cell limit."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from roundtable.errors import OutputError

LONGEST = 32_767
"""How many UTF-16 units a cell holds in Excel."""
_LONGEST_NAME = 100
"""How much of a practice's name a message shows."""

_ILLEGAL = "\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff"
_UNFIT = re.compile(f"[\r{_ILLEGAL}]")
_UNWRITABLE = re.compile(f"[{_ILLEGAL}]")
_LINE_END = re.compile("\r\n?")


@dataclass(frozen=True, slots=True)
class Replacement:
    """Characters (``U+0007``) replaced in one field; ``practice`` is its id, "" for the roundtable and the lists."""

    practice: str
    field: str
    characters: tuple[str, ...]


class CellFitter:
    """Make texts fit for cells and collect the replaced characters."""

    def __init__(self) -> None:
        self._replacements: dict[Replacement, None] = {}

    @property
    def replacements(self) -> tuple[Replacement, ...]:
        """Return the replacements so far, each field of a practice once."""
        return tuple(self._replacements)

    def fit(self, texts: list[str], fields: Sequence[str], name: str, practice: str = "") -> list[str]:
        """Return ``texts`` with plain line ends and control characters replaced by their pictures.

        ``fields`` and the record's ``name`` are for error messages. Raises OutputError for a text that is
        too long for a cell.
        """
        whole = "".join(texts)
        if len(whole) <= LONGEST // 2 and not _UNFIT.search(whole):
            return texts
        return [self._text(text, field, name, practice) for text, field in zip(texts, fields, strict=True)]

    def _text(self, text: str, field: str, name: str, practice: str) -> str:
        found = dict.fromkeys(_UNWRITABLE.findall(text))
        if found:
            characters = tuple(f"U+{ord(character):04X}" for character in found)
            self._replacements[Replacement(practice, field, characters)] = None
        text = writable(text)
        length = len(text.encode("utf-16-le")) // 2
        if length > LONGEST:
            line = " ".join(name.split())
            shown = line if len(line) <= _LONGEST_NAME else f"{line[: _LONGEST_NAME - 1]}…"
            raise OutputError(
                f"“{field}” of “{shown}” has {length:,} characters, and a cell of a workbook holds {LONGEST:,}.",
                "Shorten it, or divide it into several practices, and export again.",
            )
        return text


def writable(text: str) -> str:
    """Return a text as a cell holds it: line ends plain, control characters replaced by their pictures."""
    return _UNWRITABLE.sub(_picture, _LINE_END.sub("\n", text)) if _UNFIT.search(text) else text


def _picture(match: re.Match[str]) -> str:
    """Return the character that pictures a control character (␇); what has no picture becomes �."""
    code = ord(match[0])
    return chr(0x2400 + code) if code < 0x20 else "\ufffd"
