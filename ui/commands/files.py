"""Commands that import files or write them."""

import argparse
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import nullcontext, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from roundtable.errors import OutputError
from roundtable.workspace import Workspace, chosen_location
from ui import display_check
from ui.commands.annex_options import chosen_options
from ui.commands.console import SHOWN_PROBLEMS, opened, print_json, short, terminal_progress
from ui.commands.window import open_window

if TYPE_CHECKING:
    from roundtable.annex.missing_letters import MissingLetters
    from roundtable.annex.printed_practice import AnnexPractice
    from roundtable.annex_pdf.pdf import AnnexResult
    from roundtable.import_report import FileReport
    from roundtable.spreadsheet.cell_text import Replacement


_SHOWN_PRACTICES = 100


def make_demo(chosen: argparse.Namespace) -> int:
    """Make a folder with the sample roundtable and its files, and show it if there is a display."""
    from roundtable import demo

    made = demo.make(chosen.folder, progress=terminal_progress())
    for path in (made.workspace, made.annex, made.contribution):
        print(path)
    if chosen.no_window or not display_check.is_present():
        return 0
    sys.stdout.flush()
    return open_window(str(made.workspace))


def take_in(chosen: argparse.Namespace) -> int:
    """Import files into the workspace, and report the outcome."""
    from roundtable import import_report, imports

    options = {
        "roundtable": chosen.roundtable,
        "accept": chosen.accept,
        "dry_run": chosen.dry_run,
        "progress": terminal_progress(),
    }
    location = Path(chosen_location(chosen.workspace)).expanduser()
    if location.exists():
        with opened(chosen, create=True) as workspace:
            report, _ = imports.import_files(workspace, chosen.files, with_hidden=chosen.hidden, **options)
    else:
        intakes = imports.read_files(
            chosen.files, with_hidden=chosen.hidden
        )  # read first: a file that cannot be read makes no workspace
        with (
            TemporaryDirectory() if chosen.dry_run else nullcontext(location.parent) as folder,
            Workspace.open(Path(folder) / location.name, create=True) as workspace,
        ):
            report, _ = imports.take_in(workspace, intakes, **options)
    if chosen.json:
        print_json(import_report.report_as_json(report))
    else:
        for file in report.files:
            _print_file(file)
    return 0


def _print_file(file: "FileReport") -> None:
    from roundtable.import_report import OUTCOMES

    counts = [f"{file.count(outcome)} {outcome}" for outcome in OUTCOMES if file.count(outcome)]
    print(f"{file.file} ({file.kind}): {', '.join(counts) or 'no practices'}")
    if file.added:
        print("  came in: " + ", ".join(_counted(count, part) for part, count in file.added.items()))
    loss = file.loss
    if loss.words_in:
        print(
            f"  {loss.words_in} words: {loss.words_mapped} taken in, {loss.words_kept_as_note} kept as notes, "
            f"{loss.words_ignored} left out"
        )
    _print_changes(file)
    for ignored in loss.ignored[:SHOWN_PROBLEMS]:
        print(f"  left out, {ignored.where}: “{short(ignored.text)}” ({ignored.reason})")
    problems = [("", problem) for problem in file.problems]
    problems += [(practice.title, problem) for practice in file.practices for problem in practice.problems]
    for title, problem in problems[:SHOWN_PROBLEMS]:
        place = ", ".join(part for part in (problem.where, f"“{short(title)}”" if title else "", problem.field) if part)
        print(f"  to check, {place}: {problem.message}" if place else f"  to check: {problem.message}")
    hidden = max(len(loss.ignored) - SHOWN_PROBLEMS, 0) + max(len(problems) - SHOWN_PROBLEMS, 0)
    if hidden:
        print(f"  and {hidden} more: use --json for the whole report")


def _counted(count: int, part: str) -> str:
    """Return “1 roundtable”, “2 guiding questions”."""
    name = part.replace("_", " ")
    return f"{count} {name.removesuffix('s') if count == 1 else name}"


def _print_changes(file: "FileReport") -> None:
    """Print the practices that change, and the changed fields of those that were here."""
    told = [one for one in file.practices if one.changes or one.outcome not in ("unchanged", "skipped")]
    for practice in told[:_SHOWN_PRACTICES]:
        print(f"  {practice.outcome}: “{short(practice.title) or practice.id}”")
        for change in practice.changes:
            before, after = (f"“{short(text)}”" if text else "nothing" for text in (change.before, change.after))
            print(f"    {change.field}: {before} → {after}" + (f" ({change.where})" if change.where else ""))
        for one in practice.conflicts:
            here, there = (f"“{short(text)}”" if text else "nothing" for text in (one.here, one.file))
            print(
                f"    {one.field} in conflict: here {here}, in the file {there}" + (f" ({one.where})" * bool(one.where))
            )
    if len(told) > _SHOWN_PRACTICES:
        print(f"  and {len(told) - _SHOWN_PRACTICES} more practices: use --json for the whole report")


def export(chosen: argparse.Namespace) -> int:
    """Write everything, one roundtable, or its contribution, by the file's suffix."""
    from roundtable import exports

    suffix = _wanted_suffix(
        chosen.file, {".json": "everything", ".xlsx": "the contribution workbook"}, "which cannot be exported to"
    )
    options = {"roundtable": chosen.roundtable, "progress": terminal_progress()}
    replaced: Sequence[Replacement] = ()
    with opened(chosen) as workspace:
        if suffix == ".json":
            exports.exchange(workspace, chosen.file, **options)
        else:
            options["with_coverage"] = chosen.with_coverage
            replaced = exports.contribution(workspace, chosen.file, **options).replacements
    print(chosen.file)
    for one in replaced[:SHOWN_PROBLEMS]:
        print(f"A workbook cannot hold {', '.join(one.characters)} ({one.field}); replaced.", file=sys.stderr)
    return 0


def _wanted_suffix(file: Path, kinds: Mapping[str, str], why: str) -> str:
    """Return the suffix of a file to write; raise OutputError for a folder or an unknown suffix."""
    with suppress(OSError):  # a name that cannot be looked up is told when it is written to
        if file.is_dir():
            raise OutputError(f"“{file}” is a folder.", "Name a file in it.")
    suffix = file.suffix.lower()
    if suffix not in kinds:
        ends = f"ends in “{file.suffix}”" if file.suffix else "has no ending"
        remedy = " or ".join(f"{name} ({kind})" for name, kind in kinds.items())
        raise OutputError(f"“{file}” {ends}, {why}.", f"Let its name end in {remedy}.")
    return suffix


_REMEDIES = {
    "cjk": "Install Roundtable with its extra “cjk”, or a font of this script.",
    "font": "Install a font that has them.",
    "remove": "Take them out: no font can have them.",
}


def write_annex(chosen: argparse.Namespace) -> int:
    """Write a roundtable's annex."""
    from roundtable import exports

    _wanted_suffix(chosen.file, {".pdf": "the annex"}, "which an annex cannot be written as")
    with opened(chosen) as workspace:
        result = exports.annex(
            workspace,
            chosen.file,
            roundtable=chosen.roundtable,
            language=chosen.language,
            with_coverage=chosen.with_coverage,
            cleared_only=chosen.cleared_only,
            options=chosen_options(chosen),
            progress=terminal_progress(),
            tell_missing=None if chosen.json else _tell_missing,
        )
    if chosen.json:
        print_json(
            {
                "file": str(chosen.file),
                "pages": result.pages,
                "practices": result.practices,
                "missing_letters": [
                    {
                        "id": one.practice,
                        "title": one.heading,
                        "script": one.script,
                        "letters": one.letters,
                        "fields": list(one.fields),
                        "remedy": _REMEDIES[one.remedy],
                    }
                    for one in result.missing
                ],
                "untranslated": [_named(one) for one in result.untranslated],
                "drafts": [_named(one) for one in result.drafts],
                "shortened": [_named(one) for one in result.shortened],
                "without_text": [_named(one) for one in result.without_text],
                "left_out": [{"id": one.id, "title": one.title} for one in result.left_out],
            }
        )
        return 0
    print(chosen.file)
    for line in _told(result):
        print(line, file=sys.stderr)
    return 0


def _told(result: "AnnexResult") -> Iterator[str]:
    """Say in a line each how large an annex is, and what its readers might miss or should not yet see."""
    counted = (("page", result.pages), ("practice", result.practices), ("draft", len(result.drafts)))
    yield ", ".join(f"{count} {name}{'' if count == 1 else 's'}" for name, count in counted) + "."
    for what, practices in (
        ("Printed in their own language where they are not translated", result.untranslated),
        ("Printed though not cleared", result.drafts),
        ("Shortened", result.shortened),
        ("Printed though no text was received", result.without_text),
    ):
        if practices:
            is_all = len(practices) == result.practices > 1
            yield f"{what}: {'all' if is_all else _titles(one.heading for one in practices)}."
    if result.left_out:
        yield f"Left out, since not cleared: {_titles(one.title or 'No title' for one in result.left_out)}."


def _titles(titles: Iterable[str]) -> str:
    return "; ".join(f"“{short(title)}”" for title in titles)


def _named(practice: "AnnexPractice") -> dict[str, str]:
    return {"id": practice.id, "title": practice.heading}


def _tell_missing(missing: "Sequence[MissingLetters]") -> None:
    """Say in one line a practice and script which letters print as a replacement, where, and what helps."""
    for one in missing:
        count = len(one.letters)
        letters = f"{one.script} letter" if one.script else "symbol"
        place = f"“{short(one.heading)}”" if one.practice else "the front matter"
        some = "".join(letter if letter.isprintable() else f"U+{ord(letter):04X} " for letter in one.letters[:8])
        what = f"{count} {letters}{'' if count == 1 else 's'} ({some.strip()}{'…' if count > 8 else ''})"
        fields = ", ".join(one.fields).replace("_", " ")
        print(f"No font here has {what} of {place}, in: {fields}. {_REMEDIES[one.remedy]}", file=sys.stderr)
