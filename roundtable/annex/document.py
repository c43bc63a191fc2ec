"""Content of an annex in printed order, as one frozen value that every output format receives.

Every text in it is tidy (``printed_text``); none of it is markup.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import resources
from roundtable.annex.printed_text import Paragraph, paragraph, paragraphs, tidy
from roundtable.mapping.figures import Figures
from roundtable.records.mapping import MappingRecord
from roundtable.records.practice import Country, PracticeRecord, Role
from roundtable.records.roundtable import RoundtableRecord
from roundtable.records.values import joined

_TARGET_COUNTRIES = "target countries"
_NO_QUOTES = str.maketrans("", "", "\"'“”‘’«»\xa0")


@dataclass(frozen=True, slots=True)
class AnnexField:
    """Hold one labelled field; ``name`` is its kind: ``tags``, ``summary``, ``extra`` ..."""

    name: str
    label: str
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class AnnexPractice:
    """Hold one practice; ``heading`` is its title, or the printed words for a missing one."""

    id: str
    heading: str
    is_titled: bool
    fields: tuple[AnnexField, ...]

    def characters(self) -> set[str]:
        """Return every character that the practice prints."""
        texts = [self.heading]
        for field in self.fields:
            texts.append(field.label)
            texts += [f"{content.mark}{content.text}" for content in field.paragraphs]
        return set("".join(texts))


@dataclass(frozen=True, slots=True)
class AnnexGroup:
    """Hold the practices under one heading; ``number`` counts the main issue areas, 0 is the other examples.

    ``see_also`` are practices mapped to its question that stand in another group of this annex.
    """

    number: int
    heading: str
    practices: tuple[AnnexPractice, ...]
    see_also: tuple[AnnexPractice, ...] = ()


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
    page: str
    empty: str
    labels: Mapping[str, str]
    tag_footnote: str
    tag_footnote_openings: Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnexDocument:
    """Hold a whole annex; ``tag_footnote`` is empty where no practice prints a tag, ``figures`` come last."""

    language: str
    words: AnnexWords
    code: str
    title: str
    meeting: str
    introduction: tuple[Paragraph, ...]
    groups: tuple[AnnexGroup, ...]
    tag_footnote: str
    keywords: tuple[str, ...]
    figures: tuple[Figures, ...] = ()

    def practices(self) -> Iterator[AnnexPractice]:
        """Iterate over all practices in printed order."""
        return (practice for group in self.groups for practice in group.practices)

    def own_characters(self) -> set[str]:
        """Return every character that is printed outside the practices."""
        words = self.words
        headed = (words.annex, words.annex_to, words.contents, words.issue_area, words.see_also)
        front = (self.code, self.title, self.meeting, self.tag_footnote)
        headings = (group.heading for group in self.groups)
        introduction = (f"{content.mark}{content.text}" for content in self.introduction)
        own = set("".join((*headed, words.page, words.empty, *front, *headings, *introduction)))
        return own.union(*(table.characters() for table in self.figures))


def build(
    roundtable: RoundtableRecord,
    practices: Mapping[str, PracticeRecord],
    mappings: Sequence[MappingRecord] = (),
    figures: Sequence[Figures] = (),
    *,
    language: str = "en",
) -> AnnexDocument:
    """Build the annex of ``roundtable`` from ``practices`` by id, its own words in ``language`` (one of LANGUAGES).

    The ``mappings`` give the cross-references. Empty fields and groups are left out.
    Raises KeyError where the annex names a practice that ``practices`` lacks.
    """
    words = _words(language)
    groups = tuple(_groups(roundtable, practices, mappings, words))
    printed = [practices[entry.practice] for entry in roundtable.annex]
    return AnnexDocument(
        language=language,
        words=words,
        code=tidy(roundtable.code),
        title=tidy(roundtable.title),
        meeting=tidy(roundtable.meeting),
        introduction=paragraphs(roundtable.annex_introduction),
        groups=groups,
        tag_footnote=_tag_footnote(roundtable, words) if any(tidy(tag) for one in printed for tag in one.tags) else "",
        keywords=tuple(dict.fromkeys(tidy(area) for one in printed for area in one.thematic_areas)),
        figures=tuple(figures),
    )


@cache
def _words(language: str) -> AnnexWords:
    return AnnexWords(**json.loads(resources.path("annex_words.json").read_text(encoding="utf-8"))[language])


def _groups(
    roundtable: RoundtableRecord,
    practices: Mapping[str, PracticeRecord],
    mappings: Sequence[MappingRecord],
    words: AnnexWords,
) -> Iterator[AnnexGroup]:
    headings = {
        question.id: tidy(question.issue_area) or tidy(question.text) for question in roundtable.guiding_questions
    }
    members: dict[str, list[AnnexPractice]] = {key: [] for key in (*headings, "")}
    for entry in roundtable.annex:
        # an entry of a question that is no longer asked is an "other example": it must not vanish
        key = entry.guiding_question if entry.guiding_question in headings else ""
        members[key].append(_practice(practices[entry.practice], words))
    printed = [practice for key in members for practice in members[key]]
    marked = {(mapping.guiding_question, mapping.practice) for mapping in mappings}
    for number, (key, heading) in enumerate(headings.items(), 1):
        also = tuple(one for one in printed if (key, one.id) in marked and one not in members[key])
        if members[key] or also:
            yield AnnexGroup(number, heading or words.issue_area.format(number=number), tuple(members[key]), also)
    if members[""]:
        yield AnnexGroup(0, words.other_examples, tuple(members[""]))


def _practice(record: PracticeRecord, words: AnnexWords) -> AnnexPractice:
    title = tidy(record.title)
    countries = [tidy(country.printed) for country in record.countries]
    untitled = words.untitled_of.format(country=countries[0]) if countries else words.untitled
    return AnnexPractice(record.id, title or untitled, bool(title), tuple(_fields(record, words.labels)))


def _fields(record: PracticeRecord, labels: Mapping[str, str]) -> Iterator[AnnexField]:
    """Yield the filled fields in the order the paper prints them."""
    targets = [extra for extra in record.extra if _is_target(extra[0])]
    country = "country" if len(record.countries) == 1 else "countries"
    if not _name_all(targets, record.countries):
        yield from _listed("countries", labels[country], [country.printed for country in record.countries])
    yield from _of_role(record, "coordination", labels)
    yield from _extras("target_countries", targets)
    for role in dict.fromkeys(partner.role for partner in record.partners if partner.role != "coordination"):
        yield from _of_role(record, role, labels)
    yield from _listed("thematic_areas", labels["thematic_areas"], record.thematic_areas)
    yield from _listed("tags", labels["tags"], record.tags)
    yield from _filled("summary", labels["summary"], paragraphs(record.summary))
    yield from _filled("web_links", labels["web_links"], tuple(paragraph(link) for link in record.web_links))
    yield from _extras("extra", [extra for extra in record.extra if not _is_target(extra[0])])


def _name_all(targets: Sequence[tuple[str, str]], countries: Sequence[Country]) -> bool:
    """Return whether the target countries name every country: the same list is not printed twice."""
    named = " ".join(value for _, value in targets)
    return bool(targets) and all(country.printed in named for country in countries)


def _is_target(label: str) -> bool:
    return tidy(label).rstrip(" :").casefold() == _TARGET_COUNTRIES


def _of_role(record: PracticeRecord, role: Role, labels: Mapping[str, str]) -> Iterator[AnnexField]:
    return _listed(role, labels[role], [partner.name for partner in record.partners if partner.role == role])


def _extras(name: str, extras: Sequence[tuple[str, str]]) -> Iterator[AnnexField]:
    for label, value in extras:
        yield from _filled(name, tidy(label).rstrip(" :"), paragraphs(value))


def _listed(name: str, label: str, values: Sequence[str]) -> Iterator[AnnexField]:
    return _filled(name, label, (paragraph(joined([value for value in map(tidy, values) if value])),))


def _filled(name: str, label: str, content: tuple[Paragraph, ...]) -> Iterator[AnnexField]:
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
