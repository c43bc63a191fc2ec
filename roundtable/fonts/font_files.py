"""Font files that an annex may print with: those of packages, those of the extra ``cjk``, then those of this machine.

The packages are manimgx-fonts (Noto Sans for all text but Chinese, Japanese and Korean), pymupdf-fonts (symbols that
it lacks) and, where it is installed, justmytype-intl-cjk. ``resources/fonts.json`` names their files.
"""

import json
import os
import re
import sys
from collections.abc import Iterator, Set
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import uharfbuzz

import resources
from roundtable.fonts.font_file import FontFile

_SUFFIXES = (".ttf", ".otf", ".ttc")
_OTHER_STYLES = re.compile(
    "bold|italic|oblique|light|thin|black|heavy|medium|mono|condensed|serif|narrow", re.IGNORECASE
)
_RESTRICTED = 2  # OS/2 fsType: the font must not be embedded


@cache
def text_font(face: str) -> tuple[FontFile, int]:
    """Return the font of Latin, Greek and Cyrillic in a face (``regular``, ``bold-italic`` ...), and its weight."""
    file, weight = _listed()["text"][face]
    return _packaged("manimgx_fonts", file), weight


def fonts_with(characters: Set[int]) -> Iterator[FontFile]:
    """Yield the fonts of other scripts and of symbols that have some of ``characters``, and load no more than needed.

    Fonts of packages come first, then those of the extra ``cjk``, then those of this machine.
    """
    left = set(characters)
    for group in (_script_fonts, _symbol_fonts, _cjk_fonts):
        for file in group() if left else ():
            if not file.characters.isdisjoint(characters):
                left -= file.characters
                yield file
    yield from _system_fonts(left)


def _script_fonts() -> tuple[FontFile, ...]:
    return tuple(_packaged("manimgx_fonts", file) for file in _listed()["scripts"])


@cache
def _symbol_fonts() -> tuple[FontFile, ...]:
    import pymupdf_fonts

    return tuple(
        _packaged("manimgx_fonts", name) if name.endswith(".ttf") else FontFile(pymupdf_fonts.fontbuffers[name]())
        for name in _listed()["symbols"]
    )


@cache
def _cjk_fonts() -> tuple[FontFile, ...]:
    if find_spec("justmytype_intl_cjk") is None:
        return ()
    files = _listed()["cjk"].items()
    return tuple(_packaged("justmytype_intl_cjk", f"fonts/{file}", script) for file, script in files)


def _system_fonts(characters: Set[int]) -> Iterator[FontFile]:
    """Yield fonts of this machine, that with the most of ``characters`` first, as far as they help."""
    left = set(characters)
    while left:
        best = max(_fonts_in(font_folders()), key=lambda file: len(left & file.characters), default=None)
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
    """Return the fonts of folders that may be embedded and have outlines, plain upright ones first."""
    paths = [path for folder in folders for path in sorted(folder.rglob("*")) if path.suffix.lower() in _SUFFIXES]
    paths.sort(key=lambda path: len(_OTHER_STYLES.findall(path.stem)))
    return tuple(file for file in (FontFile(str(path)) for path in paths) if _may_be_embedded(file))


def _may_be_embedded(file: FontFile) -> bool:
    try:
        tables = file.face.table_tags
    except uharfbuzz.HarfBuzzError:
        return False
    kind = file.face.reference_table("OS/2").data[8:10] if "OS/2" in tables else b""
    return int.from_bytes(kind, "big") & 0xF != _RESTRICTED and not {"glyf", "CFF ", "CFF2"}.isdisjoint(tables)


@cache
def _listed() -> dict[str, Any]:
    listed: dict[str, Any] = json.loads(resources.path("fonts.json").read_text(encoding="utf-8"))
    return listed


@cache
def _packaged(package: str, file: str, script: str = "") -> FontFile:
    found = find_spec(package)
    if found is None or found.origin is None:
        raise ModuleNotFoundError(package)
    return FontFile(str(Path(found.origin).parent / file), script=script)
