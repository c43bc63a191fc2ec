"""Columns whose headings are those of no field: what people said of them, or what stands below them, tells them."""

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence, Set

from roundtable.contribution import own_columns
from roundtable.contribution.cell_formats import Setting
from roundtable.contribution.columns import BY_KEY
from roundtable.contribution.own_columns import Meanings
from roundtable.contribution_intake.row_identity import identity_in
from roundtable.contribution_intake.sheet_account import SheetAccount
from roundtable.contribution_intake.value_lists import bare
from roundtable.paper_text.table_layout import is_number_heading
from roundtable.records.intake import OwnColumn, Problem
from roundtable.records.practice import PracticeRecord
from roundtable.sheet_table import headings
from roundtable.sheet_table.heading_words import PERIOD
from roundtable.sheet_table.headings import Headings
from roundtable.spreadsheet.workbook_file import Sheet
from roundtable.vocabulary.term_lookup import folded

_SUM = re.compile(r"\s*(?:sub|sous)?[- ]?tota", re.IGNORECASE)
_FORM = re.compile(r"(?:field|item|question|label|information|element|champ|rubrique|campo|pregunta|dato)s?")
"""Heading of the labels of a form whose records go down."""
_MOST_COMPARED = 200
"""Practices that a column is compared with."""
_ALIKE = 0.6
"""Share of a column's cells that must say what the practices have in one field."""

PracticesById = Callable[[Sequence[str]], Sequence[PracticeRecord]]
"""Lookup of the practices here by the ids that a workbook's rows bring."""


def none_here(_ids: Sequence[str]) -> Sequence[PracticeRecord]:
    """Return no practices, as where there is no workspace."""
    return ()


def column_name(key: str) -> str:
    """Return the English heading of a column of ours, for messages."""
    return "Period" if key == PERIOD else BY_KEY[key].headings["en"]


_NAMES = ("countries", "partners")


class UnknownColumns:
    """Take the columns that turn out to be fields into the headings; label the others in ``labels``, by number.

    ``printed`` are the labels of those that a person made printed fields.
    """

    def __init__(
        self,
        sheet: Sheet,
        head: Headings,
        hidden: Set[int],
        *,
        setting: Setting,
        account: SheetAccount,
        meanings: Meanings,
        person: str,
        here: PracticesById,
    ) -> None:
        self._sheet = sheet
        self._head = head
        self._setting = setting
        self._here = here
        self._compared: list[tuple[Mapping[int, str], PracticeRecord]] | None = None
        """Cells of rows with the practices here that their ids name, once they are looked up."""
        self._account = account
        self._meanings = meanings
        self._person = person
        texts = next((row.texts for row in sheet.rows if row.number == head.row), {})
        self._sender = own_columns.sender_of(texts.values())
        self._taken: Counter[str] = Counter()
        self.labels: dict[int, str] = {}
        self.printed: set[str] = set()
        below = self._cells_below()
        self._find_links(below)
        known = {number for numbers in head.columns.values() for number in numbers}
        for number in sorted(below.keys() - known - hidden):
            self._read(number, below[number])

    def _cells_below(self) -> dict[int, list[str]]:
        below: dict[int, list[str]] = {}
        for row in self._sheet.rows:
            if row.number > self._head.row and not self._account.is_hidden(row):
                for number in (*row.texts, *row.faults):
                    below.setdefault(number, []).append(row.texts.get(number, ""))
        return below

    def _find_links(self, below: Mapping[int, Sequence[str]]) -> None:
        """Read a column of places or organisations as links where addresses alone stand in it: “Where to read more”."""
        columns = self._head.columns
        of_names = [(key, number) for key in _NAMES for number in columns.get(key, ())]
        for key, number in of_names:
            lines = [line for text in below.get(number, ()) for line in text.split("\n") if line.strip()]
            if lines and headings.key_by_content(lines, self._setting.places) == "web_links":
                columns[key] = tuple(other for other in columns[key] if other != number)
                columns["web_links"] = (*columns.get("web_links", ()), number)
                where = self._sheet.place(number, self._head.row)
                self._account.problems.append(Problem("web_links", "The column was read as web links.", where))
        for key in [key for key, numbers in columns.items() if not numbers]:
            del columns[key]

    def _read(self, number: int, below: Sequence[str]) -> None:
        """Tell what one column is."""
        where = self._sheet.place(number, self._head.row)
        heading = self._head.others.get(number, "")
        label = heading or f"Column {where.partition('!')[2].rstrip('0123456789')}"
        if self._is_running_number(heading, below):
            self._leave_out(number, "it numbers the rows")
            return
        if self._sheet.is_turned and number < self._head.first("title") and _FORM.fullmatch(folded(heading)):
            self._leave_out(number, "it is the heading of the form")
            return
        keys = ((sender, own_columns.known_as(label)) for sender in (self._sender, self._person) if sender)
        said = next((self._meanings[key] for key in keys if key in self._meanings), "")
        by_content = "" if said else self._key_by_content(below) or self._key_by_practices(number)
        key = said if said in own_columns.KEYS else by_content
        example = next((" ".join(text.split())[:80] for text in below if text.strip()), "")
        meaning = said or key or own_columns.NOTE
        self._account.own_columns.append(
            OwnColumn(
                sender=self._sender,
                person=self._person,
                heading=label,
                where=where,
                example=example,
                meaning=meaning,
            )
        )
        if key:
            self._head.columns[key] = (*self._head.columns.get(key, ()), number)
            why = "as it was said" if said else "by what stands below it"
            message = f"“{label}” is no known heading; {why} it was read as “{column_name(key)}”."
            self._account.problems.append(Problem(BY_KEY[key].field, message, where))
        elif said == own_columns.NOTHING:
            self._leave_out(number, "its column is to be left out")
        else:
            self._label(
                number, label, where, why="is no field of a practice" if heading else "has no heading", said=said
            )

    def _label(self, number: int, label: str, where: str, *, why: str, said: str) -> None:
        """Label a column that is no field; one that a person made a printed field needs no message."""
        self._taken[label] += 1
        shown = self.labels[number] = label if self._taken[label] == 1 else f"{label} ({self._taken[label]})"
        if said == own_columns.FIELD:
            self.printed.add(shown)
        else:
            message = f"“{shown}” {why}; what stands below it is kept in the practice's internal notes."
            self._account.problems.append(Problem("notes", message, where))

    def _is_running_number(self, heading: str, below: Sequence[str]) -> bool:
        """Tell whether a column only numbers its rows."""
        filled = [value.strip(" .)") for value in below if value.strip() and not _SUM.match(value)]
        counted = sum(value.isdecimal() and len(value) < 5 for value in filled)
        if is_number_heading(heading):  # headings over the rows may stand in it, too
            return counted * 2 >= len(filled)
        return counted == len(filled) and not heading.strip() and filled[:2] == ["1", "2"]

    def _key_by_content(self, below: Sequence[str]) -> str:
        values = [value for value in below if value.strip()]
        key = headings.key_by_content(values, self._setting.places) if values else ""
        # beside a column of countries others may be those of origin or of destination
        return "" if key == "countries" and key in self._head.columns else key

    def _key_by_practices(self, number: int) -> str:
        """Return the key of the field in which the practices here have what the column says beside their ids."""
        if self._compared is None:
            self._compared = self._practices()
        cells = [(bare(texts.get(number, "")), record) for texts, record in self._compared]
        filled = [(text, record) for text, record in cells if text]
        found = {
            key: sum(text == bare(BY_KEY[key].format.text(record, self._setting)) for text, record in filled)
            for key in own_columns.KEYS
            if filled and key not in self._head.columns
        }
        key = max(found, key=lambda one: found[one], default="")
        return key if key and found[key] >= max(2, _ALIKE * len(filled)) else ""

    def _practices(self) -> list[tuple[Mapping[int, str], PracticeRecord]]:
        """Return the cells of rows with the practices here that their ids name."""
        column = self._head.first("id")
        rows = [row.texts for row in self._sheet.rows if column and row.number > self._head.row][:_MOST_COMPARED]
        by_id = {identity: texts for texts in rows if (identity := identity_in(texts.get(column, ""))[0])}
        return [(by_id[record.id], record) for record in self._here(list(by_id))] if by_id else []

    def _leave_out(self, number: int, why: str) -> None:
        for row in self._sheet.rows:
            if row.number > self._head.row and number in row.texts and not self._account.is_hidden(row):
                self._account.leave_out(self._sheet, row, number, why)
