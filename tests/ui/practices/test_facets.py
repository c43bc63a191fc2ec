import pytest
from PySide6.QtCore import QObject, QSettings, Qt
from PySide6.QtTest import QTest
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from roundtable.search.facets import Value
from tests.ui.practice_table.test_models import check
from tests.ui.window_driving import (
    ALL_TITLES,
    CONTROL,
    SHIFT,
    OpenWindow,
    part,
    practices_table,
    press,
    search_field,
    titles,
    until,
)
from ui.practices.facet_panel import FacetPanel
from ui.practices.facets_model import FacetsModel
from ui.shell.main_window import MainWindow

SPOKEN = Qt.ItemDataRole.AccessibleTextRole
MANY = {
    "country": [Value(f"Land {n}", 20 - n, f'country:"Land {n}"') for n in range(9)],
    "status": [Value("draft", 3, "status:draft")],
}


def spoken(window: MainWindow) -> list[str]:
    model = part(window, FacetPanel).model()
    return [model.index(row, 0).data(SPOKEN) for row in range(model.rowCount())]


@pytest.fixture
def filters(window: MainWindow, qtbot: QtBot) -> FacetPanel:
    until(qtbot, lambda: "Country: Ghana, 1" in spoken(window))
    return part(window, FacetPanel)


def row_saying(window: MainWindow, text: str) -> int:
    return spoken(window).index(text)


def test_the_facets_model_keeps_qts_rules(qtmodeltester: ModelTester) -> None:
    owner = QObject()
    model = FacetsModel(owner)
    check(qtmodeltester, model)
    model.show(MANY, "status:draft")
    check(qtmodeltester, model)


def test_a_long_facet_shows_its_first_values_and_the_rest_when_asked() -> None:
    owner = QObject()
    model = FacetsModel(owner)
    model.show(MANY, "")
    shown = [model.index(row, 0).data() for row in range(model.rowCount())]
    assert shown == ["Country", *(f"Land {n}" for n in range(6)), "3 more…", "Status", "Draft"]
    model.expand("country")
    assert [model.index(row, 0).data() for row in range(7, 11)] == ["Land 6", "Land 7", "Land 8", "Fewer"]


def test_what_is_typed_is_ticked_and_first_even_where_nothing_has_it() -> None:
    owner = QObject()
    model = FacetsModel(owner)
    model.show(MANY, 'country:"land 8" tag:Nowhere -status:draft')
    said = [model.index(row, 0).data(SPOKEN) for row in range(model.rowCount())]
    assert said[1] == "Country: Land 8, 12, selected"
    assert said[-1] == "Status: Draft, 3"
    assert "Tag: Nowhere, 0, selected" in said


def test_a_click_on_a_value_narrows_the_list_and_another_widens_it_again(
    window: MainWindow, filters: FacetPanel, qtbot: QtBot
) -> None:
    def click_on(text: str) -> None:
        place = filters.visualRect(filters.model().index(row_saying(window, text), 0))
        QTest.mouseClick(filters.viewport(), Qt.MouseButton.LeftButton, pos=place.center())

    click_on("Country: Ghana, 1")
    until(qtbot, lambda: titles(window) == ["Étude des infirmières"])
    assert search_field(window).text() == "country:Ghana"
    until(qtbot, lambda: "Country: Ghana, 1, selected" in spoken(window))
    assert "Country: Peru, 1" not in spoken(window)
    click_on("Country: Ghana, 1, selected")
    until(qtbot, lambda: titles(window) == ALL_TITLES)
    assert search_field(window).text() == ""


def test_filters_are_reached_and_ticked_by_keys_and_keep_what_was_typed(
    window: MainWindow, filters: FacetPanel, qtbot: QtBot
) -> None:
    press(qtbot, window, Qt.Key.Key_F, CONTROL)
    QTest.keyClicks(search_field(window), "wells")
    until(qtbot, lambda: "Status: Draft, 1" in spoken(window))
    press(qtbot, window, Qt.Key.Key_F6)
    assert filters.hasFocus()
    while filters.currentIndex().data(SPOKEN) != "Status: Draft, 1":
        before = filters.currentIndex().row()
        QTest.keyClick(filters, Qt.Key.Key_Down)
        assert filters.currentIndex().row() > before
    QTest.keyClick(filters, Qt.Key.Key_Space)
    assert search_field(window).text() == "wells status:draft"
    until(qtbot, lambda: "Status: Draft, 1, selected" in spoken(window))
    assert filters.currentIndex().data(SPOKEN) == "Status: Draft, 1, selected"
    assert filters.hasFocus()


def test_filters_typed_into_the_search_are_ticked(window: MainWindow, filters: FacetPanel, qtbot: QtBot) -> None:
    QTest.keyClicks(search_field(window), "tag:gender")
    until(qtbot, lambda: "Tag: Gender, 1, selected" in spoken(window))


def test_filters_that_are_hidden_stay_hidden(
    window: MainWindow, filters: FacetPanel, open_window: OpenWindow, settings: QSettings, qtbot: QtBot
) -> None:
    assert window._actions["practices.toggle_filters"].isChecked()
    press(qtbot, window, Qt.Key.Key_F, CONTROL | SHIFT)
    assert not filters.isVisible()
    assert not window._actions["practices.toggle_filters"].isChecked()
    assert window.workspace_switch.workspace is not None
    again = open_window(window.workspace_switch.workspace.location)
    until(qtbot, lambda: titles(again) == ALL_TITLES)
    assert not part(again, FacetPanel).isVisible()
    press(qtbot, again, Qt.Key.Key_F, CONTROL | SHIFT)
    until(qtbot, lambda: len(spoken(again)) > 3)


def test_filters_fold_away_in_a_narrow_window_and_come_back(
    window: MainWindow, filters: FacetPanel, qtbot: QtBot
) -> None:
    window.resize(1000, 700)
    until(qtbot, lambda: not filters.isVisible())
    press(qtbot, window, Qt.Key.Key_F6)
    window.resize(1280, 800)
    until(qtbot, filters.isVisible)
    assert practices_table(window).isVisible()
