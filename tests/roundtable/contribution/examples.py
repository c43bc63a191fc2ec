"""Invented records with every field filled, and the ways to read a workbook back.

No tests here.
"""

from pathlib import Path
from typing import Any

import openpyxl

from roundtable.contribution import columns, document, workbook
from roundtable.contribution.cell_formats import Setting, Value
from roundtable.contribution.columns import COLUMNS
from roundtable.contribution.workbook import WorkbookResult
from roundtable.records.collection import Collection
from roundtable.records.mapping import MappingRecord
from roundtable.records.practice import Country, Image, Partner, PracticeRecord
from roundtable.records.roundtable import AnnexEntry, GuidingQuestion, PossibleMeasure, RoundtableRecord
from roundtable.records.vocabulary import Term
from roundtable.vocabulary.place_lookup import Place, Places

PLACES = Places(
    [
        Place(code="GHA", kind="country", names={"en": "Ghana", "fr": "Ghana", "es": "Ghana"}),
        Place(code="PER", kind="country", names={"en": "Peru", "fr": "Pérou", "es": "Perú"}),
        Place(code="EU", kind="organisation", names={"en": "European Union", "fr": "Union européenne"}),
    ]
)
WELLS = PracticeRecord(
    id="11111111-1111-4111-8111-111111111111",
    title="Wells for Ayacucho",
    countries=(Country("Perú", "PER"), Country("diaspora destination countries"), Country("the old capital", "GHA")),
    partners=(Partner("European Union", "funder"), Partner("Village councils"), Partner("Friends (funder)")),
    thematic_areas=("Diasporas", "Strategies for minimizing costs/maximizing human development"),
    tags=("Gender", "Migration, trade and investments", "Remittances", "Youth", "Return", "Wells", "Water"),
    summary="Families abroad pay for wells.\n\n1. They choose the place;\n\n2. the council digs.",
    web_links=("https://example.org/wells", "Report: https://example.org/report.pdf"),
    revision=3,
    changed_at="2024-05-02T10:20:30+00:00",
    gfmd_sources=("Sweden 2013-2014, RT 3.2",),
    gcm_objectives=("19. Create conditions for migrants and diasporas",),
    sdg_targets=("6.1 Safe drinking water", "10.c"),
    starts="2011",
    ends="03/2014",
    budget="0120,000",
    currency="PEN",
    results="40 wells",
    lessons="Ask first.",
    contact="Ana Quispe, ana@example.org",
    image=Image("well.png", "image/png", b"\x89PNG"),
)
NURSES = PracticeRecord(
    id="22222222-2222-4222-8222-222222222222",
    title="Infirmières du Ghana",
    countries=(Country("Ghana", "GHA"),),
    summary="=SUM(A1:A9) begins this text.",
    revision=1,
    changed_at="2024-05-01T00:00:00+00:00",
)
UNPLACED = PracticeRecord(id="33333333-3333-4333-8333-333333333333", title="Only mapped")
QUESTION = GuidingQuestion(id="q1", text="How do families decide?", issue_area="Families")
MEASURE = PossibleMeasure(id="m1", text="Match each coin.")
ROUNDTABLE = RoundtableRecord(
    id="r",
    code="RT 9.9",
    title="Water & work",
    meeting="Lima 2031",
    guiding_questions=(QUESTION,),
    possible_measures=(MEASURE,),
    annex=(AnnexEntry(WELLS.id, QUESTION.id), AnnexEntry(NURSES.id)),
)
COLLECTION = Collection(
    roundtables=(ROUNDTABLE,),
    practices=(UNPLACED, NURSES, WELLS),
    mappings=(
        MappingRecord(practice=NURSES.id, possible_measure=MEASURE.id, reason="Wages are matched."),
        MappingRecord(practice=UNPLACED.id, guiding_question=QUESTION.id),
    ),
    vocabulary=(
        Term("thematic_area", "Diasporas"),
        Term("tag", "Gender"),
        Term("tag", "Migration, trade and investments"),
    ),
)


def of(*practices: PracticeRecord) -> Collection:
    """Return a roundtable whose annex holds these practices."""
    annex = tuple(AnnexEntry(practice.id) for practice in practices)
    return Collection(roundtables=(RoundtableRecord(id="r", code="RT 9.9", annex=annex),), practices=practices)


def write(collection: Collection, path: Path, language: str = "en") -> WorkbookResult:
    built = document.build(collection, places=PLACES, include_contacts=True)
    return workbook.write(built, path, language=language)


def practices_of(path: Path, language: str = "en", places: Places = PLACES) -> list[dict[str, Value]]:
    """Read the sheet of practices back by its headings, each row as fields of a record."""
    keys = {column.headings[language]: column.key for column in COLUMNS}
    headings, *rows = rows_of(path, "Practices")
    texts = [{keys[heading]: text for heading, text in zip(headings, row, strict=True)} for row in rows]
    return [columns.read(row, Setting(language, places)) for row in texts]


def rows_of(path: Path, sheet: str) -> list[list[str]]:
    return [[text or "" for text in row] for row in sheet_of(path, sheet).iter_rows(values_only=True)]


def sheet_of(path: Path, sheet: str) -> Any:
    return openpyxl.load_workbook(path)[sheet]


def fields_of(practice: PracticeRecord) -> dict[str, object]:
    """Return what the workbook holds of a practice."""
    fields = {column.field: getattr(practice, column.field) for column in COLUMNS}
    return fields | {"image": practice.image.name if practice.image else ""}
