"""Sheet of practices: its rows as records, each with what its cells say and what is doubtful about them."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from roundtable.contribution import columns
from roundtable.contribution.cell_formats import Setting
from roundtable.contribution.columns import COLUMNS, HIDDEN
from roundtable.contribution.own_columns import Meanings
from roundtable.contribution_intake import joined_cells
from roundtable.contribution_intake.returned_workbook import ReturnedRow, covered_cells
from roundtable.contribution_intake.row_identity import identity_in, own_id
from roundtable.contribution_intake.sheet_account import SheetAccount
from roundtable.contribution_intake.unknown_columns import PracticesById, UnknownColumns, column_name
from roundtable.contribution_intake.value_lists import ValueSplitter
from roundtable.records.intake import Problem
from roundtable.records.practice import PracticeRecord
from roundtable.sheet_table import amounts, country_above, headings, period
from roundtable.sheet_table.heading_words import PERIOD
from roundtable.sheet_table.headings import Headings
from roundtable.sheet_table.row_kinds import OVER_OTHERS, RowKinds
from roundtable.spreadsheet.number_format import ShownNumber
from roundtable.spreadsheet.shown_cells import GridRow
from roundtable.spreadsheet.workbook_file import Sheet
from roundtable.vocabulary import currencies
from roundtable.vocabulary.empty_values import is_ditto, is_doubtful, is_nothing

_NUMBER = re.compile(r"\d+")
_NOT_READ_YET = PracticeRecord(id="")
_FIELDS = {column.key: column.field for column in COLUMNS} | {PERIOD: "starts"}


class PracticeSheet:
    """Reader of one sheet of practices."""

    def __init__(
        self,
        sheet: Sheet,
        head: Headings,
        *,
        setting: Setting,
        splitter: ValueSplitter,
        account: SheetAccount,
        meanings: Meanings,
        person: str,
        here: PracticesById,
        code: str,
    ) -> None:
        self._sheet = sheet
        self._code = code
        self._head = head
        self._setting = setting
        self._splitter = splitter
        self._account = account
        # columns that our writer hides stay hidden where programs move cells alone, the titles below them too
        ours = {1, len(COLUMNS)} if "id" in head.columns else {head.first("title")}
        self._hidden = account.hidden_columns(sheet, head.row, ours | {head.first(key) for key in HIDDEN})
        texts = next((row.texts for row in sheet.rows if row.number == head.row), {})
        unknown = UnknownColumns(
            sheet, head, self._hidden, setting=setting, account=account, meanings=meanings, person=person, here=here
        )
        self._labels, self._printed = unknown.labels, frozenset(unknown.printed)
        self._first_columns = {key: numbers[0] for key, numbers in head.columns.items()}
        self._several_columns = [(key, numbers) for key, numbers in head.columns.items() if len(numbers) > 1]
        self._no_repeat = {number for key in (*HIDDEN, "title") for number in head.columns.get(key, ())}
        """Columns in which no word repeats what stands above."""
        self._above: dict[int, str] = {}
        """Cells of the row above."""
        self._country_above = ""
        self._numbers_above: Mapping[int, ShownNumber] = {}
        budget = texts.get(head.first("budget"), "")
        printed = currencies.currency_in(amounts.without_unit(budget))
        self._currency, self._unit = currencies.code_of(printed) or printed, amounts.unit_in(budget)
        """Currency and unit in the heading of the budgets."""
        self._kinds = RowKinds(head, setting.places, self._hidden)
        self._country, self._country_at = country_above.over(sheet, head, setting.places)
        if self._country:
            message = f"“{self._country}” was read as the country of every practice of the sheet."
            account.problems.append(Problem("countries", message, self._country_at))

    def rows(self) -> Iterator[ReturnedRow]:
        """Yield the rows; one without an id below a merged title goes on with the row above."""
        title = self._head.first("title")
        before: ReturnedRow | None = None
        for row in self._sheet.rows:
            if row.number < self._head.row:
                self._account.leave_out_row(self._sheet, row, "it stands above the headings")
            elif row.number > self._head.row and self._account.is_hidden(row):
                self._account.leave_out_row(self._sheet, row, "the row is hidden")
                self._note_unread(row)
            elif row.number > self._head.row and (read := self._row(row)):
                if before is not None and not read.identity and title in row.merged:
                    before = joined_cells.continued(before, read)
                    continue
                if before is not None:
                    yield self._with_record(before)
                before = read
        if before is not None:
            yield self._with_record(before)

    def _place(self, column: int, row: int) -> str:
        return self._sheet.place(column, row)

    def _note_unread(self, row: GridRow) -> None:
        identity, _ = identity_in(row.texts.get(self._head.first("id"), ""))
        if identity:
            self._account.unread[identity] = self._place(self._head.first("title"), row.number)

    def _leave_out_other(self, row: GridRow, why: str) -> None:
        """Leave out a row of no practice; the country that it says is that of the rows below."""
        self._account.leave_out_row(self._sheet, row, why)
        if why == OVER_OTHERS:
            said = self._kinds.heading_over(row).strip(" :")
            self._country = said if country_above.is_country(said, self._setting.places) else ""
            self._country_at = self._place(next(iter(row.texts)), row.number)

    def _row(self, row: GridRow) -> ReturnedRow | None:
        """Read one row; None for one of no practice, for an empty one and for repeated headings."""
        head = self._head
        written_id = "" if head.first("id") in row.merged else row.texts.get(head.first("id"), "")
        identity, doubt = identity_in(written_id)
        if not identity and (why := self._kinds.why_no_practice(row)):
            self._leave_out_other(row, why)
            return None
        faults = {**row.faults, **covered_cells(row, head.row, title=head.first("title") if identity else 0)}
        faults.pop(head.first("id"), None)
        cells = {n: text for n, text in row.texts.items() if n not in faults and n not in self._hidden}
        row, dittos = self._with_repeats(row, cells)
        texts, extra, problems = self._texts(row, faults, cells)
        filled = [(key, text) for key, text in texts.items() if text.strip()]
        if not filled and not any(text.strip() for _, text, _ in extra) and not problems:
            self._leave_out_empty(row, "" if identity else written_id)
            return None
        if len(filled) > 1 and all(self._is_heading_of(key, text) for key, text in sorted(filled, key=_length)):
            self._account.leave_out_row(self._sheet, row, "it repeats the headings")
            return None
        columns_of_row = dict(self._first_columns)
        for key, numbers in self._several_columns:
            columns_of_row[key] = next((n for n in numbers if cells.get(n)), numbers[0])
        self._above, self._numbers_above = cells, row.numbers
        self._read_number(row, texts, columns_of_row)
        problems += self._read_period(row, texts, extra, columns_of_row)
        problems += self._read_links(row, texts)
        problems += self._about_repeats(row, dittos)
        said_nothing: set[int] = set()
        if not identity:
            said_nothing, doubts = self._split(row, texts, columns_of_row, cells)
            problems += doubts
            if self._country and texts.get("title") and not texts.get("countries"):
                texts["countries"] = self._country
            problems += self._about_no_country(row, texts, columns_of_row, cells)
        if doubt:
            problems.append(Problem("id", doubt, self._place(head.first("id"), row.number)))
        words_mapped, words_kept = self._words(row, cells, texts, extra, said_nothing)
        return ReturnedRow(
            sheet=self._sheet.name,
            number=row.number,
            identity=identity,
            revision=_revision(row.texts.get(head.first("revision"), "").strip()) if identity else 0,
            columns=columns_of_row,
            texts=texts,
            extra=tuple(extra),
            merged={key: str(row.merged[n]) for key, n in columns_of_row.items() if n in row.merged},
            printed=self._printed,
            words_mapped=words_mapped,
            words_kept=words_kept,
            is_turned=self._sheet.is_turned,
            dittos={key: text for number, text in dittos.items() if (key := head.key_at(number))},
            record=_NOT_READ_YET,
            problems=tuple(problems),
        )

    def _is_heading_of(self, key: str, text: str) -> bool:
        """Tell whether a text is a heading of a key's columns, in any language; “Practice 3” is a title."""
        if headings.key_of(text) != key:
            return False
        numbers = {number for column in self._head.columns[key] for number in _NUMBER.findall(self._heading(column))}
        return {*_NUMBER.findall(text)} <= numbers

    def _leave_out_empty(self, row: GridRow, no_identity: str) -> None:
        """Note the id of a row that was cleared, and leave out what stands in its place and is none."""
        self._note_unread(row)
        if no_identity.strip():
            self._account.leave_out(self._sheet, row, self._head.first("id"), "it is no practice's identity")

    def _split(
        self, row: GridRow, texts: dict[str, str], columns_of_row: dict[str, int], cells: dict[int, str]
    ) -> tuple[set[int], list[Problem]]:
        """Write one value a line into the ``texts`` of a new row; return the columns that say nothing, and doubts."""
        said_nothing: set[int] = set()
        doubts = []
        for key, text in [(key, text) for key, text in texts.items() if text.strip()]:
            texts[key] = self._splitter.cell(key, text)
            if texts[key]:
                continue
            said_nothing.update(n for n in self._head.columns.get(key, ()) if n in cells)
            if is_doubtful(text):
                message = f"“{text.strip()}” was read as nothing."
                doubts.append(Problem(_FIELDS[key], message, self._place(columns_of_row[key], row.number)))
        for number in sorted(said_nothing):
            self._account.leave_out(self._sheet, row, number, "it says that there is nothing")
        return said_nothing, doubts

    def _about_no_country(
        self, row: GridRow, texts: Mapping[str, str], columns_of_row: Mapping[str, int], cells: Mapping[int, str]
    ) -> Iterator[Problem]:
        """Tell of an empty cell below a country, which may be meant to count for it, too: nobody can know."""
        said = [cells[n].strip() for n in self._head.columns.get("countries", ()) if cells.get(n, "").strip()]
        if said:
            self._country_above = "; ".join(said)
        elif self._country_above and self._begins_practice(row, texts) and not texts.get("countries"):
            message = (
                f"It names no country. “{self._country_above}” stands above it and was not used for this practice; "
                "if it counts here, write it into every row."
            )
            yield Problem("countries", message, self._place(columns_of_row["countries"], row.number))

    def _begins_practice(self, row: GridRow, texts: Mapping[str, str]) -> bool:
        """Tell whether a row has a title of its own, rather than that of the row above in a merged area."""
        return bool(texts.get("title")) and self._head.first("title") not in row.merged

    def _words(
        self,
        row: GridRow,
        cells: dict[int, str],
        texts: dict[str, str],
        extra: Sequence[tuple[str, str, int]],
        said_nothing: set[int],
    ) -> tuple[int, int]:
        """Count the words of a row that go into fields, and those that are kept in the internal notes."""
        words = {n: len(row.texts[n].split()) for n in cells if n not in row.merged}
        kept = {column for label, _, column in extra if label not in self._printed}
        printed = {column for label, _, column in extra if label in self._printed}
        keys = (*texts, *(PERIOD,) * ("starts" in texts or "ends" in texts))
        of_fields = [n for key in keys for n in self._head.columns.get(key, ()) if n not in kept | printed]
        mapped = sum(words.get(n, 0) for n in of_fields if n not in said_nothing)
        return mapped + sum(words.get(n, 0) for n in printed), sum(words.get(n, 0) for n in kept)

    def _with_repeats(self, row: GridRow, cells: dict[int, str]) -> tuple[GridRow, dict[int, str]]:
        """Write into ``cells`` what stands above where one repeats it.

        Returns the row with the numbers above these, and what they say, by column.
        """
        dittos = {
            number: text
            for number, text in cells.items()
            if number not in self._no_repeat and is_ditto(text) and self._above.get(number, "").strip()
        }
        cells.update((number, self._above[number]) for number in dittos)
        repeated = {number: one for number, one in self._numbers_above.items() if number in dittos}
        return (replace(row, numbers={**row.numbers, **repeated}) if repeated else row), dittos

    def _about_repeats(self, row: GridRow, dittos: Mapping[int, str]) -> Iterator[Problem]:
        """Tell of columns that are no field; the merge tells of fields, once it knows what is here."""
        for number, text in dittos.items():
            if number in self._labels:
                message = f"“{text.strip()}” was read as what stands above it."
                yield Problem("notes", message, self._place(number, row.number))

    def _texts(
        self, row: GridRow, faults: dict[int, str], cells: dict[int, str]
    ) -> tuple[dict[str, str], list[tuple[str, str, int]], list[Problem]]:
        """Return the row's texts by column key, those without a field, and what is wrong with its cells."""
        problems = [
            Problem(self._field_at(number), message, self._place(number, row.number))
            for number, message in sorted({**row.doubts, **faults}.items())
            if number not in self._hidden and number != self._head.first("revision")
        ]
        extra = [
            (label, cells[number], number) for number, label in self._labels.items() if cells.get(number, "").strip()
        ]
        texts: dict[str, str] = {}
        is_plain = not faults and not self._hidden
        for key, numbers in self._head.columns.items():
            if is_plain and len(numbers) == 1 and key not in HIDDEN and numbers[0] not in self._head.roles:
                texts[key] = cells.get(numbers[0], "")
                continue
            if key in HIDDEN or any(number in faults or number in self._hidden for number in numbers):
                for number in numbers:
                    if number in cells and key not in HIDDEN:  # beside a cell that could not be read
                        self._account.leave_out(self._sheet, row, number, "a cell beside it could not be read")
                continue
            filled = [(number, self._with_role(number, cells[number])) for number in numbers if cells.get(number)]
            texts[key], others = joined_cells.of_columns(key, filled) if filled else ("", [])
            for number, text in others:
                extra.append((column_name(key), text, number))
                message = (
                    f"Another column is “{column_name(key)}”, too, and differs; this one is kept in the internal notes."
                )
                problems.append(Problem(_FIELDS[key], message, self._place(number, row.number)))
        return texts, extra, problems

    def _with_role(self, number: int, text: str) -> str:
        """Say the role of every organisation in a column of funders or coordinators."""
        role = self._head.roles.get(number)
        return self._splitter.organisations(text, role) if role else text

    def _read_number(self, row: GridRow, texts: dict[str, str], columns_of_row: dict[str, int]) -> None:
        """Divide a budget's number format into amount and currency."""
        number = row.numbers.get(columns_of_row.get("budget", 0))
        currency = self._currency
        if number is not None and texts.get("budget") == number.text:
            currency = number.currency or currency
            said = texts.get("currency", "").strip()
            if not number.currency or not said or currencies.code_of(said) == number.currency:
                texts["budget"] = number.amount
        if self._unit > 1 and texts.get("budget"):
            texts["budget"] = amounts.in_full(texts["budget"], self._unit)
        has_budget = texts.get("budget", "").strip() and not is_nothing(texts["budget"])
        if currency and has_budget and not texts.get("currency", "").strip():
            texts["currency"] = currency
            columns_of_row["currency"] = columns_of_row["budget"]

    def _read_period(
        self,
        row: GridRow,
        texts: dict[str, str],
        extra: list[tuple[str, str, int]],
        columns_of_row: dict[str, int],
    ) -> Iterator[Problem]:
        """Divide a period into start and end; one that is none, or beside others, is kept in the internal notes."""
        said = texts.pop(PERIOD, "")
        if not said.strip():
            return
        number = columns_of_row[PERIOD]
        if is_nothing(said):
            self._account.leave_out(self._sheet, row, number, "it says that there is nothing")
            return
        found = period.split(said)
        if found is None or texts.get("starts", "").strip() or texts.get("ends", "").strip():
            extra.append((self._heading(number), said, number))
            message = f"“{said.strip()[:60]}” is no start and end; it is kept in the practice's internal notes."
            yield Problem("notes", message, self._place(number, row.number))
            return
        for key, text in zip(("starts", "ends"), found, strict=True):
            if text:
                texts[key], columns_of_row[key] = text, number

    def _heading(self, number: int) -> str:
        texts = next((row.texts for row in self._sheet.rows if row.number == self._head.row), {})
        return " ".join(texts.get(number, "").split())

    def _read_links(self, row: GridRow, texts: dict[str, str]) -> Iterator[Problem]:
        """Write out the addresses behind links and contacts; report those behind other cells."""
        for number, address in row.links.items():
            key, shown = self._head.key_at(number), row.texts.get(number, "")
            if key in ("web_links", "contact") and shown and key in texts:
                texts[key] = texts[key].replace(shown, joined_cells.with_address(shown, address), 1)
            elif key and shown.strip() and address.removeprefix("mailto:").casefold() not in shown.casefold():
                message = f"The link behind it leads to {address[:200]}; it was not imported."
                yield Problem(_FIELDS[key], message, self._place(number, row.number))

    def _field_at(self, number: int) -> str:
        key = self._head.key_at(number)
        return _FIELDS[key] if key else "notes"

    def _with_record(self, row: ReturnedRow) -> ReturnedRow:
        fields = columns.read({key: text for key, text in row.texts.items() if text}, self._setting)
        fields.pop("image", None)
        notes = "\n".join(row.notes())
        printed = tuple((label, text.rstrip()) for label, text, _ in row.extra if label in row.printed)
        uid = row.identity or own_id(self._code, fields)
        return replace(row, record=PracticeRecord(id=uid, **fields, notes=notes, extra=printed))  # type: ignore[arg-type] # each column is of its field's type


def _length(cell: tuple[str, str]) -> int:
    return len(cell[1])


def _revision(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else 0
