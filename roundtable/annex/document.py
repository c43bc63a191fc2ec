"""Content of an annex in printed order, as one frozen value that every output format receives.

Every text in it is tidy (``printed_text``); none of it is markup.
"""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

import resources
from roundtable.annex.printed_text import NoteCall, Paragraph, paragraph, paragraphs, tidy
from roundtable.annex.typography import spoken_language, with_spaces
from roundtable.mapping.figures import Figures
from roundtable.records.mapping import MappingRecord
from roundtable.records.output_format import LANGUAGES, joined
from roundtable.records.practice import CLEARED, Country, PracticeRecord, Role, in_language
from roundtable.records.roundtable import RoundtableRecord
from roundtable.vocabulary.place_lookup import Places, standard_places

_TARGET_COUNTRIES = "target countries"
_TEXT_FIELDS = ("summary", "web_links", "extra", "target_countries")
_PLACE = re.compile(r"[^,;\s](?:[^,;\n]*[^,;\s])?")
_ROUNDTABLE_CODE = "RT "
_MOST_LANGUAGES = 3
_MEETING = re.compile(r"(?P<name>.*\S)\s*\((?P<place>[^()]+)\)")
_RANGE = re.compile(r"(?<=\d)-(?=\d)")
_NO_QUOTES = str.maketrans("", "", "\"'“”‘’«»\xa0")


@dataclass(frozen=True, slots=True)
class AnnexField:
    """Hold one labelled field; ``name`` is its kind: ``tags``, ``summary``, ``extra`` ..."""

    name: str
    label: str
    paragraphs: tuple[Paragraph, ...]

    def characters(self) -> set[str]:
        """Return every character that the field prints."""
        texts = [self.label]
        for content in self.paragraphs:
            texts += (content.mark, content.text, *(note.text for note in content.notes))
        return set("".join(texts))


@dataclass(frozen=True, slots=True)
class AnnexPractice:
    """Hold one practice; ``heading`` is its title, or the printed words for a missing one.

    ``number`` counts it within its group. ``remark`` says in the annex's words what language the text is in, where that
    is another, or that there is none; ``language`` is its code then (ISO 639-1).
    """

    id: str
    number: str
    heading: str
    is_titled: bool
    fields: tuple[AnnexField, ...]
    remark: str = ""
    is_untranslated: bool = False
    language: str = ""
    is_cleared: bool = True

    def characters(self) -> set[str]:
        """Return every character that the practice prints."""
        return set(self.heading + self.remark).union(*(field.characters() for field in self.fields))


@dataclass(frozen=True, slots=True)
class AnnexGroup:
    """Hold the practices under one heading; ``number`` counts the main issue areas, 0 is the other examples.

    ``label`` is the printed number, "" where there are no issue areas. ``see_also`` are practices mapped to its
    question that stand in another group of this annex.
    """

    number: int
    label: str
    heading: str
    practices: tuple[AnnexPractice, ...]
    see_also: tuple[AnnexPractice, ...] = ()

    @property
    def is_issue_area(self) -> bool:
        """Tell whether this is a main issue area, not the other examples."""
        return self.number > 0


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnexWords:
    """Hold the document's own printed words in one language (``annex_words.json``)."""

    annex: str
    annex_to: str
    contents: str
    issue_area: str
    other_examples: str
    see_also: str
    untitled: str
    untitled_of: str
    continued: str
    practice: str
    practices: str
    co_chairs: str
    draft: str
    not_cleared: str
    empty: str
    labels: Mapping[str, str]
    tag_footnote: str
    tag_footnote_openings: Sequence[str]
    annex_to_roundtable: str
    designations: str
    original: str
    no_text: str
    languages: Mapping[str, str]
    extra_labels: Mapping[str, str]
    place_footnotes: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnexDocument:
    """Hold a whole annex; ``name`` is what it is an annex to, ``author`` the co-chairs, else the meeting.

    ``original`` names the languages that its practices came in. ``tag_footnote`` is empty where no practice prints a
    tag; ``figures`` come last. ``changed_at`` is the newest change of a practice in it (UTC, ISO 8601).
    """

    language: str
    words: AnnexWords
    code: str
    name: str
    title: str
    meeting: str
    place_and_date: str
    co_chairs: str
    original: str
    author: str
    changed_at: str
    introduction: tuple[Paragraph, ...]
    groups: tuple[AnnexGroup, ...]
    tag_footnote: str
    keywords: tuple[str, ...]
    figures: tuple[Figures, ...] = ()

    @property
    def is_draft(self) -> bool:
        """Tell whether a practice is printed that is not cleared."""
        return not all(practice.is_cleared for practice in self.practices())

    def practices(self) -> Iterator[AnnexPractice]:
        """Iterate over all practices in printed order."""
        return (practice for group in self.groups for practice in group.practices)

    def own_characters(self) -> set[str]:
        """Return every character that is printed outside the practices."""
        words = self.words
        headed = (words.annex, words.contents, words.issue_area, words.see_also, words.designations, words.continued)
        running = (words.practice, words.practices, words.draft, words.draft.upper(), words.empty, "/")
        front = (self.name, self.code, self.title, self.meeting, self.place_and_date, self.co_chairs, self.original)
        headings = (group.heading for group in self.groups)
        introduction = (f"{content.mark}{content.text}" for content in self.introduction)
        own = set("".join((*headed, *running, *front, self.tag_footnote, *headings, *introduction)))
        return own.union(*(table.characters() for table in self.figures))


def build(
    roundtable: RoundtableRecord,
    practices: Mapping[str, PracticeRecord],
    mappings: Sequence[MappingRecord] = (),
    figures: Sequence[Figures] = (),
    *,
    language: str = "en",
    places: Places | None = None,
) -> AnnexDocument:
    """Build the annex of ``roundtable`` from ``practices`` by id in ``language`` (one of LANGUAGES).

    A practice is printed in that language where it is translated, else in its own, with a remark. The ``mappings`` give
    the cross-references; ``places`` (default: the standard ones) the names of countries. Empty fields and groups are
    left out. Raises KeyError where the annex names a practice that ``practices`` lacks.
    """
    words = _words(language)
    are_cleared = {practices[entry.practice].status in CLEARED for entry in roundtable.annex}
    # where nothing is cleared, the mark on the first page says all
    printer = _Printer(words, language, places or standard_places(), marks_drafts=len(are_cleared) > 1)
    printed = [practices[entry.practice] for entry in roundtable.annex]
    groups = tuple(_groups(roundtable, practices, mappings, printer))
    meeting, place_and_date = _meeting(roundtable)
    co_chairs = printer.line(roundtable.co_chairs)
    code = tidy(roundtable.code)
    is_numbered = code.startswith(_ROUNDTABLE_CODE)
    name = words.annex_to_roundtable if is_numbered else words.annex_to
    return AnnexDocument(
        language=language,
        words=words,
        code=code,
        name=name.format(code=code, number=code.removeprefix(_ROUNDTABLE_CODE)),
        title=printer.line(roundtable.title),
        meeting=printer.line(meeting),
        place_and_date=printer.line(place_and_date),
        co_chairs=words.co_chairs.format(names=co_chairs) if co_chairs else "",
        original=printer.original(),
        author=tidy(roundtable.co_chairs) or tidy(roundtable.meeting) or code,
        changed_at=max((one.changed_at for one in printed), default=""),
        introduction=printer.text(roundtable.annex_introduction),
        groups=groups,
        tag_footnote=_tag_footnote(roundtable, words) if any(tidy(tag) for one in printed for tag in one.tags) else "",
        keywords=tuple(dict.fromkeys(tidy(area) for one in printed for area in one.thematic_areas)),
        figures=tuple(figures),
    )


def _meeting(roundtable: RoundtableRecord) -> tuple[str, str]:
    """Divide “Sweden 2013-2014 (Stockholm, 14-16 May 2014)” into the meeting and its place and date."""
    found = _MEETING.fullmatch(tidy(roundtable.meeting))
    name, place = (found["name"], found["place"]) if found else (tidy(roundtable.meeting), "")
    dates = tidy(roundtable.dates)
    details = place if dates in place else ", ".join(filter(None, (place, dates)))
    return _RANGE.sub("–", name), _RANGE.sub("–", details)


@cache
def _words(language: str) -> AnnexWords:
    return AnnexWords(**json.loads(resources.path("annex_words.json").read_text(encoding="utf-8"))[language])


def _groups(
    roundtable: RoundtableRecord,
    practices: Mapping[str, PracticeRecord],
    mappings: Sequence[MappingRecord],
    printer: "_Printer",
) -> Iterator[AnnexGroup]:
    headings = {
        question.id: printer.line(question.issue_area) or printer.line(question.text)
        for question in roundtable.guiding_questions
    }
    words = printer.words
    labels = {key: str(number) for number, key in enumerate((*headings, ""), 1)} if headings else {"": ""}
    members: dict[str, list[AnnexPractice]] = {key: [] for key in labels}
    for entry in roundtable.annex:
        # an entry of a question that is no longer asked is an "other example": it must not vanish
        key = entry.guiding_question if entry.guiding_question in headings else ""
        before = f"{labels[key]}." if labels[key] else ""
        members[key].append(printer.practice(practices[entry.practice], f"{before}{len(members[key]) + 1}"))
    printed = [practice for key in members for practice in members[key]]
    marked = {(mapping.guiding_question, mapping.practice) for mapping in mappings}
    for number, (key, heading) in enumerate(headings.items(), 1):
        also = tuple(one for one in printed if (key, one.id) in marked and one not in members[key])
        if members[key] or also:
            printed_heading = heading or words.issue_area.format(number=number)
            yield AnnexGroup(number, labels[key], printed_heading, tuple(members[key]), also)
    if members[""]:
        yield AnnexGroup(0, labels[""], words.other_examples, tuple(members[""]))


class _Printer:
    """Turn records into printed practices of one language."""

    def __init__(self, words: AnnexWords, language: str, places: Places, *, marks_drafts: bool) -> None:
        self.words = words
        self._marks_drafts = marks_drafts
        self._language = language
        self._places = places
        self._spoken: Counter[str] = Counter()

    def original(self) -> str:
        """Name the languages that the practices printed so far came in, the most frequent first; "" if unknown."""
        languages = [self.words.languages.get(code, code) for code, _ in self._spoken.most_common(_MOST_LANGUAGES)]
        return self.words.original.strip("[]").format(language="/".join(languages)) if languages else ""

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
        spoken = original.language or spoken_language(f"{original.title} {original.summary}")
        if spoken and number:
            self._spoken[spoken] += 1
        original = replace(original, language=spoken)
        record = in_language(original, self._language)
        is_foreign = bool(spoken) and spoken != self._language
        countries = [tidy(self._place(country, is_foreign=is_foreign)) for country in record.countries]
        title = with_spaces(tidy(record.title), record.language or self._language)
        untitled = words.untitled_of.format(country=countries[0]) if countries else words.untitled
        fields = tuple(self._fields(record, countries, is_foreign=is_foreign))
        is_untranslated = is_foreign and (record.language != self._language or _is_partly_translated(original, record))
        remarks = []
        if is_untranslated and (title or record.summary):
            remarks.append(words.original.format(language=words.languages.get(spoken, spoken)))
        if not any(field.name in _TEXT_FIELDS for field in fields):
            remarks.append(words.no_text)
        is_cleared = record.status in CLEARED
        if self._marks_drafts and not is_cleared:
            remarks.append(words.not_cleared)
        return AnnexPractice(
            id=record.id,
            number=number,
            heading=title or untitled,
            is_titled=bool(title),
            fields=fields,
            remark=" ".join(remarks),
            is_untranslated=is_untranslated,
            language=record.language if record.language != self._language else "",
            is_cleared=is_cleared,
        )

    def _fields(self, record: PracticeRecord, countries: Sequence[str], *, is_foreign: bool) -> Iterator[AnnexField]:
        """Yield the filled fields in the order the paper prints them."""
        labels = self.words.labels
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
        return _filled(role, self.words.labels[role], (self._list(names),))

    def _list(self, values: Sequence[str]) -> Paragraph:
        return paragraph(with_spaces(joined([value for value in map(tidy, values) if value]), self._language))

    def _extras(self, name: str, extras: Sequence[tuple[str, str]], *, is_foreign: bool) -> Iterator[AnnexField]:
        for label, value in extras:
            printed = tidy(label).rstrip(" :")
            if is_foreign:
                printed = self.words.extra_labels.get(_concept(printed), printed)
            content = paragraphs(value)
            yield from _filled(name, printed, map(self._with_place_notes, content) if _is_target(label) else content)

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


def _is_partly_translated(original: PracticeRecord, translated: PracticeRecord) -> bool:
    """Return whether a title or summary is still the original's."""
    texts = ((original.title, translated.title), (original.summary, translated.summary))
    return any(tidy(before) and before == after for before, after in texts)


@cache
def _concepts() -> Mapping[str, str]:
    """Map every known label of an extra field, in any language, to its English one."""
    return {
        label.casefold(): concept for language in LANGUAGES for concept, label in _words(language).extra_labels.items()
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


def _tag_footnote(roundtable: RoundtableRecord, words: AnnexWords) -> str:
    """Return the paper's own footnote if it is a whole sentence in the annex's language, else the project's."""
    openings = tuple(words.tag_footnote_openings)
    for footnote in roundtable.footnotes:
        text = tidy(footnote.text)
        # a footnote that the extraction of the paper cut short would print as a torn sentence
        if text.endswith((".", "!", "?")) and text.casefold().translate(_NO_QUOTES).startswith(openings):
            return text
    return words.tag_footnote
