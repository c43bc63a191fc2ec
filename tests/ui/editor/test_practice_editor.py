from dataclasses import replace

from PySide6.QtCore import QPoint, QPointF, QSettings, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QPushButton, QWidget

from roundtable.practices import practice_edits
from roundtable.records.practice import Country, Partner, PracticeRecord, Translation
from tests import samples
from tests.ui.editor.driving import CONTROL, Desk, Key, NewDesk, blank
from ui.editor.field_group import Fold


def test_a_whole_record_is_filled_by_keyboard_alone(empty: Desk) -> None:
    empty.go_to("title")
    empty.type("Nurses on loan")
    empty.press(Key.Key_Return)
    empty.tab()
    empty.type("cape verde")
    empty.press(Key.Key_Return)
    empty.type("ital")
    empty.press(Key.Key_Return)
    empty.tab()
    empty.type("Ministry of Health")
    empty.press(Key.Key_Return)
    empty.type("World Bank")
    empty.tab()
    empty.press(Key.Key_Down)
    empty.tab()
    empty.tab()
    empty.press(Key.Key_Down, Key.Key_Down, Key.Key_Return)
    empty.tab()
    empty.type("health,brain drain;made up;")
    empty.tab()
    empty.type("They teach.")
    empty.tab()
    empty.type("Report: https://example.org/a")
    empty.press(Key.Key_Return)
    empty.editor.flush()
    record = empty.record()
    assert record.title == "Nurses on loan"
    assert record.countries == (Country("cape verde", "CPV"), Country("Italy", "ITA"))
    assert record.partners == (Partner("Ministry of Health"), Partner("World Bank", "funder"))
    assert record.thematic_areas == ("Capacity building",)
    assert record.tags == ("Migration and health", "Brain drain and brain gain", "made up")
    assert record.summary == "They teach."
    assert record.web_links == ("Report: https://example.org/a",)
    assert empty.labels() == [
        "Change title",
        "Add country “cape verde”",
        "Add country “Italy”",
        "Add partner “Ministry of Health”",
        "Add partner “World Bank”",
        "Change partner “World Bank”",
        "Add thematic area “Capacity building”",
        "Add tag “Migration and health”",
        "Add tag “Brain drain and brain gain”",
        "Add tag “made up”",
        "Edit summary",
        "Add link “Report: https://example.org/a”",
    ]


def test_groups_fold_where_empty_and_remember_what_was_chosen(desk: NewDesk, settings: QSettings) -> None:
    both = desk(blank(), blank(lessons="Begin early."))
    lessons = both.field("lessons")
    assert not lessons.isVisible()
    both.look_at(both.keys[1])
    assert lessons.isVisible()
    fold = next(fold for fold in both.editor.findChildren(Fold) if fold.isAncestorOf(lessons))
    heading = fold.findChild(QWidget, "fold")
    assert heading is not None
    assert "1 filled" in heading.accessibleName()
    heading.setFocus()
    both.press(Key.Key_Left)
    assert not lessons.isVisible()
    both.look_at(both.keys[0])
    both.look_at(both.keys[1])
    assert not lessons.isVisible()
    assert settings.value("editor/unfolded/results") in (False, "false")


def test_every_control_has_an_accessible_name(desk: NewDesk) -> None:
    shown = desk(samples.WELLS)
    nameless = [
        part
        for part in shown.editor.findChildren(QWidget)
        if part.focusPolicy() & Qt.FocusPolicy.TabFocus and not part.focusProxy() and not part.accessibleName()
    ]
    assert nameless == []


def test_every_field_of_a_record_has_a_place(empty: Desk) -> None:
    kept = {"id", "revision", "changed_at"}
    assert {name for name in PracticeRecord.__dataclass_fields__ if name not in kept} == set(empty.editor.fields)


def test_the_wheel_over_a_choice_changes_nothing(empty: Desk) -> None:
    combo = empty.field("status").findChild(QComboBox)
    assert combo is not None
    turned = QWheelEvent(
        QPointF(5, 5),
        QPointF(combo.mapToGlobal(QPoint(5, 5))),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(combo, turned)
    assert not turned.isAccepted()
    assert empty.record().status == "draft"


def test_a_group_that_is_worked_in_stays_open_when_something_else_changes(empty: Desk) -> None:
    empty.go_to("lessons")
    change_set = practice_edits.save(empty.workspace, empty.keys[0], replace(empty.record(), title="From elsewhere"))
    empty.editor.refresh(change_set)
    assert empty.field("lessons").isVisible()
    assert empty.field("title").value() == "From elsewhere"


def test_a_version_in_another_language_is_marked_when_the_original_changes(desk: NewDesk) -> None:
    shown = desk(blank(title="Nurses", summary="They teach. They train."))
    shown.go_to("translations")
    shown.type("fr")
    shown.press(Key.Key_Return)
    shown.type("Sages-femmes")
    shown.press(Key.Key_Return)
    shown.type("Elles enseignent.")
    shown.editor.flush()
    version = Translation(
        language="fr",
        title="Sages-femmes",
        summary="Elles enseignent.",
        original_title="Nurses",
        original_summary="They teach. They train.",
    )
    assert shown.record().translations == (version,)
    warned = [part for part in shown.field("translations").findChildren(QLabel) if part.property("kind") == "warning"]
    assert not any(part.isVisible() for part in warned)
    shown.go_to("summary")
    shown.press(Key.Key_End, held=CONTROL)
    shown.type(" They stay.")
    shown.editor.flush()
    assert [part.text() for part in warned if part.isVisible()] == ["The original has changed since."]
    changed = shown.field("translations").findChild(QLabel, "changed")
    assert changed is not None
    assert changed.text() == "Added: They stay."
    assert shown.record().translations == (version,)
    [agree] = [part for part in shown.field("translations").findChildren(QPushButton) if part.isVisible()]
    agree.setFocus()
    shown.press(Key.Key_Space)
    assert shown.record().translations[0].original_summary == "They teach. They train. They stay."
    assert not any(part.isVisible() for part in warned)


def test_a_language_kept_as_a_name_is_shown_as_that_language(desk: NewDesk) -> None:
    shown = desk(replace(blank(), translations=(Translation(language="Français", title="Puits"),)))
    assert shown.rows("translations").value() == (Translation(language="fr", title="Puits"),)
