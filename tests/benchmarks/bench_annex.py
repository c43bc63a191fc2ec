"""The annex of 1,000 practices, against the same content in plain platypus paragraphs and a header table each.

Same practices, same fonts, same run. Ours is built from the records, tagged, and has them attached; platypus' is
neither tagged nor built. At least 2.5 is wanted.
"""

import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from xml.sax.saxutils import escape

from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Table

from roundtable.annex import document
from roundtable.annex.document import AnnexDocument
from roundtable.annex.fonts import Fonts
from roundtable.annex.page_style import page_style
from roundtable.annex.printed_practice import AnnexField, AnnexPractice
from roundtable.annex_pdf import pdf
from roundtable.exchange import annex_records, json_file
from roundtable.garbage_collection import paused
from roundtable.records.collection import Collection
from roundtable.records.roundtable import AnnexEntry, RoundtableRecord
from tests.benchmarks import invented

PRACTICES = 1_000
ROUNDS = 3
LOOK = page_style()
TEXTS = ("summary", "web_links", "extra")


def main() -> None:
    """Print our rate as a multiple of platypus'."""
    records = {record.id: record for record in invented.practices(PRACTICES)}
    roundtable = RoundtableRecord(id="", code="RT 9.9", title="A title", annex=tuple(map(AnnexEntry, records)))
    collection = Collection(roundtables=(roundtable,), practices=tuple(records.values()))
    annex = document.build(roundtable, records)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        writers: tuple[Callable[[], object], ...] = (
            lambda: _write(collection, folder / "ours.pdf"),
            lambda: _write_plainly(annex, folder / "plain.pdf"),
        )
        # by turns: what else the machine does meanwhile slows both
        rounds = [[_seconds(writer) for writer in writers] for _ in range(ROUNDS)]
        ours, floor = map(min, zip(*rounds, strict=True))
        pages = pdf.write(annex, folder / "ours.pdf").pages
    print(
        f"annex: {PRACTICES / ours:,.0f} practices a second on {pages} pages, {floor / ours:.2f} times platypus "
        f"({PRACTICES / floor:,.0f} a second)"
    )


@paused()  # as the command does
def _write(collection: Collection, path: Path) -> None:
    records = b"".join(json_file.encoded(annex_records.of_annex(collection)))
    pdf.write(document.build(collection.roundtables[0], collection.practices_by_id()), path, records)


def _seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def _write_plainly(annex: AnnexDocument, path: Path) -> None:
    fonts = Fonts(annex.own_characters().union(*(practice.characters() for practice in annex.practices())))
    title, body, label = (
        ParagraphStyle(
            name,
            fontName=fonts.plain_font(style.face).fontName,
            fontSize=style.size,
            leading=style.leading,
            spaceBefore=LOOK.unit,
        )
        for name, style in (
            ("title", LOOK.practice_titles[0]),
            ("body", LOOK.body),
            ("label", LOOK.label),
        )
    )
    story = [part for practice in annex.practices() for part in _flowables(practice, title, body, label)]
    SimpleDocTemplate(str(path), pagesize=A4, leftMargin=LOOK.margin, rightMargin=LOOK.margin).build(story)


def _flowables(
    practice: AnnexPractice, title: ParagraphStyle, body: ParagraphStyle, label: ParagraphStyle
) -> Iterator[Flowable]:
    facts = [field for field in practice.fields if field.name not in TEXTS]
    yield Paragraph(escape(practice.heading), title)
    yield Table(
        [[Paragraph(escape(field.label), label), *_paragraphs(field, body)] for field in facts],
        colWidths=(LOOK.label_width, LOOK.text_width - LOOK.label_width - 12),
        splitInRow=1,
    )
    for field in practice.fields:
        if field.name in TEXTS:
            yield Paragraph(escape(field.label), label)
            yield from _paragraphs(field, body)


def _paragraphs(field: AnnexField, style: ParagraphStyle) -> list[Paragraph]:
    return [Paragraph(escape(content.text), style) for content in field.paragraphs]


if __name__ == "__main__":
    main()
