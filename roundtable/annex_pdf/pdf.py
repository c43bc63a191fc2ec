"""PDF output of an annex: draw its laid-out pages on a reportlab canvas, with metadata, links and outline."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path

from reportlab import rl_config
from reportlab.pdfgen.canvas import Canvas

from roundtable.annex import page_style
from roundtable.annex.blocks import Element, Run, Strip, Stroke, height_of, run_of
from roundtable.annex.document import AnnexDocument, AnnexPractice
from roundtable.annex.fonts import Fonts
from roundtable.annex.missing_letters import MissingLetters, missing_letters
from roundtable.annex.text_direction import visual_runs
from roundtable.annex_pages.entries import Entry, entries
from roundtable.annex_pages.layout import lay_out
from roundtable.annex_pages.page_breaks import Page
from roundtable.atomic_file import replacing
from roundtable.fonts.shaping import EM, GlyphFont, operators
from roundtable.progress import Progress, silent

rl_config.useA85 = 0  # streams as they are: a fifth smaller than written in letters, and sooner done
_ESCAPES = {code: f"\\{code:03o}" for code in (*range(32), *b"()\\", *range(127, 256))}


@dataclass(frozen=True, slots=True)
class AnnexResult:
    """Hold what was written: pages, practices, letters without a font, practices in another language than the annex."""

    pages: int
    practices: int
    missing: tuple[MissingLetters, ...]
    untranslated: tuple[AnnexPractice, ...] = ()


def write(document: AnnexDocument, path: Path, *, progress: Progress = silent) -> AnnexResult:
    """Write ``document`` to ``path`` as a PDF, whole or not at all; the same document gives the same bytes.

    Raises OutputError where the file cannot be written, and whatever ``progress`` raises to stop.
    """
    practices = list(document.practices())
    fonts = Fonts(document.own_characters().union(*(practice.characters() for practice in practices)))
    with replacing(path) as temporary:
        pages = lay_out(document, fonts, lambda done, total: progress(done, 2 * total))
        pen = _Pen(document, fonts, temporary)
        for number, page in enumerate(pages, 1):
            pen.page(page)
            progress(len(pages) + number, 2 * len(pages))
        pen.save()
    untranslated = tuple(practice for practice in practices if practice.is_untranslated)
    return AnnexResult(len(pages), len(practices), missing_letters(document, fonts.missing), untranslated)


class _Pen:
    """Draw pages of one document on one canvas."""

    def __init__(self, document: AnnexDocument, fonts: Fonts, path: Path) -> None:
        self._fonts = fonts
        self._entries = {entry.anchor: entry for entry in entries(document)}
        self._canvas = _canvas(document, path, fonts.plain_font("regular").fontName)

    def page(self, page: Page) -> None:
        """Draw one page between its running head and its foot."""
        self._furniture(page.head, page_style.HEADER_BASELINE)
        self._strips([(page_style.BODY_TOP - top, strip) for top, strip in page.placed])
        self._strips(list(_stacked(page.notes)))
        self._furniture(page.foot, page_style.FOOTER_BASELINE)
        self._canvas.showPage()

    def save(self) -> None:
        """Write the file."""
        self._canvas.save()

    def _strips(self, placed: Sequence[tuple[float, Strip]]) -> None:
        """Draw strips at the heights of their tops; adjacent parts of one element form one block."""
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
        code = [f"/{element.role} BMC BT"]
        color: page_style.Color | None = None
        chosen = ""
        for y, runs in lines:
            for run in runs:
                if color != run.style.color:
                    color = run.style.color
                    code.append("{} {} {} rg".format(*color))
                if not run.is_right and self._fonts.is_plain(run.text):
                    code.append(f"1 0 0 1 {page_style.MARGIN + run.x:.2f} {y + run.rise:.2f} Tm")
                    for font, shown in self._shown(run.text, run.style):
                        code.append(f"({shown}) Tj" if font == chosen else f"{font} Tf ({shown}) Tj")
                        chosen = font
                else:
                    code += self._shaped(run, y + run.rise)
                    chosen = ""
            self._links(runs, y)
        code.append("ET EMC")
        self._canvas.addLiteral("\n".join(code))

    def _shaped(self, run: Run, y: float) -> Iterator[str]:
        """Yield the operators of a run that is shaped, or in which words run right."""
        x, size = page_style.MARGIN + run.x, run.style.size
        for text, is_right in visual_runs(run.text, is_right=run.is_right):
            for font, piece in self._fonts.pieces(text, run.style.face, is_right=is_right):
                if isinstance(font, GlyphFont):
                    shaped = font.shape(piece, is_right=is_right)
                    yield f"{font.internal_name(self._canvas._doc)} {size} Tf"  # type: ignore[attr-defined]
                    yield from operators(shaped, font, x, y)
                    x += shaped.width * size / EM
                else:
                    yield f"1 0 0 1 {x:.2f} {y:.2f} Tm"
                    yield from (f"{name} Tf ({codes}) Tj" for name, codes in self._shown(piece, run.style))
                    x += font.stringWidth(piece, size)

    def _shown(self, text: str, style: page_style.Style) -> Iterator[tuple[str, str]]:
        """Yield the pieces of a text as operands of Tf and Tj: font subset with size, escaped codes."""
        document = self._canvas._doc  # type: ignore[attr-defined]  # fonts count their glyphs per document
        font = self._fonts.plain_font(style.face)
        # reportlab keeps ASCII as it is in a font's first subset: most lines need no search for their glyphs
        pieces = [(0, text)] if text.isascii() else _decoded(font.splitString(text, document))
        for subset, codes in pieces:
            yield f"{font.getSubsetInternalName(subset, document)} {style.size}", codes.translate(_ESCAPES)

    def _links(self, runs: Sequence[Run], y: float) -> None:
        """Add a link annotation for each linked stretch of a line."""
        for target, linked in groupby(runs, key=lambda run: run.target):
            if not target:
                continue
            stretch = list(linked)
            first, last = stretch[0], stretch[-1]
            left, right = page_style.MARGIN + first.x, page_style.MARGIN + last.x + last.width
            rectangle = (left, y - 0.3 * first.style.size, right, y + first.style.size)
            if target.startswith("#"):
                self._canvas.linkAbsolute("", target[1:], rectangle)
            else:
                self._canvas.linkURL(target, rectangle)

    def _stroke(self, stroke: Stroke, top: float) -> None:
        y = top - stroke.below
        pen = "1 w 1 J [0 4] 0 d" if stroke.is_dotted else "0.6 w"
        ends = (f"{page_style.MARGIN + x:.2f} {y:.2f}" for x in (stroke.start, stroke.end))
        color = "{} {} {} RG".format(*stroke.color)
        self._canvas.addLiteral(f"/Artifact BMC q {color} {pen} {' m '.join(ends)} l S Q EMC")

    def _outline(self, entry: Entry, top: float) -> None:
        self._canvas.bookmarkPage(entry.anchor, fit="XYZ", left=0, top=top + 2 * page_style.UNIT)
        self._canvas.addOutlineEntry(entry.text, entry.anchor, entry.depth)

    def _furniture(self, texts: tuple[str, str], y: float) -> None:
        """Draw a running head or foot: one text at each end of the line."""
        left, right = (run_of(0.0, text, page_style.FURNITURE, self._fonts) for text in texts)
        runs = [run for run in (left, right._replace(x=page_style.TEXT_WIDTH - right.width)) if run.text]
        if runs:
            self._block(Element("Artifact"), [(y, runs)])


def _decoded(pieces: Iterable[tuple[int, bytes]]) -> list[tuple[int, str]]:
    return [(subset, codes.decode("latin-1")) for subset, codes in pieces]


def _stacked(notes: Sequence[Strip]) -> Iterator[tuple[float, Strip]]:
    """Place a page's footnotes at the bottom of its body."""
    top = page_style.BODY_TOP - page_style.BODY_HEIGHT + height_of(notes)
    for strip in notes:
        yield top, strip
        top -= strip.above + strip.height


def _canvas(document: AnnexDocument, path: Path, font: str) -> Canvas:
    """Open a canvas with the document's metadata; ``font`` keeps it from naming one that is not embedded."""
    canvas = Canvas(
        str(path),
        pagesize=(page_style.PAGE_WIDTH, page_style.PAGE_HEIGHT),
        pageCompression=1,
        invariant=1,
        pdfVersion=(1, 7),
        initialFontName=font,  # type: ignore[arg-type]  # the stub says float; it is a name
        lang=document.language,
    )
    canvas.setTitle(f"{document.name}: {document.title}" if document.title else document.name)
    canvas.setAuthor(document.author)
    canvas.setSubject(document.name)
    canvas.setKeywords(", ".join(document.keywords))
    canvas.setCreator("Roundtable")
    canvas.setProducer("Roundtable")
    if document.changed_at:
        changed = datetime.fromisoformat(document.changed_at).astimezone(UTC)
        canvas.setDateFormatter(lambda *_: changed.strftime("D:%Y%m%d%H%M%SZ"))
    canvas.setViewerPreference("DisplayDocTitle", "true")
    canvas.showOutline()
    return canvas
