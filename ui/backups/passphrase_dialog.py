"""Dialog that asks for a passphrase: once to open a protected copy, twice for a new one."""

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from roundtable.protected import protected_copy
from ui.dialogs.dialog import Dialog
from ui.widgets.factories import button, label

translate = QCoreApplication.translate


class PassphraseDialog(Dialog):
    """Ask for a passphrase; a new one is typed twice, and how strong it is told as it is typed."""

    answered = Signal(str)

    def __init__(self, file_name: str, parent: QWidget, *, is_new: bool) -> None:
        title = translate("PassphraseDialog", "Save a protected copy") if is_new else ""
        super().__init__(parent, title or translate("PassphraseDialog", "Open a protected copy"))
        self._is_new = is_new
        self._first = self._field(self.tr("Passphrase"))
        self._second = self._field(self.tr("Repeat the passphrase"))
        self._hint = label(kind="caption")
        self._shown = QCheckBox(self.tr("&Show the passphrase"))
        self._shown.toggled.connect(self._show_letters)
        words = (
            self.tr("Only this passphrase opens “{file}”. It is stored nowhere: without it, nobody can open the copy.")
            if is_new
            else self.tr("Passphrase of “{file}”:")
        )
        self._do = button(self.tr("Save") if is_new else self.tr("Open"), self._answer, "primary")
        again = (label(self.tr("Repeat it:")), self._second, self._hint) if is_new else ()
        self.lay_out(label(words.format(file=file_name)), self._first, *again, self._shown, None, accept=self._do)
        self._allow()
        self._first.setFocus()

    def _field(self, name: str) -> QLineEdit:
        field = QLineEdit()
        field.setEchoMode(QLineEdit.EchoMode.Password)
        field.setAccessibleName(name)
        field.textChanged.connect(self._allow)
        return field

    def _show_letters(self, is_shown: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if is_shown else QLineEdit.EchoMode.Password
        self._first.setEchoMode(mode)
        self._second.setEchoMode(mode)

    def _allow(self) -> None:
        first, second = self._first.text(), self._second.text()
        if not self._is_new:
            self._do.setEnabled(bool(first))
            return
        strength = protected_copy.strength(first)
        hints = {
            "short": self.tr("At least {count} characters; several unrelated words are best."),
            "weak": self.tr("Weak: add a few more words."),
            "fair": self.tr("Fair: add one or two more words."),
            "strong": self.tr("Strong."),
        }
        differs = bool(second) and not first.startswith(second)
        hint = (
            self.tr("The two passphrases differ.") if differs else hints[strength].format(count=protected_copy.SHORTEST)
        )
        self._hint.setText(hint)
        self._do.setEnabled(strength != "short" and first == second)

    def _answer(self) -> None:
        self.accept()
        self.answered.emit(self._first.text())
