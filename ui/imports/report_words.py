"""Words of an import report: outcomes, what each file brought, how its words were used."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import get_args

from PySide6.QtCore import QLocale

from roundtable.exchange.merge_result import Other, Outcome
from roundtable.import_report import OUTCOMES, FileReport, ImportReport, Part
from roundtable.records.intake import FileKind, Problem
from ui.base.value_texts import translate
from ui.widgets.record_text import field_label


def outcome(name: Outcome | None) -> str:
    """Name an outcome; None is that of a practice that is not compared yet."""
    return {
        None: translate("ImportReport", "being compared"),
        "new": translate("ImportReport", "new"),
        "duplicate": translate("ImportReport", "possible duplicate"),
        "updated": translate("ImportReport", "updated"),
        "unchanged": translate("ImportReport", "unchanged"),
        "conflict": translate("ImportReport", "in conflict"),
        "rejected": translate("ImportReport", "rejected"),
        "skipped": translate("ImportReport", "skipped"),
        "absent": translate("ImportReport", "not in the file"),
    }[name]


def kind(name: FileKind) -> str:
    """Name what a file was recognised as."""
    return {
        "paper": translate("ImportReport", "background paper"),
        "annex": translate("ImportReport", "annex or practices"),
        "contribution": translate("ImportReport", "contribution workbook"),
        "json": translate("ImportReport", "exchange file"),
        "workspace": translate("ImportReport", "workspace file"),
    }[name]


def is_merge(files: Iterable[FileReport]) -> bool:
    """Tell whether workspaces alone are merged, which bring what was changed in them."""
    return all(file.kind == "workspace" for file in files)


def title(report: ImportReport) -> str:
    """Name a report."""
    imported, merged = translate("ImportReport", "Import report"), translate("ImportReport", "Merge report")
    return merged if is_merge(report.files) else imported


def brought(*files: FileReport) -> str:
    """Say in words what files bring: “1 roundtable, 2 guiding questions, 39 practices: 39 new”."""

    def added(part: Part) -> int:
        return sum(file.added.get(part, 0) for file in files)

    roundtables, questions, measures = added("roundtables"), added("guiding_questions"), added("possible_measures")
    practices = sum(len(file.practices) for file in files)
    changed = {kind: sum(file.changed.get(kind, 0) for file in files) for kind in get_args(Other)}
    parts = [
        (roundtables, translate("ImportReport", "%n roundtable(s)", None, roundtables)),
        (questions, translate("ImportReport", "%n guiding question(s)", None, questions)),
        (measures, translate("ImportReport", "%n possible measure(s)", None, measures)),
        *((count, _changed(kind, count)) for kind, count in changed.items()),
        (practices, translate("ImportReport", "%n practice(s)", None, practices)),
    ]
    none, unchanged = translate("ImportReport", "no practices"), translate("ImportReport", "no changed practices")
    said = ", ".join(words for count, words in parts if count) or (unchanged if is_merge(files) else none)
    number = QLocale().toString
    counts = {name: sum(file.count(name) for file in files) for name in OUTCOMES}
    outcomes = [f"{number(count)} {outcome(name)}" for name, count in counts.items() if count]
    return f"{said}: {', '.join(outcomes)}" if outcomes else said


def _changed(kind: Other, count: int) -> str:
    """Count what a merge changes beside practices."""
    return {
        "roundtables": translate("ImportReport", "%n changed roundtable(s)", None, count),
        "terms": translate("ImportReport", "%n changed term(s)", None, count),
        "places": translate("ImportReport", "%n changed place(s)", None, count),
        "gaps": translate("ImportReport", "%n changed gap(s)", None, count),
        "saved_searches": translate("ImportReport", "%n changed saved search(es)", None, count),
    }[kind]


def headline(report: ImportReport) -> str:
    """Say what all files brought together."""
    named = translate("ImportReport", "%n file(s)", None, len(report.files))
    return f"{Path(report.files[0].file).name if len(report.files) == 1 else named}: {brought(*report.files)}"


def word_counts(report: ImportReport) -> str:
    """Account for the words of every file, one a line."""
    number = QLocale().toString
    return "\n".join(
        translate(
            "ImportReport",
            "{file}: of {all} words, {mapped} are in fields, {kept} kept as internal notes, {ignored} left out.",
        ).format(
            file=Path(file.file).name,
            all=number(file.loss.words_in),
            mapped=number(file.loss.words_mapped),
            kept=number(file.loss.words_kept_as_note),
            ignored=number(file.loss.words_ignored),
        )
        for file in report.files
        if file.loss.words_in
    )


def words_left_out(report: ImportReport) -> int:
    """Count the words of all files that were left out."""
    return sum(file.loss.words_ignored for file in report.files)


def fields(problem: Problem) -> str:
    """Name the fields that a problem concerns."""
    return ", ".join(field_label(name) for name in problem.field.split(", ")) if problem.field else ""


def lines(report: ImportReport) -> Iterator[str]:
    """Yield the report as lines of text."""
    yield from (f"{Path(file.file).name}: {brought(file)}" for file in report.files)
    if counts := word_counts(report):
        yield counts
    for file in report.files:
        name = Path(file.file).name
        problems = [("", problem) for problem in file.problems]
        problems += [(one.title, problem) for one in file.practices for problem in one.problems]
        for title, problem in problems:
            parts = (name, title, fields(problem), problem.message, problem.where)
            yield " | ".join(part for part in parts if part)
        for words in file.loss.ignored:
            yield " | ".join((name, words.where, words.reason, words.text))
