from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QLocale, Qt, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMainWindow
from pytestqt.qtbot import QtBot

from roundtable.records.practice import OPTIONAL_LISTS, OPTIONAL_TEXTS, Image, PracticeRecord
from tests import samples
from tests.ui.window_driving import CONTROL, workspace_switch
from ui.base.theme import Choice, Theme
from ui.widgets.reading_pane import ReadingPane, Writer
from ui.widgets.record_text import write_practice

MOMENT = "2031-04-05T06:07:08Z"


@pytest.fixture
def pane(theme: Theme, qtbot: QtBot) -> Iterator[ReadingPane]:
    window = QMainWindow()
    qtbot.addWidget(window)
    made = ReadingPane(theme, "Practice", window)
    window.setCentralWidget(made)
    window.resize(420, 600)
    window.show()
    yield made


def show(pane: ReadingPane, record: PracticeRecord, *hits: str) -> None:
    def fill(writer: Writer) -> None:
        writer.hits = hits
        write_practice(record, QLocale(QLocale.Language.English), writer)

    pane.show_text(fill)


def test_every_filled_field_is_shown(pane: ReadingPane) -> None:
    texts: dict[str, Any] = {name: f"text of {name}" for name in OPTIONAL_TEXTS}
    lists: dict[str, Any] = {name: (f"first of {name}", f"second of {name}") for name in OPTIONAL_LISTS}
    record = replace(
        samples.WELLS,
        notes="A note",
        changed_at=MOMENT,
        image=Image("well.png", "image/png", b"1234"),
        **texts,
        **lists,
    )
    show(pane, record)
    shown = pane.toPlainText()
    expected = [
        record.title,
        *(country.printed for country in record.countries),
        *(word for partner in record.partners for word in (partner.name, partner.role)),
        *record.thematic_areas,
        *record.tags,
        *record.summary.split("\n\n"),
        *record.web_links,
        *(word for entry in record.extra for word in entry),
        record.notes,
        "well.png",
        *texts.values(),
        *(value for values in lists.values() for value in values),
    ]
    assert [words for words in expected if words not in shown] == []


def test_empty_fields_take_no_room(pane: ReadingPane) -> None:
    show(pane, PracticeRecord(id="x", title="Alone", changed_at=MOMENT))
    assert pane.toPlainText().split("\n")[0] == "Alone"
    assert len(pane.toPlainText().split("\n")) == 2


@given(text=st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp", "Co", "Cn"]), min_size=1))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
def test_a_text_is_never_taken_for_markup(pane: ReadingPane, text: str) -> None:
    hostile = f'<b>x</b><img src="file:///etc/hostname">{text}&amp;'
    show(pane, PracticeRecord(id="x", title=hostile, summary=hostile, changed_at=MOMENT))
    shown = pane.toPlainText()
    assert shown.split("\n")[0] == hostile.replace("\u00a0", " ")
    assert shown.count("<img src=") == 2


@pytest.mark.parametrize(
    ("printed", "opened"),
    [
        ("https://example.org/a?b=1&c=2", "https://example.org/a?b=1&c=2"),
        ("Report: http://example.org/wells", "http://example.org/wells"),
        ("www.example.org", "http://www.example.org"),
        ("mailto:a.person@example.org", "mailto:a.person@example.org"),
        ("file:///etc/hostname", None),
        ("javascript:alert(1)", None),
    ],
)
def test_only_web_and_mail_links_are_opened(pane: ReadingPane, printed: str, opened: str | None, qtbot: QtBot) -> None:
    show(pane, PracticeRecord(id="x", title="T", web_links=(printed,), changed_at=MOMENT))
    assert printed in pane.toPlainText()
    with workspace_switch(pane, "http", "https", "mailto", "file", "javascript") as asked:
        pane.setFocus()
        QTest.keyClick(pane, Qt.Key.Key_Tab)
        QTest.keyClick(pane, Qt.Key.Key_Return)
    assert asked == ([QUrl(opened)] if opened else [])


def test_hits_are_marked_and_chips_stay_apart_when_copied(pane: ReadingPane, theme: Theme, qtbot: QtBot) -> None:
    record = PracticeRecord(id="x", title="Wells", tags=("Gender", "Migration and health"), changed_at=MOMENT)
    show(pane, record, "well")
    assert theme.colours.mark.lower() in pane.document().toHtml()
    pane.setFocus()
    pane.selectAll()
    QTest.keyClick(pane, Qt.Key.Key_C, CONTROL)
    assert "Gender; Migration and health" in QGuiApplication.clipboard().text()


def test_a_chip_longer_than_a_line_is_broken_between_its_words(pane: ReadingPane) -> None:
    tag = "Protection, empowerment and rights of migrants"
    pane.window().resize(260, 600)
    show(pane, PracticeRecord(id="x", title="Wells", tags=(tag,), changed_at=MOMENT))
    pane.grab()  # which lays the text out
    block = pane.document().begin()
    while block.text().replace("\u00a0", " ") != tag:
        block = block.next()
    lines = [block.layout().lineAt(number) for number in range(block.layout().lineCount())]
    ends = [line.textStart() + line.textLength() for line in lines[:-1]]
    assert ends
    assert all(tag[end - 1] == " " for end in ends)


def test_a_search_marks_labels_that_people_gave_and_no_other(pane: ReadingPane, theme: Theme) -> None:
    record = PracticeRecord(id="x", title="Wells", tags=("Gender",), extra=(("Target", "Women"),), changed_at=MOMENT)
    show(pane, record, "tag")
    assert theme.colours.mark.lower() not in pane.document().toHtml()
    show(pane, record, "target")
    assert theme.colours.mark.lower() in pane.document().toHtml()


def test_the_text_is_written_again_in_the_colours_of_another_theme(pane: ReadingPane, theme: Theme) -> None:
    show(pane, PracticeRecord(id="x", title="Wells", tags=("Gender",), changed_at=MOMENT))
    text = pane.toPlainText()
    light = pane.grab().toImage()
    theme.choose(Choice.DARK)
    assert pane.toPlainText() == text
    assert pane.grab().toImage() != light


def test_a_blank_parts_what_was_removed_from_what_was_added(pane: ReadingPane) -> None:
    pane.show_text(lambda writer: writer.changes([("removed", "Fiji"), ("added", "Kenya")]))
    assert pane.toPlainText().strip() == "Fiji Kenya"
