"""Record of a roundtable: its sections, questions, measures, footnotes and annex order."""

from dataclasses import dataclass

from roundtable.records.annex_options import USUAL, AnnexOptions


@dataclass(frozen=True, slots=True)
class Section:
    """Hold one section of the paper's policy part; paragraphs are separated by a blank line."""

    heading: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Footnote:
    """Hold one footnote of the paper: its mark as printed and its text."""

    mark: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class GuidingQuestion:
    """Hold a guiding question, the annex heading of its group and the paper's paragraphs of examples under it."""

    id: str
    text: str = ""
    issue_area: str = ""
    illustration: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PossibleMeasure:
    """Hold one possible measure (an "idea for action")."""

    id: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class AnnexEntry:
    """Place one practice in the annex; no guiding question means "Other related examples"."""

    practice: str
    guiding_question: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundtableRecord:
    """Hold one roundtable with its paper's parts, its questions and measures and the order of its annex.

    ``deadline`` is the day (ISO 8601) by which annex and contribution are due, "" for none; no paper prints it.
    """

    id: str
    code: str
    title: str = ""
    meeting: str = ""
    expected_outcome: str = ""
    linked_roundtables: tuple[str, ...] = ()
    sections: tuple[Section, ...] = ()
    dates: str = ""
    co_chairs: str = ""
    team: str = ""
    annex_introduction: str = ""
    footnotes: tuple[Footnote, ...] = ()
    guiding_questions: tuple[GuidingQuestion, ...] = ()
    possible_measures: tuple[PossibleMeasure, ...] = ()
    annex: tuple[AnnexEntry, ...] = ()
    annex_options: AnnexOptions = USUAL
    deadline: str = ""

    def target_ids(self) -> set[str]:
        """Return the identities of its guiding questions and possible measures."""
        return {one.id for one in self.guiding_questions} | {one.id for one in self.possible_measures}
