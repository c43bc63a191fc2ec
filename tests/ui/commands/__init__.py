"""Run commands of the program as a person would, here or in a process of their own, and hold what they answered."""

import io
import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ui import command_line


@dataclass(frozen=True, slots=True)
class Answer:
    """Hold the exit status and what was printed on either stream."""

    status: int
    out: str
    err: str


def run(*arguments: str | Path) -> Answer:
    """Run a command in this process; a bug passes through as the exception that it is."""
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        try:
            status = command_line.main([str(argument) for argument in arguments])
        except SystemExit as left:
            status = int(left.code or 0)
    return Answer(status, out.getvalue(), err.getvalue())


def run_process(
    *arguments: str | Path, under: Sequence[str] = (), environment: Mapping[str, str] | None = None
) -> Answer:
    """Run a command in a process of its own, ``under`` another program where one is given, and without a display."""
    variables = {**os.environ, **(environment or {})}
    for display in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        variables.pop(display, None)
    command = [*under, sys.executable, "-m", "roundtable", *map(str, arguments)]
    done = subprocess.run(command, env=variables, capture_output=True, text=True, encoding="utf-8", check=False)
    return Answer(done.returncode, done.stdout, done.stderr)


def assert_refused(answer: Answer, *named: str | Path) -> None:
    """Check that the user's world said no, in one line of sentences that name what it is about."""
    assert answer.status == 1, answer
    assert answer.out == ""
    assert answer.err.count("\n") == 1, answer.err
    assert answer.err.endswith(".\n"), answer.err
    assert "Traceback" not in answer.err
    for name in named:
        assert str(name) in answer.err


def printed_json(answer: Answer) -> Any:
    """Read what a command that went well printed for programs."""
    assert (answer.status, answer.err) == (0, "")
    return json.loads(answer.out)
