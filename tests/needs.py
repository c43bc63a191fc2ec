"""What a test may need beyond Python: programs, and Qt with its system libraries.

At home a test that lacks them is skipped with the reason; in CI (``CI`` set) nothing is skipped, so a lack fails.
"""

import os
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

IN_CI = bool(os.environ.get("CI"))
QT_PROBLEM = "ROUNDTABLE_TESTS_QT_PROBLEM"
"""The variable by which the first process of a run tells the others what it found out about Qt."""
SHARED = Path(__file__).resolve().parents[2] / "shared"
"""Real papers and tables that are not part of the project; they may lie in a folder beside the checkout."""


def program(name: str) -> pytest.MarkDecorator:
    """Mark a test (or, as ``pytestmark``, a module) that runs the program ``name``."""
    return pytest.mark.skipif(shutil.which(name) is None and not IN_CI, reason=f"{name} is not installed")


def qt() -> pytest.MarkDecorator:
    """Mark a test that starts Qt in a process of its own; tests with ``qtbot`` or ``qapp`` need no mark."""
    problem = qt_problem()
    return pytest.mark.skipif(bool(problem) and not IN_CI, reason=problem)


def shared(name: str) -> Path:
    """Return the path of a file of the shared folder, or skip the test where it is absent."""
    path = SHARED / name
    if not path.is_file():
        pytest.skip(f"{path} is absent")
    return path


PAPER = "data/rt-3.2-background-paper.txt"
"""The real background paper as text."""


@cache
def qt_problem() -> str:
    """Tell why Qt cannot show widgets here, or "" where it can.

    Asks another process: a Qt that lacks a library may abort instead of raising.
    """
    if QT_PROBLEM not in os.environ:
        os.environ[QT_PROBLEM] = _asked_qt_problem()
    return os.environ[QT_PROBLEM]


def _asked_qt_problem() -> str:
    start = "from PySide6.QtWidgets import QApplication; QApplication([])"
    asked = subprocess.run([sys.executable, "-c", start], capture_output=True, text=True, check=False)
    if asked.returncode == 0:
        return ""
    return f"Qt cannot start: {(asked.stderr.strip() or f'exit {asked.returncode}').splitlines()[-1]}"
