"""A file that was taken along."""

from pathlib import Path

import pytest

from roundtable.workspace import Workspace
from roundtable.workspace_merge.take_along import take_along


@pytest.fixture
def taken(filled: Workspace, tmp_path: Path) -> Path:
    """Take everything along."""
    take_along(filled, tmp_path / "taken.roundtable")
    return tmp_path / "taken.roundtable"
