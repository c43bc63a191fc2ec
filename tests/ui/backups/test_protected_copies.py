"""Protected copies in the window: the passphrase is typed twice, its strength told; a wrong one can be typed again."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from tests.ui.shell.test_main_window import nameless
from tests.ui.window_driving import ALL_TITLES, click, shown_dialog, titles, until
from ui.backups.passphrase_dialog import PassphraseDialog
from ui.shell.main_window import MainWindow

PASSPHRASE = "wells and clubs of Ayacucho"


def fields(dialog: PassphraseDialog) -> list[QLineEdit]:
    return [one for one in dialog.findChildren(QLineEdit) if one.isVisible()]


def said(dialog: PassphraseDialog) -> str:
    return " ".join(one.text() for one in dialog.findChildren(QLabel) if one.isVisible())


def may_accept(dialog: PassphraseDialog) -> bool:
    return next(one for one in dialog.findChildren(QPushButton) if one.isDefault()).isEnabled()


def saved(window: MainWindow, file: Path, qtbot: QtBot) -> None:
    window.protected_copies._ask(True, window.protected_copies._save, file)
    dialog = shown_dialog(qtbot, window, PassphraseDialog)
    for field in fields(dialog):
        QTest.keyClicks(field, PASSPHRASE)
    QTest.keyClick(fields(dialog)[1], Qt.Key.Key_Return)
    until(qtbot, lambda: file.name in window.bar.text)


def test_a_new_passphrase_is_typed_twice_and_its_strength_is_told(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    window.protected_copies._ask(True, window.protected_copies._save, tmp_path / "one.protected")
    dialog = shown_dialog(qtbot, window, PassphraseDialog)
    assert not nameless(dialog)
    first, second = fields(dialog)
    assert first.echoMode() == QLineEdit.EchoMode.Password
    QTest.keyClicks(first, "wells")
    assert "At least 8" in said(dialog)
    QTest.keyClicks(first, " and clubs of Ayacucho")
    assert "Strong" in said(dialog)
    assert not may_accept(dialog)
    QTest.keyClicks(second, "wellz")
    assert "The two passphrases differ" in said(dialog)
    assert not may_accept(dialog)
    second.clear()
    QTest.keyClicks(second, PASSPHRASE)
    assert may_accept(dialog)


def test_what_cannot_be_written_or_opened_is_told_before_a_passphrase_is_asked_for(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    copies, text = window.protected_copies, tmp_path / "text.protected"
    text.write_text("no protected copy at all", encoding="utf-8")
    copies._ask(True, copies._save, tmp_path / "gone" / "one.protected")
    until(qtbot, lambda: "does not exist" in window.bar.text)
    copies._ask(False, copies._open, text)
    until(qtbot, lambda: "not a protected copy" in window.bar.text)
    assert not window.findChildren(PassphraseDialog)


def test_a_protected_copy_is_saved_and_opened_and_a_wrong_passphrase_typed_again(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    file = tmp_path / "stick.protected"
    saved(window, file, qtbot)
    window.protected_copies._ask(False, window.protected_copies._open, file)
    dialog = shown_dialog(qtbot, window, PassphraseDialog)
    [field] = fields(dialog)
    QTest.keyClicks(field, "something else")
    QTest.keyClick(field, Qt.Key.Key_Return)
    until(qtbot, lambda: "passphrase is wrong" in window.bar.text)
    click(qtbot, window.bar, "Try again…")
    dialog = shown_dialog(qtbot, window, PassphraseDialog)
    QTest.keyClicks(fields(dialog)[0], PASSPHRASE)
    QTest.keyClick(fields(dialog)[0], Qt.Key.Key_Return)
    taken = tmp_path / "stick.roundtable"
    until(
        qtbot, lambda: window.workspace_switch.workspace is not None and window.workspace_switch.workspace.file == taken
    )
    until(qtbot, lambda: titles(window) == ALL_TITLES)
