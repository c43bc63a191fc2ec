"""Practices as they are printed: fields with their labels, in one language, as the options of the annex want them."""

import csv
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import chain

import resources
from roundtable.annex.printed_text import NoteCall, Paragraph, paragraph, paragraphs, tidy
from roundtable.annex.script_language import script_language
from roundtable.annex.typography import spoken_language, with_spaces
from roundtable.records.annex_options import FIELDS, AnnexOptions
from roundtable.records.output_format import LANGUAGES, joined
from roundtable.records.practice import CLEARED, Country, PracticeRecord, Role, in_language
from roundtable.vocabulary.place_lookup import Places

_TARGET_COUNTRIES = "target countries"
_TEXT_FIELDS = ("summary", "web_links", "extra", "target_countries")
_PLACE = re.compile(r"[^,;\s](?:[^,;\n]*[^,;\s])?")
_MOST_LANGUAGES = 3


@dataclass(frozen=True, slots=True)
class AnnexField:
    """Hold one labelled field; ``name`` is its kind: ``tags``, ``summary``, ``extra`` ..."""

    name: str
    label: str
    paragraphs: tuple[Paragraph, ...]

    def characters(self) -> set[str]:
        """Return every character that the field prints."""
        return _characters(self.paragraphs).union(self.label)


@dataclass(frozen=True, slots=True)
class AnnexPractice:
    """Hold one practice; ``heading`` is its title, or the printed words for a missing one.

    ``anchor`` names its place, ``number`` counts it within its group. ``remark`` says in the annex's words what
    language the text is in, where that is another (``language`` is its code then, ISO 639-1), that there is none, that
    it is shortened or not cleared. ``places`` and ``terms`` are what an index lists it under, where there is one.
    """

    id: str
    anchor: str
    number: str
    heading: str
    is_titled: bool
    fields: tuple[AnnexField, ...]
    remark: str = ""
    is_untranslated: bool = False
    language: str = ""
    is_cleared: bool = True
    is_shortened: bool = False
    has_text: bool = True
    places: tuple[Paragraph, ...] = ()
    terms: tuple[Paragraph, ...] = ()

    def characters(self) -> set[str]:
        """Return every character that the practice prints."""
        indexed = _characters((*self.places, *self.terms))
        return indexed.union(self.heading, self.remark, *(field.characters() for field in self.fields))


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnexWords:
    """Hold the document's own printed words in one language (``annex_words.json``)."""

    annex_to: str
    contents: str
    issue_area: str
    other_examples: str
    see_also: str
    untitled: str
    untitled_of: str
    continued: str
    shortened: str
    index: str
    index_countries: str
    index_terms: str
    practice: str
    practices: str
    co_chairs: str
    draft: str
    not_cleared: str
    empty: str
    months: Sequence[str]
    labels: Mapping[str, str]
    tag_footnote: str
    tag_footnote_openings: Sequence[str]
    annex_to_roundtable: str
    designations: str
    original: str
    other_languages: str
    no_text: str
    languages: Mapping[str, str]
    extra_labels: Mapping[str, str]
    place_footnotes: Mapping[str, str]
    legend: str

    def heading_of_untitled(self, country: str) -> str:
        """Return what stands in the place of a title that was not given; the country may be empty."""
        return self.untitled_of.format(country=country) if country else self.untitled


@cache
def words_in(language: str) -> AnnexWords:
    """Return the printed words of a language."""
    words = json.loads(resources.path("annex_words.json").read_text(encoding="utf-8"))[language]
    with resources.path("languages.csv").open(encoding="utf-8", newline="") as table:
        names = {row["code"]: row[language] for row in csv.DictReader(table)}
    return AnnexWords(**words, languages=names)


class PracticePrinter:
    """Turn records into printed practices of one language."""

    def __init__(
        self, words: AnnexWords, language: str, places: Places, options: AnnexOptions, *, marks_drafts: bool
    ) -> None:
        self.words = words
        self._options = options
        self._labels = words.labels if options.has_printed_labels else _in_sentence_case(words.labels)
        self._printed = 0
        self._marks_drafts = marks_drafts
        self._language = language
        self._places = places
        self._spoken: Counter[str] = Counter()

    def original(self) -> str:
        """Name the languages that the practices printed so far came in, the most frequent first; "" if unknown."""
        words = self.words
        languages = "/".join(words.languages.get(code, code) for code, _ in self._spoken.most_common(_MOST_LANGUAGES))
        if len(self._spoken) > _MOST_LANGUAGES:
            languages = words.other_languages.format(languages=languages)
        return words.original.strip("[]").format(language=languages) if languages else ""

    def line(self, text: str) -> str:
        """Return a heading's text as it is printed."""
        return self._set(tidy(text))

    def text(self, text: str) -> tuple[Paragraph, ...]:
        """Return the paragraphs of a text of the roundtable as they are printed."""
        return paragraphs(self._set(text))

    def _set(self, text: str) -> str:
        return with_spaces(text, spoken_language(text) or self._language)

    def practice(self, original: PracticeRecord, number: str) -> AnnexPractice:
        """Return one practice, translated where a translation is there."""
        words = self.words
        said = original.language
        spoken = said or spoken_language(f"{original.title} {original.summary}")
        if spoken:
            self._spoken[spoken] += 1
        self._printed += 1
        original = replace(original, language=spoken) if spoken != original.language else original
        record = in_language(original, self._language)
        is_foreign = bool(spoken) and spoken != self._language
        # Of what names no language, places and known labels are printed as the annex has them: most are in English.
        has_foreign_names = is_foreign or (not said and self._language != "en")
        countries = [tidy(self._place(country, is_foreign=has_foreign_names)) for country in record.countries]
        title = with_spaces(tidy(record.title), record.language or self._language)
        untitled = words.heading_of_untitled(countries[0] if countries else "")
        short = _shortened(record.summary, self._options.word_limit)
        is_shortened = short != record.summary
        shown = replace(record, summary=short) if is_shortened else record
        fields = tuple(self._fields(shown, countries, is_foreign=has_foreign_names))
        is_untranslated = is_foreign and (record.language != self._language or _is_partly_translated(original, record))
        # what language it is in cannot be told by its letters alone: it is named, and not marked
        is_other_script = not record.language and bool(script_language(f"{record.title} {record.summary}"))
        remarks = []
        if is_untranslated and (title or record.summary):
            remarks.append(words.original.format(language=words.languages.get(spoken, spoken)))
        has_text = any(field.name in _TEXT_FIELDS for field in fields)
        if not has_text:
            remarks.append(words.no_text)
        if is_shortened:
            remarks.append(words.shortened)
        is_cleared = record.status in CLEARED
        if self._marks_drafts and not is_cleared:
            remarks.append(words.not_cleared)
        return AnnexPractice(
            id=record.id,
            anchor=f"practice-{self._printed}",
            number=number,
            heading=title or untitled,
            is_titled=bool(title),
            fields=self._chosen(fields),
            remark=" ".join(remarks),
            is_untranslated=is_untranslated or is_other_script,
            language=record.language if record.language != self._language else "",
            is_cleared=is_cleared,
            is_shortened=is_shortened,
            has_text=has_text,
            places=self._indexed_places(record),
            terms=self._indexed_terms(record),
        )

    def _indexed_places(self, record: PracticeRecord) -> tuple[Paragraph, ...]:
        names = [tidy(self._place(one, is_foreign=True)) for one in record.countries if self._options.has_index]
        return tuple(self._with_place_notes(Paragraph(name)) for name in dict.fromkeys(filter(None, names)))

    def _indexed_terms(self, record: PracticeRecord) -> tuple[Paragraph, ...]:
        terms = (*record.thematic_areas, *record.tags) if self._options.has_index else ()
        return tuple(map(Paragraph, dict.fromkeys(filter(None, map(tidy, terms)))))

    def _chosen(self, fields: tuple[AnnexField, ...]) -> tuple[AnnexField, ...]:
        """Return the fields that are to be shown, in their order; all as the paper has them unless it was changed."""
        order: dict[str, int] = {name: place for place, name in enumerate(self._options.fields)}
        if self._options.fields == FIELDS:
            return fields
        return tuple(sorted((one for one in fields if one.name in order), key=lambda one: order[one.name]))

    def _fields(self, record: PracticeRecord, countries: Sequence[str], *, is_foreign: bool) -> Iterator[AnnexField]:
        """Yield the filled fields in the order the paper prints them."""
        labels = self._labels
        targets = [extra for extra in record.extra if _is_target(extra[0])]
        if not _name_all(targets, record.countries):
            label = labels["country" if len(countries) == 1 else "countries"]
            yield from _filled("countries", label, (self._with_place_notes(self._list(countries)),))
        yield from self._of_role(record, "coordination")
        yield from self._extras("target_countries", targets, is_foreign=is_foreign)
        for role in dict.fromkeys(partner.role for partner in record.partners if partner.role != "coordination"):
            yield from self._of_role(record, role)
        yield from _filled("thematic_areas", labels["thematic_areas"], (self._list(record.thematic_areas),))
        yield from _filled("tags", labels["tags"], (self._list(record.tags),))
        summary = with_spaces(record.summary, record.language or self._language)
        yield from _filled("summary", labels["summary"], paragraphs(summary))
        yield from _filled("web_links", labels["web_links"], tuple(paragraph(link) for link in record.web_links))
        others = [extra for extra in record.extra if not _is_target(extra[0])]
        yield from self._extras("extra", others, is_foreign=is_foreign)

    def _place(self, country: Country, *, is_foreign: bool) -> str:
        """Return a country as received, or under its name in the annex's language where its record has another."""
        place = self._places.by_code(country.code) if is_foreign and country.code else None
        return place.name(self._language) if place else country.printed

    def _of_role(self, record: PracticeRecord, role: Role) -> Iterator[AnnexField]:
        names = [partner.name for partner in record.partners if partner.role == role]
        return _filled(role, self._labels[role], (self._list(names),))

    def _list(self, values: Sequence[str]) -> Paragraph:
        return paragraph(with_spaces(joined([value for value in map(tidy, values) if value]), self._language))

    def _extras(self, name: str, extras: Sequence[tuple[str, str]], *, is_foreign: bool) -> Iterator[AnnexField]:
        for label, value in extras:
            printed = tidy(label).rstrip(" :")
            if is_foreign:
                printed = self.words.extra_labels.get(_concept(printed), printed)
            if not _is_target(label):
                yield from _filled(name, printed, paragraphs(value))
                continue
            places = paragraphs(self._translated(value) if is_foreign else value)
            yield from _filled(name, printed, map(self._with_place_notes, places))

    def _translated(self, places: str) -> str:
        """Return a list of places with the names in the annex's language of those that are known."""
        return with_spaces(_PLACE.sub(lambda piece: self._name(piece[0]), places), self._language)

    def _name(self, printed: str) -> str:
        place = self._places.find(printed)
        return place.name(self._language) if place else printed

    def _with_place_notes(self, content: Paragraph) -> Paragraph:
        """Return a list of places with a call after each that has a footnote."""
        notes = []
        for piece in _PLACE.finditer(content.text):
            place = self._places.find(piece[0])
            note = self.words.place_footnotes.get(place.code, place.footnote) if place else ""
            if note:
                # a call follows the punctuation in English and comes before it in French and Spanish
                is_after = self._language == "en" and piece.end() < len(content.text)
                notes.append(NoteCall(piece.end() + is_after, note))
        return replace(content, notes=tuple(notes)) if notes else content


def _characters(contents: Iterable[Paragraph]) -> set[str]:
    texts = ((one.mark, one.text, *(note.text for note in one.notes)) for one in contents)
    return set("".join(chain.from_iterable(texts)))


def _in_sentence_case(labels: Mapping[str, str]) -> Mapping[str, str]:
    return {name: label[:1] + label[1:].lower() for name, label in labels.items()}


def _shortened(text: str, most: int) -> str:
    """Return at most ``most`` words of a text, with the mark of an omission; the whole text where that is 0."""
    words = list(re.finditer(r"\S+", text)) if most else []
    if len(words) <= most:
        return text
    return f"{text[: words[most - 1].end()].rstrip(' ,;:–')} […]"


def _is_partly_translated(original: PracticeRecord, translated: PracticeRecord) -> bool:
    """Return whether a title or summary is still the original's."""
    texts = ((original.title, translated.title), (original.summary, translated.summary))
    return any(tidy(before) and before == after for before, after in texts)


@cache
def _concepts() -> Mapping[str, str]:
    """Map every known label of an extra field, in any language, to its English one."""
    return {
        label.casefold(): concept
        for language in LANGUAGES
        for concept, label in words_in(language).extra_labels.items()
    }


def _concept(label: str) -> str:
    return _concepts().get(label.casefold(), label)


def _name_all(targets: Sequence[tuple[str, str]], countries: Sequence[Country]) -> bool:
    """Return whether the target countries name every country: the same list is not printed twice."""
    named = " ".join(value for _, value in targets)
    return bool(targets) and all(country.printed in named for country in countries)


def _is_target(label: str) -> bool:
    return _concept(tidy(label).rstrip(" :")) == _TARGET_COUNTRIES


def _filled(name: str, label: str, content: Iterable[Paragraph]) -> Iterator[AnnexField]:
    filled = tuple(one for one in content if one.text)
    if filled:
        yield AnnexField(name, label, filled)
