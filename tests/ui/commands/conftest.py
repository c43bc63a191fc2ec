"""A workspace for the commands."""

import shutil
from pathlib import Path

import pytest


@pytest.fixture
def workspace(home: Path, filled_file: Path) -> Path:
    """Return a workspace that holds the invented records and stands alone in its folder."""
    return shutil.copyfile(filled_file, home / "workspace.roundtable")
