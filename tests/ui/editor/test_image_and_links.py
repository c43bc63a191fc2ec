from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QToolButton, QWidget

from roundtable.records.identity import new_id
from roundtable.records.practice import PracticeRecord
from tests.ui.editor.driving import CONTROL, Desk, Key, NewDesk
from tests.ui.window_driving import answer_file_dialog, click, workspace_switch
from ui.editor.links_field import address_of


@pytest.fixture
def picture(application: QApplication, tmp_path: Path) -> Path:
    file = tmp_path / "well.png"
    drawn = QImage(40, 30, QImage.Format.Format_RGB32)
    drawn.fill(QColor("#1D5FA8"))
    assert drawn.save(str(file))
    return file


@pytest.fixture(autouse=True)
def _clipboard(application: QApplication) -> Iterator[None]:
    yield
    QGuiApplication.clipboard().clear()


def test_a_chosen_picture_is_kept_shown_and_removed(empty: Desk, picture: Path) -> None:
    empty.go_to("image")
    empty.press(Key.Key_Space)
    answer_file_dialog(empty.qtbot, empty.window, picture)
    image = empty.record().image
    assert image is not None
    assert (image.name, image.media_type, image.data) == ("well.png", "image/png", picture.read_bytes())
    assert any(label.pixmap().width() == 40 for label in empty.field("image").findChildren(QLabel))
    click(empty.qtbot, empty.field("image"), "Remove the image")
    assert empty.record().image is None
    assert empty.labels() == ["Add image", "Remove image"]


def drop(target: QWidget, file: Path) -> None:
    dropped = QMimeData()
    dropped.setUrls([QUrl.fromLocalFile(str(file))])
    keys = (Qt.DropAction.CopyAction, dropped, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    entering = QDragEnterEvent(QPointF(5, 5), *keys)
    QApplication.sendEvent(target, entering)
    assert entering.isAccepted()
    QApplication.sendEvent(target, QDropEvent(QPointF(5, 5), *keys))


def test_a_dropped_picture_is_kept(empty: Desk, picture: Path) -> None:
    empty.go_to("image")
    drop(empty.field("image"), picture)
    assert empty.labels() == ["Add image"]


def test_a_picture_is_pasted_from_the_clipboard(empty: Desk, picture: Path) -> None:
    empty.go_to("image")
    QGuiApplication.clipboard().setImage(QImage(str(picture)))
    empty.press(Key.Key_V, held=CONTROL)
    image = empty.record().image
    assert image is not None
    assert QImage.fromData(image.data).size() == QImage(str(picture)).size()


@pytest.mark.parametrize(
    ("data", "reason"), [(b"%PDF", "not a GIF, JPEG or PNG"), (b"\x89PNG\r\n\x1a\n" * 300_000, "2 MB")]
)
def test_a_file_that_cannot_be_a_picture_is_refused_with_the_reason(
    empty: Desk, tmp_path: Path, data: bytes, reason: str
) -> None:
    file = tmp_path / "paper.png"
    file.write_bytes(data)
    empty.go_to("image")
    drop(empty.field("image"), file)
    assert empty.record().image is None
    assert reason in empty.failed[0].cause
    assert any(reason in label.text() for label in empty.field("image").findChildren(QLabel) if label.isVisible())


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("https://example.org/a?b=1#c", "https://example.org/a?b=1#c"),
        ("Report: http://example.org", "http://example.org"),
        ("Report (PDF) http://example.org/x_(1).pdf", "http://example.org/x_(1).pdf"),
        ("http://münchen.example/ä", "http://münchen.example/ä"),
        ("http://10.0.0.1:8080/", "http://10.0.0.1:8080/"),
        ("www.example.org", ""),
        ("http:/example.org", ""),
        ("http://example", ""),
        ("https://exa mple.org", ""),
        ("http://[::1", ""),
        ("file:///etc/hostname", ""),
        ("javascript:alert(1)", ""),
        ("", ""),
    ],
)
def test_the_form_of_a_link_is_checked(text: str, address: str) -> None:
    assert address_of(text) == address


def test_a_link_without_form_is_marked_and_kept(empty: Desk) -> None:
    empty.go_to("web_links")
    empty.type("example.org")
    empty.press(Key.Key_Return)
    assert empty.record().web_links == ("example.org",)
    row = empty.rows("web_links").rows[0]
    assert "does not look like a web address" in row.inputs[0].accessibleDescription()
    assert [label.text() for label in row.findChildren(QLabel) if label.isVisible()] == ["?"]


def test_a_link_is_opened_by_its_button_and_by_key(desk: NewDesk) -> None:
    shown = desk(PracticeRecord(id=new_id(), web_links=("Report: https://example.org/a",)))
    shown.go_to("web_links")
    with workspace_switch(shown.window, "https") as asked:
        shown.press(Key.Key_Return, held=CONTROL)
        [button] = [
            one for one in shown.rows("web_links").findChildren(QToolButton) if one.text() == "↗" and one.isVisible()
        ]
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert asked == [QUrl("https://example.org/a")] * 2


def test_several_links_are_pasted_at_once(empty: Desk) -> None:
    empty.go_to("web_links")
    empty.paste("https://a.example.org\n\nB: https://b.example.org\n")
    assert empty.record().web_links == ("https://a.example.org", "B: https://b.example.org")
    assert empty.labels() == ["Add 2 links"]


def test_buttons_of_a_field_say_what_they_do(empty: Desk) -> None:
    assert all(button.accessibleName() for button in empty.editor.findChildren(QPushButton))
    assert all(button.accessibleName() for button in empty.editor.findChildren(QToolButton))


def test_what_is_typed_after_a_paste_of_links_is_a_new_one(empty: Desk) -> None:
    empty.go_to("web_links")
    empty.paste("https://a.org, https://b.org; https://c.org/x,y\nhttps://d.org")
    empty.press(Key.Key_Return)
    assert empty.record().web_links == ("https://a.org", "https://b.org", "https://c.org/x,y", "https://d.org")


def test_enter_goes_on_to_the_next_link_without_selecting_it(empty: Desk) -> None:
    empty.go_to("web_links")
    empty.paste("https://a.org\nhttps://b.org")
    empty.type("https://c.org")
    assert empty.rows("web_links").value() == ("https://a.org", "https://b.org", "https://c.org")
    empty.go_to("web_links")
    empty.press(Key.Key_Return)
    empty.type("/x")
    empty.tab()
    assert empty.record().web_links == ("https://a.org", "https://b.org/x", "https://c.org")
