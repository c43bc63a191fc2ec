"""The one place where an annex is drawn: its laid-out pages become a PDF file.

Must not break lines, choose pages or read records; knows the canvas and the document's metadata.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from reportlab.pdfgen.canvas import Canvas

from roundtable.annex import styles
from roundtable.annex.blocks import Element, Run, Strip, Stroke, height_of, run_of
from roundtable.annex.document import AnnexDocument
from roundtable.annex.fonts import Fonts
from roundtable.annex.layout import Entry, entries, lay_out
from roundtable.annex.lines import first_line
from roundtable.annex.pages import Page
from roundtable.annex.styles import Style
from roundtable.output import replacing
from roundtable.progress import Progress, silent


@dataclass(frozen=True, slots=True)
class MissingCharacter:
    """Hold a character that no embedded font has, and the practice it stands in ("" is outside the practices)."""

    character: str
    practice: str
    heading: str


@dataclass(frozen=True, slots=True)
class AnnexResult:
    """Tell what was written: pages, practices, and the characters that print as a replacement."""

    pages: int
    practices: int
    missing: tuple[MissingCharacter, ...]


def write(document: AnnexDocument, path: Path, *, progress: Progress = silent) -> AnnexResult:
    """Write ``document`` to ``path`` as a PDF, whole or not at all; the same document gives the same bytes.

    Raises OutputError where the file cannot be written, and whatever ``progress`` raises to stop.
    """
    own = document.own_characters()
    by_practice = {practice.id: practice.characters() for practice in document.practices()}
    fonts = Fonts(own.union(*by_practice.values()))
    with replacing(path) as temporary:
        pages = lay_out(document, fonts, lambda done, total: progress(done, 2 * total))
        pen = _Pen(document, fonts, temporary, len(pages))
        for number, page in enumerate(pages, 1):
            pen.page(page, number)
            progress(len(pages) + number, 2 * len(pages))
        pen.save()
    missing = [MissingCharacter(char, "", "") for char in sorted(fonts.missing & own)]
    for practice in document.practices():
        lacking = sorted(fonts.missing & by_practice[practice.id])
        missing += [MissingCharacter(char, practice.id, practice.heading) for char in lacking]
    return AnnexResult(len(pages), sum(1 for _ in document.practices()), tuple(missing))


class _Pen:
    """Draw pages of one document on one canvas."""

    def __init__(self, document: AnnexDocument, fonts: Fonts, path: Path, pages: int) -> None:
        self._document = document
        self._fonts = fonts
        self._pages = pages
        self._entries = {entry.anchor: entry for entry in entries(document)}
        self._canvas = _canvas(document, path, fonts.runs(" ", "regular")[0][0])

    def page(self, page: Page, number: int) -> None:
        """Draw one page, its furniture first and last."""
        if number > 1:
            self._header(page.heading)
        self._strips([(styles.BODY_TOP - top, strip) for top, strip in page.placed])
        self._strips(list(_stacked(page.notes)))
        self._footer(number)
        self._canvas.showPage()

    def save(self) -> None:
        """Write the file."""
        self._canvas.save()

    def _strips(self, placed: Sequence[tuple[float, Strip]]) -> None:
        """Draw strips at the heights of their tops, as blocks: all that stands together of one element."""
        parts = []
        for top, strip in placed:
            if strip.stroke:
                self._stroke(strip.stroke, top)
            if strip.anchor:
                self._outline(self._entries[strip.anchor], top)
            parts += [(element, top - strip.baseline, runs) for element, runs in strip.parts]
        for element, block in groupby(parts, key=lambda part: part[0]):
            self._block(element, [(y, runs) for _, y, runs in block])

    def _block(self, element: Element, lines: Iterable[tuple[float, list[Run]]]) -> None:
        """Draw the lines of one element as one text object, marked with the element's role."""
        self._canvas.addLiteral(f"/{element.role} BMC")
        text = self._canvas.beginText()
        current: tuple[str, Style] | None = None
        for y, runs in lines:
            for run in runs:
                text.setTextOrigin(styles.MARGIN + run.x, y + run.rise)
                for font, piece in self._fonts.runs(run.text, run.style.face):
                    if current != (font, run.style):
                        text.setFont(font, run.style.size)
                        text.setFillColorRGB(*run.style.color)
                        current = (font, run.style)
                    text.textOut(piece)
            self._links(runs, y)
        self._canvas.drawText(text)
        self._canvas.addLiteral("EMC")

    def _links(self, runs: Sequence[Run], y: float) -> None:
        """Make each stretch of a line that leads somewhere a link of its own."""
        for target, linked in groupby(runs, key=lambda run: run.target):
            if not target:
                continue
            stretch = list(linked)
            first, last = stretch[0], stretch[-1]
            left, right = styles.MARGIN + first.x, styles.MARGIN + last.x + last.width
            rectangle = (left, y - 0.3 * first.style.size, right, y + first.style.size)
            if target.startswith("#"):
                self._canvas.linkAbsolute("", target[1:], rectangle)
            else:
                self._canvas.linkURL(target, rectangle)

    def _stroke(self, stroke: Stroke, top: float) -> None:
        y = top - stroke.below
        self._canvas.setStrokeColorRGB(*stroke.color)
        self._canvas.setLineWidth(1.0 if stroke.is_dotted else 0.6)
        self._canvas.setLineCap(1 if stroke.is_dotted else 0)
        self._canvas.setDash(*((0, 4) if stroke.is_dotted else ()))
        self._canvas.addLiteral("/Artifact BMC")
        self._canvas.line(styles.MARGIN + stroke.start, y, styles.MARGIN + stroke.end, y)
        self._canvas.addLiteral("EMC")

    def _outline(self, entry: Entry, top: float) -> None:
        self._canvas.bookmarkPage(entry.anchor, fit="XYZ", left=0, top=top + 2 * styles.UNIT)
        self._canvas.addOutlineEntry(entry.text, entry.anchor, entry.depth)

    def _header(self, heading: str) -> None:
        words = self._document.words
        self._furniture(f"{words.annex} · {heading}", self._document.code, styles.HEADER_BASELINE)

    def _footer(self, number: int) -> None:
        page = self._document.words.page.format(page=number, pages=self._pages)
        self._furniture(self._document.meeting, page, styles.FOOTER_BASELINE)

    def _furniture(self, left: str, right: str, y: float) -> None:
        """Draw what stands at both ends of a line at a page's edge, the left shortened to the room there is."""
        style = styles.FURNITURE
        at_right = run_of(0.0, right, style, self._fonts)
        room = styles.TEXT_WIDTH - at_right.width - 6 * styles.UNIT
        shortened = first_line(self._fonts.printable(left), self._fonts.widths(style.face), room / style.size)
        runs = [run_of(0.0, shortened, style, self._fonts), at_right._replace(x=styles.TEXT_WIDTH - at_right.width)]
        self._block(Element("Artifact"), [(y, runs)])


def _stacked(notes: Sequence[Strip]) -> Iterator[tuple[float, Strip]]:
    """Stack a page's footnotes upon the bottom of its body."""
    top = styles.BODY_TOP - styles.BODY_HEIGHT + height_of(notes)
    for strip in notes:
        yield top, strip
        top -= strip.above + strip.height


def _canvas(document: AnnexDocument, path: Path, font: str) -> Canvas:
    """Open a canvas that says what the document is; ``font`` keeps it from naming one that is not embedded."""
    canvas = Canvas(
        str(path),
        pagesize=(styles.PAGE_WIDTH, styles.PAGE_HEIGHT),
        pageCompression=1,
        invariant=1,
        initialFontName=font,  # type: ignore[arg-type]  # the stub says float; it is a name
        lang=document.language,
    )
    name = document.words.annex_to.format(code=document.code)
    canvas.setTitle(f"{name}: {document.title}" if document.title else name)
    canvas.setAuthor(document.meeting or document.code)
    canvas.setSubject(name)
    canvas.setKeywords(", ".join(document.keywords))
    canvas.setCreator("Roundtable")
    canvas.setViewerPreference("DisplayDocTitle", "true")
    canvas.showOutline()
    return canvas
