"""Pages of an annex as PDF objects: strips as marked text, rules as artifacts, linked text under annotations."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial

from roundtable.annex.fonts import Fonts
from roundtable.annex.page_style import PageStyle
from roundtable.annex.script_language import script_language
from roundtable.annex.strips import Element, Ground, Run, Strip, Stroke, height_of, run_of
from roundtable.annex_pages.page_breaks import Page
from roundtable.annex_pdf.font_objects import FontObjects
from roundtable.annex_pdf.pdf_objects import PdfFile, text_string
from roundtable.annex_pdf.structure_tree import StructureTree
from roundtable.annex_pdf.text_content import TextContent

_SIBLINGS = 64  # pages of one node of the page tree
_CALL = "#note "


@dataclass(slots=True)
class _Area:
    """Hold a linked stretch of a line: from ``left`` to ``right`` of a baseline, in type of ``size``."""

    link: Element
    target: str
    left: float
    right: float
    baseline: float
    size: float


class PageContents:
    """Draw the pages of one document, in order; ``titles`` are what the anchors of its links stand at.

    The call of a note leads to it, at the foot of the page.
    """

    def __init__(
        self, file: PdfFile, fonts: Fonts, look: PageStyle, pages: Sequence[Page], titles: Mapping[str, str]
    ) -> None:
        self._look = look
        self._file = file
        self._tree = StructureTree(file)
        self._fonts = fonts
        self._font_objects = FontObjects(file)
        self._text = TextContent(fonts, self._font_objects, look.margin)
        self._first = file.reserve(len(pages))
        self._nodes = [file.reserve() for _ in range(0, len(pages), _SIBLINGS)]
        self._drawn = 0
        self._furniture_run = cache(partial(run_of, 0.0, style=look.furniture, fonts=fonts))
        self.places = dict(self._places(pages))
        """The destination of every anchor, in the order of the pages."""
        self._targets = {f"#{anchor}": (place, titles[anchor]) for anchor, place in self.places.items()}
        """Where each target within the document is, and what it says."""

    def draw(self, page: Page) -> None:
        """Draw the next page."""
        number = self._first + self._drawn
        key = self._tree.begin_page(number)
        self._text.begin_page()
        body = [(self._look.body_top - top, strip) for top, strip in page.placed]
        notes = _placed_notes(page.notes, self._look.body_top - self._look.body_height)
        for mark, (top, text) in _noted(notes).items():
            self._targets[_CALL + mark] = (f"[{number} 0 R/XYZ 0 {top:.2f} 0]", text)
        grounds = [
            _filled(ground, self._look.margin, top, strip.height) for top, strip in body for ground in strip.grounds
        ]
        strokes = [_drawn(strip.stroke, self._look.margin, top) for top, strip in (*body, *notes) if strip.stroke]
        self._furniture("Header", page.head, self._look.header_baseline)
        links = [self._link(area) for placed in (body, notes) for area in self._strips(placed)]
        self._furniture("Footer", page.foot, self._look.footer_baseline)
        self._tree.end_page()
        content = "\n".join((*grounds, *strokes, "BT", *self._text.operators, "ET"))
        stream = self._file.put_stream(content.encode("ascii"))
        annotations = f"/Annots[{' '.join(f'{link} 0 R' for link in links)}]" if links else ""
        parent = self._nodes[self._drawn // _SIBLINGS]
        # its own, not the tree's: PDF/A leaves no resource to be inherited
        resources = f"/Resources<</Font {self._font_objects.number} 0 R>>"
        entries = f"/Parent {parent} 0 R{resources}/Contents {stream} 0 R/StructParents {key}/Tabs/S{annotations}"
        self._file.put(f"<</Type/Page{entries}>>", number)
        self._drawn += 1

    def close(self) -> str:
        """Put what the pages share: fonts, page tree and structure; return the catalogue's entries for them."""
        self._font_objects.put()
        root = self._file.reserve()
        for at, node in enumerate(self._nodes):
            first, last = at * _SIBLINGS, min((at + 1) * _SIBLINGS, self._drawn)
            kids = " ".join(f"{self._first + page} 0 R" for page in range(first, last))
            self._file.put(f"<</Type/Pages/Parent {root} 0 R/Count {last - first}/Kids[{kids}]>>", node)
        kids = " ".join(f"{node} 0 R" for node in self._nodes)
        box = f"/MediaBox[0 0 {self._look.page_width} {self._look.page_height}]"
        self._file.put(f"<</Type/Pages/Kids[{kids}]/Count {self._drawn}{box}>>", root)
        return f"/Pages {root} 0 R/StructTreeRoot {self._tree.write()} 0 R"

    def _places(self, pages: Sequence[Page]) -> Iterator[tuple[str, str]]:
        for number, page in enumerate(pages, self._first):
            for top, strip in page.placed:
                if strip.anchor:
                    height = self._look.body_top - top + 2 * self._look.unit
                    yield strip.anchor, f"[{number} 0 R/XYZ 0 {height:.2f} 0]"

    def _strips(self, placed: Iterable[tuple[float, Strip]]) -> list[_Area]:
        """Draw strips at the heights of their tops; return what is linked in them.

        Adjacent parts of one element are marked together; what links or calls a note is an element of its own in them.
        """
        areas: list[_Area] = []
        drawn: list[tuple[float, Run]] = []
        element, inner = Element("Artifact"), ""
        for top, strip in placed:
            y = top - strip.baseline
            for part, runs in strip.parts:
                for run in runs:
                    its = _CALL + run.text if run.style.is_note_call else run.target
                    if part is not element or its != inner:
                        self._mark(element, inner, drawn, areas)
                        element, inner, drawn = part, its, []
                    drawn.append((y + run.rise, run))
        self._mark(element, inner, drawn, areas)
        return areas

    def _mark(self, element: Element, inner: str, drawn: Sequence[tuple[float, Run]], areas: list[_Area]) -> None:
        """Draw runs of an element, marked together, and add to ``areas`` where they link."""
        if not drawn:
            return
        marked = _within(element, inner)
        self._begin(marked, [run.text for _, run in drawn])
        for y, run in drawn:
            self._text.show(run, y)
        self._text.operators.append("EMC")
        if marked.role == "Link":
            for y, run in drawn:
                _extend(areas, _Area(marked, inner, run.x, run.x + run.width, y, run.style.size))

    def _begin(self, element: Element, texts: Sequence[str]) -> None:
        """Begin the marked content of an element, of which ``texts`` are drawn.

        Where they are not glyph by glyph what was typed, a span says it: what reads tags needs no guess.
        """
        if element.role == "Artifact":
            self._text.operators.append("/Artifact BMC")
            return
        marked = element
        text = "".join(texts)
        if self._fonts.has_combined(text):
            marked = Element("Span", element, text=text.strip())
        self._text.operators.append(f"/{marked.role}<</MCID {self._tree.mark(marked)}>>BDC")
        if element.role == "Lbl":
            self._tree.number_list(element, text)
        if not text.isascii() and not element.language:
            element.language = script_language(texts[0])

    def _link(self, area: _Area) -> int:
        """Put the annotation of a linked stretch; return its number."""
        number = self._file.reserve()
        key = self._tree.annotate(area.link, number)
        place, says = self._targets.get(area.target, ("", area.target))
        leads = f"/Dest{place}" if place else f"/A<</S/URI/URI{text_string(area.target)}>>"
        margin = self._look.margin
        bottom, top = area.baseline - 0.3 * area.size, area.baseline + area.size
        rectangle = f"/Rect[{margin + area.left:.2f} {bottom:.2f} {margin + area.right:.2f} {top:.2f}]"
        entries = f"{rectangle}/Border[0 0 0]/F 4/StructParent {key}/Contents{text_string(says)}{leads}"
        return self._file.put(f"<</Type/Annot/Subtype/Link{entries}>>", number)

    def _furniture(self, kind: str, texts: tuple[str, str], y: float) -> None:
        """Draw a running head or foot: one text at each end of the line."""
        left, right = map(self._furniture_run, texts)
        self._text.operators.append(f"/Artifact<</Type/Pagination/Subtype/{kind}>>BDC")
        for run in (left, right._replace(x=self._look.text_width - right.width)):
            if run.text:
                self._text.show(run, y)
        self._text.operators.append("EMC")


def _within(element: Element, inner: str) -> Element:
    """Return the element of a run: that of its line, or one in it that calls a note or links."""
    if not inner or element.role == "Artifact":
        return element
    return Element("Link", Element("Reference", element) if inner.startswith(_CALL) else element)


def _extend(areas: list[_Area], area: _Area) -> None:
    """Add a linked run, to the area before it where it goes on with that in the same line."""
    last = areas[-1] if areas else area
    if last is not area and last.link is area.link and last.baseline == area.baseline:
        last.right = area.right
    else:
        areas.append(area)


def _placed_notes(notes: Sequence[Strip], bottom: float) -> list[tuple[float, Strip]]:
    """Place a page's notes at its body's ``bottom``, with elements of their own: one may stand on several pages."""
    copies: dict[Element, Element] = {}

    def own(element: Element) -> Element:
        if element not in copies:
            copies[element] = replace(element, parent=element.parent and own(element.parent))
        return copies[element]

    top = bottom + height_of(notes)
    placed = []
    for strip in notes:
        placed.append((top, replace(strip, parts=[(own(element), runs) for element, runs in strip.parts])))
        top -= strip.above + strip.height
    return placed


def _noted(notes: Iterable[tuple[float, Strip]]) -> dict[str, tuple[float, str]]:
    """Return the height and the text of each note of a page, by its mark."""
    noted: dict[str, tuple[float, str]] = {}
    mark = ""
    for top, strip in notes:
        for element, runs in strip.parts:
            text = "".join(run.text for run in runs)
            if element.role == "Lbl":
                mark = text
                noted[mark] = top, ""
            elif mark:
                noted[mark] = noted[mark][0], noted[mark][1] + text
    return noted


def _filled(ground: Ground, margin: float, top: float, height: float) -> str:
    color = "{} {} {} rg".format(*ground.color)
    # a hair lower than its strip: no seam shows between the lines of a row
    box = f"{margin + ground.start:.2f} {top - height - 0.2:.2f} {ground.end - ground.start:.2f} {height + 0.2:.2f}"
    return f"/Artifact BMC q {color} {box} re f Q EMC"


def _drawn(stroke: Stroke, margin: float, top: float) -> str:
    y = top - stroke.below
    pen = "1 w 1 J [0 4] 0 d" if stroke.is_dotted else "0.6 w"
    ends = (f"{margin + x:.2f} {y:.2f}" for x in (stroke.start, stroke.end))
    color = "{} {} {} RG".format(*stroke.color)
    return f"/Artifact BMC q {color} {pen} {' m '.join(ends)} l S Q EMC"
