"""The command line: what may be typed, and which exit status the answer has.

Exit status: 0 done, 1 the user's world said no, 2 wrong usage. The commands themselves are in ``ui.commands``.
"""

import argparse
import io
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from roundtable import __version__
from roundtable.errors import RoundtableError
from roundtable.records.values import LANGUAGES
from ui.commands import files, reports, steps
from ui.commands.coverage import tell_coverage
from ui.commands.window import window


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
    parser.set_defaults(run=window)
    commands = parser.add_subparsers(metavar="COMMAND")

    def command(name: str, run: Callable[[argparse.Namespace], int], explanation: str) -> argparse.ArgumentParser:
        added = commands.add_parser(name, help=explanation, description=explanation, parents=[common])
        added.set_defaults(run=run)
        return added

    demo = command("demo", files.make_demo, "make a folder with the sample roundtable, its annex and its contribution")
    demo.add_argument("folder", nargs="?", type=Path, default=Path("roundtable-demo"), metavar="DIR")
    demo.add_argument("--no-window", action="store_true", help="only make the files")

    take_in = command(
        "import", files.take_in, "take in papers (.txt), contributions (.xlsx) and exchange files (.json)"
    )
    take_in.add_argument("files", nargs="+", type=Path, metavar="FILE")
    take_in.add_argument("--roundtable", metavar="CODE", help="the roundtable of a file that does not name its own")
    take_in.add_argument("--dry-run", action="store_true", help="only report what would happen")
    take_in.add_argument("--hidden", action="store_true", help="also read hidden sheets, rows and columns of workbooks")
    take_in.add_argument("--accept", choices=("all", "new"), help="take conflicts from the file, or only new records")
    take_in.add_argument("--json", action="store_true", help="print the report as JSON")

    export = command("export", files.export, "write all there is, or one roundtable: .json or .xlsx (contribution)")
    export.add_argument("file", type=Path, metavar="FILE")
    export.add_argument("--roundtable", metavar="CODE")
    export.add_argument(
        "--with-coverage", action="store_true", help="add sheets of coverage, balance and gaps to a workbook"
    )

    annex = command("annex", files.write_annex, "write a roundtable's annex as PDF")
    annex.add_argument("file", type=Path, metavar="FILE")
    annex.add_argument("--roundtable", metavar="CODE", help="may be left out where the workspace holds just one")
    annex.add_argument("--language", choices=LANGUAGES, default="en")
    annex.add_argument("--with-coverage", action="store_true", help="add pages of coverage, balance and gaps")

    _add_reports(command)

    search = command("search", reports.find, "find practices by their words")
    search.add_argument("text", metavar="TEXT")
    search.add_argument("--limit", type=_positive, default=20, metavar="N")
    search.add_argument("--json", action="store_true")

    history = command("history", steps.list_steps, "list what was done, newest first")
    history.add_argument("practice", nargs="?", metavar="PRACTICE_ID")
    history.add_argument("--json", action="store_true")

    command("undo", steps.undo, "take back the last step")
    command("redo", steps.redo, "make the step that was undone last happen again")
    command("verify", steps.verify, "check that the workspace is whole")
    return parser


def _add_reports(command: Callable[..., argparse.ArgumentParser]) -> None:
    """Add the commands that tell what there is to do."""
    coverage = command(
        "coverage",
        tell_coverage,
        "count practices and partners per question and measure, by region; tell balance and gaps",
    )
    coverage.add_argument("--roundtable", metavar="CODE", required=True)
    coverage.add_argument("--json", action="store_true")

    suggest = command(
        "suggest", reports.suggest, "name the questions and measures that each practice is likely to answer"
    )
    suggest.add_argument("--roundtable", metavar="CODE", required=True)
    suggest.add_argument("--json", action="store_true")

    check = command("check", reports.check, "tell what is missing or doubtful in the practices")
    check.add_argument("--roundtable", metavar="CODE", help="only the practices of this roundtable")
    check.add_argument("--json", action="store_true")


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("must be at least 1")
    return number
