"""The two choices on top of a page that hands something out: of which roundtable, and in which language.

Say what was chosen; must not know what is made of it.
"""

from collections.abc import Sequence

from PySide6.QtWidgets import QComboBox

from roundtable.records.values import LANGUAGES
from ui.base import value_texts


class RoundtableChoice(QComboBox):
    """Choose among the roundtables of the workspace, by their codes."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(self.tr("Roundtable"))
        self.setMinimumContentsLength(8)

    @property
    def code(self) -> str:
        """Return the code of the roundtable that is chosen; "" while there is none."""
        return self.currentText()

    def set_codes(self, codes: Sequence[str]) -> None:
        """Offer other roundtables; the one that was chosen stays so where it is still there. Tells nobody."""
        kept = self.code
        self.blockSignals(True)
        self.clear()
        self.addItems(codes)
        if kept in codes:
            self.setCurrentText(kept)
        self.blockSignals(False)
        self.setEnabled(bool(codes))


class LanguageChoice(QComboBox):
    """Choose among the languages in which files are handed out."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(self.tr("Language"))
        for code in LANGUAGES:
            self.addItem(value_texts.language(code), code)

    @property
    def language(self) -> str:
        """Return the code of the language chosen."""
        return str(self.currentData())
