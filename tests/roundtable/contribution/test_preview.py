"""What the next contribution holds, what it lacks, and what is new since the last."""

from dataclasses import replace
from pathlib import Path

import pytest

from db import row_keys
from roundtable import exports
from roundtable.contribution import preview
from roundtable.errors import RoundtableError
from roundtable.practices import practice_edits
from roundtable.records.practice import PracticeRecord
from roundtable.workspace import Workspace
from tests import samples


def _key(workspace: Workspace, record: PracticeRecord) -> int:
    with workspace.reading() as connection:
        return row_keys.keys_by_uid(connection, [record.id])[record.id]


def test_the_rows_are_those_of_the_contribution_in_its_order(filled: Workspace) -> None:
    seen = preview.of(filled, "RT 9.1")
    assert [(row.number, row.title, row.is_ready) for row in seen.rows] == [
        (1, "Étude des infirmières", True),
        (2, "Wells for Ayacucho", False),
    ]
    assert [problem.rule for problem in seen.rows[1].problems] == ["not cleared", "unknown place", "off-list area"]
    assert (seen.ready, seen.contacts, seen.last, seen.gone, seen.earlier) == (1, 1, None, (), ())


def test_what_is_new_changed_and_gone_since_the_last_contribution_is_told(filled: Workspace, tmp_path: Path) -> None:
    exports.contribution(filled, tmp_path / "c.xlsx")
    exports.annex(filled, tmp_path / "a.pdf")
    assert [row.news for row in preview.of(filled, "RT 9.1").rows] == ["", ""]
    practice_edits.save(filled, _key(filled, samples.NURSES), replace(samples.NURSES, title="Nurses"))
    practice_edits.trash(filled, [_key(filled, samples.WELLS)])
    seen = preview.of(filled, "RT 9.1")
    assert [row.news for row in seen.rows] == ["changed"]
    assert [(one.id, one.title) for one in seen.gone] == [("", "Wells for Ayacucho")]
    assert [one.kind for one in seen.earlier] == ["annex", "contribution"]
    exports.contribution(filled, tmp_path / "c.xlsx")
    practice_edits.restore(filled, [_key(filled, samples.WELLS)])
    assert [row.news for row in preview.of(filled, "RT 9.1").rows] == ["", "new"]


def test_an_unknown_roundtable_is_named(filled: Workspace) -> None:
    with pytest.raises(RoundtableError, match="RT 7"):
        preview.of(filled, "RT 7")
