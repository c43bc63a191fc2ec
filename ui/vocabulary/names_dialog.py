"""Dialog of an entry's names in other languages: a row for each language."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QTableWidget, QTableWidgetItem, QWidget

from roundtable.vocabulary.place_lookup import LANGUAGES
from ui.base import value_texts
from ui.dialogs.dialog import Dialog
from ui.widgets.combo_box import ComboBox
from ui.widgets.factories import ROW_HEIGHT, button, label, row

_CODE = Qt.ItemDataRole.UserRole
_LANGUAGE_WIDTH = 160


class NamesDialog(Dialog):
    """Edit names by language; those of the United Nations are always there, any other can be added."""

    answered = Signal(object)
    """The names by language code, without the empty ones."""

    def __init__(self, title: str, sentence: str, names: Mapping[str, str], parent: QWidget) -> None:
        super().__init__(parent, title, (520, 460))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._table = QTableWidget(0, 2)
        self._table.setAccessibleName(title)
        self._table.setHorizontalHeaderLabels([self.tr("Language"), self.tr("Name")])
        self._table.setColumnWidth(0, _LANGUAGE_WIDTH)
        self._table.horizontalHeader().setStretchLastSection(True)
        self._table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self._table.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        self._table.verticalHeader().hide()
        self._table.setTabKeyNavigation(False)
        for code in dict.fromkeys((*(code for code in LANGUAGES if code != "en"), *names)):
            self._add(code, names.get(code, ""))
        self._others = ComboBox()
        self._others.setAccessibleName(self.tr("Another language"))
        for code, words in value_texts.languages():
            self._others.addItem(words, code)
        another = row(self._others, button(self.tr("&Add language"), self._add_other))
        another.setStretch(0, 1)
        save = button(self.tr("Save"), self._answer, "primary")
        self.lay_out(label(sentence), self._table, another, accept=save, stretched=self._table)
        self._table.setCurrentCell(0, 1)
        self._table.setFocus()

    def _add(self, code: str, name: str) -> None:
        at = self._table.rowCount()
        self._table.insertRow(at)
        language = QTableWidgetItem(value_texts.language(code))
        language.setData(_CODE, code)
        language.setFlags(language.flags() & ~Qt.ItemFlag.ItemIsEditable)
        self._table.setItem(at, 0, language)
        self._table.setItem(at, 1, QTableWidgetItem(name))

    @Slot()
    def _add_other(self) -> None:
        """Go to the language chosen, in a row of its own."""
        code = self._others.currentData()
        if code not in self._codes():
            self._add(code, "")
        self._table.setCurrentCell(self._codes().index(code), 1)
        self._table.setFocus()

    def _codes(self) -> list[str]:
        return [item.data(_CODE) for at in range(self._table.rowCount()) if (item := self._table.item(at, 0))]

    @Slot()
    def _answer(self) -> None:
        texts = [item.text() if (item := self._table.item(at, 1)) else "" for at in range(self._table.rowCount())]
        names = {code: " ".join(text.split()) for code, text in zip(self._codes(), texts, strict=True)}
        self.accept()
        self.answered.emit({code: name for code, name in names.items() if name})
