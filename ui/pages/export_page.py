"""What the two pages that hand something out share: of which roundtable, in which language, with coverage or not.

Knows nothing of what is handed out.
"""

from PySide6.QtWidgets import QCheckBox, QWidget
from typing_extensions import override

from ui.pages.export_choices import LanguageChoice, RoundtableChoice
from ui.pages.page import RoundtablePage


class ExportPage(RoundtablePage):
    """Be a place of work on what is handed out for one roundtable."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._codes = RoundtableChoice()
        self._codes.currentTextChanged.connect(self._choose)
        self._languages = LanguageChoice()
        self._coverage = QCheckBox(self.tr("Coverage and gaps"))
        self._coverage.setAccessibleName(self.tr("Coverage and gaps"))

    @property
    def code(self) -> str:
        """Return the code of the roundtable that is looked at; "" while there is none."""
        return self._codes.code

    @property
    def language(self) -> str:
        """Return the code of the language chosen."""
        return self._languages.language

    @property
    def has_coverage(self) -> bool:
        """Tell whether coverage and gaps are wanted, too."""
        return self._coverage.isChecked()

    @override
    def choose(self, code: str) -> None:
        self._codes.setCurrentText(code)

    def _choose(self, code: str) -> None:
        """Look at another roundtable, and say so."""
        raise NotImplementedError
