"""Command line: runs the commands that the modules of ``ui.commands`` declare, and tells their exit status.

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

from roundtable import __version__
from roundtable.errors import RoundtableError
from ui.commands import annex, backups, coverage, files, history, reports, rights, take_along
from ui.commands.window import window

_OUTPUT_ERRORS = (errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EFBIG)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status."""
    _make_output_robust()
    given = sys.argv[1:] if arguments is None else [*map(str, arguments)]
    try:
        try:
            chosen = _parser().parse_args(_with_exclusions(given), argparse.Namespace(workspace=None))
        finally:  # help is printed, and the process told to end
            sys.stdout.flush()
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
        _complain(
            f"What the command tells cannot be written: {error.strerror or error}. Its work is done; free some space."
        )
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
    common.add_argument(
        "--workspace", metavar="LOCATION", default=argparse.SUPPRESS, help="the workspace file or database to work on"
    )
    parser = argparse.ArgumentParser(
        prog="roundtable",
        description="Prepare intergovernmental roundtables offline. Without a command, open the window.",
        parents=[common],
    )
    parser.add_argument("--version", action="version", version=f"roundtable {__version__}")
    parser.set_defaults(run=window)
    commands = parser.add_subparsers(metavar="COMMAND")

    def add(name: str, run: Callable[[argparse.Namespace], int], explanation: str) -> argparse.ArgumentParser:
        added = commands.add_parser(name, help=explanation, description=explanation, parents=[common])
        added.set_defaults(run=run)
        return added

    for module in (files, annex, coverage, reports, history, take_along, backups, rights):
        module.add_commands(add)
    return parser
