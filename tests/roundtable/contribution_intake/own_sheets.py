"""Sheets of other offices, written, dressed and read.

No tests here.
"""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import openpyxl

from roundtable.contribution_intake import reader
from roundtable.contribution_intake.returned_workbook import ContributionIntake
from roundtable.records.practice import PracticeRecord
from roundtable.standard_vocabulary import standard_terms
from roundtable.vocabulary.place_lookup import standard_places
from roundtable.vocabulary.term_lookup import Vocabulary

Rows = Sequence[Sequence[object]]


def read(path: Path, sheets: Mapping[str, Rows], change: Callable[[Any], object] = id) -> ContributionIntake:
    """Write sheets by name, change the workbook, save and read it."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    change(book)
    book.save(path)
    return reader.read(path, Vocabulary(standard_terms()), standard_places())


def shown(practice: PracticeRecord) -> dict[str, Any]:
    return {
        "title": practice.title,
        "summary": practice.summary,
        "codes": [country.code for country in practice.countries],
        "partners": [f"{one.name} ({one.role})" for one in practice.partners],
        "areas": list(practice.thematic_areas),
        "tags": list(practice.tags),
        "links": list(practice.web_links),
        "gcm": [one.partition(".")[0] for one in practice.gcm_objectives],
        "sdg": list(practice.sdg_targets),
        **{name: getattr(practice, name) for name in ("budget", "currency", "starts", "ends", "contact", "results")},
        "notes": practice.notes,
    }
