"""Dialog of preferences: name, language, theme, rows, dates, advice on summaries, second backups; all hold at once."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QDate, QSettings, Signal, Slot
from PySide6.QtWidgets import QFormLayout, QLineEdit, QSpinBox, QWidget

from roundtable.backups import second_folder
from roundtable.history import undo_steps
from ui.base import preferences, value_texts
from ui.base.theme import Choice, Theme
from ui.dialogs.dialog import Dialog
from ui.widgets.combo_box import ComboBox
from ui.widgets.factories import button, label, row

_MOST_WORDS = 9999
_INSET = 8


class PreferencesDialog(Dialog):
    """Show and set the preferences."""

    changed = Signal(object)
    """The ``Preferences`` as they are now."""
    second_folder_asked = Signal()

    def __init__(self, theme: Theme, settings: QSettings, parent: QWidget) -> None:
        super().__init__(parent, self.tr("Preferences"))
        self._settings = settings
        self._shown = preferences.read(settings)
        self._name = QLineEdit(self._shown.name, placeholderText=undo_steps.login())
        self._name.textChanged.connect(self._keep)
        self._language = _choice(self._languages(), self._shown.language)
        self._theme = _choice(self._themes(), theme.choice)
        self._theme.currentIndexChanged.connect(lambda: theme.choose(Choice(self._theme.currentData())))
        self._rows = _choice(self._densities(), self._shown.is_compact)
        self._dates = _choice(self._date_forms(), self._shown.date_form)
        self._least, self._most = _words(self._shown.least_words), _words(self._shown.most_words)
        self._most.setSpecialValueText(self.tr("No recommendation"))
        for combo in (self._language, self._rows, self._dates):
            combo.currentIndexChanged.connect(self._keep)
        for number in (self._least, self._most):
            number.valueChanged.connect(self._keep)
        self._folder = label()
        form = QFormLayout()
        for name, field in self._named_fields():
            for named in (field, *field.findChildren(QLineEdit)):
                named.setAccessibleName(name.replace("&", ""))
            form.addRow(name, field)
        folder = button(self.tr("&Choose…"), self.second_folder_asked.emit)
        folder.setAccessibleName(self.tr("Choose the second folder for backups"))
        folders = row(self._folder, folder)
        folders.setStretch(0, 1)
        form.addRow(self.tr("Second folder for backups"), folders)
        self.lay_out(form, buttons=(None, button(self.tr("Close"), self.accept, "primary")))
        self.show_second_folder()

    @Slot()
    def show_second_folder(self) -> None:
        """Show where a copy of every backup is kept as well."""
        present = second_folder.chosen()
        self._folder.setText(str(present) if present else self.tr("None"))

    def _named_fields(self) -> Sequence[tuple[str, QWidget]]:
        return (
            (self.tr("Your &name, as shown in the history"), self._name),
            (self.tr("&Language of what you write and send"), self._language),
            (self.tr("&Theme"), self._theme),
            (self.tr("&Rows of the practice list"), self._rows),
            (self.tr("&Dates"), self._dates),
            (self.tr("&Fewest words recommended for a summary"), self._least),
            (self.tr("&Most words recommended for a summary"), self._most),
        )

    def _languages(self) -> Sequence[tuple[str, Any]]:
        return (self.tr("Not specified"), ""), *((name, code) for code, name in value_texts.languages())

    def _themes(self) -> Sequence[tuple[str, Any]]:
        return (
            (self.tr("Light"), Choice.LIGHT),
            (self.tr("Dark"), Choice.DARK),
            (self.tr("Follow the system"), Choice.SYSTEM),
        )

    def _densities(self) -> Sequence[tuple[str, Any]]:
        return (self.tr("Comfortable, titles on two lines"), False), (self.tr("Compact, one line each"), True)

    def _date_forms(self) -> Sequence[tuple[str, Any]]:
        today = QDate.currentDate()
        return [(value_texts.written_date(today, self.locale(), form), form) for form in value_texts.DATE_FORMS]

    @Slot()
    def _keep(self) -> None:
        self._shown = replace(
            self._shown,
            name=self._name.text().strip(),
            language=self._language.currentData(),
            is_compact=self._rows.currentData(),
            date_form=self._dates.currentData(),
            least_words=self._least.value(),
            most_words=self._most.value(),
        )
        preferences.keep(self._settings, self._shown)
        self.changed.emit(self._shown)


def _choice(values: Sequence[tuple[str, Any]], present: object) -> ComboBox:
    made = ComboBox()
    for text, value in values:
        made.addItem(text, value)
    made.setCurrentIndex(next(n for n, (_, value) in enumerate(values) if value == present))
    return made


def _words(present: int) -> QSpinBox:
    made = QSpinBox()
    made.setMaximum(_MOST_WORDS)
    made.lineEdit().setTextMargins(_INSET, 0, _INSET, 0)
    made.setValue(present)
    return made
