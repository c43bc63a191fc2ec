"""Commands that import files or write them; the annex has a module of its own."""

import argparse
import sys
from collections.abc import Sequence
from contextlib import nullcontext
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from roundtable.errors import OutputError, counted
from roundtable.workspace import Workspace, chosen_location, initialize, is_there
from ui import display_check
from ui.commands.arguments import AddCommand, add_file, add_import_choices, add_recipient
from ui.commands.console import SHOWN_PROBLEMS, opened, print_json, short, terminal_progress, wanted_suffix
from ui.commands.window import open_window

if TYPE_CHECKING:
    from roundtable.import_report import FileReport, ImportReport
    from roundtable.spreadsheet.cell_text import Replacement

_SHOWN_PRACTICES = 100
_WORDS_ALIKE, _WORDS_BEFORE = 6, 3
"""Of texts that begin with more words alike, so many are shown before those that differ."""


def add_commands(add: AddCommand) -> None:
    """Add the commands of this module."""
    demo = add("demo", _make_demo, "create a folder with the sample roundtable, its annex and its contribution")
    demo.add_argument("folder", nargs="?", type=Path, default=Path("roundtable-demo"), metavar="DIR")
    demo.add_argument("--no-window", action="store_true", help="create the files without opening the window")

    made = add("init", _initialize, "create a workspace: a file, or the tables in an empty database on a server")
    made.add_argument("location", metavar="LOCATION", help="a path, or postgresql://user@server/database")

    copied = add("copy", _copy, "copy a whole workspace, history included, into a new file or database")
    copied.add_argument("source", metavar="FROM")
    copied.add_argument("target", metavar="TO")

    kinds = (
        "papers (.txt .md .html .eml), contributions (.xlsx), exchange files (.json) and Roundtable’s annexes (.pdf)"
    )
    taken = add("import", _take_in, f"import {kinds}")
    taken.add_argument("files", nargs="+", type=Path, metavar="FILE")
    taken.add_argument("--roundtable", metavar="CODE", help="the roundtable of a file that does not name its own")
    taken.add_argument("--hidden", action="store_true", help="also read hidden sheets, rows and columns of workbooks")
    add_import_choices(taken)

    export = add(
        "export",
        _export,
        "export everything or one roundtable: as an exchange file (.json) or a contribution workbook (.xlsx)",
    )
    add_file(export)
    export.add_argument("--roundtable", metavar="CODE")
    coverage = "add sheets on coverage, balance and gaps to a workbook"
    export.add_argument("--with-coverage", action="store_true", help=coverage)
    add_recipient(export)


def _make_demo(chosen: argparse.Namespace) -> int:
    """Make a folder with the sample roundtable and its files, and show it if there is a display."""
    from roundtable import demo

    made = demo.make(chosen.folder, progress=terminal_progress())
    for path in (made.workspace, made.annex, made.contribution):
        print(path)
    if chosen.no_window or not display_check.is_present():
        return 0
    sys.stdout.flush()
    return open_window(str(made.workspace))


def _initialize(chosen: argparse.Namespace) -> int:
    """Make a new workspace."""
    initialize(chosen.location)
    print(chosen.location)
    return 0


def _copy(chosen: argparse.Namespace) -> int:
    """Copy a whole workspace into a new one."""
    from roundtable.exchange import workspace_copy

    for name, count in workspace_copy.copy(chosen.source, chosen.target, progress=terminal_progress()).items():
        print(f"{count:8} {name}")
    print(chosen.target)
    return 0


def _take_in(chosen: argparse.Namespace) -> int:
    """Import files into the workspace, and report the outcome."""
    from roundtable import imports

    options = {
        "roundtable": chosen.roundtable,
        "accept": chosen.accept,
        "dry_run": chosen.dry_run,
        "progress": terminal_progress(),
    }
    location = chosen_location(chosen.workspace)
    if is_there(location):
        with opened(chosen, create=True) as workspace:
            report, _ = imports.import_files(workspace, chosen.files, with_hidden=chosen.hidden, **options)
    else:
        # read first: a file that cannot be read makes no workspace
        intakes = imports.read_files(chosen.files, with_hidden=chosen.hidden)
        missing = Path(location).expanduser()
        with (
            TemporaryDirectory() if chosen.dry_run else nullcontext(missing.parent) as folder,
            Workspace.open(Path(folder) / missing.name, create=True) as workspace,
        ):
            report, _ = imports.take_in(workspace, intakes, **options)
    print_report(report, as_json=chosen.json)
    return 0


def print_report(report: "ImportReport", *, as_json: bool) -> None:
    """Print the report of an import, as JSON or for people."""
    from roundtable import import_report

    if as_json:
        print_json(import_report.report_as_json(report))
    else:
        for file in report.files:
            _print_file(file)


def _print_file(file: "FileReport") -> None:
    from roundtable.import_report import OUTCOMES

    counts = [f"{file.count(outcome)} {outcome}" for outcome in OUTCOMES if file.count(outcome)]
    none = "no changed practices" if file.kind == "workspace" else "no practices"
    print(f"{file.file} ({file.kind}): {', '.join(counts) or none}")
    if file.added:
        print("  imported: " + ", ".join(counted(count, part.replace("_", " ")) for part, count in file.added.items()))
    if file.changed:
        print("  changed: " + ", ".join(counted(n, part.replace("_", " ")) for part, n in file.changed.items()))
    loss = file.loss
    if loss.words_in:
        kept = f"{loss.words_kept_as_note} kept as notes"
        words = counted(loss.words_in, "words")
        print(f"  {words}: {loss.words_mapped} imported, {kept}, {loss.words_ignored} left out")
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
        print(f"  and {hidden} more: use --json for the full report")


def _print_changes(file: "FileReport") -> None:
    """Print the practices that change, and the changed fields of those that were here."""
    told = [one for one in file.practices if one.changes or one.outcome not in ("unchanged", "skipped")]
    for practice in told[:_SHOWN_PRACTICES]:
        print(f"  {practice.outcome}: “{short(practice.title) or practice.id}”")
        for change in practice.changes:
            before, after = _excerpts(change.before, change.after)
            print(f"    {change.field}: {before} → {after}" + (f" ({change.where})" if change.where else ""))
        for one in practice.conflicts:
            here, there = _excerpts(one.here, one.file)
            print(
                f"    {one.field} in conflict: here {here}, in the file {there}" + (f" ({one.where})" * bool(one.where))
            )
    if len(told) > _SHOWN_PRACTICES:
        print(f"  and {counted(len(told) - _SHOWN_PRACTICES, 'more practices')}: use --json for the full report")


def _excerpts(*texts: str) -> list[str]:
    """Quote two texts shortly, long ones from some words before the first in which they differ."""
    words = [text.split() for text in texts]
    same = next((n for n, (one, other) in enumerate(zip(*words, strict=False)) if one != other), min(map(len, words)))
    start = same - _WORDS_BEFORE if same > _WORDS_ALIKE else 0
    shown = ("…" * (start > 0) + " ".join(of_text[start:]) for of_text in words)
    return [f"“{short(text)}”" if text else "nothing" for text in shown]


def _export(chosen: argparse.Namespace) -> int:
    """Write everything, one roundtable, or its contribution, by the file's suffix."""
    from roundtable import exports

    suffix = wanted_suffix(
        chosen.file, {".json": "everything", ".xlsx": "the contribution workbook"}, "which cannot be exported to"
    )
    if suffix == ".json" and chosen.recipient:
        raise OutputError(
            "An exchange file is no contribution: nobody is noted as its recipient.",
            "Leave out --recipient, or export a workbook (.xlsx).",
        )
    options = {"roundtable": chosen.roundtable, "progress": terminal_progress()}
    replaced: Sequence[Replacement] = ()
    with opened(chosen) as workspace:
        if suffix == ".json":
            exports.exchange(workspace, chosen.file, **options)
        else:
            options |= {"with_coverage": chosen.with_coverage, "recipient": chosen.recipient}
            replaced = exports.contribution(workspace, chosen.file, **options).replacements
    print(chosen.file)
    for one in replaced[:SHOWN_PROBLEMS]:
        print(f"A workbook cannot hold {', '.join(one.characters)} ({one.field}); replaced.", file=sys.stderr)
    return 0
