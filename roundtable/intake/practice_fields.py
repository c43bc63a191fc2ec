"""Build a practice from the lines of its fields, with a list of problems."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from roundtable.intake.header_table import RawField
from roundtable.intake.line_assignment import RawRecord, not_of_summary
from roundtable.intake.partners import partners
from roundtable.intake.unknown_labels import LEFT_OUT, TEXTS, UnknownLabels
from roundtable.intake.web_links import links, lost_hyphen
from roundtable.paper_text.field_fit import Fit, waits_for_more, with_breaks
from roundtable.paper_text.label_layout import HINT
from roundtable.paper_text.label_spellings import Kind
from roundtable.paper_text.labels import HINT_BEGINS, label_of, near_kind
from roundtable.paper_text.paragraphs import diagrams, mark_of, paragraphs
from roundtable.paper_text.source import Line, Source, clean
from roundtable.paper_text.typesetting import Typesetting
from roundtable.records.identity import derived_id
from roundtable.records.intake import FIELD, NOTE, NOTHING, Problem
from roundtable.records.practice import ROLES, Country, Partner, PracticeRecord, Role, Translation, with_fields
from roundtable.records.vocabulary import TermKind
from roundtable.vocabulary.contact_words import is_contact
from roundtable.vocabulary.empty_values import is_nothing
from roundtable.vocabulary.numbered_lists import objectives_in, targets_in
from roundtable.vocabulary.term_lookup import folded, listed

DIAGRAM = "label of a diagram"
PLACEHOLDER = "stands for an empty field"

_ROLES: dict[Kind, Role] = {role: role for role in ROLES}
_KINDS_OF_TERMS: tuple[tuple[Kind, TermKind, str], ...] = (
    ("area", "thematic_area", "thematic_areas"),
    ("tag", "tag", "tags"),
)


_DASH = re.compile(r"[-–—•]\s+\S")
"""A mark before a value that is no list."""
_FIELD_NAMES: dict[Kind, str] = {
    "title": "title",
    "summary": "summary",
    "country": "countries",
    "target": "countries",
    "area": "thematic_areas",
    "tag": "tags",
    "links": "web_links",
    **dict.fromkeys(_ROLES, "partners"),
}
_HINT = re.compile(r"[(\[][^()\[\]]{4,}[)\]]")
_MORE_WORDS = re.compile(r"[\s/–—-]+([^\W\d_].*?[^\s:：*])[\s*]*[:：].*", re.DOTALL)
_HINT_OF_A_FORM = re.compile(rf"[(\[](?:{HINT_BEGINS})\b[^()\[\]]{{0,100}}[)\]]\s*(?=\S)", re.IGNORECASE)
"""What a form says in brackets where the value is written."""
_LOCATION = re.compile(r"loca(?:li[sz]a)?[ct]i[oó]n|lieu|lugar|ubicaci[oó]n", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Typesettings:
    """Hold the line wrapping of the running text and of the header tables of an annex."""

    text: Typesetting
    table: Typesetting


class PracticeReader:
    """Read the records of one annex."""

    def __init__(self, source: Source, fit: Fit, typesettings: Typesettings, code: str, labels: UnknownLabels) -> None:
        """Read for the roundtable ``code``; mapped lines are marked in ``source``."""
        self._source = source
        self._fit = fit
        self._typesettings = typesettings
        self._code = code
        self._labels = labels
        self._items_at: dict[int, frozenset[int]] = {}
        """Where list items begin in a field, by the field's ``id``."""
        self._cell_edges: dict[int, int] = {}
        self._printed: Counter[tuple[str, ...]] = Counter()

    def read(self, raw: RawRecord) -> tuple[PracticeRecord, tuple[Problem, ...]]:
        """Return the practice and its problems."""
        problems: list[Problem] = []
        self._cell_edges = raw.cell_edges()
        for field in raw.fields:
            self._leave_out_placeholder(field)
            self._leave_out_hints(field)
            self._source.mapped((*field.label_lines, *field.lines))
            if field.kind not in ("title", "summary") or (len(field.lines) == 1 and _DASH.match(field.lines[0].text)):
                field.lines, self._items_at[id(field)] = _without_list_marks(field.lines)
        language, others = raw.languages()
        summary = self._summary(raw, language)
        title = self._title(raw, language)
        countries = self._countries(raw)
        areas, tags = (self._terms(raw, *kinds, problems) for kinds in _KINDS_OF_TERMS)
        web_links, doubts = links(raw.lines_of("links"))
        where = self._where(raw)
        problems += [Problem("web_links", doubt, where) for doubt in (*doubts, *self._damaged(web_links))]
        if not title:
            problems.append(Problem("title", "The title is empty.", where))
        if not summary:
            problems.append(Problem("summary", "The summary is empty.", where))
        problems += [
            Problem("countries", f"“{country.printed}” is not a known place.", where)
            for country in countries
            if not country.code
        ]
        problems += self._doubtful_words(raw)
        if doubtful := not_of_summary(raw.lines_in("summary", language)):
            message = f"“{doubtful.text[:60]}” stands apart and is no sentence; check that it belongs to the text."
            problems.append(Problem("summary", message, doubtful.where))
        problems += [
            Problem(
                _FIELD_NAMES.get(field.kind, ""), f"“{field.label}” was read as a misspelt label.", field.lines[0].where
            )
            for field in raw.fields
            if field.lines and field.label and field.kind not in ("extra", "detail") and _is_misspelt(field.label)
        ]
        extra, notes, texts = self._unplaced(raw, problems)
        practice = PracticeRecord(
            id=self._identity(title, countries, summary),
            title=title,
            countries=tuple(countries),
            partners=tuple(self._partners(raw)),
            thematic_areas=areas,
            tags=tags,
            summary=summary,
            web_links=tuple(web_links),
            extra=extra,
            notes=notes,
            contact=self._text_of(raw, "contact"),
            gcm_objectives=self._listed(raw, "gcm", objectives_in),
            sdg_targets=self._listed(raw, "sdg", targets_in),
            gfmd_sources=self._listed(raw, "source", _sources),
            translations=tuple(self._translation(raw, other, title, summary) for other in others),
            language=language if others else "",
        )
        return with_fields(practice, **texts), tuple(problems)

    def _leave_out_placeholder(self, field: RawField) -> None:
        """Empty a field that says only that there is nothing: a dash, "n/a", "sans objet"."""
        if len(field.lines) == 1 and is_nothing(field.lines[0].text):
            self._source.ignore(field.lines[0].start, field.lines[0].end, PLACEHOLDER)
            field.lines = []

    def _leave_out_hints(self, field: RawField) -> None:
        """Ignore what a form says in brackets behind a label, or on the line below it."""
        first = field.lines[0] if len(field.lines) > 1 and field.label_lines else None
        if first and first.start != field.lines[1].start and _HINT.fullmatch(first.text):
            self._source.ignore(first.start, first.end, HINT)
            del field.lines[0]
        if field.lines and (begins := _HINT_OF_A_FORM.match(field.lines[0].text)):
            first = field.lines[0]
            self._source.ignore(first.start, first.start + begins.end(), HINT)
            field.lines[0] = first.part(begins.end())
        for line in field.label_lines if field.kind not in ("extra", "detail") else ():
            for begin, end in _hints(line.text, field.label):
                self._source.ignore(line.start + begin, line.start + end, HINT)

    def _identity(self, title: str, countries: Iterable[Country], summary: str) -> str:
        """Derive the identity of a practice; repeated ones are numbered."""
        parts = ("practice", self._code, title, "; ".join(country.printed for country in countries), summary)
        self._printed[parts] += 1
        count = self._printed[parts]
        return derived_id(*parts) if count == 1 else derived_id(*parts, str(count))

    def _title(self, raw: RawRecord, language: str) -> str:
        return self._typesettings.text.joined(raw.lines_in("title", language))

    def _translation(self, raw: RawRecord, language: str, title: str, summary: str) -> Translation:
        return Translation(
            language=language,
            title=self._title(raw, language),
            summary=self._summary(raw, language),
            original_title=title,
            original_summary=summary,
        )

    def _text_of(self, raw: RawRecord, kind: Kind) -> str:
        return "\n".join(self._joined(field.lines) for field in raw.of(kind) if field.lines)

    def _listed(self, raw: RawRecord, kind: Kind, named: Callable[[str], Iterable[str]]) -> tuple[str, ...]:
        """Return the entries of a fixed list that a field names; others stay as printed."""
        items = (self._joined(lines) for field in raw.of(kind) for lines in self._items(field))
        found = (entry.strip(" .") for text in items for entry in named(text))
        return tuple(dict.fromkeys(filter(None, found)))

    def _summary(self, raw: RawRecord, language: str) -> str:
        lines = raw.lines_in("summary", language)
        boxes = diagrams(lines)
        for line in boxes:
            self._source.ignore(line.start, line.end, DIAGRAM)
        ignored = {line.start for line in boxes}
        return "\n\n".join(paragraphs([line for line in lines if line.start not in ignored], self._typesettings.text))

    def _countries(self, raw: RawRecord) -> list[Country]:
        """Return the places named; a location that is none on the list stays a fact of its own."""
        for field in raw.of("country"):
            if _LOCATION.match(field.label) and not any(
                place.code for place in self._fit.places_in(self._joined(field.lines))
            ):
                field.kind = "extra"
        texts = (self._places_of(field) for field in raw.of("country", "target"))
        return [self._with_hyphen(country) for text in texts for country in self._fit.places_in(text)]

    def _places_of(self, field: RawField) -> str:
        """Join the lines of a list of places, one a line where more are known so, without a hyphen that divides one."""
        printed = self._joined(field.lines)
        one_a_line = "\n".join(self._joined(lines) for lines in self._items(field))
        undivided = clean("\n".join(line.text for line in field.lines).replace("-\n", ""))
        return min(
            (printed, one_a_line, undivided),
            key=lambda text: sum(not place.code for place in self._fit.places_in(text)),
        )

    def _with_hyphen(self, country: Country) -> Country:
        """Return a place with the hyphen in its name that a line end lost."""
        place = self._fit.places.by_code(country.code) if country.code and "-" not in country.printed else None
        names = place.names.values() if place else ()
        whole = next((name for name in names if "-" in name and name.replace("-", "") == country.printed), "")
        return replace(country, printed=whole) if whole else country

    def _partners(self, raw: RawRecord) -> Iterator[Partner]:
        for field in raw.of(*_ROLES):
            text = "\n".join(self._joined(lines) for lines in self._items(field))
            are_items = field.kind == "coordination" or len(self._items_at.get(id(field), ())) > 1
            yield from partners(text, _ROLES[field.kind], self._fit.places, are_items=are_items)

    def _items(self, field: RawField) -> list[list[Line]]:
        """Part lines that hold a name each: list items, or no separators and room for the next line's first word."""
        text = " ".join(line.text for line in field.lines)
        begins = self._items_at.get(id(field), frozenset())
        items: list[list[Line]] = []
        for line in field.lines:
            last = items[-1][-1] if items else None
            goes_on = (
                last is not None
                and line.start not in begins
                and (
                    bool(begins)
                    or ";" in text
                    or ("," in text and self._fit.wraps)
                    or line.text[0].islower()
                    or waits_for_more(last.text)
                    or not self._fit.has_room(last, line)
                    or self._fills_cell(last, line)
                )
            )
            if goes_on:
                items[-1].append(line)
            else:
                items.append([line])
        return items

    def _fills_cell(self, line: Line, following: Line) -> bool:
        """Tell whether the next line's first word had no room in a cell that stands beside another one."""
        edge = self._cell_edges.get(line.column, 0)
        return line.end_column + 1 + len(following.text.split(None, 1)[0]) > edge > 0

    def _terms(self, raw: RawRecord, kind: Kind, of: TermKind, name: str, problems: list[Problem]) -> tuple[str, ...]:
        """Return the terms of a kind in the vocabulary's form."""
        vocabulary = self._fit.vocabulary
        found: dict[str, None] = {}
        for field in raw.of(kind):
            if self._items_at.get(id(field)):
                text = "; ".join(self._joined(lines) for lines in self._items(field))
            else:
                lines = [clean(line.text) for line in field.lines]
                text = with_breaks(lines, of, vocabulary, self._full(field))
            for printed in vocabulary.split(of, text):
                term = vocabulary.canonical(of, printed)
                found[term] = None
                if vocabulary.find(of, printed) is None:
                    problems.append(Problem(name, f"“{term}” is not in the vocabulary.", field.lines[0].where))
        return tuple(found)

    def _full(self, field: RawField) -> frozenset[int]:
        """Return the numbers of the lines on which the next line's first word had no room."""
        return frozenset(
            number
            for number, (line, following) in enumerate(pairwise(field.lines))
            if not self._fit.would_have_fitted(field.kind, line.end_column, following.text)
        )

    def _unplaced(
        self, raw: RawRecord, problems: list[Problem]
    ) -> tuple[tuple[tuple[str, str], ...], str, dict[str, str]]:
        """Return what stands behind labels that are no field's: printed under them, internal notes, and texts by field.

        What is to be left out is ignored.
        """
        extra: list[tuple[str, str]] = []
        notes: list[str] = []
        texts: dict[str, str] = {}
        for field in raw.of("extra", "detail", "target"):
            value = self._joined(field.lines)
            where = (*field.label_lines, *field.lines)[0].where if field.label else ""
            if field.kind == "extra" and is_contact(field.label, value):
                field.kind = "contact"
                continue
            meaning = FIELD if field.kind == "target" else self._labels.meaning_of(field.label, value, where)
            if meaning == NOTHING:
                for line in (*field.label_lines, *field.lines):
                    self._source.ignore(line.start, line.end, LEFT_OUT)
            elif meaning == NOTE:
                notes.append(f"{field.label}: {value}")
                message = f"“{field.label}” is no field of a practice; what it says is kept in the internal notes."
                problems.append(Problem("notes", message, where))
            elif meaning in TEXTS:
                texts[meaning] = "\n".join(filter(None, (texts.get(meaning, ""), value)))
            else:
                extra.append((field.label, value))
        return tuple(extra), "\n\n".join(notes), texts

    def _joined(self, lines: Sequence[Line]) -> str:
        return self._typesettings.table.joined(lines)

    def _damaged(self, addresses: Iterable[str]) -> Iterator[str]:
        for address in addresses:
            if piece := lost_hyphen(address.rsplit(" ", 1)[-1], self._typesettings.text.is_word):
                yield f"“{piece}” in the address may have lost a hyphen at a line end; it stays as printed."

    def _doubtful_words(self, raw: RawRecord) -> Iterator[Problem]:
        names = {"title": "title", "summary": "summary", "country": "countries"} | dict.fromkeys(_ROLES, "partners")
        for field in raw.fields:
            typesetting = self._typesettings.text if field.kind in ("title", "summary") else self._typesettings.table
            for line in field.lines:
                if line.number in typesetting.doubts and field.kind in names:
                    yield Problem(names[field.kind], typesetting.doubts[line.number], line.where)

    def _where(self, raw: RawRecord) -> str:
        first = min((line.number for field in raw.fields for line in (*field.label_lines, *field.lines)), default=0)
        return f"line {first}"


def _without_list_marks(lines: Sequence[Line]) -> tuple[list[Line], frozenset[int]]:
    """Return lines without the marks of list items, and where items begin."""
    marks = [mark_of(line.text) for line in lines]
    if not any(marks) or (sum(map(bool, marks)) == 1 and len(lines) > 1 and not marks[0]):
        return list(lines), frozenset()
    bare = [
        line.part(len(mark)) if len(mark) < len(line.text) else line for line, mark in zip(lines, marks, strict=True)
    ]
    return bare, frozenset(line.start for line, mark in zip(bare, marks, strict=True) if mark)


def _hints(printed: str, label: str) -> Iterator[tuple[int, int]]:
    """Yield what a form says on the line of a label: in brackets, or in more words than the label's own."""
    yield from (hint.span() for hint in _HINT.finditer(printed))
    own = re.search(r"\s+".join(map(re.escape, label.split())), printed) if label else None
    rest = _MORE_WORDS.fullmatch(printed, own.end()) if own else None
    if rest and label_of(f"{rest[1]}:") is None:
        yield rest.span(1)


def _is_misspelt(label: str) -> bool:
    return label_of(f"{label}:") is None and near_kind(label) is not None


def _sources(text: str) -> Iterator[str]:
    """Yield the summits that a line names, as the list has them; others as they stand."""
    known = {folded(entry): entry for entry in listed("gfmd_source")}
    if folded(text) in known:
        yield known[folded(text)]
        return
    yield from (known.get(folded(part), part) for part in map(str.strip, text.split(";")) if part)
