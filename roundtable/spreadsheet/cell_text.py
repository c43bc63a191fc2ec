"""Make texts fit for cells: no character that a sheet cannot hold, no text longer than a cell; nothing is cut.

Must not know sheets or files.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from roundtable.errors import OutputError

LONGEST = 32_767
"""How many UTF-16 units a cell holds in Excel."""

_ILLEGAL = "\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff"
_UNFIT = re.compile(f"[\r{_ILLEGAL}]")
_UNWRITABLE = re.compile(f"[{_ILLEGAL}]")
_LINE_END = re.compile("\r\n?")


@dataclass(frozen=True, slots=True)
class Replacement:
    """Tell which characters (``U+0007``) of a field were replaced by visible ones, and of which practice (its id).

    A practice of "" is the roundtable itself or one of the lists.
    """

    practice: str
    field: str
    characters: tuple[str, ...]


class Fitting:
    """Fit texts for cells and remember what had to be replaced."""

    def __init__(self) -> None:
        self._replacements: dict[Replacement, None] = {}

    @property
    def replacements(self) -> tuple[Replacement, ...]:
        """Return what was replaced so far, each field of a practice once."""
        return tuple(self._replacements)

    def fitted(self, texts: list[str], fields: Sequence[str], name: str, practice: str = "") -> list[str]:
        """Return ``texts`` fit for cells; ``fields`` and the record's ``name`` say where a fault is.

        Line ends become plain ones; control characters become their pictures. Raises OutputError for a text that is
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
            raise OutputError(
                f"“{field}” of “{name}” has {length:,} characters, and a cell of a workbook holds {LONGEST:,}.",
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
