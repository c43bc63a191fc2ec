from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QLineEdit, QListWidget, QSpinBox
from pytestqt.qtbot import QtBot

from roundtable.exchange import workspace_contents
from roundtable.practices import practice_rows, practice_store
from roundtable.records.annex_options import FIELDS, AnnexOptions
from roundtable.records.practice import PracticeRecord
from roundtable.workspace import Workspace
from tests import samples
from tests.ui.window_driving import (
    CONTROL,
    OpenWindow,
    answer_file_dialog,
    click,
    column,
    part,
    press,
    shown_dialog,
    shown_texts,
    status_texts,
    table_named,
    titles,
    until,
    visible_button,
)
from ui.annex.annex_page import AnnexPage
from ui.annex.options_dialog import AnnexOptionsDialog
from ui.dialogs.input_dialog import InputDialog
from ui.shell.main_window import MainWindow


@pytest.fixture
def preview(window: MainWindow, qtbot: QtBot) -> QPdfView:
    """Go to the annex and wait until it is typeset."""
    press(qtbot, window, Qt.Key.Key_5, CONTROL)
    until(qtbot, lambda: bool(window.findChildren(QPdfView)))
    return part(window, QPdfView)


def test_the_annex_is_typeset_when_it_is_first_looked_at(window: MainWindow, preview: QPdfView) -> None:
    assert preview.document().pageCount() >= 1
    assert any(text.startswith("Page 1 of ") for text in status_texts(window))
    assert "Wells for Ayacucho" in text_of(preview)


def text_of(preview: QPdfView) -> str:
    document = preview.document()
    return "".join(document.getAllText(page).text() for page in range(document.pageCount()))


def test_the_annex_is_typeset_anew_when_the_workspace_changes(
    window: MainWindow, preview: QPdfView, filled_location: str, qtbot: QtBot
) -> None:
    with Workspace.open(filled_location) as workspace:
        key = practice_rows.find_ids(workspace, "ayacucho")[0]
        with workspace.unit_of_work("Rename") as work:
            practice_store.save(work, key, PracticeRecord(id=samples.WELLS.id, title="Cisterns for Puno"))
    window.signals.changed.emit(work.change_set)
    until(qtbot, lambda: "Cisterns for Puno" in text_of(preview))


def test_a_change_is_not_typeset_while_nobody_looks(window: MainWindow, preview: QPdfView, qtbot: QtBot) -> None:
    press(qtbot, window, Qt.Key.Key_2, CONTROL)
    window.undo_actions.undo()
    until(qtbot, lambda: titles(window) == [])


def test_the_language_of_the_annex_can_be_chosen(window: MainWindow, preview: QPdfView, qtbot: QtBot) -> None:
    english = text_of(preview)
    [language] = [box for box in part(window, AnnexPage).findChildren(QComboBox) if box.accessibleName() == "Language"]
    language.setFocus()
    QTest.keyClick(language, Qt.Key.Key_Down)
    until(qtbot, lambda: text_of(preview) not in ("", english))


def test_coverage_and_gaps_are_printed_where_they_are_wanted(
    window: MainWindow, preview: QPdfView, qtbot: QtBot
) -> None:
    assert "Coverage" not in text_of(preview)
    wanted = part(part(window, AnnexPage), QCheckBox)
    wanted.setFocus()
    QTest.keyClick(wanted, Qt.Key.Key_Space)
    until(qtbot, lambda: "Question or measure" in text_of(preview))


def test_the_page_says_to_whom_the_annex_was_last_sent(
    window: MainWindow, preview: QPdfView, tmp_path: Path, qtbot: QtBot
) -> None:
    page = part(window, AnnexPage)
    assert not any(text.startswith("Annex ") for text in shown_texts(page))
    click(qtbot, window, "Export PDF…")
    answer_file_dialog(qtbot, window, tmp_path / "annex.pdf")
    until(qtbot, lambda: any(text.startswith("Annex of ") for text in shown_texts(page)))
    click(qtbot, page, "Recipient…")
    QTest.keyClicks(part(shown_dialog(qtbot, window, InputDialog), QLineEdit), "Secretariat\r")
    until(qtbot, lambda: any(text.startswith("Annex sent to Secretariat, ") for text in shown_texts(page)))


def test_the_keys_zoom_and_fit_the_pages(window: MainWindow, preview: QPdfView, qtbot: QtBot) -> None:
    press(qtbot, window, Qt.Key.Key_Plus, CONTROL)
    assert "125%" in "".join(status_texts(window))
    press(qtbot, window, Qt.Key.Key_Minus, CONTROL)
    assert "100%" in "".join(status_texts(window))
    press(qtbot, window, Qt.Key.Key_0, CONTROL)
    assert preview.zoomMode() is QPdfView.ZoomMode.FitToWidth


@pytest.mark.parametrize(
    ("width", "mode"), [(850, QPdfView.ZoomMode.FitToWidth), (1280, QPdfView.ZoomMode.Custom)], ids=["narrow", "wide"]
)
def test_the_pages_are_first_shown_uncut(window: MainWindow, width: int, mode: QPdfView.ZoomMode, qtbot: QtBot) -> None:
    window.resize(width, 560)
    press(qtbot, window, Qt.Key.Key_5, CONTROL)
    until(qtbot, lambda: bool(window.findChildren(QPdfView)))
    assert part(window, QPdfView).zoomMode() is mode


def test_a_preview_under_way_does_not_keep_another_workspace_from_being_opened(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    window.go_to("annex")
    assert window.jobs.current is not None
    window.workspace_switch.open_location(str(tmp_path / "other.roundtable"), create=True)
    assert window.windowTitle() == "other.roundtable — Roundtable"
    assert visible_button(window, "Import a paper…")


def test_without_a_roundtable_the_page_says_what_to_do(
    open_window: OpenWindow, new_location: str, qtbot: QtBot
) -> None:
    window = open_window(new_location)
    window.go_to("annex")
    assert visible_button(window, "Import a paper…")


def test_an_annex_that_cannot_be_typeset_says_why(window: MainWindow, workspace_file: Path, qtbot: QtBot) -> None:
    workspace_file.rename(workspace_file.with_suffix(".gone"))
    window.go_to("annex")
    until(qtbot, lambda: window.jobs.current is None)
    assert visible_button(part(window, AnnexPage), "Try again")
    workspace_file.with_suffix(".gone").rename(workspace_file)
    visible_button(part(window, AnnexPage), "Try again").click()
    until(qtbot, lambda: bool(window.findChildren(QPdfView)))


def test_letters_without_a_font_are_listed_and_lead_to_their_field(
    window: MainWindow, filled_location: str, qtbot: QtBot
) -> None:
    with Workspace.open(filled_location) as workspace:
        key = practice_rows.find_ids(workspace, "ayacucho")[0]
        with workspace.unit_of_work("Translate") as work:
            practice_store.save(work, key, replace(samples.WELLS, summary="井户 𓀀"))
    window.signals.changed.emit(work.change_set)
    window.go_to("annex")
    listed = table_named(part(window, AnnexPage), "Letters without a font")
    until(qtbot, listed.isVisible)
    assert [column(listed, number) for number in (0, 1, 3)] == [
        [samples.WELLS.title] * 2,
        ["Chinese", "Egyptian Hieroglyphs"],
        ["Summary"] * 2,
    ]
    window.resize(850, 560)
    until(qtbot, lambda: listed.horizontalScrollBar().maximum() == 0)  # its bar would cover the last row
    listed.setFocus()
    listed.selectRow(0)
    QTest.keyClick(listed, Qt.Key.Key_Return)
    until(qtbot, lambda: window.focusWidget().accessibleName() == "Summary")
    assert "井户" in part(window.focusWidget(), QTextDocument).toPlainText()


def test_without_missing_letters_nothing_is_listed(window: MainWindow, preview: QPdfView) -> None:
    assert not table_named(part(window, AnnexPage), "Letters without a font").isVisible()


def test_practices_that_are_not_cleared_can_be_left_out(window: MainWindow, preview: QPdfView, qtbot: QtBot) -> None:
    assert any("2 practices · 1 draft" in label.text() for label in part(window, AnnexPage).findChildren(QLabel))
    [box] = [box for box in part(window, AnnexPage).findChildren(QCheckBox) if box.accessibleName() == "Cleared only"]
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Space)
    until(qtbot, lambda: samples.WELLS.title not in text_of(preview) and "A survey of nurses" in text_of(preview))
    assert part(window, AnnexPage).options["cleared_only"]


def test_the_options_of_the_annex_are_asked_and_kept_in_one_step(
    window: MainWindow, preview: QPdfView, filled_location: str, qtbot: QtBot
) -> None:
    click(qtbot, window, "Options…")
    dialog = shown_dialog(qtbot, window, AnnexOptionsDialog)
    fields = part(dialog, QListWidget)
    fields.setFocus()
    fields.setCurrentRow(FIELDS.index("summary"))
    for _ in range(FIELDS.index("summary")):
        press(qtbot, dialog, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    fields.setCurrentRow(FIELDS.index("extra"))
    QTest.keyClick(fields, Qt.Key.Key_Space)
    part(dialog, QSpinBox).setValue(3)
    [index] = [box for box in dialog.findChildren(QCheckBox) if "Index" in box.text()]
    index.setFocus()
    QTest.keyClick(index, Qt.Key.Key_Space)
    click(qtbot, dialog, "Keep")
    until(qtbot, lambda: "Thematic areas and tags" in text_of(preview) and "[…]" in text_of(preview))
    with Workspace.open(filled_location) as workspace:
        kept = workspace_contents.collected(workspace).roundtables[0].annex_options
    assert kept == AnnexOptions(
        has_index=True, word_limit=3, fields=("summary", *(name for name in FIELDS if name not in ("summary", "extra")))
    )
    window.undo_actions.undo()
    until(qtbot, lambda: "Thematic areas and tags" not in text_of(preview))


def test_an_annex_shows_one_field_at_least(window: MainWindow, preview: QPdfView, qtbot: QtBot) -> None:
    click(qtbot, window, "Options…")
    dialog = shown_dialog(qtbot, window, AnnexOptionsDialog)
    fields = part(dialog, QListWidget)
    for at in range(fields.count()):
        assert visible_button(dialog, "Keep").isEnabled()
        fields.item(at).setCheckState(Qt.CheckState.Unchecked)
    assert not visible_button(dialog, "Keep").isEnabled()
    dialog.reject()
