"""Rows of the import preview: every practice of every file, grouped by outcome; made off the window's thread."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from roundtable.exchange.merge_result import Outcome
from roundtable.import_report import OUTCOMES, ImportReport, PracticeOutcome
from roundtable.imports import ImportPlan
from roundtable.records.intake import Ignored, Intake, Problem
from roundtable.records.practice import PracticeRecord

_ORDER: tuple[Outcome, ...] = (
    *("conflict", "duplicate", "rejected", "absent"),
    *("updated", "new", "skipped", "unchanged"),
)
DOUBTS = "doubts"
"""Group of the practices that have a problem, beside those by outcome."""


@dataclass(frozen=True, slots=True)
class PlanRow:
    """Hold one practice of a file; ``practice`` is None while only its title is read."""

    file: str
    title: str
    practice: PracticeOutcome | None = None

    @property
    def key(self) -> tuple[str, str]:
        """The file and the practice's id in its report."""
        return self.file, self.practice.id if self.practice else ""

    @property
    def outcome(self) -> Outcome | None:
        """The outcome, None while it is not known."""
        return self.practice.outcome if self.practice else None


@dataclass(frozen=True, slots=True)
class Doubt:
    """Hold a problem with the id and title of its practice, "" where it is of a whole file."""

    practice: str
    title: str
    problem: Problem


@dataclass(frozen=True, slots=True)
class PlanRows:
    """Hold all rows in order, their numbers by outcome, and what else a report tells row by row."""

    rows: tuple[PlanRow, ...]
    groups: Mapping[str, tuple[int, ...]]
    doubts: tuple[Doubt, ...] = ()
    left_out: tuple[Ignored, ...] = ()
    records: Mapping[tuple[str, str], PracticeRecord] = field(default_factory=dict)
    """The practices as the files have them, by file and id."""

    @classmethod
    def of(cls, report: ImportReport, records: Mapping[tuple[str, str], PracticeRecord]) -> "PlanRows":
        """Make the rows of a report, what needs a person first and what is as it was last."""
        named = (PlanRow(file.file, one.title, one) for file in report.files for one in file.practices)
        rows = tuple(sorted(named, key=lambda row: _ORDER.index(row.practice.outcome) if row.practice else 0))
        groups: dict[str, tuple[int, ...]] = {
            name: tuple(n for n, row in enumerate(rows) if row.outcome == name) for name in OUTCOMES
        }
        groups[DOUBTS] = tuple(n for n, row in enumerate(rows) if row.practice and row.practice.problems)
        left_out = (words for file in report.files for words in file.loss.ignored)
        return cls(rows, groups, tuple(_doubts(report)), tuple(left_out), records)


def of_plan(plan: ImportPlan) -> PlanRows:
    """Make the rows of a plan."""
    return PlanRows.of(plan.report, {(i.file, one.id): one for i in plan.intakes for one in i.collection.practices})


def of_intakes(intakes: Iterable[Intake]) -> PlanRows:
    """Make the rows of files that are read and not compared yet."""
    rows = tuple(PlanRow(intake.file, one.title) for intake in intakes for one in intake.collection.practices)
    return PlanRows(rows, {})


def _doubts(report: ImportReport) -> Iterable[Doubt]:
    for file in report.files:
        yield from (Doubt("", "", problem) for problem in file.problems)
        for one in file.practices:
            yield from (Doubt(one.id, one.title, problem) for problem in one.problems)
