"""Cell texts of every sheet of a contribution workbook."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby, zip_longest
from typing import NamedTuple

from roundtable.contribution.cell_formats import Setting
from roundtable.contribution.columns import COLUMNS, LIST_NAMES, Column, ListName
from roundtable.contribution.document import ContributionDocument
from roundtable.contribution.workbook_words import ContributionWords, words
from roundtable.mapping.figures import Figures
from roundtable.spreadsheet.cell_text import CellFitter, Replacement
from roundtable.vocabulary.term_lookup import folded, listed

Texts = list[str]


class FigureTexts(NamedTuple):
    """Name and rows of a further sheet, headings first; ``is_counted`` where all columns but the first are numbers."""

    name: str
    rows: list[Texts]
    note: str
    is_counted: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ContributionTexts:
    """Rows of each sheet, headings first; ``code``, ``title`` and ``meeting`` are the roundtable's."""

    code: str
    title: str
    meeting: str
    help: list[Texts]
    practices: list[Texts]
    mapping: list[Texts]
    lists: list[Texts]
    figures: list[FigureTexts]
    replacements: tuple[Replacement, ...]


def cell_texts(document: ContributionDocument, language: str) -> ContributionTexts:
    """Return every cell of ``document`` in ``language``; raises OutputError for a text too long for a cell."""
    fitter = CellFitter()
    labels = words(language)
    code, title, meeting = fitter.fit(
        [document.code, document.title, document.meeting], ["code", "title", "meeting"], document.code
    )
    return ContributionTexts(
        code=code,
        title=title,
        meeting=meeting,
        help=list(_help(labels, language)),
        practices=list(_practices(document, Setting(language, document.places), fitter)),
        mapping=list(_mapping(document, labels, fitter)),
        lists=list(_lists(document, labels, language, fitter)),
        figures=[
            FigureTexts(table.name, list(_figures(table, fitter)), table.note, table.is_counted)
            for table in document.figures
        ],
        replacements=fitter.replacements,
    )


def _help(labels: ContributionWords, language: str) -> Iterator[Texts]:
    """Yield the help of the columns, those with the same help in one row."""
    yield [labels.column, labels.what_to_write, labels.how]
    shown = [column for column in COLUMNS if not column.is_hidden]
    for help_text, group in groupby(shown, key=lambda column: column.helps[language]):
        columns = list(group)
        names = dict.fromkeys((columns[0].headings[language], columns[-1].headings[language]))
        yield [" – ".join(names), help_text, "; ".join(_how(columns[0], labels))]


def _how(column: Column, labels: ContributionWords) -> Iterator[str]:
    if column.is_required:
        yield labels.needed
    yield labels.several if column.format.is_several else labels.single
    if column.source:
        yield labels.from_list


def _practices(document: ContributionDocument, setting: Setting, fitter: CellFitter) -> Iterator[Texts]:
    headings = [column.headings[setting.language] for column in COLUMNS]
    yield headings
    write_cells = [column.format.text for column in COLUMNS]
    for practice in document.practices:
        row = [write_cell(practice, setting) for write_cell in write_cells]
        yield fitter.fit(row, headings, practice.title or practice.id, practice.id)


def _mapping(document: ContributionDocument, labels: ContributionWords, fitter: CellFitter) -> Iterator[Texts]:
    marks = ["id", labels.columns["title"]["heading"], *(target.mark for target in document.targets)]
    headings = ["id", labels.practice, *(f"{target.mark}\n{target.text}" for target in document.targets)]
    yield fitter.fit(headings, marks, document.code)
    for practice in document.practices:
        answers = (document.answers.get((practice.id, target.id), "") for target in document.targets)
        row = [practice.id, practice.title, *answers]
        yield fitter.fit(row, marks, practice.title or practice.id, practice.id)


def _lists(
    document: ContributionDocument, labels: ContributionWords, language: str, fitter: CellFitter
) -> Iterator[Texts]:
    headings = [labels.lists[name] for name in LIST_NAMES]
    yield headings
    values = [_values(name, document, language) for name in LIST_NAMES]
    for row in zip_longest(*values, fillvalue=""):
        yield fitter.fit(list(row), headings, document.code)


def _figures(table: Figures, fitter: CellFitter) -> Iterator[Texts]:
    yield list(table.columns)
    for row in table.rows or ((table.nothing, *[""] * (len(table.columns) - 1)),):
        yield fitter.fit(list(row), table.columns, table.heading)


def _values(name: ListName, document: ContributionDocument, language: str) -> tuple[str, ...]:
    match name:
        case "place":
            return tuple(sorted((place.name(language) for place in document.places), key=folded))
        case "thematic_area" | "tag":
            return tuple(term.name for term in document.terms if term.kind == name)
    return listed(name, language)
