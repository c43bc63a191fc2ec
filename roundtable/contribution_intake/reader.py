"""Reader of contribution workbooks, our own or a ministry's: rows, marks and a count of every word."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from roundtable.contribution import columns, origin
from roundtable.contribution.cell_formats import Setting
from roundtable.contribution.columns import COLUMNS
from roundtable.contribution.workbook_words import LANGUAGES
from roundtable.contribution_intake import headings
from roundtable.contribution_intake.headings import Headings
from roundtable.contribution_intake.returned_workbook import (
    ContributionIntake,
    ReturnedMarks,
    ReturnedRow,
    ReturnedTarget,
    ReturnedWorkbook,
    place,
)
from roundtable.contribution_intake.row_identity import identified, identity_in
from roundtable.contribution_intake.value_lists import ValueSplitter
from roundtable.errors import InputError
from roundtable.records.collection import Collection
from roundtable.records.intake import Ignored, Loss, Problem
from roundtable.records.practice import PracticeRecord
from roundtable.spreadsheet import workbook_file
from roundtable.spreadsheet.shown_cells import GridRow
from roundtable.spreadsheet.workbook_file import Sheet
from roundtable.vocabulary.place_lookup import Places
from roundtable.vocabulary.term_lookup import Vocabulary

_COLUMNS = {column.key: column for column in COLUMNS}
_HIDDEN = {column.key for column in COLUMNS if column.is_hidden}
_NOT_READ = {
    "read me": "it explains the workbook; only the roundtable's name is taken from it",
    "lists": "it holds what the drop-downs offer",
    "figures": "its figures are counted anew here",
}
_UNKNOWN_SHEET = "it has no row of headings of practices"


def read(file: Path, vocabulary: Vocabulary, places: Places) -> ContributionIntake:
    """Read a contribution workbook; raises InputError for an invalid file or one without a row of headings."""
    return _WorkbookReader(file, vocabulary, places).intake()


class _WorkbookReader:
    """Reader of one workbook's sheets."""

    def __init__(self, file: Path, vocabulary: Vocabulary, places: Places) -> None:
        self._file = file
        self._package = workbook_file.read(file)
        self._splitter = ValueSplitter(vocabulary, places)
        self._places = places
        self._problems: list[Problem] = []
        self._ignored: list[Ignored] = []
        self._mapped = self._kept = self._left_out = 0

    def intake(self) -> ContributionIntake:
        """Read all sheets."""
        found = {sheet.name: self._practices_headings(sheet) for sheet in self._package.sheets}
        practices = [(sheet, head) for sheet in self._package.sheets if (head := found[sheet.name]) is not None]
        if not practices:
            raise InputError(
                f"“{self._file}” holds no practices: no sheet has a row of headings "
                f"such as {headings.expected_headings()}.",
                "Write such headings above the columns, “Title” among them, and try again.",
            )
        workbook = self._header(practices, [sheet for sheet in self._package.sheets if found[sheet.name] is None])
        rows = self._without_repeats(
            row for sheet, head in practices for row in self._rows(sheet, head, workbook.language)
        )
        targets: list[ReturnedTarget] = []
        marks: list[ReturnedMarks] = []
        for sheet in self._package.sheets:
            if found[sheet.name] is None:
                self._other_sheet(sheet, targets, marks)
        if self._package.has_comments:
            self._problems.append(Problem("", "The workbook has comments on cells; they are not taken in.", ""))
        workbook = replace(workbook, rows=rows, targets=tuple(targets), marks=tuple(marks))
        identities = identified(workbook, {})
        return ContributionIntake(
            file=str(self._file),
            kind="contribution",
            collection=Collection(practices=tuple(row.record for row in identities.rows)),
            problems={"": tuple(self._problems), **identities.problems()},
            loss=self._loss(),
            workbook=workbook,
        )

    def _practices_headings(self, sheet: Sheet) -> Headings | None:
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

    def _rows(self, sheet: Sheet, head: Headings, language: str) -> Iterator[ReturnedRow]:
        setting = Setting(language, self._places)
        labels = self._labels(sheet, head)
        for row in sheet.rows:
            if row.number < head.row:
                self._leave_out(sheet, row, "it stands above the headings")
            elif row.number > head.row and (workbook := self._row(sheet, row, head, labels, setting)):
                yield workbook

    def _without_repeats(self, rows: Iterable[ReturnedRow]) -> tuple[ReturnedRow, ...]:
        """Leave out rows repeated word for word on another sheet: a copy of the whole sheet."""
        first: dict[str, ReturnedRow] = {}
        kept = []
        for row in rows:
            earlier = first.setdefault(row.identity, row) if row.identity else row
            if earlier.sheet != row.sheet and (earlier.texts, earlier.extra) == (row.texts, row.extra):
                mapped = sum(len(text.split()) for text in row.texts.values())
                kept_as_note = sum(len(text.split()) for _, text, _ in row.extra)
                self._mapped, self._kept = self._mapped - mapped, self._kept - kept_as_note
                self._left_out += mapped + kept_as_note
                reason = f"the row stands on the sheet “{earlier.sheet}”, too"
                self._ignored.append(Ignored(row.record.title, reason, row.where("title")))
            else:
                kept.append(row)
        return tuple(kept)

    def _labels(self, sheet: Sheet, head: Headings) -> dict[int, str]:
        """Label the columns that are no field; a repeated heading gets a number."""
        used = {number for row in sheet.rows if row.number > head.row for number in (*row.texts, *row.faults)}
        labels: dict[int, str] = {}
        taken: Counter[str] = Counter()
        for number in sorted(used - set(head.columns.values())):
            cell = place(sheet.name, number, head.row)
            text = head.others.get(number, "")
            label = text or f"Column {cell.partition('!')[2].rstrip('0123456789')}"
            taken[label] += 1
            labels[number] = label if taken[label] == 1 else f"{label} ({taken[label]})"
            why = "has no heading" if not text else "is no field of a practice"
            if headings.key_of(text) in head.columns:
                why = "stands there twice"
            said = f"“{labels[number]}” {why}; what stands below it is kept among the practice's further fields."
            self._problems.append(Problem("extra", said, cell))
        return labels

    def _row(
        self, sheet: Sheet, row: GridRow, head: Headings, labels: Mapping[int, str], setting: Setting
    ) -> ReturnedRow | None:
        """Read one row; None for an empty one and for repeated headings."""
        cells, faults, hidden = row.texts, row.faults, [head.columns.get(key, 0) for key in _HIDDEN]
        texts = {
            key: cells.get(number, "")
            for key, number in head.columns.items()
            if number not in faults and number not in hidden
        }
        extra = tuple((label, cells[number], number) for number, label in labels.items() if cells.get(number))
        is_blank = not any(map(str.strip, texts.values())) and not any(text.strip() for _, text, _ in extra)
        if is_blank and not faults.keys() - set(hidden):
            return None
        said = [(key, text) for key, text in texts.items() if text.strip()]
        if len(said) > 1 and all(headings.key_of(text) == key for key, text in said):
            return None  # the headings once more
        doubts = [
            Problem(self._field_at(number, head), said, place(sheet.name, number, row.number))
            for number, said in sorted(faults.items())
            if number != head.columns.get("revision")
        ]
        self._mapped += sum(len(text.split()) for text in texts.values() if text)
        self._kept += sum(len(text.split()) for _, text, _ in extra)
        identity, doubt = identity_in(cells.get(head.columns.get("id", 0), ""))
        web_links = head.columns.get("web_links", 0)
        if web_links in row.links and "web_links" in texts:
            texts["web_links"] = _with_address(texts["web_links"], row.links[web_links])
        if not identity:
            texts = {key: self._one_per_line(key, text) for key, text in texts.items()}
        if doubt:
            doubts.append(Problem("id", doubt, place(sheet.name, head.columns["id"], row.number)))
        revision = cells.get(head.columns.get("revision", 0), "").strip()
        return ReturnedRow(
            sheet=sheet.name,
            number=row.number,
            identity=identity,
            revision=int(revision) if revision.isascii() and revision.isdecimal() and len(revision) < 19 else 0,
            columns=head.columns,
            texts=texts,
            extra=extra,
            record=self._record(identity, texts, extra, setting),
            problems=tuple(doubts),
        )

    def _field_at(self, number: int, head: Headings) -> str:
        key = next((key for key, column in head.columns.items() if column == number), "")
        return _COLUMNS[key].field if key else "extra"

    def _record(
        self, identity: str, texts: Mapping[str, str], extra: Sequence[tuple[str, str, int]], setting: Setting
    ) -> PracticeRecord:
        fields = columns.read(texts, setting)
        fields.pop("image", None)
        return PracticeRecord(id=identity, **fields, extra=tuple((label, text) for label, text, _ in extra))  # type: ignore[arg-type] # each column is of its field's type

    def _one_per_line(self, key: str, text: str) -> str:
        """Put each value on a line of its own."""
        if not text:
            return text
        field = _COLUMNS[key].field
        return "\n".join(value for line in text.split("\n") for value in self._splitter.split(field, line))

    def _other_sheet(self, sheet: Sheet, targets: list[ReturnedTarget], marks: list[ReturnedMarks]) -> None:
        kind = headings.kind_of(sheet.name)
        head = None if kind in _NOT_READ else headings.of_mapping(sheet.rows, is_named=kind == "mapping")
        if head is not None:
            self._mapping(sheet, head, targets, marks)
            return
        words = sum(len(text.split()) for row in sheet.rows for text in row.texts.values())
        if not words:
            return
        if kind not in ("read me", "lists"):  # what explains the workbook is no practice's word
            self._left_out += words
        why = _NOT_READ.get(kind, _UNKNOWN_SHEET)
        self._ignored.append(Ignored(sheet.name, f"the sheet is not read: {why}", sheet.name))

    def _mapping(self, sheet: Sheet, head: Headings, targets: list[ReturnedTarget], marks: list[ReturnedMarks]) -> None:
        numbers = {column: len(targets) + n for n, column in enumerate(head.others)}
        words: Counter[int] = Counter()
        for row in sheet.rows:
            if row.number < head.row:
                self._leave_out(sheet, row, "it stands above the headings")
            if row.number > head.row:
                marks.append(self._marks(sheet, row, head, numbers))
                for column, text in row.texts.items():
                    if column in numbers:
                        words[column] += len(text.split())
                    elif column not in head.columns.values():
                        self._leave_out_cell(sheet, row, column, "it stands below no heading")
        for column, text in head.others.items():
            mark, said = headings.target_of(text)
            where = place(sheet.name, column, head.row)
            targets.append(ReturnedTarget(mark=mark, text=said, where=where, column=column, words=words[column]))
        self._mapped += words.total()

    def _marks(self, sheet: Sheet, row: GridRow, head: Headings, numbers: Mapping[int, int]) -> ReturnedMarks:
        for column, said in row.faults.items():
            self._problems.append(Problem("mappings", said, place(sheet.name, column, row.number)))
        identity, _ = identity_in(row.texts.get(head.columns.get("id", 0), ""))
        return ReturnedMarks(
            sheet=sheet.name,
            number=row.number,
            identity=identity,
            title=row.texts.get(head.columns.get("title", 0), ""),
            title_column=head.columns.get("title", 1),
            cells={number: row.texts.get(column, "") for column, number in numbers.items() if column not in row.faults},
        )

    def _leave_out(self, sheet: Sheet, row: GridRow, reason: str) -> None:
        for column in row.texts:
            self._leave_out_cell(sheet, row, column, reason)

    def _leave_out_cell(self, sheet: Sheet, row: GridRow, column: int, reason: str) -> None:
        self._left_out += len(row.texts[column].split())
        self._ignored.append(Ignored(row.texts[column], reason, place(sheet.name, column, row.number)))

    def _loss(self) -> Loss:
        return Loss(
            words_in=self._mapped + self._kept + self._left_out,
            words_mapped=self._mapped,
            words_kept_as_note=self._kept,
            words_ignored=self._left_out,
            ignored=tuple(self._ignored),
        )


def _with_address(text: str, address: str) -> str:
    """Add the address behind a link that shows only its caption."""
    shows_one = "://" in text or "www." in text or "\n" in text.strip()
    return text if shows_one or not text.strip() else f"{text.strip()}: {address}"


def _roundtable_in(sheet: Sheet) -> tuple[str, str, str] | None:
    """Return code, title and meeting of the roundtable from the Read me sheet, None from others."""
    if headings.of_mapping(sheet.rows, is_named=False) is not None:
        return None
    by_number = {row.number: row.texts.get(1, "") for row in sheet.rows[:10]}
    for number, text in by_number.items():
        if code := headings.code_in(text):
            return code, by_number.get(number + 1, ""), by_number.get(number + 2, "")
    return None
