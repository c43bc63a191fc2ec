"""Three-way comparison of a workbook row with a practice, field by field.

All three sides are compared as cell text, so that what cells cannot hold never looks like an edit.
"""

from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from roundtable.contribution import columns
from roundtable.contribution.cell_formats import Setting, Value
from roundtable.contribution.columns import COLUMNS
from roundtable.contribution_intake.returned_workbook import ReturnedRow
from roundtable.contribution_intake.value_lists import TERMS, bare, without_signs
from roundtable.exchange.decisions import Decisions
from roundtable.records.intake import Change, Conflict, Problem
from roundtable.records.practice import PracticeRecord, with_fields
from roundtable.records.vocabulary import TermKind
from roundtable.spreadsheet.cell_text import writable
from roundtable.vocabulary.empty_values import is_doubtful
from roundtable.vocabulary.numbered_lists import objectives_in, targets_in
from roundtable.vocabulary.term_lookup import folded

_NOT_COMPARED = ("id", "revision", "image")
"""Columns that are no field values."""
_SHOWN = tuple(column for column in COLUMNS if column.field not in _NOT_COMPARED)
_FIELDS: dict[str, list[str]] = {}
for _column in _SHOWN:
    _FIELDS.setdefault(_column.field, []).append(_column.key)
_NEEDED = tuple(column.field for column in COLUMNS if column.is_required)
_PROSE = frozenset(("summary", "results", "lessons"))

_NAMED_BY_NUMBER: Mapping[str, Callable[[str], list[str]]] = {
    "gcm_objectives": objectives_in,
    "sdg_targets": targets_in,
}

Texts = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Base:
    """The practice at the time of export; the flags say whether contact and extra labels were in the workbook."""

    record: PracticeRecord
    has_contact: bool = True
    has_extra: bool = False


@dataclass(frozen=True, slots=True)
class ComparisonResult:
    """The merged practice, what changes in it, the conflicts, what stays though the cell is empty, and problems."""

    record: PracticeRecord
    changes: tuple[Change, ...]
    conflicts: tuple[Conflict, ...]
    emptied: tuple[Conflict, ...]
    notes: tuple[Problem, ...]

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Describe the conflicts as problems."""
        return tuple(map(_problem, self.conflicts))


class _Difference(NamedTuple):
    """One field that differs: its first such column, the three sides' values; ``then`` is None where unknown."""

    key: str
    theirs: Value
    ours: Value
    then: Value | None


class RowComparison:
    """Comparison of rows with practices.

    ``canonical`` returns terms in the vocabulary's form, ``localised`` names them in the workbook's language,
    ``clean`` returns a column's cell with one value a line, without changing lines of our own.
    """

    def __init__(
        self,
        setting: Setting,
        canonical: Callable[[TermKind, tuple[str, ...]], tuple[str, ...]],
        localised: Mapping[tuple[TermKind, str], str],
        clean: Callable[[str, str, Container[str]], str],
    ) -> None:
        self._setting = setting
        self._canonical = canonical
        self._localised = localised
        self._clean = clean
        self._permuted: set[str] = set()

    def find_permuted(self, pairs: Iterable[tuple[ReturnedRow, PracticeRecord]]) -> None:
        """Find the columns whose changed cells hold the same values in another order: somebody sorted them alone."""
        theirs: dict[str, Counter[str]] = {}
        ours: dict[str, Counter[str]] = {}
        for row, here in pairs:
            texts_here = self._texts(here)
            texts = row.beside(texts_here).texts
            for key, text in texts_here.items():
                if key in texts and bare(texts[key]) != bare(text):
                    theirs.setdefault(key, Counter())[bare(texts[key])] += 1
                    ours.setdefault(key, Counter())[bare(text)] += 1
        self._permuted = {key for key, values in theirs.items() if values == ours[key]}

    def is_as_here(self, row: ReturnedRow, here: PracticeRecord) -> bool:
        """Return whether the row equals the practice."""
        texts = self._texts(here)
        row = row.beside(texts)
        if any(
            row.texts[key] != text and bare(row.texts[key]) != bare(text)
            for key, text in texts.items()
            if key in row.texts
        ):
            return False
        image = here.image.name if here.image else ""
        return not row.extra and bare(row.texts.get("image", "")) in ("", bare(image))

    def compare(
        self, row: ReturnedRow, here: PracticeRecord, base: Base | None, decisions: Decisions
    ) -> ComparisonResult:
        """Merge what changed in the file alone; what changed on both sides is a conflict and stays.

        Without a base, empty fields are filled and differing ones conflict. An emptied field that is needed is
        reported and stays, unless it is decided.
        """
        texts_here, texts_then = self._texts(here), self._texts(base.record) if base else None
        row = row.beside(texts_here, texts_then or {})
        texts = self._cleaned(row.texts, texts_here, texts_then or texts_here)
        taken: dict[str, object] = {}
        changes: list[Change] = []
        conflicts: list[Conflict] = []
        emptied: list[Conflict] = []
        notes = [*_about_doubts(row, texts_here), *row.about_dittos()]
        for field, keys in _FIELDS.items():
            choice, takes = decisions.of(here.id).get(field), decisions.takes(here.id, field)
            found = self._difference(field, base, (texts, texts_here, texts_then))
            if found is None or takes is False:
                continue
            where, before = row.where(found.key), _joined(texts_here, keys)
            if not found.theirs and choice is None and (found.then is None or (field in _NEEDED and not takes)):
                notes.append(
                    Problem(field, f"The cell is empty; “{_short(field, before)}” stays as it is here.", where)
                )
                emptied.append(Conflict(field, before, "", where=where))
            elif found.key in self._permuted and not takes:
                conflicts.append(Conflict(field, before, texts[found.key], before, where))
            elif takes or (not found.ours if found.then is None else found.ours == found.then):
                own = choice.text if choice and choice.side == "text" else None
                value = self._taken(field, texts, texts_here) if own is None else own
                if value == self._value(field, keys, texts_here):  # in other cells
                    continue
                taken[field] = value
                after = _joined({**texts_here, **texts}, keys) if own is None else own
                changes.append(Change(field, before, after, where))
                if found.key in row.merged:
                    area = f"the merged area {row.merged[found.key]}"
                    notes.append(Problem(field, f"It says what {area} shows, which covers several rows.", where))
            else:
                then = None if texts_then is None else _joined(texts_then, keys)
                conflicts.append(Conflict(field, before, _joined({**texts_here, **texts}, keys), then, where))
        extra, added = self._extra(row, here, base, conflicts, decisions)
        merged = with_fields(here, **taken, extra=extra, notes=added)
        for name, old, new in (("extra", here.extra, extra), ("notes", here.notes, added)):
            if old != new:
                changes.append(Change(name, _as_text(old), _as_text(new), row.place(row.extra[0][2])))
        notes += _about_image(row, here)
        return ComparisonResult(merged, tuple(changes), tuple(conflicts), tuple(emptied), tuple(notes))

    def _difference(
        self, field: str, base: Base | None, sides: tuple[Texts, Texts, Texts | None]
    ) -> _Difference | None:
        """Compare one field of the ``sides`` (theirs, ours, then); None where the file changes nothing in it."""
        texts, texts_here, texts_then = sides
        cells = [key for key in _FIELDS[field] if key in texts]
        key = next((key for key in cells if bare(texts[key]) != bare(texts_here[key])), None)
        if key is None:
            return None
        theirs, ours = self._value(field, cells, texts), self._value(field, cells, texts_here)
        then = None if texts_then is None else self._value(field, cells, texts_then)
        if base and field == "contact" and not base.has_contact:
            then = ""
        is_retyped = isinstance(ours, str) and without_signs(texts[key]) == without_signs(texts_here[key])
        is_same = theirs in (ours, then) or is_retyped or (field == "contact" and not theirs)
        return None if is_same else _Difference(key, theirs, ours, then)

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
        """Return what a field means, by which sides are compared: an objective is the same by number and in words."""
        value = self._read(field, {key: bare(texts[key]) for key in cells})
        named = _NAMED_BY_NUMBER.get(field)
        return (
            tuple(entry for line in value for entry in named(str(line)))
            if named and isinstance(value, tuple)
            else value
        )

    def _read(self, field: str, texts: Texts) -> Value:
        value = columns.read(texts, self._setting)[field]
        return self._canonical(TERMS[field], value) if field in TERMS else value  # type: ignore[arg-type] # terms are texts

    def _cleaned(self, texts: Texts, *known: Texts) -> dict[str, str]:
        """Return the row's cells with one value a line; lines of our own are left alone."""
        cleaned = dict(texts)
        for keys in _FIELDS.values():
            ours = {bare(line) for one in known for key in keys for line in (*one[key].split("\n"), one[key])}
            cleaned.update({key: self._clean(key, texts[key], ours) for key in keys if key in texts})
        return cleaned

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
        conflicts: list[Conflict],
        decisions: Decisions,
    ) -> tuple[tuple[tuple[str, str], ...], str]:
        """Merge cells without a field into labels that the practice has, and add all others to its notes."""
        ours = list(here.extra)
        notes = here.notes
        then = {folded(label): bare(text) for label, text in base.record.extra} if base and base.has_extra else {}
        for label, text, column in row.extra:
            at = next((n for n, (present, _) in enumerate(ours) if folded(present) == folded(label)), None)
            if at is None and label in row.printed:
                ours += [(label, text.rstrip())] * (decisions.takes(here.id, "extra") is not False)
                continue
            if at is None:
                note = f"{label}: {text.strip()}"
                if decisions.takes(here.id, "notes") is not False and bare(note) not in bare(notes):
                    notes = f"{notes}\n{note}" if notes else note
                continue
            kept, theirs, before = bare(ours[at][1]), bare(text), then.get(folded(label))
            takes = decisions.takes(here.id, "extra")
            if theirs in (kept, before) or takes is False:
                continue
            if not kept or takes or kept == before:
                ours[at] = (ours[at][0], text.rstrip())
            else:
                cell = row.place(column)
                name = ours[at][0]
                known = None if before is None else f"{name}: {before}"
                conflicts.append(Conflict("extra", f"{name}: {kept}", f"{name}: {theirs}", known, cell))
        return tuple(ours), notes


def _joined(texts: Texts, keys: Sequence[str]) -> str:
    return "\n".join(filter(None, (texts.get(key, "") for key in keys)))


def _as_text(value: str | tuple[tuple[str, str], ...]) -> str:
    return value if isinstance(value, str) else "\n".join(f"{label}: {text}" for label, text in value)


def _short(field: str, text: str) -> str:
    """Return the beginning of a field's text in one line; values one below the other are told apart."""
    lines = [" ".join(line.split()) for line in text.splitlines() if line.strip()]
    line = (" " if field in _PROSE else "; ").join(lines)
    return line if len(line) <= 60 else line[:59] + "…"


def _problem(conflict: Conflict) -> Problem:
    """Describe a conflict; one that began with what is here is of a column that somebody sorted alone."""
    if conflict.base == conflict.here:
        message = "The column holds the same values in another order, as if sorted alone; it stays as it is here."
        return Problem(conflict.field, message, conflict.where)
    shown = f"“{_short(conflict.field, conflict.file)}”" if conflict.file.strip() else "nothing"
    what = "It differs from the file" if conflict.base is None else "It was changed here and in the file"
    return Problem(conflict.field, f"{what}, which says {shown}; it stays as it is here.", conflict.where)


def _about_doubts(row: ReturnedRow, texts_here: Texts) -> Iterator[Problem]:
    """Yield a problem for each cell that says that its value is not known yet."""
    for column in _SHOWN:
        text = row.texts.get(column.key, "")
        if is_doubtful(text) and bare(text) != bare(texts_here[column.key]):
            yield Problem(column.field, f"“{text.strip()}” was read as nothing.", row.where(column.key))


def _about_image(row: ReturnedRow, here: PracticeRecord) -> Iterator[Problem]:
    """Yield a problem where the cell names another picture: it cannot hold one."""
    name, present = bare(row.texts.get("image", "")), bare(writable(here.image.name)) if here.image else ""
    if name and name != present:
        yield image_note(row)


def image_note(row: ReturnedRow) -> Problem:
    """Return the problem of a picture that the row only names."""
    message = f"The workbook only names the image “{bare(row.texts['image'])[:60]}”; attach the file to the practice."
    return Problem("image", message, row.where("image"))
