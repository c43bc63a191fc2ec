"""Dialog that asks what to take along: everything, a roundtable, or the practices that a search finds."""

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QLineEdit, QRadioButton, QWidget

from ui.dialogs.dialog import Dialog
from ui.widgets.combo_box import ComboBox
from ui.widgets.factories import button, label, row


class TakeAlongDialog(Dialog):
    """Ask for the part of the workspace that is taken along."""

    chosen = Signal(object, object)
    """The code of a roundtable, or None, and the text of a search, or None: neither for everything."""

    def __init__(self, codes: Sequence[str], parent: QWidget) -> None:
        """``codes`` are those of the roundtables that are here."""
        super().__init__(parent, self.tr("Take along"))
        said = label(self.tr("Saves a workspace file of its own, to work on elsewhere and merge back later."))
        self._all = QRadioButton(self.tr("&Everything"))
        self._one = QRadioButton(self.tr("One &roundtable with its practices:"))
        self._found = QRadioButton(self.tr("The &practices that a search finds:"))
        self._sides = QButtonGroup(self)
        for one in (self._all, self._one, self._found):
            self._sides.addButton(one)
        self._all.setChecked(True)
        self._one.setEnabled(bool(codes))
        self._codes = ComboBox()
        self._codes.addItems(list(codes))
        self._codes.setAccessibleName(self.tr("Roundtable to take along"))
        self._text = QLineEdit(placeholderText=self.tr("country:Ghana status:draft"))
        self._text.setAccessibleName(self.tr("Search for what to take along"))
        self._do = button(self.tr("&Take along…"), self._answer, "primary")
        self.lay_out(
            *(said, self._all, self._one, row(self._codes, margins=(24, 0, 0, 0))),
            *(self._found, row(self._text, margins=(24, 0, 0, 0))),
            accept=self._do,
        )
        self._sides.buttonToggled.connect(self._allow)
        self._text.textChanged.connect(self._allow)
        self._allow()
        self._all.setFocus()

    @Slot()
    def _allow(self) -> None:
        self._codes.setEnabled(self._one.isChecked())
        self._text.setEnabled(self._found.isChecked())
        self._do.setEnabled(not self._found.isChecked() or bool(self._text.text().strip()))

    def _answer(self) -> None:
        self.accept()
        code = self._codes.currentText() if self._one.isChecked() else None
        self.chosen.emit(code, self._text.text().strip() if self._found.isChecked() else None)
