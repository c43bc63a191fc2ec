"""A fresh workspace for every test of the services."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from roundtable.workspace import Workspace


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with Workspace.open(tmp_path / "test.roundtable", create=True) as opened:
        yield opened
