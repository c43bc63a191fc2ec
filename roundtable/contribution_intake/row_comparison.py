"""Three-way comparison of a workbook row with a practice, field by field.

All three sides are compared as cell text, so that what cells cannot hold never looks like an edit.
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

_NOT_COMPARED = ("id", "revision", "image")
"""Columns that are no field values."""
_SHOWN = tuple(column for column in COLUMNS if column.field not in _NOT_COMPARED)
_FIELDS: dict[str, list[str]] = {}
for _column in _SHOWN:
    _FIELDS.setdefault(_column.field, []).append(_column.key)
_WIDE = dict.fromkeys(map(ord, "\u00a0\u1680\u202f\u205f\u3000\t" + "".join(map(chr, range(0x2000, 0x200B)))), " ")
_BEFORE_LINE_END = re.compile(" +(?=\n)")

Texts = Mapping[str, str]


def bare(text: str) -> str:
    """Normalise what spreadsheet programs change: kinds of blanks, and trailing blanks."""
    return _BEFORE_LINE_END.sub("", text.translate(_WIDE)).strip() if text else text


@dataclass(frozen=True, slots=True)
class Base:
    """The practice at the time of export; the flags say whether contact and extra labels were in the workbook."""

    record: PracticeRecord
    has_contact: bool = True
    has_extra: bool = False


@dataclass(frozen=True, slots=True)
class ComparisonResult:
    """The merged practice, the conflicts and further problems."""

    record: PracticeRecord
    conflicts: tuple[Problem, ...]
    notes: tuple[Problem, ...]


class RowComparison:
    """Comparison of rows with practices.

    ``canonical`` returns terms in the vocabulary's form, ``localised`` names them in the workbook's language,
    ``split`` returns the values on a line of a field.
    """

    def __init__(
        self,
        setting: Setting,
        canonical: Callable[[TermKind, tuple[str, ...]], tuple[str, ...]],
        localised: Mapping[tuple[TermKind, str], str],
        split: Callable[[str, str], Sequence[str]],
    ) -> None:
        self._setting = setting
        self._canonical = canonical
        self._localised = localised
        self._split = split

    def is_as_here(self, row: ReturnedRow, here: PracticeRecord) -> bool:
        """Return whether the row equals the practice."""
        texts = self._texts(here)
        if any(
            row.texts[key] != text and bare(row.texts[key]) != bare(text)
            for key, text in texts.items()
            if key in row.texts
        ):
            return False
        image = here.image.name if here.image else ""
        return not row.extra and bare(row.texts.get("image", "")) in ("", bare(image))

    def compare(
        self, row: ReturnedRow, here: PracticeRecord, base: Base | None, *, takes_all: bool
    ) -> ComparisonResult:
        """Merge what changed in the file alone; what changed on both sides is a conflict and stays.

        Without a base, empty fields are filled and differing ones conflict; an empty cell changes nothing.
        ``takes_all`` resolves conflicts to the file's side.
        """
        texts_here, texts_then = self._texts(here), self._texts(base.record) if base else None
        taken: dict[str, object] = {}
        conflicts: list[Problem] = []
        for field, keys in _FIELDS.items():
            cells = [key for key in keys if key in row.texts]
            if all(bare(row.texts[key]) == bare(texts_here[key]) for key in cells):
                continue
            texts = self._lined(field, row.texts, texts_here, texts_then or texts_here)
            theirs, ours = self._value(field, cells, texts), self._value(field, cells, texts_here)
            if theirs == ours or (field == "contact" and not theirs):
                continue
            then = None if texts_then is None else self._value(field, cells, texts_then)
            if base and field == "contact" and not base.has_contact:
                then = ""
            if theirs == then or (then is None and not theirs):
                continue
            if takes_all or (not ours if then is None else ours == then):
                taken[field] = self._taken(field, texts, texts_here)
            else:
                cell = next(key for key in cells if bare(row.texts[key]) != bare(texts_here[key]))
                conflicts.append(_conflict(field, row.texts[cell], row.where(cell), has_base=then is not None))
        extra = self._extra(row, here, base, conflicts, takes_all=takes_all)
        merged = with_fields(here, **taken, extra=extra) if taken or extra != here.extra else here
        notes = (*_about_places(row, here, merged), *_about_image(row, here))
        return ComparisonResult(merged, tuple(conflicts), notes)

    def _texts(self, record: PracticeRecord) -> dict[str, str]:
        """Return the practice's cells, terms in the workbook's language."""
        if self._localised:
            named = {
                field: tuple(self._localised.get((kind, name), name) for name in getattr(record, field))
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
        """Return a field's cells with a line for each value; a line of our own is not split."""
        cells = {key: texts[key] for key in _FIELDS[field] if key in texts}
        if not any(column.format.is_several for column in _SHOWN if column.field == field):
            return cells
        ours = {bare(line) for one in known for key in _FIELDS[field] for line in one[key].split("\n")}
        return {
            key: "\n".join(
                value
                for line in text.split("\n")
                for value in ([line] if bare(line) in ours else self._split(field, line))
            )
            for key, text in cells.items()
        }

    def _taken(self, field: str, texts: Texts, texts_here: Texts) -> Value:
        """Return the row's value; values whose columns the sheet lacks stay."""
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
        """Merge cells without a field into the practice's extra labels, which the workbook never holds."""
        ours = list(here.extra)
        then = {folded(label): bare(text) for label, text in base.record.extra} if base and base.has_extra else {}
        for label, text, column in row.extra:
            at = next((n for n, (present, _) in enumerate(ours) if folded(present) == folded(label)), len(ours))
            if at == len(ours):
                ours.append((label, ""))
            kept, theirs, before = bare(ours[at][1]), bare(text), then.get(folded(label))
            if not theirs or theirs in (kept, before):
                continue
            if not kept or takes_all or kept == before:
                ours[at] = (ours[at][0], text.rstrip())
            else:
                cell = place(row.sheet, column, row.number)
                conflicts.append(_conflict("extra", text, cell, has_base=before is not None))
        return tuple(pair for n, pair in enumerate(ours) if n < len(here.extra) or pair[1])


def _conflict(field: str, theirs: str, where: str, *, has_base: bool) -> Problem:
    line = " ".join(theirs.split())
    shown = f"“{line if len(line) <= 60 else line[:59] + '…'}”" if line else "nothing"
    if has_base:
        return Problem(
            field, f"It was changed here and in the file, which says {shown}; it stays as it is here.", where
        )
    return Problem(field, f"It differs from the file, which says {shown}; it stays as it is here.", where)


def _about_places(row: ReturnedRow, here: PracticeRecord, merged: PracticeRecord) -> Iterator[Problem]:
    """Yield a problem for each new place that is on no list."""
    for country in merged.countries:
        if country not in here.countries and not country.code:
            yield place_note(row, country)


def cell_with(row: ReturnedRow, field: str, value: str) -> str:
    """Return the key of the field's column that holds the value, else of its first column."""
    keys = [key for key in _FIELDS[field] if key in row.texts]
    return next((key for key in keys if value in row.texts[key]), (keys or _FIELDS[field])[0])


def place_note(row: ReturnedRow, country: Country) -> Problem:
    """Return the problem of a place on no list."""
    return Problem("countries", f"“{country.printed}” is no place on the list.", row.where("countries"))


def _about_image(row: ReturnedRow, here: PracticeRecord) -> Iterator[Problem]:
    """Yield a problem where the cell names another picture: it cannot hold one."""
    name, present = bare(row.texts.get("image", "")), bare(writable(here.image.name)) if here.image else ""
    if name and name != present:
        yield image_note(row)


def image_note(row: ReturnedRow) -> Problem:
    """Return the problem of a picture that the row only names."""
    message = f"The workbook only names the picture “{bare(row.texts['image'])[:60]}”; attach the file to the practice."
    return Problem("image", message, row.where("image"))
