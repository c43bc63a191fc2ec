"""What the next contribution holds, what it lacks, and what is new since the last."""

from dataclasses import replace
from pathlib import Path

import pytest

from roundtable import editing, exporting, importing, practices
from roundtable.contribution import outlook
from roundtable.errors import RoundtableError
from roundtable.intake.report import Intake
from roundtable.records import PracticeRecord
from roundtable.workspace import Workspace
from tests import samples


@pytest.fixture
def filled(tmp_path: Path) -> Workspace:
    with Workspace.open(tmp_path / "w.roundtable", create=True) as workspace:
        importing.take_in(workspace, [Intake(file="f", kind="json", collection=samples.COLLECTION)])
    return workspace


def _key(workspace: Workspace, record: PracticeRecord) -> int:
    with workspace.reading() as connection:
        return practices.keys_by_uid(connection, [record.id])[record.id]


def test_the_rows_are_those_of_the_contribution_in_its_order(filled: Workspace) -> None:
    seen = outlook.of(filled, "RT 9.1")
    assert [(row.number, row.title, row.is_ready) for row in seen.rows] == [
        (1, "Étude des infirmières", True),
        (2, "Wells for Ayacucho", False),
    ]
    assert [problem.rule for problem in seen.rows[1].problems] == ["not cleared", "off-list area"]
    assert (seen.ready, seen.contacts, seen.last, seen.gone, seen.earlier) == (1, 1, None, (), ())


def test_what_is_new_changed_and_gone_since_the_last_contribution_is_told(filled: Workspace, tmp_path: Path) -> None:
    exporting.contribution(filled, tmp_path / "c.xlsx")
    exporting.annex(filled, tmp_path / "a.pdf")
    assert [row.news for row in outlook.of(filled, "RT 9.1").rows] == ["", ""]
    editing.save(filled, _key(filled, samples.NURSES), replace(samples.NURSES, title="Nurses"))
    editing.trash(filled, [_key(filled, samples.WELLS)])
    seen = outlook.of(filled, "RT 9.1")
    assert [row.news for row in seen.rows] == ["changed"]
    assert [(one.id, one.title) for one in seen.gone] == [("", "Wells for Ayacucho")]
    assert [one.kind for one in seen.earlier] == ["annex", "contribution"]
    exporting.contribution(filled, tmp_path / "c.xlsx")
    editing.restore(filled, [_key(filled, samples.WELLS)])
    assert [row.news for row in outlook.of(filled, "RT 9.1").rows] == ["", "new"]


def test_an_unknown_roundtable_is_named(filled: Workspace) -> None:
    with pytest.raises(RoundtableError, match="RT 7"):
        outlook.of(filled, "RT 7")
