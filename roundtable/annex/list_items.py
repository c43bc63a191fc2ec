"""List items of a text: the marks that begin them, told apart from what looks like a mark, and their levels."""

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from typing import NamedTuple

MOST_LEVELS = 3
_BLANK = "[ \xa0\u202f]"
_DIRECTION = "\u061c\u200e\u200f"  # marks of direction may stand before a mark; they are those of its text
_PICTURES = "\uf0b7\uf0a7\uf0d8\uf076\uf0fc"  # bullets of Word, which have no letter in any other font
_BULLETS = f"•‣⁃◦▪▫■□●○◆◇►▶➢➤➔→✓✔✗✘☐☑☒·∙{_PICTURES}"
_ROMAN = {"i": 1, "v": 5, "x": 10}
_NUMERAL = "(?=[ivx]{2})x{0,3}(?:ix|iv|v?i{0,3})"
_MARK = re.compile(
    rf"(?P<direction>[{_DIRECTION}]*)"
    rf"(?:(?P<bullet>[{_BULLETS}]){_BLANK}*"
    rf"|(?P<dash>[–—−*o-]){_BLANK}+"
    rf"|(?P<decimal>\d{{1,2}}(?:\.\d{{1,2}}){{1,3}})\.?{_BLANK}+"
    rf"|(?P<open>\(?)(?P<value>\d{{1,3}}|{_NUMERAL}|{_NUMERAL.upper()}|[^\W\d_])(?P<close>[.)]){_BLANK}+)(?=\S)"
)
_DATE = re.compile(rf"\d{{1,2}}\.{_BLANK}[^\W\d]+{_BLANK}\d{{4}}\b")
_RUN_IN = re.compile(rf"(?:(?<=[\s:;,.])|^)(\(?)(\d{{1,2}}|{_NUMERAL}|[a-z])([.)])(?=\s+\S)")
_LEAST_WORDS = 2


class Mark(NamedTuple):
    """Hold what a mark may be read as: its kind, how it is set off, and which one it is of its series."""

    kind: str
    sign: str
    value: int = 0


@dataclass(frozen=True, slots=True)
class Line:
    """Hold one line of a text, and whether a blank line stands before it."""

    text: str
    begins: bool


@dataclass(frozen=True, slots=True)
class Item:
    """Hold a paragraph, or an item where ``mark`` is not empty; ``level`` 0 is that of a list's first item."""

    text: str
    mark: str = ""
    level: int = 0


def items_of(lines: Sequence[Line]) -> Iterator[Item]:
    """Join tidy lines to paragraphs and items.

    A line begins a paragraph after a blank line, and an item where it has a mark. Bullets, dashes and ``1.`` ``a)``
    ``(iv)`` are marks by themselves; ``A.`` ``IV.`` ``1.1`` ``o``, and most marks within a paragraph, only beside
    others of their series: a person's initial or a date begins no item.
    """
    found = [_MARK.match(line.text) for line in lines]
    readings = [_readings(match) if match else () for match in found]
    known = {reading for those in readings for reading in those}
    bullets = [those[0].sign for those in readings if those and those[0].kind == "bullet"]
    several = {sign for sign in bullets if bullets.count(sign) > 1 or (sign == "o" and len(bullets) > 1)}
    levels = _Levels()
    text, mark, level = "", "", 0
    for line, match, those in zip(lines, found, readings, strict=True):
        is_item = match is not None and _is_mark(line, match, those, known, several)
        if text and (is_item or line.begins):
            yield Item(text, mark, level)
            text, mark = "", ""
        if match is not None and is_item:
            mark, level = _printed(match), levels.of(those)
            text = match["direction"] + line.text[match.end() :]
            continue
        if line.begins:
            levels = _Levels()
            level = 0
        text = f"{text} {line.text}" if text else line.text
    if text:
        yield Item(text, mark, level)


def run_in_series(text: str) -> str:
    """Return the marks of a series within one line ("1. 2. 3."), "" where there is none."""
    found = list(_RUN_IN.finditer(text))
    for at, first in enumerate(found):
        for reading in _readings_of(first[1], first[2], first[3]):
            if reading.value == 1:
                series = list(_followed(found[at:], reading, text))
                if len(series) > (2 if reading.sign == "." else 1):
                    return " ".join(match[0] for match in series)
    return ""


def _followed(found: Sequence[re.Match[str]], reading: Mark, text: str) -> Iterator[re.Match[str]]:
    """Yield the marks of one series, each with some words after it."""
    wanted = reading
    for at, match in enumerate(found):
        end = found[at + 1].start() if at + 1 < len(found) else len(text)
        is_item = len(text[match.end() : end].split()) >= _LEAST_WORDS
        if is_item and wanted in _readings_of(match[1], match[2], match[3]):
            yield match
            wanted = wanted._replace(value=wanted.value + 1)


def _printed(match: re.Match[str]) -> str:
    mark = match[0].strip(f" \xa0\u202f{_DIRECTION}")
    return "•" if mark in _PICTURES else mark


def _readings(match: re.Match[str]) -> tuple[Mark, ...]:
    """Return what a mark may be read as; ``i.`` is a letter or a number."""
    if sign := match["bullet"] or match["dash"]:
        return (Mark("bullet", "•" if sign in _PICTURES else sign),)
    if match["decimal"]:
        before, _, last = match["decimal"].rpartition(".")
        return (Mark(f"decimal {match['decimal'].count('.')}", before, int(last)),)
    return _readings_of(match["open"], match["value"], match["close"])


def _readings_of(opening: str, value: str, closing: str) -> tuple[Mark, ...]:
    sign = opening + closing
    if value.isdigit():
        return (Mark("number", sign, int(value)),)
    case = "upper" if value.isupper() else "lower"
    letter = Mark(f"{case} letter", sign, ord(value.lower()) - ord("a") + 1) if len(value) == 1 else None
    roman = Mark(f"{case} roman", sign, _roman(value.lower())) if set(value.lower()) <= _ROMAN.keys() else None
    both = (roman, letter) if value.lower() == "i" else (letter, roman)
    return tuple(reading for reading in both if reading)


def _roman(text: str) -> int:
    values = [_ROMAN[char] for char in text]
    return sum(-value if value < max(values[at:]) else value for at, value in enumerate(values))


def _is_mark(line: Line, match: re.Match[str], readings: Sequence[Mark], known: Set[Mark], several: Set[str]) -> bool:
    """Tell a mark from what looks like one, by its series and by where it stands."""
    if match["bullet"]:
        return True
    if match["dash"]:
        return match["dash"] in several or (line.begins and match["dash"] != "o")
    if match["open"] and match["close"] == ".":
        return False
    has_series = any(_has_series(reading, known) for reading in readings)
    return has_series or (line.begins and not match["decimal"] and _stands_alone(line.text, match))


def _stands_alone(text: str, match: re.Match[str]) -> bool:
    """Tell a mark from a date, an initial and an abbreviation, which only its series could."""
    value = match["value"]
    if match["close"] == ")":
        return True
    if value.isdigit():
        return len(value) < 3 and not _DATE.match(text)
    return value.isascii() and value.islower() and not text[match.end()].isdigit()


def _has_series(reading: Mark, known: Set[Mark]) -> bool:
    """Tell whether the mark before or after this one is there, or what it is a part of.

    Numbers may change how they are set off.
    """
    numbers = {one.sign: one for one in known if one.kind == "number"}
    signs = numbers if reading.kind == "number" else (reading.sign,)
    near = (reading.value - 1, reading.value + 1)
    if any(reading._replace(sign=sign, value=value) in known for sign in signs for value in near):
        return True
    if not reading.kind.startswith("decimal"):
        return False
    before, _, last = reading.sign.rpartition(".")
    whole = [Mark("number", sign, int(last)) for sign in numbers]
    parts = [one for one in known if one.kind == reading.kind and one != reading]
    return (not before and any(one in known for one in whole)) or (reading.value == 1 and bool(parts))


class _Levels:
    """Count the levels of a list: another kind of mark begins a deeper one, a kind known above ends those below it."""

    def __init__(self) -> None:
        self._open: list[Mark] = []

    def of(self, readings: Sequence[Mark]) -> int:
        """Return the level of the next item, by what its mark may be read as."""
        for is_next in (True, False):
            for level in reversed(range(len(self._open))):
                for reading in readings if is_next else readings[:1]:
                    if _continues(self._open[level], reading, is_next=is_next):
                        self._open[level:] = [reading]
                        return level
        if len(self._open) == MOST_LEVELS:
            self._open.pop()
        self._open.append(readings[0])
        return len(self._open) - 1


def _continues(before: Mark, reading: Mark, *, is_next: bool) -> bool:
    if reading.kind != before.kind:
        return False
    is_decimal = reading.kind.startswith("decimal")
    if is_next:
        return reading.value == before.value + 1 or is_decimal
    return reading.sign == before.sign or is_decimal
