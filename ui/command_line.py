"""Command line: arguments and exit status of every command in ``ui.commands``.

Exit status: 0 done, 1 an error of the user's world, 2 wrong usage, 130 interrupted.
"""

import argparse
import errno
import io
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from roundtable import __version__
from roundtable.errors import RoundtableError
from roundtable.records.output_format import LANGUAGES
from ui.commands import backups, files, history, reports
from ui.commands.annex_options import ANNEX_OPTIONS
from ui.commands.coverage import show_coverage
from ui.commands.window import window

_Option = tuple[str, dict[str, Any]]
_OUTPUT_ERRORS = (errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EFBIG)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status."""
    _make_output_robust()
    given = sys.argv[1:] if arguments is None else [*map(str, arguments)]
    chosen = _parser().parse_args(_with_exclusions(given), argparse.Namespace(workspace=None))
    try:
        status: int = chosen.run(chosen)
        sys.stdout.flush()
    except RoundtableError as error:
        _complain(f"{error.cause} {error.remedy}".strip())
        return 1
    except BrokenPipeError:
        _drop_output()  # its reader is gone, who has seen enough
        return 0
    except KeyboardInterrupt:
        _complain("Stopped; nothing was changed.")
        return 130
    except OSError as error:
        if error.filename is not None or error.errno not in _OUTPUT_ERRORS:
            raise
        _drop_output()
        _complain(f"What the command tells cannot be written: {error.strerror}. Its work is done; free some space.")
        return 1
    return status


def _complain(text: str) -> None:
    with suppress(OSError):  # where nobody hears it, the exit status tells
        print(text, file=sys.stderr)


def _drop_output() -> None:
    """Let what is still to be printed go nowhere: it would be tried again, and fail, when the process ends."""
    with suppress(OSError, ValueError), Path(os.devnull).open("w") as nowhere:
        os.dup2(nowhere.fileno(), sys.stdout.fileno())


def _make_output_robust() -> None:
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _with_exclusions(arguments: list[str]) -> list[str]:
    """Move a search text that begins with a hyphen behind ``--``: it excludes a word and is no option."""
    texts = [text for text in arguments if text[:1] == "-" and text[1:2] not in ("", "-") and text != "-h"]
    if "search" not in arguments or "--" in arguments or not texts:
        return arguments
    return [*(text for text in arguments if text not in texts), "--", *texts]


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

    def command(name: str, run: Callable[[argparse.Namespace], int], explanation: str, *options: _Option) -> None:
        added = commands.add_parser(name, help=explanation, description=explanation, parents=[common])
        added.set_defaults(run=run)
        for flag, settings in options:
            added.add_argument(flag, **settings)

    file, json = _option("file", type=Path, metavar="FILE"), _option("--json", action="store_true")
    code = _option("--roundtable", metavar="CODE", required=True)
    command(
        "demo",
        files.make_demo,
        "make a folder with the sample roundtable, its annex and its contribution",
        _option("folder", nargs="?", type=Path, default=Path("roundtable-demo"), metavar="DIR"),
        _option("--no-window", action="store_true", help="only make the files"),
    )
    command(
        "import",
        files.take_in,
        "take in papers (.txt .md .html .eml), contributions (.xlsx), exchange files (.json) and our annexes (.pdf)",
        _option("files", nargs="+", type=Path, metavar="FILE"),
        _option("--roundtable", metavar="CODE", help="the roundtable of a file that does not name its own"),
        _option("--dry-run", action="store_true", help="only report what would happen"),
        _option("--hidden", action="store_true", help="also read hidden sheets, rows and columns of workbooks"),
        _option("--accept", choices=("all", "new"), help="take conflicts from the file, or only new records"),
        _option("--json", action="store_true", help="print the report as JSON"),
    )
    command(
        "export",
        files.export,
        "write all there is, or one roundtable: .json or .xlsx (contribution)",
        file,
        _option("--roundtable", metavar="CODE"),
        _option("--with-coverage", action="store_true", help="add sheets of coverage, balance and gaps to a workbook"),
    )
    command(
        "annex",
        files.write_annex,
        "write a roundtable's annex as PDF",
        file,
        _option("--roundtable", metavar="CODE", help="may be left out where the workspace holds just one"),
        _option("--language", choices=LANGUAGES, default="en"),
        _option("--with-coverage", action="store_true", help="add pages of coverage, balance and gaps"),
        _option("--cleared-only", action="store_true", help="leave out practices that are not cleared"),
        *ANNEX_OPTIONS,
        _option("--json", action="store_true", help="print pages, missing letters, what is untranslated or a draft"),
    )
    explanation = "count practices and partners per question and measure, by region; tell balance and gaps"
    command("coverage", show_coverage, explanation, code, json)
    explanation = "name the questions and measures that each practice is likely to answer"
    command("suggest", reports.suggest, explanation, code, json)
    one = _option("--roundtable", metavar="CODE", help="only the practices of this roundtable")
    command("check", reports.check, "tell what is missing or doubtful in the practices", one, json)
    text, limit = _option("text", metavar="TEXT"), _option("--limit", type=_positive, default=20, metavar="N")
    command("search", reports.find, "find practices by their words", text, limit, json)
    practice = _option("practice", nargs="?", metavar="PRACTICE_ID")
    command("history", history.list_steps, "list what was done, newest first", practice, json)
    command("undo", history.undo, "take back the last step")
    command("redo", history.redo, "make the step that was undone last happen again")
    explanation = "make a verified copy of the workspace, among the backups or as FILE"
    command("backup", backups.keep, explanation, _option("file", nargs="?", type=Path, metavar="FILE"))
    command("restore", backups.restore, "put a copy of FILE in the place of the workspace, which is kept", file)
    explanation = "copy all that can be read of the damaged workspace FILE into a new one beside it"
    command("recover", backups.recover, explanation, file)
    command("verify", backups.verify, "check that the workspace is whole")
    return parser


def _option(flag: str, **settings: Any) -> _Option:
    """Return the arguments of ``add_argument``, which several commands may share."""
    return flag, settings


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("must be at least 1")
    return number
