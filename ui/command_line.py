"""The commands of the program: parse, call a service, print.

Exit status: 0 done, 1 the user's world said no, 2 wrong usage. Imports Qt only to open the window.
"""

import argparse
import io
import json
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import nullcontext
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Literal

from roundtable import __version__
from roundtable.errors import OutputError, RoundtableError
from roundtable.progress import Progress, silent
from roundtable.workspace import Workspace, chosen_location
from ui import display

if TYPE_CHECKING:
    from roundtable.aims import Aim
    from roundtable.contribution.fitting import Replacement
    from roundtable.coverage import CoverageTable
    from roundtable.gaps import GapRow
    from roundtable.importing import FileReport, ImportReport

LANGUAGES = ("en", "fr", "es")
_SHOWN_PROBLEMS = 20


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status."""
    _make_output_robust()
    chosen = _parser().parse_args(arguments, argparse.Namespace(workspace=None))
    try:
        status: int = chosen.run(chosen)
        sys.stdout.flush()
    except RoundtableError as error:
        print(f"{error.cause} {error.remedy}".strip(), file=sys.stderr)
        return 1
    except BrokenPipeError:
        sys.stdout = io.StringIO()  # whoever read our output has left; nothing more can be said to them
        return 0
    except KeyboardInterrupt:
        print("Stopped; nothing was changed.", file=sys.stderr)
        return 130
    return status


def _make_output_robust() -> None:
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _parser() -> argparse.ArgumentParser:
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--workspace", metavar="PATH", default=argparse.SUPPRESS, help="the workspace file to work on")
    parser = argparse.ArgumentParser(
        prog="roundtable",
        description="Prepare intergovernmental roundtables offline. Without a command, open the window.",
        parents=[common],
    )
    parser.add_argument("--version", action="version", version=f"roundtable {__version__}")
    parser.set_defaults(run=_window)
    commands = parser.add_subparsers(metavar="COMMAND")

    def command(name: str, run: Callable[[argparse.Namespace], int], explanation: str) -> argparse.ArgumentParser:
        added = commands.add_parser(name, help=explanation, description=explanation, parents=[common])
        added.set_defaults(run=run)
        return added

    demo = command("demo", _demo, "make a folder with the sample roundtable, its annex and its contribution")
    demo.add_argument("folder", nargs="?", type=Path, default=Path("roundtable-demo"), metavar="DIR")
    demo.add_argument("--no-window", action="store_true", help="only make the files")

    take_in = command("import", _import, "take in papers (.txt), contributions (.xlsx) and exchange files (.json)")
    take_in.add_argument("files", nargs="+", type=Path, metavar="FILE")
    take_in.add_argument("--roundtable", metavar="CODE", help="the roundtable of a file that does not name its own")
    take_in.add_argument("--dry-run", action="store_true", help="only report what would happen")
    take_in.add_argument("--accept", choices=("all", "new"), help="take conflicts from the file, or only new records")
    take_in.add_argument("--json", action="store_true", help="print the report as JSON")

    export = command("export", _export, "write all there is, or one roundtable: .json or .xlsx (contribution)")
    export.add_argument("file", type=Path, metavar="FILE")
    export.add_argument("--roundtable", metavar="CODE")
    export.add_argument("--with-coverage", action="store_true", help="add sheets of coverage and gaps to a workbook")

    annex = command("annex", _annex, "write a roundtable's annex as PDF")
    annex.add_argument("file", type=Path, metavar="FILE")
    annex.add_argument("--roundtable", metavar="CODE", help="may be left out where the workspace holds just one")
    annex.add_argument("--language", choices=LANGUAGES, default="en")
    annex.add_argument("--with-coverage", action="store_true", help="add pages of coverage and gaps")

    _add_reports(command)

    search = command("search", _search, "find practices by their words")
    search.add_argument("text", metavar="TEXT")
    search.add_argument("--limit", type=_positive, default=20, metavar="N")
    search.add_argument("--json", action="store_true")

    history = command("history", _history, "list what was done, newest first")
    history.add_argument("practice", nargs="?", metavar="PRACTICE_ID")
    history.add_argument("--json", action="store_true")

    command("undo", _undo, "take back the last step")
    command("redo", _redo, "make the step that was undone last happen again")
    command("verify", _verify, "check that the workspace is whole")
    return parser


def _add_reports(command: Callable[..., argparse.ArgumentParser]) -> None:
    """Add the commands that tell what there is to do."""
    coverage = command("coverage", _coverage, "count the practices per question and measure, by region; tell the gaps")
    coverage.add_argument("--roundtable", metavar="CODE", required=True)
    coverage.add_argument("--json", action="store_true")

    suggest = command("suggest", _suggest, "name the questions and measures that each practice is likely to answer")
    suggest.add_argument("--roundtable", metavar="CODE", required=True)
    suggest.add_argument("--json", action="store_true")

    check = command("check", _check, "tell what is missing or doubtful in the practices")
    check.add_argument("--roundtable", metavar="CODE", help="only the practices of this roundtable")
    check.add_argument("--json", action="store_true")


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("must be at least 1")
    return number


def _open(chosen: argparse.Namespace, *, create: bool = False) -> Workspace:
    return Workspace.open(chosen_location(chosen.workspace), create=create)


def _terminal_progress() -> Progress:
    """Draw a line on a terminal; say nothing to a file or a pipe."""
    if not sys.stderr.isatty():
        return silent

    def show(done: int, total: int) -> None:
        end = "\r" if done < total else "\r\x1b[K"
        print(f"{100 * done // max(total, 1):3} %", end=end, file=sys.stderr, flush=True)

    return show


def _window(chosen: argparse.Namespace) -> int:
    return _open_window(chosen_location(chosen.workspace))


def _open_window(location: str) -> int:
    remedy = "The other commands work without one: see “roundtable --help”."
    if (reason := display.trouble()) is not None:
        raise RoundtableError(f"The window cannot be opened: {reason}.", remedy)
    try:
        from ui.app import run
    except ImportError as error:
        raise RoundtableError(
            f"The window cannot be opened: a library that Qt needs is missing ({error}).", remedy
        ) from error
    return run(location)


def _demo(chosen: argparse.Namespace) -> int:
    from roundtable import demo

    made = demo.make(chosen.folder, progress=_terminal_progress())
    for path in (made.workspace, made.annex, made.contribution):
        print(path)
    if chosen.no_window or not display.is_present():
        return 0
    sys.stdout.flush()
    return _open_window(str(made.workspace))


def _import(chosen: argparse.Namespace) -> int:
    from roundtable import importing

    options = {
        "roundtable": chosen.roundtable,
        "accept": chosen.accept,
        "dry_run": chosen.dry_run,
        "progress": _terminal_progress(),
    }
    location = Path(chosen_location(chosen.workspace)).expanduser()
    if location.exists():
        with Workspace.open(location, create=True) as workspace:
            report, _ = importing.import_files(workspace, chosen.files, **options)
    else:
        intakes = importing.read_files(chosen.files)  # read first: a file that cannot be read makes no workspace
        with (
            TemporaryDirectory() if chosen.dry_run else nullcontext(location.parent) as folder,
            Workspace.open(Path(folder) / location.name, create=True) as workspace,
        ):
            report, _ = importing.take_in(workspace, intakes, **options)
    if chosen.json:
        _print_json(importing.report_as_json(report))
    else:
        _print_report(report)
    return 0


def _print_report(report: "ImportReport") -> None:
    for file in report.files:
        _print_file(file)


def _print_file(file: "FileReport") -> None:
    from roundtable.importing import OUTCOMES

    counts = [f"{file.count(outcome)} {outcome}" for outcome in OUTCOMES if file.count(outcome)]
    print(f"{file.file} ({file.kind}): {', '.join(counts) or 'no practices'}")
    loss = file.loss
    if loss.words_in:
        print(
            f"  {loss.words_in} words: {loss.words_mapped} taken in, {loss.words_kept_as_note} kept as notes, "
            f"{loss.words_ignored} left out"
        )
    for ignored in loss.ignored[:_SHOWN_PROBLEMS]:
        print(f"  left out, {ignored.where}: “{_short(ignored.text)}” ({ignored.reason})")
    problems = [("", problem) for problem in file.problems]
    problems += [(practice.title, problem) for practice in file.practices for problem in practice.problems]
    for title, problem in problems[:_SHOWN_PROBLEMS]:
        place = ", ".join(
            part for part in (problem.where, f"“{_short(title)}”" if title else "", problem.field) if part
        )
        print(f"  to check, {place}: {problem.message}" if place else f"  to check: {problem.message}")
    hidden = max(len(loss.ignored) - _SHOWN_PROBLEMS, 0) + max(len(problems) - _SHOWN_PROBLEMS, 0)
    if hidden:
        print(f"  and {hidden} more: use --json for the whole report")


def _short(text: str, length: int = 60) -> str:
    line = " ".join(text.split())
    return line if len(line) <= length else f"{line[: length - 1]}…"


def _export(chosen: argparse.Namespace) -> int:
    from roundtable import exporting

    suffix = _wanted_suffix(
        chosen.file, {".json": "everything", ".xlsx": "the contribution workbook"}, "which cannot be exported to"
    )
    options = {"roundtable": chosen.roundtable, "progress": _terminal_progress()}
    replaced: Sequence[Replacement] = ()
    with _open(chosen) as workspace:
        if suffix == ".json":
            exporting.exchange(workspace, chosen.file, **options)
        else:
            options["with_coverage"] = chosen.with_coverage
            replaced = exporting.contribution(workspace, chosen.file, **options).replacements
    print(chosen.file)
    for one in replaced[:_SHOWN_PROBLEMS]:
        print(f"A workbook cannot hold {', '.join(one.characters)} ({one.field}); replaced.", file=sys.stderr)
    return 0


def _wanted_suffix(file: Path, kinds: Mapping[str, str], why: str) -> str:
    """Return the suffix that says what is to be written.

    Raises OutputError for a folder and for a suffix that says nothing.
    """
    if file.is_dir():
        raise OutputError(f"“{file}” is a folder.", "Name a file in it.")
    suffix = file.suffix.lower()
    if suffix not in kinds:
        ends = f"ends in “{file.suffix}”" if file.suffix else "has no ending"
        remedy = " or ".join(f"{name} ({kind})" for name, kind in kinds.items())
        raise OutputError(f"“{file}” {ends}, {why}.", f"Let its name end in {remedy}.")
    return suffix


def _annex(chosen: argparse.Namespace) -> int:
    from roundtable import exporting

    _wanted_suffix(chosen.file, {".pdf": "the annex"}, "which an annex cannot be written as")
    with _open(chosen) as workspace:
        result = exporting.annex(
            workspace,
            chosen.file,
            roundtable=chosen.roundtable,
            language=chosen.language,
            with_coverage=chosen.with_coverage,
            progress=_terminal_progress(),
        )
    print(chosen.file)
    for missing in result.missing[:_SHOWN_PROBLEMS]:
        print(f"No font has “{missing.character}” ({missing.heading or 'front matter'}).", file=sys.stderr)
    return 0


def _coverage(chosen: argparse.Namespace) -> int:
    from roundtable import coverage, gaps, roundtables

    with _open(chosen) as workspace:
        with workspace.reading() as connection:
            key = roundtables.key_of(connection, chosen.roundtable)
        shown = coverage.table(workspace, key, "region")
        tended = [row for row in gaps.listing(workspace, key) if row.is_open]
        holes = gaps.holes(workspace, key)
    if chosen.json:
        _print_json(_coverage_as_json(shown, tended, holes))
        return 0
    labels = [column.label for column in shown.columns]
    print("  ".join(("    ", "practices", *labels)))
    for aim, total, counts in zip(shown.aims, shown.row_totals, shown.counts, strict=True):
        by_region = (f"{count:{len(label)}}" for label, count in zip(labels, counts, strict=True))
        print("  ".join((f"{aim.mark:4}", f"{total:9}", *by_region, _short(" ".join(aim.text.split()), 60))).rstrip())
    for row in tended:
        said = (row.state, row.asked, row.owner, f"due {row.due}" if row.due else "", " ".join(row.note.split()))
        print(f"Gap at {row.aim.mark}: {', '.join(filter(None, said))}")
    for aim in holes:
        print(f"Gap at {aim.mark}: nothing is being done yet")
    return 0


def _coverage_as_json(shown: "CoverageTable", tended: "Sequence[GapRow]", holes: "Sequence[Aim]") -> dict[str, Any]:
    labels = [column.label for column in shown.columns]
    rows = list(zip(shown.aims, shown.row_totals, shown.counts, strict=True))
    fields = ("state", "asked", "asked_on", "owner", "due", "note")
    return {
        "roundtable": shown.code,
        "practices": shown.total,
        "by_region": dict(zip(labels, shown.column_totals, strict=True)),
        **{
            f"{kind}s": [
                {
                    "id": aim.uid,
                    "text": aim.text,
                    "practices": total,
                    "by_region": dict(zip(labels, counts, strict=True)),
                }
                for aim, total, counts in rows
                if aim.kind == kind
            ]
            for kind in ("guiding_question", "possible_measure")
        },
        "gaps": [
            *({row.aim.kind: row.aim.uid, **{name: getattr(row, name) or None for name in fields}} for row in tended),
            *({aim.kind: aim.uid, **dict.fromkeys(fields)} for aim in holes),
        ],
    }


def _suggest(chosen: argparse.Namespace) -> int:
    from roundtable import practices, roundtables
    from roundtable.suggestions import Suggester

    with _open(chosen) as workspace:
        with workspace.reading() as connection:
            key = roundtables.key_of(connection, chosen.roundtable)
            names = practices.names(connection)
        suggested = Suggester(workspace, key).for_practices(progress=_terminal_progress())
    if chosen.json:
        _print_json(
            {
                "practices": [
                    {
                        "id": names[practice][0],
                        "title": names[practice][1],
                        **{
                            f"{kind}s": [
                                {"id": one.aim.uid, "score": one.score, "why": list(one.why)}
                                for one in found
                                if one.aim.kind == kind
                            ]
                            for kind in ("guiding_question", "possible_measure")
                        },
                    }
                    for practice, found in suggested.items()
                ]
            }
        )
        return 0
    for practice, found in suggested.items():
        print(names[practice][1] or "(no title)")
        for one in found:
            print(f"    {one.aim.mark}  {one.score:.2f}  {', '.join(one.why)}{'  (mapped)' if one.is_mapped else ''}")
    return 0


def _check(chosen: argparse.Namespace) -> int:
    from roundtable.checks import checking

    with _open(chosen) as workspace:
        report = checking.check(workspace, chosen.roundtable)
    if chosen.json:
        _print_json(checking.report_as_json(report))
        return 0
    for one in report.practices:
        print(f"{one.id}  {one.title or '(no title)'}")
        for problem in one.problems:
            print(f"    {'missing' if problem.is_needed else 'advice'}: {problem.message}")
    print(f"{report.checked} practices checked, {report.ready} ready, {report.checked - report.ready} not ready.")
    return 0


def _search(chosen: argparse.Namespace) -> int:
    from roundtable import search

    with _open(chosen) as workspace, workspace.reading() as connection:
        hits = search.best(connection, chosen.text, chosen.limit)
    if chosen.json:
        _print_json(
            {
                "practices": [
                    {
                        "id": hit.id,
                        "title": hit.title,
                        "countries": list(hit.countries),
                        "field": hit.field,
                        "excerpt": hit.excerpt,
                    }
                    for hit in hits
                ]
            }
        )
        return 0
    for hit in hits:
        print(f"{hit.id}  {hit.title or '(no title)'} — {', '.join(hit.countries)}")
        if hit.field:
            print(f"    {hit.field}: {_short(hit.excerpt, 100)}")
    if not hits:
        print("Nothing found.", file=sys.stderr)
    return 0


def _history(chosen: argparse.Namespace) -> int:
    from roundtable import history

    with _open(chosen) as workspace:
        steps = history.steps(workspace, chosen.practice)
    if chosen.json:
        _print_json(
            {
                "steps": [
                    {"id": step.id, "at": step.at, "author": step.author, "label": step.label, "state": step.state}
                    for step in steps
                ]
            }
        )
        return 0
    for step in steps:
        state = "" if step.state in {"done", "note"} else f"  ({step.state})"
        print(f"{step.at[:19].replace('T', ' ')} UTC  {step.author}  {step.label}{state}")
    return 0


def _undo(chosen: argparse.Namespace) -> int:
    return _turn(chosen, "undo")


def _redo(chosen: argparse.Namespace) -> int:
    return _turn(chosen, "redo")


def _turn(chosen: argparse.Namespace, way: Literal["undo", "redo"]) -> int:
    from roundtable import history

    with _open(chosen) as workspace:
        change_set = getattr(history, way)(workspace)
    print(f"{'Undone' if way == 'undo' else 'Done again'}: {change_set.label}")
    return 0


def _verify(chosen: argparse.Namespace) -> int:
    from roundtable import verifying

    with _open(chosen) as workspace:
        findings = verifying.verify(workspace)
    for name, counted in findings.counts.items():
        print(f"{counted:8} {name}")
    for fault in findings.faults:
        print(fault, file=sys.stderr)
    if findings.faults:
        raise RoundtableError(
            f"“{workspace.location}” is damaged: {len(findings.faults)} faults.",
            "Keep the file as it is, and go back to a copy or an export of it.",
        )
    print("The workspace is whole.")
    return 0


def _print_json(document: dict[str, Any]) -> None:
    print(json.dumps(document, ensure_ascii=False, indent=1))
