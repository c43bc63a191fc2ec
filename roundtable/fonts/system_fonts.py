"""Fonts of this machine, for letters that no package has: those that may be embedded and have outlines."""

import os
import re
import sys
from collections.abc import Iterator, Set
from functools import cache
from pathlib import Path

import uharfbuzz

from roundtable.fonts.font_file import FontFile

_SUFFIXES = (".ttf", ".otf", ".ttc", ".otc")
_OTHER_STYLES = re.compile(
    "bold|italic|oblique|light|thin|black|heavy|medium|mono|condensed|serif|narrow", re.IGNORECASE
)
_PLACEHOLDERS = re.compile("lastresort|blank", re.IGNORECASE)  # they have a box, or nothing, for every character
_RESTRICTED = 2  # OS/2 fsType: the font must not be embedded
_SCRIPTS = {"jp": "[\u3040-\u30ff]", "kr": "[\u1100-\u11ff\u3130-\u318f\uac00-\ud7af]"}
"""Patterns of the words that a face is for, by the end of its name: a collection has one for each country."""


def system_fonts(characters: Set[int]) -> Iterator[FontFile]:
    """Yield fonts of this machine, that with the most of ``characters`` first, as far as they help."""
    text = "".join(map(chr, sorted(characters)))
    left = set(characters)
    while left:
        known = _fonts_in(font_folders())
        best = max(known, key=lambda file: (len(left & file.characters), -file.rank(text)), default=None)
        if best is None or left.isdisjoint(best.characters):
            return
        yield best
        left -= best.characters


def font_folders() -> tuple[Path, ...]:
    """Return the folders in which this system keeps fonts."""
    home = Path.home()
    if sys.platform == "win32":
        local = Path(os.environ.get("LOCALAPPDATA", home), "Microsoft/Windows/Fonts")
        return (Path(os.environ.get("WINDIR", "C:/Windows"), "Fonts"), local)
    if sys.platform == "darwin":
        return (Path("/System/Library/Fonts"), Path("/Library/Fonts"), home / "Library/Fonts")
    shared = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"))
    return (*shared, home / ".local/share/fonts", home / ".fonts")


@cache
def _fonts_in(folders: tuple[Path, ...]) -> tuple[FontFile, ...]:
    """Return the usable fonts of folders, plain upright ones first."""
    paths = [path for folder in folders for path in sorted(folder.rglob("*")) if path.suffix.lower() in _SUFFIXES]
    files = [file for path in paths for file in _faces(str(path)) if _is_usable(file)]
    return tuple(sorted(files, key=lambda file: len(_OTHER_STYLES.findall(file.full_name))))


def _faces(path: str) -> Iterator[FontFile]:
    """Yield the faces of a file; nothing where it cannot be read."""
    try:
        count = FontFile(path).face.count
    except uharfbuzz.HarfBuzzError:
        return
    for index in range(count):
        file = FontFile(path, index=index)
        file.script = _SCRIPTS.get(file.name[-2:].casefold(), "")
        yield file


def _is_usable(file: FontFile) -> bool:
    tables = file.face.table_tags
    kind = file.face.reference_table("OS/2").data[8:10] if "OS/2" in tables else b""
    may_be_embedded = int.from_bytes(kind, "big") & 0xF != _RESTRICTED
    has_outlines = not {"glyf", "CFF ", "CFF2"}.isdisjoint(tables)
    return may_be_embedded and has_outlines and not _PLACEHOLDERS.search(file.full_name)
