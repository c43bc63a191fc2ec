"""A contribution as the texts of its cells, every one fit for a sheet.

Pure; must not know how they look or where they are written.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby, zip_longest

from roundtable.contribution.cell_formats import Setting
from roundtable.contribution.columns import COLUMNS, LIST_NAMES, Column, ListName
from roundtable.contribution.document import ContributionDocument
from roundtable.contribution.workbook_words import ContributionWords, words
from roundtable.mapping.figures import Figures
from roundtable.spreadsheet.cell_text import Fitting, Replacement
from roundtable.vocabulary.term_lookup import folded, listed

Texts = list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class ContributionTexts:
    """Hold the rows of each sheet, headings first; ``code``, ``title`` and ``meeting`` are the roundtable's."""

    code: str
    title: str
    meeting: str
    help: list[Texts]
    practices: list[Texts]
    mapping: list[Texts]
    lists: list[Texts]
    figures: list[tuple[str, list[Texts]]]
    """The names and rows of the further sheets."""
    replacements: tuple[Replacement, ...]


def written(document: ContributionDocument, language: str) -> ContributionTexts:
    """Write every cell of ``document`` in ``language``; raises OutputError where a text is too long for one."""
    fitting = Fitting()
    said = words(language)
    code, title, meeting = fitting.fitted(
        [document.code, document.title, document.meeting], ["code", "title", "meeting"], document.code
    )
    return ContributionTexts(
        code=code,
        title=title,
        meeting=meeting,
        help=list(_help(said, language)),
        practices=list(_practices(document, Setting(language, document.places), fitting)),
        mapping=list(_mapping(document, said, fitting)),
        lists=list(_lists(document, said, language, fitting)),
        figures=[(table.name, list(_figures(table, fitting))) for table in document.figures],
        replacements=fitting.replacements,
    )


def _help(said: ContributionWords, language: str) -> Iterator[Texts]:
    """Explain the columns, those that share an explanation in one row."""
    yield [said.column, said.what_to_write, said.how]
    shown = [column for column in COLUMNS if not column.is_hidden]
    for help_text, group in groupby(shown, key=lambda column: column.helps[language]):
        columns = list(group)
        names = dict.fromkeys((columns[0].headings[language], columns[-1].headings[language]))
        yield [" – ".join(names), help_text, "; ".join(_how(columns[0], said))]


def _how(column: Column, said: ContributionWords) -> Iterator[str]:
    if column.is_required:
        yield said.needed
    yield said.several if column.format.is_several else said.single
    if column.source:
        yield said.from_list


def _practices(document: ContributionDocument, setting: Setting, fitting: Fitting) -> Iterator[Texts]:
    headings = [column.headings[setting.language] for column in COLUMNS]
    yield headings
    write_cells = [column.format.text for column in COLUMNS]
    for practice in document.practices:
        row = [write_cell(practice, setting) for write_cell in write_cells]
        yield fitting.fitted(row, headings, practice.title or practice.id, practice.id)


def _mapping(document: ContributionDocument, said: ContributionWords, fitting: Fitting) -> Iterator[Texts]:
    marks = ["id", said.columns["title"]["heading"], *(target.mark for target in document.targets)]
    headings = ["id", said.practice, *(f"{target.mark}\n{target.text}" for target in document.targets)]
    yield fitting.fitted(headings, marks, document.code)
    for practice in document.practices:
        answers = (document.answers.get((practice.id, target.id), "") for target in document.targets)
        row = [practice.id, practice.title, *answers]
        yield fitting.fitted(row, marks, practice.title or practice.id, practice.id)


def _lists(document: ContributionDocument, said: ContributionWords, language: str, fitting: Fitting) -> Iterator[Texts]:
    headings = [said.lists[name] for name in LIST_NAMES]
    yield headings
    values = [_values(name, document, language) for name in LIST_NAMES]
    for row in zip_longest(*values, fillvalue=""):
        yield fitting.fitted(list(row), headings, document.code)


def _figures(table: Figures, fitting: Fitting) -> Iterator[Texts]:
    yield list(table.columns)
    for row in table.rows or ((table.nothing, *[""] * (len(table.columns) - 1)),):
        yield fitting.fitted(list(row), table.columns, table.heading)


def _values(name: ListName, document: ContributionDocument, language: str) -> tuple[str, ...]:
    match name:
        case "place":
            return tuple(sorted((place.name(language) for place in document.places), key=folded))
        case "thematic_area" | "tag":
            return tuple(term.name for term in document.terms if term.kind == name)
    return listed(name, language)
