"""Cut, copy, paste and select all in whatever has the focus, as its own keys do there."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from ui.base.dropped_files import clipboard_data, local_files
from ui.base.value_texts import translate
from ui.shell.actions import Actions

_Std = QKeySequence.StandardKey
_LETTERS = {
    _Std.Cut: Qt.Key.Key_X,
    _Std.Copy: Qt.Key.Key_C,
    _Std.Paste: Qt.Key.Key_V,
    _Std.SelectAll: Qt.Key.Key_A,
}
_KEYS = {"cut": _Std.Cut, "copy": _Std.Copy, "paste": _Std.Paste, "select_all": _Std.SelectAll}


class EditActions:
    """Do in the focused field or table what its keys do: each knows best what it copies, and what a paste makes."""

    def __init__(self, actions: Actions) -> None:
        for name, key in _KEYS.items():
            # Shown, but not set: as keys of the window they would be taken from the fields.
            shown = QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
            action = actions[f"edit_actions.{name}"]
            action.setText(f"{action.text()}\t{shown}")
        self._as_practices = actions["file_actions.preview_clipboard"]
        self._usual = self._as_practices.text()
        for menu in self._as_practices.associatedObjects():
            if isinstance(menu, QMenu):
                menu.aboutToShow.connect(self._name_paste)

    def cut(self) -> None:
        """Cut what is selected."""
        _press(_Std.Cut)

    def copy(self) -> None:
        """Copy what is selected."""
        _press(_Std.Copy)

    def paste(self) -> None:
        """Paste what is on the clipboard."""
        _press(_Std.Paste)

    def select_all(self) -> None:
        """Select everything."""
        _press(_Std.SelectAll)

    def _name_paste(self) -> None:
        """Name what would be pasted as practices: files, or the rows of a table."""
        data = clipboard_data()
        files, rows = len(local_files(data)), sum("\t" in line for line in data.text().splitlines())
        as_files = translate("EditActions", "&Paste %n file(s) as practices…", None, files)
        as_rows = translate("EditActions", "&Paste %n row(s) as practices…", None, rows)
        self._as_practices.setText(as_files if files else as_rows if rows else self._usual)


def _press(key: QKeySequence.StandardKey) -> None:
    focused = QApplication.focusWidget()
    if focused is None or _triggered(focused, QKeySequence(key)):
        return
    QApplication.sendEvent(focused, QKeyEvent(QEvent.Type.KeyPress, _LETTERS[key], Qt.KeyboardModifier.ControlModifier))


def _triggered(focused: QWidget, keys: QKeySequence) -> bool:
    """Do what the keys are bound to in the widget itself; tell whether they are."""
    action = next((one for one in focused.actions() if keys in one.shortcuts() and one.isEnabled()), None)
    direct = Qt.FindChildOption.FindDirectChildrenOnly
    shortcut = next((one for one in focused.findChildren(QShortcut, options=direct) if one.key() == keys), None)
    if action:
        action.trigger()
    elif shortcut:
        shortcut.activated.emit()
    return bool(action or shortcut)
