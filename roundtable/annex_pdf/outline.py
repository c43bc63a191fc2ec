"""Outline (bookmarks) of a PDF: the headings of a document, each with its place on a page."""

from itertools import pairwise
from typing import NamedTuple

from roundtable.annex_pdf.pdf_objects import PdfFile, text_string


class Bookmark(NamedTuple):
    """Hold one heading; ``depth`` 0 is the highest, ``place`` a PDF destination."""

    text: str
    depth: int
    place: str


def put_outline(file: PdfFile, bookmarks: list[Bookmark]) -> int:
    """Put an outline of at least one bookmark, all open; return its number."""
    root = file.reserve(1 + len(bookmarks))
    parents = _parents(bookmarks)
    kids: list[list[int]] = [[] for _ in range(len(bookmarks) + 1)]
    for at, parent in enumerate(parents, 1):
        kids[parent].append(at)
    links = [""] * len(kids)
    for siblings in kids:
        for before, after in pairwise(siblings):
            links[before] += f"/Next {root + after} 0 R"
            links[after] += f"/Prev {root + before} 0 R"
    counts = [0] * len(kids)
    for at in reversed(range(1, len(kids))):
        counts[parents[at - 1]] += 1 + counts[at]
    for at, within in enumerate(kids):
        if within:
            links[at] += f"/First {root + within[0]} 0 R/Last {root + within[-1]} 0 R/Count {counts[at]}"
    for at, (bookmark, parent) in enumerate(zip(bookmarks, parents, strict=True), 1):
        entries = f"/Title{text_string(bookmark.text)}/Parent {root + parent} 0 R/Dest{bookmark.place}"
        file.put(f"<<{entries}{links[at]}>>", root + at)
    return file.put(f"<</Type/Outlines{links[0]}>>", root)


def _parents(bookmarks: list[Bookmark]) -> list[int]:
    """Return the place of each bookmark's parent in the outline, 0 for the outline itself."""
    parents = []
    path = [0]
    for at, bookmark in enumerate(bookmarks, 1):
        del path[bookmark.depth + 1 :]
        parents.append(path[-1])
        path.append(at)
    return parents
