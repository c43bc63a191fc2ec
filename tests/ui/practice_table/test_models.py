from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractItemModel, QLocale, QObject, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from roundtable.practices import practice_rows, practice_store
from roundtable.records.identity import derived_id
from roundtable.records.practice import Country, PracticeRecord
from roundtable.workspace import Workspace
from ui.base import value_texts
from ui.base.theme import Theme
from ui.practice_table.practices_model import Field, PracticesModel, as_lines
from ui.widgets.rail import Rail
from ui.widgets.rows_model import Column, RowsModel


@pytest.fixture
def many(tmp_path: Path) -> Workspace:
    """Make a workspace of 300 practices: several pages of rows."""
    workspace = Workspace.open(tmp_path / "many.roundtable", create=True)
    with workspace.unit_of_work("Add") as work:
        records = [
            PracticeRecord(id=derived_id(str(n)), title=f"Number {n:03}", countries=(Country(f"C{n}"),))
            for n in range(300)
        ]
        practice_store.add(work, records)
    return workspace


def check(tester: ModelTester, model: QAbstractItemModel) -> None:
    tester.check(model)  # type: ignore[no-untyped-call] # pytest-qt bears no types here


def test_the_practices_model_keeps_qts_rules(many: Workspace, qtmodeltester: ModelTester) -> None:
    owner = QObject()
    model = PracticesModel(owner)
    model.show(many, practice_rows.find_ids(many))
    check(qtmodeltester, model)
    model.show(None, ())
    check(qtmodeltester, model)
    many.close()


def test_the_rows_model_keeps_qts_rules(qtmodeltester: ModelTester) -> None:
    owner = QObject()
    model = RowsModel[str]((Column("Word", str), Column("Length", lambda word: str(len(word)), is_number=True)), owner)
    model.set_rows(["one", "three"])
    check(qtmodeltester, model)
    assert model.index(1, 1).data() == "5"
    assert model.index(1, 1).data(Qt.ItemDataRole.TextAlignmentRole) & Qt.AlignmentFlag.AlignRight


def test_the_rail_keeps_qts_rules(theme: Theme, qtbot: QtBot, qtmodeltester: ModelTester) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    rail = Rail(theme, window)
    rail.add("here", "Here")
    rail.set_count("here", 1234)
    check(qtmodeltester, rail.model())
    assert rail.model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole) == "Here, 1,234"


def test_only_the_rows_that_are_looked_at_are_read(many: Workspace) -> None:
    owner = QObject()
    model = PracticesModel(owner)
    keys = practice_rows.find_ids(many)
    model.show(many, keys)
    many.file.rename(many.file.with_suffix(".kept"))
    many.close()
    assert model.rowCount() == 300
    many.file.with_suffix(".kept").rename(many.file)
    assert model.index(299, Field.TITLE).data() == "Number 299"
    assert model.row_of(keys[17]) == 17
    assert model.row_of(-1) is None
    many.close()


def test_a_practice_that_is_gone_leaves_an_empty_row(many: Workspace) -> None:
    owner = QObject()
    model = PracticesModel(owner)
    model.show(many, [*practice_rows.find_ids(many)[:1], 999_999])
    assert model.index(0, Field.TITLE).data() == "Number 000"
    assert model.index(1, Field.TITLE).data() is None
    many.close()


def test_what_breaks_lines_or_cells_is_copied_as_a_space(tmp_path: Path) -> None:
    with Workspace.open(tmp_path / "odd.roundtable", create=True) as workspace:
        with workspace.unit_of_work("Add") as work:
            keys = practice_store.add(work, [PracticeRecord(id=derived_id("odd"), title="One\ttwo\nthree")])
        assert as_lines(workspace, keys, tuple(Field)).split("\t")[0] == "One two three"


def test_lists_that_do_not_fit_name_the_first_and_count_the_rest() -> None:
    assert value_texts.some((), 2) == ""
    assert value_texts.some(("Malta", "Peru"), 2) == "Malta, Peru"
    assert value_texts.some(("Malta", "Peru", "Togo", "Chad"), 2) == "Malta, Peru +2"


def test_days_are_said_as_short_as_they_can_be() -> None:
    from datetime import UTC, datetime

    now = datetime.now(UTC)
    english = QLocale(QLocale.Language.English)
    assert value_texts.day(now.isoformat(), english) == "today"
    assert value_texts.day("2001-02-03T12:00:00Z", english) == "3 Feb 2001"
    assert value_texts.moment("2001-02-03T12:00:00Z", english).startswith("3 Feb 2001 ")
