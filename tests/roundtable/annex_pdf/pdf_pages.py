"""What is read off the pages of an annex: their text, in order, and where their links lead."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pikepdf

from roundtable.annex.document import AnnexDocument
from tests.programs import pdf_text
from tests.roundtable.annex.examples import printed_texts

_HEAD = re.compile(r"^Draft · |Practices? [0-9.]+(–[0-9.]+)?$")


def pages_of(path: Path, *options: str) -> list[str]:
    """Read the text of each page."""
    return pdf_text(path, *options).split("\f")[:-1]


def read_in_order(document: AnnexDocument, path: Path, *options: str) -> None:
    """Assert that every printed text is read whole and in order, page furniture aside."""
    stand_in_order(document, path, pages_of(path, *options))


def stand_in_order(document: AnnexDocument, path: Path, pages: Sequence[str]) -> None:
    """Assert that every printed text stands whole and in order in what was read of each page."""
    kept = []
    for number, page in enumerate(pages[_front(path) :], _front(path) + 1):
        foot, count = document.meeting or document.name, f"{number}/{len(pages)}"
        furniture = (foot, count, f"{foot} {count}", f"a {document.tag_footnote}")
        kept += [line for line in page.splitlines() if line not in furniture and not _HEAD.search(line)]
    text = "".join("".join(kept).split())
    at = 0
    for printed in printed_texts(document):
        wanted = "".join(printed.split())
        found = text.find(wanted, at)
        assert found >= 0, f"“{printed}” is not read, or not in its place"
        at = found + len(wanted)


def _front(path: Path) -> int:
    """Count the pages of the title block and the contents: the first link leads to the page after them."""
    return pages_led_to(path)[0] - 1


def pages_led_to(path: Path) -> list[int]:
    """List the page numbers to which the links of the first page lead."""
    with pikepdf.open(path) as file:
        notes: Any = file.pages[0].Annots
        return [pikepdf.Page(note.Dest[0]).index + 1 for note in notes]
