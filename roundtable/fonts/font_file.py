"""One font file, read by HarfBuzz: the characters it has, and its fonts by weight."""

import re
from functools import cached_property

import uharfbuzz

_WEIGHT = "wght"
_NOT_IN_NAMES = re.compile("[^A-Za-z0-9-]")
_WEIGHT_NAME = re.compile("-(Regular|Light|Thin)$")


class FontFile:
    """Hold one face of a font file or collection; it is read when it is first asked.

    ``program`` is a path or the file's bytes. ``script`` is a pattern: the font is for words that match it.
    """

    def __init__(self, program: str | bytes, *, index: int = 0, script: str = "") -> None:
        self._program = program
        self._index = index
        self.script = script
        self._fonts: dict[int, uharfbuzz.Font] = {}

    @cached_property
    def face(self) -> uharfbuzz.Face:
        """The face, mapped from its file."""
        is_path = isinstance(self._program, str)
        blob = uharfbuzz.Blob.from_file_path(self._program) if is_path else uharfbuzz.Blob(self._program)
        return uharfbuzz.Face(blob, self._index)

    @cached_property
    def characters(self) -> frozenset[int]:
        """The code points that the font has glyphs for."""
        return frozenset(self.face.unicodes)

    @cached_property
    def full_name(self) -> str:
        """The PostScript name."""
        name = self.face.get_name(uharfbuzz.OTNameIdPredefined.POSTSCRIPT_NAME) or ""
        return _NOT_IN_NAMES.sub("", name) or "Font"

    @property
    def name(self) -> str:
        """The PostScript name without a weight."""
        return _WEIGHT_NAME.sub("", self.full_name)

    def rank(self, word: str) -> int:
        """Return how well the font fits the script of a word: 0 is meant for it, 1 for any, 2 for another."""
        return (0 if re.search(self.script, word) else 2) if self.script else 1

    def at_weight(self, weight: int) -> uharfbuzz.Font:
        """Return the font at a weight (400 regular, 700 bold); one that does not vary is the same at all."""
        if weight not in self._fonts:
            font = uharfbuzz.Font(self.face)
            if self._varies():
                font.set_variations({_WEIGHT: weight})
            self._fonts[weight] = font
        return self._fonts[weight]

    def program_at_weight(self, weight: int) -> bytes:
        """Return the whole font at a weight as a program that does not vary, for writers that need one."""
        wanted = uharfbuzz.SubsetInput()
        wanted.keep_everything()
        if self._varies():
            wanted.pin_axis_location(self.face, _WEIGHT, weight)
        program: bytes = uharfbuzz.subset(self.face, wanted).blob.data
        return program

    def _varies(self) -> bool:
        return any(axis.tag == _WEIGHT for axis in self.face.axis_infos)
