"""Base class of the pages that export a roundtable: its choices of roundtable, language and coverage."""

from typing import Any

from PySide6.QtCore import QSignalBlocker
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QCheckBox, QStackedWidget, QWidget
from typing_extensions import override

from roundtable.agenda import roundtable_store
from roundtable.history.undo_steps import ChangeSet
from roundtable.records.output_format import LANGUAGES
from roundtable.workspace import Workspace
from ui.base import value_texts
from ui.base.preferences import Preferences
from ui.pages.page import RoundtablePage
from ui.widgets.combo_box import ComboBox
from ui.widgets.empty_state import EmptyState
from ui.widgets.factories import label


class ExportPage(RoundtablePage):
    """Show what is exported for one roundtable; ``empty`` while there is no roundtable."""

    def __init__(self, empty: EmptyState, parent: QWidget) -> None:
        super().__init__(parent)
        self._workspace: Workspace | None = None
        self._is_stale = True
        self._sizes: dict[str, int] = {}
        """The number of practices of each roundtable, by code."""
        self._name = label(name="page_name")
        self._name.setWordWrap(False)
        self._codes = ComboBox(minimumContentsLength=8)
        self._codes.setAccessibleName(self.tr("Roundtable"))
        self._codes.currentTextChanged.connect(self._choose)
        self._languages = ComboBox()
        self._languages.setAccessibleName(self.tr("Language"))
        for code in LANGUAGES:
            self._languages.addItem(value_texts.language(code), code)
        self._preferred = ""
        """What was preferred last: a language that was chosen here stays while that does."""
        self._coverage = QCheckBox(self.tr("Coverage and gaps"))
        self._coverage.setAccessibleName(self.tr("Coverage and gaps"))
        self._stack = QStackedWidget()
        self._empty = empty
        self._stack.addWidget(empty)

    @property
    def codes(self) -> list[str]:
        """Return the codes of the roundtables."""
        return list(self._sizes)

    @property
    def code(self) -> str:
        """Return the code of the roundtable chosen; "" while there is none."""
        return self._codes.currentText()

    @property
    def options(self) -> dict[str, Any]:
        """Return what is chosen here, as the keyword arguments of the export in ``roundtable.exports``."""
        language, with_coverage = str(self._languages.currentData()), self._coverage.isChecked()
        return {"roundtable": self.code, "language": language, "with_coverage": with_coverage}

    @override
    def apply(self, preferred: Preferences) -> None:
        """Begin with the language that is preferred, if annex and contribution are written in it."""
        if preferred.language != self._preferred and preferred.language in LANGUAGES:
            self._languages.setCurrentIndex(LANGUAGES.index(preferred.language))
        self._preferred = preferred.language

    @override
    def open(self, workspace: Workspace | None) -> None:
        self._workspace = workspace
        self._read_roundtables()

    @override
    def reload(self, change_set: ChangeSet) -> None:
        if change_set.touches("roundtable", "annex_entry"):
            self._read_roundtables()
        else:
            self._make_stale()

    @override
    def choose(self, code: str) -> None:
        self._codes.setCurrentText(code)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._refresh()

    def _read_roundtables(self) -> None:
        """List the roundtables; the one chosen stays chosen while it exists."""
        rows = roundtable_store.listing(self._workspace) if self._workspace else []
        self._sizes = {row.code: row.practices for row in rows}
        kept = self.code
        with QSignalBlocker(self._codes):
            self._codes.clear()
            self._codes.addItems(list(self._sizes))
            if kept in self._sizes:
                self._codes.setCurrentText(kept)
        self._codes.setEnabled(bool(rows))
        self._make_stale()

    def _choose(self, code: str) -> None:
        self.chosen.emit(code)
        self._make_stale()

    def _make_stale(self) -> None:
        self._is_stale = True
        if self.isVisible():
            self._refresh()

    def _refresh(self) -> None:
        """Show what is exported now where it is stale."""
        raise NotImplementedError
