from pathlib import Path

import pytest

from tests.ui.imports import returned_workbook


@pytest.fixture
def returned(filled_location: str, tmp_path: Path) -> Path:
    """Return a workbook that came back with a conflict, a change and a new practice."""
    book = tmp_path / "contribution.xlsx"
    returned_workbook.write(filled_location, book)
    return book
