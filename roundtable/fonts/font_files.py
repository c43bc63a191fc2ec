"""Font files that an annex may print with: those of packages, those of the extras, then those of this machine.

The packages are manimgx-fonts (Noto Sans for most scripts) and pymupdf-fonts (symbols that it lacks); where the extras
are installed, justmytype-intl-cjk (``cjk``: Chinese, Japanese, Korean) and weblate-fonts (``scripts``: Thaana, N'Ko,
Tifinagh and others). ``resources/fonts.json`` names their files.
"""

import json
import unicodedata
from collections.abc import Iterator, Set
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import resources
from roundtable.fonts.font_file import FontFile
from roundtable.fonts.system_fonts import system_fonts

_NOT_PRINTED = ("Cc", "Cn", "Co", "Cs")  # what a font has for them is not what was meant


@cache
def text_font(face: str) -> tuple[FontFile, int]:
    """Return the font of Latin, Greek and Cyrillic in a face (``regular``, ``bold-italic`` ...), and its weight."""
    file, weight = _listed()["text"][face]
    return _packaged("manimgx_fonts", file), weight


def fonts_with(characters: Set[int]) -> Iterator[FontFile]:
    """Yield the fonts of other scripts and of symbols that have some of ``characters``, and load no more than needed.

    Fonts of packages come first, then those of the extras, then those of this machine.
    """
    left = set(characters)
    for group in (_script_fonts, _symbol_fonts, _cjk_fonts, _further_fonts):
        for file in group() if left else ():
            if not file.characters.isdisjoint(characters):
                left -= file.characters
                yield file
    yield from system_fonts(left)


def is_printed(char: str) -> bool:
    """Return whether a font may have a character: not a control, nor one that is private or unassigned."""
    return unicodedata.category(char) not in _NOT_PRINTED


@cache
def has_font(char: str) -> bool:
    """Return whether a font here has a character."""
    codes = {ord(char)}
    return is_printed(char) and (codes <= text_font("regular")[0].characters or any(fonts_with(codes)))


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


@cache
def _further_fonts() -> tuple[FontFile, ...]:
    is_there = find_spec("weblate_fonts") is not None
    return (_packaged("weblate_fonts", _listed()["further"]["file"]),) if is_there else ()


def further_scripts() -> frozenset[str]:
    """Return the English names of the scripts that the extra ``scripts`` has fonts of."""
    return frozenset(_listed()["further"]["scripts"])


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
