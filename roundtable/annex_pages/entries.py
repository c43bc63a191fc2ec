"""Entries of an annex: its numbered areas, practices and tables, for contents, outline, links and running heads."""

from collections.abc import Iterator
from typing import NamedTuple

from roundtable.annex.document import AnnexDocument, AnnexGroup
from roundtable.mapping.figures import Figures

CONTENTS_ANCHOR = "contents"
INDEX_ANCHOR = "index"


class Entry(NamedTuple):
    """Hold one heading; ``depth`` 0 is the contents, a group or a table, 1 a practice.

    ``area`` names what it belongs to in a running head.
    """

    anchor: str
    number: str
    heading: str
    depth: int
    area: str
    is_titled: bool = True

    @property
    def text(self) -> str:
        """Return the heading after its number."""
        return f"{self.number} {self.heading}" if self.number else self.heading


def entries(document: AnnexDocument) -> Iterator[Entry]:
    """Iterate over the headings in printed order, the contents first."""
    words = document.words
    if document.groups or document.figures:
        yield Entry(CONTENTS_ANCHOR, "", words.contents, 0, words.contents)
    for group in document.groups:
        area = words.issue_area.format(number=group.number) if group.is_issue_area else group.heading
        yield Entry(group_anchor(group), group.label, group.heading, 0, area)
        for practice in group.practices:
            yield Entry(practice.anchor, practice.number, practice.heading, 1, area, practice.is_titled)
    for table in document.figures:
        yield Entry(table_anchor(table), "", table.heading, 0, table.heading)
    if document.has_index:
        yield Entry(INDEX_ANCHOR, "", words.index, 0, words.index)


def group_anchor(group: AnnexGroup) -> str:
    """Name the place of a group."""
    return f"group-{group.number}"


def table_anchor(table: Figures) -> str:
    """Name the place of a table."""
    return f"figures-{table.name}"
