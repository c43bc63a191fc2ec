"""A workspace with a roundtable, and its workbook, both copied from those made once."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from roundtable.workspace import Workspace
from tests.roundtable.contribution_intake import returned_workbooks


@pytest.fixture(scope="session")
def contribution(new_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a folder with a workspace before and after its workbook was written, and that workbook."""
    return returned_workbooks.hand_over(new_file, tmp_path_factory.mktemp("contribution"))


@pytest.fixture
def filled(request: pytest.FixtureRequest, contribution: Path, tmp_path: Path) -> Iterator[Workspace]:
    """Open a workspace with a roundtable; it remembers its workbook where the test has that."""
    state = "after" if "book" in request.fixturenames else "before"
    with Workspace.open(shutil.copyfile(contribution / f"{state}.roundtable", tmp_path / "test.roundtable")) as opened:
        yield opened


@pytest.fixture
def book(contribution: Path, tmp_path: Path) -> Path:
    """Return the path of the workbook as it was handed over."""
    return shutil.copyfile(contribution / "contribution.xlsx", tmp_path / "contribution.xlsx")
