"""Structure tree of a tagged PDF: what is drawn on the pages as headings, paragraphs, lists, tables and links.

An element joins the tree with its first piece of content, after those of its parent that did so before.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from roundtable.annex.strips import Element
from roundtable.annex_pdf.pdf_objects import PdfFile, text_string

_LANGUAGE = re.compile("[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")  # of BCP 47; a record may name any
_LEAF = 100  # entries of one leaf of a number or name tree
_IDENTIFIED = ("TH", "Note")
_SAYING = (*_IDENTIFIED, "TD", "L")
_NUMBERINGS = (
    (re.compile(r"\(?\d"), "Decimal"),
    (re.compile(r"\(?[ivx]+\W"), "LowerRoman"),
    (re.compile(r"\(?[IVX]+\W"), "UpperRoman"),
    (re.compile(r"\(?[a-z]\W"), "LowerAlpha"),
    (re.compile(r"\(?[A-Z]\W"), "UpperAlpha"),
    (re.compile("[■▪□▫]"), "Square"),
    (re.compile("[○◦o]"), "Circle"),
)


@dataclass(slots=True)
class _Node:
    """Hold an element's number, its parent's, the page of its first content (0: none), and its kids as PDF objects."""

    number: int
    parent: int
    page: int = 0
    kids: list[str] = field(default_factory=list)
    numbering: str = ""


class StructureTree:
    """Collect the marked content of a file, page by page, and write the tree that orders it."""

    def __init__(self, file: PdfFile) -> None:
        self._file = file
        self._root = file.reserve()
        self._document = _Node(file.reserve(), self._root)
        self._nodes: dict[Element, _Node] = {}
        self._parents: list[str] = []
        """What each key of the parent tree leads to: the elements of a page's marks, or that of a link."""
        self._page = 0
        self._page_key = 0
        self._marks: list[str] = []

    def begin_page(self, page: int) -> int:
        """Begin the page of this object number; return its key in the parent tree."""
        self._page = page
        self._page_key = len(self._parents)
        self._parents.append("")
        self._marks = []
        return self._page_key

    def end_page(self) -> None:
        """Note which elements the page's marks belong to."""
        self._parents[self._page_key] = f"[{' '.join(self._marks)}]"

    def mark(self, element: Element) -> int:
        """Add a piece of content to an element; return the number that marks it on the page."""
        node = self._nodes.get(element) or self._added(element)
        number = len(self._marks)
        self._marks.append(f"{node.number} 0 R")
        node.page = node.page or self._page
        is_here = node.page == self._page
        node.kids.append(f"{number}" if is_here else f"<</Type/MCR/Pg {self._page} 0 R/MCID {number}>>")
        return number

    def annotate(self, element: Element, annotation: int) -> int:
        """Add an annotation of the page to a marked element; return its key in the parent tree."""
        node = self._nodes[element]
        node.kids.append(f"<</Type/OBJR/Pg {self._page} 0 R/Obj {annotation} 0 R>>")
        self._parents.append(f"{node.number} 0 R")
        return len(self._parents) - 1

    def number_list(self, label: Element, mark: str) -> None:
        """Note the kind of numbering of the list that a label stands in; the mark of its first item tells it."""
        if label.role == "Lbl" and label.parent and label.parent.parent:
            node = self._nodes[label.parent.parent]
            kinds = (kind for pattern, kind in _NUMBERINGS if pattern.match(mark))
            node.numbering = node.numbering or next(kinds, "Disc")

    def write(self) -> int:
        """Write the tree; return the number of its root."""
        for element, node in self._nodes.items():
            role = element.role
            page = f"/Pg {node.page} 0 R" if node.page else ""
            says = self._attributes(element, node) if role in _SAYING or element.language or element.text else ""
            kids = " ".join(node.kids)
            self._file.put(f"<</Type/StructElem/S/{role}/P {node.parent} 0 R{page}{says}/K[{kids}]>>", node.number)
        kids = " ".join(self._document.kids)
        self._file.put(f"<</Type/StructElem/S/Document/P {self._root} 0 R/K[{kids}]>>", self._document.number)
        by_key = [(f"{key}", value) for key, value in enumerate(self._parents)]
        by_identity = [
            (_identity(node.number), f"{node.number} 0 R")
            for element, node in self._nodes.items()
            if element.role in _IDENTIFIED
        ]
        names = f"/IDTree {self._tree('Names', by_identity)} 0 R" if by_identity else ""
        entries = f"/ParentTree {self._tree('Nums', by_key)} 0 R/ParentTreeNextKey {len(by_key)}{names}"
        return self._file.put(f"<</Type/StructTreeRoot/K[{self._document.number} 0 R]{entries}>>", self._root)

    def _added(self, element: Element) -> _Node:
        """Add an element to the tree, after those of its parent that are there."""
        parent = self._document
        if element.parent:
            parent = self._nodes.get(element.parent) or self._added(element.parent)
        node = self._nodes[element] = _Node(self._file.reserve(), parent.number)
        parent.kids.append(f"{node.number} 0 R")
        return node

    def _attributes(self, element: Element, node: _Node) -> str:
        """Return what an element says of itself: language, text, identity, numbering of a list, headings of a cell."""
        says = f"/Lang({element.language})" if _LANGUAGE.fullmatch(element.language) else ""
        if element.text:
            says += f"/ActualText{text_string(element.text)}"
        if element.role in _IDENTIFIED:
            says += f"/ID{_identity(node.number)}"
        if node.numbering:
            says += f"/A<</O/List/ListNumbering/{node.numbering}>>"
        if element.role in ("TH", "TD"):
            scope = f"/Scope/{'Row' if element.headings else 'Column'}" if element.role == "TH" else ""
            says += f"/A<</O/Table{scope}{self._headers(element)}>>"
        return says

    def _headers(self, cell: Element) -> str:
        headers = "".join(_identity(self._nodes[heading].number) for heading in cell.headings)
        return f"/Headers[{headers}]" if headers else ""

    def _tree(self, kind: str, entries: Sequence[tuple[str, str]]) -> int:
        """Write a number or name tree of sorted entries; return its number."""
        leaves = [self._file.put(leaf) for leaf in _leaves(kind, entries)]
        return self._file.put(f"<</Kids[{' '.join(f'{leaf} 0 R' for leaf in leaves)}]>>")


def _leaves(kind: str, entries: Sequence[tuple[str, str]]) -> Iterator[str]:
    for start in range(0, len(entries), _LEAF):
        leaf = entries[start : start + _LEAF]
        pairs = " ".join(f"{key} {value}" for key, value in leaf)
        yield f"<</Limits[{leaf[0][0]} {leaf[-1][0]}]/{kind}[{pairs}]>>"


def _identity(number: int) -> str:
    return text_string(f"{number:08}")
