"""Reader of contribution workbooks, our own or a ministry's: rows, marks and a count of every word."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType

from roundtable.contribution import origin, own_columns
from roundtable.contribution.cell_formats import Setting
from roundtable.contribution.own_columns import Meanings
from roundtable.contribution_intake import mapping_marks
from roundtable.contribution_intake.practice_sheet import PracticeSheet
from roundtable.contribution_intake.returned_workbook import ContributionIntake, ReturnedRow, ReturnedWorkbook
from roundtable.contribution_intake.row_identity import identified
from roundtable.contribution_intake.sheet_account import SheetAccount
from roundtable.contribution_intake.unknown_columns import PracticesById, none_here
from roundtable.contribution_intake.value_lists import ValueSplitter
from roundtable.errors import HeadingsError, InputError
from roundtable.intake.line_assignment import title_numbers
from roundtable.paper_text.table_layout import RUNNING_NUMBER
from roundtable.progress import Progress, part_of, reported, silent
from roundtable.records.collection import Collection
from roundtable.records.intake import Ignored, Problem
from roundtable.records.output_format import LANGUAGES
from roundtable.sheet_table import headings, sender
from roundtable.sheet_table.headings import Headings
from roundtable.sheet_table.orientation import upright
from roundtable.spreadsheet import workbook_file
from roundtable.spreadsheet.workbook_file import Package, Sheet
from roundtable.vocabulary.place_lookup import Places
from roundtable.vocabulary.term_lookup import Vocabulary

_NOT_READ = {
    "read me": "it explains the workbook; only the roundtable's name is taken from it",
    "lists": "it holds what the drop-downs offer",
    "figures": "its figures are counted anew here",
}
_ROWS_SHOWN = 30
_UNKNOWN_SHEET = "it has no row of headings of practices"


def read(
    file: Path,
    vocabulary: Vocabulary,
    places: Places,
    *,
    with_hidden: bool = False,
    meanings: Meanings = MappingProxyType({}),
    here: PracticesById = none_here,
    progress: Progress = silent,
) -> ContributionIntake:
    """Read a contribution workbook; hidden sheets, rows and columns are read only ``with_hidden``.

    ``meanings`` tells what people said of senders' own columns, ``here`` what a renamed column stood for.
    Raises InputError for an invalid file or one without a row of headings.
    """
    package = workbook_file.read(file, part_of(progress, 0, 2))
    reader = _WorkbookReader(file, package, with_hidden=with_hidden, meanings=meanings, here=here)
    return reader.intake(vocabulary, places, part_of(progress, 1, 2))


@dataclass(frozen=True, slots=True)
class SheetHead:
    """The first rows of a sheet, as texts by row and column number."""

    name: str
    rows: Mapping[int, Mapping[int, str]]

    def keys(self, row: int) -> dict[int, str]:
        """Return the key of each column if the headings stood in a row, "" where its heading is not known."""
        return {number: headings.key_of(text) for number, text in self.rows[row].items() if text.strip()}


def heads(file: Path) -> list[SheetHead]:
    """Return the first rows of the sheets, for a person to say where the headings are.

    Raises InputError for an invalid file.
    """
    sheets = [sheet for sheet in workbook_file.read(file).sheets if sheet.rows and not sheet.is_hidden]
    return [SheetHead(one.name, {row.number: row.texts for row in one.rows[:_ROWS_SHOWN]}) for one in sheets]


class _WorkbookReader:
    """Reader of one workbook's sheets."""

    def __init__(
        self, file: Path, package: Package, *, with_hidden: bool, meanings: Meanings, here: PracticesById
    ) -> None:
        self._file = file
        self._package = package
        self._account = SheetAccount(with_hidden=with_hidden)
        self._meanings = meanings
        self._here = here

    def intake(self, vocabulary: Vocabulary, places: Places, progress: Progress) -> ContributionIntake:
        """Read all sheets."""
        sheets = [sheet for sheet in self._package.sheets if self._account.with_hidden or not sheet.is_hidden]
        if not any(map(self._practices_headings, sheets)):
            sheets = [part for sheet in sheets for part in upright(sheet, self._practices_headings)]
        found = {sheet.name: self._practices_headings(sheet) for sheet in sheets}
        practices = [(sheet, head) for sheet in sheets if (head := self._practices_headings(sheet)) is not None]
        if not practices:
            if any(self._practices_headings(sheet) for sheet in self._package.sheets):
                raise InputError(
                    f"The practices of “{self._file}” are on a hidden sheet.", "Show the sheet and try again."
                )
            raise HeadingsError(
                f"“{self._file}” holds no practices: no sheet has a row of headings "
                f"such as {headings.expected_headings()}.",
                "Write such headings above the columns, “Title” among them, and try again.",
            )
        workbook = self._header(practices, [sheet for sheet in sheets if found[sheet.name] is None])
        ministry = own_columns.ministry_of(sender.named_in((sheet, found[sheet.name]) for sheet in sheets))
        person = ministry or own_columns.person_of(self._package.saved_by)
        setting, splitter = Setting(workbook.language, places), ValueSplitter(vocabulary, places, workbook.language)
        readers = [
            PracticeSheet(
                sheet,
                head,
                setting=setting,
                splitter=splitter,
                account=self._account,
                meanings=self._meanings,
                person=person,
                here=self._here,
                code=workbook.code,
            )
            for sheet, head in practices
        ]
        count = sum(len(sheet.rows) for sheet, _ in practices)
        read = reported((row for reader in readers for row in reader.rows()), count, progress)
        rows = self._without_title_numbers(list(read))
        workbook = replace(workbook, rows=self._without_repeats(rows))
        for sheet in self._package.sheets:
            if sheet.name not in found:
                self._account.leave_out_sheet(sheet, "it is hidden")
            elif found[sheet.name] is None:
                workbook = self._with_other_sheet(workbook, sheet)
        problems = self._account.problems
        if self._package.has_comments:
            problems.append(Problem("", "The workbook has comments on cells; they are not imported.", ""))
        identities = identified(workbook, {})
        return ContributionIntake(
            file=str(self._file),
            kind="contribution",
            collection=Collection(practices=tuple(row.record for row in identities.rows)),
            problems={"": tuple(problems), **identities.problems()},
            loss=self._account.loss(),
            workbook=replace(workbook, rows=identities.with_derived(workbook.rows), unread=self._account.unread),
            own_columns=tuple(self._account.own_columns),
        )

    def _practices_headings(self, sheet: Sheet) -> Headings | None:
        if said := headings.as_said(sheet.rows, self._meanings):
            return said
        kind = headings.kind_of(sheet.name)
        if kind in ("mapping", "read me", "lists"):
            return None
        return headings.of_practices(sheet.rows, is_named=kind == "practices")

    def _header(self, practices: Sequence[tuple[Sheet, Headings]], others: Sequence[Sheet]) -> ReturnedWorkbook:
        """Determine the language and the roundtable."""
        source = origin.found_in(self._package.properties)
        languages = Counter(head.language for _, head in practices if head.language).most_common(1)
        language = source.language if source and source.language in LANGUAGES else ""
        code, title, meeting = next(filter(None, map(_roundtable_in, others)), ("", "", ""))
        return ReturnedWorkbook(
            language=language or (languages[0][0] if languages else LANGUAGES[0]),
            origin=source,
            code=code or (source.code if source else ""),
            title=title,
            meeting=meeting,
        )

    def _without_title_numbers(self, rows: list[ReturnedRow]) -> list[ReturnedRow]:
        """Leave out the running numbers before the titles of practices that are not ours."""
        others = {n: row.texts.get("title", "") for n, row in enumerate(rows) if not row.identity}
        for (n, title), length in zip(others.items(), title_numbers(list(others.values())), strict=True):
            if length:
                row, bare_title = rows[n], title[length:]
                words = len(title.split()) - len(bare_title.split())
                self._account.words_ignored += words
                self._account.ignored.append(Ignored(title[:length].strip(), RUNNING_NUMBER, row.where("title")))
                rows[n] = replace(
                    row,
                    texts={**row.texts, "title": bare_title},
                    record=replace(row.record, id="", title=bare_title),
                    words_mapped=row.words_mapped - words,
                )
        return rows

    def _without_repeats(self, rows: Iterable[ReturnedRow]) -> tuple[ReturnedRow, ...]:
        """Leave out copies of rows, word for word and with the same id or none."""
        read = [(row, _content(row)) for row in rows]
        first: dict[tuple[object, ...], ReturnedRow] = {}
        for row, content in sorted(read, key=lambda one: not one[0].identity):
            first.setdefault(content, row)
        kept = []
        for row, content in read:
            earlier = first[content]
            if earlier is row or row.identity not in ("", earlier.identity):
                kept.append(row)
                continue
            self._account.words_ignored += row.words_mapped + row.words_kept
            where = "" if earlier.sheet == row.sheet else f" on the sheet “{earlier.sheet}”"
            reason = f"the row stands there twice, in row {earlier.number}{where}, too"
            self._account.ignored.append(Ignored(row.record.title, reason, row.where("title")))
        self._account.words_mapped += sum(row.words_mapped for row in kept)
        self._account.words_kept += sum(row.words_kept for row in kept)
        return tuple(kept)

    def _with_other_sheet(self, workbook: ReturnedWorkbook, sheet: Sheet) -> ReturnedWorkbook:
        kind = headings.kind_of(sheet.name)
        head = None if kind in _NOT_READ else headings.of_mapping(sheet.rows, is_named=kind == "mapping")
        if head is None:
            counts = kind not in ("read me", "lists")  # what explains the workbook is no practice's word
            self._account.leave_out_sheet(sheet, _NOT_READ.get(kind, _UNKNOWN_SHEET), counts=counts)
            return workbook
        targets, marks = mapping_marks.read_sheet(sheet, head, self._account, first=len(workbook.targets))
        return replace(workbook, targets=(*workbook.targets, *targets), marks=(*workbook.marks, *marks))


def _content(row: ReturnedRow) -> tuple[object, ...]:
    return (
        frozenset([(key, text) for key, text in row.texts.items() if text and not text.isspace()]),
        tuple((a, b) for a, b, _ in row.extra),
    )


def _roundtable_in(sheet: Sheet) -> tuple[str, str, str] | None:
    """Return code, title and meeting of the roundtable from the Read me sheet, None from others."""
    if headings.of_mapping(sheet.rows, is_named=False) is not None:
        return None
    by_number = {row.number: row.texts.get(1, "") for row in sheet.rows[:10]}
    for number, text in by_number.items():
        if code := headings.code_in(text):
            return code, by_number.get(number + 1, ""), by_number.get(number + 2, "")
    return None
