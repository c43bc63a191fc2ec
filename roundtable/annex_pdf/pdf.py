"""Annex file: the laid-out pages of an annex as a tagged, archival PDF with metadata, outline and attached records."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from roundtable.annex.document import AnnexDocument
from roundtable.annex.fonts import Fonts
from roundtable.annex.missing_letters import MissingLetters, missing_letters
from roundtable.annex.page_style import PageStyle, page_style
from roundtable.annex.printed_practice import AnnexPractice
from roundtable.annex.typography import with_spaces
from roundtable.annex_pages.entries import entries
from roundtable.annex_pages.layout import lay_out
from roundtable.annex_pdf.color_profile import srgb_profile
from roundtable.annex_pdf.metadata import Metadata
from roundtable.annex_pdf.outline import Bookmark, put_outline
from roundtable.annex_pdf.page_content import PageContents
from roundtable.annex_pdf.pdf_objects import PdfFile, date_string, text_string
from roundtable.atomic_file import replacing
from roundtable.exchange.annex_records import NAME
from roundtable.garbage_collection import paused
from roundtable.progress import Progress, silent
from roundtable.records.practice import PracticeRecord

TellMissing = Callable[[Sequence[MissingLetters]], object]


@dataclass(frozen=True, slots=True)
class AnnexResult:
    """Hold what was written: pages, practices, letters without a font, practices in another language than the annex.

    ``drafts`` are printed though they are not cleared, ``left_out`` not even printed; summaries are ``shortened``.
    Those ``without_text`` hold facts at most. ``handover`` is the identity of the note that it was handed over, if any.
    """

    pages: int
    practices: int
    missing: tuple[MissingLetters, ...]
    untranslated: tuple[AnnexPractice, ...] = ()
    drafts: tuple[AnnexPractice, ...] = ()
    left_out: tuple[PracticeRecord, ...] = ()
    shortened: tuple[AnnexPractice, ...] = ()
    without_text: tuple[AnnexPractice, ...] = ()
    handover: str = ""


@paused()
def write(
    document: AnnexDocument,
    path: Path,
    records: bytes = b"",
    *,
    look: PageStyle | None = None,
    tell_missing: TellMissing | None = None,
    progress: Progress = silent,
) -> AnnexResult:
    """Write ``document`` to ``path``, whole or not at all, with its ``records`` (exchange JSON) attached.

    The ``look`` is the official one on A4 where none is given.
    ``tell_missing`` is told what no font has before anything is written. The same document and records give the same
    bytes. Raises OutputError where the file cannot be written, and whatever ``progress`` raises to stop.
    """
    look = look or page_style()
    practices = list(document.practices())
    fonts = Fonts(document.own_characters().union(*(practice.characters() for practice in practices)))
    missing = missing_letters(document, fonts.missing)
    if tell_missing:
        tell_missing(missing)
    headings = {entry.anchor: entry for entry in entries(document)}
    with replacing(path) as temporary, temporary.open("wb") as target:
        pages = lay_out(document, fonts, look, lambda done, total: progress(done, 2 * total))
        file = PdfFile(target)
        contents = PageContents(file, fonts, look, pages, {anchor: entry.text for anchor, entry in headings.items()})
        for number, page in enumerate(pages, 1):
            contents.draw(page)
            progress(len(pages) + number, 2 * len(pages))
        catalog = contents.close() + _catalog(file, document, records)
        bookmarks = [Bookmark(headings[name].text, headings[name].depth, at) for name, at in contents.places.items()]
        if bookmarks:
            catalog += f"/Outlines {put_outline(file, bookmarks)} 0 R/PageMode/UseOutlines"
        file.close(file.put(f"<</Type/Catalog{catalog}>>"), file.put(_metadata(document).information()))
    return AnnexResult(
        len(pages),
        len(practices),
        missing,
        untranslated=tuple(practice for practice in practices if practice.is_untranslated),
        drafts=tuple(practice for practice in practices if not practice.is_cleared),
        shortened=tuple(practice for practice in practices if practice.is_shortened),
        without_text=tuple(practice for practice in practices if not practice.has_text),
    )


def _catalog(file: PdfFile, document: AnnexDocument, records: bytes) -> str:
    """Put what is said of the document as a whole, and its records; return the catalogue's entries for them."""
    metadata = _metadata(document)
    packet = file.put_stream(metadata.xmp(), "/Type/Metadata/Subtype/XML", is_packed=False)
    return (
        f"/Lang{text_string(document.language)}/MarkInfo<</Marked true>>/ViewerPreferences<</DisplayDocTitle true>>"
        f"/OutputIntents[{_output_intent(file)} 0 R]/Metadata {packet} 0 R"
        f"{_attached(file, records, metadata.changed) if records else ''}"
    )


def _metadata(document: AnnexDocument) -> Metadata:
    title = f"{document.name}: {document.title}" if document.title else document.name
    return Metadata(
        language=document.language,
        title=with_spaces(title, document.language),
        author=document.author,
        subject=document.name,
        keywords=", ".join(document.keywords),
        changed=datetime.fromisoformat(document.changed_at) if document.changed_at else None,
    )


def _output_intent(file: PdfFile) -> int:
    profile = file.put_stream(srgb_profile(), "/N 3")
    condition = "/OutputConditionIdentifier(sRGB)/Info(sRGB, IEC 61966-2-1)"
    return file.put(f"<</Type/OutputIntent/S/GTS_PDFA1{condition}/DestOutputProfile {profile} 0 R>>")


def _attached(file: PdfFile, records: bytes, changed: datetime | None) -> str:
    """Put the records that the annex was made from; return the catalogue's entries for them."""
    moment = f"/ModDate{date_string(changed)}" if changed else ""
    entries = f"/Type/EmbeddedFile/Subtype/application#2Fjson/Params<</Size {len(records)}{moment}>>"
    content = file.put_stream(records, entries)
    name = text_string(NAME)
    specification = file.put(
        f"<</Type/Filespec/F{name}/UF{name}/Desc(The practices of this annex, for Roundtable)/AFRelationship/Source"
        f"/EF<</F {content} 0 R/UF {content} 0 R>>>>"
    )
    return f"/AF[{specification} 0 R]/Names<</EmbeddedFiles<</Names[{name} {specification} 0 R]>>>>"
