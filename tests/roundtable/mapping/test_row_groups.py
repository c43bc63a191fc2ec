import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from roundtable.mapping.row_groups import Grouping, RowsQuery, row_groups
from roundtable.practices import practice_rows
from roundtable.workspace import Workspace
from tests import samples

KEY = 1


@pytest.fixture
def workspace(tmp_path: Path, filled_file: Path) -> Iterator[Workspace]:
    with Workspace.open(shutil.copyfile(filled_file, tmp_path / "sample.roundtable")) as opened:
        yield opened


def shown(workspace: Workspace, *, text: str = "", everything: bool = True, grouping: Grouping = "") -> list[object]:
    """Name the headings and titles in the order of the rows."""
    found: list[object] = []
    for group in row_groups(workspace, RowsQuery(KEY, text, everything, grouping)):
        found.append(group.heading)
        found.append([row.title for row in practice_rows.rows(workspace, group.keys)])
    return found


def test_rows_are_those_of_the_roundtable_or_all(workspace: Workspace) -> None:
    assert shown(workspace, everything=False) == ["", [samples.NURSES.title, samples.WELLS.title]]
    assert shown(workspace) == ["", ["", samples.NURSES.title, samples.WELLS.title]]


def test_a_search_narrows_the_rows(workspace: Workspace) -> None:
    assert shown(workspace, text="country:Ghana") == ["", [samples.NURSES.title]]
    assert shown(workspace, text="schools", everything=False) == []


def test_a_practice_stands_under_its_first_country_and_region(workspace: Workspace) -> None:
    assert shown(workspace, grouping="country") == [
        *("Eritrea", [""]),
        *("Ghana", [samples.NURSES.title]),
        *("Peru", [samples.WELLS.title]),
    ]
    assert shown(workspace, grouping="region") == [
        *("Africa", ["", samples.NURSES.title]),
        *("Americas", [samples.WELLS.title]),
    ]


def test_a_practice_without_an_area_stands_last_without_a_heading(workspace: Workspace) -> None:
    assert shown(workspace, grouping="thematic_area") == [
        *("Diasporas", [samples.WELLS.title]),
        *("", ["", samples.NURSES.title]),
    ]


def test_the_principal_question_gives_the_issue_area(workspace: Workspace) -> None:
    assert shown(workspace, grouping="issue_area", everything=False) == [
        *("Keeping nurses", [samples.NURSES.title]),
        *("", [samples.WELLS.title]),
    ]
