"""Build a practice from the lines of its fields, with a list of problems."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from roundtable.intake.header_table import RawField
from roundtable.intake.partners import partners
from roundtable.intake.record import RawRecord
from roundtable.intake.web_links import links, lost_hyphen
from roundtable.paper_text.field_fit import Fit, with_breaks
from roundtable.paper_text.labels import Kind
from roundtable.paper_text.paragraphs import diagrams, paragraphs
from roundtable.paper_text.source import Line, Source, clean
from roundtable.paper_text.typesetting import Typesetting
from roundtable.records.identity import derived_id
from roundtable.records.intake import Problem
from roundtable.records.practice import Country, Partner, PracticeRecord, Role
from roundtable.records.vocabulary import TermKind

DIAGRAM = "label of a diagram"
PLACEHOLDER = "stands for an empty field"

_PLACEHOLDER = re.compile(
    r"[-–—./]+|n\.?\s?/?\s?a\.?|none|not applicable|s\.?/o\.?|aucune?|ningun[oa]|néant", re.IGNORECASE
)

_ROLES: dict[Kind, Role] = {
    "partner": "partner",
    "funder": "funder",
    "co-funder": "co-funder",
    "coordination": "coordination",
}
_KINDS_OF_TERMS: tuple[tuple[Kind, TermKind, str], ...] = (
    ("area", "thematic_area", "thematic_areas"),
    ("tag", "tag", "tags"),
)


@dataclass(frozen=True, slots=True)
class Typesettings:
    """Hold the line wrapping of the running text and of the header tables of an annex."""

    text: Typesetting
    table: Typesetting


class PracticeReader:
    """Read the records of one annex."""

    def __init__(self, source: Source, fit: Fit, typesettings: Typesettings, code: str) -> None:
        """Read for the roundtable ``code``; mapped lines are marked in ``source``."""
        self._source = source
        self._fit = fit
        self._typesettings = typesettings
        self._code = code
        self._printed: Counter[tuple[str, ...]] = Counter()

    def read(self, raw: RawRecord) -> tuple[PracticeRecord, tuple[Problem, ...]]:
        """Return the practice and its problems."""
        problems: list[Problem] = []
        for field in raw.fields:
            self._leave_out_placeholder(field)
            self._source.mapped((*field.label_lines, *field.lines))
        summary = self._summary(raw)
        title = self._typesettings.text.joined(raw.lines_of("title"))
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
            Problem("countries", f"“{country.printed}” is no place on the list.", where)
            for country in countries
            if not country.code
        ]
        problems += self._doubtful_words(raw)
        practice = PracticeRecord(
            id=self._identity(title, countries, summary),
            title=title,
            countries=tuple(countries),
            partners=tuple(self._partners(raw)),
            thematic_areas=areas,
            tags=tags,
            summary=summary,
            web_links=tuple(web_links),
            extra=tuple(self._extra(raw)),
        )
        return practice, tuple(problems)

    def _leave_out_placeholder(self, field: RawField) -> None:
        """Empty a field that holds only a dash or "n/a"."""
        if len(field.lines) == 1 and _PLACEHOLDER.fullmatch(field.lines[0].text):
            self._source.ignore(field.lines[0].start, field.lines[0].end, PLACEHOLDER)
            field.lines = []

    def _identity(self, title: str, countries: Iterable[Country], summary: str) -> str:
        """Derive the identity of a practice; repeated ones are numbered."""
        parts = ("practice", self._code, title, "; ".join(country.printed for country in countries), summary)
        self._printed[parts] += 1
        count = self._printed[parts]
        return derived_id(*parts) if count == 1 else derived_id(*parts, str(count))

    def _summary(self, raw: RawRecord) -> str:
        lines = raw.lines_of("summary")
        boxes = diagrams(lines)
        for line in boxes:
            self._source.ignore(line.start, line.end, DIAGRAM)
        ignored = {line.start for line in boxes}
        return "\n\n".join(paragraphs([line for line in lines if line.start not in ignored], self._typesettings.text))

    def _countries(self, raw: RawRecord) -> list[Country]:
        texts = (self._joined(field.lines) for field in raw.of("country", "target"))
        return [self._with_hyphen(country) for text in texts for country in self._fit.places_in(text)]

    def _with_hyphen(self, country: Country) -> Country:
        """Return a place with the hyphen in its name that a line end lost."""
        place = self._fit.places.by_code(country.code) if country.code and "-" not in country.printed else None
        names = place.names.values() if place else ()
        whole = next((name for name in names if "-" in name and name.replace("-", "") == country.printed), "")
        return replace(country, printed=whole) if whole else country

    def _partners(self, raw: RawRecord) -> Iterator[Partner]:
        for field in raw.of(*_ROLES):
            yield from partners(self._joined(field.lines), _ROLES[field.kind], self._fit.places)

    def _terms(self, raw: RawRecord, kind: Kind, of: TermKind, name: str, problems: list[Problem]) -> tuple[str, ...]:
        """Return the terms of a kind in the vocabulary's form."""
        vocabulary = self._fit.vocabulary
        found: dict[str, None] = {}
        for field in raw.of(kind):
            lines = [clean(line.text) for line in field.lines]
            for printed in vocabulary.split(of, with_breaks(lines, of, vocabulary, self._full(field))):
                term = vocabulary.canonical(of, printed)
                found[term] = None
                if vocabulary.find(of, printed) is None:
                    problems.append(Problem(name, f"“{term}” is not on the list.", field.lines[0].where))
        return tuple(found)

    def _full(self, field: RawField) -> frozenset[int]:
        """Return the numbers of the lines on which the next line's first word had no room."""
        return frozenset(
            number
            for number, (line, following) in enumerate(pairwise(field.lines))
            if not self._fit.would_have_fitted(field.kind, line.end_column, following.text)
        )

    def _extra(self, raw: RawRecord) -> Iterator[tuple[str, str]]:
        for field in raw.of("extra", "target"):
            yield field.label, self._joined(field.lines)

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
