"""Content of an annex in printed order, as one frozen value that every output format receives.

Every text in it is tidy (``printed_text``); none of it is markup.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from roundtable.annex.dates import with_dates
from roundtable.annex.printed_practice import AnnexPractice, AnnexWords, PracticePrinter, words_in
from roundtable.annex.printed_text import Paragraph, tidy
from roundtable.mapping.figures import Figures
from roundtable.records.annex_options import AnnexOptions
from roundtable.records.mapping import MappingRecord
from roundtable.records.practice import CLEARED, PracticeRecord
from roundtable.records.roundtable import RoundtableRecord
from roundtable.vocabulary.place_lookup import Places, standard_places

_ROUNDTABLE_CODE = "RT "
_MEETING = re.compile(r"(?P<name>.*\S)\s*\((?P<place>[^()]+)\)")
_RANGE = re.compile(r"(?<=\d)-(?=\d)")
_NO_QUOTES = str.maketrans("", "", "\"'“”‘’«»\xa0")


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
class AnnexDocument:
    """Hold a whole annex; ``name`` is what it is an annex to, ``author`` the co-chairs, if they are known.

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
    has_index: bool = False

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
        headed = (words.contents, words.issue_area, words.see_also, words.designations, words.continued)
        running = (words.practice, words.practices, words.draft, words.draft.upper(), words.empty, "/")
        index = (words.index, words.index_countries, words.index_terms) if self.has_index else ()
        front = (self.name, self.code, self.title, self.meeting, self.place_and_date, self.co_chairs, self.original)
        headings = (group.heading for group in self.groups)
        introduction = (f"{content.mark}{content.text}" for content in self.introduction)
        legend = (words.legend,) if self.figures else ()
        own = set("".join((*headed, *running, *index, *legend, *front, self.tag_footnote, *headings, *introduction)))
        return own.union(*(table.characters() for table in self.figures))


def build(
    roundtable: RoundtableRecord,
    practices: Mapping[str, PracticeRecord],
    mappings: Sequence[MappingRecord] = (),
    figures: Sequence[Figures] = (),
    *,
    language: str = "en",
    places: Places | None = None,
    options: AnnexOptions | None = None,
) -> AnnexDocument:
    """Build the annex of ``roundtable`` from ``practices`` by id in ``language`` (one of LANGUAGES).

    A practice is printed in that language where it is translated, else in its own, with a remark. The ``mappings`` give
    the cross-references; ``places`` (default: the standard ones) the names of countries. Empty fields and groups are
    left out. Raises KeyError where the annex names a practice that ``practices`` lacks.
    """
    words = words_in(language)
    are_cleared = {practices[entry.practice].status in CLEARED for entry in roundtable.annex}
    # where nothing is cleared, the mark on the first page says all
    options = options or AnnexOptions()
    printer = PracticePrinter(words, language, places or standard_places(), options, marks_drafts=len(are_cleared) > 1)
    printed = [practices[entry.practice] for entry in roundtable.annex]
    groups = tuple(_groups(roundtable, practices, mappings, printer, is_numbered=options.is_numbered))
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
        meeting=printer.line(with_dates(meeting, language)),
        place_and_date=printer.line(with_dates(place_and_date, language)),
        co_chairs=words.co_chairs.format(names=co_chairs) if co_chairs else "",
        original=printer.original(),
        author=tidy(roundtable.co_chairs),
        changed_at=max((one.changed_at for one in printed), default=""),
        introduction=printer.text(roundtable.annex_introduction),
        groups=groups,
        tag_footnote=_tag_footnote(roundtable, words) if any(tidy(tag) for one in printed for tag in one.tags) else "",
        keywords=tuple(dict.fromkeys(tidy(area) for one in printed for area in one.thematic_areas)),
        figures=tuple(_with_rows(figures)),
        has_index=any(practice.places or practice.terms for group in groups for practice in group.practices),
    )


def _with_rows(figures: Sequence[Figures]) -> list[Figures]:
    """Return the tables that have rows; what takes the place of the others stands in a note under the first."""
    filled = [table for table in figures if table.rows]
    instead = [table.nothing for table in figures if not table.rows]
    if filled:
        filled[0] = replace(filled[0], note=" ".join(filter(None, (filled[0].note, *instead))))
    return filled


def _meeting(roundtable: RoundtableRecord) -> tuple[str, str]:
    """Divide “Sweden 2013-2014 (Stockholm, 14-16 May 2014)” into the meeting and its place and date."""
    found = _MEETING.fullmatch(tidy(roundtable.meeting))
    name, place = (found["name"], found["place"]) if found else (tidy(roundtable.meeting), "")
    dates = tidy(roundtable.dates)
    details = place if dates in place else ", ".join(filter(None, (place, dates)))
    return _RANGE.sub("–", name), _RANGE.sub("–", details)


def _groups(
    roundtable: RoundtableRecord,
    practices: Mapping[str, PracticeRecord],
    mappings: Sequence[MappingRecord],
    printer: PracticePrinter,
    *,
    is_numbered: bool,
) -> Iterator[AnnexGroup]:
    headings = {
        question.id: printer.line(question.issue_area) or printer.line(question.text)
        for question in roundtable.guiding_questions
    }
    words = printer.words
    keys = (*headings, "")
    labels = {key: str(number) if headings and is_numbered else "" for number, key in enumerate(keys, 1)}
    members: dict[str, list[AnnexPractice]] = {key: [] for key in labels}
    for entry in roundtable.annex:
        # an entry of a question that is no longer asked is an "other example": it must not vanish
        key = entry.guiding_question if entry.guiding_question in headings else ""
        before = f"{labels[key]}." if labels[key] else ""
        own = f"{before}{len(members[key]) + 1}" if is_numbered else ""
        members[key].append(printer.practice(practices[entry.practice], own))
    printed = [practice for key in members for practice in members[key]]
    marked = {(mapping.guiding_question, mapping.practice) for mapping in mappings}
    for number, (key, heading) in enumerate(headings.items(), 1):
        also = tuple(one for one in printed if (key, one.id) in marked and one not in members[key])
        if members[key] or also:
            printed_heading = heading or words.issue_area.format(number=number)
            yield AnnexGroup(number, labels[key], printed_heading, tuple(members[key]), also)
    if members[""]:
        yield AnnexGroup(0, labels[""], words.other_examples, tuple(members[""]))


def _tag_footnote(roundtable: RoundtableRecord, words: AnnexWords) -> str:
    """Return the paper's own footnote if it is a whole sentence in the annex's language, else the project's."""
    openings = tuple(words.tag_footnote_openings)
    for footnote in roundtable.footnotes:
        text = tidy(footnote.text)
        # a footnote that the extraction of the paper cut short would print as a torn sentence
        if text.endswith((".", "!", "?")) and text.casefold().translate(_NO_QUOTES).startswith(openings):
            return text
    return words.tag_footnote
