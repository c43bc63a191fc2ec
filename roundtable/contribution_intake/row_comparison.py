"""What a row of a returned workbook changes in a practice: field by field, three ways, at the level of cells.

Pure; what was lost when the cells were written is lost on all three sides, so that it never looks like an edit.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from roundtable.contribution import columns
from roundtable.contribution.cell_formats import Setting, Value
from roundtable.contribution.columns import COLUMNS
from roundtable.contribution_intake.returned_workbook import ReturnedRow, place
from roundtable.contribution_intake.value_lists import TERMS
from roundtable.records.intake import Problem
from roundtable.records.practice import Country, PracticeRecord, with_fields
from roundtable.records.vocabulary import TermKind
from roundtable.spreadsheet.cell_text import writable
from roundtable.vocabulary.term_lookup import folded

_APART = ("id", "revision", "image")
"""Columns that are no plain values: who the row is, what it was written from, the name of a file."""
_SHOWN = tuple(column for column in COLUMNS if column.field not in _APART)
_FIELDS: dict[str, list[str]] = {}
for _column in _SHOWN:
    _FIELDS.setdefault(_column.field, []).append(_column.key)
_WIDE = dict.fromkeys(map(ord, "\u00a0\u1680\u202f\u205f\u3000\t" + "".join(map(chr, range(0x2000, 0x200B)))), " ")
_BEFORE_LINE_END = re.compile(" +(?=\n)")

Texts = Mapping[str, str]


def bare(text: str) -> str:
    """Fold away what two programs write differently without anybody's doing: kinds of blanks, and blanks at an end."""
    return _BEFORE_LINE_END.sub("", text.translate(_WIDE)).strip() if text else text


@dataclass(frozen=True, slots=True)
class Base:
    """Hold the practice as it was when the workbook was written.

    ``has_contact`` tells whether its contact went along, ``has_extra`` whether what has no field did.
    """

    record: PracticeRecord
    has_contact: bool = True
    has_extra: bool = False


@dataclass(frozen=True, slots=True)
class Compared:
    """Hold the practice with what is taken from the file, the conflicts, and what else there is to say."""

    record: PracticeRecord
    conflicts: tuple[Problem, ...]
    notes: tuple[Problem, ...]


class Comparing:
    """Compare rows with practices.

    ``canonical`` gives terms of a kind the form they have here, ``spoken`` names them in the workbook's language;
    ``taken_apart`` finds the values on a line of a field.
    """

    def __init__(
        self,
        setting: Setting,
        canonical: Callable[[TermKind, tuple[str, ...]], tuple[str, ...]],
        spoken: Mapping[tuple[TermKind, str], str],
        taken_apart: Callable[[str, str], Sequence[str]],
    ) -> None:
        self._setting = setting
        self._canonical = canonical
        self._spoken = spoken
        self._taken_apart = taken_apart

    def is_as_here(self, row: ReturnedRow, here: PracticeRecord) -> bool:
        """Tell whether the row says just what the practice says."""
        texts = self._texts(here)
        if any(
            row.texts[key] != text and bare(row.texts[key]) != bare(text)
            for key, text in texts.items()
            if key in row.texts
        ):
            return False
        image = here.image.name if here.image else ""
        return not row.extra and bare(row.texts.get("image", "")) in ("", bare(image))

    def compare(self, row: ReturnedRow, here: PracticeRecord, base: Base | None, *, takes_all: bool) -> Compared:
        """Take what was changed in the file alone; what was changed on both sides is a conflict and stays.

        Without a base, what is empty here is taken and what differs is a conflict; an empty cell changes nothing.
        ``takes_all`` takes the file's side of conflicts.
        """
        texts_here, texts_then = self._texts(here), self._texts(base.record) if base else None
        taken: dict[str, object] = {}
        conflicts: list[Problem] = []
        for field, keys in _FIELDS.items():
            cells = [key for key in keys if key in row.texts]
            if all(bare(row.texts[key]) == bare(texts_here[key]) for key in cells):
                continue
            texts = self._lined(field, row.texts, texts_here, texts_then or texts_here)
            there, ours = self._value(field, cells, texts), self._value(field, cells, texts_here)
            if there == ours or (field == "contact" and not there):
                continue
            then = None if texts_then is None else self._value(field, cells, texts_then)
            if base and field == "contact" and not base.has_contact:
                then = ""
            if there == then or (then is None and not there):
                continue
            if takes_all or (not ours if then is None else ours == then):
                taken[field] = self._taken(field, texts, texts_here)
            else:
                cell = next(key for key in cells if bare(row.texts[key]) != bare(texts_here[key]))
                conflicts.append(_conflict(field, row.texts[cell], row.where(cell), has_base=then is not None))
        extra = self._extra(row, here, base, conflicts, takes_all=takes_all)
        merged = with_fields(here, **taken, extra=extra) if taken or extra != here.extra else here
        notes = (*_about_places(row, here, merged), *_about_image(row, here))
        return Compared(merged, tuple(conflicts), notes)

    def _texts(self, record: PracticeRecord) -> dict[str, str]:
        """Write the practice's cells, terms in the workbook's language."""
        if self._spoken:
            named = {
                field: tuple(self._spoken.get((kind, name), name) for name in getattr(record, field))
                for field, kind in TERMS.items()
            }
            record = with_fields(record, **named)
        return {
            column.key: writable(text) if (text := column.format.text(record, self._setting)) else ""
            for column in _SHOWN
        }

    def _value(self, field: str, cells: list[str], texts: Texts) -> Value:
        return self._read(field, {key: bare(texts[key]) for key in cells})

    def _read(self, field: str, texts: Texts) -> Value:
        value = columns.read(texts, self._setting)[field]
        return self._canonical(TERMS[field], value) if field in TERMS else value  # type: ignore[arg-type] # terms are texts

    def _lined(self, field: str, texts: Texts, *known: Texts) -> dict[str, str]:
        """Return a field's cells with a line for each value; a line that we wrote ourselves stays whole."""
        cells = {key: texts[key] for key in _FIELDS[field] if key in texts}
        if not any(column.format.is_several for column in _SHOWN if column.field == field):
            return cells
        ours = {bare(line) for one in known for key in _FIELDS[field] for line in one[key].split("\n")}
        return {
            key: "\n".join(
                value
                for line in text.split("\n")
                for value in ([line] if bare(line) in ours else self._taken_apart(field, line))
            )
            for key, text in cells.items()
        }

    def _taken(self, field: str, texts: Texts, texts_here: Texts) -> Value:
        """Return what the row says; values whose columns the sheet lacks stay."""
        value = self._read(field, {key: text.rstrip() for key, text in texts.items()})
        lacking = {key: texts_here[key] for key in _FIELDS[field] if key not in texts}
        if not isinstance(value, tuple) or not lacking:
            return value
        return tuple(dict.fromkeys((*value, *self._read(field, lacking))))  # type: ignore[misc] # lists alone have several columns

    def _extra(
        self,
        row: ReturnedRow,
        here: PracticeRecord,
        base: Base | None,
        conflicts: list[Problem],
        *,
        takes_all: bool,
    ) -> tuple[tuple[str, str], ...]:
        """Add what has no field to the practice's labels; the workbook never holds those that it has."""
        ours = list(here.extra)
        then = {folded(label): bare(text) for label, text in base.record.extra} if base and base.has_extra else {}
        for label, text, column in row.extra:
            at = next((n for n, (present, _) in enumerate(ours) if folded(present) == folded(label)), len(ours))
            if at == len(ours):
                ours.append((label, ""))
            kept, there, before = bare(ours[at][1]), bare(text), then.get(folded(label))
            if not there or there in (kept, before):
                continue
            if not kept or takes_all or kept == before:
                ours[at] = (ours[at][0], text.rstrip())
            else:
                cell = place(row.sheet, column, row.number)
                conflicts.append(_conflict("extra", text, cell, has_base=before is not None))
        return tuple(pair for n, pair in enumerate(ours) if n < len(here.extra) or pair[1])


def _conflict(field: str, there: str, where: str, *, has_base: bool) -> Problem:
    line = " ".join(there.split())
    shown = f"“{line if len(line) <= 60 else line[:59] + '…'}”" if line else "nothing"
    if has_base:
        return Problem(
            field, f"It was changed here and in the file, which says {shown}; it stays as it is here.", where
        )
    return Problem(field, f"It differs from the file, which says {shown}; it stays as it is here.", where)


def _about_places(row: ReturnedRow, here: PracticeRecord, merged: PracticeRecord) -> Iterator[Problem]:
    """Name the places that were taken and are on no list."""
    for country in merged.countries:
        if country not in here.countries and not country.code:
            yield place_note(row, country)


def cell_with(row: ReturnedRow, field: str, value: str) -> str:
    """Return the key of the field's first column that holds the value, of its first column where none does."""
    keys = [key for key in _FIELDS[field] if key in row.texts]
    return next((key for key in keys if value in row.texts[key]), (keys or _FIELDS[field])[0])


def place_note(row: ReturnedRow, country: Country) -> Problem:
    """Say that a place is on no list."""
    return Problem("countries", f"“{country.printed}” is no place on the list.", row.where("countries"))


def _about_image(row: ReturnedRow, here: PracticeRecord) -> Iterator[Problem]:
    """Say what a cell cannot do: it holds a picture's name, not the picture."""
    name, present = bare(row.texts.get("image", "")), bare(writable(here.image.name)) if here.image else ""
    if name and name != present:
        yield image_note(row)


def image_note(row: ReturnedRow) -> Problem:
    """Say how the picture that a row names comes in."""
    said = f"The workbook only names the picture “{bare(row.texts['image'])[:60]}”; attach the file to the practice."
    return Problem("image", said, row.where("image"))
